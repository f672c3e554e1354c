// What the role of a generated construct may do: exactly what its definition calls.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CreateStackCommand } from "@aws-sdk/client-cloudformation";
import { CopyObjectCommand, HeadObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import {
  activity,
  athenaManifest,
  batch,
  csv,
  discard,
  dynamodb,
  events,
  format,
  fromItems,
  http,
  jsonLines,
  lambda,
  listObjects,
  loadObjects,
  manifest,
  sdk,
  seconds,
  sns,
  sqs,
  states,
  substitution,
  workflow,
} from "statewright";
import { test } from "uvu";
import { generateConstruct } from "../../generators/construct.js";
import { permissions } from "../../generators/permissions.js";
import { tsc } from "../types/compile.js";
import { constructProject } from "./construct-project.js";

const charge = lambda<{ id: string }, { chargeId: string }>("Charge");
const theirs = lambda<{ id: string }, null>("Theirs");
const ask = lambda<{ id: string; token: string }, null>("Ask");
const review = activity<{ id: string }, { fine: boolean }>("Review");

const machine = workflow<{ id: string; table: string }>("Calls")
  .task("Charge", charge, { as: discard })
  .task("Theirs", theirs, { as: discard, credentials: () => ({ RoleArn: "arn:aws:iam::111122223333:role/Teller" }) })
  .task("Ask", ask.waitForTaskToken<null>(), {
    as: discard,
    arguments: ($, { context }) => ({ id: $.id, token: context.Task.Token }),
  })
  .task("Review", review, { as: discard })
  .task(
    "Create",
    sdk(CreateStackCommand, ($) => ({ StackName: format("app-{}", $.id), RoleARN: substitution("DeployRoleArn") })),
    { as: discard },
  )
  .task(
    "List",
    sdk(ListObjectsV2Command, () => ({ Bucket: "orders" })),
    { as: discard },
  )
  .task(
    "Send",
    sqs.sendMessage(($) => ({ QueueUrl: substitution("QueueUrl"), MessageBody: $.id })),
    { as: discard },
  )
  .task(
    "Send Here",
    sqs.sendMessage(($) => ({ QueueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/here", MessageBody: $.id })),
    { as: discard },
  )
  .task(
    "Tell",
    sns.publish(($) => ({ TopicArn: substitution("TopicArn"), Message: $.id })),
    { as: discard },
  )
  .task(
    "Note",
    events.putEvents(($) => ({ Entries: [{ Detail: { id: $.id }, DetailType: "t", Source: "s" }] })),
    { as: discard },
  )
  .task(
    "Keep",
    dynamodb.putItem(($) => ({ TableName: $.table, Item: { id: { S: $.id } } })),
    { as: discard },
  )
  .task(
    "Build",
    batch.submitJob.sync(($) => ({ JobName: $.id, JobQueue: "builds", JobDefinition: "build:3" })),
    { as: discard },
  )
  .task("Roll Out", states.startExecution.sync<null>(), {
    as: discard,
    arguments: () => ({ StateMachineArn: "arn:aws:states:eu-west-1:111122223333:stateMachine:RollOut" }),
  })
  .task("Rate", http<{ rate: number }>(), {
    as: discard,
    arguments: () => ({
      ApiEndpoint: "https://rates.example/v1",
      Method: "GET",
      Authentication: { ConnectionArn: substitution("ConnectionArn") },
    }),
  })
  .end();

const props = {
  substitutions: {
    deployRoleArn: "arn:aws:iam::111122223333:role/Deploy",
    queueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
    topicArn: "arn:aws:sns:eu-west-1:111122223333:told",
    connectionArn: "arn:aws:events:eu-west-1:111122223333:connection/rates/1",
  },
};

test("two calls that begin with the same action, one of several, make a property of the construct twice", () => {
  const moved = workflow<{ bucket: string; key: string }>("Move")
    .task(
      "Head",
      sdk(HeadObjectCommand, ($) => ({ Bucket: $.bucket, Key: $.key })),
      { as: discard },
    )
    .task(
      "Copy",
      sdk(CopyObjectCommand, ($) => ({ Bucket: $.bucket, Key: "copy", CopySource: format("{}/{}", $.bucket, $.key) })),
      { as: discard },
    )
    .end();
  const [construct] = generateConstruct(moved);
  const properties = [...(construct?.contents ?? "").matchAll(/\/\*\* Of (.*)\. \*\/\n *readonly (".*")\?:/g)];
  assert.deepEqual(
    properties.map(([, states, key]) => [states, key]),
    [["'Head', 'Copy'", '"s3:GetObject"']],
  );
});

test("the construct does not compile, or its role may do more or less than the definition calls", async () => {
  const project = constructProject(machine);
  try {
    const file = join(project.root, "tsconfig.json");
    const compilerOptions = { noEmit: true, paths: {} };
    writeFileSync(
      file,
      JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions, include: ["generated"], exclude: [] }),
    );
    assert.equal(await tsc("7", ["-p", file], project.root), "");
    const { CallsWorkflow } = await import(pathToFileURL(project.construct).href);
    const stack = new Stack(new App({ context: { "aws:cdk:bundling-stacks": [] } }), "Test", {
      env: { account: "111122223333", region: "eu-west-1" },
    });
    const functionDefaults = { projectRoot: project.root, depsLockFilePath: join(project.root, "package-lock.json") };
    const made = new CallsWorkflow(stack, "Calls", {
      ...props,
      functionDefaults,
      tracing: false,
      resources: { "dynamodb:PutItem": ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"] },
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs("AWS::StepFunctions::Activity", 1);
    const plain = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value)
          .replace(/\{"Ref":"AWS::Partition"\}/g, '"aws"')
          .replace(/\{"Fn::Join":\["",(\[[^\]]*\])\]\}/g, (whole, list) => {
            const parts: unknown[] = JSON.parse(list);
            return parts.every((part) => typeof part === "string") ? JSON.stringify(parts.join("")) : whole;
          }),
      );
    const isOfMachine = ([id]: readonly [string, unknown]) => /^Calls(RoleDefaultPolicy|OnItself)/.test(id);
    const statements = Object.entries(template.findResources("AWS::IAM::Policy"))
      .filter(isOfMachine)
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => !JSON.stringify(Action).includes("logs:"))
      .map(({ Action, Resource, Condition }) => plain({ Action, Resource, ...(Condition && { Condition }) }));
    const all = "arn:aws:events:eu-west-1:111122223333:rule/";
    const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
    assert.deepEqual(
      sorted(statements),
      sorted([
        {
          Action: "lambda:InvokeFunction",
          Resource: [stack.resolve(made.functions.charge.functionArn), stack.resolve(made.functions.ask.functionArn)],
        },
        { Action: "sts:AssumeRole", Resource: "arn:aws:iam::111122223333:role/Teller" },
        {
          Action: "cloudformation:CreateStack",
          Resource: "arn:aws:cloudformation:eu-west-1:111122223333:stack/app-*/*",
        },
        { Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/Deploy" },
        { Action: "s3:ListBucket", Resource: "arn:aws:s3:::orders" },
        {
          Action: "sqs:SendMessage",
          Resource: ["arn:aws:sqs:eu-west-1:111122223333:here", "arn:aws:sqs:eu-west-1:111122223333:orders"],
        },
        { Action: "sns:Publish", Resource: "arn:aws:sns:eu-west-1:111122223333:told" },
        { Action: "events:PutEvents", Resource: "arn:aws:events:eu-west-1:111122223333:event-bus/default" },
        { Action: "dynamodb:PutItem", Resource: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" },
        {
          Action: "batch:SubmitJob",
          Resource: [
            "arn:aws:batch:eu-west-1:111122223333:job-definition/build:3",
            "arn:aws:batch:eu-west-1:111122223333:job-queue/builds",
          ],
        },
        { Action: ["batch:DescribeJobs", "batch:TerminateJob"], Resource: "*" },
        {
          Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
          Resource: [
            `${all}StepFunctionsGetEventsForBatchJobsRule`,
            `${all}StepFunctionsGetEventsForStepFunctionsExecutionRule`,
          ],
        },
        {
          Action: "states:StartExecution",
          Resource: "arn:aws:states:eu-west-1:111122223333:stateMachine:RollOut",
        },
        {
          Action: ["states:DescribeExecution", "states:StopExecution"],
          Resource: "arn:aws:states:eu-west-1:111122223333:execution:RollOut:*",
        },
        {
          Action: "states:InvokeHTTPEndpoint",
          Resource: stack.resolve(made.stateMachine.stateMachineArn),
          Condition: { StringLike: { "states:HTTPEndpoint": ["https://rates.example/v1"] } },
        },
        {
          Action: "events:RetrieveConnectionCredentials",
          Resource: "arn:aws:events:eu-west-1:111122223333:connection/rates/1",
        },
        {
          Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
          Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:events!connection/*",
        },
      ]),
    );
  } finally {
    project.remove();
  }
});

const job = workflow<{ key: string; list: string[] }>("Job");
const own = [
  "states:StartExecution on <machine>",
  "states:DescribeExecution states:StopExecution on <executions>/*:* <executions>:*",
  "states:RedriveExecution on <executions>/*:*",
];
const at = (Key: string) => ({ arguments: () => ({ Bucket: "b", Key }), as: discard }) as const;
const below = { arguments: () => ({ Bucket: "b", Prefix: "in/" }), as: discard } as const;
for (const [what, chain, expected] of [
  [
    "over a list",
    job.distributedMap(
      "M",
      fromItems(($) => $.list),
      (one) => one.wait("W", seconds(1)),
      { as: discard },
    ),
    own,
  ],
  [
    "with a label",
    job.distributedMap(
      "M",
      fromItems(($) => $.list),
      (one) => one.wait("W", seconds(1)),
      { as: discard, label: "L" },
    ),
    own.map((line) => line.replace("/*", "/L")),
  ],
  [
    "of Express executions",
    job.distributedMap(
      "M",
      fromItems(($) => $.list),
      (one) => one.wait("W", seconds(1)),
      {
        as: discard,
        executionType: "EXPRESS",
      },
    ),
    own.slice(0, 2),
  ],
  [
    "over a file",
    job.distributedMap("M", csv<"a">(), (one) => one.wait("W", seconds(1)), at("k")),
    [...own, "s3:GetObject on arn:<partition>:s3:::b/k"],
  ],
  [
    "over a file that the data names, in a version",
    job.distributedMap("M", jsonLines<string>(), (one) => one.wait("W", seconds(1)), {
      arguments: ($) => ({ Bucket: "b", Key: format("in/{}", $.key), VersionId: "v" }),
      as: discard,
    }),
    [...own, "s3:GetObject s3:GetObjectVersion on arn:<partition>:s3:::b/in/<unknown>"],
  ],
  [
    "over an inventory",
    job.distributedMap("M", manifest(), (one) => one.wait("W", seconds(1)), at("manifest.json")),
    [...own, "s3:GetObject on arn:<partition>:s3:::b/<unknown>"],
  ],
  [
    "over what Athena unloaded",
    job.distributedMap(
      "M",
      athenaManifest<string>({ format: "JSONL" }),
      (one) => one.wait("W", seconds(1)),
      at("m.csv"),
    ),
    [...own, "s3:GetObject on arn:<partition>:s3:::b/<unknown>"],
  ],
  [
    "over a listing",
    job.distributedMap("M", listObjects(), (one) => one.wait("W", seconds(1)), below),
    [...own, "s3:ListBucket on arn:<partition>:s3:::b"],
  ],
  [
    "over what is in the objects of a listing",
    job.distributedMap("M", loadObjects<string>({ format: "JSONL" }), (one) => one.wait("W", seconds(1)), below),
    [...own, "s3:ListBucket on arn:<partition>:s3:::b", "s3:GetObject on arn:<partition>:s3:::b/in/*"],
  ],
  ...(["out", "out/", ""] as const).map(
    (Prefix) =>
      [
        `with a writer below '${Prefix}'`,
        job.distributedMap(
          "M",
          fromItems(($) => $.list),
          (one) => one.wait("W", seconds(1)),
          {
            as: discard,
            writer: () => ({ Bucket: "b", Prefix }),
          },
        ),
        [
          ...own,
          `s3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload on arn:<partition>:s3:::b/${Prefix === "" ? "" : "out/"}*`,
        ],
      ] as const,
  ),
] as const) {
  test(`a distributed map ${what} may do more than it does, or less`, () => {
    const { statements, unknown } = permissions(chain.end());
    assert.deepEqual(unknown, []);
    assert.deepEqual(
      statements.map(({ actions, resources }) =>
        `${actions.join(" ")} on ${resources.join(" ")}`.replace(/⟦(\w+)⟧/g, "<$1>"),
      ),
      expected,
    );
  });
}

test("a call whose rights nobody has published is granted by guess", () => {
  class BrandNewCommand {
    readonly input = {};
    resolveMiddleware(stack: { resolve: (handler: unknown, context: object) => unknown }) {
      stack.resolve(null, { clientName: "BrandNewClient", commandName: "DoThingCommand" });
      return async () => ({ output: {} });
    }
  }
  const made = workflow<{ id: string }>("W")
    .task("Do", sdk(BrandNewCommand as never), { as: discard })
    .end();
  assert.deepEqual(permissions(made), { statements: [], unknown: ["Do"] });
});

test.run();
