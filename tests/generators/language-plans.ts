// Workflows at random, written once and built in either query language. What the types of a chain see to is kept by hand here,
// since these are made at run time: an expression has the shape that its place wants, and no path may be absent.
import fc from "fast-check";
import * as dsl from "../../dsl/index.js";
import type { Json, QueryLanguage, StateMachineModel } from "../../dsl/model.js";

// ---------------------------------------------------------------- shapes: what is known of a value

type Shape =
  | { readonly kind: "text" | "number" | "boolean" | "null" }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "tuple"; readonly items: readonly Shape[] }
  | { readonly kind: "object"; readonly keys: Keys };
type Keys = { readonly [key: string]: Shape };
type Kind = Shape["kind"];

const text: Shape = { kind: "text" };
const number: Shape = { kind: "number" };
const boolean: Shape = { kind: "boolean" };
const object = (keys: Keys): Shape & { readonly kind: "object" } => ({ kind: "object", keys });

/** A point of the chain. Maybe: keys that only some ways have set. */
interface Point {
  readonly data: Keys;
  readonly maybe: ReadonlySet<string>;
  readonly vars: Keys;
  /** Ends the names of the variables that are assigned here: an inner chain assigns none of those around it. */
  readonly scope: string;
}

// `any` throughout: what a plan says is known at run time alone.
type Author = ($: any, scope: any) => any;
interface Path {
  readonly shape: Shape;
  readonly of: Author;
}
const step = (path: Author, key: string | number): Author => {
  return ($, scope) => path($, scope)[key];
};

/** The paths that lead to something for sure, items of tuples with them. */
function pathsOf({ data, maybe, vars }: Point): readonly Path[] {
  const below = ({ shape, of }: Path): readonly Path[] => {
    const parts: readonly (readonly [string | number, Shape])[] =
      shape.kind === "object"
        ? Object.entries(shape.keys)
        : shape.kind === "tuple"
          ? shape.items.map((item, index) => [index, item] as const)
          : [];
    return [{ shape, of }, ...parts.flatMap(([key, part]) => below({ shape: part, of: step(of, key) }))];
  };
  const sure = Object.entries(data).filter(([key]) => !maybe.has(key));
  return [
    ...sure.flatMap(([key, shape]) => below({ shape, of: ($) => $[key] })),
    ...Object.entries(vars).flatMap(([key, shape]) => below({ shape, of: (_, { vars }) => vars[key] })),
    { shape: text, of: (_, { context }) => context.State.Name },
  ];
}

function same(left: Shape, right: Shape): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

// ---------------------------------------------------------------- a source of choices

export interface Draw {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Of `format`. */
  readonly templates: readonly string[];
  readonly integer: (from: number, to: number) => number;
  readonly one: <Item>(items: readonly Item[]) => Item;
  readonly often: (percent: number) => boolean;
}
/**
 * `plain`: without what `asl-validator` refuses and AWS takes: fractions and escaped backslashes in a call, and in JSONata
 * texts that are empty or of several lines.
 */
export function drawFrom(gen: fc.GeneratorValue, plain = false): Draw {
  const integer = (min: number, max: number) => gen(fc.integer, { min, max });
  return {
    texts: plain ? TEXTS.filter((one) => one !== "" && !/[\n\\]/.test(one)) : TEXTS,
    templates: plain ? TEMPLATES.filter((one) => !one.includes("\\")) : TEMPLATES,
    numbers: plain ? NUMBERS.filter(Number.isInteger) : NUMBERS,
    integer,
    one: (items) => items[integer(0, items.length - 1)] as (typeof items)[number],
    often: (percent) => integer(0, 99) < percent,
  };
}

// ---------------------------------------------------------------- values

const TEXTS = [
  "",
  "a",
  "b",
  "a,b;c",
  "it's",
  'a "b" \\ {c}',
  "{}",
  "{% x %}",
  "$.a",
  "é部😀",
  "a\nb",
  "5",
  "true",
  "null",
  "a*b",
  "2030-01-01T00:00:00Z",
  "2030-01-01T01:00:00+01:00",
  "2030-02-29T00:00:00Z",
  "2032-02-29T23:59:59.5Z",
  "2030-01-01",
];
const TEMPLATES = ["{}", "{}-{}", "'{}' {} \\", "{{}}%}", "no place"];
const NUMBERS = [0, 1, 2, 3, -1, -7, 0.5, 1.5, -1.5, -2.5, 2.25, 1000, 123456789];
const KEYS = ["a", "b", "total", "odd key", "and", "x-y", "é", "it's", "Payload"];

function sampleOf(shape: Shape, draw: Draw): Json {
  switch (shape.kind) {
    case "text":
      return draw.one(draw.texts);
    case "number":
      return draw.one(draw.numbers);
    case "boolean":
      return draw.often(50);
    case "null":
      return null;
    case "list":
      return Array.from({ length: draw.integer(0, 3) }, () => sampleOf(shape.of, draw));
    case "tuple":
      return shape.items.map((item) => sampleOf(item, draw));
    case "object":
      return Object.fromEntries(Object.entries(shape.keys).map(([key, part]) => [key, sampleOf(part, draw)]));
  }
}

function shapeOf(draw: Draw, depth = 2): Shape {
  const kinds: readonly Kind[] = ["text", "text", "number", "number", "boolean", "null", "list", "object"];
  const kind = draw.one(depth === 0 ? kinds.slice(0, 6) : kinds);
  if (kind === "list") return { kind, of: shapeOf(draw, depth - 1) };
  if (kind === "object") return keysOf(draw, depth - 1);
  return { kind } as Shape; // the others have nothing else
}
function keysOf(draw: Draw, depth = 2): Shape & { readonly kind: "object" } {
  const keys = Array.from({ length: draw.integer(1, 3) }, () => draw.one(KEYS));
  return object(Object.fromEntries(keys.map((key) => [key, shapeOf(draw, depth)])));
}

// ---------------------------------------------------------------- expressions, each of the shape that is asked for

const fits = (kind: Kind) => (path: Path) => path.shape.kind === kind;

function expression(shape: Shape, point: Point, draw: Draw, depth = 2): Author {
  const paths = pathsOf(point).filter((path) => same(path.shape, shape));
  if (paths.length > 0 && draw.often(50)) return draw.one(paths).of;
  const made = depth > 0 && draw.often(70) ? computed(shape, point, draw, depth - 1) : undefined;
  return made ?? written(shape, point, draw, depth);
}

/** Written out, with expressions in some of its places. */
function written(shape: Shape, point: Point, draw: Draw, depth: number): Author {
  if (shape.kind === "object") {
    const parts = Object.entries(shape.keys).map(
      ([key, part]) => [key, expression(part, point, draw, depth - 1)] as const,
    );
    return ($, scope) => Object.fromEntries(parts.map(([key, part]) => [key, part($, scope)]));
  }
  if (shape.kind === "list" || shape.kind === "tuple") {
    const shapes = shape.kind === "tuple" ? shape.items : Array.from({ length: draw.integer(0, 2) }, () => shape.of);
    const items = shapes.map((item) => expression(item, point, draw, depth - 1));
    return ($, scope) => items.map((item) => item($, scope));
  }
  const value = sampleOf(shape, draw);
  return () => value;
}

/** A short text for `Base64`, which in JSONata is of ASCII alone. */
const ASCII = ["", "a", "it's", "a\nb {}"];

/** By an operator; `undefined` where none makes such a thing. */
function computed(shape: Shape, point: Point, draw: Draw, depth: number): Author | undefined {
  const paths = pathsOf(point);
  const lists = paths.filter(fits("list"));
  const inner = (kind: Shape) => expression(kind, point, draw, depth);
  const of = <Values extends readonly Author[]>(values: Values, make: (...values: any[]) => unknown): Author => {
    return ($, scope) => make(...values.map((value) => value($, scope)));
  };
  const any = dsl as any;
  const listPath = () => (lists.length > 0 ? draw.one(lists) : undefined);
  switch (shape.kind) {
    case "text":
      return draw.one<() => Author>([
        () => {
          const template = draw.one(draw.templates);
          const scalars = Array.from({ length: template.split("{}").length - 1 }, () =>
            inner(draw.one([text, number, boolean, { kind: "null" }])),
          );
          return of(scalars, (...values) => any.format(template, ...values));
        },
        () => {
          const algorithm = draw.one(["MD5", "SHA-256"]);
          return of([inner(text)], (value) => any.hash(value, algorithm));
        },
        () => of([draw.one(paths).of], any.jsonStringify),
        () => {
          const ascii = draw.one(ASCII);
          return draw.often(50)
            ? of([], () => any.base64Encode(ascii))
            : of([], () => any.base64Decode(any.base64Encode(ascii)));
        },
        () => of([], () => any.arrayItem(any.split("a,b;c", ",;"), 1)),
        () => of([], () => any.jsonStringify(any.arrayLength(any.split(any.uuid(), "-")))),
      ])();
    case "number":
      return draw.one<() => Author>([
        () => of([inner(number), inner(number)], any.add),
        () => of([listPath()?.of ?? (() => any.split("a-b", "-"))], any.arrayLength),
        () => {
          const index = draw.integer(0, 2);
          return of([], () => any.arrayItem(any.arrayRange(1, 9, 4), index));
        },
        () => of([], () => any.jsonParse("2.5")),
        () => of([inner(number)], (value) => any.jsonParse(any.jsonStringify(value))),
        () => of([], () => any.random(3, 4)),
      ])();
    case "boolean": {
      const list = listPath();
      if (list?.shape.kind !== "list") return undefined;
      const item = expression(list.shape.of, point, draw, 0);
      return of([list.of, item], any.arrayContains);
    }
    case "list": {
      const equal = lists.filter((path) => same(path.shape, shape));
      const item = shape.of;
      return draw.one<() => Author | undefined>([
        () => of([inner(item), ...(draw.often(50) ? [inner(item)] : [])], any.array),
        () => (equal.length === 0 ? undefined : of([draw.one(equal).of], any.arrayUnique)),
        () =>
          equal.length === 0 ? undefined : of([draw.one(equal).of], (list) => any.jsonParse(any.jsonStringify(list))),
        () => {
          const delimiters = draw.one([",", ",;", "-", ""]);
          return item.kind === "text" ? of([inner(text)], (value) => any.split(value, delimiters)) : undefined;
        },
        () => {
          const [first, last] = [draw.integer(0, 3), draw.integer(0, 9)];
          return item.kind === "number" ? of([], () => any.arrayRange(first, last, 2)) : undefined;
        },
        () => {
          const inside = lists.filter((path) => same(path.shape, item));
          return inside.length === 0 ? undefined : of([draw.one(inside).of], (list) => any.arrayPartition(list, 2));
        },
      ])();
    }
    case "object": {
      const objects = paths.filter(fits("object"));
      if (objects.length === 0) return undefined;
      const left = draw.one(objects);
      // The right one has every key that is asked for, so that the left one's are the same.
      const rights = objects.filter((path) => same(path.shape, shape));
      if (rights.length === 0 || left.shape.kind !== "object") return undefined;
      return Object.keys(left.shape.keys).every((key) => key in shape.keys)
        ? of([left.of, draw.one(rights).of], any.merge)
        : undefined;
    }
    default:
      return undefined;
  }
}

// ---------------------------------------------------------------- conditions

const PATTERNS = ["*", "a*", "*b", "a*b", "*,*;*", "a\\*b", "", "it's", "é*"];
const TIMES = ["2030-01-01T00:00:00Z", "2031-06-01T12:00:00+02:00"];

function condition(point: Point, draw: Draw, depth = 2): Author {
  const any = dsl as any;
  const paths = pathsOf(point);
  const maybe = [...point.maybe];
  const path = () => draw.one(paths);
  const pathOfKind = (...kinds: readonly Kind[]) => {
    const some = paths.filter(({ shape }) => kinds.includes(shape.kind));
    return some.length === 0 ? path() : draw.one(some);
  };
  /** A literal of the value's own kind, or of another. */
  const scalar = ({ shape }: Path): Json =>
    sampleOf(
      draw.often(80) && shape.kind !== "list" && shape.kind !== "object" && shape.kind !== "tuple" ? shape : text,
      draw,
    );
  const scalars = ["text", "number", "boolean", "null"] as const;
  const part = () => condition(point, draw, depth - 1);
  const leaf = draw.one<() => Author>([
    () => {
      const [one, value] = [pathOfKind(...scalars), draw.one([any.is, any.isNot])];
      const literal = scalar(one);
      return ($, scope) => value(one.of($, scope), literal);
    },
    () => {
      const [one, other] = [pathOfKind(...scalars), pathOfKind(...scalars)];
      return ($, scope) => any.is(one.of($, scope), other.of($, scope));
    },
    () => {
      const one = pathOfKind("number", "text");
      const literal = draw.one<Json>([draw.one(draw.numbers), draw.one(draw.texts)]);
      const order = draw.one([any.lt, any.lte, any.gt, any.gte]);
      return ($, scope) => order(one.of($, scope), literal);
    },
    () => {
      const [one, other] = [path(), path()];
      const order = draw.one([any.lt, any.lte, any.gt, any.gte]);
      return ($, scope) => order(one.of($, scope), other.of($, scope));
    },
    () => {
      const one = pathOfKind("text");
      const other = draw.often(60) ? undefined : pathOfKind("text");
      const literal = draw.one(TIMES);
      const order = draw.one([any.before, any.after, any.sameTime]);
      return ($, scope) => order(one.of($, scope), other?.of($, scope) ?? literal);
    },
    () => {
      const [one, pattern] = [pathOfKind("text"), draw.one(PATTERNS)];
      return ($, scope) => any.matches(one.of($, scope), pattern);
    },
    () => {
      const one = path();
      const test = draw.one([any.isNull, any.isNumeric, any.isString, any.isBoolean, any.isTimestamp, any.isPresent]);
      return ($, scope) => test(one.of($, scope));
    },
    () => {
      const key = draw.one([...maybe, "never"]);
      const literal = sampleOf(point.data[key] ?? text, draw);
      const isScalar = typeof literal !== "object" || literal === null;
      if (draw.often(50) || !isScalar) return ($) => any.isPresent($[key]);
      return ($) => any.and(any.isPresent($[key]), any.is($[key], literal));
    },
  ]);
  if (depth === 0 || draw.often(50)) return leaf();
  return draw.one<() => Author>([
    () => {
      const one = part();
      return ($, scope) => any.not(one($, scope));
    },
    () => {
      const [one, other, join] = [part(), part(), draw.one([any.and, any.or])];
      return ($, scope) => join(one($, scope), other($, scope));
    },
  ])();
}

// ---------------------------------------------------------------- chains

/** What a function does when it is called: it fails so many times, then echoes what it was given beside a value. */
export interface Mock {
  readonly fails: number;
  readonly error: string;
  readonly made: Json;
}
type Chain = any;
type Grow = (chain: Chain) => Chain;
interface Piece {
  readonly grow: Grow;
  readonly point: Point;
}

class Planner {
  readonly mocks = new Map<string, Mock>();
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
    const all = depth === 0 ? simple : [...simple, this.choice, this.match, this.loop, this.parallel, this.map];
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
    const { draw } = this;
    const shape = shapeOf(draw);
    const name = this.name("Function");
    // What runs at the same time is called in no promised order: there a function fails always or never, and all in one way.
    const alone = point.scope === "";
    const fails = draw.often(alone ? 30 : 10) ? (alone ? draw.integer(1, 2) : Number.POSITIVE_INFINITY) : 0;
    const error = alone ? draw.one(["Boom", "Crash"]) : "Crash";
    this.mocks.set(name, { fails, error, made: sampleOf(shape, draw) });
    const lambda = (dsl as any).lambda(name);
    const given = draw.often(70) ? keysOf(draw) : undefined;
    const value = given && written(given, point, draw, 2);
    const result = object({ made: shape, ...(given && { echo: given }) });
    const key = draw.one(KEYS);
    const kind = draw.one(["key", "key", "key", "discard", "replace"] as const);
    const as = kind === "key" ? key : kind === "discard" ? dsl.discard : dsl.replace;
    const made: Path = { shape, of: (_, { result }) => result.made };
    const { option, vars } = this.assign(point, [made]);
    const [after, caught] = [this.name("After"), this.name("Caught")];
    const errorKey = draw.one(["problem", "a"]);
    const catches = draw.often(60);
    const recovers = this.assign(point, [{ shape: text, of: (_, { error }) => error.Error }]);
    const options = {
      as,
      ...(value && { arguments: value }),
      ...option,
      ...(fails > 0 && draw.often(50) && { retry: [{ errors: ["Boom"], maxAttempts: draw.integer(1, 3) }] }),
      ...(catches && {
        catch: [
          { errors: ["Crash"], as: errorKey, goto: caught, ...recovers.option },
          { errors: ["States.ALL"], goto: caught },
        ],
      }),
      ...(draw.often(30) && { timeoutSeconds: 60 }),
    };
    const done: Point =
      kind === "replace"
        ? { ...point, data: result.keys, maybe: new Set(), vars }
        : { ...(kind === "key" ? put(point, { [key]: result }) : point), vars };
    if (!catches) return { grow: (chain) => chain.task(begins, lambda, options), point: done };
    const end = this.pass(done, after);
    const failed = meet(
      { ...put(point, { [errorKey]: object({ Error: text, Cause: text }) }), vars: recovers.vars },
      point,
    );
    const handled = this.pass(failed, caught);
    const join = this.name("Join");
    return this.joined([end, handled], join, (chain, [ended, recovered]) =>
      recovered?.(ended?.(chain.task(begins, lambda, options)).goto(join)),
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
    const any = dsl as any;
    const [delay, after, count] = [this.name("delay"), this.name("Wait"), draw.integer(0, 5)];
    return draw.one<() => Piece>([
      () => ({ grow: (chain) => chain.wait(begins, any.seconds(count)), point }),
      () => ({ grow: (chain) => chain.wait(begins, any.until("2020-01-01T00:00:00Z")), point }),
      () => ({
        grow: (chain) => chain.pass(begins, () => ({ [delay]: 3 })).wait(after, ($: any) => $[delay]),
        point: put(point, { [delay]: number }),
      }),
    ])();
  }

  choice(point: Point, begins = this.name("Choice"), depth: number): Piece {
    const { draw } = this;
    const conditions = Array.from({ length: draw.integer(1, 2) }, () => condition(point, draw));
    const names = [...conditions, undefined].map(() => this.name("Way"));
    const ways = names.map((name) => this.chain(point, draw.integer(1, 2), depth - 1, name));
    const join = this.name("Join");
    return this.joined(ways, join, (chain, grows) => {
      const chosen = chain.choice(begins, (choose: any) =>
        conditions.reduce((rules, one, index) => rules.when(one, names[index]), choose).otherwise(names.at(-1)),
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
    const any = dsl as any;
    const [counter, again, more, after] = [this.name("n"), this.name("Again"), this.name("More?"), this.name("Done")];
    const started = put(point, { [counter]: number });
    const done = this.pass(started, after);
    const body = this.wait(started);
    return {
      grow: (chain) => {
        const counted = chain
          .pass(begins, () => ({ [counter]: 0 }))
          .pass(again, ($: any) => ({ [counter]: any.add($[counter], 1) }));
        return done.grow(
          body
            .grow(counted)
            .choice(more, (choose: any) => choose.when(($: any) => any.lt($[counter], 2), again).otherwise(after)),
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
    const any = dsl as any;
    const lists = pathsOf(point).filter(fits("list"));
    const list = lists.length === 0 ? undefined : draw.one(lists);
    if (list?.shape.kind !== "list") return this.pass(point, begins);
    const item = list.shape.of;
    const selects = item.kind !== "object" || draw.often(40);
    const extra = keysOf(draw, 1);
    const made = written(extra, point, draw, 1);
    const data = selects ? { ...extra.keys, item } : item.keys;
    const items = selects
      ? any.withItemSelector(list.of, ($: any, scope: any) => ({ ...made($, scope), item: scope.item }))
      : list.of;
    const body = this.inner({ ...point, data, maybe: new Set() }, depth);
    const result: Shape = { kind: "list", of: sureOf(body.point) };
    const more = draw.often(30) ? { maxConcurrency: 1 } : {};
    return this.withResult(point, result, (chain, options) =>
      chain.map(begins, items, body.grow, { ...options, ...more }),
    );
  }

  /** The result of a parallel or a map, and sometimes the way of an error out of it. */
  withResult(point: Point, result: Shape, grow: (chain: Chain, options: object) => Chain): Piece {
    const { draw } = this;
    const key = draw.one(KEYS);
    const discards = draw.often(20);
    const made: Path = { shape: result, of: (_, { result }) => result };
    const { option, vars } = this.assign(point, [made]);
    const options = { as: discards ? dsl.discard : key, ...option };
    const done: Point = { ...(discards ? point : put(point, { [key]: result })), vars };
    if (draw.often(50)) return { grow: (chain) => grow(chain, options), point: done };
    const [caught, after, join] = [this.name("Caught"), this.name("After"), this.name("Join")];
    const handled = this.pass(put(point, { problem: object({ Error: text, Cause: text }) }), caught);
    const end = this.pass(done, after);
    const recovers = { catch: [{ errors: ["States.ALL"], as: "problem", goto: caught }] };
    return this.joined([end, handled], join, (chain, [ended, recovered]) =>
      recovered?.(ended?.(grow(chain, { ...options, ...recovers })).goto(join)),
    );
  }

  /** The end of the whole chain. */
  end(point: Point): Grow {
    const { draw } = this;
    const any = dsl as any;
    const cause = expression(text, point, draw, 0);
    const name = this.name("End");
    return draw.one<Grow>([
      (chain) => chain,
      (chain) => chain,
      (chain) => chain.succeed(name),
      (chain) => chain.fail(name, { error: "Refused", cause: "it was" }),
      (chain) =>
        chain.fail(name, ($: any, scope: any) => ({
          error: any.format("{}", "Refused"),
          cause: any.format("because {}", cause($, scope)),
        })),
    ]);
  }
}

const put = (point: Point, keys: Keys): Point => ({
  ...point,
  data: { ...point.data, ...keys },
  maybe: new Set([...point.maybe].filter((key) => !(key in keys))),
});

/** The data without the keys that may be absent. */
const sureOf = ({ data, maybe }: Point) =>
  object(Object.fromEntries(Object.entries(data).filter(([key]) => !maybe.has(key))));

/** What is known where two ways meet. A key that has another shape on each is only known to be there, which is no use. */
function meet(one: Point, other: Point): Point {
  const names = [...new Set([...Object.keys(one.data), ...Object.keys(other.data)])];
  const alike = (left: Shape | undefined, right: Shape | undefined) =>
    left === undefined || right === undefined || same(left, right);
  const kept = names.filter((key) => alike(one.data[key], other.data[key]));
  const isSure = (key: string) => [one, other].every(({ data, maybe }) => key in data && !maybe.has(key));
  return {
    scope: one.scope,
    data: Object.fromEntries(kept.map((key) => [key, (one.data[key] ?? other.data[key]) as Shape])),
    maybe: new Set(kept.filter((key) => !isSure(key))),
    vars: Object.fromEntries(
      Object.entries(one.vars).filter(([name, shape]) => name in other.vars && same(shape, other.vars[name] as Shape)),
    ),
  };
}

// ---------------------------------------------------------------- the whole

export interface Plan {
  readonly input: Json;
  readonly mocks: ReadonlyMap<string, Mock>;
  readonly build: (queryLanguage: QueryLanguage) => StateMachineModel;
}
export function plan(draw: Draw): Plan {
  const planner = new Planner(draw);
  const start = keysOf(draw);
  const absent = draw.often(30) ? [Object.keys(start.keys)[0] ?? ""] : [];
  const given = sampleOf(start, draw) as { readonly [key: string]: Json };
  const gone = draw.often(50) ? absent : [];
  const input = Object.fromEntries(Object.entries(given).filter(([key]) => !gone.includes(key)));
  const point: Point = { data: start.keys, maybe: new Set(absent), vars: {}, scope: "" };
  const { grow, point: last } = planner.chain(point, draw.integer(1, 5), 2);
  const end = planner.end(last);
  return {
    input,
    mocks: planner.mocks,
    build: (queryLanguage) => end(grow((dsl as any).workflow("Plan", { queryLanguage }))).end(),
  };
}
