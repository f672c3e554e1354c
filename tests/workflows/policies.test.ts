// What each example may do in an AWS account: of every role of its generated construct, the whole policy.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import { test } from "uvu";
import { typeName } from "../../generators/names.js";
import { policyRows } from "../../infra/policy-table.js";

/** Actions, and what they are allowed on: a function by its name, the rest of an ARN behind its account. */
type Line = readonly [actions: string, ...resources: readonly string[]];
const s3 = (place: string) => `arn:<AWS::Partition>:s3:::${place}`;
const topic = (name: string) => `arn:aws:sns:eu-west-1:111122223333:${name}`;

/** Of every state machine. Neither the delivery of logs nor X-Ray has resources that a policy could name. */
const logsAndTraces: readonly Line[] = [
  [
    "logs:CreateLogDelivery logs:GetLogDelivery logs:UpdateLogDelivery logs:DeleteLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:DescribeResourcePolicies logs:DescribeLogGroups",
    "*",
  ],
  ["xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets", "*"],
];
/** Of every function, and besides that its logs; what its code asks AWS for is its author's to grant. */
const functionPolicy: readonly Line[] = [["xray:PutTraceSegments xray:PutTelemetryRecords", "*"]];
const withoutRights = ["AWS::Lambda::Function", "AWS::Logs::LogGroup", "AWS::StepFunctions::StateMachine"];
const functionTrust = "lambda.amazonaws.com";
const machineTrust =
  "states.amazonaws.com, StringEquals aws:SourceAccount <AWS::AccountId>, ArnLike aws:SourceArn stateMachine:*";

interface Example {
  /** Texts that the deployment gives. */
  readonly substitutions?: Readonly<Record<string, string>>;
  /** Besides logs and traces. */
  readonly policy: readonly Line[];
}
const stackFunctions = [
  ...["CheckStackExistence", "CreateChangeSet", "GetChangeSetCreationStatus", "DeleteChangeSet"],
  ...["InspectChangeSetChanges", "ExecuteChangeSet"],
];
const creationFunctions = ["CreateStack", "GetStackCreationStatus", "GetStackFailureReason"];
const examples: Readonly<Record<string, Example>> = {
  approval: {
    substitutions: {
      approvalQueueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/approvals",
      reminderTopicArn: topic("reminders"),
      outcomeTopicArn: topic("outcomes"),
    },
    policy: [
      ["sqs:SendMessage", "arn:<AWS::Partition>:sqs:<AWS::Region>:111122223333:approvals"],
      ["sns:Publish", topic("outcomes"), topic("reminders")],
    ],
  },
  deploy: { policy: [["lambda:InvokeFunction", ...stackFunctions, ...creationFunctions]] },
  "deploy-await-update": {
    policy: [["lambda:InvokeFunction", ...stackFunctions, "GetUpdateStatus", ...creationFunctions]],
  },
  "deploy-blue-green": { policy: [["lambda:InvokeFunction", ...stackFunctions, ...creationFunctions]] },
  "deploy-sdk": {
    policy: [
      ["lambda:InvokeFunction", "InspectChangeSetChanges"],
      // The name of the stack is in the input; `resources` says which ones there are.
      ["cloudformation:DescribeStacks", "stack/*/*"],
      ["cloudformation:CreateChangeSet", "stack/*/*"],
      ["cloudformation:DescribeChangeSet", "stack/*/*"],
      ["cloudformation:ExecuteChangeSet", "stack/*/*"],
      ["cloudformation:CreateStack", "stack/*/*"],
      ["cloudformation:DeleteChangeSet", "stack/*/*"],
    ],
  },
  orders: {
    substitutions: { helpTopicArn: topic("help") },
    policy: [
      [
        "lambda:InvokeFunction",
        ...["ReserveStock", "ChargePayment", "ShipLine", "IssueInvoice"],
        ...["CancelFulfilment", "RefundPayment", "ReleaseStock"],
      ],
      ["events:PutEvents", "event-bus/default"],
      ["sns:Publish", topic("help")],
    ],
  },
  "s3-batch": {
    substitutions: { dataBucketName: "data", rejectedTopicArn: topic("rejected") },
    policy: [
      ["lambda:InvokeFunction", "ImportReadings", "SummarizeImport"],
      ["s3:GetObject", s3("data/readings/*")],
      // The results, and their parts where they are large.
      ["s3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload", s3("data/results/*/*")],
      ["sns:Publish", topic("rejected")],
      // The map starts executions of its own machine. Being Express they are not redriven.
      ["states:StartExecution", "<StateMachine>"],
      [
        "states:DescribeExecution states:StopExecution",
        "execution:<StateMachine>/ImportReadings:*",
        "execution:<StateMachine>:*",
      ],
    ],
  },
};

const namesIn = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .flatMap((path) => pattern.exec(path.replaceAll("\\", "/"))?.[1] ?? [])
    .sort();

test("a workflow is not in the table", () => {
  assert.deepEqual(namesIn("workflows", /^([^/]+)\.ts$/), Object.keys(examples));
  assert.deepEqual(namesIn("generated", /^([^/]+)\/construct\.ts$/), Object.keys(examples));
});

for (const [name, { substitutions, policy }] of Object.entries(examples)) {
  test(`${name} may do more or less than this, or for others than this account`, async () => {
    const module = await import(pathToFileURL(resolve("generated", name, "construct.ts")).href);
    const stack = new Stack(new App({ context: { "aws:cdk:bundling-stacks": [] } }), "Test");
    new module[`${typeName(name)}Workflow`](stack, "Example", { substitutions });

    const lines = new Map<string, Line[]>();
    const trusts = new Map<string, string>();
    for (const { role, trusts: trust, effect, actions, resources, conditions } of policyRows(stack)) {
      assert.deepEqual([effect, conditions], ["Allow", []]);
      const short = resources.map((text) => text.replace(/^<Example\/Functions\/(\w+)\/Handler>$/, "$1"));
      const line: Line = [actions.join(" "), ...short.map((text) => text.replace("<Example/", "<"))];
      lines.set(role, [...(lines.get(role) ?? []), line]);
      trusts.set(role, trust);
    }
    const [[, ...functions] = [""]] = policy.filter(([action]) => action === "lambda:InvokeFunction");
    const functionRole = (one: string) => `Example/Functions/${one}/Handler/ServiceRole`;
    assert.deepEqual(Object.fromEntries(lines), {
      "Example/Role": [...logsAndTraces, ...policy],
      ...Object.fromEntries(functions.map((one) => [functionRole(one), functionPolicy])),
    });
    assert.deepEqual(Object.fromEntries(trusts), {
      "Example/Role": machineTrust,
      ...Object.fromEntries(functions.map((one) => [functionRole(one), functionTrust])),
    });

    // Nothing else in the stack grants anything.
    const resources: readonly { readonly Type: string; readonly Properties: object }[] = Object.values(
      Template.fromStack(stack).toJSON()["Resources"],
    );
    const granting = resources.filter(({ Type }) => !withoutRights.includes(Type));
    assert.deepEqual([...new Set(granting.map(({ Type }) => Type))].sort(), ["AWS::IAM::Policy", "AWS::IAM::Role"]);
    const { managedPolicyArn } = ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSLambdaBasicExecutionRole");
    const writesLogs = { ManagedPolicyArns: [stack.resolve(managedPolicyArn)] };
    const besides = granting.flatMap(({ Type, Properties }) => {
      const { AssumeRolePolicyDocument: _, ...others } = Properties as Readonly<Record<string, unknown>>;
      return Type === "AWS::IAM::Role" && Object.keys(others).length > 0 ? [others] : [];
    });
    assert.deepEqual(
      besides,
      functions.map(() => writesLogs),
    );
  });
}

test.run();
