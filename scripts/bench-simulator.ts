// The simulator beside `aws-local-stepfunctions`, in one process and taking turns: what a transition costs, with history.
//   npx tsx scripts/bench-simulator.ts
import { realpathSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { StateMachine } from "aws-local-stepfunctions";
import type { StateMachineDefinition } from "../asl/types.js";
import { execute } from "../simulator/index.js";

/** Medians, in microseconds for one transition; `ratio` is how many times as long the peer takes. */
export interface BenchRow {
  readonly what: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
}

interface Subject {
  readonly what: string;
  readonly definition: StateMachineDefinition;
  readonly input: { readonly n: number };
  readonly transitions: number;
  /** Executions that are measured together, since one of them is short. */
  readonly executions: number;
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
};

const loop: Subject = {
  what: `counting loop of ${TURNS} turns (States.MathAdd, Choice)`,
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
};

/** From the definition to the result; Express, since the loop has more events than a Standard history holds. */
async function runOurs({ definition, input }: Subject): Promise<unknown> {
  const { status, output, events } = await execute(definition, { input, stateMachineType: "EXPRESS" });
  if (status !== "SUCCEEDED" || events.length === 0) throw new Error(`ours ended ${status}`);
  return output;
}

/** The same; its validation, which is another package's, is left out. */
async function runPeer({ definition, input }: Subject): Promise<unknown> {
  // Its own type of a definition is mutable, and names states by other types.
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const { result, eventLogs } = machine.run({ ...input });
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

async function measure(subject: Subject, rounds: number): Promise<BenchRow> {
  const [mine, theirs] = [await runOurs(subject), await runPeer(subject)];
  if (JSON.stringify(mine) !== JSON.stringify(theirs)) throw new Error(`${subject.what}: the outputs differ`);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await microseconds(runOurs, subject));
    peer.push(await microseconds(runPeer, subject));
  }
  return { what: subject.what, ours: median(ours), peer: median(peer), ratio: median(peer) / median(ours) };
}

/** Both sides, in turns. */
export async function benchSimulator(rounds = 15): Promise<readonly BenchRow[]> {
  return [await measure(chain, rounds), await measure(loop, rounds)];
}

/** The rows as a table, with a heading. */
export function benchTable(rows: readonly BenchRow[]): string {
  const line = (what: string, ours: string, peer: string, ratio: string) =>
    `${what.padEnd(54)}${ours.padStart(10)}${peer.padStart(12)}${ratio.padStart(8)}`;
  return [
    line("microseconds a transition, with history", "ours", "peer", "ratio"),
    ...rows.map(({ what, ours, peer, ratio }) => line(what, ours.toFixed(2), peer.toFixed(2), `${ratio.toFixed(1)} x`)),
  ].join("\n");
}

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  console.log(benchTable(await benchSimulator()));
}
