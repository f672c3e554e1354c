import assert from "node:assert/strict";
import type { StackStatus } from "@aws-sdk/client-cloudformation";
import { inTurn, simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { definition } from "../../generators/definition.js";
import { deploySdk } from "../../workflows/deploy-sdk.js";
import { aslFindings } from "../generators/asl-findings.js";
import { duration, turns } from "./flow.js";

const input = {
  environmentName: "prod",
  stackName: "sample-lambda-app",
  templateUrl: "https://templates.s3.us-east-1.amazonaws.com/app.yaml",
};
const stack = "prod-sample-lambda-app";

const failure = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const unmodelled = (message: string) => failure("CloudFormation.CloudFormationException", message);
const missing = () => unmodelled(`Stack with id ${stack} does not exist (Service: CloudFormation, Status Code: 400)`);
const described = (StackStatus: StackStatus) => ({
  Stacks: [{ StackName: stack, StackStatus, CreationTime: "2030-01-01T00:00:00Z" }],
});
const made = () => ({ Id: "change-set/1", StackId: "stack/1" });
const ready = { Status: "CREATE_COMPLETE", ExecutionStatus: "AVAILABLE" } as const;
const throws = (error: Error) => (): never => {
  throw error;
};

const present = {
  "Check Stack Existence": () => described("CREATE_COMPLETE"),
  "Create Change Set": made,
  "Describe Change Set": () => ready,
  "Inspect Change Set Changes": () => "CAN-SAFELY-UPDATE-EXISTING-STACK" as const,
  "Execute Change Set": () => ({}),
  "Describe Execution": () => ({ Status: "CREATE_COMPLETE", ExecutionStatus: "EXECUTE_COMPLETE" }) as const,
};
/** Counts what is deleted: the name of each change set, by the call that made it and by the one that deletes it. */
function changeSets() {
  const left = new Set<string | undefined>();
  return {
    left,
    "Create Change Set": ({ ChangeSetName }: { ChangeSetName?: string }) => {
      left.add(ChangeSetName);
      return made();
    },
    "Delete Change Set": ({ ChangeSetName }: { ChangeSetName?: string }) => {
      left.delete(ChangeSetName);
      return {};
    },
    "Delete Empty Change Set": ({ ChangeSetName }: { ChangeSetName?: string }) => {
      left.delete(ChangeSetName);
      return {};
    },
  };
}

test("another check of ASL refuses the definition", () => {
  assert.deepEqual(aslFindings(definition(deploySdk)), []);
});

test("a stack that is not there is not created from the template of the input, or success is told before it is there", async () => {
  const { status, states } = await simulate(deploySdk, {
    input,
    tasks: {
      "Check Stack Existence": throws(missing()),
      "Create Stack": ({ StackName, TemplateURL, ClientRequestToken }) => {
        assert.deepEqual([StackName, TemplateURL], [stack, input.templateUrl]);
        assert.match(ClientRequestToken ?? "", /^deploy-[0-9a-f]{40}$/);
        return { StackId: "stack/1" };
      },
      "Describe Created Stack": inTurn(described("CREATE_IN_PROGRESS"), described("CREATE_COMPLETE")),
    },
  });
  assert.deepEqual(
    [status, ...states],
    [
      ...["SUCCEEDED", "Name Stack", "Check Stack Existence", "Is Stack Missing?", "Create Stack"],
      ...turns(2, "Wait Stack Creation", "Describe Created Stack", "Stack Created?"),
      "Deployment Succeeded",
    ],
  );
});
test("a stack that cannot be asked after counts as missing", async () => {
  const { error, cause, states } = await simulate(deploySdk, {
    input,
    tasks: { "Check Stack Existence": throws(unmodelled("Rate exceeded")) },
  });
  assert.deepEqual(
    [error, cause, ...states.slice(-2)],
    ["CloudFormation.CloudFormationException", "Rate exceeded", "Is Stack Missing?", "Deployment Failed"],
  );
});
test("a creation that is rolled back is waited for", async () => {
  const { error, cause } = await simulate(deploySdk, {
    input,
    tasks: {
      "Check Stack Existence": throws(missing()),
      "Create Stack": () => ({}),
      "Describe Created Stack": () => described("ROLLBACK_IN_PROGRESS"),
    },
  });
  assert.deepEqual([error, cause], ["StackFailed", `${stack} is in ROLLBACK_IN_PROGRESS`]);
});

for (const status of [
  "CREATE_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_COMPLETE",
] as const) {
  test(`a safe change of a stack in ${status} is not executed, or that status is taken for the outcome`, async () => {
    const ran = await simulate(deploySdk, {
      input,
      tasks: {
        ...present,
        "Check Stack Existence": () => described(status),
        "Describe Updated Stack": inTurn(
          described(status),
          described("UPDATE_IN_PROGRESS"),
          described("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
          described("UPDATE_COMPLETE"),
        ),
        "Describe Execution": inTurn<{ ExecutionStatus: "AVAILABLE" | "EXECUTE_COMPLETE" }>(
          { ExecutionStatus: "AVAILABLE" },
          { ExecutionStatus: "EXECUTE_COMPLETE" },
        ),
      },
    });
    assert.equal(ran.status, "SUCCEEDED");
    assert.equal(ran.states.filter((state) => state === "Wait Stack Update").length, 4);
    assert.deepEqual(ran.states.slice(-3), ["Change Set Executed?", "Stack Updated?", "Deployment Succeeded"]);
  });
}
test("a change set that is gone once it is executed fails the deployment", async () => {
  const { status } = await simulate(deploySdk, {
    input,
    tasks: {
      ...present,
      "Describe Updated Stack": () => described("UPDATE_COMPLETE"),
      "Describe Execution": throws(failure("CloudFormation.ChangeSetNotFoundException", "it does not exist")),
    },
  });
  assert.equal(status, "SUCCEEDED");
});
for (const [end, way] of [
  ["UPDATE_ROLLBACK_COMPLETE", "Stack Updated?"],
  ["UPDATE_ROLLBACK_FAILED", "Is Stack at Rest?"],
] as const) {
  test(`an update that ends in ${end} is called a success`, async () => {
    const { error, cause, states } = await simulate(deploySdk, {
      input,
      tasks: {
        ...present,
        "Describe Updated Stack": () => described(end),
        "Describe Execution": () => ({ ExecutionStatus: "EXECUTE_FAILED" }),
      },
    });
    assert.deepEqual(
      [error, cause, ...states.slice(-2)],
      ["StackFailed", `${stack} is in ${end}`, way, "Stack Failed"],
    );
  });
}
test("a stack that something else changes, or that can only be deleted, gets a change set", async () => {
  for (const status of ["UPDATE_IN_PROGRESS", "ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS"] as const) {
    const { error, cause, states } = await simulate(deploySdk, {
      input,
      tasks: { "Check Stack Existence": () => described(status) },
    });
    assert.deepEqual(
      [error, cause, ...states.slice(-2)],
      ["StackFailed", `${stack} is in ${status}`, "Does Stack Take Updates?", "Stack Failed"],
    );
  }
});

test("a change set without changes fails the deployment, or is left behind", async () => {
  for (const StatusReason of [
    "The submitted information didn't contain changes. Submit different information to create a change set.",
    "No updates are to be performed.",
  ]) {
    const sets = changeSets();
    const { status, states } = await simulate(deploySdk, {
      input,
      tasks: {
        ...present,
        ...sets,
        "Describe Change Set": inTurn<{ Status: "CREATE_PENDING" | "CREATE_IN_PROGRESS" | "FAILED" }>(
          { Status: "CREATE_PENDING" },
          { Status: "CREATE_IN_PROGRESS" },
          Object.assign({ Status: "FAILED" as const }, { StatusReason }),
        ),
      },
    });
    assert.deepEqual(
      [status, ...states.slice(-2), sets.left.size],
      ["SUCCEEDED", "Delete Empty Change Set", "Deployment Succeeded", 0],
    );
  }
});

const denied = throws(failure("States.TaskFailed", "not allowed"));
for (const [what, tasks, error, cause] of [
  [
    "that would delete resources",
    { "Inspect Change Set Changes": () => "RESOURCES-BEING-DELETED-OR-REPLACED" as const },
    "UnsafeChanges",
    "The change set would delete or replace resources.",
  ],
  [
    "that cannot be made",
    { "Describe Change Set": () => ({ Status: "FAILED", StatusReason: "no such parameter" }) as const },
    "ChangeSetFailed",
    "no such parameter",
  ],
  [
    "that is never ready",
    { "Describe Change Set": () => ({ Status: "CREATE_IN_PROGRESS" }) as const },
    "ChangeSetFailed",
    "The change set was not ready within 15 minutes.",
  ],
  ["that cannot be asked after", { "Describe Change Set": denied }, "States.TaskFailed", "not allowed"],
  ["that cannot be inspected", { "Inspect Change Set Changes": denied }, "States.TaskFailed", "not allowed"],
  ["that cannot be executed", { "Execute Change Set": denied }, "States.TaskFailed", "not allowed"],
  [
    "of more than a state can hold",
    { "Describe Change Set": throws(failure("States.DataLimitExceeded", "too large")) },
    "States.DataLimitExceeded",
    "too large",
  ],
] as const) {
  test(`a change set ${what} is executed or left behind, or the failure does not say why`, async () => {
    const sets = changeSets();
    const ran = await simulate(deploySdk, {
      input,
      tasks: { ...present, "Describe Updated Stack": () => assert.fail("it was executed"), ...sets, ...tasks },
    });
    assert.deepEqual(
      [ran.error, ran.cause, ...ran.states.slice(-2), sets.left.size],
      [error, cause, "Delete Change Set", "Deployment Failed", 0],
    );
  });
}
test("an answer to the creation that is lost leaves a change set behind", async () => {
  const sets = changeSets();
  const ran = await simulate(deploySdk, {
    input,
    tasks: {
      ...present,
      ...sets,
      "Create Change Set": (sent) => {
        sets["Create Change Set"](sent);
        throw failure("States.DataLimitExceeded", "too large");
      },
    },
  });
  assert.deepEqual(
    [ran.error, ...ran.states.slice(-1), sets.left.size],
    ["States.DataLimitExceeded", "Deployment Failed", 0],
  );
});
test("a change set that is still being created is not deleted once it can be, or an error of that hides the first", async () => {
  const busy = failure("CloudFormation.InvalidChangeSetStatusException", "it is being created");
  const tasks = { ...present, "Inspect Change Set Changes": denied };
  const patient = await simulate(deploySdk, {
    input,
    tasks: { ...tasks, "Delete Change Set": inTurn<Record<string, never>>(busy, busy, {}) },
  });
  assert.deepEqual([patient.cause, duration(patient.events)], ["not allowed", 30]);
  const never = await simulate(deploySdk, {
    input,
    tasks: { ...tasks, "Delete Change Set": inTurn<Record<string, never>>(busy) },
  });
  assert.deepEqual([never.cause, duration(never.events)], ["not allowed", 10 + 900]);
});

test("a state or a transition of the workflow was never taken by these tests", () => {
  assert.deepEqual(untaken(deploySdk), { states: [], transitions: [] });
});

test.run();
