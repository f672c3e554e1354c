// Chains at random, written once and built in either query language.

import type { Files, Mock, Mocks } from "./answers.js";
import { type Callee, calleeOf, isLambda, TOKEN } from "./callees.js";
import { condition } from "./conditions.js";
import { distributedMap } from "./distributed-maps.js";
import { type Draw, KEYS, keysOf, sampleOf, shapeOf } from "./draw.js";
import { expression, fits, written } from "./expressions.js";
import {
  type Author,
  boolean,
  type Keys,
  meet,
  number,
  object,
  type Path,
  type Point,
  pathsOf,
  put,
  type Shape,
  sureOf,
  text,
} from "./shapes.js";
import { dsl } from "./untyped.js";

type Chain = any;
export type Grow = (chain: Chain) => Chain;
export interface Piece {
  readonly grow: Grow;
  readonly point: Point;
}

export class Planner implements Mocks {
  readonly functions = new Map<string, Mock>();
  readonly services = new Map<string, Mock>();
  readonly files = new Map<string, Files>();
  readonly draw: Draw;
  #names = 0;
  constructor(draw: Draw) {
    this.draw = draw;
  }

  name(kind: string): string {
    this.#names += 1;
    return `${kind} ${this.#names}`;
  }

  /** Steps from a point, the first of which has the given name where there is one. */
  chain(point: Point, length: number, depth: number, begins?: string): Piece {
    let here = point;
    const grows: Grow[] = [];
    for (let index = 0; index < length; index += 1) {
      const piece = this.step(here, depth, index === 0 ? begins : undefined);
      grows.push(piece.grow);
      here = piece.point;
    }
    return { grow: (chain) => grows.reduce((grown, grow) => grow(grown), chain), point: here };
  }

  step(point: Point, depth: number, begins?: string): Piece {
    const { draw } = this;
    const simple = [this.pass, this.pass, this.task, this.task, this.wait];
    const all =
      depth === 0
        ? simple
        : [
            ...simple,
            ...[this.choice, this.match, this.loop, this.parallel, this.map],
            ...(point.isExpress ? [] : [this.distributed]),
          ];
    return draw.one(all).call(this, point, begins, depth);
  }

  assign(point: Point, extra: readonly Path[] = []): { readonly option: object; readonly vars: Keys } {
    if (!this.draw.often(30)) return { option: {}, vars: point.vars };
    const name = `${this.draw.one(["attempts", "note", "flag"])}${point.scope}`;
    const own = extra.length > 0 && this.draw.often(60) ? this.draw.one(extra) : undefined;
    // Only what the result says: elsewhere `$` is not the data.
    const shape = own?.shape ?? this.draw.one([text, number, boolean]);
    const value = own?.of ?? expression(shape, extra.length > 0 ? { ...point, data: {} } : point, this.draw, 1);
    return {
      option: { assign: (($, scope) => ({ [name]: value($, scope) })) satisfies Author },
      vars: { ...point.vars, [name]: shape },
    };
  }

  pass(point: Point, begins = this.name("Pass")): Piece {
    const set = keysOf(this.draw);
    const value = written(set, point, this.draw, 2);
    const { option, vars } = this.assign(point);
    return { grow: (chain) => chain.pass(begins, value, option), point: { ...put(point, set.keys), vars } };
  }

  task(point: Point, begins = this.name("Task")): Piece {
    if (this.draw.often(90)) return this.call(point, begins, 60);
    return this.withNumber(point, begins, 60, (here, name, path) => this.call(here, name, path));
  }

  call(point: Point, begins: string, timeoutSeconds: number | Author): Piece {
    const { draw } = this;
    const callee = calleeOf(draw, point.isExpress);
    const shape = shapeOf(draw);
    const name = this.name("Function");
    // What runs at the same time is called in no promised order: there a function fails always or never, and all in one way.
    const alone = point.scope === "";
    const fails = draw.often(alone ? 30 : 10) ? (alone ? draw.integer(1, 2) : Number.POSITIVE_INFINITY) : 0;
    const error = callee.error(alone ? draw.one(["Boom", "Crash"]) : "Crash");
    const isLate = alone && draw.often(10);
    const mock: Mock = { fails, error, made: sampleOf(shape, draw), seconds: isLate ? 100 : 0 };
    if (isLambda(callee)) this.functions.set(name, mock);
    else this.services.set(begins, mock);
    // What is sent by one path leaves nothing else of the data, which JSONPath refuses.
    const credentials = draw.often(10) && this.credentials(point);
    const byPath = draw.often(20) && !credentials && typeof timeoutSeconds === "number";
    const { given, run, options: sent } = this.sent(callee, name, point, byPath);
    const result = object({ made: shape, ...(given && { echo: given }) });
    const key = draw.one(KEYS);
    const kind = draw.one(["key", "key", "key", "discard", "replace"] as const);
    const as = kind === "key" ? key : kind === "discard" ? dsl.discard : dsl.replace;
    const made: Path = { shape, of: (_, { result }) => result.made };
    const { option, vars } = this.assign(point, [made]);
    const mayFail = fails > 0 || isLate;
    const options = {
      as,
      ...sent,
      ...option,
      ...(mayFail && draw.often(50) && { retry: this.retry(error) }),
      ...((isLate || typeof timeoutSeconds === "function" || draw.often(30)) && { timeoutSeconds }),
      ...(callee.pattern !== "" && draw.often(30) && { heartbeatSeconds: 30 }),
      ...(credentials && { credentials }),
    };
    const done: Point =
      kind === "replace"
        ? { ...point, data: result.keys, maybe: new Set(), vars }
        : { ...(kind === "key" ? put(point, { [key]: result }) : point), vars };
    const grow = (chain: Chain, more = {}): Chain => chain.task(begins, run, { ...options, ...more });
    if (draw.often(40)) return { grow, point: done };
    return this.caught(point, done, draw.one([[error], ["States.TaskFailed"], [error, "States.Timeout"]]), grow);
  }

  /** What a call is sent, by the task or by the call itself; its shape, where it is not the data as a whole. */
  sent(callee: Callee, name: string, point: Point, byPath: boolean) {
    const { draw } = this;
    const paths = pathsOf(point).filter(({ shape: { kind } }) =>
      ["object", "list", "number", "boolean"].includes(kind),
    );
    if (callee.required === undefined && paths.length > 0 && byPath) {
      const { shape, of } = draw.one(paths);
      return { given: shape, run: callee.run(name), options: { arguments: of } };
    }
    const waits = callee.pattern === "token";
    if (callee.required === undefined && draw.often(20)) {
      return { given: undefined, run: callee.run(name), options: {} };
    }
    const required = Object.fromEntries((callee.required ?? []).map((key) => [key, text]));
    const { keys } = keysOf(draw);
    const value = written(object({ ...keys, ...required }), point, draw, 2);
    const counts = draw.often(10);
    const input: Author = ($, scope) => ({
      ...value($, scope),
      ...(waits && { [TOKEN]: scope.context.Task.Token }),
      ...(counts && { retries: scope.context.State.RetryCount }),
    });
    const given: Shape = object({
      ...keys,
      ...required,
      ...(waits && { [TOKEN]: text }),
      ...(counts && { retries: number }),
    });
    return callee.takesInput && draw.often(50)
      ? { given, run: callee.run(name, input), options: {} }
      : { given, run: callee.run(name), options: { arguments: input } };
  }

  credentials(point: Point): Author {
    const role = expression(text, point, this.draw, 0);
    return ($, scope) => ({ RoleArn: dsl.format("arn:aws:iam::111122223333:role/{}", role($, scope)) });
  }

  retry(error: string): readonly object[] {
    const { draw } = this;
    const retrier = (errors: readonly string[]) => ({
      errors,
      ...(draw.often(70) && { maxAttempts: draw.integer(0, 3) }),
      ...(draw.often(50) && { intervalSeconds: draw.integer(1, 3) }),
      ...(draw.often(50) && { backoffRate: draw.one([1, 1.5, 3]) }),
      ...(draw.often(30) && { maxDelaySeconds: 4 }),
    });
    const one = retrier([draw.one([error, "States.TaskFailed", "States.Timeout"])]);
    return draw.often(50) ? [one] : [one, retrier(["States.ALL"])];
  }

  /** The ways of errors out of a state, and where they meet with its own. */
  caught(point: Point, done: Point, errors: readonly string[], grow: (chain: Chain, options: object) => Chain): Piece {
    const { draw } = this;
    const [after, caught] = [this.name("After"), this.name("Caught")];
    const errorKey = draw.one(["problem", "a"]);
    const output = object({ Error: text, Cause: text });
    const recovers = this.assign(point, [{ shape: text, of: (_, { error }) => error.Error }]);
    const replaces = draw.often(15);
    const known = replaces
      ? { ...point, data: output.keys, maybe: new Set<string>() }
      : put(point, { [errorKey]: output });
    const takesAll = draw.often(70);
    const first = { errors, as: replaces ? dsl.replace : errorKey, goto: caught, ...recovers.option };
    const options = { catch: takesAll ? [first, { errors: ["States.ALL"], goto: caught }] : [first] };
    const here = { ...known, vars: recovers.vars };
    const end = this.pass(done, after);
    const handled = this.pass(takesAll ? meet(here, point) : here, caught);
    const join = this.name("Join");
    return this.joined([end, handled], join, (chain, [ended, recovered]) =>
      recovered?.(ended?.(grow(chain, options)).goto(join)),
    );
  }

  /** Ways that meet at a Pass. */
  joined(ways: readonly Piece[], join: string, grow: (chain: Chain, ways: readonly Grow[]) => Chain): Piece {
    const met = ways.map(({ point }) => point).reduce(meet);
    const last = this.pass(met, join);
    return {
      grow: (chain) =>
        last.grow(
          grow(
            chain,
            ways.map((way) => way.grow),
          ),
        ),
      point: last.point,
    };
  }

  wait(point: Point, begins = this.name("Wait")): Piece {
    const { draw } = this;
    const count = draw.integer(0, 5);
    const wait = (here: Point, name: string, duration: unknown): Piece => {
      const { option, vars } = this.assign(here);
      return { grow: (chain) => chain.wait(name, duration, option), point: { ...here, vars } };
    };
    return draw.one<() => Piece>([
      () => wait(point, begins, dsl.seconds(count)),
      () => wait(point, begins, dsl.until("2020-01-01T00:00:00Z")),
      () => this.withNumber(point, begins, 3, wait),
    ])();
  }

  /** A number of the data, for what comes after it. */
  withNumber(
    point: Point,
    begins: string,
    value: number,
    use: (point: Point, begins: string, path: Author) => Piece,
  ): Piece {
    const [key, name] = [this.name("number"), this.name("Uses")];
    const piece = use(put(point, { [key]: number }), name, ($) => $[key]);
    return { ...piece, grow: (chain) => piece.grow(chain.pass(begins, () => ({ [key]: value }))) };
  }

  choice(point: Point, begins = this.name("Choice"), depth: number): Piece {
    const { draw } = this;
    const conditions = Array.from({ length: draw.integer(1, 2) }, () => condition(point, draw));
    const otherwise = { name: this.name("Way"), ...this.assign(point) };
    const rules = conditions.map((one) => ({ one, name: this.name("Way"), ...this.assign(point) }));
    const ways = [...rules, otherwise].map(({ name, vars }) =>
      this.chain({ ...point, vars }, draw.integer(1, 2), depth - 1, name),
    );
    const join = this.name("Join");
    return this.joined(ways, join, (chain, grows) => {
      const chosen = chain.choice(begins, (choose: any) =>
        rules
          .reduce((chosen, { one, name, option }) => chosen.when(one, name, option), choose)
          .otherwise(otherwise.name, otherwise.option),
      );
      return grows.reduce((grown, grow, index) => {
        const done = grow(grown);
        return index === grows.length - 1 ? done : done.goto(join);
      }, chosen);
    });
  }

  match(point: Point, begins = this.name("Match"), depth: number): Piece {
    const { draw } = this;
    const paths = pathsOf(point).filter(({ shape }) => ["text", "number", "boolean", "null"].includes(shape.kind));
    const one = draw.one(paths);
    const rows =
      one.shape.kind === "boolean"
        ? ["true", "false"]
        : one.shape.kind === "text"
          ? ["a", "b,c"]
          : one.shape.kind === "number"
            ? ["1", "0"]
            : ["null"];
    const names = [...rows, "default"].map(() => this.name("Way"));
    const ways = names.map((name) => this.chain(point, 1, depth - 1, name));
    const join = this.name("Join");
    return this.joined(ways, join, (chain, grows) => {
      const table = Object.fromEntries([...rows, "default"].map((row, index) => [row, names[index]]));
      return grows.reduce(
        (grown, grow, index) => {
          const done = grow(grown);
          return index === grows.length - 1 ? done : done.goto(join);
        },
        chain.match(begins, one.of, table),
      );
    });
  }

  /** A counter that a choice leads back to. */
  loop(point: Point, begins = this.name("Start")): Piece {
    const [counter, again, more, after] = [this.name("n"), this.name("Again"), this.name("More?"), this.name("Done")];
    const started = put(point, { [counter]: number });
    const done = this.pass(started, after);
    // What it sets has names of its own: on the way back a variable is as it was.
    const body = this.wait({ ...started, scope: `${point.scope}_${this.name("").trim()}` });
    return {
      grow: (chain) => {
        const counted = chain
          .pass(begins, () => ({ [counter]: 0 }))
          .pass(again, ($: any) => ({ [counter]: dsl.add($[counter], 1) }));
        return done.grow(
          body
            .grow(counted)
            .choice(more, (choose: any) => choose.when(($: any) => dsl.lt($[counter], 2), again).otherwise(after)),
        );
      },
      point: done.point,
    };
  }

  /** An inner chain: it reads the variables around it, and assigns its own. */
  inner(point: Point, depth: number): Piece {
    const scope = this.name("").trim();
    return this.chain({ ...point, scope: `${point.scope}_${scope}` }, this.draw.integer(1, 2), depth - 1);
  }

  parallel(point: Point, begins = this.name("Parallel"), depth: number): Piece {
    const branches = Array.from({ length: this.draw.integer(1, 3) }, () => this.inner(point, depth));
    const result: Shape = {
      kind: "tuple",
      items: branches.map(({ point }) => sureOf(point)),
    };
    return this.withResult(point, result, (chain, options) =>
      chain.parallel(
        begins,
        branches.map(({ grow }) => grow),
        options,
      ),
    );
  }

  map(point: Point, begins = this.name("Map"), depth: number): Piece {
    const { draw } = this;
    const lists = pathsOf(point).filter(fits("list"));
    const list = lists.length === 0 ? undefined : draw.one(lists);
    if (list?.shape.kind !== "list") return this.pass(point, begins);
    const item = list.shape.of;
    const selects = item.kind !== "object" || draw.often(40);
    const extra = keysOf(draw, 1);
    const made = written(extra, point, draw, 1);
    const data = selects ? { ...extra.keys, item, at: number } : item.keys;
    const items = selects
      ? dsl.withItemSelector(list.of, ($: any, scope: any) => ({
          ...made($, scope),
          item: scope.item,
          at: scope.index,
        }))
      : list.of;
    const body = this.inner({ ...point, data, maybe: new Set() }, depth);
    const result: Shape = { kind: "list", of: sureOf(body.point) };
    const more = draw.often(30) ? { maxConcurrency: 1 } : {};
    return this.withResult(point, result, (chain, options) =>
      chain.map(begins, items, body.grow, { ...options, ...more }),
    );
  }

  /** The result of a parallel or a map, and sometimes the way of an error out of it. */
  withResult(
    point: Point,
    result: Shape,
    grow: (chain: Chain, options: object) => Chain,
    errors: readonly string[] = ["Crash"],
  ): Piece {
    const { draw } = this;
    const key = draw.one(KEYS);
    const discards = draw.often(20);
    const made: Path = { shape: result, of: (_, { result }) => result };
    const { option, vars } = this.assign(point, [made]);
    const options = { as: discards ? dsl.discard : key, ...option };
    const done: Point = { ...(discards ? point : put(point, { [key]: result })), vars };
    const grown = (chain: Chain, more = {}): Chain => grow(chain, { ...options, ...more });
    if (draw.often(50)) return { grow: grown, point: done };
    return this.caught(point, done, errors, grown);
  }

  distributed(point: Point, begins = this.name("Distributed"), depth: number): Piece {
    return distributedMap(this, point, begins, depth);
  }

  /** The end of the whole chain. */
  end(point: Point): Grow {
    const { draw } = this;
    const cause = expression(text, point, draw, 0);
    const name = this.name("End");
    return draw.one<Grow>([
      (chain) => chain,
      (chain) => chain,
      (chain) => chain.succeed(name),
      (chain) => chain.fail(name, { error: "Refused", cause: "it was" }),
      (chain) =>
        chain.fail(name, ($: any, scope: any) => ({
          error: dsl.format("{}", "Refused"),
          cause: dsl.format("because {}", cause($, scope)),
        })),
    ]);
  }
}
