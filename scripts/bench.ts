// Measures what it costs: checking types, completing in an editor, generating, bundling; validating and simulating beside the peers. Prints one table; fails nothing.
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { benchCompletion } from "./bench-completion.js";
import { type BenchRow, benchSimulator, benchTable } from "./bench-simulator.js";
import { benchValidate } from "./bench-validate.js";
import { bundleHandlers } from "./bundles.js";
import { type Shape, typeCheckCost } from "./type-check-cost.js";

const thousands = (count: number) => Math.round(count).toLocaleString("en-US");
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function typeCheckRows(): readonly BenchRow[] {
  const empty = typeCheckCost("loop", 0).instantiations;
  const shapes: readonly Shape[] = ["loop", "wait", "task", "diamond", "mixed"];
  const reach: Partial<Record<string, string>> = {
    "loop 100": "1,000 a state",
    "loop 400": "1,000 a state",
    "task 100": "300,000 in all",
    "diamond 100": "300,000 in all",
    "mixed 100": "4,000 a state",
    "mixed 400": "4,000 a state",
  };
  return shapes.flatMap((shape) =>
    [100, 400].map((states) => {
      const { instantiations } = typeCheckCost(shape, states);
      const { seconds } = typeCheckCost(shape, states, []);
      const over = instantiations - empty;
      return {
        what: `type check, ${shape}, ${states} states`,
        measured: `${thousands(over / states)} instantiations a state, ${thousands(over)} in all, ${seconds.toFixed(1)} s`,
        reach: [reach[`${shape} ${states}`], states === 400 ? "4 s" : undefined].filter(Boolean).join(", ") || "–",
      };
    }),
  );
}

/** The median wall time of a cold process, in milliseconds. */
function cold(args: readonly string[], rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli/main.js", ...args], { encoding: "utf8" });
    if (status !== 0) throw new Error(`statewright ${args.join(" ")} failed:\n${stderr}`);
    return performance.now() - started;
  });
  return median(times);
}
function generateRows(): readonly BenchRow[] {
  cold(["generate"], 1);
  return [
    {
      what: "generate, all workflows, cold process, nothing changed",
      measured: `${thousands(cold(["generate"], 7))} ms`,
      reach: "1,500 ms",
    },
    {
      what: "generate --force, all workflows, cold process",
      measured: `${thousands(cold(["generate", "--force"], 3))} ms`,
      reach: "–",
    },
  ];
}

async function bundleRows(): Promise<readonly BenchRow[]> {
  const whole = await bundleHandlers(true);
  return (await bundleHandlers(false)).map(({ name, code }, index) => ({
    what: `bundle, ${name}`,
    measured: `${thousands(code.length)} bytes, with the AWS SDK inside ${thousands(whole[index]?.code.length ?? Number.NaN)}`,
    reach: "1,000,000 bytes",
  }));
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
const simulator = await benchSimulator();
console.log(
  benchTable([
    ...typeCheckRows(),
    ...(await benchCompletion()),
    ...generateRows(),
    ...(await bundleRows()),
    ...benchValidate(),
    ...simulator.map((row) => ({ ...row, what: `simulator, ${row.what}` })),
  ]),
);
