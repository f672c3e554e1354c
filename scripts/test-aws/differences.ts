// Where the emulators differ from AWS's documentation, each asked of them: one that is mended is told, so that its cases can be
// those of AWS.
import assert from "node:assert/strict";
import {
  type ChangeSetType,
  CreateChangeSetCommand,
  CreateStackCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { CodePipelineClient, PutJobSuccessResultCommand } from "@aws-sdk/client-codepipeline";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateStateMachineCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Account } from "./account.js";
import type { Case } from "./cases.js";
import { templates } from "./templates.js";

const Parameters = [{ ParameterKey: "environmentName", ParameterValue: "differs" }];
async function changeSet({ cloudFormation, unique }: Account, TemplateBody: string) {
  const StackName = unique("differs");
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: templates.first, Parameters }));
  const ChangeSetType: ChangeSetType = "UPDATE";
  const place = { StackName, ChangeSetName: "changes" };
  await cloudFormation.send(new CreateChangeSetCommand({ ...place, ChangeSetType, TemplateBody, Parameters }));
  return cloudFormation.send(new DescribeChangeSetCommand(place));
}
/** The same input twice under one name, while the first runs. */
async function startTwice({ stepFunctions, unique }: Account) {
  const { stateMachineArn } = await stepFunctions.send(
    new CreateStateMachineCommand({
      name: unique("Twice"),
      roleArn: "arn:aws:iam::123456789012:role/deploy",
      definition: JSON.stringify({ StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 3600, End: true } } }),
    }),
  );
  const start = () => stepFunctions.send(new StartExecutionCommand({ stateMachineArn, name: "job", input: "{}" }));
  await start();
  return start();
}

const noJobs = (only: string): Case => ({
  name: "it knows no jobs of CodePipeline; the sandbox is the pipeline",
  only,
  run: async () => {
    const client = new CodePipelineClient({ maxAttempts: 1 });
    const jobId = "00000000-0000-4000-8000-000000000000";
    await assert.rejects(client.send(new PutJobSuccessResultCommand({ jobId })), (error: Error) => {
      assert.notEqual(error.name, "JobNotFoundException");
      return true;
    });
  },
});
const atOnce = (only: string): Case => ({
  name: "its stacks are created within the call",
  only,
  run: async ({ cloudFormation, unique }) => {
    const StackName = unique("once");
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: templates.first, Parameters }));
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    assert.equal(Stacks[0]?.StackStatus, "CREATE_COMPLETE");
  },
});

export const differences: readonly Case[] = [
  noJobs("moto"),
  noJobs("ministack"),
  atOnce("moto"),
  atOnce("ministack"),
  {
    name: "its change sets do not say what is replaced; only additions are safe",
    only: "moto",
    run: async (account) => {
      const { Changes = [] } = await changeSet(account, templates.modified);
      assert.deepEqual(
        Changes.map(({ ResourceChange: { Action, Replacement } = {} }) => [Action, Replacement]),
        [["Modify", undefined]],
      );
    },
  },
  {
    name: "it refuses to make a change set without changes, which AWS makes and fails",
    only: "moto",
    run: async (account) => {
      await assert.rejects(changeSet(account, templates.first), /No updates are to be performed/);
    },
  },
  {
    name: "it finds no template by the URL of its bucket",
    only: "ministack",
    run: async ({ cloudFormation, s3, unique }) => {
      await s3.send(new PutObjectCommand({ Bucket: "templates", Key: "first", Body: templates.first }));
      const TemplateURL = "https://templates.s3.us-east-1.amazonaws.com/first";
      await assert.rejects(
        cloudFormation.send(new CreateStackCommand({ StackName: unique("url"), TemplateURL, Parameters })),
        /Template not found|Invalid TemplateURL/,
      );
    },
  },
  {
    name: "it refuses to start a running execution again, which AWS answers with the one that runs",
    only: "ministack",
    run: async (account) => {
      await assert.rejects(startTwice(account), { name: "ExecutionAlreadyExists" });
    },
  },
];
