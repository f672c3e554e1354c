// The node that each operator and each path gives, and what no node can be made of.
import assert from "node:assert/strict";
import {
  add,
  array,
  arrayContains,
  arrayItem,
  arrayLength,
  arrayPartition,
  arrayRange,
  arrayUnique,
  base64Decode,
  base64Encode,
  type Expression,
  format,
  hash,
  jsonParse,
  jsonPath,
  jsonStringify,
  lambda,
  merge,
  random,
  split,
  uuid,
  workflow,
} from "statewright";
import { test } from "uvu";
import type { Root } from "../../dsl/expressions.js";
import type { PathNode, PathRoot, ValueNode } from "../../dsl/model.js";
import { toNode } from "../../dsl/nodes.js";
import { finding, findings, type Loose, loose } from "./findings.js";
import { sourceLines } from "./source-lines.js";

const lines = sourceLines(import.meta.url);
const path = (root: PathRoot, ...steps: (string | number)[]): PathNode => ({ kind: "path", root, steps });
const at = (...steps: (string | number)[]) => path("input", ...steps);
const literal = (value: string | number | boolean | null): ValueNode => ({ kind: "literal", value });
const list = (...items: ValueNode[]): ValueNode => ({ kind: "list", items });

interface Data {
  text: string;
  count: number;
  on: boolean;
  items: { id: string }[];
  names: string[];
  left: { a: string; b: number };
  right: { b: string };
}

const start = workflow<Data>("W");

const $ = pathsOf();
function pathsOf(): Root<Data> {
  let root: Root<Data> | undefined;
  start.pass("P", (given) => {
    root = given;
    return {};
  });
  assert.ok(root !== undefined);
  return root;
}

const operators: readonly (readonly [operator: string, made: Expression<unknown>, operands: readonly ValueNode[]])[] = [
  [
    "format",
    format("{} of {}: {}", $.count, $.text, true),
    [literal("{} of {}: {}"), at("count"), at("text"), literal(true)],
  ],
  ["uuid", uuid(), []],
  ["hash", hash($.text, "SHA-256"), [at("text"), literal("SHA-256")]],
  ["add", add($.count, 1), [at("count"), literal(1)]],
  ["random", random(0, $.count), [literal(0), at("count")]],
  ["random", random(0, 10, $.count), [literal(0), literal(10), at("count")]],
  ["jsonParse", jsonParse<number>($.text), [at("text")]],
  ["jsonStringify", jsonStringify($.left), [at("left")]],
  ["base64Encode", base64Encode($.text), [at("text")]],
  ["base64Decode", base64Decode("eA=="), [literal("eA==")]],
  ["split", split($.text, ",;"), [at("text"), literal(",;")]],
  ["array", array($.count, "x", null, [$.on]), [at("count"), literal("x"), literal(null), list(at("on"))]],
  ["array", array(), []],
  ["arrayLength", arrayLength($.names), [at("names")]],
  ["arrayItem", arrayItem($.names, $.count), [at("names"), at("count")]],
  ["arrayContains", arrayContains($.names, "x"), [at("names"), literal("x")]],
  ["arrayRange", arrayRange(1, $.count, 2), [literal(1), at("count"), literal(2)]],
  ["arrayPartition", arrayPartition($.names, 4), [at("names"), literal(4)]],
  ["arrayUnique", arrayUnique($.names), [at("names")]],
  ["merge", merge($.left, $.right), [at("left"), at("right")]],
  [
    "format",
    format("{}", add(arrayLength($.names), 1)),
    [
      literal("{}"),
      {
        kind: "call",
        operator: "add",
        arguments: [{ kind: "call", operator: "arrayLength", arguments: [at("names")] }, literal(1)],
      },
    ],
  ],
];
for (const [operator, made, operands] of operators) {
  test(`${operator} of ${operands.length} operands is another node`, () => {
    assert.deepEqual(toNode(made), { kind: "call", operator, arguments: operands });
  });
}

test("jsonPath changes the code that it is given", () => {
  assert.deepEqual(toNode(jsonPath<string>("$.items[?(@.id)]['x']")), {
    kind: "raw",
    language: "JSONPath",
    code: "$.items[?(@.id)]['x']",
  });
});

test("a path does not say where it starts, or loses a step", () => {
  const chain = workflow<Data>("W")
    .task("T", lambda<{ text: string }, { deep: { n: number }[] }>("T"), {
      as: "t",
      assign: (_, { result, context }) => ({ whole: result, run: context.Execution.Input }),
      catch: [{ errors: ["States.ALL"], assign: (_, { error }) => ({ e: error, why: error.Error }), goto: "P" }],
    })
    .pass("Q", (whole, { vars }) => ({ whole, n: vars.whole.deep }))
    .goto("P")
    .pass("P", (whole) => ({ whole }));
  const [task, pass] = chain.end().states;
  assert.ok(task?.Type === "Task" && pass?.Type === "Pass");
  assert.deepEqual(task.Assign?.entries, [
    ["whole", path("result")],
    ["run", path("context", "Execution", "Input")],
  ]);
  assert.deepEqual(task.Catch?.[0]?.Assign?.entries, [
    ["e", path("error")],
    ["why", path("error", "Error")],
  ]);
  assert.deepEqual(pass.set.entries, [
    ["whole", at()],
    ["n", path("variable", "whole", "deep")],
  ]);
});

test("a key reads as something else than itself: as an index, a method, or part of a path", () => {
  const odd: readonly (readonly [key: string, step: string | number])[] = [
    ["a.b", "a.b"],
    ["two words", "two words"],
    ["it's", "it's"],
    ['"quoted"', '"quoted"'],
    ["[0]", "[0]"],
    ["$", "$"],
    ["", ""],
    ["ключ", "ключ"],
    ["0", 0],
    ["12", 12],
    ["01", "01"],
    ["-1", "-1"],
    ["1.5", "1.5"],
    ["length", "length"],
    ["then", "then"],
    ["toString", "toString"],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
    ["toJSON", "toJSON"],
  ];
  const root: Loose = $;
  assert.deepEqual(
    odd.map(([key]) => toNode(root.first[key].last)),
    odd.map(([, step]) => at("first", step, "last")),
  );
  assert.deepEqual(toNode(root.items[3].id), at("items", 3, "id"));
});

test("a value of plain data is another node", () => {
  assert.deepEqual(
    toNode({
      text: "x",
      n: -1.5,
      no: false,
      none: null,
      absent: undefined,
      list: [[], {}, $.text],
      bare: Object.create(null),
    }),
    {
      kind: "object",
      entries: [
        ["text", literal("x")],
        ["n", literal(-1.5)],
        ["no", literal(false)],
        ["none", literal(null)],
        ["list", list(list(), { kind: "object", entries: [] }, at("text"))],
        ["bare", { kind: "object", entries: [] }],
      ],
    },
  );
});

// ---------------------------------------------------------------- what JSON cannot carry
class Parcel {
  readonly id = "p";
}
const advice = "which JSON cannot carry: use an expression, text, a number or plain data";
const unfit: readonly (readonly [what: string, value: unknown, message: string])[] = [
  ["a date", new Date(0), `what is set.it is a Date, ${advice}`],
  ["a map", new Map(), `what is set.it is a Map, ${advice}`],
  ["an object of a class", new Parcel(), `what is set.it is a Parcel, ${advice}`],
  ["a function", () => 1, `what is set.it is a function, ${advice}`],
  ["a bigint", 1n, `what is set.it is a bigint, ${advice}`],
  ["a symbol", Symbol("s"), `what is set.it is a symbol, ${advice}`],
  ["no number", Number.NaN, "what is set.it is NaN, which JSON cannot carry: use a finite number"],
  ["an infinite number", -1 / 0, "what is set.it is -Infinity, which JSON cannot carry: use a finite number"],
  ["undefined in a list", [1, undefined], `what is set.it[1] is undefined, ${advice}`],
  ["a date deep inside", { a: [{ b: new Date(0) }] }, `what is set.it.a[0].b is a Date, ${advice}`],
];
for (const [what, value, message] of unfit) {
  test(`${what} gets into a pass`, () => {
    assert.deepEqual(findings(loose().pass("Unfit", () => ({ it: value }))), [
      notJson("pass", "Unfit", "what is set", message),
    ]);
  });
}

const used = 'was used as a text: write format("… {} …", path)';
function notJson(method: string, state: string, field: string, message: string) {
  return finding({
    code: "NOT_JSON",
    location: `/States/${state}/${field}`,
    state,
    field,
    message,
    fix: "build it from expressions, texts, numbers, booleans, lists and plain objects",
    source: lines.call(method, state),
  });
}
const run = lambda<{ text: string }, string>("Run");
const texts: readonly (readonly [method: string, state: string, field: string, path: string, chain: () => Loose])[] = [
  [
    "pass",
    "Set",
    "what is set",
    "items[0].id",
    () => loose().pass("Set", (_$: Loose) => ({ it: `no ${_$.items[0].id}` })),
  ],
  ["pass", "Whole", "what is set", "$", () => loose().pass("Whole", (_$: Loose) => ({ it: String(_$) }))],
  ["pass", "Sum", "what is set", "count", () => loose().pass("Sum", (_$: Loose) => ({ it: _$.count + 1 }))],
  ["pass", "Key", "what is set", "id", () => loose().pass("Key", (_$: Loose) => ({ [_$.id]: 1 }))],
  [
    "match",
    "Row",
    "key",
    "id",
    () =>
      loose()
        .match("Row", (_$: Loose) => `${_$.id}`, { a: "Row", default: "End" })
        .succeed("End"),
  ],
  [
    "task",
    "Give",
    "arguments",
    "context.Execution.Name",
    () =>
      loose().task("Give", run, { as: "r", arguments: (_: Loose, { context }: Loose) => `${context.Execution.Name}` }),
  ],
  [
    "task",
    "Keep",
    "assign",
    "result.n",
    () => loose().task("Keep", run, { as: "r", assign: (_: Loose, { result }: Loose) => ({ n: `${result.n}` }) }),
  ],
  [
    "task",
    "Limit",
    "timeoutSeconds",
    "variable.n",
    () => loose().task("Limit", run, { as: "r", timeoutSeconds: (_: Loose, { vars }: Loose) => Number(vars.n) }),
  ],
  [
    "task",
    "Beat",
    "heartbeatSeconds",
    "n",
    () => loose().task("Beat", run, { as: "r", heartbeatSeconds: (_$: Loose) => _$.n * 2 }),
  ],
  ["fail", "Stop", "failure", "why", () => loose().fail("Stop", (_$: Loose) => ({ error: "E", cause: `${_$.why}` }))],
];
for (const [method, state, field, where, chain] of texts) {
  test(`a path that is used as a text in state ${state} becomes part of that text`, () => {
    assert.deepEqual(findings(chain()), [notJson(method, state, field, `the path ${where} ${used}`)]);
  });
}

test("a path that is used as a text outside of a state becomes part of that text", () => {
  assert.throws(() => split(`${$.text as Loose}`, ","), { name: "NotJsonError", message: `the path text ${used}` });
});

test("what an author's own code throws in a callback is not the author's error any more", () => {
  const mine = new RangeError("mine");
  assert.throws(
    () =>
      workflow<Data>("W").pass("P", () => {
        throw mine;
      }),
    (error) => error === mine,
  );
});

test.run();
