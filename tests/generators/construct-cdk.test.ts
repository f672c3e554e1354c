import assert from "node:assert/strict";
import { App, Duration, Stack } from "aws-cdk-lib";
import { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import {
  Choice,
  Condition,
  Fail,
  type IChainable,
  StateGraph,
  Succeed,
  Wait,
  WaitTime,
} from "aws-cdk-lib/aws-stepfunctions";
import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
import { test } from "uvu";
import { definition } from "../../generators/definition.js";
import { deploy } from "../../workflows/deploy.js";

/** The deploy flow, written with the CDK's own constructs for Step Functions. */
function deployByHand(stack: Stack): IChainable {
  const task = (name: string, functionName: string, key: string) =>
    new LambdaInvoke(stack, name, {
      lambdaFunction: Lambda.fromFunctionName(stack, functionName, functionName),
      payloadResponseOnly: true,
      resultPath: `$.${key}`,
    });
  const tenSeconds = (name: string) => new Wait(stack, name, { time: WaitTime.duration(Duration.seconds(10)) });

  const succeeded = new Succeed(stack, "Deployment Succeeded");
  const failed = new Fail(stack, "Deployment Failed", { error: "DeploymentFailed", cause: "…" });

  const waitForStack = tenSeconds("Wait Stack Creation");
  const create = task("Create Stack", "CreateStack", "stackCreationDetails")
    .next(waitForStack)
    .next(task("Get Stack Creation Status", "GetStackCreationStatus", "stackCreationStatus"))
    .next(
      new Choice(stack, "Stack Created?")
        .when(Condition.stringEquals("$.stackCreationStatus", "complete"), succeeded)
        .otherwise(waitForStack),
    );
  const act = new Choice(stack, "Safe to Update Infra?")
    .when(
      Condition.stringEquals("$.changeSetAction", "CAN-SAFELY-UPDATE-EXISTING-STACK"),
      task("Execute Change Set", "ExecuteChangeSet", "changeSetExecutionDetails").next(succeeded),
    )
    .otherwise(task("Delete Change Set", "DeleteChangeSet", "changeSetDeletionDetails").next(failed));
  const waitForChangeSet = tenSeconds("Wait Change Set Creation");
  const update = task("Create Change Set", "CreateChangeSet", "changeSetName")
    .next(waitForChangeSet)
    .next(task("Get Change Set Creation Status", "GetChangeSetCreationStatus", "changeSetCreationStatus"))
    .next(
      new Choice(stack, "Change Set Created?")
        .when(
          Condition.stringEquals("$.changeSetCreationStatus", "complete"),
          task("Inspect Change Set Changes", "InspectChangeSetChanges", "changeSetAction").next(act),
        )
        .otherwise(waitForChangeSet),
    );
  return task("Check Stack Existence", "CheckStackExistence", "doesStackExist").next(
    new Choice(stack, "Does Stack Exist?")
      .when(Condition.booleanEquals("$.doesStackExist", true), update)
      .when(Condition.booleanEquals("$.doesStackExist", false), create),
  );
}

/** A definition as its states and the ways between them: name -> type, result, and each way with its condition. */
interface AnyState {
  readonly Type: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly ResultPath?: string;
  readonly Seconds?: number;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
}
function shape({ StartAt, States }: { readonly StartAt: string; readonly States: Readonly<Record<string, AnyState>> }) {
  const states = Object.entries(States).map(
    ([name, { Type, Next, End, ResultPath, Seconds, Default, Choices = [] }]) => [
      name,
      {
        Type,
        Next,
        End,
        ResultPath,
        Seconds,
        ways: [
          ...Choices.map((rule) => JSON.stringify(Object.entries(rule).sort())),
          ...(Default ? [Default] : []),
        ].sort(),
      },
    ],
  );
  return {
    StartAt,
    States: Object.fromEntries(states.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1))),
  };
}

test("deploy has the states and transitions that the CDK's own task constructs give", () => {
  const stack = new Stack(new App(), "Deploy");
  const start = deployByHand(stack);
  const byHand = stack.resolve(new StateGraph(start.startState, "Deploy").toGraphJson());
  const generated = definition(deploy);
  assert.equal(Object.keys(generated.States).length, 16);
  assert.deepEqual(shape(generated as Parameters<typeof shape>[0]), shape(byHand));
});

test.run();
