// Deployments through the pipeline, with the real functions and the real triggers, in random worlds with faults. What has
// to hold after each is in proof/invariants.ts. A seed that fails can be watched:
//   npx tsx scripts/replay-deployment.ts --seed 17
import assert from "node:assert/strict";
import { test } from "uvu";
import { breaches, executionsOf } from "./proof/invariants.js";
import { beginnings, mistakes, scenarioOf } from "./proof/scenario.js";
import { runScenario, type World } from "./proof/world.js";

const SCENARIOS = 1040;
/** What the scenarios have to come to between them: else they prove less than they say. */
const wanted = [
  ...beginnings.map((beginning) => `begins ${beginning}`),
  ...mistakes.map((mistake) => `mistake: ${mistake}`),
  ...["throttled", "denied", "unavailable", "answer-lost", "repeated", "killed-before", "killed-after"].map(
    (kind) => `call ${kind}`,
  ),
  ...["fails", "rollbackFails", "slowSeconds"].map((kind) => `stack ${kind}`),
  ...["fails", "empty", "slowSeconds", "changesPerPage", "first", "forgotten"].map((kind) => `change set ${kind}`),
  ...["lateSeconds", "againAfterSeconds"].map((kind) => `delivery ${kind}`),
  ...["Create Stack", "Execute Change Set", "Delete Change Set", "Delete Empty Change Set", "Delete Failed Change Set"],
  ...["Clean Up Change Set", "Name Green Stack", "Get Update Status", "Get Stack Failure Reason"],
  ...["Succeeded SUCCEEDED", "Failed FAILED", "Failed TIMED_OUT", "Failed none"],
  "a nested stack was looked into",
  "a change by hand",
];

test(`after ${SCENARIOS} scenarios with faults an unsafe change was executed, an execution started twice, a job answered twice, not or untruly, or a change set left`, async () => {
  const met = new Map<string, number>();
  const note = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  const broken: string[] = [];
  let deployments = 0;
  for (let seed = 1; seed <= SCENARIOS; seed += 1) {
    const world = await runScenario(scenarioOf(seed));
    deployments += world.runs.length;
    noteAll(world, note);
    broken.push(
      ...breaches(world).map((sentence) => `${sentence}\n  npx tsx scripts/replay-deployment.ts --seed ${seed}`),
    );
  }
  assert.deepEqual(broken, []);
  assert.ok(deployments >= 2000, `there were ${deployments} deployments`);
  assert.deepEqual(
    wanted.filter((what) => (met.get(what) ?? 0) < 3),
    [],
  );
});

function noteAll(world: World, note: (what: string) => void): void {
  const { scenario, account, runs } = world;
  note(`begins ${scenario.beginning}`);
  for (const { action, kind } of account.faultsMet)
    note(`${action.includes(":") ? "call" : action.replace(/^stack .*/, "stack")} ${kind}`);
  for (const { deployment, action } of runs)
    if (deployment.mistake && action.status === "Failed") note(`mistake: ${deployment.mistake}`);
  for (const run of runs) note(`${run.action.status} ${executionsOf(world, run)[0]?.status ?? "none"}`);
  for (const { events } of account.stepFunctions.executions) {
    const names = events.map(({ stateEnteredEventDetails: entered }) => entered?.name);
    for (const name of new Set(names)) if (name !== undefined) note(name);
  }
  const isInner = ({ caller, input }: World["account"]["calls"][number]) =>
    caller === "InspectChangeSetChanges" && (input as { StackName?: string }).StackName === undefined;
  if (account.calls.some(isInner)) note("a nested stack was looked into");
  if (scenario.byHand.length > 0) note("a change by hand");
}

test("the same seed gives another run", async () => {
  const once = async (seed: number) =>
    (await runScenario(scenarioOf(seed))).account.calls.map(
      ({ at, caller, action, error }) => `${at} ${caller} ${action} ${error}`,
    );
  for (const seed of [3, 10, 17, 42, 70]) assert.deepEqual(await once(seed), await once(seed));
});

test.run();
