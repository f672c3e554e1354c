// Runs recorded cases through the simulator and prints how far it agrees with AWS, by kind and suite.
//   npm run conformance -- --cases DIR [--kind KIND]… [--suite NAME]… [--least COUNT=N]…
// DIR (or the variable STATEWRIGHT_CASES) holds INDEX.json and cases/. COUNT is a kind, whose results are then counted, or
// `events` for the histories of executions: fewer that agree than N end with exit code 1.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Agreement } from "./conformance/case.js";
import { runExecution } from "./conformance/execution.js";
import { runTestState } from "./conformance/test-state.js";
import { runValidation } from "./conformance/validation.js";
import { runVariableReferences } from "./conformance/variable-references.js";

/** How the cases of each kind are run. */
const kinds = new Map<string, Run>([
  ["execution", runExecution],
  ["test_state", runTestState],
  ["validation", runValidation],
  ["variable_references", runVariableReferences],
]);
type Run = (given: never) => Promise<Agreement>;
/** In real time; on the virtual clock a case takes milliseconds. */
const PATIENCE_MS = 10_000;

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly suite: string;
  readonly kind: string;
  /** Whether it runs with an interpreter and functions alone. */
  readonly core: boolean;
}
interface Tally {
  cases: number;
  /** Of those that agree, how many do under what is not the likeliest. */
  assuming: number;
  results: number;
  histories: number;
  events: number;
}
const emptyTally = (): Tally => ({ cases: 0, assuming: 0, results: 0, histories: 0, events: 0 });

const { values: flags } = parseArgs({
  options: {
    cases: { type: "string" },
    kind: { type: "string", multiple: true, default: [...kinds.keys()] },
    suite: { type: "string", multiple: true },
    least: { type: "string", multiple: true, default: [] },
  },
});

async function agreementOf(run: Run, path: string): Promise<Agreement> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no result within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([run(JSON.parse(readFileSync(path, "utf8")) as never), late]);
  } catch (error) {
    const thrown = [`it threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
    return { results: thrown, events: thrown };
  } finally {
    clearTimeout(timer);
  }
}

const percent = (part: number, whole: number) => (whole === 0 ? "" : `${((100 * part) / whole).toFixed(1)} %`);
function line(name: string, { cases, results, histories, events }: Tally): string {
  const of = (part: number, whole: number) => `${part}/${whole}`.padStart(9) + percent(part, whole).padStart(9);
  return `${name.padEnd(22)}${of(results, cases)}${histories === 0 ? "" : of(events, histories)}`;
}

/** The cases of a kind: prints those that do not agree, then a line for each suite. */
async function runKind(run: Run, directory: string, entries: readonly Entry[]): Promise<Tally> {
  const suites = new Map<string, Tally>();
  const [total, core] = [emptyTally(), emptyTally()];
  for (const entry of entries) {
    const { results, events, assuming } = await agreementOf(run, join(directory, entry.file));
    const own = suites.get(entry.suite) ?? emptyTally();
    suites.set(entry.suite, own);
    for (const tally of entry.core ? [own, total, core] : [own, total]) {
      tally.cases += 1;
      tally.assuming += assuming === undefined ? 0 : 1;
      tally.results += results.length === 0 ? 1 : 0;
      tally.histories += events === undefined ? 0 : 1;
      tally.events += events?.length === 0 ? 1 : 0;
    }
    const findings = [...results, ...(events ?? []).filter((finding) => !results.includes(finding))];
    if (findings.length > 0)
      console.log([entry.id, ...findings.slice(0, 4).map((finding) => `  ${finding}`)].join("\n"));
  }
  console.log(`${"".padEnd(22)}${"results".padStart(9)}${total.histories === 0 ? "" : "events".padStart(18)}`);
  for (const [suite, tally] of [...suites].sort(([left], [right]) => (left < right ? -1 : 1)))
    console.log(line(suite, tally));
  if (core.cases < total.cases) console.log(line("core", core));
  console.log(line("total", total));
  if (total.assuming > 0)
    console.log(`${total.assuming} of them in other surroundings than the likeliest, where a case leaves them open`);
  console.log();
  return total;
}

async function main(directory: string): Promise<number> {
  const index: { readonly cases: readonly Entry[] } = JSON.parse(readFileSync(join(directory, "INDEX.json"), "utf8"));
  const reached = new Map<string, number>();
  for (const [kind, run] of kinds) {
    const chosen = index.cases.filter(
      (entry) =>
        flags.kind.includes(kind) &&
        entry.kind === kind &&
        (flags.suite === undefined || flags.suite.includes(entry.suite)),
    );
    if (chosen.length === 0) continue;
    console.log(`── ${kind}`);
    const { results, histories, events } = await runKind(run, directory, chosen);
    reached.set(kind, results);
    if (histories > 0) reached.set("events", (reached.get("events") ?? 0) + events);
  }
  const lost = flags.least.filter((wanted) => {
    const [count = "", least] = wanted.split("=");
    return !((reached.get(count) ?? 0) >= Number(least));
  });
  for (const wanted of lost) console.log(`less agrees than was reached: ${wanted}`);
  return lost.length === 0 ? 0 : 1;
}

const directory = flags.cases ?? process.env["STATEWRIGHT_CASES"];
const unknown = flags.kind.find((kind) => !kinds.has(kind));
if (unknown !== undefined) {
  console.error(`there is no kind '${unknown}': use one of ${[...kinds.keys()].join(", ")}`);
  process.exitCode = 2;
} else if (directory === undefined) {
  console.log("conformance needs recorded cases: --cases DIR, or the variable STATEWRIGHT_CASES; DIR holds INDEX.json");
} else if (!existsSync(join(directory, "INDEX.json"))) {
  console.error(`there is no INDEX.json in '${directory}'`);
  process.exitCode = 2;
} else {
  process.exitCode = await main(directory);
}
