import assert from "node:assert/strict";
import { test } from "uvu";
import type { Json } from "../../asl/json.js";
import { compileJsonata, isJsonata, JsonataFailure } from "../../asl/jsonata.js";
import { createRandom } from "../../asl/random.js";
import { AslSyntaxError } from "../../asl/syntax-error.js";

const variables: { readonly [name: string]: Json } = { list: [1, 2, 3], one: [7], nested: [[1]], text: "t", count: 5 };
const input: Json = { n: 5, list: [3, 1], nothing: null, things: [{ k: 1 }, { k: 2 }], "odd key": 1 };

const evaluation = (seed = 1) => ({
  context: () => ({ State: { Name: "S" } }),
  variable: (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
  random: createRandom(seed),
  now: () => Date.UTC(2025, 0, 2, 3, 4, 5),
});
const evaluate = (text: string, seed?: number) =>
  compileJsonata(`{% ${text} %}`).evaluate(evaluation(seed), {
    input: () => input,
    context: () => ({ State: { Name: "S" } }),
  });

test("only a text with the signs at its very ends is an expression", () => {
  for (const text of ["{% 1 %}", "{%1%}", "{%\n $x\n%}"]) assert.equal(isJsonata(text), true, text);
  for (const text of [" {% 1 %}", "{% 1 %} ", "a {% 1 %}", "{%", "{%}", 1, null]) assert.equal(isJsonata(text), false);
  assert.equal(compileJsonata("{%\n $x \n%}").text, "$x");
});

const values: readonly (readonly [expression: string, value: Json | undefined])[] = [
  ["$states.input.n + 1", 6],
  ["$states.context.State.Name", "S"],
  ["$states", { input, context: { State: { Name: "S" } } }],
  ['$lookup($states, "input").n', 5],
  ["$states.result", undefined],
  ["$states.input.nothing", null],
  ["$states.input.missing", undefined],
  ["$states.input.`odd key`", 1],
  ["$list", [1, 2, 3]],
  ["$missing", undefined],
  // Lists of the data stay lists; what is selected from them is its only item, where there is one.
  ["$one", [7]],
  ["$nested", [[1]]],
  ["$list[$ > 2]", 3],
  ["[$list[$ > 2]]", [3]],
  ["$list[$ > 1]", [2, 3]],
  ["$list[$ > 5]", undefined],
  ["$states.input.things[k = 2]", { k: 2 }],
  ["$states.input.things.k", [1, 2]],
  ["$list.($ * 2)", [2, 4, 6]],
  ["$map($list, function($v) { $v + 1 })", [2, 3, 4]],
  ["$sort($states.input.list)", [1, 3]],
  ["$list ~> $sum", 6],
  ["($x := 2; $x * 3)", 6],
  ['{"a": $missing, "b": 1}', { b: 1 }],
  ["function($x) { $x }", undefined],
  ["$sum", undefined],
  // A variable hides the function of its name.
  ["$count + 1", 6],
  ["1/0", "Infinity"],
  ["[-1/0]", ["-Infinity"]],
  // What AWS adds.
  ["$partition($list, 2)", [[1, 2], [3]]],
  ["$partition([0], 1)", [[0]]],
  ["$partition($list, 1.9)", [[1], [2], [3]]],
  ["$partition($missing, 2)", undefined],
  ["$range(0, 10, 3)", [0, 3, 6, 9]],
  ["$range(5, 1, -2)", [5, 3, 1]],
  ["$range(-1.7, 2, 1)", [-1, 0, 1, 2]],
  ["$range(1, 9, 9)", 1],
  ["$range(1, 0, 1)", undefined],
  ['$hash("input", "SHA-1")', "140f86aae51ab9e1cda9b4254fe98a74eb54c1a1"],
  ['$parse("{\\"a\\": [1]}").a', [1]],
  ["$random(42)", 0.7275636800328681],
  ["$now()", "2025-01-02T03:04:05.000Z"],
  ['$now("[Y]-[M01]")', "2025-01"],
  ["$millis()", Date.UTC(2025, 0, 2, 3, 4, 5)],
];
for (const [expression, value] of values) {
  test(`${expression} is ${JSON.stringify(value) ?? "nothing"}`, async () => {
    assert.deepEqual(await evaluate(expression), value);
  });
}

const failing: readonly (readonly [expression: string, message: string])[] = [
  ['"a" + 1', '. T2001: The left side of the "+" operator must evaluate to a number'],
  ['$sum("a")', '. T0412: Argument 1 of function "sum" must be an array of "numbers"'],
  ['$eval("1")', ". T1006: Attempted to invoke a non-function"],
  ['$error("no")', ". D3137: no"],
  ['$hash("a", "MD4")', ": No such algorithm: MD4"],
  ['$parse("{")', ": Invalid JSON: {"],
  ["$partition($list, -1)", ": The size of a partition has to be positive"],
  ["$range(1, 10000000, 1)", ": Expression evaluation memory limit exceeded: Check for excessive memory usage"],
  ["($f := function($x) { $f($x + 1) }; $f(1))", ": Expression evaluation timeout: Check for infinite loop"],
  [
    "($f := function($x) { 1 + $f($x) }; $f(1))",
    ": Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive",
  ],
];
for (const [expression, message] of failing) {
  test(`${expression} fails as on AWS`, async () => {
    await assert.rejects(evaluate(expression), (error) => error instanceof JsonataFailure && error.message === message);
  });
}

const refused: readonly (readonly [expression: string, code: string, message: string])[] = [
  ["1 +", "INVALID_JSONATA_EXPRESSION", "Unexpected end of expression"],
  ["a[1,2)", "INVALID_JSONATA_EXPRESSION", 'Expected "]", got ","'],
  // Of a later JSONata than AWS's.
  ["$a ?? 1", "INVALID_JSONATA_EXPRESSION", 'The symbol "?" cannot be used as a unary operator'],
  ["phone", "UNSUPPORTED_JSONATA_EXPRESSION", "Reference to 'phone' at the top level is not supported."],
  ["$sum(a.b)", "UNSUPPORTED_JSONATA_EXPRESSION", "Reference to 'a' at the top level is not supported."],
  ["$.a", "UNSUPPORTED_JSONATA_EXPRESSION", "Reference to '$' at the top level is not supported."],
  ["$$.a", "UNSUPPORTED_JSONATA_EXPRESSION", "Reference to '$$' at the top level is not supported."],
];
for (const [expression, code, message] of refused) {
  test(`${expression} is refused when it is read`, () => {
    assert.throws(
      () => compileJsonata(`{% ${expression} %}`),
      (error) => error instanceof AslSyntaxError && error.code === code && error.message === message,
    );
  });
}

test("what is random repeats with the seed", async () => {
  for (const expression of ["$random()", "$uuid()", "$shuffle([1..20])"]) {
    assert.deepEqual(await evaluate(expression, 3), await evaluate(expression, 3));
    assert.notDeepEqual(await evaluate(expression, 3), await evaluate(expression, 4));
  }
  assert.match(
    String(await evaluate("$uuid()")),
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.deepEqual(await evaluate("$sort($shuffle([1..20]))"), await evaluate("[1..20]"));
});

test("evaluations of one expression side by side do not see each other", async () => {
  const expression = compileJsonata("{% ($f := function($x) { $x < 50 ? $f($x + $states.input) : $x }; $f(0)) %}");
  const steps = [1, 7, 3, 11];
  const results = await Promise.all(
    steps.map((step) => expression.evaluate(evaluation(), { input: () => step, context: undefined })),
  );
  assert.deepEqual(results, [50, 56, 51, 55]);
});

test("a value that is only passed on is the same value, and a selected list is a list like any other", async () => {
  assert.equal(await evaluate("$states.input"), input);
  const selected = await evaluate("$states.input.things[]");
  assert.deepEqual(Object.getOwnPropertyNames(selected), ["0", "1", "length"]);
});

test.run();
