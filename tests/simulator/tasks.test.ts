import assert from "node:assert/strict";
import { test } from "uvu";
import { createClock, execute, type HandlerTools, type TaskRequest, type TaskTokens } from "../../simulator/index.js";
import { failing, resultOf, rowOf, times, ways } from "./machines.js";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:Greet";
const task = (Resource: string, fields: object = {}) => ({ Type: "Task", Resource, ...fields });
const detailsOf = (events: readonly object[]) =>
  events.flatMap((event) =>
    Object.entries(event).flatMap(([key, value]) => (key.endsWith("Details") ? [[key, value]] : [])),
  );

for (const resource of [arn, `${arn}:PROD`, "${Greet}", arn.replace("aws:", "aws-cn:")]) {
  test(`a function as ${resource} gets its plain name and the state's input`, async () => {
    const calls: unknown[] = [];
    const lambda = (name: string, payload: unknown) => {
      calls.push([name, payload]);
      return { greeting: "hi" };
    };
    assert.deepEqual(await resultOf(task(resource), { who: "you" }, { lambda }), { greeting: "hi" });
    assert.deepEqual(calls, [["Greet", { who: "you" }]]);
  });
}

test("a function by its ARN has the events of a Lambda function", async () => {
  const { events } = await execute(rowOf({ S: task("${Greet}", { TimeoutSeconds: 9, ResultPath: "$.r" }) }), {
    input: { a: 1 },
    lambda: () => 7,
  });
  assert.deepEqual(ways(events), [
    "1(0) ExecutionStarted",
    "2(0) TaskStateEntered",
    "3(2) LambdaFunctionScheduled",
    "4(3) LambdaFunctionStarted",
    "5(4) LambdaFunctionSucceeded",
    "6(5) TaskStateExited",
    "7(6) ExecutionSucceeded",
  ]);
  const details = { truncated: false };
  assert.deepEqual(detailsOf(events), [
    [
      "executionStartedEventDetails",
      { input: '{"a":1}', inputDetails: details, roleArn: "arn:aws:iam::123456789012:role/StateMachine" },
    ],
    ["stateEnteredEventDetails", { name: "S", input: '{"a":1}', inputDetails: details }],
    [
      "lambdaFunctionScheduledEventDetails",
      { resource: arn, input: '{"a":1}', inputDetails: details, timeoutInSeconds: 9 },
    ],
    ["lambdaFunctionSucceededEventDetails", { output: "7", outputDetails: details }],
    ["stateExitedEventDetails", { name: "S", output: '{"a":1,"r":7}', outputDetails: details }],
    ["executionSucceededEventDetails", { output: '{"a":1,"r":7}', outputDetails: details }],
  ]);
});

const invoke = (parameters: object, resource = "arn:aws:states:::lambda:invoke") =>
  task(resource, { Parameters: parameters });

test("lambda:invoke wraps the function's result as AWS does", async () => {
  const calls: unknown[] = [];
  const { output, events } = await execute(rowOf({ S: invoke({ FunctionName: `${arn}:$LATEST`, "Payload.$": "$" }) }), {
    input: { a: 1 },
    lambda: (name, payload) => {
      calls.push([name, payload]);
      return { b: [2] };
    },
  });
  assert.deepEqual(calls, [["Greet", { a: 1 }]]);
  const { SdkResponseMetadata, SdkHttpMetadata, ...rest } = output as {
    SdkResponseMetadata: { RequestId: string };
    SdkHttpMetadata: { HttpStatusCode: number; HttpHeaders: Record<string, string> };
  };
  assert.deepEqual(rest, { ExecutedVersion: "$LATEST", Payload: { b: [2] }, StatusCode: 200 });
  assert.equal(SdkHttpMetadata.HttpStatusCode, 200);
  assert.equal(SdkHttpMetadata.HttpHeaders["Content-Length"], "9");
  assert.equal(SdkHttpMetadata.HttpHeaders["x-amzn-RequestId"], SdkResponseMetadata.RequestId);
  assert.deepEqual(
    events.slice(2, 5).map(({ type }) => type),
    ["TaskScheduled", "TaskStarted", "TaskSucceeded"],
  );
  assert.deepEqual(events[2]?.taskScheduledEventDetails, {
    resourceType: "lambda",
    resource: "invoke",
    region: "us-east-1",
    parameters: `{"FunctionName":"${arn}:$LATEST","Payload":{"a":1}}`,
  });
});

for (const [what, payload, event] of [
  ["no payload", {}, {}],
  ["a payload of null", { Payload: null }, {}],
  ["a text of JSON", { Payload: '{"x":1}' }, { x: 1 }],
  ["a text in quotes", { Payload: '"x"' }, "x"],
  ["a number", { Payload: 0 }, 0],
] as const) {
  test(`${what} becomes the event ${JSON.stringify(event)}`, async () => {
    const state = { ...invoke({ FunctionName: "${Greet}", ...payload }), OutputPath: "$.Payload" };
    assert.deepEqual(await resultOf(state, {}, { lambda: (name, given) => [name, given] }), ["Greet", event]);
  });
}
test("a payload that is a text but no JSON fails the call, and so does a function without a name", async () => {
  const lambda = () => 1;
  assert.equal(
    await resultOf(invoke({ FunctionName: "Greet", Payload: "plain" }), {}, { lambda }),
    "Lambda.InvalidRequestContentException: Could not parse request body into json: plain",
  );
  const nameless = invoke({ "FunctionName.$": "$.name" });
  assert.match(
    String(await resultOf(nameless, { name: null }, { lambda })),
    /^Lambda.ValidationException: FunctionName/,
  );
});

for (const [what, thrown, error, cause] of [
  [
    "an Error",
    new TypeError("no such thing"),
    "TypeError",
    { errorType: "TypeError", errorMessage: "no such thing", trace: ["TypeError: no such thing"] },
  ],
  [
    "an error with a name",
    failing("OutOfStock", "none left"),
    "OutOfStock",
    { errorType: "OutOfStock", errorMessage: "none left", trace: ["OutOfStock: none left"] },
  ],
  ["a text", "boom", "string", { errorType: "string", errorMessage: "boom", trace: ["string: boom"] }],
] as const) {
  for (const resource of [arn, "arn:aws:states:::lambda:invoke"]) {
    test(`${what} thrown by ${resource.split(":")[5] === "" ? "an invoked" : "a"} function is its error, and the cause is JSON`, async () => {
      const seen: unknown[] = [];
      const result = await execute(rowOf({ S: task(resource, { Parameters: { FunctionName: "Greet" } }) }), {
        lambda: () => {
          throw thrown;
        },
        onHandlerError: (...given) => void seen.push(given),
      });
      assert.deepEqual([result.status, result.error, JSON.parse(result.cause ?? "")], ["FAILED", error, cause]);
      assert.deepEqual(seen, [[thrown, "S"]]);
      const family = resource === arn ? "LambdaFunctionFailed" : "TaskFailed";
      assert.deepEqual(ways(result.events).slice(4), [`5(4) ${family}`, "6(5) ExecutionFailed"]);
    });
  }
}

test("an error of the Lambda service itself has a plain cause", async () => {
  const lambda = () => Promise.reject(failing("Lambda.TooManyRequestsException", "Rate exceeded"));
  assert.equal(await resultOf(task(arn), {}, { lambda }), "Lambda.TooManyRequestsException: Rate exceeded");
});

for (const [what, given, output] of [
  ["undefined", undefined, null],
  ["a Date", new Date(0), "1970-01-01T00:00:00.000Z"],
  ["an object with gaps", { a: undefined, b: [undefined], c: Number.NaN }, { b: [null], c: null }],
] as const) {
  test(`a function that returns ${what} gives what JSON makes of it`, async () => {
    assert.deepEqual(await resultOf(task(arn), {}, { lambda: () => given }), output);
  });
}
test("a result that JSON cannot carry fails the function", async () => {
  assert.match(String(await resultOf(task(arn), {}, { lambda: () => 1n })), /^TypeError: .*BigInt/);
});

// ---------------------------------------------------------------- any service, by a handler

const sqs = "arn:aws:states:::sqs:sendMessage";
const message = { QueueUrl: "q", MessageBody: "m" };

test("any service is answered by state or by resource, the state's own handler first", async () => {
  const requests: TaskRequest[] = [];
  const answer = (value: unknown) => (request: TaskRequest) => {
    requests.push(request);
    return value;
  };
  const definition = rowOf({
    One: task(sqs, { Parameters: message, ResultPath: "$.one" }),
    Two: task("arn:aws:states:::aws-sdk:s3:getObject", { ResultPath: "$.two" }),
    Three: task(arn, { ResultPath: "$.three" }),
  });
  const { output, events } = await execute(definition, {
    tasks: {
      One: answer(1),
      [sqs]: answer("not this one"),
      "arn:aws:states:::aws-sdk:s3:getObject": answer(2),
      Three: answer(3),
    },
    lambda: () => "nor this",
  });
  assert.deepEqual(output, { one: 1, two: 2, three: 3 });
  assert.deepEqual(
    requests.map(({ resource, stateName, parameters }) => ({ resource, stateName, parameters })),
    [
      { resource: sqs, stateName: "One", parameters: message },
      { resource: "arn:aws:states:::aws-sdk:s3:getObject", stateName: "Two", parameters: { one: 1 } },
      { resource: arn, stateName: "Three", parameters: { one: 1, two: 2 } },
    ],
  );
  assert.deepEqual(
    events.flatMap(({ taskStartedEventDetails: details }) => (details === undefined ? [] : [details])),
    [
      { resourceType: "sqs", resource: "sendMessage" },
      { resourceType: "aws-sdk:s3", resource: "getObject" },
    ],
  );
});

test("what a service's handler throws is error and cause as they are", async () => {
  const tasks = { [sqs]: () => Promise.reject(failing("SQS.AmazonSQSException", "no body")) };
  assert.equal(await resultOf(task(sqs, { Parameters: message }), {}, { tasks }), "SQS.AmazonSQSException: no body");
});

test("an activity has its own events, and its handler is the worker", async () => {
  const resource = "arn:aws:states:us-east-1:123456789012:activity:Check";
  const { output, events } = await execute(rowOf({ S: task(resource) }), {
    input: 1,
    tasks: { S: ({ parameters }) => [parameters] },
  });
  assert.deepEqual(output, [1]);
  assert.deepEqual(
    events.slice(2, 5).map(({ type }) => type),
    ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"],
  );
});

test("a task that nothing answers is the caller's mistake, not a failure that a Catch could hide", async () => {
  const caught = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }] };
  for (const [resource, sentence] of [
    [sqs, `nothing answers the task 'S': give a handler to 'tasks' under 'S' or '${sqs}'`],
    ["${Greet}", "nothing answers the task 'S': give a handler to 'tasks' under 'S' or '${Greet}', or to 'lambda'"],
  ] as const) {
    await assert.rejects(
      execute(rowOf({ S: task(resource, { ...caught, Parameters: message }), Done: { Type: "Succeed" } }), {
        tasks: { toString: () => 1 },
      }),
      { message: sentence },
    );
  }
});

test("credentials stand in the history", async () => {
  const state = task(arn, { Credentials: { "RoleArn.$": "$.role" } });
  const { events } = await execute(rowOf({ S: state }), { input: { role: "arn:aws:iam::1:role/r" }, lambda: () => 1 });
  assert.deepEqual(events[2]?.lambdaFunctionScheduledEventDetails?.taskCredentials, {
    roleArn: "arn:aws:iam::1:role/r",
  });
});

// ---------------------------------------------------------------- task tokens

const waiting = (fields: object = {}) =>
  rowOf({
    Ask: task(`${sqs}.waitForTaskToken`, {
      Parameters: { QueueUrl: "q", "MessageBody.$": "$$.Task.Token" },
      ...fields,
    }),
    Done: { Type: "Pass" },
  });

test("a task with a token ends when the token is used, whoever uses it", async () => {
  const { output, events } = await execute(waiting(), {
    tasks: {
      Ask: ({ token, parameters, sleep }) => {
        assert.equal(parameters.MessageBody, token?.value);
        sleep(3600).then(() => {
          assert.equal(token?.succeed({ approved: true }), true);
          assert.equal(token?.succeed("again"), false);
        });
        return { MessageId: "m" };
      },
    },
  });
  assert.deepEqual(output, { approved: true });
  assert.deepEqual(ways(events).slice(2, 7), [
    "3(2) TaskScheduled",
    "4(3) TaskStarted",
    "5(4) TaskSubmitted",
    "6(5) TaskSucceeded",
    "7(6) TaskStateExited",
  ]);
  assert.equal(events[4]?.taskSubmittedEventDetails?.output, '{"MessageId":"m"}');
  assert.equal((Number(events[5]?.timestamp) - Number(events[4]?.timestamp)) / 1000, 3600);
});

test("a token can be used from outside, before any timeout on the virtual clock", async () => {
  const { output } = await execute(waiting({ TimeoutSeconds: 60 }), {
    tasks: { Ask: ({ token }) => void setTimeout(() => token?.succeed("from outside"), 20) },
  });
  assert.equal(output, "from outside");
});

test("a token that fails its task gives the error and cause, or neither", async () => {
  const failedBy = async (...given: readonly string[]) => {
    const result = await execute(waiting(), { tasks: { Ask: ({ token }) => void token?.fail(...given) } });
    return [result.status, result.error, result.cause, result.events.at(-2)?.type];
  };
  assert.deepEqual(await failedBy("Refused", "too late"), ["FAILED", "Refused", "too late", "TaskFailed"]);
  assert.deepEqual(await failedBy(), ["FAILED", undefined, undefined, "TaskFailed"]);
});

test("a failure without a name is caught with null for its name and its cause", async () => {
  const fields = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }] };
  const definition = { ...waiting(fields) };
  const { output } = await execute(
    { ...definition, States: { ...definition.States, Caught: { Type: "Succeed" } } },
    { tasks: { Ask: ({ token }) => void token?.fail() } },
  );
  assert.deepEqual(output, { Error: null, Cause: null });
});

test("a token is known by its value while its task waits, to other executions as well", async () => {
  // Whoever uses the token does so on the clock.
  const clock = createClock({ patienceMs: 0 });
  const taskTokens: TaskTokens = new Map();
  const values: string[] = [];
  const asking = execute(waiting(), {
    clock,
    taskTokens,
    tasks: { Ask: ({ token }) => void values.push(token?.value ?? "") },
  });
  clock.at(clock.now() + 1000, () => assert.deepEqual([...taskTokens.keys()], values));
  const answering = async (TaskToken: string, Output = '{"by":"another"}') =>
    execute(
      rowOf({
        Rest: { Type: "Wait", Seconds: 5 },
        Send: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
          Parameters: { TaskToken, Output },
        },
      }),
      { clock, taskTokens },
    );
  await new Promise<void>((resolve) => clock.at(clock.now() + 2000, resolve));
  const answered = await answering(values[0] ?? "");
  assert.deepEqual((await asking).output, { by: "another" });
  assert.deepEqual(answered.output, {});
  assert.equal(taskTokens.size, 0);
  assert.equal((await answering(values[0] ?? "")).error, "Sfn.InvalidTokenException");
});

test("heartbeats keep a task alive, and the first that is missed ends it", async () => {
  const tools: HandlerTools[] = [];
  const beating = async (beats: number) => {
    const { error, events } = await execute(waiting({ HeartbeatSeconds: 10, TimeoutSeconds: 100 }), {
      tasks: {
        Ask: async (request) => {
          tools.push(request);
          for (let beat = 0; beat < beats; beat += 1) {
            await request.sleep(8);
            request.token?.heartbeat();
          }
        },
      },
      patienceMs: 10,
    });
    const [start, last] = [events[0]?.timestamp, events.at(-1)?.timestamp];
    return [error, events.at(-2)?.type, (Number(last) - Number(start)) / 1000];
  };
  assert.deepEqual(await beating(0), ["States.Timeout", "TaskTimedOut", 10]);
  assert.deepEqual(await beating(3), ["States.Timeout", "TaskTimedOut", 34]);
  assert.deepEqual(await beating(20), ["States.Timeout", "TaskTimedOut", 100]);
  assert.equal(
    tools.every(({ token }) => token?.heartbeat() === false),
    true,
  );
});

// ---------------------------------------------------------------- jobs

const job = (fields: object = {}) =>
  rowOf({
    Work: { Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.sync", Parameters: { JobName: "j" }, ...fields },
  });

test("a job tells how it began, and its end is the task's result", async () => {
  const { output, events } = await execute(job(), {
    tasks: {
      Work: async ({ submitted, sleep }) => {
        submitted?.({ JobRunId: "jr-1" });
        submitted?.({ JobRunId: "told once" });
        await sleep(90);
        return { JobRunState: "SUCCEEDED" };
      },
    },
  });
  assert.deepEqual(output, { JobRunState: "SUCCEEDED" });
  assert.deepEqual(times(events).slice(2, 6), [
    "0 TaskScheduled",
    "0 TaskStarted",
    "0 TaskSubmitted",
    "90 TaskSucceeded",
  ]);
  assert.deepEqual(events[4]?.taskSubmittedEventDetails, {
    resourceType: "glue",
    resource: "startJobRun.sync",
    output: '{"JobRunId":"jr-1"}',
    outputDetails: { truncated: false },
  });
});
test("a job that tells nothing began with its result", async () => {
  const { events } = await execute(job(), { tasks: { Work: () => ({ JobRunState: "SUCCEEDED" }) } });
  assert.equal(events[4]?.taskSubmittedEventDetails?.output, '{"JobRunState":"SUCCEEDED"}');
});
test("a job that fails or is late ends its task, and hears of it", async () => {
  const failed = await execute(job(), {
    tasks: {
      Work: ({ submitted }) => {
        submitted?.({});
        throw Object.assign(new Error('{"JobRunState":"FAILED"}'), { name: "States.TaskFailed" });
      },
    },
  });
  assert.deepEqual([failed.error, failed.cause], ["States.TaskFailed", '{"JobRunState":"FAILED"}']);
  let told: unknown;
  const late = await execute(job({ TimeoutSeconds: 5 }), {
    tasks: {
      Work: async ({ sleep, signal, submitted }) => {
        signal.addEventListener("abort", () => {
          told = "aborted";
          submitted?.({ JobRunId: "too late to be told" });
        });
        await sleep(60);
      },
    },
  });
  assert.deepEqual([late.error, told], ["States.Timeout", "aborted"]);
  assert.deepEqual(
    late.events.slice(-2).map(({ type }) => type),
    ["TaskTimedOut", "ExecutionFailed"],
  );
});
test("the token of a job ends its task as well, and the job hears of it", async () => {
  let told = false;
  const { output } = await execute(job(), {
    tasks: {
      Work: async ({ token, sleep, signal }) => {
        signal.addEventListener("abort", () => {
          told = true;
        });
        await sleep(5);
        token?.succeed("by token");
        await sleep(60);
      },
    },
  });
  assert.deepEqual([output, told], ["by token", true]);
});

test.run();
