// Workflows of any size for the benchmarks and for the tests of what types cost, as modules that an author could have written.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/**
 * A module with a workflow of so many states, whose shapes take turns. `end` is what stands behind them; the state owed there is
 * `S` and the number of states.
 */
export function bigWorkflow(
  inTurn: readonly Shape[],
  states: number,
  end = states === 0 ? "" : `  .succeed("S${states}")\n  .end()`,
): string {
  const turns = Array.from({ length: states / 4 }, (_, turn) =>
    shapes[inTurn[turn % inTurn.length] ?? "loop"](turn * 4),
  );
  return `import { is, lambda, replace, seconds, workflow } from "statewright";
const start = lambda<{ id: string }, boolean>("Start");
const status = lambda<{ id: string }, "complete" | "in_progress">("Status");
void [is, replace, seconds, start, status];
export const big = workflow<{ id: string${inTurn.includes("mixed") ? "; items: { id: string }[]" : ""} }>("Big")
${turns.join("")}${end};
`;
}

/** A folder with a project of the one module `big.ts`. Whoever asks for it removes it. */
export function projectOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "statewright-big-"));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2022",
    lib: ["es2023"],
    types: ["node"],
    skipLibCheck: true,
    paths: { statewright: [join(root, "dsl/index.ts")] },
    typeRoots: [join(root, "node_modules/@types")],
  };
  writeFileSync(join(folder, "big.ts"), text);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["big.ts"] }));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return folder;
}
