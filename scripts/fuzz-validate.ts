// Damages definitions at random and validates them: a crash ends it with the seed, and the slowest one is told.
//   npx tsx scripts/fuzz-validate.ts [--runs 100000] [--seed 1]
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { validate } from "../asl/validate.js";
import { brokenDefinitions } from "../tests/asl/broken-definitions.js";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
let [slowest, slow, findings, faultless]: [number, unknown, number, number] = [0, undefined, 0, 0];
const started = performance.now();
fc.assert(
  fc.property(brokenDefinitions, fc.constantFrom("STANDARD", "EXPRESS"), (definition, type) => {
    const begun = performance.now();
    const found = validate(definition, { type });
    const took = performance.now() - begun;
    if (took > slowest) [slowest, slow] = [took, definition];
    findings += found.length;
    if (found.length === 0) faultless += 1;
  }),
  { numRuns: Number(values.runs), seed: Number(values.seed) },
);
console.log(
  `${values.runs} definitions in ${((performance.now() - started) / 1000).toFixed(1)} s: ${findings} findings, ${faultless} without any`,
);
console.log(`the slowest took ${slowest.toFixed(1)} ms: ${fc.stringify(slow).slice(0, 200)}`);
