// The demonstration: generates everything, then runs the deploy flow along its three paths, and both of its variants.
import { spawnSync } from "node:child_process";

interface Run {
  readonly title: string;
  readonly workflow: string;
  readonly tasks: string;
  /** 1 where the execution is meant to fail. */
  readonly exitCode: 0 | 1;
}
const runs: readonly Run[] = [
  { title: "The stack does not exist: it is created", workflow: "deploy", tasks: "create", exitCode: 0 },
  { title: "A safe change: the change set is executed", workflow: "deploy", tasks: "update", exitCode: 0 },
  { title: "A change that replaces resources: it is rejected", workflow: "deploy", tasks: "reject", exitCode: 1 },
  {
    title: "The same, blue/green: a second stack is created",
    workflow: "deploy-blue-green",
    tasks: "blue-green",
    exitCode: 0,
  },
  {
    title: "A safe change, awaited until the stack has taken it",
    workflow: "deploy-await-update",
    tasks: "await-update",
    exitCode: 0,
  },
];

function statewright(...args: readonly string[]): number {
  console.log(`$ statewright ${args.join(" ")}`);
  return spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", ...args], { stdio: "inherit" }).status ?? 2;
}

let unexpected = statewright("generate") === 0 ? 0 : 1;
for (const [index, { title, workflow, tasks, exitCode }] of runs.entries()) {
  console.log(`\n── ${index + 1}. ${title}\n`);
  const status = statewright(
    "run",
    workflow,
    "--input",
    "scripts/demo/input.json",
    "--tasks",
    `scripts/demo/${tasks}.ts`,
  );
  if (status !== exitCode) unexpected += 1;
}
console.log(
  unexpected === 0 ? "\nAll five runs ended as they should." : `\n${unexpected} steps did not end as they should.`,
);
process.exitCode = unexpected === 0 ? 0 : 1;
