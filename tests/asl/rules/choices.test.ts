import assert from "node:assert/strict";
import { test } from "uvu";
import { findings, pass } from "./findings.js";

const ofRules = (Choices: readonly object[], more: object = {}) =>
  findings({
    StartAt: "C",
    States: { C: { Type: "Choice", Choices, Default: "D", ...more }, D: { ...pass, End: true } },
  });
const oneTest = "A Choice rule must contain exactly one of And, Or, Not, or a comparison operator with its Variable";

test("a rule tests exactly one thing, and so does every condition within it", () => {
  const fine = { Variable: "$.a", IsNull: true };
  assert.deepEqual(
    ofRules([
      { Variable: "$.a", Next: "D" },
      { ...fine, IsString: true, Next: "D" },
      { StringEquals: "x", Next: "D" },
      { And: [fine], Or: [fine], Next: "D" },
      { And: [fine, { Not: { Variable: "$.a" } }], Next: "D" },
      { Next: "D" },
    ]),
    ["Choices[0]", "Choices[1]", "Choices[2]", "Choices[3]", "Choices[4]/And[1]/Not", "Choices[5]"].map(
      (place) => `SCHEMA_VALIDATION_FAILED /States/C/${place}: ${oneTest}`,
    ),
  );
});

test("operands of the wrong kind, unknown operators, and a Next where none belongs", () => {
  assert.deepEqual(
    ofRules([
      { Variable: "$.a", StringEquals: 1, Next: "D" },
      { Variable: "$.a", NumericEquals: "1", Next: "D" },
      { Variable: "$.a", BooleanEquals: "true", Next: "D" },
      { Variable: "$.a", IsPresent: "yes", Next: "D" },
      { Variable: "$.a", TimestampEquals: "yesterday", Next: "D" },
      { Variable: "$.a", StringEqualsPath: 1, Next: "D" },
      { Variable: "$.a", IsNull: true, StringContains: "x", Next: "D" },
      { Not: { Variable: "$.a", IsNull: true, Next: "D" } },
      { And: [], Next: "D" },
    ]),
    [
      "/Choices[0]/StringEquals: Expected a string but was 1",
      '/Choices[1]/NumericEquals: Expected a number but was "1"',
      '/Choices[2]/BooleanEquals: Expected true or false but was "true"',
      '/Choices[3]/IsPresent: Expected true or false but was "yes"',
      "/Choices[4]/TimestampEquals: String does not match RFC3339 timestamp",
      "/Choices[5]/StringEqualsPath: Expected a string but was 1",
      "/Choices[6]: Field 'StringContains' is not supported",
      "/Choices[7]: These fields are required: [Next]",
      "/Choices[7]/Not: Field 'Next' is not supported",
      "/Choices[8]/And: Expected a list of at least one object but was []",
    ].map((finding) => `SCHEMA_VALIDATION_FAILED /States/C${finding}`),
  );
});

test("a rule in JSONata has a condition that is a boolean or an expression", () => {
  assert.deepEqual(
    ofRules(
      [
        { Condition: "{% true %}", Next: "D" },
        { Condition: false, Next: "D" },
        { Condition: "yes", Next: "D" },
        { Next: "D" },
      ],
      {
        QueryLanguage: "JSONata",
      },
    ),
    [
      'SCHEMA_VALIDATION_FAILED /States/C/Choices[2]/Condition: Expected a boolean, or an expression that gives one but was "yes"',
      "SCHEMA_VALIDATION_FAILED /States/C/Choices[3]: These fields are required: [Condition]",
    ],
  );
});

test("a Choice has rules", () => {
  assert.deepEqual(ofRules([]), [
    "SCHEMA_VALIDATION_FAILED /States/C/Choices: Expected a list of at least one object but was []",
  ]);
});

test.run();
