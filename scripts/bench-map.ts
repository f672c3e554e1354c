// One Map in a process of its own, so that what it takes in memory can be seen. Prints JSON: milliseconds, and the most megabytes
// that the process had.
//   npx tsx scripts/bench-map.ts ITEMS INLINE|DISTRIBUTED
import { performance } from "node:perf_hooks";
import { execute } from "statewright/simulator";

const [count = "0", mode = "INLINE"] = process.argv.slice(2);

const definition = {
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      ItemProcessor: {
        ...(mode === "DISTRIBUTED" && { ProcessorConfig: { Mode: mode, ExecutionType: "EXPRESS" } }),
        StartAt: "Item",
        States: { Item: { Type: "Pass", End: true } },
      },
      End: true,
    },
  },
};
const input = Array.from({ length: Number(count) }, (_, index) => index % 10);

const started = performance.now();
// An inline Map has more events than a Standard history holds.
const { status, cause } = await execute(definition, {
  input,
  stateMachineType: mode === "DISTRIBUTED" ? "STANDARD" : "EXPRESS",
});
if (status !== "SUCCEEDED") throw new Error(`the Map ended ${status}: ${cause}`);
const milliseconds = performance.now() - started;
console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
