import assert from "node:assert/strict";
import { test } from "uvu";
import type { Json } from "../../asl/json.js";
import { parsePath, parseReferencePath } from "../../asl/path.js";
import { BlockedPath, compileRead, compileWrite, type Evaluation, explainMissing } from "../../asl/path-evaluation.js";
import { AslSyntaxError } from "../../asl/syntax-error.js";

const evaluation: Evaluation = {
  context: () => ({ Execution: { Id: "id" } }),
  variable: (name) => (name === "größe" ? { m: [1, 2] } : undefined),
  random: () => 0,
};
const read = (path: string, data: Json) => compileRead(parsePath(path))(data, evaluation);

test("a path is taken apart into its root and its steps", () => {
  assert.deepEqual(parsePath("$"), { root: "input", variable: "", steps: [], query: undefined, text: "$" });
  assert.deepEqual(parsePath("$.a.b-c[0]['d e'].['f'][\"g\"][-1]").steps, ["a", "b-c", 0, "d e", "f", "g", -1]);
  assert.deepEqual(parsePath("$$.Execution.Id"), {
    root: "context",
    variable: "",
    steps: ["Execution", "Id"],
    query: undefined,
    text: "$$.Execution.Id",
  });
  assert.deepEqual(parsePath("$größe.m[1]"), {
    root: "variable",
    variable: "größe",
    steps: ["m", 1],
    query: undefined,
    text: "$größe.m[1]",
  });
  assert.deepEqual(parsePath("$['it\\'s'].['back\\\\slash']").steps, ["it's", "back\\slash"]);
  assert.deepEqual(parsePath("$.@type.aws:name").steps, ["@type", "aws:name"]);
});

const refused: readonly (readonly [path: string, message: string])[] = [
  ["$.a[(@.length-1)]", "'$.a[(@.length-1)]' uses scripts ([(…)]), which is not supported"],
  ["$.a[0:4:2]", "'$.a[0:4:2]' uses slices with a step ([a:b:c]), which is not supported"],
  ["$.a.length()", "'$.a.length()' uses functions of paths (.length()), which is not supported"],
];
for (const [path, message] of refused) {
  test(`${path} is none of the service's paths, so it is refused by name`, () => {
    assert.throws(
      () => parsePath(path),
      (error) => error instanceof AslSyntaxError && error.code === "UNSUPPORTED" && error.message === message,
    );
  });
}

for (const path of ["a.b", "", "$.", "$.a.", "$..", "$.a[?(@.b", "$.a[", "$.a]", "$.a b", "$a-b", "$[a]", "$.a['b]"]) {
  test(`'${path}' is no path`, () => {
    assert.throws(
      () => parsePath(path),
      (error) => error instanceof AslSyntaxError && error.code === "SCHEMA_VALIDATION_FAILED",
    );
  });
}

for (const path of ["$$.a", "$name", "$.a[-1]", "$.a:b", "$.@a", "$.a[*]", "$..a", "$.a[0:1]"]) {
  test(`'${path}' cannot be written to`, () => {
    assert.throws(() => parseReferencePath(path), AslSyntaxError);
  });
}
test("keys in brackets may hold what a reference path must not", () => {
  assert.deepEqual(parseReferencePath("$['a:b'][0]").steps, ["a:b", 0]);
});

test("a path reads keys and items, and nothing else of a value", () => {
  const data = { a: [{ b: null }, 2], length: 1 };
  assert.deepEqual(read("$", data), data);
  assert.equal(read("$.a[0].b", data), null);
  assert.equal(read("$.a[-1]", data), 2);
  assert.equal(read("$.a[2]", data), undefined);
  assert.equal(read("$.a.length", data), undefined);
  assert.equal(read("$.toString", data), undefined);
  assert.equal(read("$.constructor.name", data), undefined);
  assert.equal(read("$.a[0].b.c", data), undefined);
  assert.equal(read("$.text[0]", { text: "abc" }), undefined);
  assert.equal(read("$['__proto__'].x", JSON.parse('{"__proto__":{"x":1}}')), 1);
  assert.equal(read("$$.Execution.Id", data), "id");
  assert.equal(read("$größe.m[1]", data), 2);
  assert.equal(read("$other", data), undefined);
});

const store = {
  items: [{ id: 1, "k-x": "a", n: { id: 9 } }, { id: 2 }],
  one: { id: 3, t: "x" },
  "a.b": [1, 2, 3, 4],
};
const many: readonly (readonly [path: string, value: Json])[] = [
  ["$.items[*].id", [1, 2]],
  ["$.one.*", [3, "x"]],
  ["$.items.[*].id", [1, 2]],
  ["$..id", [1, 9, 2, 3]],
  ["$..['id']", [1, 9, 2, 3]],
  ["$.items..id", [1, 9, 2]],
  ["$['a.b'][1:]", [2, 3, 4]],
  ["$['a.b'][:-1]", [1, 2, 3]],
  ["$.items[-1:].id", [2]],
  ["$.items[0, 1].id", [1, 2]],
  ["$.items[?(@.id == 2)]", [{ id: 2 }]],
  ["$.items[?(@['k-x'] == 'a' && @.id < 5)].id", [1]],
  ["$.items[?(@.n)].id", [1]],
  ["$.items[?(!@.n)].id", [2]],
  // Asked of the object itself, not of its members.
  ["$.one[?(@.id == 3)].t", ["x"]],
  ["$.one[?(@.id == 4)].t", []],
  ["$.items[?(@.id == 7)]", []],
  ["$.nowhere[*]", []],
  ["$.nowhere[1:].id", []],
  ["$.one['id', 't']", { id: 3, t: "x" }],
  ["$.items[*]['id', 'n']", [{ id: 1, n: { id: 9 } }, { id: 2 }]],
  ["$$.Execution.*", ["id"]],
  ["$größe.m[*]", [1, 2]],
];
for (const [path, value] of many) {
  test(`${path} gives all that it selects`, () => {
    assert.deepEqual(read(path, store), value);
  });
}
test("a variable that is not there is nothing, not an empty array", () => {
  assert.equal(read("$other[*]", store), undefined);
});
test("a filter that the service's library knows and this one does not is refused by name", () => {
  assert.throws(
    () => read("$.items[?(@.id in [1])]", store),
    (error) => error instanceof AslSyntaxError && error.code === "UNSUPPORTED",
  );
});

const write = (path: string, data: Json, value: Json) => compileWrite(parseReferencePath(path))(data, value);

test("a write copies the way to its place and leaves the rest as it is", () => {
  const data = { a: { b: 1 }, c: [1, 2] };
  const written = write("$.a.x.y", data, 7);
  assert.deepEqual(written, { a: { b: 1, x: { y: 7 } }, c: [1, 2] });
  assert.deepEqual(data, { a: { b: 1 }, c: [1, 2] });
  assert.deepEqual(write("$.c[1]", data, 7), { a: { b: 1 }, c: [1, 7] });
  assert.deepEqual(write("$", data, 7), 7);
  assert.equal(JSON.stringify(write("$['__proto__']", {}, 7)), '{"__proto__":7}');
});

for (const [path, data] of [
  ["$.a", "text"],
  ["$.a.b", { a: 1 }],
  ["$.a", [1]],
  ["$.a", null],
  ["$.c[2]", { c: [1, 2] }],
  ["$.c[0]", {}],
] as const) {
  test(`there is no place for ${path} in ${JSON.stringify(data)}`, () => {
    assert.throws(() => write(path, data, 1), BlockedPath);
  });
}

test("a path that selects nothing is explained as AWS does", () => {
  const why = (path: string, data: Json) => explainMissing(parsePath(path), data);
  assert.equal(why("$.x", {}), "No results for path: $['x']");
  assert.equal(why("$.a['x y']", { a: {} }), "No results for path: $['a']['x y']");
  assert.equal(why("$.no.x", {}), "Missing property in path $['no']");
  assert.equal(why("$.a[3].b", { a: [] }), "No results for path: $['a'][3]['b']");
  assert.equal(why("$.a[0]", { a: 1 }), "Filter: [0] can only be applied to arrays. Current context is: 1");
  assert.equal(
    why("$.a.b", { a: "text" }),
    "Expected to find an object with property ['b'] in path $['a'] but found 'string'.",
  );
});

test.run();
