import assert from "node:assert/strict";
import { test } from "uvu";
import { DefinitionError, type ExecuteOptions, execute } from "../../simulator/index.js";
import { failing, inState, rowOf, times, ways } from "./machines.js";

const jsonata = (states: { readonly [name: string]: object }) => ({ ...rowOf(states), QueryLanguage: "JSONata" });
const echo: ExecuteOptions = { lambda: (_name, payload) => payload };
const task = { Type: "Task", Resource: "${Work}" };

/** What a single state makes of an input: its output, or `error: cause`. */
async function resultOf(state: object, input: unknown = {}, options: ExecuteOptions = echo): Promise<unknown> {
  // A Choice has to lead to an end.
  const states = "Choices" in state ? { S: state, End: { Type: "Succeed" } } : { S: state };
  const { status, output, error, cause } = await execute(jsonata(states), { input, ...options });
  return status === "SUCCEEDED" ? output : `${error}: ${cause}`;
}

// ---------------------------------------------------------------- fields

test("expressions are evaluated at any depth, and everything else stays as it is", async () => {
  const Output = { a: ["{% $states.input.n %}", { b: "{% $states.input.n + 1 %}" }, "{%"], "c.$": "$.n", d: null };
  assert.deepEqual(await resultOf({ Type: "Pass", Output }, { n: 1 }), {
    a: [1, { b: 2 }, "{%"],
    "c.$": "$.n",
    d: null,
  });
});

test("without Output a state gives its result, and one that does no work its input", async () => {
  assert.deepEqual(await resultOf({ Type: "Pass" }, { n: 1 }), { n: 1 });
  assert.deepEqual(await resultOf({ Type: "Succeed", Output: "{% $states.input.n %}" }, { n: 1 }), 1);
  assert.deepEqual(await resultOf({ ...task, Arguments: { m: "{% $states.input.n %}" } }, { n: 1 }), { m: 1 });
  assert.deepEqual(await resultOf({ Type: "Wait", Seconds: 1 }, { n: 1 }), { n: 1 });
});

test("Output and Assign of a task see its input, its result and the variables as they were", async () => {
  const definition = jsonata({
    Set: { Type: "Pass", Assign: { v: 1, w: "{% $states.input.n %}" } },
    Work: {
      ...task,
      Arguments: { v: "{% $v %}" },
      Assign: { v: "{% $states.result.v + 1 %}", w: "{% $v %}" },
      Output: { got: "{% $states.result %}", given: "{% $states.input.n %}", v: "{% $v %}" },
    },
    See: { Type: "Pass", Output: { before: "{% $states.input %}", v: "{% $v %}", w: "{% $w %}" } },
  });
  const { output, events } = await execute(definition, { input: { n: 7 }, ...echo });
  assert.deepEqual(output, { before: { got: { v: 1 }, given: 7, v: 1 }, v: 2, w: 1 });
  const assigned = events
    .map(({ stateExitedEventDetails }) => stateExitedEventDetails?.assignedVariables)
    .filter((variables) => variables !== undefined);
  assert.deepEqual(assigned, [
    { v: "1", w: "7" },
    { v: "2", w: "1" },
  ]);
});

test("times can be expressions", async () => {
  const definition = jsonata({
    Wait: { Type: "Wait", Seconds: "{% $states.input.s %}" },
    Until: { Type: "Wait", Timestamp: "{% '2025-01-01T00:01:' & $string($states.input.s + 10) & 'Z' %}" },
    Slow: {
      ...task,
      TimeoutSeconds: "{% $states.input.s %}",
      Catch: [{ ErrorEquals: ["States.Timeout"], Next: "End", Output: "{% $states.errorOutput.Error %}" }],
    },
    End: { Type: "Succeed" },
  });
  const lambda: ExecuteOptions["lambda"] = (_name, _payload, { sleep }) => sleep(1000);
  const { output, events } = await execute(definition, { input: { s: 30 }, lambda });
  assert.equal(output, "States.Timeout");
  assert.deepEqual(
    times(events).filter((line) => /Exited|TimedOut/.test(line)),
    [
      "30 WaitStateExited",
      "100 WaitStateExited",
      "130 LambdaFunctionTimedOut",
      "130 TaskStateExited",
      "130 SucceedStateExited",
    ],
  );
});

test("a Choice takes the first rule whose condition is true, with that rule's Output and Assign", async () => {
  const definition = jsonata({
    Choose: {
      Type: "Choice",
      Choices: [
        { Condition: "{% $states.input.n < 0 %}", Next: "Seen" },
        { Condition: "{% $states.input.n < 10 %}", Next: "Seen", Output: "{% 'small' %}", Assign: { size: 1 } },
        { Condition: true, Next: "Seen" },
      ],
      Default: "Seen",
      Output: "default",
      Assign: { size: 2 },
    },
    Seen: { Type: "Pass", Output: ["{% $states.input %}", "{% [$size] %}"] },
  });
  assert.deepEqual((await execute(definition, { input: { n: 5 } })).output, ["small", [1]]);
  assert.deepEqual((await execute(definition, { input: { n: 50 } })).output, [{ n: 50 }, []]);
  const rules = definition.States["Choose"];
  const without = {
    ...definition,
    States: { ...definition.States, Choose: { ...rules, Choices: [{ Condition: false, Next: "Seen" }] } },
  };
  assert.deepEqual((await execute(without, { input: {} })).output, ["default", [2]]);
});

test("Error and Cause of a Fail can be expressions", async () => {
  assert.equal(
    await resultOf({ Type: "Fail", Error: "{% 'E' & 1 %}", Cause: "{% $states.input.why %}" }, { why: "so" }),
    "E1: so",
  );
});

test("a catcher sees the input and the error output, and gives the error output by itself", async () => {
  const definition = (catcher: object) =>
    jsonata({
      Work: { ...task, Catch: [{ ErrorEquals: ["Broken"], Next: "Seen", ...catcher }] },
      Seen: { Type: "Pass", Output: { in: "{% $states.input %}", kept: "{% $exists($kept) ? $kept : null %}" } },
    });
  const lambda = () => {
    throw failing("Broken");
  };
  const run = async (catcher: object) => (await execute(definition(catcher), { input: { n: 1 }, lambda })).output;
  const catcher = {
    Output: { n: "{% $states.input.n %}", error: "{% $states.errorOutput.Error %}" },
    Assign: { kept: "{% $states.errorOutput.Error %}" },
  };
  assert.deepEqual(await run(catcher), { in: { n: 1, error: "Broken" }, kept: "Broken" });
  const cause = JSON.stringify({ errorType: "Broken", errorMessage: "", trace: ["Broken: "] });
  assert.deepEqual(await run({}), { in: { Error: "Broken", Cause: cause }, kept: null });
});

test("states of both languages share data, variables and context object", async () => {
  const definition = rowOf({
    A: { Type: "Pass", Assign: { "v.$": "$.m" }, Parameters: { "m.$": "$.n" } },
    B: {
      Type: "Pass",
      QueryLanguage: "JSONata",
      Output: { m: "{% $states.input.m + $v %}" },
      Assign: { w: "{% $v %}" },
    },
    C: { Type: "Pass", Parameters: { "m.$": "$.m", "w.$": "$w", "name.$": "$$.State.Name" } },
    D: { Type: "Pass", QueryLanguage: "JSONata", Output: ["{% $states.input %}", "{% $states.context.State.Name %}"] },
  });
  assert.deepEqual((await execute(definition, { input: { n: 2 } })).output, [{ m: 4, w: 2, name: "C" }, "D"]);
});

test("branches, items and selectors are worked out in JSONata too", async () => {
  const times = { Type: "Pass", Output: "{% $states.input.x * $factor %}", End: true };
  const inner = (name: string) => ({ StartAt: name, States: { [name]: times } });
  const definition = jsonata({
    Set: { Type: "Pass", Assign: { factor: 10 } },
    Each: {
      Type: "Map",
      Items: "{% $states.input.list[$ > 1] %}",
      ItemSelector: { x: "{% $states.context.Map.Item.Value + $states.input.plus %}" },
      MaxConcurrency: "{% 1 + 1 %}",
      ItemProcessor: inner("I"),
      Output: { x: "{% $sum($states.result) %}" },
    },
    Both: { Type: "Parallel", Arguments: { x: "{% $states.input.x / 10 %}" }, Branches: [inner("J"), inner("K")] },
  });
  assert.deepEqual((await execute(definition, { input: { list: [1, 2, 3], plus: 1 } })).output, [70, 70]);
});

// ---------------------------------------------------------------- failures

const said = (expression: string, field: string, what: string) =>
  `States.QueryEvaluationError: ${inState("S")} The JSONata expression '${expression}' specified for the field '${field}' ${what}`;
const nothing = "returned nothing (undefined).";
const rule = (fields: object) => ({
  Type: "Choice",
  Choices: [
    { Condition: false, Next: "S" },
    { Next: "S", ...fields },
  ],
  Default: "End",
});

const failures: readonly (readonly [what: string, state: object, failure: string])[] = [
  ["an absent value", { Type: "Pass", Output: "{% $states.input.x %}" }, said("$states.input.x", "Output", nothing)],
  ["a member", { Type: "Pass", Output: { a: [0, { b: "{% $x %}" }] } }, said("$x", "Output/a[1]/b", nothing)],
  ["a variable", { Type: "Pass", Assign: { a: "{% $x %}" } }, said("$x", "Assign/a", nothing)],
  ["an argument", { ...task, Arguments: { a: "{% $x %}" } }, said("$x", "Arguments/a", nothing)],
  ["credentials", { ...task, Credentials: { RoleArn: "{% $x %}" } }, said("$x", "Credentials/RoleArn", nothing)],
  ["a rule's Output", rule({ Condition: true, Output: { a: "{% $x %}" } }), said("$x", "Choices[1]/Output/a", nothing)],
  [
    "an error of the expression",
    { Type: "Pass", Output: { a: "{% 'a' + 1 %}" } },
    said(
      "'a' + 1",
      "Output/a",
      'threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number',
    ),
  ],
  [
    "a condition that is no boolean",
    rule({ Condition: "{% 'yes' %}" }),
    said(
      "'yes'",
      "Choices[1]/Condition",
      `returned an unexpected result type. Expected 'boolean', but was 'string' for value: "yes"`,
    ),
  ],
  [
    "seconds that are no number",
    { Type: "Wait", Seconds: "{% [1, 2] %}" },
    said(
      "[1, 2]",
      "Seconds",
      "returned an unexpected result type. Expected 'integer', but was 'array' for value: [1,2]",
    ),
  ],
  [
    "a cause that is no text",
    { Type: "Fail", Cause: "{% null %}" },
    said("null", "Cause", "returned an unexpected result type. Expected 'string', but was 'null' for value: null"),
  ],
  [
    "a time that is none",
    { Type: "Wait", Timestamp: "{% 'today' %}" },
    `States.QueryEvaluationError: ${inState("S")} The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: today`,
  ],
];
for (const [what, state, failure] of failures) {
  test(`${what}: the cause names the expression and its field`, async () => {
    assert.equal(await resultOf(state), failure);
  });
}

const history = async (state: object, options: ExecuteOptions = echo) => {
  const { events } = await execute(jsonata({ First: { Type: "Pass" }, S: state }), options);
  return { ways: ways(events).slice(3), told: events.flatMap((event) => event.evaluationFailedEventDetails ?? []) };
};

test("a failure is an event that follows what the state's entry followed, and is what the execution fails with", async () => {
  const { ways: seen, told } = await history({ Type: "Pass", Output: { a: "{% $x %}" } });
  assert.deepEqual(seen, ["4(3) PassStateEntered", "5(3) EvaluationFailed", "6(5) ExecutionFailed"]);
  const cause = `${inState("S", 4)} The JSONata expression '$x' specified for the field 'Output/a' returned nothing (undefined).`;
  assert.deepEqual(told, [{ error: "States.QueryEvaluationError", cause, location: "Output/a", state: "S" }]);
});

test("a time is looked at when the timer is set, so its failure follows the entry", async () => {
  const { ways: seen } = await history({ Type: "Wait", Timestamp: "{% 'today' %}" });
  assert.deepEqual(seen, ["4(3) WaitStateEntered", "5(4) EvaluationFailed", "6(5) ExecutionFailed"]);
});

test("after its work a state's failure follows the work", async () => {
  const { ways: seen } = await history({ ...task, Output: "{% $states.result.x %}" });
  assert.deepEqual(seen.slice(-3), ["7(6) LambdaFunctionSucceeded", "8(7) EvaluationFailed", "9(8) ExecutionFailed"]);
});

test("a failure can be retried and caught; each try that fails is told", async () => {
  const definition = jsonata({
    Work: {
      ...task,
      Output: "{% $x %}",
      Retry: [{ ErrorEquals: ["States.QueryEvaluationError"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "Seen" }],
    },
    Seen: { Type: "Pass", Output: "{% $states.input.Error %}" },
  });
  const { output, events } = await execute(definition, echo);
  assert.equal(output, "States.QueryEvaluationError");
  assert.equal(events.filter(({ type }) => type === "EvaluationFailed").length, 2);
});

// ---------------------------------------------------------------- refusals

test("a function that nobody waits for is refused before it starts", async () => {
  const Arguments = { FunctionName: "f", InvocationType: "Event" };
  await assert.rejects(
    execute(jsonata({ S: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Arguments } })),
    /UNSUPPORTED {2}\/States\/S\/Arguments\/InvocationType\n {2}The invocation type 'Event' is not supported yet/,
  );
});

test("in a state in JSONPath nothing is an expression", async () => {
  const text = "{% $states.input %}";
  assert.deepEqual((await execute(rowOf({ S: { Type: "Pass", Parameters: { text } } }))).output, { text });
  await assert.rejects(
    execute(rowOf({ S: { Type: "Wait", Timestamp: "{% '2025-01-01T00:00:00Z' %}" } })),
    DefinitionError,
  );
});

test.run();
