// Replays what the proof under faults did with a seed, or does so with many.
//   npx tsx scripts/replay-deployment.ts --seed 17       every call, state, fault and answer of one
//   npx tsx scripts/replay-deployment.ts --from 1 --count 500   what came of each, and the sums
import "./demo/quiet-sdk.js";
import { parseArgs } from "node:util";
import { breaches, executionsOf } from "../tests/sandbox/proof/invariants.js";
import { scenarioOf } from "../tests/sandbox/proof/scenario.js";
import { runScenario, type World } from "../tests/sandbox/proof/world.js";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    from: { type: "string", default: "1" },
    count: { type: "string", default: "100" },
  },
});

async function replay(seed: number): Promise<void> {
  const scenario = scenarioOf(seed);
  const { deployments, byHand, faults, beginning, slowness } = scenario;
  console.log(`seed ${seed}: the stack is ${beginning}, slowness ${slowness}`);
  for (const { machine, revision, startsAfter, isSequential, mistake } of deployments) {
    const when = isSequential ? "after the one before and" : "from the beginning, after";
    console.log(
      `  ${machine} of ${revision.key}, ${when} ${startsAfter}s${mistake ? `, with a mistake: ${mistake}` : ""}`,
    );
  }
  for (const { at, what } of byHand) console.log(`  by hand: ${what} after ${at}s`);
  console.log(
    `  faults: ${JSON.stringify(faults, (_key, value) => (value === Number.POSITIVE_INFINITY ? "always" : value))}\n`,
  );
  let start: number | undefined;
  const print = (at: number, text: string) => {
    start ??= at;
    console.log(`${`+${((at - start) / 1000).toFixed(1)}s`.padStart(10)}  ${text}`);
  };
  const world = await runScenario(scenario, {
    onCall: ({ at, caller, action, input, error }) => {
      const { StackName, ChangeSetName, jobId, name } = input as Record<string, string | undefined>;
      const what = [StackName, ChangeSetName, jobId, name].filter((one) => one !== undefined).join(" ");
      print(at, `    ${caller} ${action} ${what}${error instanceof Error ? ` ✗ ${error.name}: ${error.message}` : ""}`);
    },
    onEvent: (
      { machineName, name },
      { type, timestamp, stateEnteredEventDetails: entered, lambdaFunctionFailedEventDetails: failed },
    ) => {
      const at = Number(timestamp);
      if (entered !== undefined) print(at, `${machineName} ${name.slice(0, 8)} → ${entered.name}`);
      if (failed !== undefined) print(at, `${machineName} ${name.slice(0, 8)} ✗ ${failed.error}`);
      if (type?.startsWith("Execution")) print(at, `${machineName} ${name.slice(0, 8)} ${type}`);
    },
  });
  console.log("");
  for (const run of world.runs) {
    const { deployment, action } = run;
    const [execution] = executionsOf(world, run);
    console.log(
      `${deployment.machine} of ${deployment.revision.key}: execution ${execution?.status ?? "none"}, pipeline ${action.status} ${action.failure?.message ?? ""}`,
    );
  }
  for (const { name, standing } of world.account.cloudFormation.stacks) console.log(`${name}: ${standing.status}`);
  for (const { action, kind } of world.account.faultsMet) console.log(`fault met: ${action} ${kind}`);
  const broken = breaches(world);
  for (const sentence of broken) console.log(`BROKEN: ${sentence}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

async function replayMany(from: number, count: number): Promise<void> {
  const sums = new Map<string, number>();
  const add = (what: string, by = 1) => sums.set(what, (sums.get(what) ?? 0) + by);
  const started = performance.now();
  for (let seed = from; seed < from + count; seed += 1) {
    const world = await runScenario(scenarioOf(seed));
    sumUp(world, add);
    for (const sentence of breaches(world)) {
      add("breaches");
      console.log(`seed ${seed}: ${sentence}`);
      process.exitCode = 1;
    }
  }
  console.log(`${count} scenarios in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  for (const [what, sum] of [...sums].sort(([left], [right]) => (left < right ? -1 : 1)))
    console.log(`${String(sum).padStart(7)}  ${what}`);
}

function sumUp(world: World, add: (what: string, by?: number) => void): void {
  add("deployments", world.runs.length);
  add("calls", world.account.calls.length);
  add("change sets executed", world.executed.length);
  add(`beginning: ${world.scenario.beginning}`);
  for (const run of world.runs) {
    const [execution] = executionsOf(world, run);
    const began = world.executed.some(
      ({ at, text }) =>
        text === run.deployment.revision.text &&
        at >= Number(execution?.startDate) &&
        at <= Number(execution?.stopDate),
    );
    if (began && run.action.status === "Failed")
      add(`failed after its change set was executed: ${run.deployment.machine} ${execution?.error}`);
    add(
      `pipeline ${run.action.status}, execution ${execution?.status ?? "none"}${execution?.error ? ` ${execution.error}` : ""}`,
    );
  }
  for (const { action, kind } of world.account.faultsMet) {
    add("faults met");
    add(`fault of ${action.includes(":") ? "a call" : action}: ${kind}`);
  }
}

if (values.seed === undefined) await replayMany(Number(values.from), Number(values.count));
else await replay(Number(values.seed));
