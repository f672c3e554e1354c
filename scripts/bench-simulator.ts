// The simulator, as the package has it, beside `aws-local-stepfunctions` where that can run the same: in one process and taking
// turns, the same definition and input, each with its whole history, from the definition to the output.
//   npm run build && npx tsx scripts/bench-simulator.ts
import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { StateMachine } from "aws-local-stepfunctions";
import { execute } from "statewright/simulator";
import type { StateMachineDefinition } from "../asl/types.js";

/** A line of the table, as text. */
export interface BenchRow {
  readonly what: string;
  readonly measured: string;
  /** The figure that was set. */
  readonly reach: string;
}

interface Subject {
  readonly what: string;
  readonly definition: StateMachineDefinition;
  readonly input: unknown;
  readonly transitions: number;
  /** Executions that are measured together, since one of them is short. */
  readonly executions: number;
  readonly hasPeer: boolean;
  readonly reach: string;
}

const CHAIN = 1_000;
const TURNS = 10_000;

const chain: Subject = {
  what: `chain of ${CHAIN} Pass states`,
  definition: {
    StartAt: "Pass 1",
    States: Object.fromEntries(
      Array.from({ length: CHAIN }, (_, index) => [
        `Pass ${index + 1}`,
        { Type: "Pass", ...(index + 1 < CHAIN ? { Next: `Pass ${index + 2}` } : { End: true as const }) },
      ]),
    ),
  },
  input: { n: 0 },
  transitions: CHAIN,
  executions: 20,
  hasPeer: true,
  reach: "3 µs, 3 times as fast",
};

const loop: Subject = {
  what: `loop of ${TURNS} turns (States.MathAdd, Choice)`,
  definition: {
    StartAt: "Count",
    States: {
      Count: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Enough?" },
      "Enough?": {
        Type: "Choice",
        Choices: [{ Variable: "$.n", NumericLessThan: TURNS, Next: "Count" }],
        Default: "Done",
      },
      Done: { Type: "Succeed" },
    },
  },
  input: { n: 0 },
  transitions: 2 * TURNS + 1,
  executions: 1,
  hasPeer: true,
  reach: "5 µs, 3 times as fast",
};

const jsonata: Subject = {
  what: `loop of ${TURNS} turns in JSONata`,
  definition: {
    QueryLanguage: "JSONata",
    StartAt: "Count",
    States: {
      Count: { Type: "Pass", Output: { n: "{% $states.input.n + 1 %}" }, Next: "Enough?" },
      "Enough?": {
        Type: "Choice",
        Choices: [{ Condition: `{% $states.input.n < ${TURNS} %}`, Next: "Count" }],
        Default: "Done",
      },
      Done: { Type: "Succeed" },
    },
  },
  input: { n: 0 },
  transitions: 2 * TURNS + 1,
  executions: 1,
  hasPeer: false,
  reach: "40 µs",
};

/** Express, since the loops have more events than a Standard history holds. */
async function runOurs({ definition, input }: Subject): Promise<unknown> {
  const { status, output, events } = await execute(definition, { input, stateMachineType: "EXPRESS" });
  if (status !== "SUCCEEDED" || events.length === 0) throw new Error(`ours ended ${status}`);
  return output;
}

/** The same; its validation, which is another package's, is left out. Ours comes before the rounds: a definition is judged once. */
async function runPeer({ definition, input }: Subject): Promise<unknown> {
  // Its own type of a definition is mutable, and names states by other types.
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const { result, eventLogs } = machine.run(structuredClone(input) as never);
  const history: unknown[] = [];
  for await (const event of eventLogs) history.push(event);
  if (history.length === 0) throw new Error("the peer gave no history");
  return result;
}

async function microseconds(run: (subject: Subject) => Promise<unknown>, subject: Subject): Promise<number> {
  const started = performance.now();
  for (let execution = 0; execution < subject.executions; execution += 1) await run(subject);
  return ((performance.now() - started) * 1000) / (subject.transitions * subject.executions);
}

const median = (values: readonly number[]) => [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;

/** How much is measured. */
interface Extent {
  readonly rounds: number;
  /** Rounds before those that count: what runs often enough is compiled to machine code. */
  readonly warmUp: number;
  /** Of the larger Map. */
  readonly items: number;
}

async function measure(subject: Subject, { rounds, warmUp }: Extent): Promise<BenchRow> {
  const { what, hasPeer, reach } = subject;
  const mine = await runOurs(subject);
  if (hasPeer && JSON.stringify(mine) !== JSON.stringify(await runPeer(subject))) {
    throw new Error(`${what}: the outputs differ`);
  }
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const took = await microseconds(runOurs, subject);
    const tookPeer = hasPeer ? await microseconds(runPeer, subject) : Number.NaN;
    if (round < 0) continue;
    ours.push(took);
    peer.push(tookPeer);
  }
  const beside = hasPeer
    ? `, aws-local-stepfunctions ${median(peer).toFixed(2)} µs: ${(median(peer) / median(ours)).toFixed(1)} times as fast`
    : "";
  return { what, measured: `${median(ours).toFixed(2)} µs a transition${beside}`, reach };
}

function runMap(items: number, mode: string): { readonly milliseconds: number; readonly megabytes: number } {
  const script = fileURLToPath(new URL("bench-map.ts", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, String(items), mode], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Time and memory at two sizes; memory over that of a Map without items. */
function measureMap(mode: string, most: number): BenchRow {
  const empty = runMap(0, mode).megabytes;
  const sizes = [most / 2, most].map((items) => {
    const { milliseconds, megabytes } = runMap(items, mode);
    const more = megabytes - empty;
    const kilobytes = ((more * 1024) / items).toFixed(2);
    return `${items.toLocaleString("en-US")} items ${(milliseconds / 1000).toFixed(2)} s, ${more.toFixed(0)} MB (${kilobytes} KB an item)`;
  });
  return { what: `${mode.toLowerCase()} Map`, measured: sizes.join("; "), reach: "100,000 in 2 s, linear" };
}

/** All rows, one after the other. */
export async function benchSimulator(
  extent: Extent = { rounds: 15, warmUp: 5, items: 100_000 },
): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const subject of [chain, loop, jsonata]) rows.push(await measure(subject, extent));
  return [...rows, measureMap("INLINE", extent.items), measureMap("DISTRIBUTED", extent.items)];
}

/** The rows as a table. */
export function benchTable(rows: readonly BenchRow[]): string {
  const width = (key: "what" | "measured") => Math.max(...rows.map((row) => row[key].length));
  const [what, measured] = [width("what"), width("measured")];
  return rows
    .map((row) => `${row.what.padEnd(what)}  ${row.measured.padEnd(measured)}  reach: ${row.reach}`)
    .join("\n");
}

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  console.log(benchTable(await benchSimulator()));
}
