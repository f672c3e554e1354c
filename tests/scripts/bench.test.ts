import assert from "node:assert/strict";
import { test } from "uvu";
import { benchSimulator, benchTable } from "../../scripts/bench-simulator.js";

test("the benchmark runs both sides to the same output and prints a row for each subject", async () => {
  const rows = await benchSimulator({ rounds: 1, warmUp: 0, items: 200 });
  assert.deepEqual(
    rows.map(({ what }) => what.split(" ").slice(0, 2).join(" ")),
    ["chain of", "loop of", "loop of", "inline Map", "distributed Map"],
  );
  for (const { what, measured } of rows) assert.equal(/NaN|undefined/.test(measured), false, `${what}: ${measured}`);
  assert.equal(rows.filter(({ measured }) => measured.includes("aws-local-stepfunctions")).length, 2);
  assert.equal(benchTable(rows).split("\n").length, 5);
});

test.run();
