// What must hold against software of others, and where that differs from AWS.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DescribeStacksCommand, ListChangeSetsCommand } from "@aws-sdk/client-cloudformation";
import { CreateStateMachineCommand, ListExecutionsCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { type Account, deploy, pipelineOf, putInput } from "./account.js";
import { templates } from "./templates.js";

export interface Case {
  readonly name: string;
  /** Absent where it holds of all emulators. */
  readonly only?: string;
  readonly run: (account: Account) => Promise<void>;
}

const stackOf = async ({ cloudFormation }: Account, name: string) => {
  const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
  return Stacks[0];
};
const isAbsent = (account: Account, name: string) =>
  stackOf(account, name).then(
    () => false,
    (error: Error) => error.message.includes("does not exist"),
  );
/** Change sets that somebody could still execute. */
const executable = async ({ cloudFormation }: Account, StackName: string) => {
  const { Summaries = [] } = await cloudFormation.send(new ListChangeSetsCommand({ StackName }));
  // moto lists those of every stack.
  const own = Summaries.filter((one) => one.StackName === StackName);
  return own.filter(({ ExecutionStatus }) => ExecutionStatus === "AVAILABLE").map((one) => one.ChangeSetName);
};
/** An environment of its own, in which the first revision is deployed. */
async function deployed(account: Account, word: string) {
  const environmentName = account.unique(word);
  const { action, states } = await deploy(account, { environmentName, template: templates.first });
  assert.equal(action.status, "Succeeded", action.failure?.message);
  return { environmentName, name: `${environmentName}-app`, states };
}

export const cases: readonly Case[] = [
  {
    name: "a first deployment creates the stack, and tells the pipeline when that is done",
    run: async (account) => {
      const { name, states } = await deployed(account, "first");
      assert.deepEqual(states, [
        "Check Stack Existence",
        "Does Stack Exist?",
        "Create Stack",
        "Wait Stack Creation",
        "Get Stack Creation Status",
        "Stack Created?",
        "Deployment Succeeded",
      ]);
      assert.equal((await stackOf(account, name))?.StackStatus, "CREATE_COMPLETE");
    },
  },
  {
    name: "the sample application of infra/ is deployed",
    run: async (account) => {
      const environmentName = account.unique("sample");
      const template = readFileSync("infra/sample/application/lambda-template.yaml", "utf8");
      const { action } = await deploy(account, { environmentName, template });
      assert.equal(action.status, "Succeeded", action.failure?.message);
      const outputs = (await stackOf(account, `${environmentName}-app`))?.Outputs;
      assert.deepEqual(
        outputs?.map(({ OutputKey }) => OutputKey),
        ["FunctionName"],
      );
    },
  },
  {
    name: "a template that is too long to be sent goes by way of a bucket",
    only: "moto",
    run: async (account) => {
      const environmentName = account.unique("long");
      const { action } = await deploy(account, { environmentName, template: templates.long });
      assert.equal(action.status, "Succeeded", action.failure?.message);
      assert.equal((await stackOf(account, `${environmentName}-app`))?.StackStatus, "CREATE_COMPLETE");
    },
  },
  {
    name: "an addition is executed, awaited, and leaves no change set that could be executed",
    run: async (account) => {
      const { environmentName, name } = await deployed(account, "add");
      const { action, states } = await deploy(account, { environmentName, template: templates.added });
      assert.equal(action.status, "Succeeded", action.failure?.message);
      assert.ok(states.includes("Execute Change Set") && states.includes("Stack Updated?"), states.join());
      assert.equal((await stackOf(account, name))?.StackStatus, "UPDATE_COMPLETE");
      assert.deepEqual(await executable(account, name), []);
    },
  },
  {
    name: "a removal is rejected: the change set is deleted, the stack stays, the pipeline hears which resource it was",
    run: async (account) => {
      const { environmentName, name } = await deployed(account, "remove");
      const { action, states } = await deploy(account, { environmentName, template: templates.removed });
      assert.equal(action.status, "Failed");
      assert.ok(states.includes("Delete Change Set") && !states.includes("Execute Change Set"), states.join());
      assert.match(action.failure?.message ?? "", /Queue/);
      assert.equal((await stackOf(account, name))?.StackStatus, "CREATE_COMPLETE");
      assert.deepEqual(await executable(account, name), []);
    },
  },
  {
    name: "blue/green answers a removal with a second stack, and leaves the first as it is",
    run: async (account) => {
      const { environmentName, name } = await deployed(account, "green");
      const revision = { workflow: "deploy-blue-green", environmentName, template: templates.removed } as const;
      const { action, states } = await deploy(account, revision);
      assert.equal(action.status, "Succeeded", action.failure?.message);
      assert.ok(states.includes("Name Green Stack"), states.join());
      assert.equal((await stackOf(account, name))?.StackStatus, "CREATE_COMPLETE");
      const { Stacks = [] } = await account.cloudFormation.send(new DescribeStacksCommand({}));
      const green = Stacks.filter(({ StackName }) => StackName?.startsWith(`${name}-`));
      assert.deepEqual(
        green.map(({ StackName, StackStatus }) => [
          /^[0-9a-f]{32}$/.test(StackName?.slice(name.length + 1) ?? ""),
          StackStatus,
        ]),
        [[true, "CREATE_COMPLETE"]],
      );
    },
  },
  {
    name: "a template that is not in the artifact fails the action, and makes nothing",
    run: async (account) => {
      const environmentName = account.unique("missing");
      const input = { templatePath: "none.yaml" };
      const { action } = await deploy(account, { environmentName, template: templates.first, input });
      assert.equal(action.status, "Failed");
      assert.match(action.failure?.message ?? "", /none\.yaml/);
      assert.ok(await isAbsent(account, `${environmentName}-app`));
    },
  },
  {
    name: "an input file that lacks a field fails the action as wrongly configured, and names the field",
    run: async (account) => {
      const environmentName = account.unique("input");
      const input = { stackName: undefined };
      const { action, states } = await deploy(account, { environmentName, template: templates.first, input });
      assert.equal(action.failure?.type, "ConfigurationError");
      assert.match(action.failure?.message ?? "", /stackName/);
      assert.deepEqual(states, []);
    },
  },
  {
    name: "a job that is delivered twice starts one execution, and one that is stopped fails the action",
    run: async (account) => {
      const { stepFunctions } = account;
      const machine = await stepFunctions.send(
        new CreateStateMachineCommand({
          name: account.unique("Deploy"),
          roleArn: "arn:aws:iam::123456789012:role/deploy",
          definition: JSON.stringify({ StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 3600, End: true } } }),
        }),
      );
      const stateMachineArn = machine.stateMachineArn ?? "";
      const { clock, codePipeline } = pipelineOf(
        account,
        { faults: { deliveries: [{ againAfterSeconds: [1, 5] }] } },
        stepFunctions,
        stateMachineArn,
      );
      const configured = await putInput(account, {
        environmentName: "twice",
        stackName: "app",
        templatePath: "t.yaml",
      });
      const ended = codePipeline.run(configured);
      clock.at(clock.now() + 100_000, () =>
        clock.run(
          async () => {
            const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
            assert.equal(executions.length, 1);
            assert.equal(executions[0]?.status, "RUNNING");
            await stepFunctions.send(new StopExecutionCommand({ executionArn: executions[0]?.executionArn }));
          },
          (end) => {
            if (end.kind !== "answered") throw end.error;
          },
        ),
      );
      const action = await ended;
      assert.equal(action.status, "Failed");
      assert.match(action.failure?.message ?? "", /ABORTED/);
      assert.ok(action.jobs.length >= 3, "the pipeline asked again");
    },
  },
  {
    name: "a replacement is rejected",
    run: async (account) => {
      const { environmentName, name } = await deployed(account, "replace");
      const { action } = await deploy(account, { environmentName, template: templates.replaced });
      assert.equal(action.status, "Failed");
      assert.match(action.failure?.message ?? "", /Queue/);
      assert.deepEqual(await executable(account, name), []);
    },
  },
  {
    name: "a modification that replaces nothing is executed",
    only: "ministack",
    run: async (account) => {
      const { environmentName, name } = await deployed(account, "modify");
      const { action } = await deploy(account, { environmentName, template: templates.modified });
      assert.equal(action.status, "Succeeded", action.failure?.message);
      assert.equal((await stackOf(account, name))?.StackStatus, "UPDATE_COMPLETE");
    },
  },
  {
    name: "a modification of which nobody says that it replaces nothing is rejected",
    only: "moto",
    run: async (account) => {
      const { environmentName, name } = await deployed(account, "modify");
      const { action } = await deploy(account, { environmentName, template: templates.modified });
      assert.equal(action.status, "Failed");
      assert.match(action.failure?.message ?? "", /Queue/);
      assert.deepEqual(await executable(account, name), []);
    },
  },
  {
    name: "a revision that changes nothing succeeds, and leaves no change set",
    only: "ministack",
    run: async (account) => {
      const { environmentName, name } = await deployed(account, "same");
      const { action, states } = await deploy(account, { environmentName, template: templates.first });
      assert.equal(action.status, "Succeeded", action.failure?.message);
      assert.ok(states.includes("Delete Empty Change Set"), states.join());
      const { Summaries } = await account.cloudFormation.send(new ListChangeSetsCommand({ StackName: name }));
      assert.deepEqual(Summaries ?? [], []);
    },
  },
];
