// `validate` beside `asl-validator`, in one process and taking turns: what checking a definition of 100 states costs; and that
// damaged ones are checked to the end.
//   npx tsx scripts/bench-validate.ts
import { realpathSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import peerValidate from "asl-validator";
import { validate } from "../asl/validate.js";
import { type BenchRow, benchTable } from "./bench-simulator.js";
import { fuzzValidate } from "./fuzz-validate.js";

interface Subject {
  readonly what: string;
  /** A new one for each number, with the same states but other texts. */
  readonly definition: (number: number) => object;
}

const STATES = 100;

const inJsonPath = (name: string, next: string, number: number): object => ({
  [`Work ${name}`]: {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: { FunctionName: `f${number}`, "Payload.$": "$", "id.$": `States.Format('{}-${number}', $.id)` },
    ResultSelector: { "value.$": "$.Payload.value" },
    ResultPath: `$.work${name}`,
    Retry: [{ ErrorEquals: ["Lambda.TooManyRequestsException"], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }],
    Next: `Which ${name}`,
  },
  [`Which ${name}`]: {
    Type: "Choice",
    Choices: [{ Variable: `$.work${name}.value`, StringEquals: `done ${number}`, Next: next }],
    Default: `Wait ${name}`,
  },
  [`Wait ${name}`]: { Type: "Wait", Seconds: 10, Next: `Work ${name}` },
});
const inJsonata = (name: string, next: string, number: number): object => ({
  [`Work ${name}`]: {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: `f${number}`, Payload: `{% $states.input.items[price > 1${name}${number}] %}` },
    Output: "{% $merge([$states.input, $states.result.Payload]) %}",
    Assign: { [`value${name}`]: `{% $states.result.Payload.value & '${number}' %}` },
    Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.Cause %}", Next: "Failed" }],
    Next: `Which ${name}`,
  },
  [`Which ${name}`]: {
    Type: "Choice",
    Choices: [{ Condition: `{% $value${name} = 'done ${number}' %}`, Next: next }],
    Default: `Wait ${name}`,
  },
  [`Wait ${name}`]: { Type: "Wait", Seconds: 10, Next: `Work ${name}` },
});

/** Rounds of three states, a failure and an end. */
function machine(round: typeof inJsonPath, number: number): { readonly StartAt: string; readonly States: object } {
  const rounds = Math.floor((STATES - 2) / 3);
  const states = Array.from({ length: rounds }, (_, index) =>
    round(String(index), index + 1 < rounds ? `Work ${index + 1}` : "Done", number),
  );
  return {
    StartAt: "Work 0",
    States: Object.assign({}, ...states, {
      Failed: { Type: "Fail", Error: "E", Cause: "C" },
      Done: { Type: "Succeed" },
    }),
  };
}

const subjects: readonly Subject[] = [
  { what: `validate, ${STATES} states in JSONPath, the same each time`, definition: () => machine(inJsonPath, 1) },
  {
    what: `validate, ${STATES} states in JSONPath, new texts each time`,
    definition: (number) => machine(inJsonPath, number),
  },
  {
    what: `validate, ${STATES} states in JSONata, the same each time`,
    definition: () => ({ QueryLanguage: "JSONata", ...machine(inJsonata, 1) }),
  },
  {
    what: `validate, ${STATES} states in JSONata, new texts each time`,
    definition: (number) => ({ QueryLanguage: "JSONata", ...machine(inJsonata, number) }),
  },
];

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
function milliseconds(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function measure({ what, definition }: Subject, rounds: number): BenchRow {
  let number = 0;
  const next = () => {
    number += 1;
    return definition(number);
  };
  const mine = () => {
    const document = next();
    return milliseconds(() => {
      const findings = validate(document);
      if (findings.length > 0) throw new Error(`${what}: ${JSON.stringify(findings[0])}`);
    });
  };
  const theirs = () => {
    const document = next();
    return milliseconds(() => {
      const { isValid, errors } = peerValidate(document, { checkArn: true, checkPaths: true });
      if (!isValid) throw new Error(`${what}: the peer says ${JSON.stringify(errors[0])}`);
    });
  };
  const first = mine();
  theirs();
  const times: number[] = [];
  const peerTimes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(mine(), mine(), mine());
    peerTimes.push(theirs());
  }
  const [ours, peer] = [median(times), median(peerTimes)];
  return {
    what,
    measured: `${ours.toFixed(2)} ms, first call ${first.toFixed(0)} ms, asl-validator ${peer.toFixed(0)} ms: ${(peer / ours).toFixed(0)} times as fast`,
    reach: "3 ms",
  };
}

function fuzzRow(runs: number): BenchRow {
  const { seconds, findings, slowest } = fuzzValidate(runs, 1);
  const count = (value: number) => value.toLocaleString("en-US");
  return {
    what: `validate, ${count(runs)} damaged definitions`,
    measured: `${count(findings)} findings in ${seconds.toFixed(0)} s, no crash, the slowest ${slowest.toFixed(0)} ms`,
    reach: "no crash",
  };
}

/** Both sides, in turns. */
export const benchValidate = (rounds = 15, damaged = 100_000): readonly BenchRow[] => [
  ...subjects.map((subject) => measure(subject, rounds)),
  fuzzRow(damaged),
];

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  console.log(benchTable(benchValidate()));
}
