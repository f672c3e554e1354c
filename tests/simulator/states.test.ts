import assert from "node:assert/strict";
import { test } from "uvu";
import { execute } from "../../simulator/index.js";
import { inState, resultOf, rowOf, times, ways } from "./machines.js";

// ---------------------------------------------------------------- Choice

const choosing = (choices: readonly object[], fields: object = {}) =>
  rowOf({
    Choose: { Type: "Choice", Choices: choices, ...fields },
    Yes: { Type: "Pass", Result: "yes", End: true },
    No: { Type: "Pass", Result: "no", End: true },
  });
const choose = async (rule: object, input: unknown) =>
  (await execute(choosing([{ ...rule, Next: "Yes" }], { Default: "No" }), { input })).output;

test("the first rule that holds is taken, else Default", async () => {
  const rules = [
    { Variable: "$.n", NumericLessThan: 0, Next: "No" },
    { Variable: "$.n", NumericLessThan: 10, Next: "Yes" },
    { Variable: "$.n", NumericLessThan: 20, Next: "No" },
  ];
  assert.equal((await execute(choosing(rules), { input: { n: 5 } })).output, "yes");
  assert.equal((await execute(choosing(rules), { input: { n: 15 } })).output, "no");
  assert.equal((await execute(choosing(rules, { Default: "No" }), { input: { n: 25 } })).output, "no");
});

test("And, Or and Not combine rules, and stop as soon as they know", async () => {
  const present = { Variable: "$.a", IsPresent: true };
  const one = { Variable: "$.a", NumericEquals: 1 };
  assert.equal(await choose({ And: [present, one] }, {}), "no");
  assert.equal(await choose({ And: [present, one] }, { a: 1 }), "yes");
  assert.equal(await choose({ Or: [{ Not: present }, one] }, {}), "yes");
  assert.equal(await choose({ Or: [{ Not: present }, one] }, { a: 2 }), "no");
  assert.equal(await choose({ Not: { And: [present, { Not: one }] } }, { a: 1 }), "yes");
});

test("IsPresent asks whether a path selects anything, null included", async () => {
  assert.equal(await choose({ Variable: "$.a.b", IsPresent: true }, { a: { b: null } }), "yes");
  assert.equal(await choose({ Variable: "$.a.b", IsPresent: true }, { a: 1 }), "no");
  assert.equal(await choose({ Variable: "$.a.b", IsPresent: false }, { a: 1 }), "yes");
  assert.equal(await choose({ Variable: "$.a.b", IsPresent: false }, { a: { b: 1 } }), "no");
});

test("an operand can be a path, and a variable or the context object can be asked", async () => {
  assert.equal(await choose({ Variable: "$.a", NumericGreaterThanPath: "$.b" }, { a: 2, b: 1 }), "yes");
  assert.equal(await choose({ Variable: "$$.Execution.Input.a", StringEquals: "x" }, { a: "x" }), "yes");
});

for (const [what, rule, path] of [
  ["the variable of a comparison", { Variable: "$.no", StringEquals: "x" }, "$.no"],
  ["the variable of a test of its kind", { Variable: "$.no", IsNull: true }, "$.no"],
  ["the operand of a comparison", { Variable: "$.a", StringEqualsPath: "$.no" }, "$.no"],
] as const) {
  test(`${what} has to be there`, async () => {
    const { status, error, cause, events } = await execute(choosing([{ ...rule, Next: "Yes" }], { Default: "No" }), {
      input: { a: "x" },
    });
    assert.deepEqual(
      [status, error, cause],
      [
        "FAILED",
        "States.Runtime",
        `${inState("Choose")} Invalid path '${path}': The choice state's condition path references an invalid value.`,
      ],
    );
    assert.deepEqual(ways(events), ["1(0) ExecutionStarted", "2(0) ChoiceStateEntered", "3(2) ExecutionFailed"]);
  });
}

test("no rule that holds and no Default fails the execution", async () => {
  const rules = [1, 3].map((NumericEquals) => ({
    Variable: "$.n",
    NumericEquals,
    Next: NumericEquals === 1 ? "Yes" : "No",
  }));
  const { error, cause } = await execute(choosing(rules), { input: { n: 2 } });
  assert.equal(error, "States.Runtime");
  assert.equal(
    cause,
    `${inState("Choose")} Failed to transition out of the state. The state does not point to a next state.`,
  );
});

test("a Choice assigns by the rule that it took, or its own when that is Default", async () => {
  const { States, ...definition } = choosing(
    [
      { Variable: "$.n", NumericEquals: 1, Assign: { "by.$": "States.Format('rule {}', $.n)" }, Next: "Look" },
      { Variable: "$.n", NumericEquals: 2, Next: "Look" },
    ],
    { Assign: { by: "default", "n.$": "$.n" }, Default: "Look", OutputPath: "$.out" },
  );
  const machine = {
    ...definition,
    States: {
      Choose: States["Choose"],
      Look: { Type: "Pass", Parameters: { "out.$": "$", "by.$": "$by" }, End: true },
    },
  };
  const look = async (n: number) => {
    const { output, error } = await execute(machine, { input: { n, out: "o" } });
    return output ?? error;
  };
  assert.deepEqual(await look(1), { out: "o", by: "rule 1" });
  assert.deepEqual(await look(3), { out: "o", by: "default" });
  assert.equal(await look(2), "States.Runtime");
});

// ---------------------------------------------------------------- Wait

test("a Wait takes no real time and moves the clock by as much as it says", async () => {
  const { events, status } = await execute(rowOf({ Rest: { Type: "Wait", Seconds: 3600 }, Done: { Type: "Succeed" } }));
  assert.equal(status, "SUCCEEDED");
  assert.deepEqual(times(events), [
    "0 ExecutionStarted",
    "0 WaitStateEntered",
    "3600 WaitStateExited",
    "3600 SucceedStateEntered",
    "3600 SucceedStateExited",
    "3600 ExecutionSucceeded",
  ]);
});

const seconds = async (fields: object, input: unknown) => {
  const { events } = await execute(rowOf({ Rest: { Type: "Wait", ...fields } }), {
    input,
    startTime: new Date("2030-01-01T00:00:00Z"),
  });
  return times(events).at(-1);
};
test("a Wait reads seconds and times from its data", async () => {
  assert.equal(await seconds({ SecondsPath: "$.wait.s" }, { wait: { s: 90 } }), "90 ExecutionSucceeded");
  assert.equal(await seconds({ InputPath: "$.wait", SecondsPath: "$.s" }, { wait: { s: 0 } }), "0 ExecutionSucceeded");
  assert.equal(await seconds({ Timestamp: "2030-01-01T01:00:00+01:00" }, {}), "0 ExecutionSucceeded");
  assert.equal(await seconds({ Timestamp: "2030-01-01T00:00:10.9Z" }, {}), "10 ExecutionSucceeded");
  assert.equal(await seconds({ Timestamp: "1999-01-01T00:00:00Z" }, {}), "0 ExecutionSucceeded");
  assert.equal(await seconds({ TimestampPath: "$.at" }, { at: "2030-01-02T00:00:00Z" }), "86400 ExecutionSucceeded");
});

const badWaits: readonly (readonly [fields: object, input: unknown, cause: string])[] = [
  [{ SecondsPath: "$.s" }, {}, "The SecondsPath parameter does not reference an input value: $.s"],
  [{ SecondsPath: "$.s" }, { s: -1 }, "The SecondsPath parameter references a negative value: $.s == -1"],
  [{ SecondsPath: "$.s" }, { s: 1.5 }, "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5"],
  [{ SecondsPath: "$.s" }, { s: "ten" }, "The SecondsPath parameter cannot be parsed as a long value: $.s == ten"],
  [{ SecondsPath: "$.s" }, { s: 100_000_000 }, "Wait state delay is too long."],
  [
    { TimestampPath: "$.t" },
    { t: "2016-12-05 21:29:29Z" },
    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 2016-12-05 21:29:29Z",
  ],
  [{ TimestampPath: "$.t" }, {}, "The TimestampPath parameter does not reference an input value: $.t"],
];
for (const [fields, input, cause] of badWaits) {
  test(`a Wait of ${JSON.stringify(input)} fails: ${cause.slice(0, 60)}`, async () => {
    assert.equal(await resultOf({ Type: "Wait", ...fields }, input), `States.Runtime: ${inState("S")} ${cause}`);
  });
}

// ---------------------------------------------------------------- Succeed, Fail

test("a Succeed ends the execution with its filtered input", async () => {
  assert.deepEqual(await resultOf({ Type: "Succeed", InputPath: "$.a", OutputPath: "$.b" }, { a: { b: 1 } }), 1);
});

const fails: readonly (readonly [
  what: string,
  fields: object,
  error: string | undefined,
  cause: string | undefined,
])[] = [
  ["literal error and cause", { Error: "Bad", Cause: "it broke" }, "Bad", "it broke"],
  ["no error and no cause", {}, undefined, undefined],
  ["a cause alone", { Cause: "it broke" }, undefined, "it broke"],
  ["paths", { ErrorPath: "$.e", CausePath: "States.Format('because of {}', $.c)" }, "E", "because of C"],
];
for (const [what, fields, error, cause] of fails) {
  test(`a Fail with ${what} ends the execution with them`, async () => {
    const result = await execute(rowOf({ Stop: { Type: "Fail", ...fields } }), { input: { e: "E", c: "C" } });
    assert.deepEqual([result.status, result.error, result.cause], ["FAILED", error, cause]);
    assert.equal("error" in result, error !== undefined);
    assert.deepEqual(ways(result.events), ["1(0) ExecutionStarted", "2(0) FailStateEntered", "3(2) ExecutionFailed"]);
    assert.deepEqual(result.events.at(-1)?.executionFailedEventDetails, {
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
  });
}
test("a Fail whose path selects nothing, or no text, says so", async () => {
  assert.equal(
    await resultOf({ Type: "Fail", CausePath: "$.no" }, { e: 1 }),
    `States.Runtime: ${inState("S")} The JSONPath '$.no' specified for the field 'CausePath' could not be found in the input '{"e":1}'`,
  );
  assert.equal(
    await resultOf({ Type: "Fail", ErrorPath: "$.e" }, { e: 1 }),
    `States.Runtime: ${inState("S")} The JSONPath '$.e' specified for the field 'ErrorPath' must reference a string but was: 1`,
  );
});

test.run();
