import assert from "node:assert/strict";
import { test } from "uvu";
import { IntrinsicError, MissingArgument } from "../../asl/intrinsic-error.js";
import { compileIntrinsic } from "../../asl/intrinsic-evaluation.js";
import { intrinsicFunctions } from "../../asl/intrinsic-functions.js";
import type { Json } from "../../asl/json.js";
import type { Evaluation } from "../../asl/path-evaluation.js";
import { createRandom } from "../../asl/random.js";
import { AslSyntaxError } from "../../asl/syntax-error.js";

const evaluation = (seed = 1): Evaluation => ({
  context: () => ({ Execution: { Name: "run" } }),
  variable: (name) => (name === "v" ? { list: [1, 2] } : undefined),
  random: createRandom(seed),
});
const call = (text: string, data: Json = {}, seed = 1) => compileIntrinsic(text)(data, evaluation(seed));

const data = { n: 3, text: "a,b", items: [1, [2], { x: 1 }, null], object: { Arg1: 1, Arg2: [] }, missing: null };
const answers: readonly (readonly [call: string, answer: Json])[] = [
  ["States.Array()", []],
  ["States.Array(1, 'two', true, null, $.items[1], -1.5e2)", [1, "two", true, null, [2], -150]],
  ["States.Array($.items[:2], $..x, $.items[?(@.x == 1)].x)", [[1, [2]], [1], [1]]],
  ["States.ArrayPartition($.items, 3)", [[1, [2], { x: 1 }], [null]]],
  ["States.ArrayPartition($.items, 2.5)", [[1, [2], { x: 1 }], [null]]],
  ["States.ArrayPartition(States.Array(), 2)", []],
  ["States.ArrayContains($.items, States.Array(2))", true],
  ["States.ArrayContains($.items, States.StringToJson('{\"x\":1}'))", true],
  ["States.ArrayContains($.items, 'x')", false],
  ["States.ArrayContains($.items, null)", true],
  ["States.ArrayRange(1, 9, 2)", [1, 3, 5, 7, 9]],
  ["States.ArrayRange(0, 10, 3)", [0, 3, 6, 9]],
  ["States.ArrayRange(3, 1, -1)", [3, 2, 1]],
  ["States.ArrayRange(1, 0, 1)", []],
  ["States.ArrayGetItem($.items, 3)", null],
  ["States.ArrayLength($v.list)", 2],
  ["States.ArrayUnique(States.Array(1, 1, States.Array(2), States.Array(2), 'a', null, null))", [1, [2], "a", null]],
  ["States.Base64Encode('Data to encode')", "RGF0YSB0byBlbmNvZGU="],
  ["States.Base64Decode('w6nwn5iA')", "é😀"],
  ["States.Hash('x', 'MD5')", "9dd4e461268c8034f5c8564e155c67a6"],
  ["States.Hash(1, 'SHA-1')", "356a192b7913b04c54574d18c28d46e6395428ab"],
  ["States.Hash($.object, 'SHA-256')", "ad66cacb7225b5e3f6a90a82dd3050023038b1b5a87e850af6f55439e5362d6e"],
  ['States.JsonMerge($.object, States.StringToJson(\'{"Arg1":2,"Arg3":3}\'), false)', { Arg1: 2, Arg2: [], Arg3: 3 }],
  ["States.StringToJson('')", null],
  ["States.StringToJson('  ')", null],
  ["States.StringToJson('{\"a\":[1]}')", { a: [1] }],
  ["States.JsonToString($.object)", '{"Arg1":1,"Arg2":[]}'],
  ["States.JsonToString('a')", '"a"'],
  ["States.MathAdd(1.5, 1.51)", 4],
  ["States.MathAdd(-1.5, -1.51)", -3],
  ["States.MathAdd(-1.49, -1.5)", -2],
  ["States.MathAdd(2147483646, 1)", 2147483647],
  ["States.StringSplit('a,b;c', ',;')", ["a", "b", "c"]],
  ["States.StringSplit(', , ,', ',')", [" ", " "]],
  ["States.StringSplit('', ',')", []],
  ["States.StringSplit('abc', '')", ["abc"]],
  ["States.Format('no place')", "no place"],
  [
    "States.Format('{}|{}|{}|{}|{}', $.n, $.text, $.object, $.items, $.missing)",
    "3|a,b|{Arg1=1, Arg2=[]}|[1, [2], {x=1}, null]|null",
  ],
  [String.raw`States.Format('\{"a":{}\} it\'s \\ {}', States.JsonToString($.text), 1.5)`, '{"a":"a,b"} it\'s \\ 1.5'],
  ["States.Format($.text)", "a,b"],
  ["States.Format('{}', $$.Execution.Name)", "run"],
  ["States.Format('{}', $.['text'])", "a,b"],
  [" States.Format ( '{} {}' ,\n $.n , States.Array( 1,2 ) ) ", "3 [1, 2]"],
];
for (const [text, answer] of answers) {
  test(`${text.trim()} answers as AWS does`, () => {
    assert.deepEqual(call(text, data), answer);
  });
}

test("random numbers lie in the range and come from the seed", () => {
  const draws = (seed: number) => {
    const draw = compileIntrinsic("States.MathRandom(-2, 3)");
    const shared = evaluation(seed);
    return Array.from({ length: 200 }, () => Number(draw({}, shared)));
  };
  assert.deepEqual(
    [...new Set(draws(1))].sort((a, b) => a - b),
    [-2, -1, 0, 1, 2],
  );
  assert.deepEqual(draws(1), draws(1));
  assert.notDeepEqual(draws(1), draws(2));
});
test("a seed of its own gives the same number in every execution", () => {
  assert.equal(call("States.MathRandom(0, 1000000, 3)", {}, 1), call("States.MathRandom(0, 1000000, 3)", {}, 2));
  assert.notEqual(call("States.MathRandom(0, 1000000, 3)"), call("States.MathRandom(0, 1000000, 4)"));
});
test("a uuid is of version 4 and comes from the seed", () => {
  const id = String(call("States.UUID()"));
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(call("States.UUID()"), id);
  assert.notEqual(call("States.UUID()", {}, 2), id);
});

for (const text of [
  "States.ArrayPartition($.items, 0)",
  "States.ArrayPartition($.text, 1)",
  "States.ArrayRange(0, 10, 0)",
  "States.ArrayRange(0, 1000, 1)",
  "States.ArrayGetItem($.items, 4)",
  "States.ArrayGetItem($.items, -1)",
  "States.ArrayLength($.text)",
  "States.Base64Encode($.n)",
  "States.Base64Decode('a*b')",
  "States.Hash('x', 'sha256')",
  "States.JsonMerge($.object, $.object, true)",
  "States.JsonMerge($.object, $.items, false)",
  "States.StringToJson('{')",
  "States.StringToJson($.n)",
  "States.MathAdd('1', 2)",
  "States.MathAdd(2147483647, 1)",
  "States.MathAdd(2147483648, 0)",
  "States.MathRandom(3, 3)",
  "States.StringSplit($.n, ',')",
  "States.Format('{}')",
  "States.Format('{}', 1, 2)",
  "States.Format($.n)",
]) {
  test(`${text} fails the call`, () => {
    assert.throws(
      () => call(text, data),
      (error) => error instanceof IntrinsicError && !(error instanceof MissingArgument),
    );
  });
}
test("texts of more than 10,000 characters are too long to encode", () => {
  assert.equal(String(call("States.Base64Encode($)", "a".repeat(10_000))).length, 13_336);
  assert.throws(() => call("States.Base64Encode($)", "a".repeat(10_001)), IntrinsicError);
});

test("an argument that selects nothing is named with the input that lacks it", () => {
  assert.throws(
    () => call("States.Format('{}', States.Array($.nope))", { other: 1 }),
    (error) =>
      error instanceof MissingArgument &&
      error.message === `The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
  );
});

const wrong: readonly (readonly [call: string, why: RegExp])[] = [
  ["States.Nope()", /there is no intrinsic function 'States.Nope'/],
  ["States.MathAdd(1)", /'States.MathAdd' takes 2 arguments, not 1/],
  ["States.MathRandom(1)", /'States.MathRandom' takes 2 to 3 arguments, not 1/],
  ["States.Format()", /'States.Format' takes 1 to any number of arguments, not 0/],
  ["States.UUID(", /an argument was expected at ''/],
  ["States.Array(1 2)", /'\)' was expected at '2\)'/],
  ["States.Array(01)", /an argument was expected at '01\)'/],
  ["States.Array(1) x", /'x' was expected|'x' was not expected behind the call/],
  ['States.Array("a")', /an argument was expected/],
  ["States.Array($.a-b)", /'\)' was expected at '-b\)'/],
  ["States.Array($.a[(@.length-1)])", /scripts/],
  [String.raw`States.StringToJson('a \"b\"')`, /open escape/],
  [String.raw`States.Format('a \n')`, /open escape/],
  ["States.Format('{ {}', 1)", /a single \{ has to be escaped/],
  ["States.Array('open)", /an argument was expected/],
];
for (const [text, why] of wrong) {
  test(`${text} is refused before anything runs`, () => {
    assert.throws(
      () => compileIntrinsic(text),
      (error) => error instanceof AslSyntaxError && why.test(error.message),
    );
  });
}
test("more than ten calls in one field are refused", () => {
  const nested = (calls: number): string => (calls === 0 ? "1" : `States.Array(${nested(calls - 1)})`);
  assert.equal(JSON.stringify(call(nested(10))), "[[[[[[[[[[1]]]]]]]]]]");
  assert.throws(
    () => compileIntrinsic(nested(11)),
    (error) => error instanceof AslSyntaxError && error.code === "INTRINSIC_LIMIT",
  );
});

test("the table holds the eighteen functions of the language", () => {
  assert.deepEqual(Object.keys(intrinsicFunctions).sort(), [
    "States.Array",
    "States.ArrayContains",
    "States.ArrayGetItem",
    "States.ArrayLength",
    "States.ArrayPartition",
    "States.ArrayRange",
    "States.ArrayUnique",
    "States.Base64Decode",
    "States.Base64Encode",
    "States.Format",
    "States.Hash",
    "States.JsonMerge",
    "States.JsonToString",
    "States.MathAdd",
    "States.MathRandom",
    "States.StringSplit",
    "States.StringToJson",
    "States.UUID",
  ]);
});

test.run();
