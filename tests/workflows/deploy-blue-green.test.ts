import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { inTurn, simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { definition } from "../../generators/definition.js";
import { deploy } from "../../workflows/deploy.js";
import { deployBlueGreen } from "../../workflows/deploy-blue-green.js";
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
  times,
  turns,
  unsafe,
  ways,
} from "./flow.js";
import { outcomes } from "./outcomes.js";

const creating = (count: number) => turns(count, "Wait Stack Creation", "Get Stack Creation Status", "Stack Created?");
const toVerdict = [
  "Check Stack Existence",
  "Does Stack Exist?",
  "Create Change Set",
  "Wait Change Set Creation",
  "Get Change Set Creation Status",
  "Change Set Created?",
  "Inspect Change Set Changes",
  "Safe to Update Infra?",
];
const green = `${input.stackName}-${createHash("md5").update(input.revisionS3Key).digest("hex")}`;

test("the variant differs from the flow in more than its unsafe branch", () => {
  assert.deepEqual(ways(deployBlueGreen), {
    ...ways(deploy),
    "Delete Change Set": "Task → Name Green Stack",
    "Name Green Stack": "Pass → Create Stack",
  });
  assert.deepEqual(keys(deployBlueGreen), keys(deploy));
  assert.equal(definition(deployBlueGreen).TimeoutSeconds, 3600);
});

test("another check of ASL refuses the definition", () => {
  assert.deepEqual(aslFindings(definition(deployBlueGreen)), []);
});

test("a stack that is not there is created under a green name", async () => {
  const { status, states, output } = await simulate(deployBlueGreen, { input, tasks: absent });
  assert.deepEqual(
    [status, ...states],
    ["SUCCEEDED", "Check Stack Existence", "Does Stack Exist?", "Create Stack", ...creating(1), "Deployment Succeeded"],
  );
  assert.deepEqual(output, {
    ...input,
    doesStackExist: false,
    stackCreationDetails: { stackId: "stack/1" },
    stackCreationStatus: "complete",
  });
});

test("a safe change is not executed in place", async () => {
  const { status, states, output } = await simulate(deployBlueGreen, {
    input,
    tasks: {
      ...present,
      ...safe,
      "Get Change Set Creation Status": inTurn("in_progress", "complete"),
      "Execute Change Set": changeSetDone,
    },
  });
  assert.deepEqual(
    [status, ...states.slice(-4)],
    ["SUCCEEDED", "Inspect Change Set Changes", "Safe to Update Infra?", "Execute Change Set", "Deployment Succeeded"],
  );
  assert.deepEqual([output?.stackName, output?.blueStackName], [input.stackName, undefined]);
});

/** What the functions of a run over the unsafe branch were given, in order. */
async function unsafeRun(revisionS3Key = input.revisionS3Key) {
  const seen: (readonly [state: string, given: unknown])[] = [];
  const see =
    <Out>(answer: Out) =>
    (given: unknown, { stateName }: { stateName: string }): Out => {
      seen.push([stateName, given]);
      return answer;
    };
  const status = inTurn("in_progress", "complete");
  const result = await simulate(deployBlueGreen, {
    input: { ...input, revisionS3Key },
    tasks: {
      ...present,
      ...unsafe,
      "Delete Change Set": see(changeSetDeleted()),
      "Create Stack": see({ stackId: "stack/2" }),
      "Get Stack Creation Status": (given, tools) => {
        seen.push([tools.stateName, given]);
        return status(given, tools);
      },
    },
  });
  return { ...result, seen };
}

test("an unsafe change fails the deployment, or creates the green stack before the change set is deleted", async () => {
  const { status, states, events } = await unsafeRun();
  assert.deepEqual(
    [status, ...states],
    [
      "SUCCEEDED",
      ...toVerdict,
      "Delete Change Set",
      "Name Green Stack",
      "Create Stack",
      ...creating(2),
      "Deployment Succeeded",
    ],
  );
  assert.deepEqual(times(events, "WaitStateExited"), [10, 20, 30]);
});

test("the green stack is created or asked after under the blue one's name, or the blue one's change set kept", async () => {
  const { seen, output } = await unsafeRun();
  const judged = {
    ...input,
    doesStackExist: true,
    changeSetName: "change-set-1",
    changeSetCreationStatus: "complete",
    changeSetAction: "RESOURCES-BEING-DELETED-OR-REPLACED",
  };
  const named = {
    ...judged,
    changeSetDeletionDetails: { changeSetId: "change-set/1", reason },
    blueStackName: "sample-lambda-app",
    stackName: green,
  };
  const created = { ...named, stackCreationDetails: { stackId: "stack/2" } };
  assert.deepEqual(seen, [
    ["Delete Change Set", judged],
    ["Create Stack", named],
    ["Get Stack Creation Status", created],
    ["Get Stack Creation Status", { ...created, stackCreationStatus: "in_progress" }],
  ]);
  assert.deepEqual(output, { ...created, stackCreationStatus: "complete" });
});

test("a second try with the same artifact makes a third stack, or another artifact the same", async () => {
  const [first, second, other] = [
    await unsafeRun(),
    await unsafeRun(),
    await unsafeRun("deploy-pipeline/SourceOutp/zZ9"),
  ];
  assert.deepEqual([first.output?.stackName, second.output?.stackName], [green, green]);
  assert.notEqual(other.output?.stackName, green);
});

test("the green name is none that CloudFormation takes", () => {
  const physical = `${input.environmentName}-${green}`;
  assert.match(physical, /^[A-Za-z][-A-Za-z0-9]*$/);
  assert.ok(physical.length <= 128, physical);
});

test("a green stack that fails is called a success", async () => {
  const { status, states, cause } = await simulate(deployBlueGreen, {
    input,
    tasks: {
      ...present,
      ...unsafe,
      "Delete Change Set": changeSetDeleted,
      "Create Stack": () => ({ stackId: "stack/2" }),
      "Get Stack Creation Status": inTurn("failed"),
      "Get Stack Failure Reason": ({ stackCreationDetails }) => `${stackCreationDetails?.stackId} failed`,
    },
  });
  assert.deepEqual([status, cause, states.at(-1)], ["FAILED", "stack/2 failed", "Stack Failed"]);
});

outcomes((tasks) => simulate(deployBlueGreen, { input, tasks }));

test("a state or a transition of the variant was never taken by these tests", () => {
  assert.deepEqual(untaken(deployBlueGreen), { states: [], transitions: [] });
});

test.run();
