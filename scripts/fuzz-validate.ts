// Damages definitions at random and validates them: a crash ends it with the seed, and the slowest one is told.
//   npm run fuzz [-- --runs 100000] [--seed 1]
import { realpathSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { validate } from "../asl/validate.js";
import { brokenDefinitions } from "../tests/asl/broken-definitions.js";

export interface Fuzzed {
  readonly runs: number;
  readonly seconds: number;
  readonly findings: number;
  /** Documents that were still in order. */
  readonly faultless: number;
  /** In milliseconds. */
  readonly slowest: number;
  readonly slowestDocument: unknown;
}

/** Throws, with the seed and the smallest document, when one makes the validator throw. */
export function fuzzValidate(runs: number, seed: number): Fuzzed {
  let [slowest, slowestDocument, findings, faultless]: [number, unknown, number, number] = [0, undefined, 0, 0];
  const started = performance.now();
  fc.assert(
    fc.property(brokenDefinitions, fc.constantFrom("STANDARD", "EXPRESS"), (definition, type) => {
      const begun = performance.now();
      const found = validate(definition, { type });
      const took = performance.now() - begun;
      if (took > slowest) [slowest, slowestDocument] = [took, definition];
      findings += found.length;
      if (found.length === 0) faultless += 1;
    }),
    { numRuns: runs, seed },
  );
  return { runs, seconds: (performance.now() - started) / 1000, findings, faultless, slowest, slowestDocument };
}

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { runs: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
  });
  const { runs, seconds, findings, faultless, slowest, slowestDocument } = fuzzValidate(
    Number(values.runs),
    Number(values.seed),
  );
  console.log(`${runs} definitions in ${seconds.toFixed(1)} s: ${findings} findings, ${faultless} without any`);
  console.log(`the slowest took ${slowest.toFixed(1)} ms: ${fc.stringify(slowestDocument).slice(0, 200)}`);
}
