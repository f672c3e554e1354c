import assert from "node:assert/strict";
import { test } from "uvu";
import { choiceOperators } from "../../asl/choice-operators.js";
import type { Json } from "../../asl/json.js";
import { parseTimestamp } from "../../asl/timestamp.js";
import type { ChoiceOperator } from "../../asl/types.js";

const holds = (operator: ChoiceOperator, value: Json, operand: Json) => choiceOperators[operator].test(operand)(value);

/** Operand, then values for which the five comparisons are true: equal, below, above. */
const kinds = {
  String: {
    operand: "b",
    below: ["a", "B", ""],
    equal: ["b"],
    above: ["ba", "c", "é"],
    others: [1, null, true, ["b"]],
  },
  Numeric: { operand: 1, below: [0.5, -1], equal: [1, 1.0], above: [1.5], others: ["1", null, true, [1]] },
  Timestamp: {
    operand: "2024-01-01T12:00:00Z",
    below: ["2024-01-01T11:59:59.999999999Z", "2024-01-01T12:59:59+01:00"],
    equal: ["2024-01-01T12:00:00Z", "2024-01-01T12:00:00.000Z", "2024-01-01T13:00:00+01:00"],
    above: ["2024-01-01T12:00:00.000000001Z"],
    others: ["2024-01-01", "2024-01-01t12:00:00z", 1, null],
  },
} as const;
const expected = { Equals: "equal", LessThan: "below", GreaterThan: "above" } as const;

for (const [kind, { operand, below, equal, above, others }] of Object.entries(kinds)) {
  const sets = { below, equal, above } as const;
  for (const suffix of ["", "Path"]) {
    for (const [comparison, truth] of Object.entries(expected)) {
      for (const orEqual of comparison === "Equals" ? [""] : ["", "Equals"]) {
        const operator = `${kind}${comparison}${orEqual}${suffix}` as ChoiceOperator;
        test(`${operator} is true for what it names and false for all else`, () => {
          for (const [set, values] of Object.entries(sets)) {
            for (const value of values) {
              const wanted = set === truth || (orEqual !== "" && set === "equal");
              assert.equal(holds(operator, value, operand), wanted, `${operator} ${JSON.stringify(value)}`);
            }
          }
          for (const value of others) assert.equal(holds(operator, value, operand), false, JSON.stringify(value));
        });
      }
    }
  }
}

test("an operand of another kind makes a comparison false, not an error", () => {
  assert.equal(holds("StringEqualsPath", "1", 1), false);
  assert.equal(holds("NumericEqualsPath", 1, "1"), false);
  assert.equal(holds("BooleanEqualsPath", true, "true"), false);
  assert.equal(holds("TimestampEqualsPath", "2024-01-01T12:00:00Z", "noon"), false);
});

test("BooleanEquals compares booleans alone", () => {
  assert.equal(holds("BooleanEquals", true, true), true);
  assert.equal(holds("BooleanEquals", false, false), true);
  assert.equal(holds("BooleanEquals", false, true), false);
  for (const value of [null, 0, "", "false", []]) assert.equal(holds("BooleanEquals", value, false), false);
});

test("a test of the kind is true when its operand says so", () => {
  const samples: Readonly<Record<string, Json>> = {
    IsNull: null,
    IsNumeric: 0,
    IsString: "",
    IsBoolean: false,
    IsTimestamp: "2024-01-01T12:00:00Z",
  };
  for (const [operator, sample] of Object.entries(samples)) {
    for (const [kind, value] of Object.entries(samples)) {
      // A time is a text as well.
      const is = kind === operator || (operator === "IsString" && kind === "IsTimestamp");
      assert.equal(holds(operator as ChoiceOperator, value, true), is, `${operator} ${JSON.stringify(value)}`);
      assert.equal(holds(operator as ChoiceOperator, value, false), !is, `${operator} ${JSON.stringify(sample)}`);
    }
  }
});

const patterns: readonly (readonly [pattern: string, matching: readonly string[], other: readonly string[]])[] = [
  ["foo*.log", ["foo.log", "foo-1.log", "foo.log.log"], ["foo.logs", "xfoo.log", "foolog"]],
  ["*", ["", "anything\nat all"], []],
  ["a*b*c", ["abc", "a-b-b-c", "abcbc"], ["acb", "ab", "abcd"]],
  ["a*a", ["aa", "aba"], ["a"]],
  ["no star", ["no star"], ["no  star", ""]],
  ["*.*", [".", "a.b"], ["ab"]],
  ["\\*x", ["*x"], ["ax", "\\*x"]],
  ["a\\\\*", ["a\\", "a\\b"], ["a*", "ab"]],
  ["é*", ["é", "éa"], ["e"]],
];
for (const [pattern, matching, other] of patterns) {
  test(`StringMatches ${pattern} takes the star as any run and its escapes as themselves`, () => {
    for (const value of matching) assert.equal(holds("StringMatches", value, pattern), true, value);
    for (const value of other) assert.equal(holds("StringMatches", value, pattern), false, value);
    assert.equal(holds("StringMatches", 1, pattern), false);
  });
}
test("a pattern of many stars does not take long to fail", () => {
  assert.equal(holds("StringMatches", "a".repeat(50_000), `${"a*".repeat(500)}b`), false);
});

test("every operator of the language has its row", () => {
  const five = (kind: string) =>
    ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"].flatMap((comparison) => [
      `${kind}${comparison}`,
      `${kind}${comparison}Path`,
    ]);
  const others = ["StringMatches", "BooleanEquals", "BooleanEqualsPath"];
  const tests = ["IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"];
  const all = [...five("String"), ...five("Numeric"), ...five("Timestamp"), ...others, ...tests];
  assert.deepEqual(Object.keys(choiceOperators).sort(), all.sort());
});

for (const text of [
  "2024-02-30T00:00:00Z",
  "2024-13-01T00:00:00Z",
  "2024-01-01T24:00:00Z",
  "2024-01-01T00:60:00Z",
  "2024-01-01T00:00:00",
  "2024-01-01 00:00:00Z",
  "2024-01-01T00:00:00z",
  "2024-01-01T00:00Z",
  "2024-01-01T00:00:00.Z",
  "2024-01-01T00:00:00+25:00",
  "24-01-01T00:00:00Z",
]) {
  test(`${text} is no time`, () => {
    assert.equal(parseTimestamp(text), undefined);
  });
}
test("a time is read to the nanosecond, wherever its clock stands", () => {
  assert.equal(parseTimestamp("1970-01-01T01:30:00.000000001+01:30"), 1n);
  assert.equal(parseTimestamp("1970-01-01T00:00:00-01:00"), 3_600_000_000_000n);
  assert.equal(parseTimestamp("2024-02-29T00:00:00Z"), 1_709_164_800_000_000_000n);
});

test.run();
