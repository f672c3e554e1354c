import assert from "node:assert/strict";
import { App, Duration, Stack } from "aws-cdk-lib";
import { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import {
  Choice,
  Condition,
  Errors,
  Fail,
  type IChainable,
  JsonPath,
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
      lambdaFunction: Lambda.fromFunctionName(stack, `${name} Function`, functionName),
      payloadResponseOnly: true,
      resultPath: `$.${key}`,
    });
  const tenSeconds = (name: string) => new Wait(stack, name, { time: WaitTime.duration(Duration.seconds(10)) });
  const remove = (name: string) => task(name, "DeleteChangeSet", "changeSetDeletionDetails");
  const says = (key: string, value: string) => Condition.stringEquals(`$.${key}`, value);

  const succeeded = new Succeed(stack, "Deployment Succeeded");
  const failed = new Fail(stack, "Deployment Failed", {
    error: "DeploymentFailed",
    causePath: "$.changeSetDeletionDetails.reason",
  });
  const stackFailed = task("Get Stack Failure Reason", "GetStackFailureReason", "stackFailureReason").next(
    new Fail(stack, "Stack Failed", { error: "StackFailed", causePath: "$.stackFailureReason" }),
  );
  const aborted = new Fail(stack, "Deployment Aborted", {
    errorPath: "$.problem.Error",
    causePath: "$.problem.Cause",
  });
  const cleanUp = remove("Clean Up Change Set")
    .addCatch(aborted, { errors: [Errors.ALL], resultPath: JsonPath.DISCARD })
    .next(aborted);
  const cleaned = (invoke: LambdaInvoke) => invoke.addCatch(cleanUp, { errors: [Errors.ALL], resultPath: "$.problem" });

  const waitForCreation = tenSeconds("Wait Stack Creation");
  const create = task("Create Stack", "CreateStack", "stackCreationDetails")
    .next(waitForCreation)
    .next(task("Get Stack Creation Status", "GetStackCreationStatus", "stackCreationStatus"))
    .next(
      new Choice(stack, "Stack Created?")
        .when(says("stackCreationStatus", "complete"), succeeded)
        .when(says("stackCreationStatus", "in_progress"), waitForCreation)
        .when(says("stackCreationStatus", "failed"), stackFailed),
    );
  const act = new Choice(stack, "Safe to Update Infra?")
    .when(
      says("changeSetAction", "CAN-SAFELY-UPDATE-EXISTING-STACK"),
      cleaned(task("Execute Change Set", "ExecuteChangeSet", "changeSetExecutionDetails")).next(succeeded),
    )
    .otherwise(remove("Delete Change Set").next(failed));
  const unmade = remove("Delete Failed Change Set").next(failed);
  const waitForChangeSet = tenSeconds("Wait Change Set Creation");
  const update = cleaned(task("Create Change Set", "CreateChangeSet", "changeSetName"))
    .next(waitForChangeSet)
    .next(cleaned(task("Get Change Set Creation Status", "GetChangeSetCreationStatus", "changeSetCreationStatus")))
    .next(
      new Choice(stack, "Change Set Created?")
        .when(
          says("changeSetCreationStatus", "complete"),
          cleaned(task("Inspect Change Set Changes", "InspectChangeSetChanges", "changeSetAction")).next(act),
        )
        .when(
          Condition.and(says("changeSetCreationStatus", "in_progress"), Condition.numberLessThan("$looks", 90)),
          waitForChangeSet,
        )
        .when(says("changeSetCreationStatus", "no_changes"), remove("Delete Empty Change Set").next(succeeded))
        .when(says("changeSetCreationStatus", "failed"), unmade)
        .when(says("changeSetCreationStatus", "in_progress"), unmade),
    );
  const check = task("Check Stack Existence", "CheckStackExistence", "doesStackExist").addCatch(stackFailed, {
    errors: ["StackInProgress"],
    resultPath: JsonPath.DISCARD,
  });
  return check.next(
    new Choice(stack, "Does Stack Exist?")
      .when(Condition.booleanEquals("$.doesStackExist", true), update)
      .when(Condition.booleanEquals("$.doesStackExist", false), create)
      .when(says("doesStackExist", "failed"), stackFailed),
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
  readonly Catch?: readonly { readonly Next: string }[];
}
function shape({ StartAt, States }: { readonly StartAt: string; readonly States: Readonly<Record<string, AnyState>> }) {
  const states = Object.entries(States).map(
    ([name, { Type, Next, End, ResultPath, Seconds, Default, Choices = [], Catch = [] }]) => [
      name,
      {
        Type,
        Next,
        End,
        ResultPath,
        Seconds,
        ways: [
          ...[...Choices, ...Catch].map((rule) => JSON.stringify(Object.entries(rule).sort())),
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
  assert.deepEqual(shape(generated as Parameters<typeof shape>[0]), shape(byHand));
});

test.run();
