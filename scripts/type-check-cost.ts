// What the compiler spends on generated workflows, over the cost of an empty one: counted in type instantiations, which are
// the same on every machine.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Four states a turn. `loop`: poll loops; `wait`: states that add nothing; `task`: a new key each; `diamond`: ways that part and
 * meet; `mixed`: a catch, a variable, a parallel, a map and a match, whose inner states are not counted.
 */
const shapes = {
  loop: (i: number) => `  .task("S${i}", start, { as: "a${i % 40}" })
  .wait("W${i}", seconds(10))
  .task("G${i}", status, { as: "s${i % 40}" })
  .choice("D${i}", (c) => c.when(($) => is($.s${i % 40}, "complete"), "S${i + 4}").otherwise("W${i}"))
`,
  wait: (i: number) => [0, 1, 2, 3].map((k) => `  .wait("S${i + k}", seconds(10))\n`).join(""),
  task: (i: number) => [0, 1, 2, 3].map((k) => `  .task("S${i + k}", start, { as: "k${i + k}" })\n`).join(""),
  diamond: (i: number) => `  .task("S${i}", status, { as: "s${i}" })
  .choice("D${i}", (c) => c.when(($) => is($.s${i}, "complete"), "A${i}").otherwise("B${i}"))
  .task("A${i}", start, { as: "a${i}" })
  .goto("S${i + 4}")
  .task("B${i}", start, { as: "b${i}" })
`,
  mixed: (
    i: number,
  ) => `  .task("S${i}", start, { as: "a${i % 40}", assign: ($, { result }) => ({ v${i % 40}: result }), catch: [{ errors: ["States.ALL"], as: "failure", goto: "M${i}" }] })
  .parallel("P${i}", [(b) => b.task("L${i}", start, { as: replace }), (b) => b.task("R${i}", status, { as: replace })], { as: "both${i % 40}" })
  .map("M${i}", ($) => $.items, (item) => item.task("I${i}", start, { as: "done" }), { as: "all${i % 40}" })
  .match("D${i}", ($) => $.all${i % 40}[0].done, { true: "S${i + 4}", false: "S${i + 4}" })
`,
};
export type Shape = keyof typeof shapes;

function source(shape: Shape, states: number): string {
  const turns = Array.from({ length: states / 4 }, (_, turn) => shapes[shape](turn * 4)).join("");
  const end = states === 0 ? "" : `  .succeed("S${states}")\n  .end()`;
  return `import { is, lambda, replace, seconds, workflow } from "statewright";
const start = lambda<{ id: string }, boolean>("Start");
const status = lambda<{ id: string }, "complete" | "in_progress">("Status");
void [is, replace, seconds, start, status];
export const big = workflow<{ id: string${shape === "mixed" ? "; items: { id: string }[]" : ""} }>("Big")
${turns}${end};
`;
}

export interface Cost {
  readonly instantiations: number;
  /** Of the whole compiler, from its start to its end. */
  readonly seconds: number;
}

/** Compiles a workflow of a shape with the TypeScript of this repository. Throws when it does not compile. */
export function typeCheckCost(shape: Shape, states: number, flags: readonly string[] = ["--singleThreaded"]): Cost {
  const folder = mkdtempSync(join(tmpdir(), "statewright-cost-"));
  try {
    writeFileSync(join(folder, "big.ts"), source(shape, states));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2022",
      lib: ["es2023"],
      types: ["node"],
      skipLibCheck: true,
    };
    const paths = { statewright: [join(root, "dsl/index.ts")] };
    const typeRoots = [join(root, "node_modules/@types")];
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...compilerOptions, paths, typeRoots }, files: ["big.ts"] }),
    );
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    const started = performance.now();
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--extendedDiagnostics", ...flags],
      {
        encoding: "utf8",
      },
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
