import assert from "node:assert/strict";
import { test } from "uvu";
import {
  TestStateError,
  type TestStateOptions,
  type TestStateRequest,
  type TestStateResponse,
  testState,
} from "../../simulator/index.js";
import { failing, rowOf } from "./machines.js";

type Given = Omit<TestStateRequest, "definition" | "input" | "variables" | "context"> & {
  readonly definition: object;
  readonly input?: unknown;
  readonly variables?: object;
  readonly context?: object;
};
const text = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));

interface Answer {
  readonly status?: unknown;
  readonly output?: unknown;
  readonly error?: unknown;
  readonly cause?: unknown;
  readonly nextState?: unknown;
  readonly seen?: unknown;
}
/** The response with its texts parsed. */
async function tested(
  { definition, input, variables, context, ...given }: Given,
  options: TestStateOptions = {},
): Promise<Answer> {
  const request = { ...given, input: text(input), variables: text(variables), context: text(context) };
  const {
    output,
    inspectionData = {},
    ...response
  }: TestStateResponse = await testState({ definition: JSON.stringify(definition), ...request }, options);
  const parse = (value: unknown) => (typeof value === "string" ? JSON.parse(value) : value);
  const seen = Object.entries(inspectionData).map(([name, value]) => [name, parse(value)]);
  return {
    ...response,
    ...(output === undefined ? {} : { output: parse(output) }),
    ...(seen.length === 0 ? {} : { seen: Object.fromEntries(seen) }),
  };
}

async function refusal(request: Given | TestStateRequest): Promise<string> {
  try {
    await ("definition" in request && typeof request.definition === "string"
      ? testState(request as TestStateRequest)
      : tested(request as Given));
  } catch (error) {
    if (!(error instanceof TestStateError)) throw error;
    return `${error.name}: ${error.message}`;
  }
  return "it was not refused";
}

const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
const map = {
  Type: "Map",
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    ...rowOf({ Each: { Type: "Pass" } }),
  },
  End: true,
};

test("a task shows what each of its stages makes, OutputPath after the last of them", async () => {
  const answer = await tested(
    {
      definition: {
        Type: "Task",
        Resource: "arn:aws:lambda:us-east-1:123456789012:function:Double",
        InputPath: "$.order",
        Parameters: { "n.$": "$.count" },
        ResultSelector: { "doubled.$": "$.value" },
        ResultPath: "$.result",
        OutputPath: "$.result",
        Next: "Onward",
      },
      input: { order: { count: 4 } },
      inspectionLevel: "DEBUG",
    },
    { lambda: (_name, { n }) => ({ value: 2 * n }) },
  );
  assert.deepEqual(answer, {
    status: "SUCCEEDED",
    nextState: "Onward",
    output: { doubled: 8 },
    seen: {
      input: { order: { count: 4 } },
      afterInputPath: { count: 4 },
      afterParameters: { n: 4 },
      result: { value: 8 },
      afterResultSelector: { doubled: 8 },
      afterResultPath: { order: { count: 4 }, result: { doubled: 8 } },
    },
  });
});

test("a state that fails half-way shows the stages that it came to", async () => {
  const { status, error, cause, seen } = await tested({
    definition: { Type: "Pass", InputPath: "$.a", Parameters: { "b.$": "$.none" }, End: true },
    input: { a: {} },
    inspectionLevel: "DEBUG",
  });
  assert.equal(`${status} ${error}`, "FAILED States.Runtime");
  assert.match(String(cause), /^The JSONPath '\$\.none' specified for the field 'b\.\$' could not be found/);
  assert.deepEqual(seen, { input: { a: {} }, afterInputPath: {} });
});

test("at the level INFO nothing but the result is told, and the input is an empty object unless it is given", async () => {
  assert.deepEqual(await tested({ definition: { Type: "Succeed" } }), { status: "SUCCEEDED", output: {} });
});

test("variables are read by the state, and shown with those that it assigns", async () => {
  const { output, seen } = await tested({
    definition: {
      Type: "Pass",
      QueryLanguage: "JSONata",
      Output: "{% $n + 1 %}",
      Assign: { m: "{% $n * 2 %}" },
      End: true,
    },
    variables: { n: 20 },
    inspectionLevel: "DEBUG",
  });
  assert.equal(output, 21);
  assert.deepEqual(seen, { input: {}, variables: { n: 20, m: 40 } });
});

test("a wait of a minute takes none, and one of more than five minutes times out", async () => {
  assert.equal((await tested({ definition: { Type: "Wait", Seconds: 60, End: true } })).status, "SUCCEEDED");
  const { status, error } = await tested({ definition: { Type: "Wait", Seconds: 301, End: true } });
  assert.equal(`${status} ${error}`, "FAILED States.Timeout");
});

test("a handler that never answers times out as well", async () => {
  const answer = await tested(
    { definition: task, input: { FunctionName: "Slow" } },
    { lambda: () => new Promise(() => {}), patienceMs: 1 },
  );
  assert.equal(`${answer.status} ${answer.error}`, "FAILED States.Timeout");
});

// ---------------------------------------------------------------- errors

const retrying = {
  ...task,
  Retry: [
    { ErrorEquals: ["Other"], MaxAttempts: 9 },
    { ErrorEquals: ["Busy"], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: 10 },
  ],
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.problem", Next: "Handle" }],
};
const busy = { errorOutput: { error: "Busy", cause: "no room" } };

test("a retrier that has a try left is told with its delay, which grows with the tries that were made", async () => {
  const detailsAfter = async (retrierRetryCount: number) => {
    const { status, seen } = await tested({
      definition: retrying,
      mock: busy,
      stateConfiguration: { retrierRetryCount },
      inspectionLevel: "DEBUG",
    });
    return { status, ...(seen as { readonly errorDetails: object }).errorDetails };
  };
  assert.deepEqual(await detailsAfter(0), { status: "RETRIABLE", retryIndex: 1, retryBackoffIntervalSeconds: 3 });
  assert.deepEqual(await detailsAfter(1), { status: "RETRIABLE", retryIndex: 1, retryBackoffIntervalSeconds: 6 });
  assert.deepEqual(await detailsAfter(2), { status: "RETRIABLE", retryIndex: 1, retryBackoffIntervalSeconds: 10 });
  assert.deepEqual(await detailsAfter(3), { status: "CAUGHT_ERROR", retryIndex: 1, catchIndex: 0 });
});

test("a caught error is told with where it leads and what it makes of the input", async () => {
  assert.deepEqual(await tested({ definition: { ...retrying, Retry: [] }, input: { FunctionName: "F" }, mock: busy }), {
    status: "CAUGHT_ERROR",
    error: "Busy",
    cause: "no room",
    nextState: "Handle",
    output: { FunctionName: "F", problem: { Error: "Busy", Cause: "no room" } },
  });
});

test("what a handler throws is an error like a mocked one, and it is called once", async () => {
  let calls = 0;
  const { status, error } = await tested(
    { definition: retrying, input: { FunctionName: "F" } },
    {
      lambda: () => {
        calls += 1;
        throw failing("Busy");
      },
    },
  );
  assert.equal(`${status} ${error} ${calls}`, "RETRIABLE Busy 1");
});

// ---------------------------------------------------------------- maps

test("a Map shows its items, what each iteration would get, and its numbers", async () => {
  const { status, output, seen } = await tested({
    definition: {
      ...map,
      InputPath: "$.shop",
      ItemsPath: "$.orders",
      ItemSelector: { "id.$": "$$.Map.Item.Value.id", "index.$": "$$.Map.Item.Index" },
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { "at.$": "$.name" } },
      MaxConcurrency: 5,
      ToleratedFailurePercentage: 50,
      ResultPath: "$.done",
    },
    input: { shop: { name: "Bern", orders: [{ id: "a" }, { id: "b" }, { id: "c" }] } },
    mock: { result: "[1, 2]" },
    inspectionLevel: "DEBUG",
  });
  const inputs = [
    { id: "a", index: 0 },
    { id: "b", index: 1 },
    { id: "c", index: 2 },
  ];
  assert.equal(status, "SUCCEEDED");
  const { input, afterInputPath, afterResultPath, ...stages } = seen as { readonly [stage: string]: unknown };
  assert.deepEqual(stages, {
    afterItemsPath: [{ id: "a" }, { id: "b" }, { id: "c" }],
    afterItemSelector: inputs,
    afterItemBatcher: [
      { BatchInput: { at: "Bern" }, Items: inputs.slice(0, 2) },
      { BatchInput: { at: "Bern" }, Items: inputs.slice(2) },
    ],
    afterResultSelector: [1, 2],
    maxConcurrency: 5,
    toleratedFailurePercentage: 50,
  });
  assert.deepEqual(afterResultPath, output);
});

test("too many failed iterations fail a Map that says how many it tolerates", async () => {
  const statusWith = async (fields: object, mapIterationFailureCount: number) => {
    const { status, error = "" } = await tested({
      definition: { ...map, ...fields },
      input: [1, 2, 3, 4],
      mock: { result: "[1, 2, 3, 4]" },
      stateConfiguration: { mapIterationFailureCount },
    });
    return `${status} ${error}`.trim();
  };
  assert.equal(await statusWith({ ToleratedFailureCount: 2 }, 2), "SUCCEEDED");
  assert.equal(await statusWith({ ToleratedFailureCount: 2 }, 3), "FAILED States.ExceedToleratedFailureThreshold");
  assert.equal(await statusWith({ ToleratedFailurePercentage: 50 }, 2), "SUCCEEDED");
  assert.equal(
    await statusWith({ ToleratedFailurePercentage: 25 }, 2),
    "FAILED States.ExceedToleratedFailureThreshold",
  );
  assert.equal(await statusWith({}, 2), "SUCCEEDED");
});

test("the data of an item reader is read in its format, and shown behind its pointer", async () => {
  const reader = (ReaderConfig: object) => ({
    ...map,
    ItemReader: { Resource: "arn:aws:states:::s3:getObject", Parameters: { Bucket: "b", Key: "k" }, ReaderConfig },
    ItemSelector: { "item.$": "$$.Map.Item.Value" },
  });
  const selected = async (ReaderConfig: object, mapItemReaderData: string) => {
    const { seen } = await tested({
      definition: reader(ReaderConfig),
      mock: { result: "[]" },
      stateConfiguration: { mapItemReaderData },
      inspectionLevel: "TRACE",
    });
    const { afterItemSelector, afterItemsPointer } = seen as { readonly [stage: string]: unknown };
    return { afterItemSelector, afterItemsPointer };
  };
  assert.deepEqual(await selected({ InputType: "JSON", ItemsPointer: "/a/b" }, '{"a":{"b":[7]}}'), {
    afterItemsPointer: [7],
    afterItemSelector: [{ item: 7 }],
  });
  assert.deepEqual(await selected({ InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" }, "x,y\n1,2\n"), {
    afterItemsPointer: undefined,
    afterItemSelector: [{ item: { x: "1", y: "2" } }],
  });
  assert.equal(
    await refusal({ definition: reader({ InputType: "JSON" }), mock: { result: "[]" } }),
    "ValidationException: ItemReader data must be specified when testing a Map state with ItemReader specified.",
  );
});

// ---------------------------------------------------------------- context, HTTP, substitutions

test("a given context object is all there is, but for the item of a Map", async () => {
  const { output } = await tested({
    definition: { ...task, QueryLanguage: "JSONata", Output: "{% $states.context %}" },
    context: { State: { Name: "Mine" }, Task: { Token: "t-1" } },
    mock: { result: "{}" },
  });
  assert.deepEqual(output, { State: { Name: "Mine" }, Task: { Token: "t-1" } });
  const { seen } = await tested({
    definition: { ...map, ItemSelector: { "all.$": "$$" } },
    input: ["x"],
    context: {},
    mock: { result: "[]" },
    inspectionLevel: "DEBUG",
  });
  assert.deepEqual((seen as { readonly afterItemSelector: unknown }).afterItemSelector, [
    { all: { Map: { Item: { Index: 0, Value: "x", Source: "STATE_DATA" } } } },
  ]);
});

test("TRACE shows the request and the response of an HTTP task, and DEBUG does not", async () => {
  const request: Given = {
    definition: {
      Type: "Task",
      Resource: "arn:aws:states:::http:invoke",
      Parameters: {
        Method: "POST",
        ApiEndpoint: "https://example.com/orders",
        QueryParameters: { page: 2 },
        Headers: { accept: "text/plain" },
        RequestBody: { id: 7 },
        InvocationConfig: { ConnectionArn: "arn:aws:events:us-east-1:123456789012:connection/c/1" },
      },
      End: true,
    },
    mock: { result: '{"StatusCode":201,"StatusText":"Created","Headers":{"age":["1"]},"ResponseBody":"ok"}' },
  };
  const shown = async (inspectionLevel: "TRACE" | "DEBUG") => {
    const { definition, ...rest } = request;
    const { inspectionData } = await testState({
      definition: JSON.stringify(definition),
      mock: rest.mock,
      inspectionLevel,
    });
    return [inspectionData?.request, inspectionData?.response];
  };
  assert.deepEqual(await shown("TRACE"), [
    {
      protocol: "https",
      method: "POST",
      url: "https://example.com/orders?page=2",
      headers: "[accept: text/plain]",
      body: '{"id":7}',
    },
    { protocol: "https", statusCode: "201", statusMessage: "Created", headers: '[age: ["1"]]', body: "ok" },
  ]);
  assert.deepEqual(await shown("DEBUG"), [undefined, undefined]);
});

test("substitutions are made before the state runs", async () => {
  const definition = { Type: "Pass", Result: { table: "${Table}" }, End: true };
  assert.deepEqual((await tested({ definition }, { substitutions: { Table: "orders" } })).output, { table: "orders" });
});

// ---------------------------------------------------------------- refusals

test("a state within a branch of a machine is found by its name, and has the machine's query language", async () => {
  const machine = {
    QueryLanguage: "JSONata",
    ...rowOf({ Both: { Type: "Parallel", Branches: [rowOf({ Inner: { Type: "Pass", Output: "{% 1 + 1 %}" } })] } }),
  };
  assert.equal((await tested({ definition: machine, stateName: "Inner" })).output, 2);
  assert.equal(
    await refusal({ definition: machine, stateName: "Outer" }),
    "ValidationException: State not found in definition",
  );
});

test("a definition that cannot be run is refused with all that is wrong in it", async () => {
  assert.equal(
    await refusal({ definition: { Type: "Pass", Next: "A", Retry: [] } }),
    "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field 'Retry' is not supported at /States/StateName'",
  );
  assert.match(
    await refusal({ definition: "{" }),
    /^InvalidDefinition: .*INVALID_JSON_DESCRIPTION: Unexpected end-of-input/,
  );
  assert.match(
    await refusal({ definition: { StartAt: "A", States: { A: { Type: "Pass" } } }, stateName: "A" }),
    /^InvalidDefinition: /,
  );
  assert.match(await refusal({ definition: [] }), /^InvalidDefinition: /);
});

test("what is wrong within a branch is told, with a mock too; where the state itself leads is not looked at", async () => {
  const both = (branch: object) => ({ Type: "Parallel", Branches: [branch], Next: "Elsewhere" });
  const mock = { result: "[1]" };
  assert.equal((await tested({ definition: both(rowOf({ A: { Type: "Pass" } })), mock })).nextState, "Elsewhere");
  assert.equal(
    await refusal({ definition: both({ StartAt: "B", States: { A: { Type: "Pass", Next: "C" } } }), mock }),
    `InvalidDefinition: Invalid State Machine Definition: '${[
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/StateName/Branches[0]/StartAt",
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: C at /States/StateName/Branches[0]/States/A/Next",
      "MISSING_END_STATE: Workflow has no terminal state at /States/StateName/Branches[0]",
    ].join(", ")}'`,
  );
  assert.match(await refusal({ definition: { Type: "Pass" }, mock }), /^InvalidDefinition: /);
});

test("texts that are no JSON are refused by the name of what they are for", async () => {
  const definition = JSON.stringify({ Type: "Succeed" });
  assert.match(
    await refusal({ definition, input: "{" }),
    /^InvalidExecutionInput: Invalid State Machine Execution Input/,
  );
  assert.equal(
    await refusal({ definition, input: JSON.stringify("x".repeat(262_144)) }),
    "InvalidExecutionInput: The input is larger than 262144 bytes",
  );
  assert.equal(
    await refusal({ definition, variables: "[]" }),
    "ValidationException: The field 'variables' must be a JSON object",
  );
  assert.equal(
    await refusal({ definition: JSON.stringify(task), mock: { result: "{" } }),
    "ValidationException: Mocked result must be valid JSON.",
  );
});

test("a job, a token and an activity are run where they are mocked, and nobody is asked to do them", async () => {
  for (const Resource of [
    "arn:aws:states:us-east-1:123456789012:activity:Approve",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "arn:aws:states:::ecs:runTask.sync",
  ]) {
    assert.deepEqual(await tested({ definition: { ...task, Resource }, mock: { result: '{"done":true}' } }), {
      status: "SUCCEEDED",
      output: { done: true },
    });
  }
});

test("what the service runs only when it is mocked is refused without a mock", async () => {
  for (const Resource of [
    "arn:aws:states:us-east-1:123456789012:activity:Approve",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "arn:aws:states:::states:startExecution.sync:2",
  ]) {
    assert.match(
      await refusal({ definition: { ...task, Resource } }),
      /^InvalidDefinition: TestState API does not support/,
    );
  }
  assert.equal(
    await refusal({ definition: task, context: {} }),
    "ValidationException: A Context object can only be specified together with a mock.",
  );
});

test("configurations that mean nothing are refused", async () => {
  assert.match(
    await refusal({ definition: task, mock: busy, stateConfiguration: { retrierRetryCount: -1 } }),
    /retrierRetryCount must be an integer of at least 0/,
  );
  assert.match(
    await refusal({ definition: map, input: [], mock: busy, stateConfiguration: { errorCausedByState: "Nobody" } }),
    /'Nobody' of errorCausedByState is not within/,
  );
  assert.match(await refusal({ definition: task, mock: {} }), /must have one of the following fields/);
});

test.run();
