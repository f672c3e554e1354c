import assert from "node:assert/strict";
import { StackStatus } from "@aws-sdk/client-cloudformation";
import { test } from "uvu";
import { stackStatuses } from "../../handlers/cloudformation/stack-status.js";
import { checkStackExistenceWith } from "../../handlers/deploy/check-stack-existence.js";
import { createStackWith } from "../../handlers/deploy/create-stack.js";
import { getStackCreationStatusWith } from "../../handlers/deploy/get-stack-creation-status.js";
import { getStackFailureReasonWith } from "../../handlers/deploy/get-stack-failure-reason.js";
import type { CloudFormationSender, DeployClients, S3Sender } from "../../handlers/senders.js";
import { type DeploySettings, deploySettings } from "../../handlers/settings.js";
import { zip } from "../../sandbox/zip.js";
import { type Answer, asClient, awsError, denied, each, fake, missingStack, object, throttled } from "./fakes.js";

const stack = { environmentName: "prod", stackName: "app" };
const stackId = "arn:aws:cloudformation:eu-west-1:123456789012:stack/prod-app/1";
const statuses = Object.values(StackStatus);
const described = (StackStatus: string, others: object = {}) => ({
  Stacks: [{ StackName: "prod-app", StackId: stackId, StackStatus, ...others }],
});
const client = (answers: Readonly<Record<string, Answer>>) => {
  const cloudFormation = fake(answers);
  return { cloudFormation, clients: { cloudFormation: asClient<CloudFormationSender>(cloudFormation) } };
};

// ---------------------------------------------------------------- existence
const existence = (answer: Answer, input = stack) => {
  const { cloudFormation, clients } = client({ DescribeStacks: answer });
  return { cloudFormation, run: checkStackExistenceWith(clients)(input) };
};

test("a stack is looked for under another name", async () => {
  const { cloudFormation, run } = existence(described("UPDATE_COMPLETE"));
  assert.equal(await run, true);
  assert.deepEqual(cloudFormation.sent, [{ command: "DescribeStacks", input: { StackName: "prod-app" } }]);
});

test("a stack found in some status is answered otherwise than the table says", async () => {
  const found: Record<string, unknown> = {};
  const named = ({ name }: Error) => name;
  for (const status of statuses) found[status] = await existence(described(status)).run.catch(named);
  assert.deepEqual(found, {
    CREATE_IN_PROGRESS: "StackInProgress",
    CREATE_COMPLETE: true,
    CREATE_FAILED: "failed",
    ROLLBACK_IN_PROGRESS: "StackInProgress",
    ROLLBACK_COMPLETE: "failed",
    ROLLBACK_FAILED: "failed",
    REVIEW_IN_PROGRESS: "failed",
    UPDATE_IN_PROGRESS: "StackInProgress",
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: "StackInProgress",
    UPDATE_COMPLETE: true,
    UPDATE_FAILED: "failed",
    UPDATE_ROLLBACK_IN_PROGRESS: "StackInProgress",
    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: "StackInProgress",
    UPDATE_ROLLBACK_COMPLETE: true,
    UPDATE_ROLLBACK_FAILED: "failed",
    DELETE_IN_PROGRESS: "StackInProgress",
    DELETE_COMPLETE: false,
    DELETE_FAILED: "failed",
    IMPORT_IN_PROGRESS: "StackInProgress",
    IMPORT_COMPLETE: true,
    IMPORT_ROLLBACK_IN_PROGRESS: "StackInProgress",
    IMPORT_ROLLBACK_COMPLETE: true,
    IMPORT_ROLLBACK_FAILED: "failed",
  });
});

test("a status that is not known, or none, lets the stack be changed", async () => {
  for (const status of ["UPDATE_COMPLETE_AT_LAST", "toString"]) {
    assert.equal(await existence(described(status)).run, "failed");
  }
  assert.equal(await existence({ Stacks: [{ StackName: "prod-app" }] }).run, "failed");
});

test("a stack is taken for absent when CloudFormation says something else", async () => {
  assert.equal(await existence(missingStack("prod-app")).run, false);
  for (const error of [
    missingStack("prod-other"),
    awsError("ValidationError", "1 validation error detected"),
    awsError("ResourceNotFound", "Stack with id prod-app does not exist"),
    denied,
    new TypeError("fetch failed"),
  ]) {
    await assert.rejects(existence(error).run, error);
  }
  await assert.rejects(existence({}).run, /without the stack prod-app/);
  await assert.rejects(existence({ Stacks: [] }).run, /without the stack prod-app/);
});

for (const error of [
  throttled,
  awsError("InternalFailure", "", 500),
  awsError("Unknown", "", 503),
  Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }),
]) {
  test(`${error.name} ${error.message} is not told by the name that is retried`, () =>
    assert.rejects(existence(error).run, { name: "TransientError", cause: error }));
}

for (const [input, message] of [
  [{ environmentName: "my_env", stackName: "app" }, 'environmentName is "my_env"'],
  [{ environmentName: "", stackName: "app" }, 'environmentName is ""'],
  [{ environmentName: "1st", stackName: "app" }, 'environmentName is "1st"'],
  [{ environmentName: "prod", stackName: "my app" }, 'stackName is "my app"'],
  [{ environmentName: "prod", stackName: "" }, 'stackName is ""'],
  [{ environmentName: "prod", stackName: "a".repeat(124) }, "a name of 129 characters"],
] as const) {
  test(`CloudFormation is asked for the stack of ${JSON.stringify(input).slice(0, 60)}`, async () => {
    const { cloudFormation, run } = existence(described("CREATE_COMPLETE"), input);
    await assert.rejects(run, (error: Error) => error.name === "InvalidDeployment" && error.message.includes(message));
    assert.deepEqual(cloudFormation.sent, []);
  });
}

// ---------------------------------------------------------------- creation status
const created = { ...stack, stackCreationDetails: { stackId } };
const creation = (answer: Answer) => {
  const { cloudFormation, clients } = client({ DescribeStacks: answer });
  return { cloudFormation, run: getStackCreationStatusWith(clients)(created) };
};

test("a stack that is being created is judged otherwise than the table says, or asked by its name", async () => {
  const found: Record<string, readonly string[]> = {};
  for (const status of statuses) {
    const { cloudFormation, run } = creation(described(status));
    const verdict = await run;
    found[verdict] = [...(found[verdict] ?? []), status];
    assert.deepEqual(cloudFormation.sent, [{ command: "DescribeStacks", input: { StackName: stackId } }]);
  }
  const { complete, in_progress } = found;
  assert.deepEqual(complete, ["CREATE_COMPLETE"]);
  assert.deepEqual(in_progress, ["CREATE_IN_PROGRESS", "REVIEW_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"]);
  assert.equal(found["failed"]?.length, statuses.length - 4);
});

test("a stack that is gone, or in a status that is not known, is waited for", async () => {
  assert.equal(await creation(missingStack(stackId)).run, "failed");
  assert.equal(await creation(described("CREATE_COMPLETE_ALMOST")).run, "failed");
});

// ---------------------------------------------------------------- failure reason
const event = (LogicalResourceId: string, ResourceStatus: string, ResourceStatusReason?: string, others = {}) => ({
  LogicalResourceId,
  ResourceType: "AWS::DynamoDB::Table",
  ResourceStatus,
  ...(ResourceStatusReason && { ResourceStatusReason }),
  ...others,
});
const ofStack = (status: string) => event("prod-app", status, undefined, { PhysicalResourceId: stackId });
const reason = (
  answers: Readonly<Record<string, Answer>>,
  input: Parameters<ReturnType<typeof getStackFailureReasonWith>>[0] = stack,
) => {
  const { cloudFormation, clients } = client(answers);
  return { cloudFormation, run: getStackFailureReasonWith(clients)(input) };
};

test("the reason is without the status, what to do, or the resource that failed first", async () => {
  const { cloudFormation, run } = reason({
    DescribeStacks: described("ROLLBACK_COMPLETE"),
    DescribeStackEvents: each(
      {
        StackEvents: [
          ofStack("ROLLBACK_COMPLETE"),
          ofStack("ROLLBACK_IN_PROGRESS"),
          event("Queue", "CREATE_FAILED", "Resource creation cancelled"),
          event("Index", "CREATE_FAILED", "no such table"),
        ],
        NextToken: "two",
      },
      {
        StackEvents: [
          event("Table", "CREATE_FAILED", "the name is taken"),
          ofStack("CREATE_IN_PROGRESS"),
          event("Table", "CREATE_FAILED", "of an operation before"),
        ],
        NextToken: "three",
      },
    ),
  });
  assert.equal(
    await run,
    "The stack prod-app is in ROLLBACK_COMPLETE. Its creation failed, and it can only be deleted. Delete it, then deploy again." +
      " Table (AWS::DynamoDB::Table) CREATE_FAILED: the name is taken" +
      " Index (AWS::DynamoDB::Table) CREATE_FAILED: no such table",
  );
  assert.deepEqual(cloudFormation.sent, [
    { command: "DescribeStacks", input: { StackName: "prod-app" } },
    { command: "DescribeStackEvents", input: { StackName: stackId } },
    { command: "DescribeStackEvents", input: { StackName: stackId, NextToken: "two" } },
  ]);
});

for (const [start, failed] of [
  ["CREATE_IN_PROGRESS", "CREATE_FAILED"],
  ["UPDATE_IN_PROGRESS", "UPDATE_FAILED"],
  ["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED"],
  ["CREATE_IN_PROGRESS", "ROLLBACK_FAILED"],
  ["DELETE_IN_PROGRESS", "DELETE_FAILED"],
  ["IMPORT_IN_PROGRESS", "IMPORT_FAILED"],
  ["IMPORT_IN_PROGRESS", "IMPORT_ROLLBACK_FAILED"],
] as const) {
  test(`${failed} behind ${start} is not told, or what failed before that is`, async () => {
    const { run } = reason({
      DescribeStacks: described("UPDATE_FAILED"),
      DescribeStackEvents: {
        StackEvents: [event("Now", failed), event("Now", start), ofStack(start), event("Before", failed)],
      },
    });
    assert.match(
      await run,
      new RegExp(`rollback disabled.*Now \\(AWS::DynamoDB::Table\\) ${failed}: no reason given$`),
    );
  });
}

test("a stack that was created here is asked by its name, or what CloudFormation says of it is not told", async () => {
  const { cloudFormation, run } = reason(
    {
      DescribeStacks: described("CREATE_FAILED", { StackStatusReason: "The following resource(s) failed: [Table]" }),
      DescribeStackEvents: { StackEvents: [] },
    },
    created,
  );
  assert.match(await run, /It was never created whole\..* CloudFormation says: The following resource/);
  assert.deepEqual(cloudFormation.inputs("DescribeStacks"), [{ StackName: stackId }]);
});

test("a status that stops a deployment is told without advice", () => {
  const silent = statuses.filter((status) => stackStatuses[status].start === "stop" && !stackStatuses[status].advice);
  assert.deepEqual(silent, []);
});

test("a status that is not known is not told", async () => {
  const { run } = reason({ DescribeStacks: described("HALF_COMPLETE"), DescribeStackEvents: { StackEvents: [] } });
  assert.equal(
    await run,
    "The stack prod-app is in HALF_COMPLETE. Nothing is known here of that status, so nothing was done.",
  );
});

test("more than a few failures are told, or pages of events read without end", async () => {
  const failed = Array.from({ length: 9 }, (_, index) => event(`Table${index}`, "UPDATE_FAILED"));
  const { cloudFormation, run } = reason({
    DescribeStacks: described("UPDATE_ROLLBACK_COMPLETE"),
    DescribeStackEvents: { StackEvents: failed, NextToken: "again" },
  });
  assert.equal((await run).match(/no reason given/g)?.length, 5);
  assert.equal(cloudFormation.inputs("DescribeStackEvents").length, 20);
});

test("a stack that is gone, or whose events cannot be read, has no reason", async () => {
  assert.equal(
    await reason({ DescribeStacks: missingStack("prod-app") }).run,
    "The stack prod-app does not exist any more.",
  );
  const { run } = reason({ DescribeStacks: described("DELETE_FAILED"), DescribeStackEvents: denied });
  assert.match(await run, /is in DELETE_FAILED\..* Its events could not be read: User is not authorized$/);
  await assert.rejects(reason({ DescribeStacks: described("DELETE_FAILED"), DescribeStackEvents: throttled }).run, {
    name: "TransientError",
  });
});

// ---------------------------------------------------------------- creation
const input = { ...stack, templatePath: "t.yaml", revisionS3Bucket: "artifacts", revisionS3Key: "pipeline/Source/1" };
const small = "Parameters: {environmentName: {Type: String}}";
const artifact = (template: string) => object(zip({ name: "t.yaml", contents: template, stored: true }));
const create = (answers: Readonly<Record<string, Answer>>, settings?: DeploySettings, template = small) => {
  const s3 = fake({ GetObject: artifact(template), PutObject: {} });
  const cloudFormation = fake({
    GetTemplateSummary: { Parameters: [{ ParameterKey: "environmentName" }] },
    CreateStack: { StackId: stackId },
    ...answers,
  });
  const clients: DeployClients = {
    cloudFormation: asClient<CloudFormationSender>(cloudFormation),
    s3: asClient<S3Sender>(s3),
  };
  const run = createStackWith(clients, settings)(input);
  return { cloudFormation, s3, run, request: () => run.then(() => cloudFormation.inputs("CreateStack")[0]) };
};

test("a stack is not created as it should be", async () => {
  const { run, request } = create({});
  assert.deepEqual(await run, { stackId });
  const { ClientRequestToken: token, ...others } = (await request()) ?? {};
  assert.deepEqual(others, {
    StackName: "prod-app",
    TemplateBody: small,
    Parameters: [{ ParameterKey: "environmentName", ParameterValue: "prod" }],
    Capabilities: ["CAPABILITY_NAMED_IAM"],
    OnFailure: "ROLLBACK",
  });
  assert.match(token, /^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/);
});

test("a parameter is sent that the template does not declare", async () => {
  const { request } = create({ GetTemplateSummary: { Parameters: [{ ParameterKey: "size", DefaultValue: "1" }] } });
  assert.deepEqual((await request())?.["Parameters"], []);
});

test("a template with macros lacks the capability, or the role is left out", async () => {
  const { request } = create(
    { GetTemplateSummary: { DeclaredTransforms: ["AWS::Serverless-2016-10-31"] } },
    { roleArn: "arn:aws:iam::123456789012:role/deploy" },
  );
  const { Capabilities, RoleARN } = (await request()) ?? {};
  assert.deepEqual(Capabilities, ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]);
  assert.equal(RoleARN, "arn:aws:iam::123456789012:role/deploy");
});

const bucket = { templateBucket: "templates-of-mine", region: "eu-west-1" };
test("a template of 51,200 bytes goes by way of a bucket, or one of a byte more does not", async () => {
  const fits = create({}, bucket, "é".repeat(25_600));
  assert.deepEqual(
    Object.keys((await fits.request()) ?? {}).filter((key) => key.startsWith("Template")),
    ["TemplateBody"],
  );
  assert.deepEqual(fits.s3.inputs("PutObject"), []);

  const long = `${"é".repeat(25_600)}x`;
  const { s3, cloudFormation, request } = create({}, bucket, long);
  const { TemplateURL, TemplateBody } = (await request()) ?? {};
  const [{ Bucket, Key, Body } = {}] = s3.inputs("PutObject");
  assert.deepEqual([Bucket, Body, TemplateBody], ["templates-of-mine", long, undefined]);
  assert.match(Key, /^templates\/[0-9a-f]{64}$/);
  assert.equal(TemplateURL, `https://templates-of-mine.s3.eu-west-1.amazonaws.com/${Key}`);
  assert.deepEqual(cloudFormation.inputs("GetTemplateSummary"), [{ TemplateURL }]);
  const china = create({}, { ...bucket, region: "cn-north-1" }, long);
  assert.match((await china.request())?.["TemplateURL"], /s3\.cn-north-1\.amazonaws\.com\.cn\//);
});

test("a template that is too long to be sent inline fails without saying what is missing", async () => {
  for (const settings of [{}, { templateBucket: "b" }, { region: "eu-west-1" }]) {
    const { run, cloudFormation } = create({}, settings, "x".repeat(51_201));
    await assert.rejects(run, { name: "InvalidDeployment", message: /51201 bytes.*TEMPLATE_BUCKET/ });
    assert.deepEqual(cloudFormation.sent, []);
  }
});

test("the environment's settings are not those of the functions, or an empty one counts", () => {
  assert.deepEqual(
    deploySettings({ TEMPLATE_BUCKET: "b", AWS_REGION: "eu-west-1", CLOUDFORMATION_ROLE_ARN: "arn", PATH: "/" }),
    { templateBucket: "b", region: "eu-west-1", roleArn: "arn" },
  );
  assert.deepEqual(deploySettings({ TEMPLATE_BUCKET: "" }), {});
});

const tokenOf = async (of: typeof input) => {
  const cloudFormation = fake({ GetTemplateSummary: {}, CreateStack: { StackId: stackId } });
  const clients = {
    cloudFormation: asClient<CloudFormationSender>(cloudFormation),
    s3: asClient<S3Sender>(fake({ GetObject: artifact(small) })),
  };
  await createStackWith(clients)(of);
  return cloudFormation.inputs("CreateStack")[0]?.["ClientRequestToken"] as string;
};
test("a retry has another token, or another revision the same", async () => {
  const token = await tokenOf(input);
  assert.equal(await tokenOf(input), token);
  assert.notEqual(await tokenOf({ ...input, revisionS3Key: "pipeline/Source/2" }), token);
  assert.notEqual(await tokenOf({ ...input, stackName: "app-2" }), token);
});

const taken = awsError("AlreadyExistsException", "Stack [prod-app] already exists");
const spent = awsError("TokenAlreadyExistsException");
const lookOf = async (ClientRequestToken: string | undefined) => ({
  DescribeStacks: described("CREATE_IN_PROGRESS"),
  DescribeStackEvents: {
    StackEvents: [{ ...(ClientRequestToken && { ClientRequestToken }) }, { ClientRequestToken: "older" }],
  },
});

test("a stack that an earlier try created is an error", async () => {
  const token = await tokenOf(input);
  for (const error of [taken, spent]) {
    const { run, cloudFormation } = create({ CreateStack: error, ...(await lookOf(token)) });
    assert.deepEqual(await run, { stackId });
    assert.equal(cloudFormation.inputs("CreateStack").length, 1);
  }
});

test("a stack that someone else created is taken for its own", async () => {
  for (const token of ["Console-CreateStack-1", undefined]) {
    const { run } = create({ CreateStack: taken, ...(await lookOf(token)) });
    await assert.rejects(run, { name: "StackAlreadyExists" });
  }
});

test("a stack that was deleted to try again cannot be created, since its token is spent", async () => {
  const token = await tokenOf(input);
  const { run, cloudFormation } = create({
    CreateStack: each(spent, { StackId: stackId }),
    DescribeStacks: missingStack("prod-app"),
  });
  assert.deepEqual(await run, { stackId });
  assert.deepEqual(
    cloudFormation.inputs("CreateStack").map(({ ClientRequestToken }) => ClientRequestToken),
    [token, token.replace(/1$/, "2")],
  );
  const always = create({ CreateStack: spent, DescribeStacks: missingStack("prod-app") });
  await assert.rejects(always.run, { name: "StackAlreadyExists", message: /deploy another/ });
  assert.equal(always.cloudFormation.inputs("CreateStack").length, 5);
});

test("what CloudFormation says of a template is hidden", () =>
  assert.rejects(
    create({ CreateStack: awsError("ValidationError", "Template format error: unsupported structure.") }).run,
    { name: "ValidationError", message: "Template format error: unsupported structure." },
  ));

test.run();
