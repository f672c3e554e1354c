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
  ["", "a value is expected here (line 1, column 1)"],
  ["  \n", "a value is expected here (line 2, column 1)"],
  ["{", 'a "}" is expected here (line 1, column 2)'],
  ['{"a":}', "a value is expected here (line 1, column 6)"],
  ['{"a" 1}', 'a ":" is expected here (line 1, column 6)'],
  ["{a: 1}", "this is neither a JSON value nor a key in double quotes (line 1, column 2)"],
  ["{'a': 1}", "this is neither a JSON value nor a key in double quotes (line 1, column 2)"],
  ['{\n  "a": 1,\n}', "a key in double quotes is expected here (line 3, column 1)"],
  ["[1, 2,]", "a value is expected here (line 1, column 7)"],
  ["[1 2]", 'a "," is expected here (line 1, column 4)'],
  ['{"a": 1 "b": 2}', 'a "," is expected here (line 1, column 9)'],
  ["[1, 2", 'a "]" is expected here (line 1, column 6)'],
  ['{"a": 1]', 'a "," is expected here (line 1, column 8)'],
  ["{} {}", "the JSON value has ended, but the text goes on (line 1, column 4)"],
  ["tru", "this is neither a JSON value nor a key in double quotes (line 1, column 1)"],
  ["[undefined]", "this is neither a JSON value nor a key in double quotes (line 1, column 2)"],
  ["[01]", 'a "," is expected here (line 1, column 3)'],
  ["[.5]", "this is neither a JSON value nor a key in double quotes (line 1, column 2)"],
  ["[NaN]", "this is neither a JSON value nor a key in double quotes (line 1, column 2)"],
  ['["a]', "this text has no closing quote (line 1, column 2)"],
  ['["a\nb"]', "this text has no closing quote (line 1, column 2)"],
  ['["a\tb"]', "a control character in a text has to be escaped (line 1, column 2)"],
  ['["\\x"]', "JSON has no such escape in a text (line 1, column 2)"],
  ['["\\u12"]', "a \\u escape takes four hexadecimal digits (line 1, column 2)"],
  ["// a\n{}", "JSON has no comments (line 1, column 1)"],
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
        return;
      }
      assert.deepEqual(parseJson(text), expected);
    }),
    { numRuns: 500 },
  );
});

test("a document that is nested deeper than the call stack ends the command with its stack", () => {
  const deep = "[".repeat(200_000);
  assert.equal(mistakeIn(`${deep}x`), "this is nested too deeply (line 1, column 1)");
});

test.run();
