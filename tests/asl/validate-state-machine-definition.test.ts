import assert from "node:assert/strict";
import { test } from "uvu";
import { validateStateMachineDefinition, variableReferences } from "../../simulator/index.js";
import { everyState, inJsonata } from "./definitions.js";

const judge = (definition: object, more: object = {}) =>
  validateStateMachineDefinition({ definition: JSON.stringify(definition), ...more });

test("a proper definition is OK, a faulty one fails with AWS's diagnostics", () => {
  assert.deepEqual(judge(everyState), { result: "OK", diagnostics: [], truncated: false });
  assert.deepEqual(judge({}), {
    result: "FAIL",
    diagnostics: [
      {
        severity: "ERROR",
        code: "SCHEMA_VALIDATION_FAILED",
        message: "These fields are required: [States, StartAt]",
        location: "/",
      },
    ],
    truncated: false,
  });
});

test("a machine without an end has no place of its own", () => {
  assert.deepEqual(judge({ StartAt: "A", States: { A: { Type: "Pass", Next: "A" } } }).diagnostics, [
    { severity: "ERROR", code: "MISSING_END_STATE", message: "Workflow has no terminal state" },
  ]);
});

test("warnings are given when they are asked for, and leave the result OK", () => {
  const doubtful = { StartAt: "A", States: { A: { Type: "Pass", Parameters: { a: "$.b" }, End: true } } };
  assert.deepEqual(judge(doubtful), { result: "OK", diagnostics: [], truncated: false });
  const { result, diagnostics } = judge(doubtful, { severity: "WARNING" });
  assert.deepEqual(
    [result, diagnostics.map(({ severity, code }) => [severity, code])],
    ["OK", [["WARNING", "NO_DOLLAR"]]],
  );
});

test("no more diagnostics are given than were asked for, and it says so", () => {
  const many = {
    StartAt: "A",
    States: Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`S${index}`, {}])),
  };
  const count = (maxResults?: number) => {
    const { diagnostics, truncated } = judge(many, maxResults === undefined ? {} : { maxResults });
    return [diagnostics.length, truncated];
  };
  assert.deepEqual(
    [count(1), count(0), count(), count(1_000)],
    [
      [1, true],
      [100, true],
      [100, true],
      [100, true],
    ],
  );
});

test("Express takes less", () => {
  const definition = {
    StartAt: "A",
    States: { A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true } },
  };
  assert.equal(judge(definition).result, "OK");
  assert.deepEqual(
    judge(definition, { type: "EXPRESS" }).diagnostics.map(({ location, message }) => `${location}: ${message}`),
    ["/States/A/Resource: Express state machine does not support '.waitForTaskToken' service integration"],
  );
});

const ofText = (definition: string) =>
  validateStateMachineDefinition({ definition }).diagnostics.map(({ code, message, location }) => [
    code,
    message,
    location,
  ]);

test("a text that is no JSON: its place, in the words of the service", () => {
  const cases: readonly (readonly [text: string, reason: string, at: string])[] = [
    [
      "not a definition",
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      "line: 1, column: 4",
    ],
    [
      '{\n  "a": tru\n}',
      "Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      "line: 2, column: 11",
    ],
    ["{", "Unexpected end-of-input", "line: 1, column: 2"],
    [
      "{a: 1}",
      "Unexpected character ('a' (code 97)): was expecting double-quote to start field name",
      "line: 1, column: 3",
    ],
  ];
  for (const [text, reason, at] of cases) {
    const source = `[Source: (String)"${text}"; ${at}]`;
    assert.deepEqual(ofText(text), [["INVALID_JSON_DESCRIPTION", `${reason}\n at ${source}`, source]]);
  }
});

test("a long text is quoted in part", () => {
  const text = `${" ".repeat(600)}x`;
  const source = `[Source: (String)"${" ".repeat(500)}"[truncated 101 chars]; line: 1, column: 602]`;
  assert.equal(ofText(text)[0]?.[2], source);
});

test("nothing to judge", () => {
  for (const text of ["", " ", "null"]) {
    assert.deepEqual(ofText(text), [["MISSING_DESCRIPTION", "State machine definition must not be empty", undefined]]);
  }
});

test("states that stand twice in a text are told, data of that name is not", () => {
  const state = '{ "Type": "Pass", "Result": { "States": { "x": 1, "x": 2 } }, "End": true }';
  const branch = `{ "StartAt": "B", "States": { "B": ${state}, "B": ${state} } }`;
  const text = `{ "StartAt": "A", "States": { "A": ${state}, "A": { "Type": "Parallel", "Branches": [${branch}], "End": true } } }`;
  assert.deepEqual(ofText(text), [
    ["DUPLICATE_STATE_NAME", "Duplicate State name: A", "/States/A"],
    ["DUPLICATE_STATE_NAME", "Duplicate State name: B", "/States/A/Branches[0]/States/B"],
  ]);
});

test("the variables that each state reads in JSONPath, sorted, within other states too", () => {
  assert.deepEqual(variableReferences(everyState), {
    variableReferences: { Work: ["count"], "Which?": ["count"], Lots: ["id"], Failed: ["why"] },
  });
  assert.deepEqual(variableReferences(inJsonata), { variableReferences: {} });
  assert.deepEqual(variableReferences(null), { variableReferences: {} });
});

test.run();
