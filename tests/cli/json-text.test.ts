import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "uvu";
import { JsonTextError, parseJson } from "../../cli/json-text.js";

function mistakeIn(text: string): string {
  try {
    return `no mistake: ${JSON.stringify(parseJson(text))}`;
  } catch (error) {
    assert.ok(error instanceof JsonTextError);
    return error.message;
  }
}

const mistakes: readonly (readonly [text: string, message: string])[] = [
  ["", "a value expected, but here it ends (line 1, column 1)"],
  ["  \n", "a value expected, but here it ends (line 2, column 1)"],
  ["{", "a key in double quotes expected, but here it ends (line 1, column 2)"],
  ['{"a":}', "a value expected, not } (line 1, column 6)"],
  ['{"a" 1}', '":" expected, not 1 (line 1, column 6)'],
  ["{a: 1}", "a key in double quotes expected, not a (line 1, column 2)"],
  ["{'a': 1}", "a key in double quotes expected, not ' (line 1, column 2)"],
  ['{\n  "a": 1,\n}', "no comma may stand before } (line 2, column 9)"],
  ["[1, 2,]", "no comma may stand before ] (line 1, column 6)"],
  ["[1 2]", '"," or "]" expected, not 2 (line 1, column 4)'],
  ['{"a": 1 "b": 2}', '"," or "}" expected, not " (line 1, column 9)'],
  ["[1, 2", '"," or "]" expected, but here it ends (line 1, column 6)'],
  ['{"a": 1]', '"," or "}" expected, not ] (line 1, column 8)'],
  ["{} {}", "the end expected, not { (line 1, column 4)"],
  ["tru", "a value expected, not tru (line 1, column 1)"],
  ["[undefined]", "a value expected, not undefined (line 1, column 2)"],
  ["[01]", "a value expected, not 01 (line 1, column 2)"],
  ["[.5]", "a value expected, not .5 (line 1, column 2)"],
  ["[NaN]", "a value expected, not NaN (line 1, column 2)"],
  ['["a]', "this text has no closing quote (line 1, column 2)"],
  ['["a\nb"]', "this text has no closing quote (line 1, column 2)"],
  ['["a\tb"]', "a control character in a text has to be escaped (line 1, column 4)"],
  ['["\\x"]', "JSON has no such escape in a text (line 1, column 3)"],
  ['["\\u12"]', "JSON has no such escape in a text (line 1, column 3)"],
  ["// a\n{}", "a value expected, not / (line 1, column 1)"],
];
for (const [text, message] of mistakes) {
  test(`the place of the mistake in ${JSON.stringify(text)}`, () => assert.equal(mistakeIn(text), message));
}

test("what JSON.parse reads is read alike, with or without a byte order mark", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, marked) => {
      const text = JSON.stringify(value, null, 1);
      assert.deepEqual(parseJson(`${marked ? "\uFEFF" : ""}${text}`), JSON.parse(text));
    }),
  );
});

test("a document that was damaged anywhere has a mistake at a place inside it", () => {
  const damage = fc.record({
    value: fc.jsonValue(),
    at: fc.nat(),
    remove: fc.nat(3),
    insert: fc.constantFrom("", ",", '"', "}", "[", "\\", "1"),
  });
  fc.assert(
    fc.property(damage, ({ value, at, remove, insert }) => {
      const whole = JSON.stringify(value, null, 2);
      const place = at % (whole.length + 1);
      const text = whole.slice(0, place) + insert + whole.slice(place + remove);
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        const [, line, column] = /\(line (\d+), column (\d+)\)$/.exec(mistakeIn(text)) ?? [];
        const length = text.split("\n")[Number(line) - 1]?.length;
        assert.ok(length !== undefined && Number(column) >= 1 && Number(column) <= length + 1, mistakeIn(text));
        assert.ok(!mistakeIn(text).startsWith("the end expected, but"), text);
        return;
      }
      assert.deepEqual(parseJson(text), expected);
    }),
    { numRuns: 500 },
  );
});

test("a document that is nested deeper than the call stack is read to its mistake", () => {
  const deep = "[".repeat(200_000);
  assert.equal(mistakeIn(`${deep}x`), "a value expected, not x (line 1, column 200001)");
});

test.run();
