import assert from "node:assert/strict";
import { test } from "uvu";
import { findings, pass, rowOf, task } from "./findings.js";

const ofResource = (Resource: string, type: "STANDARD" | "EXPRESS" = "STANDARD") =>
  findings(rowOf({ A: { Type: "Task", Resource } }), { type });
const unknown = (text: string) =>
  `SCHEMA_VALIDATION_FAILED /States/A/Resource: The resource provided ${text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
const express = (what: string) =>
  `SCHEMA_VALIDATION_FAILED /States/A/Resource: Express state machine does not support ${what}`;

const known = [
  "arn:aws:lambda:us-east-1:123456789012:function:F",
  "arn:aws-cn:lambda:cn-north-1:123456789012:function:F:live",
  "arn:aws:states:::sqs:sendMessage",
  "arn:aws:states:::http:invoke",
  "arn:aws:states:::aws-sdk:cloudformation:describeStacks",
  "${Function}",
  "arn:aws:lambda:${Region}:${Account}:function:F",
];
const standardOnly: readonly (readonly [resource: string, what: string])[] = [
  ["arn:aws:states:us-east-1:123456789012:activity:Check", "Activity ARN"],
  ["arn:aws:states:::lambda:invoke.waitForTaskToken", "'.waitForTaskToken' service integration"],
  ["arn:aws:states:::aws-sdk:s3:listBuckets.waitForTaskToken", "'.waitForTaskToken' service integration"],
  ["arn:aws:states:::ecs:runTask.sync", "'.sync' service integration"],
  ["arn:aws:states:::states:startExecution.sync:2", "'.sync' service integration"],
  ["arn:${Partition}:states:::batch:submitJob.sync", "'.sync' service integration"],
];
const refused = [
  "Work",
  "arn:aws:s3:::bucket",
  "arn:aws:states:::dynamodb:query",
  "arn:aws:states:::sqs:sendMessage.sync",
  "arn:aws:states:::dynamodb:getItem.waitForTaskToken",
  "arn:aws:states:::glue:startJobRun.waitForTaskToken",
  "arn:aws:states:::batch:submitJob.sync:2",
  "arn:aws:states:::sqs:sendMessage.later",
  "arn:aws:states:::toString:invoke",
  "arn:aws:states:::aws-sdk:ecs:runTask.sync",
  "arn:aws:states:::aws-sdk:S3:GetObject",
  "arn:aws:states:::s3:getObject",
  "arn:amazon:states:::sqs:sendMessage",
  "arn:amazon:lambda:us-east-1:123456789012:function:F",
];

test("resources that the service takes, in both kinds of workflow", () => {
  for (const resource of known) {
    assert.deepEqual([ofResource(resource), ofResource(resource, "EXPRESS")], [[], []], resource);
  }
});
test("Express workflows wait for nobody", () => {
  for (const [resource, what] of standardOnly) {
    assert.deepEqual([ofResource(resource), ofResource(resource, "EXPRESS")], [[], [express(what)]], resource);
  }
});
test("services, actions and patterns that do not exist", () => {
  for (const resource of refused) assert.deepEqual(ofResource(resource), [unknown(resource)]);
});

test("services and actions that the AWS SDK does not have are doubted, since it may have them by now", () => {
  const ofSdk = (call: string) => ofResource(`arn:aws:states:::aws-sdk:${call}`);
  const doubt = (what: string) => [`~INVALID_RESOURCE /States/A/Resource: As far as is known here, ${what}`];
  for (const call of ["sfn:describeExecution", "directory:listTagsForResource", "elasticloadbalancingv2:createRule"]) {
    assert.deepEqual(ofSdk(call), [], call);
  }
  assert.deepEqual(
    ofSdk("cloudfront:describeStacks"),
    doubt("the service 'cloudfront' has no action 'describeStacks'"),
  );
  assert.deepEqual(
    ofSdk("cloudformation:describeStack"),
    doubt("the service 'cloudformation' has no action 'describeStack'"),
  );
  assert.deepEqual(ofSdk("stepfunctions:startExecution"), doubt("the AWS SDK has no service 'stepfunctions'"));
  assert.deepEqual(ofSdk("tostring:a.waitForTaskToken"), doubt("the AWS SDK has no service 'tostring'"));
});

test("what is sent to a service names what its action cannot do without", () => {
  const sqs = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage" };
  const lacking = (field: string, name: string) =>
    `SCHEMA_VALIDATION_FAILED /States/A/${field}: The field '${name}' is required but was missing`;
  assert.deepEqual(findings(rowOf({ A: { ...sqs, Parameters: { "QueueUrl.$": "$.q" } } })), [
    lacking("Parameters", "MessageBody"),
  ]);
  assert.deepEqual(
    findings(rowOf({ A: { ...sqs, QueryLanguage: "JSONata", Arguments: { "QueueUrl.$": "$.q" } } })).slice(0, 2),
    [lacking("Arguments", "MessageBody"), lacking("Arguments", "QueueUrl")],
  );
  assert.deepEqual(
    findings(rowOf({ A: sqs, B: { ...sqs, QueryLanguage: "JSONata", Arguments: "{% $states.input %}" } })),
    [],
  );
  const start = { Type: "Task", Resource: "arn:aws:states:::states:startExecution.sync:2", Parameters: {} };
  assert.deepEqual(findings(rowOf({ A: start })), [lacking("Parameters", "StateMachineArn")]);
});

test("a task that waits for its token sends it to someone", () => {
  const waiting = (sent: object) => ({
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    ...sent,
  });
  const nobody = "Nobody is sent the task token: the state ends by its timeout alone";
  const inJsonPath = (Payload: unknown) =>
    findings(rowOf({ A: waiting({ Parameters: { FunctionName: "f", Payload } }) }));
  assert.deepEqual(inJsonPath({ "id.$": "$$.Execution.Id" }), [`~MISSING_TASK_TOKEN /States/A/Parameters: ${nobody}`]);
  for (const token of ["$$.Task.Token", "$$.Task", "$$", "States.Format('{}', $$.Task.Token)"]) {
    assert.deepEqual(inJsonPath({ "token.$": token }), [], token);
  }
  const inJsonata = (Payload: unknown) =>
    findings(rowOf({ A: waiting({ QueryLanguage: "JSONata", Arguments: { FunctionName: "f", Payload } }) }));
  assert.deepEqual(inJsonata("{% $states.input %}"), [`~MISSING_TASK_TOKEN /States/A/Arguments: ${nobody}`]);
  assert.deepEqual(inJsonata("{% $states.context.Task.Token %}"), []);
  assert.deepEqual(inJsonata("{% $merge([$states.input, $states]) %}"), []);
});

test("a distributed Map has the kind of workflow that it says, and Express workflows have none", () => {
  const map = (ExecutionType: string) => ({
    Type: "Map",
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType },
      StartAt: "A",
      States: { A: { Type: "Task", Resource: "arn:aws:states:::ecs:runTask.sync", End: true } },
    },
  });
  assert.deepEqual(findings(rowOf({ M: map("STANDARD") })), []);
  assert.deepEqual(findings(rowOf({ M: map("EXPRESS") })), [
    "SCHEMA_VALIDATION_FAILED /States/M/ItemProcessor/States/A/Resource: Express state machine does not support '.sync' service integration",
  ]);
  assert.deepEqual(findings(rowOf({ M: map("STANDARD") }), { type: "EXPRESS" }), [
    "SCHEMA_VALIDATION_FAILED /States/M/ItemProcessor/ProcessorConfig/Mode: Express state machine does not support 'DISTRIBUTED' Map states",
  ]);
});

test("a heartbeat has to be below the timeout", () => {
  const definition = rowOf({
    A: { ...task, TimeoutSeconds: 60, HeartbeatSeconds: 59 },
    B: { ...task, TimeoutSeconds: 60, HeartbeatSeconds: 60 },
  });
  assert.deepEqual(findings(definition), [
    "SCHEMA_VALIDATION_FAILED /States/B/HeartbeatSeconds: HeartbeatSeconds has to be smaller than TimeoutSeconds, but 60 is not below 60",
  ]);
});

test("credentials name a role", () => {
  const wrong = "The field 'RoleArn' is required but was missing";
  const definition = rowOf({
    A: { ...task, Credentials: {} },
    B: { ...task, Credentials: { "RoleArn.$": "$.role" } },
    C: { ...task, QueryLanguage: "JSONata", Credentials: { RoleArn: "{% $states.input.role %}" } },
    D: { ...task, QueryLanguage: "JSONata", Credentials: { "RoleArn.$": "$.role" } },
    E: { ...task, Credentials: { RoleArn: 7 } },
  });
  assert.deepEqual(findings(definition), [
    `SCHEMA_VALIDATION_FAILED /States/A/Credentials: ${wrong}`,
    `SCHEMA_VALIDATION_FAILED /States/D/Credentials: ${wrong}`,
    "SCHEMA_VALIDATION_FAILED /States/E/Credentials/RoleArn: Expected a string",
    "~SCHEMA_VALIDATION_FAILED /States/D/Credentials/RoleArn.$: The value of 'RoleArn.$' is taken as it stands, and so is its key: the query language here is JSONata",
  ]);
});

test("States.ALL stands alone and last, and reserved names exist", () => {
  const Catch = [
    { ErrorEquals: ["States.ALL"], Next: "B" },
    { ErrorEquals: ["Mine", "States.Timeout"], Next: "B" },
  ];
  const Retry = [{ ErrorEquals: ["States.Timeuot", "States.ALL"] }];
  assert.deepEqual(findings(rowOf({ A: { ...task, Retry, Catch }, B: pass })), [
    "SCHEMA_VALIDATION_FAILED /States/A/Retry[0]/ErrorEquals: 'States.ALL' has to stand alone",
    "~UNKNOWN_ERROR_NAME /States/A/Retry[0]/ErrorEquals: The service raises no error 'States.Timeuot', and other names cannot start with 'States.'",
    "SCHEMA_VALIDATION_FAILED /States/A/Catch[0]/ErrorEquals: 'States.ALL' has to be in the last entry of Catch",
  ]);
});

test("the errors of an HTTP task are taken for misspelt ones", () => {
  const Retry = [{ ErrorEquals: ["States.Http.StatusCode.429", "States.Http.Socket", "States.Http.StatusCode.4x"] }];
  assert.deepEqual(findings(rowOf({ A: { ...task, Retry } })), [
    "~UNKNOWN_ERROR_NAME /States/A/Retry[0]/ErrorEquals: The service raises no error 'States.Http.StatusCode.4x', and other names cannot start with 'States.'",
  ]);
});

test("a retrier or a catcher that no error comes to, and a delay that is never that long", () => {
  const Retry = [
    { ErrorEquals: ["A", "B"], IntervalSeconds: 10, MaxDelaySeconds: 5 },
    { ErrorEquals: ["B", "C"], IntervalSeconds: 5, MaxDelaySeconds: 5 },
  ];
  const Catch = [
    { ErrorEquals: ["A"], Next: "B" },
    { ErrorEquals: ["A"], Next: "B" },
  ];
  assert.deepEqual(findings(rowOf({ A: { ...task, Retry, Catch }, B: pass })), [
    "~SCHEMA_VALIDATION_FAILED /States/A/Retry[0]/MaxDelaySeconds: MaxDelaySeconds (5) is below IntervalSeconds (10): no delay is as long as that",
    "~UNREACHABLE_HANDLER /States/A/Retry[1]/ErrorEquals: 'B' never comes here: an entry before this one takes it",
    "~UNREACHABLE_HANDLER /States/A/Catch[1]/ErrorEquals: 'A' never comes here: an entry before this one takes it",
  ]);
});

test("a Fail raises no name that is the service's own", () => {
  const fail = (name: string) => findings(rowOf({ A: { Type: "Fail", Error: name } }));
  assert.deepEqual(fail("States.Mine"), [
    "~UNKNOWN_ERROR_NAME /States/A/Error: Names that start with 'States.' are the service's own, and 'States.Mine' is none of them",
  ]);
  assert.deepEqual(fail("States.TaskFailed"), []);
});

test("labels of Maps: short, of plain characters, and each once", () => {
  const map = (name: string, Label: string) => ({
    Type: "Map",
    Label,
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: name,
      States: { [name]: { ...pass, End: true } },
    },
  });
  const labels = ["Fine", "x".repeat(41), "a b", "", "Fine", "${Label}"];
  const states = Object.fromEntries(labels.map((label, index) => [`M${index}`, map(`P${index}`, label)]));
  assert.deepEqual(findings(rowOf(states)), [
    "INVALID_LABEL_NAME /States/M1/Label: The label is longer than 40 characters",
    'INVALID_LABEL_NAME /States/M2/Label: A label cannot hold " "',
    "INVALID_LABEL_NAME /States/M3/Label: The label is empty",
    "DUPLICATE_LABEL_NAME /States/M4/Label: Duplicate Label name: Fine",
  ]);
});

test.run();
