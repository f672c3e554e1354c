import assert from "node:assert/strict";
import { DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import {
  InvalidJobStateException,
  JobNotFoundException,
  PutJobFailureResultCommand,
  type PutJobFailureResultCommandInput,
  PutJobSuccessResultCommand,
  type PutJobSuccessResultCommandInput,
  ValidationException,
} from "@aws-sdk/client-codepipeline";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchBucket,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidArn,
  InvalidExecutionInput,
  InvalidName,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { test } from "uvu";
import { type Clients, createSandbox, type FaultPlan, stateMachineArn } from "../../sandbox/index.js";

// ---------------------------------------------------------------- S3

test("an object is read as it was put, in each of its versions", async () => {
  const { clients } = createSandbox();
  const { s3 } = clients("test");
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket: "none", Key: "k", Body: "v" })), NoSuchBucket);
  const sandbox = createSandbox();
  sandbox.s3.createBucket("b");
  const send = sandbox.clients("test").s3;
  const first = await send.send(new PutObjectCommand({ Bucket: "b", Key: "k", Body: "one" }));
  await send.send(new PutObjectCommand({ Bucket: "b", Key: "k", Body: new TextEncoder().encode("two") }));
  const latest = await send.send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
  assert.deepEqual([await latest.Body?.transformToString(), latest.ContentLength], ["two", 3]);
  const { Body } = await send.send(new GetObjectCommand({ Bucket: "b", Key: "k", VersionId: first.VersionId }));
  assert.deepEqual(await Body?.transformToByteArray(), new TextEncoder().encode("one"));
  assert.equal((await send.send(new HeadObjectCommand({ Bucket: "b", Key: "k" }))).ContentLength, 3);
  await assert.rejects(send.send(new GetObjectCommand({ Bucket: "b", Key: "K" })), NoSuchKey);
  await assert.rejects(send.send(new HeadObjectCommand({ Bucket: "b", Key: "K" })), NotFound);
  await assert.rejects(
    send.send(new ListObjectsV2Command({ Bucket: "b" })),
    /the sandbox's s3 has no ListObjectsV2Command/,
  );
});

// ---------------------------------------------------------------- Step Functions and Lambda

const task = (name: string, others: object = {}) => ({
  StartAt: "Work",
  States: { Work: { Type: "Task", Resource: `\${${name}}`, End: true, ...others } },
});
type Code = (clients: Clients) => (event: never) => unknown;
function account(
  work: Code,
  { faults = {}, definition = task("Work") }: { faults?: FaultPlan; definition?: object } = {},
) {
  const sandbox = createSandbox({ functions: { Work: work }, machines: { Machine: definition }, faults });
  const { stepFunctions } = sandbox.clients("test");
  const start = (name: string, input = "{}") =>
    stepFunctions.send(new StartExecutionCommand({ stateMachineArn: stateMachineArn("Machine"), name, input }));
  const describe = (executionArn: string | undefined) =>
    stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
  return { ...sandbox, client: stepFunctions, start, describe };
}

test("an execution runs its functions on the sandbox's clock", async () => {
  const definition = {
    StartAt: "Rest",
    States: { Rest: { Type: "Wait", Seconds: 30, Next: "Work" }, ...task("Work").States },
  };
  const { start, describe, settle, calls } = account(
    ({ cloudFormation }) =>
      async ({ id }: { id: number }) => ({
        twice: id * 2,
        stacks: (await cloudFormation.send(new DescribeStacksCommand({}))).Stacks,
      }),
    { definition },
  );
  const { executionArn } = await start("one", '{"id":7}');
  assert.equal((await describe(executionArn)).status, "RUNNING");
  await settle(31);
  const { status, output, name, stopDate, startDate } = await describe(executionArn);
  assert.deepEqual([status, output, name], ["SUCCEEDED", '{"twice":14,"stacks":[]}', "one"]);
  const took = Number(stopDate) - Number(startDate);
  assert.equal(took > 30_000 && took < 30_500, true);
  assert.deepEqual(
    calls.map(({ caller, action }) => `${caller} ${action}`),
    [
      "test states:StartExecution",
      "test states:DescribeExecution",
      "Work cloudformation:DescribeStacks",
      "test states:DescribeExecution",
    ],
  );
});

test("the same start is taken twice while it runs, and never after", async () => {
  const { start, describe, settle, stepFunctions } = account(() => () => "done", {
    definition: {
      StartAt: "Rest",
      States: { Rest: { Type: "Wait", Seconds: 30, Next: "Work" }, ...task("Work").States },
    },
  });
  const first = await start("one", '{"a":1}');
  assert.deepEqual(await start("one", '{"a":1}'), first);
  await assert.rejects(start("one", '{"a":2}'), ExecutionAlreadyExists);
  await settle(60);
  assert.equal((await describe(first.executionArn)).status, "SUCCEEDED");
  await assert.rejects(start("one", '{"a":1}'), (error: Error) => {
    assert.equal(error instanceof ExecutionAlreadyExists, true);
    assert.equal(error.message, `Execution Already Exists: '${first.executionArn}'`);
    return true;
  });
  assert.equal(stepFunctions.executions.length, 1);
});

test("what cannot be started or described is refused by its error", async () => {
  const { client, start, describe } = account(() => () => 1);
  const elsewhere = new StartExecutionCommand({ stateMachineArn: stateMachineArn("Other"), name: "a" });
  await assert.rejects(client.send(elsewhere), StateMachineDoesNotExist);
  await assert.rejects(start("a b"), InvalidName);
  await assert.rejects(start("a".repeat(81)), InvalidName);
  await assert.rejects(start("a", "{"), InvalidExecutionInput);
  await assert.rejects(describe("execution"), InvalidArn);
  await assert.rejects(describe(stateMachineArn("Machine")), ExecutionDoesNotExist);
});

test("an execution that is stopped tells why, and stays stopped", async () => {
  const { client, start, describe, settle } = account(() => () => 1, {
    definition: { StartAt: "Rest", States: { Rest: { Type: "Wait", Seconds: 30, End: true } } },
  });
  const { executionArn } = await start("one");
  await client.send(new StopExecutionCommand({ executionArn, error: "Enough", cause: "the pipeline is gone" }));
  await settle(60);
  const { status, error, cause } = await describe(executionArn);
  assert.deepEqual([status, error, cause], ["ABORTED", "Enough", "the pipeline is gone"]);
});

test("a function that fails, fails its execution with name and message", async () => {
  const { start, describe, settle } = account(() => () => {
    throw Object.assign(new Error("no such thing"), { name: "Missing" });
  });
  const { executionArn } = await start("one");
  await settle(1);
  const { status, error, cause = "" } = await describe(executionArn);
  assert.deepEqual([status, error, JSON.parse(cause).errorMessage], ["FAILED", "Missing", "no such thing"]);
});

test("a function that runs too long is cut off in the middle of a call", async () => {
  const { start, describe, settle } = account(({ cloudFormation }) => async () => {
    for (;;) await cloudFormation.send(new DescribeStacksCommand({}));
  });
  const { executionArn } = await start("one");
  await settle(29);
  assert.equal((await describe(executionArn)).status, "RUNNING");
  await settle(2);
  assert.equal((await describe(executionArn)).error, "Sandbox.Timedout");
});

// ---------------------------------------------------------------- faults of calls

for (const [kind, error, reached] of [
  ["throttled", { name: "Throttling", message: "Rate exceeded", status: 400 }, 0],
  ["denied", { name: "AccessDenied", status: 403 }, 0],
  ["unavailable", { name: "ServiceUnavailable", status: 503 }, 0],
  ["answer-lost", { name: "TimeoutError" }, 1],
  ["repeated", undefined, 2],
  ["killed-before", { name: "Sandbox.Timedout" }, 0],
  ["killed-after", { name: "Sandbox.Timedout" }, 1],
] as const) {
  test(`a call that is ${kind} reaches its service ${reached} times`, async () => {
    let seen: Error | undefined;
    const { start, describe, settle, calls, faultsMet } = account(
      ({ cloudFormation }) =>
        async () => {
          const send = () => cloudFormation.send(new DescribeStacksCommand({}));
          // The first passes, the second meets the fault.
          await send();
          await send().catch((caught) => {
            seen = caught;
            throw caught;
          });
          return "done";
        },
      { faults: { calls: [{ kind, call: "cloudformation:*", after: 1 }] } },
    );
    const { executionArn } = await start("one");
    await settle(40);
    const { status, error: ended } = await describe(executionArn);
    assert.deepEqual([status, ended], error === undefined ? ["SUCCEEDED", undefined] : ["FAILED", error.name]);
    // Who is killed sees nothing any more.
    assert.equal(seen?.name, kind.startsWith("killed") ? undefined : error?.name);
    if (error !== undefined && "status" in error) {
      assert.equal(Reflect.get(Reflect.get(seen ?? {}, "$metadata"), "httpStatusCode"), error.status);
    }
    assert.equal(calls.filter(({ caller }) => caller === "Work").length, 1 + reached);
    assert.deepEqual(faultsMet, [{ action: "cloudformation:DescribeStacks", kind }]);
  });
}

for (const [kind, error, runs] of [
  ["throttled", "Lambda.TooManyRequestsException", 0],
  ["unavailable", "Lambda.ServiceException", 0],
  ["denied", "Lambda.AWSLambdaException", 0],
  ["answer-lost", "Lambda.SdkClientException", 1],
  ["repeated", undefined, 2],
  ["killed-before", "Sandbox.Timedout", 0],
  ["killed-after", "Sandbox.Timedout", 1],
] as const) {
  test(`a function whose invocation is ${kind} runs ${runs} times`, async () => {
    let ran = 0;
    const { start, describe, settle } = account(() => () => ++ran, {
      faults: { calls: [{ kind, call: "lambda:Work" }] },
    });
    const { executionArn } = await start("one");
    await settle(1);
    assert.deepEqual([(await describe(executionArn)).error, ran], [error, runs]);
  });
}

test("a fault falls on so many calls after so many, and the first in the plan counts", async () => {
  const names: string[] = [];
  const { start, settle } = account(
    ({ cloudFormation }) =>
      async () => {
        for (let call = 0; call < 6; call += 1) {
          await cloudFormation.send(new DescribeStacksCommand({})).then(
            () => names.push("well"),
            ({ name }) => names.push(name),
          );
        }
      },
    {
      faults: {
        calls: [
          { kind: "throttled", call: "*", after: 2, times: 2 },
          { kind: "denied", call: "cloudformation:DescribeStacks", after: 3, times: 2 },
        ],
      },
    },
  );
  await start("one");
  await settle(10);
  // The whole plan counts from the first call on, that of the function's own invocation included.
  assert.deepEqual(names, ["well", "Throttling", "Throttling", "AccessDenied", "AccessDenied", "well"]);
});

// ---------------------------------------------------------------- CodePipeline

interface Event {
  readonly "CodePipeline.job": { readonly id: string; readonly data: { readonly continuationToken?: string } };
}
/** An action whose function does what a test says, and what it was called with. */
function pipeline(
  react: (clients: Clients, job: { id: string; token: string | undefined; call: number }) => unknown,
  faults: FaultPlan = {},
) {
  const events: { at: number; id: string; token: string | undefined }[] = [];
  const sandbox = createSandbox({
    faults,
    functions: {
      Trigger: (clients) => (event: Event) => {
        const { id, data } = event["CodePipeline.job"];
        const token = data.continuationToken;
        events.push({ at: Math.round((sandbox.clock.now() - begun) / 1000), id, token });
        return react(clients, { id, token, call: events.length });
      },
    },
  });
  const begun = sandbox.clock.now();
  const artifact = { name: "Source", revision: "r1", bucketName: "artifacts", objectKey: "a/b" };
  const run = (timeoutSeconds?: number) =>
    sandbox.codePipeline.run({
      functionName: "Trigger",
      userParameters: "{}",
      inputArtifacts: [artifact],
      timeoutSeconds,
    });
  return { ...sandbox, run, events };
}
const succeed = ({ codePipeline }: Clients, jobId: string, others: Partial<PutJobSuccessResultCommandInput> = {}) =>
  codePipeline.send(new PutJobSuccessResultCommand({ jobId, ...others }));
const fail = (
  { codePipeline }: Clients,
  jobId: string,
  others: Partial<PutJobFailureResultCommandInput["failureDetails"]> = {},
) =>
  codePipeline.send(
    new PutJobFailureResultCommand({ jobId, failureDetails: { type: "JobFailed", message: "no", ...others } }),
  );

test("an action goes on with a new job for each token, until an answer without one", async () => {
  const { run, events } = pipeline((clients, { id, call }) =>
    call < 3
      ? succeed(clients, id, { continuationToken: `t${call}` })
      : succeed(clients, id, { outputVariables: { StackName: "orders" } }),
  );
  const { status, jobs, outputVariables } = await run();
  assert.equal(status, "Succeeded");
  assert.deepEqual(
    events.map(({ at, token }) => [at, token]),
    [
      [0, undefined],
      [30, "t1"],
      [60, "t2"],
    ],
  );
  assert.equal(new Set(jobs.map(({ id }) => id)).size, 3);
  assert.deepEqual(outputVariables, { StackName: "orders" });
});
test("an action fails with what its function says", async () => {
  const { run } = pipeline((clients, { id }) =>
    fail(clients, id, { type: "ConfigurationError", message: "stackName is missing" }),
  );
  const { status, failure } = await run();
  assert.deepEqual([status, failure], ["Failed", { type: "ConfigurationError", message: "stackName is missing" }]);
});
test("an action times out when nobody answers for twenty minutes, however often one said that it goes on", async () => {
  const { run, clock } = pipeline((clients, { id, call }) =>
    call < 3 ? succeed(clients, id, { continuationToken: "t" }) : undefined,
  );
  const begun = clock.now();
  const { status } = await run();
  assert.deepEqual([status, Math.round((clock.now() - begun) / 1000)], ["TimedOut", 60 + 20 * 60]);
});
test("an action times out as a whole, and takes no answer any more", async () => {
  const { run, calls, settle } = pipeline((clients, { id }) => succeed(clients, id, { continuationToken: "t" }));
  const { status, jobs } = await run(100);
  assert.equal(status, "TimedOut");
  await settle(1000);
  assert.equal(jobs.length, 4);
  assert.equal(calls.length, 4);
});
test("a function that throws is tried twice more, with the same job", async () => {
  const { run, events } = pipeline((clients, { id, call }) => {
    if (call < 3) throw new Error("no memory");
    return succeed(clients, id);
  });
  assert.equal((await run()).status, "Succeeded");
  assert.deepEqual(
    events.map(({ at }) => at),
    [0, 60, 180],
  );
  assert.equal(new Set(events.map(({ id }) => id)).size, 1);
  const lost = pipeline(() => {
    throw new Error("no memory");
  });
  assert.equal((await lost.run()).status, "TimedOut");
  assert.equal(lost.events.length, 3);
});
test("an event may come twice, and behind that of a later job", async () => {
  const errors: unknown[] = [];
  const { run, events } = pipeline(
    (clients, { id, token }) =>
      succeed(clients, id, token === "t2" ? {} : { continuationToken: token === undefined ? "t1" : "t2" }).catch(
        (error) => errors.push(error),
      ),
    { deliveries: [{ againAfterSeconds: [1, 40] }, { after: 1, lateSeconds: 5 }] },
  );
  const { jobs } = await run();
  const numbers = events.map(({ at, id }) => [at, jobs.findIndex((job) => job.id === id)]);
  assert.deepEqual(numbers, [
    [0, 0],
    [1, 0],
    [35, 1],
    [40, 0],
    [65, 2],
  ]);
  assert.equal(errors.length, 2);
  assert.equal(
    errors.every((error) => error instanceof InvalidJobStateException),
    true,
  );
});

for (const [name, send, error] of [
  ["a job that is none", (clients: Clients) => succeed(clients, "j"), JobNotFoundException],
  [
    "a token that is too long",
    (clients: Clients, id: string) => succeed(clients, id, { continuationToken: "t".repeat(2049) }),
    ValidationException,
  ],
  [
    "an empty token",
    (clients: Clients, id: string) => succeed(clients, id, { continuationToken: "" }),
    ValidationException,
  ],
  [
    "a token together with variables",
    (clients: Clients, id: string) => succeed(clients, id, { continuationToken: "t", outputVariables: { a: "b" } }),
    ValidationException,
  ],
  [
    "a variable with an odd name",
    (clients: Clients, id: string) => succeed(clients, id, { outputVariables: { "a b": "b" } }),
    ValidationException,
  ],
  [
    "more than all of it done",
    (clients: Clients, id: string) => succeed(clients, id, { executionDetails: { percentComplete: 101 } }),
    ValidationException,
  ],
  [
    "a message that is too long",
    (clients: Clients, id: string) => fail(clients, id, { message: "m".repeat(5001) }),
    ValidationException,
  ],
  ["no message", (clients: Clients, id: string) => fail(clients, id, { message: "" }), ValidationException],
  [
    "an empty execution id",
    (clients: Clients, id: string) => fail(clients, id, { externalExecutionId: "" }),
    ValidationException,
  ],
] as const) {
  test(`an answer is refused for ${name}, and the job can still be answered`, async () => {
    const { run } = pipeline(async (clients, { id }) => {
      await assert.rejects(send(clients, id), error);
      await succeed(clients, id);
    });
    assert.equal((await run()).status, "Succeeded");
  });
}

test("the same seed and plan give the same run, call by call", async () => {
  const once = async () => {
    const { run, calls } = pipeline(
      (clients, { id, call }) => (call < 8 ? succeed(clients, id, { continuationToken: "t" }) : succeed(clients, id)),
      { calls: [{ kind: "answer-lost", call: "codepipeline:*", after: 1 }], deliveries: [{ againAfterSeconds: [0] }] },
    );
    await run();
    return calls.map(({ at, action, error }) => [at, action, String(error)]);
  };
  const first = await once();
  assert.equal(first.length > 4, true);
  assert.deepEqual(await once(), first);
});

test.run();
