import assert from "node:assert/strict";
import type { StateMachineModel } from "statewright";
import { inTurn, simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import type { ChoiceState } from "../../asl/types.js";
import { definition } from "../../generators/definition.js";
import { deploy } from "../../workflows/deploy.js";
import { aslFindings } from "../generators/asl-findings.js";
import {
  absent,
  changeSetDeleted,
  changeSetDone,
  input,
  keys,
  present,
  reason,
  safe,
  throttled,
  times,
  turns,
  unsafe,
  ways,
} from "./flow.js";
import { outcomes } from "./outcomes.js";

const creating = (count: number) => turns(count, "Wait Stack Creation", "Get Stack Creation Status", "Stack Created?");
const changing = (count: number) =>
  turns(count, "Wait Change Set Creation", "Get Change Set Creation Status", "Change Set Created?");

/** The sixteen states of the flow, in the order of its diagram. */
const flow = {
  "Check Stack Existence": "Task → Does Stack Exist?",
  "Does Stack Exist?": "Choice → Create Change Set → Create Stack",
  "Create Stack": "Task → Wait Stack Creation",
  "Wait Stack Creation": "Wait → Get Stack Creation Status",
  "Get Stack Creation Status": "Task → Stack Created?",
  "Stack Created?": "Choice → Deployment Succeeded → Wait Stack Creation",
  "Create Change Set": "Task → Wait Change Set Creation",
  "Wait Change Set Creation": "Wait → Get Change Set Creation Status",
  "Get Change Set Creation Status": "Task → Change Set Created?",
  "Change Set Created?": "Choice → Inspect Change Set Changes → Wait Change Set Creation",
  "Inspect Change Set Changes": "Task → Safe to Update Infra?",
  "Safe to Update Infra?": "Choice → Execute Change Set → Delete Change Set",
  "Execute Change Set": "Task → Deployment Succeeded",
  "Delete Change Set": "Task → Deployment Failed",
  "Deployment Succeeded": "Succeed",
  "Deployment Failed": "Fail",
};
/** Where it leads besides: what a function can answer that the sixteen states have no way for. */
const otherWays: Record<string, string> = {
  "Check Stack Existence": " → Get Stack Failure Reason",
  "Does Stack Exist?": " → Get Stack Failure Reason",
  "Stack Created?": " → Get Stack Failure Reason",
  "Create Change Set": " → Clean Up Change Set",
  "Get Change Set Creation Status": " → Clean Up Change Set",
  "Change Set Created?": " → Delete Empty Change Set → Delete Failed Change Set → Delete Failed Change Set",
  "Inspect Change Set Changes": " → Clean Up Change Set",
  "Execute Change Set": " → Clean Up Change Set",
};

test("the flow has other states, types, transitions or keys than its table", () => {
  assert.equal(deploy.StartAt, "Check Stack Existence");
  assert.deepEqual(ways(deploy), {
    ...Object.fromEntries(Object.entries(flow).map(([name, way]) => [name, `${way}${otherWays[name] ?? ""}`])),
    "Delete Empty Change Set": "Task → Deployment Succeeded",
    "Delete Failed Change Set": "Task → Deployment Failed",
    "Clean Up Change Set": "Task → Deployment Aborted → Deployment Aborted",
    "Deployment Aborted": "Fail",
    "Get Stack Failure Reason": "Task → Stack Failed",
    "Stack Failed": "Fail",
  });
  assert.deepEqual(keys(deploy), {
    "Check Stack Existence": "doesStackExist",
    "Create Stack": "stackCreationDetails",
    "Get Stack Creation Status": "stackCreationStatus",
    "Create Change Set": "changeSetName",
    "Get Change Set Creation Status": "changeSetCreationStatus",
    "Inspect Change Set Changes": "changeSetAction",
    "Execute Change Set": "changeSetExecutionDetails",
    "Delete Change Set": "changeSetDeletionDetails",
    "Delete Empty Change Set": "changeSetDeletionDetails",
    "Delete Failed Change Set": "changeSetDeletionDetails",
    "Clean Up Change Set": "changeSetDeletionDetails",
    "Get Stack Failure Reason": "stackFailureReason",
  });
});

test("a choice of the ASL asks for another value or another key", () => {
  const { States } = definition(deploy);
  const asked = (name: string) => {
    const { Choices, Default } = States[name] as ChoiceState;
    return { Choices, Default };
  };
  const says = (key: string, StringEquals: string) => ({ Variable: `$.${key}`, StringEquals });
  assert.deepEqual(
    Object.fromEntries(deploy.states.flatMap(({ Type, name }) => (Type === "Choice" ? [[name, asked(name)]] : []))),
    {
      "Does Stack Exist?": {
        Choices: [
          { Variable: "$.doesStackExist", BooleanEquals: true, Next: "Create Change Set" },
          { Variable: "$.doesStackExist", BooleanEquals: false, Next: "Create Stack" },
          { Variable: "$.doesStackExist", StringEquals: "failed", Next: "Get Stack Failure Reason" },
        ],
        Default: undefined,
      },
      "Stack Created?": {
        Choices: [
          { ...says("stackCreationStatus", "complete"), Next: "Deployment Succeeded" },
          { ...says("stackCreationStatus", "in_progress"), Next: "Wait Stack Creation" },
          { ...says("stackCreationStatus", "failed"), Next: "Get Stack Failure Reason" },
        ],
        Default: undefined,
      },
      "Change Set Created?": {
        Choices: [
          { ...says("changeSetCreationStatus", "complete"), Next: "Inspect Change Set Changes" },
          {
            And: [says("changeSetCreationStatus", "in_progress"), { Variable: "$looks", NumericLessThan: 90 }],
            Next: "Wait Change Set Creation",
          },
          { ...says("changeSetCreationStatus", "no_changes"), Next: "Delete Empty Change Set" },
          { ...says("changeSetCreationStatus", "failed"), Next: "Delete Failed Change Set" },
          { ...says("changeSetCreationStatus", "in_progress"), Next: "Delete Failed Change Set" },
        ],
        Default: undefined,
      },
      "Safe to Update Infra?": {
        Choices: [
          {
            Variable: "$.changeSetAction",
            StringEquals: "CAN-SAFELY-UPDATE-EXISTING-STACK",
            Next: "Execute Change Set",
          },
        ],
        Default: "Delete Change Set",
      },
    },
  );
});

test("another check of ASL refuses the definition", () => {
  assert.deepEqual(aslFindings(definition(deploy)), []);
});

test("a stack that is not there is not created, or not waited for", async () => {
  const { states, status, output, events } = await simulate(deploy, {
    input,
    tasks: { ...absent, "Get Stack Creation Status": inTurn("in_progress", "in_progress", "complete") },
  });
  assert.deepEqual(
    [status, ...states],
    ["SUCCEEDED", "Check Stack Existence", "Does Stack Exist?", "Create Stack", ...creating(3), "Deployment Succeeded"],
  );
  assert.deepEqual(output, {
    ...input,
    doesStackExist: false,
    stackCreationDetails: { stackId: "stack/1" },
    stackCreationStatus: "complete",
  });
  assert.deepEqual(times(events, "WaitStateExited"), [10, 20, 30]);
});

test("a safe change is not executed, or its change set not waited for", async () => {
  const { states, status, output, events } = await simulate(deploy, {
    input,
    tasks: {
      ...present,
      ...safe,
      "Get Change Set Creation Status": inTurn("in_progress", "complete"),
      "Execute Change Set": changeSetDone,
    },
  });
  assert.deepEqual(
    [status, ...states],
    [
      "SUCCEEDED",
      "Check Stack Existence",
      "Does Stack Exist?",
      "Create Change Set",
      ...changing(2),
      "Inspect Change Set Changes",
      "Safe to Update Infra?",
      "Execute Change Set",
      "Deployment Succeeded",
    ],
  );
  assert.deepEqual(output, {
    ...input,
    doesStackExist: true,
    changeSetName: "change-set-1",
    changeSetCreationStatus: "complete",
    changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK",
    changeSetExecutionDetails: { changeSetId: "change-set/1" },
  });
  assert.deepEqual(times(events, "WaitStateExited"), [10, 20]);
});

test("a change that deletes or replaces resources is executed, or its change set left behind", async () => {
  const { states, status, error, cause, output } = await simulate(deploy, {
    input,
    tasks: { ...present, ...unsafe, "Delete Change Set": changeSetDeleted },
  });
  assert.deepEqual(
    [status, ...states],
    [
      "FAILED",
      "Check Stack Existence",
      "Does Stack Exist?",
      "Create Change Set",
      ...changing(1),
      "Inspect Change Set Changes",
      "Safe to Update Infra?",
      "Delete Change Set",
      "Deployment Failed",
    ],
  );
  assert.deepEqual({ error, cause, output }, { error: "DeploymentFailed", cause: reason, output: undefined });
});

test("a verdict that the function should not give lets the change set be executed", async () => {
  const { states } = await simulate(deploy, {
    input,
    tasks: {
      ...present,
      "Inspect Change Set Changes": () => "MAYBE" as never, // a function answers outside of its type
      "Delete Change Set": changeSetDeleted,
    },
  });
  assert.deepEqual(states.slice(-2), ["Delete Change Set", "Deployment Failed"]);
});

test("an existence that is no boolean goes on instead of stopping the machine", async () => {
  const { states, status, error } = await simulate(deploy, {
    input,
    tasks: { "Check Stack Existence": () => "yes" as never }, // likewise
  });
  assert.deepEqual(
    { states, status, error },
    { states: ["Check Stack Existence", "Does Stack Exist?"], status: "FAILED", error: "States.Runtime" },
  );
});

test("a function gets less than all that was gathered before it", async () => {
  const seen: Record<string, unknown> = {};
  const see =
    <Out>(answer: Out) =>
    (given: unknown, { stateName }: { stateName: string }): Out => {
      seen[stateName] = given;
      return answer;
    };
  await simulate(deploy, {
    input,
    tasks: {
      "Check Stack Existence": see(true),
      "Create Change Set": see("change-set-1"),
      "Get Change Set Creation Status": see("complete" as const),
      "Inspect Change Set Changes": see("CAN-SAFELY-UPDATE-EXISTING-STACK" as const),
      "Execute Change Set": see({ changeSetId: "change-set/1" }),
    },
  });
  const created = { ...input, doesStackExist: true, changeSetName: "change-set-1" };
  const complete = { ...created, changeSetCreationStatus: "complete" };
  assert.deepEqual(seen, {
    "Check Stack Existence": input,
    "Create Change Set": { ...input, doesStackExist: true },
    "Get Change Set Creation Status": created,
    "Inspect Change Set Changes": complete,
    "Execute Change Set": { ...complete, changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" },
  });
});

test("an error of the Lambda service is not tried again, or not with a growing, shared-out delay", async () => {
  // Jitter is random, so that its bounds are known and its values are not.
  const most = [2, 4, 8, 16, 32, 64];
  const { status, events, states } = await simulate(deploy, {
    input,
    tasks: { ...absent, "Check Stack Existence": inTurn<false>(throttled(), ...most.slice(1).map(throttled), false) },
  });
  assert.deepEqual([status, states.slice(0, 2)], ["SUCCEEDED", ["Check Stack Existence", "Does Stack Exist?"]]);
  const tries = times(events, "LambdaFunctionScheduled").slice(0, most.length + 1);
  const delays = tries.slice(1).map((time, index) => time - (tries[index] ?? 0));
  assert.equal(delays.length, most.length);
  delays.forEach((delay, index) => {
    assert.ok(delay >= 0 && delay <= (most[index] ?? 0), `retry ${index + 1} came after ${delay} s`);
  });
});

test("a state does not retry all of the Lambda service's passing errors, or retries others too", async () => {
  const errors = [
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.TooManyRequestsException",
    // A function that was cut off.
    "Lambda.Unknown",
    "Sandbox.Timedout",
    "TransientError",
  ];
  const passing = { ErrorEquals: errors, IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2, JitterStrategy: "FULL" };
  const every10Seconds = (name: string, MaxAttempts: number) => ({
    ErrorEquals: [name],
    IntervalSeconds: 10,
    MaxAttempts,
    BackoffRate: 1,
  });
  const waits: Record<string, object> = {
    doesStackExist: every10Seconds("StackInProgress", 120),
    // A change set that is being created cannot be deleted yet.
    changeSetDeletionDetails: every10Seconds("ChangeSetInProgress", 120),
  };
  assert.deepEqual(
    retriesOf(deploy),
    Object.fromEntries(
      Object.entries(keys(deploy)).map(([name, key]) => [name, key in waits ? [waits[key], passing] : [passing]]),
    ),
  );
  const { status, error, events } = await simulate(deploy, {
    input,
    tasks: {
      "Check Stack Existence": () => {
        throw Object.assign(new Error("no right to look"), { name: "AccessDenied" });
      },
    },
  });
  assert.deepEqual([status, error, times(events, "LambdaFunctionFailed")], ["FAILED", "AccessDenied", [0]]);
});
function retriesOf({ states }: StateMachineModel) {
  return Object.fromEntries(states.flatMap((state) => (state.Type === "Task" ? [[state.name, state.Retry]] : [])));
}

test("the seventh failure in a row of the Lambda service is tried again", async () => {
  const { status, error, events } = await simulate(deploy, {
    input,
    tasks: {
      "Check Stack Existence": () => {
        throw throttled();
      },
    },
  });
  assert.deepEqual(
    [status, error, times(events, "LambdaFunctionFailed").length],
    ["FAILED", "Lambda.TooManyRequestsException", 7],
  );
});

test("a stack that is never ready is waited for without end", async () => {
  const { status, events } = await simulate(deploy, {
    input,
    tasks: { ...absent, "Get Stack Creation Status": inTurn("in_progress") },
  });
  assert.deepEqual([status, times(events, "ExecutionTimedOut")], ["TIMED_OUT", [3600]]);
  assert.equal(definition(deploy).TimeoutSeconds, 3600);
});

outcomes((tasks) => simulate(deploy, { input, tasks }));

test("a state or a transition of the flow was never taken by these tests", () => {
  assert.deepEqual(untaken(deploy), { states: [], transitions: [] });
});

test.run();
