import assert from "node:assert/strict";
import { ExecutionStatus } from "@aws-sdk/client-sfn";
import { test } from "uvu";
import type { PipelineEvent, PipelineJob } from "../../handlers/pipeline/pipeline-event.js";
import { startDeploymentWith, type TriggerSettings } from "../../handlers/pipeline/start-deployment.js";
import type { CodePipelineSender, S3Sender, StepFunctionsSender } from "../../handlers/senders.js";
import { type Answer, asClient, awsError, denied, each, fake, object, throttled } from "./fakes.js";

const stateMachineArn = "arn:aws:states:eu-west-1:123456789012:stateMachine:Deploy";
const prefix = "arn:aws:states:eu-west-1:123456789012:execution:Deploy:";
const firstJob = "11111111-1111-4111-8111-111111111111";
const laterJob = "22222222-2222-4222-8222-222222222222";
const executionArn = `${prefix}${firstJob}`;
const token = JSON.stringify({ executionArn });

const secret = "wJalrXUtnFEMI/K7MDENG";
const artifact = (name: string, revision: string | null = null) => ({
  name,
  revision,
  location: { type: "S3", s3Location: { bucketName: "artifacts", objectKey: `pipeline/${name}/a1B2c3D` } },
});
const userParameters = { s3Bucket: "inputs", stateMachineFile: "deploy.json" };
const file = { environmentName: "prod", stackName: "app", templatePath: "infra/template.yaml" };

interface Given {
  readonly id?: string;
  readonly data?: Partial<PipelineJob["data"]>;
  readonly UserParameters?: string | undefined;
  readonly settings?: Partial<TriggerSettings>;
  readonly context?: { readonly awsRequestId?: string };
}
function call(answers: Readonly<Record<string, Answer>>, given: Given = {}) {
  const { id = firstJob, data = {}, settings, context = { awsRequestId: "request-1" } } = given;
  const UserParameters = "UserParameters" in given ? given.UserParameters : JSON.stringify(userParameters);
  const event: PipelineEvent = {
    "CodePipeline.job": {
      id,
      accountId: "123456789012",
      data: {
        actionConfiguration: {
          configuration: { FunctionName: "StartDeployment", ...(UserParameters !== undefined && { UserParameters }) },
        },
        inputArtifacts: [artifact("SourceOutput", "abc123")],
        outputArtifacts: [],
        artifactCredentials: { accessKeyId: "AKIA", secretAccessKey: secret, sessionToken: secret },
        ...data,
      },
    },
  };
  const all = {
    GetObject: object(JSON.stringify(file)),
    StartExecution: { executionArn },
    // Before the first call there is none.
    DescribeExecution: data.continuationToken ? { executionArn, status: "RUNNING" } : awsError("ExecutionDoesNotExist"),
    PutJobSuccessResult: {},
    PutJobFailureResult: {},
    ...answers,
  };
  const client = fake(all);
  const lines: string[] = [];
  const waits: number[] = [];
  const run = startDeploymentWith(
    {
      codePipeline: asClient<CodePipelineSender>(client),
      s3: asClient<S3Sender>(client),
      stepFunctions: asClient<StepFunctionsSender>(client),
    },
    {
      stateMachineArn,
      log: (line) => lines.push(line),
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
      ...settings,
    },
  )(event, context);
  return { client, lines, waits, run };
}
/** What CodePipeline was told, and nothing else twice. */
async function told(answers: Readonly<Record<string, Answer>>, given: Given = {}) {
  const { client, run } = call(answers, given);
  await run;
  const puts = client.sent.filter(({ command }) => command.startsWith("PutJob"));
  assert.equal(puts.length, 1, "told more or less than once");
  return puts[0];
}
async function failure(answers: Readonly<Record<string, Answer>>, given: Given = {}) {
  const { command, input } = (await told(answers, given)) ?? {};
  assert.equal(command, "PutJobFailureResult");
  return input?.["failureDetails"] as { type: string; message: string; externalExecutionId?: string };
}
const later = (given: Given = {}): Given => ({
  id: laterJob,
  ...given,
  data: { continuationToken: token, ...given.data },
});

// ---------------------------------------------------------------- the first call
test("the first call starts no execution under the job's id, or gives more or less than the deployment into it", async () => {
  const { client, run } = call({});
  await run;
  assert.deepEqual(client.inputs("GetObject"), [{ Bucket: "inputs", Key: "deploy.json" }]);
  const [{ input, ...others } = {}] = client.inputs("StartExecution");
  assert.deepEqual(others, { stateMachineArn, name: firstJob });
  assert.deepEqual(JSON.parse(input), {
    ...file,
    revisionS3Bucket: "artifacts",
    revisionS3Key: "pipeline/SourceOutput/a1B2c3D",
    revision: "abc123",
  });
  assert.deepEqual(client.inputs("PutJobSuccessResult"), [
    {
      jobId: firstJob,
      continuationToken: token,
      executionDetails: { summary: "The deployment is RUNNING.", externalExecutionId: executionArn },
    },
  ]);
});

test("an artifact without a revision gives an empty one into the execution", async () => {
  const { client, run } = call({}, { data: { inputArtifacts: [artifact("SourceOutput")] } });
  await run;
  assert.equal("revision" in JSON.parse(client.inputs("StartExecution")[0]?.["input"]), false);
});

test("the artifact is the first of several, or not the one that the configuration names", async () => {
  const inputArtifacts = [artifact("Source"), artifact("Build")];
  const named = JSON.stringify({ ...userParameters, artifactName: "Build" });
  const { client, run } = call({}, { data: { inputArtifacts }, UserParameters: named });
  await run;
  assert.equal(JSON.parse(client.inputs("StartExecution")[0]?.["input"]).revisionS3Key, "pipeline/Build/a1B2c3D");
  assert.match(
    (await failure({}, { data: { inputArtifacts } })).message,
    /artifactName is missing: the action has the input artifacts Source, Build/,
  );
});

test("an id that is no name for an execution is used as one, or two of them give one name", async () => {
  const nameOf = async (id: string) => {
    const { client, run } = call({}, { id });
    await run;
    return client.inputs("StartExecution")[0]?.["name"];
  };
  assert.match(await nameOf("job:1/2"), /^[A-Za-z0-9_-]{1,80}$/);
  assert.equal(await nameOf("job:1/2"), await nameOf("job:1/2"));
  assert.notEqual(await nameOf("job:1/2"), await nameOf("job:1/3"));
  assert.match(await nameOf("a".repeat(81)), /^[0-9a-f]{64}$/);
});

// ---------------------------------------------------------------- what is wrong with the configuration
const wrongParameters: readonly (readonly [UserParameters: string | undefined, message: RegExp])[] = [
  [undefined, /the action has no UserParameters/],
  ["", /UserParameters is no JSON/],
  ["inputs/deploy.json", /UserParameters is no JSON/],
  ["[]", /UserParameters is no JSON object/],
  ["null", /UserParameters is no JSON object/],
  ["{}", /UserParameters: s3Bucket is missing; stateMachineFile is missing$/],
  ['{"s3Bucket":"","stateMachineFile":7}', /s3Bucket is empty; stateMachineFile is 7, not a text$/],
  ['{"s3Bucket":"b","stateMachineFile":"f","artefactName":"x"}', /artefactName is not known: it takes .*artifactName$/],
  ['{"s3Bucket":"b","stateMachineFile":"f","artifactName":"Build"}', /artifactName is "Build", but .* SourceOutput$/],
];
for (const [UserParameters, message] of wrongParameters) {
  test(`UserParameters ${UserParameters} start an execution, or are refused without the field's name`, async () => {
    const { client, run } = call({}, { UserParameters });
    await run;
    assert.deepEqual(client.inputs("StartExecution"), []);
    const failed = await failure({}, { UserParameters });
    assert.equal(failed.type, "ConfigurationError");
    assert.match(failed.message, message);
  });
}

const wrongFiles: readonly (readonly [contents: string, message: RegExp])[] = [
  ["", /^s3:\/\/inputs\/deploy\.json is no JSON/],
  ['{"environmentName":"prod",}', /is no JSON/],
  ["{}", /environmentName is missing; stackName is missing; templatePath is missing$/],
  [JSON.stringify({ ...file, templatePath: undefined }), /templatePath is missing$/],
  [JSON.stringify({ ...file, stackName: null }), /stackName is null, not a text$/],
  [JSON.stringify({ ...file, environmentName: "my_env" }), /environmentName is "my_env": it takes letters/],
  [JSON.stringify({ ...file, stackName: "a".repeat(130) }), /a name of 135 characters/],
  [
    JSON.stringify({ ...file, templatePath: "../template.yaml" }),
    /templatePath: the path "\.\.\/template\.yaml" has a step/,
  ],
  [JSON.stringify({ ...file, revisionS3Bucket: "mine" }), /revisionS3Bucket is not known/],
];
for (const [contents, message] of wrongFiles) {
  test(`the input file ${contents.slice(0, 70)} starts an execution, or is refused without the field's name`, async () => {
    const failed = await failure({ GetObject: object(contents), StartExecution: new Error("must not be started") });
    assert.deepEqual([failed.type, failed.externalExecutionId], ["ConfigurationError", "request-1"]);
    assert.match(failed.message, message);
  });
}

test("a file or an artifact that cannot be had is told as another kind of failure", async () => {
  assert.deepEqual(await failure({ GetObject: awsError("NoSuchKey") }), {
    type: "ConfigurationError",
    message: "there is no s3://inputs/deploy.json",
    externalExecutionId: "request-1",
  });
  assert.equal((await failure({ GetObject: object("", 65_537) })).type, "ConfigurationError");
  assert.deepEqual(await failure({ GetObject: denied }), {
    type: "PermissionError",
    message: "AccessDenied: s3://inputs/deploy.json cannot be read, or is not there: User is not authorized",
    externalExecutionId: "request-1",
  });
  assert.match((await failure({}, { data: { inputArtifacts: [] } })).message, /has no input artifact/);
  const elsewhere = [{ ...artifact("Source"), location: { ...artifact("Source").location, type: "Git" } }];
  assert.match((await failure({}, { data: { inputArtifacts: elsewhere } })).message, /Source is not in S3/);
  assert.equal((await failure({ StartExecution: awsError("StateMachineDoesNotExist") })).type, "ConfigurationError");
  for (const name of [
    "AccessDeniedException",
    "ExpiredTokenException",
    "KmsAccessDeniedException",
    "UnrecognizedClientException",
  ]) {
    assert.equal((await failure({ StartExecution: awsError(name) })).type, "PermissionError");
  }
  assert.equal((await failure({ StartExecution: awsError("SomethingNew") })).type, "JobFailed");
});

test("a function that does not know its state machine starts one", async () => {
  for (const wrong of [
    "",
    "Deploy",
    executionArn,
    "arn:aws:states:eu-west-1:123456789012:stateMachine:",
    `x${stateMachineArn}`,
  ]) {
    const failed = await failure({}, { settings: { stateMachineArn: wrong } });
    assert.equal(failed.type, "ConfigurationError");
    assert.match(failed.message, /^STATE_MACHINE_ARN is ".*", not a state machine's$/);
  }
});

// ---------------------------------------------------------------- duplicates and lost answers of the first call
const exists = awsError("ExecutionAlreadyExists");

test("a second delivery of the first job starts a second execution, or fails the job", async () => {
  const { client, run } = call({ PutJobSuccessResult: awsError("InvalidJobStateException") });
  await run;
  assert.deepEqual(
    client.sent.map(({ command }) => command),
    ["GetObject", "StartExecution", "PutJobSuccessResult"],
  );
});

for (const [status, command] of [
  ["RUNNING", "PutJobSuccessResult"],
  ["SUCCEEDED", "PutJobSuccessResult"],
  ["FAILED", "PutJobFailureResult"],
] as const) {
  test(`a second delivery after the execution of that name is ${status} is answered without looking at it`, async () => {
    const put = await told({ StartExecution: exists, DescribeExecution: { status } });
    assert.equal(put?.command, command);
    assert.equal(put?.input["continuationToken"], status === "RUNNING" ? token : undefined);
  });
}

for (const refused of [{ StartExecution: denied }, { GetObject: awsError("NoSuchKey") }]) {
  test(`a second delivery fails the job where ${Object.keys(refused)[0]} is refused by then, though its execution runs`, async () => {
    const { command, input } =
      (await told({ ...refused, DescribeExecution: { executionArn, status: "RUNNING" } })) ?? {};
    assert.deepEqual([command, input?.["continuationToken"]], ["PutJobSuccessResult", token]);
  });
  test(`a first call that may not ${Object.keys(refused)[0]} fails the job, while it is not known whether another has started it`, async () => {
    const { command, input } = (await told({ ...refused, DescribeExecution: throttled })) ?? {};
    assert.deepEqual([command, input?.["continuationToken"]], ["PutJobSuccessResult", token]);
  });
  test(`a first call that may not ${Object.keys(refused)[0]} hides that behind the refusal to look`, async () => {
    const { type, message } = await failure({
      ...refused,
      DescribeExecution: awsError("AccessDeniedException", "no look"),
    });
    assert.doesNotMatch(`${type} ${message}`, /no look/);
  });
}

test("an execution that was started, but is not seen yet, fails the job", async () => {
  for (const given of [{}, later()]) {
    const put = await told({ StartExecution: exists, DescribeExecution: awsError("ExecutionDoesNotExist") }, given);
    assert.deepEqual([put?.command, put?.input["continuationToken"]], ["PutJobSuccessResult", token]);
  }
});

test("a start whose answer was lost, or that is throttled, fails the job or waits for nothing", async () => {
  const { client, waits, run } = call({ StartExecution: each(throttled, throttled, { executionArn }) });
  await run;
  assert.equal(client.inputs("StartExecution").length, 3);
  assert.equal(new Set(client.inputs("StartExecution").map(({ name }) => name)).size, 1);
  assert.deepEqual(waits, [400, 800]);
  assert.equal(client.inputs("PutJobSuccessResult")[0]?.["continuationToken"], token);
});

test("a first call that AWS does not answer fails the job, or is not made up for by a later one", async () => {
  for (const answers of [{ StartExecution: throttled }, { GetObject: awsError("SlowDown", "", 503) }]) {
    const put = await told(answers);
    assert.deepEqual([put?.command, put?.input["continuationToken"]], ["PutJobSuccessResult", token]);
  }
  const { client, run } = call({ DescribeExecution: awsError("ExecutionDoesNotExist") }, later());
  await run;
  assert.deepEqual(
    client.inputs("StartExecution").map(({ name }) => name),
    [firstJob],
  );
  assert.deepEqual(
    client.inputs("PutJobSuccessResult").map(({ jobId, continuationToken }) => [jobId, continuationToken]),
    [[laterJob, token]],
  );
});

// ---------------------------------------------------------------- later calls
test("a later call starts an execution, or answers another job than its own", async () => {
  const { client, run } = call({}, later());
  await run;
  assert.deepEqual(client.sent, [
    { command: "DescribeExecution", input: { executionArn } },
    {
      command: "PutJobSuccessResult",
      input: {
        jobId: laterJob,
        continuationToken: token,
        executionDetails: { summary: "The deployment is RUNNING.", externalExecutionId: executionArn },
      },
    },
  ]);
});

test("a status of an execution is told otherwise than it is", async () => {
  const answers: Record<string, string> = {};
  for (const status of [...Object.values(ExecutionStatus), "PAUSED", undefined]) {
    const { command, input } = (await told({ DescribeExecution: { status } }, later())) ?? {};
    answers[String(status)] =
      command === "PutJobFailureResult" ? input?.["failureDetails"].type : (input?.["continuationToken"] ?? "done");
  }
  assert.deepEqual(answers, {
    RUNNING: token,
    PENDING_REDRIVE: token,
    SUCCEEDED: "done",
    FAILED: "JobFailed",
    TIMED_OUT: "JobFailed",
    ABORTED: "JobFailed",
    PAUSED: "JobFailed",
    undefined: "JobFailed",
  });
  assert.match(
    (await failure({ DescribeExecution: { status: "PAUSED" } }, later())).message,
    /PAUSED, which is not known/,
  );
});

test("a success carries a token, or no execution", async () => {
  assert.deepEqual(await told({ DescribeExecution: { status: "SUCCEEDED" } }, later()), {
    command: "PutJobSuccessResult",
    input: {
      jobId: laterJob,
      executionDetails: {
        summary: "The deployment has succeeded.",
        externalExecutionId: executionArn,
        percentComplete: 100,
      },
      outputVariables: { ExecutionArn: executionArn },
    },
  });
});

const lambdaCause = JSON.stringify({ errorType: "AccessDenied", errorMessage: "not allowed", trace: ["at …"] });
for (const [described, message] of [
  [
    { status: "FAILED", error: "StackFailed", cause: "Table: no room" },
    "The deployment ended in FAILED. StackFailed: Table: no room",
  ],
  [
    { status: "FAILED", error: "AccessDenied", cause: lambdaCause },
    "The deployment ended in FAILED. AccessDenied: not allowed",
  ],
  [{ status: "FAILED", cause: '"quoted"' }, 'The deployment ended in FAILED. "quoted"'],
  [{ status: "FAILED", cause: "null" }, "The deployment ended in FAILED. null"],
  [{ status: "TIMED_OUT" }, "The deployment ended in TIMED_OUT."],
  [{ status: "ABORTED", error: "", cause: "" }, "The deployment ended in ABORTED."],
] as const) {
  test(`a failure is not told as ${JSON.stringify(message)}`, async () => {
    assert.deepEqual(await failure({ DescribeExecution: described }, later()), {
      type: "JobFailed",
      message,
      externalExecutionId: executionArn,
    });
  });
}

test("a job's line in the log lacks its execution, its outcome or why it failed", async () => {
  const line = async (given: Given) => {
    const { lines, run } = call({}, given);
    await run;
    return lines;
  };
  assert.deepEqual(await line({}), [`job ${firstJob}: ${executionArn}, in progress, told`]);
  assert.deepEqual(await line({ UserParameters: "[]" }), [
    `job ${firstJob}: no execution, failed, told: UserParameters is no JSON object`,
  ]);
});

test("a message is longer than CodePipeline takes", async () => {
  const cause = "x".repeat(32_000);
  const { message } = await failure({ DescribeExecution: { status: "FAILED", error: "E", cause } }, later());
  assert.equal(message.length, 5000);
  assert.match(message, /x…$/);
});

test("an execution that cannot be looked at for a while fails the job, or changes its token", async () => {
  const once = call({ DescribeExecution: each(throttled, { status: "SUCCEEDED" }) }, later());
  await once.run;
  assert.equal(once.client.inputs("DescribeExecution").length, 2);
  const spaced = ` { "executionArn": "${executionArn}" }`;
  const put = await told({ DescribeExecution: throttled }, later({ data: { continuationToken: spaced } }));
  assert.deepEqual(put?.input, {
    jobId: laterJob,
    continuationToken: spaced,
    executionDetails: { summary: "AWS does not answer; it is asked again.", externalExecutionId: executionArn },
  });
  const refused = await failure({ DescribeExecution: awsError("AccessDeniedException", "no") }, later());
  assert.deepEqual(refused, {
    type: "PermissionError",
    message: "AccessDeniedException: no",
    externalExecutionId: executionArn,
  });
});

for (const foreign of [
  "previous job",
  "null",
  "{}",
  '{"executionArn":7}',
  JSON.stringify({ executionArn: prefix }),
  JSON.stringify({ executionArn: executionArn.replace("Deploy", "Other") }),
  JSON.stringify({ executionArn: executionArn.replace("Deploy", "DeployToo") }),
  JSON.stringify({ executionArn: executionArn.replace("123456789012", "999999999999") }),
]) {
  test(`an execution is looked at for the token ${foreign.slice(0, 100)}`, async () => {
    const { client, run } = call({}, later({ data: { continuationToken: foreign } }));
    await run;
    assert.deepEqual(client.inputs("DescribeExecution"), []);
    const failed = await failure({}, later({ data: { continuationToken: foreign } }));
    assert.equal(failed.type, "ConfigurationError");
    assert.match(failed.message, /names no execution of the state machine/);
  });
}

test("an alias of the machine has other executions than the machine", async () => {
  const settings = { stateMachineArn: `${stateMachineArn}:live` };
  const { client, run } = call({}, later({ settings }));
  await run;
  assert.deepEqual(client.inputs("DescribeExecution"), [{ executionArn }]);
});

test("a token that is empty counts as one", async () => {
  const { client, run } = call({}, { data: { continuationToken: "" } });
  await run;
  assert.equal(client.inputs("StartExecution").length, 1);
});

// ---------------------------------------------------------------- telling
test("an answer that is lost is not given again, or given under another job", async () => {
  const { client, run } = call({ PutJobSuccessResult: each(awsError("TimeoutError"), throttled, {}) });
  await run;
  assert.deepEqual(
    client.inputs("PutJobSuccessResult").map(({ jobId }) => jobId),
    [firstJob, firstJob, firstJob],
  );
  assert.equal(client.inputs("StartExecution").length, 1);
});

test("an answer that was taken before it was lost is an error, or is followed by a failure", async () => {
  for (const name of ["InvalidJobStateException", "JobNotFoundException"]) {
    const { client, run, lines } = call({ PutJobSuccessResult: each(awsError("TimeoutError"), awsError(name)) });
    await run;
    assert.deepEqual(client.inputs("PutJobFailureResult"), []);
    assert.match(lines[0] ?? "", /told already$/);
  }
});

test("an answer that cannot be given is kept from Lambda, which would call again", async () => {
  await assert.rejects(call({ PutJobSuccessResult: throttled }).run, throttled);
  await assert.rejects(call({ PutJobSuccessResult: denied }).run, denied);
});

test("a failure without an execution has an empty id, or none where the call has one", async () => {
  const fail = { UserParameters: "" };
  assert.equal((await failure({}, fail)).externalExecutionId, "request-1");
  for (const context of [{}, { awsRequestId: "" }]) {
    assert.equal("externalExecutionId" in (await failure({}, { ...fail, context })), false);
  }
});

// ---------------------------------------------------------------- secrets
test("the job's credentials are logged, sent or told", async () => {
  for (const [answers, given] of [
    [{}, {}],
    [{ StartExecution: new TypeError("no") }, {}],
    [{ DescribeExecution: { status: "FAILED", cause: "x" } }, later()],
    [{}, { UserParameters: "" }],
  ] as const) {
    const { client, lines, run } = call(answers, given);
    await run;
    assert.equal(lines.length, 1);
    assert.doesNotMatch(JSON.stringify([client.sent, lines]), new RegExp(secret.slice(0, 12)));
  }
});

test.run();
