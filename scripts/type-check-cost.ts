// What the compiler spends on generated workflows, over the cost of an empty one: counted in type instantiations, which are
// the same on every machine.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { bigWorkflow, projectOf, type Shape } from "./big-workflow.js";

export type { Shape };

const root = fileURLToPath(new URL("..", import.meta.url));

export interface Cost {
  readonly instantiations: number;
  /** Of the whole compiler, from its start to its end. */
  readonly seconds: number;
}

/** Compiles a workflow of a shape with the TypeScript of this repository. Throws when it does not compile. */
export function typeCheckCost(shape: Shape, states: number, flags: readonly string[] = ["--singleThreaded"]): Cost {
  const folder = projectOf(bigWorkflow([shape], states));
  try {
    const started = performance.now();
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--extendedDiagnostics", ...flags],
      { encoding: "utf8" },
    );
    const seconds = (performance.now() - started) / 1000;
    const count = /^Instantiations:\s+(\d+)$/m.exec(stdout)?.[1];
    if (count === undefined || stdout.includes("error TS"))
      throw new Error(`a workflow of ${states} states (${shape}) does not compile:\n${stdout}`);
    return { instantiations: Number(count), seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
