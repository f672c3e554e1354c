import assert from "node:assert/strict";
import { inTurn, simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { definition } from "../../generators/definition.js";
import { deploy } from "../../workflows/deploy.js";
import { deployAwaitUpdate } from "../../workflows/deploy-await-update.js";
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

const toExecution = [
  "Check Stack Existence",
  "Does Stack Exist?",
  "Create Change Set",
  "Wait Change Set Creation",
  "Get Change Set Creation Status",
  "Change Set Created?",
  "Inspect Change Set Changes",
  "Safe to Update Infra?",
  "Execute Change Set",
];

test("the variant differs from the flow in more than the loop behind the execution", () => {
  assert.deepEqual(ways(deployAwaitUpdate), {
    ...ways(deploy),
    "Execute Change Set": "Task → Wait Stack Update → Clean Up Change Set",
    "Wait Stack Update": "Wait → Get Update Status",
    "Get Update Status": "Task → Stack Updated?",
    "Stack Updated?": "Choice → Deployment Succeeded → Wait Stack Update → Get Stack Failure Reason",
  });
  assert.deepEqual(keys(deployAwaitUpdate), { ...keys(deploy), "Get Update Status": "updateStatus" });
  assert.equal(definition(deployAwaitUpdate).TimeoutSeconds, 3600);
});

test("another check of ASL refuses the definition", () => {
  assert.deepEqual(aslFindings(definition(deployAwaitUpdate)), []);
});

test("success is declared before the stack has taken the update", async () => {
  const seen: unknown[] = [];
  const status = inTurn("in_progress", "in_progress", "complete");
  const {
    status: ended,
    states,
    output,
    events,
  } = await simulate(deployAwaitUpdate, {
    input,
    tasks: {
      ...present,
      ...safe,
      "Execute Change Set": changeSetDone,
      "Get Update Status": (given, tools) => {
        seen.push(given);
        return status(given, tools);
      },
    },
  });
  assert.deepEqual(
    [ended, ...states],
    [
      "SUCCEEDED",
      ...toExecution,
      ...turns(3, "Wait Stack Update", "Get Update Status", "Stack Updated?"),
      "Deployment Succeeded",
    ],
  );
  const executed = {
    ...input,
    doesStackExist: true,
    changeSetName: "change-set-1",
    changeSetCreationStatus: "complete",
    changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK",
    changeSetExecutionDetails: { changeSetId: "change-set/1" },
  };
  const again = { ...executed, updateStatus: "in_progress" };
  assert.deepEqual(seen, [executed, again, again]);
  assert.deepEqual(output, { ...executed, updateStatus: "complete" });
  assert.deepEqual(times(events, "WaitStateExited"), [10, 20, 30, 40]);
});

test("an update that fails is called a success, or fails without what CloudFormation says", async () => {
  const rolledBack = "prod-sample-lambda-app is in UPDATE_ROLLBACK_COMPLETE: Table: no such index";
  const { status, states, error, cause } = await simulate(deployAwaitUpdate, {
    input,
    tasks: {
      ...present,
      ...safe,
      "Execute Change Set": changeSetDone,
      "Get Update Status": inTurn("in_progress", "failed"),
      "Get Stack Failure Reason": () => rolledBack,
    },
  });
  assert.deepEqual(
    [status, error, cause, ...states.slice(-3)],
    ["FAILED", "StackFailed", rolledBack, "Stack Updated?", "Get Stack Failure Reason", "Stack Failed"],
  );
});

test("an update that is never done is waited for without end", async () => {
  const { status, events } = await simulate(deployAwaitUpdate, {
    input,
    tasks: {
      ...present,
      ...safe,
      "Execute Change Set": changeSetDone,
      "Get Update Status": inTurn("in_progress"),
    },
  });
  assert.deepEqual([status, times(events, "ExecutionTimedOut")], ["TIMED_OUT", [3600]]);
});

test("the new function is not tried again like the others", async () => {
  const { status, events } = await simulate(deployAwaitUpdate, {
    input,
    tasks: {
      ...present,
      ...safe,
      "Execute Change Set": changeSetDone,
      "Get Update Status": inTurn<"complete">(throttled(), throttled(), "complete"),
    },
  });
  assert.deepEqual([status, times(events, "LambdaFunctionFailed").length], ["SUCCEEDED", 2]);
});

test("the ways around the update are not those of the flow", async () => {
  const create = await simulate(deployAwaitUpdate, {
    input,
    tasks: { ...absent, "Get Stack Creation Status": inTurn("in_progress", "complete") },
  });
  assert.deepEqual(
    [create.status, ...create.states],
    [
      "SUCCEEDED",
      "Check Stack Existence",
      "Does Stack Exist?",
      "Create Stack",
      ...turns(2, "Wait Stack Creation", "Get Stack Creation Status", "Stack Created?"),
      "Deployment Succeeded",
    ],
  );
  const reject = await simulate(deployAwaitUpdate, {
    input,
    tasks: {
      ...present,
      ...unsafe,
      "Get Change Set Creation Status": inTurn("in_progress", "complete"),
      "Delete Change Set": changeSetDeleted,
    },
  });
  assert.deepEqual(
    [reject.status, reject.error, reject.cause, ...reject.states.slice(-2)],
    ["FAILED", "DeploymentFailed", reason, "Delete Change Set", "Deployment Failed"],
  );
});

outcomes((tasks) => simulate(deployAwaitUpdate, { input, tasks }));

test("a state or a transition of the variant was never taken by these tests", () => {
  assert.deepEqual(untaken(deployAwaitUpdate), { states: [], transitions: [] });
});

test.run();
