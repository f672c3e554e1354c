// Runs recorded cases through the simulator and prints how far it agrees with AWS, by suite.
//   npm run conformance -- --cases DIR [--kind execution] [--suite NAME] [--all] [--least-results N] [--least-events N]
// DIR (or the variable STATEWRIGHT_CASES) holds INDEX.json and cases/. `--all` adds the cases that need other services than
// functions. With `--least-…` fewer agreeing cases than that end with exit code 1.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Agreement } from "./conformance/case.js";
import { runExecution } from "./conformance/execution.js";

/** How the cases of each kind are run. */
const kinds: { readonly [kind: string]: (given: never) => Promise<Agreement> } = {
  execution: runExecution,
};
/** In real time; on the virtual clock a case takes milliseconds. */
const PATIENCE_MS = 10_000;

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly suite: string;
  readonly kind: string;
  readonly core: boolean;
}
interface Tally {
  cases: number;
  results: number;
  histories: number;
  events: number;
}

const { values: flags } = parseArgs({
  options: {
    cases: { type: "string" },
    kind: { type: "string", multiple: true, default: Object.keys(kinds) },
    suite: { type: "string" },
    all: { type: "boolean", default: false },
    "least-results": { type: "string", default: "0" },
    "least-events": { type: "string", default: "0" },
  },
});

async function agreementOf(directory: string, { file, kind }: Entry): Promise<Agreement> {
  const run = kinds[kind];
  if (run === undefined) throw new Error(`no cases of kind '${kind}' can be run`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no result within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([run(JSON.parse(readFileSync(join(directory, file), "utf8")) as never), late]);
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

async function main(directory: string): Promise<number> {
  const index: { readonly cases: readonly Entry[] } = JSON.parse(readFileSync(join(directory, "INDEX.json"), "utf8"));
  const chosen = index.cases.filter(
    ({ kind, suite, core }) =>
      flags.kind.includes(kind) && (flags.all || core) && (flags.suite === undefined || suite === flags.suite),
  );
  const tallies = new Map<string, Tally>();
  const total: Tally = { cases: 0, results: 0, histories: 0, events: 0 };
  for (const entry of chosen) {
    const { results, events } = await agreementOf(directory, entry);
    const own = tallies.get(entry.suite) ?? { cases: 0, results: 0, histories: 0, events: 0 };
    tallies.set(entry.suite, own);
    for (const tally of [own, total]) {
      tally.cases += 1;
      tally.results += results.length === 0 ? 1 : 0;
      tally.histories += events === undefined ? 0 : 1;
      tally.events += events?.length === 0 ? 1 : 0;
    }
    const findings = [...results, ...(events ?? []).filter((finding) => !results.includes(finding))];
    if (findings.length > 0)
      console.log([entry.id, ...findings.slice(0, 4).map((finding) => `  ${finding}`)].join("\n"));
  }
  console.log(`${"\n".padEnd(23)}${"results".padStart(9)}${"events".padStart(27)}`);
  for (const [suite, tally] of [...tallies].sort(([left], [right]) => (left < right ? -1 : 1)))
    console.log(line(suite, tally));
  console.log(line("total", total));
  return total.results < Number(flags["least-results"]) || total.events < Number(flags["least-events"]) ? 1 : 0;
}

const directory = flags.cases ?? process.env["STATEWRIGHT_CASES"];
if (directory === undefined) {
  console.log("conformance needs recorded cases: --cases DIR, or the variable STATEWRIGHT_CASES; DIR holds INDEX.json");
} else if (!existsSync(join(directory, "INDEX.json"))) {
  console.error(`there is no INDEX.json in '${directory}'`);
  process.exitCode = 2;
} else {
  process.exitCode = await main(directory);
}
