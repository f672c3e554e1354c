import assert from "node:assert/strict";
import { test } from "uvu";
import { type ExecuteOptions, execute } from "../../simulator/index.js";
import { inState, resultOf, rowOf } from "./machines.js";

const input = { a: { b: 1 }, list: [1, { c: 2 }], "odd key": null };
const echo = { lambda: (_name: string, payload: unknown) => payload };
const task = (fields: object) => ({ Type: "Task", Resource: "${Echo}", ...fields });

const passes: readonly (readonly [what: string, state: object, output: unknown])[] = [
  ["a Pass hands its input on", {}, input],
  ["Result is the output, and nothing in it is evaluated", { Result: { "x.$": "$.a" } }, { "x.$": "$.a" }],
  ["Result may be null", { Result: null }, null],
  ["ResultPath puts the result beside the input", { Result: 7, ResultPath: "$.a.x" }, { ...input, a: { b: 1, x: 7 } }],
  ["ResultPath null drops the result", { Result: 7, ResultPath: null }, input],
  ["InputPath chooses a part", { InputPath: "$.list[1]" }, { c: 2 }],
  ["InputPath null is an empty object", { InputPath: null, Parameters: { "all.$": "$" } }, { all: {} }],
  ["OutputPath chooses a part of the output", { OutputPath: "$.a.b" }, 1],
  ["OutputPath null is an empty object", { OutputPath: null }, {}],
  [
    "ResultPath writes into the raw input, not the filtered one",
    { InputPath: "$.a", ResultPath: "$.copy" },
    { ...input, copy: { b: 1 } },
  ],
  [
    "Parameters are evaluated wherever they are",
    {
      Parameters: {
        "a.$": "$.a.b",
        list: [{ "b.$": "$['odd key']" }, "$.a"],
        text: "$.a",
        "n.$": "States.MathAdd($.a.b, 1)",
      },
    },
    { a: 1, list: [{ b: null }, "$.a"], text: "$.a", n: 2 },
  ],
  ["Parameters may be one text, which is taken as it is", { Parameters: "$.a" }, "$.a"],
  [
    "a key called __proto__ is a key",
    { Parameters: JSON.parse('{"__proto__.$":"$.a"}') },
    JSON.parse('{"__proto__":{"b":1}}'),
  ],
];
for (const [what, fields, output] of passes) {
  test(what, async () => {
    assert.deepEqual(await resultOf({ Type: "Pass", ...fields }, input), output);
  });
}

test("a result goes through ResultSelector, ResultPath and OutputPath in this order", async () => {
  const state = task({
    InputPath: "$.a",
    Parameters: { "sent.$": "$.b" },
    ResultSelector: { "selected.$": "$.sent", "run.$": "$$.State.Name" },
    ResultPath: "$.result",
    OutputPath: "$.result",
  });
  assert.deepEqual(await resultOf(state, input, echo), { selected: 1, run: "S" });
});

const failures: readonly (readonly [what: string, state: object, cause: string])[] = [
  [
    "a path in Parameters that selects nothing",
    { Type: "Pass", Parameters: { deep: { "x.$": "$.a.no" } } },
    `States.Runtime: ${inState("S")} The JSONPath '$.a.no' specified for the field 'x.$' could not be found in the input '${JSON.stringify(input)}'`,
  ],
  [
    "InputPath that selects nothing",
    { Type: "Pass", InputPath: "$.no.x" },
    `States.Runtime: ${inState("S")} Invalid path '$.no.x' : Missing property in path $['no']`,
  ],
  [
    "OutputPath that selects nothing",
    { Type: "Pass", OutputPath: "$.no" },
    `States.Runtime: ${inState("S")} Invalid path '$.no' : No results for path: $['no']`,
  ],
  [
    "an intrinsic argument that selects nothing",
    { Type: "Pass", Parameters: { "x.$": "States.Format('{}',$.no)" } },
    `States.Runtime: ${inState("S")} The function 'States.Format('{}',$.no)' had the following error: The JsonPath argument for the field '$.no' could not be found in the input '${JSON.stringify(input)}'`,
  ],
  [
    "an intrinsic call that cannot be answered",
    { Type: "Pass", Parameters: { "x.$": "States.ArrayGetItem($.list, 9)" } },
    `States.IntrinsicFailure: ${inState("S")} The function 'States.ArrayGetItem($.list, 9)' had the following error: The index 9 is out of bounds`,
  ],
  [
    "ResultPath with no place in the input",
    { Type: "Pass", Result: 1, ResultPath: "$.list.x" },
    'States.ResultPathMatchFailure: Unable to apply step "x" to input [1,{"c":2}]',
  ],
  [
    "a variable that nothing assigned",
    { Type: "Pass", Parameters: { "x.$": "$v" } },
    `States.Runtime: ${inState("S")} The JSONPath '$v' specified for the field 'x.$' could not be found in the input '{}'`,
  ],
];
for (const [what, state, cause] of failures) {
  test(`${what} fails the execution and says where`, async () => {
    assert.equal(await resultOf(state, input), cause);
  });
}

test("a failure of the data flow in a Task is not caught when it is States.Runtime, and is when it is not", async () => {
  const catching = (fields: object) =>
    rowOf({
      Work: task({ ...fields, Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.e", Next: "Caught" }] }),
      Done: { Type: "Succeed" },
      Caught: { Type: "Pass", End: true },
    });
  const missing = await execute(catching({ Parameters: { "x.$": "$.no" } }), { input, ...echo });
  assert.deepEqual([missing.status, missing.error], ["FAILED", "States.Runtime"]);
  const blocked = await execute(catching({ ResultPath: "$.list.x" }), { input, ...echo });
  assert.deepEqual(blocked.output, {
    ...input,
    e: { Error: "States.ResultPathMatchFailure", Cause: 'Unable to apply step "x" to input [1,{"c":2}]' },
  });
});

test("variables are set when their state ends, from the values at its entry", async () => {
  const definition = rowOf({
    First: { Type: "Pass", Result: { n: 1 }, Assign: { x: 1, "y.$": "$.n", z: { "deep.$": "$.n" } } },
    Swap: { Type: "Pass", Parameters: { "seen.$": "$x" }, Assign: { "x.$": "States.MathAdd($y, 9)", "y.$": "$x" } },
    Last: { Type: "Pass", Parameters: { "x.$": "$x", "y.$": "$y", "z.$": "$z.deep" } },
  });
  const { output, events } = await execute(definition);
  assert.deepEqual(output, { x: 10, y: 1, z: 1 });
  assert.deepEqual(
    events.flatMap(({ stateExitedEventDetails: details }) =>
      details === undefined ? [] : [details.assignedVariables],
    ),
    [{ x: "1", y: "1", z: '{"deep":1}' }, { x: "10", y: "1" }, undefined],
  );
});

test("a Task assigns from its result as it came, before ResultSelector", async () => {
  const definition = rowOf({
    Work: task({ ResultSelector: { "b.$": "$.a.b" }, Assign: { "whole.$": "$" } }),
    Last: { Type: "Pass", Parameters: { "whole.$": "$whole", "b.$": "$.b" } },
  });
  assert.deepEqual((await execute(definition, { input, ...echo })).output, { whole: input, b: 1 });
});

test("the context object names execution, machine and state", async () => {
  const { output } = await execute(rowOf({ Look: { Type: "Pass", Parameters: { "context.$": "$$" } } }), {
    input: { id: 7 },
    stateMachineArn: "arn:aws:states:eu-west-1:111122223333:stateMachine:Deploy",
    executionName: "run-1",
    startTime: new Date("2030-05-01T12:00:00.250Z"),
  });
  assert.deepEqual(output, {
    context: {
      Execution: {
        Id: "arn:aws:states:eu-west-1:111122223333:execution:Deploy:run-1",
        Input: { id: 7 },
        StartTime: "2030-05-01T12:00:00.250Z",
        Name: "run-1",
        RoleArn: "arn:aws:iam::111122223333:role/Deploy",
        RedriveCount: 0,
      },
      StateMachine: { Id: "arn:aws:states:eu-west-1:111122223333:stateMachine:Deploy", Name: "Deploy" },
      State: { Name: "Look", EnteredTime: "2030-05-01T12:00:00.250Z" },
    },
  });
});

test("an Express execution knows RedriveCount unless it was called synchronously", async () => {
  const look = rowOf({ Look: { Type: "Pass", Parameters: { "execution.$": "$$.Execution" } } });
  const knows = async (startedBy: ExecuteOptions["startedBy"]) => {
    const { output } = await execute(look, { stateMachineType: "EXPRESS", startedBy });
    return JSON.stringify(output).includes("RedriveCount");
  };
  assert.equal(await knows(undefined), true);
  assert.equal(await knows("StartSyncExecution"), false);
  await assert.rejects(() => execute(look, { startedBy: "StartSyncExecution" }), /takes Express state machines alone/);
});

test("no value of a run is shared with the caller", async () => {
  const given = { list: [1] };
  const definition = rowOf({ S: { Type: "Pass", Result: { x: [1] } } });
  const { output } = await execute(definition, { input: given });
  (output as { x: number[] }).x.push(2);
  assert.deepEqual((await execute(definition, { input: given })).output, { x: [1] });
  const echoed = await execute(rowOf({ S: task({ ResultPath: "$.r" }) }), {
    input: given,
    lambda: (_name, payload: { list: number[] }) => {
      payload.list.push(9);
      return payload.list;
    },
  });
  assert.deepEqual(echoed.output, { list: [1], r: [1, 9] });
  assert.deepEqual(given, { list: [1] });
});

test.run();
