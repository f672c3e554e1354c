import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { test } from "uvu";
import { complaints, tsc } from "./types/compile.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The fenced blocks of a language, in order. */
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, text]) => text ?? "");
const [workflow = "", tests = "", answers = "", refused = "", app = ""] = blocks("ts");

const project = mkdtempSync(join(tmpdir(), "statewright-readme-"));
const write = (file: string, text: string) => {
  mkdirSync(join(project, file, ".."), { recursive: true });
  writeFileSync(join(project, file), text);
};
const node = (...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(
    process.execPath,
    ["--import", pathToFileURL(join(root, "node_modules/tsx/dist/loader.mjs")).href, ...args],
    {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    },
  );
const statewright = (...args: readonly string[]) => node(join(root, "cli/main.ts"), ...args);

test.before(() => {
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  const paths = {
    statewright: [join(root, "dsl/index.ts")],
    "statewright/testing": [join(root, "testing/index.ts")],
  };
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
  write("package.json", '{ "type": "module" }');
  write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: { ...compilerOptions, paths, noUnusedLocals: false },
      include: ["**/*.ts"],
      exclude: ["node_modules"],
    }),
  );
  write("workflows/order.ts", workflow);
  write("order.test.ts", tests);
  write("answers.ts", answers);
  write("input.json", '{ "orderId": "o-1", "amountCents": 1200 }');
  write("app.ts", app);
  write(
    "refused.ts",
    `import { is, lambda, workflow } from "statewright";
import { charge, getChargeStatus } from "./workflows/order.js";
interface Order { orderId: string; amountCents: number }
${refused}`,
  );
});
test.after(() => rmSync(project, { recursive: true }));

test("the example of the README does not generate what its table lists", () => {
  const { stdout, stderr, status } = statewright("generate");
  assert.equal(status, 0, stderr);
  for (const file of [
    "generated/order/order.asl.json",
    "generated/order/types.ts",
    "generated/order/construct.ts",
    "generated/order/order.svg",
    "generated/order/order.mmd",
    "generated/functions/order.ts",
    "generated/handle.ts",
    "handlers/order/charge.ts",
    "handlers/order/get-charge-status.ts",
  ]) {
    assert.ok(stdout.includes(file), `${file} is not in\n${stdout}`);
  }
});

test("the code of the README does not compile, or the compiler does not say what it says there", async () => {
  const found = complaints(await tsc("7", ["-p", project]));
  const others = found.filter(({ file }) => !file.endsWith("refused.ts"));
  assert.deepEqual(others, []);
  const lines = readFileSync(join(project, "refused.ts"), "utf8").split("\n");
  const expected = lines.flatMap((line, index) =>
    line.startsWith("// ✗ ") ? [{ line: index, sentence: line.slice(5) }] : [],
  );
  assert.equal(expected.length, 10);
  assert.equal(found.length, expected.length, found.map(({ text }) => text).join("\n"));
  for (const { line, sentence } of expected) {
    const complaint = found.find((one) => one.file.endsWith("refused.ts") && one.line === line);
    assert.ok(
      complaint?.text.includes(sentence),
      `line ${line}: ${sentence}\n${found.map((one) => `${one.line}: ${one.text}`).join("\n")}`,
    );
  }
});

test("an author who writes declaration files cannot export the workflow of the README", async () => {
  // 5.9 looks only while it writes them.
  for (const version of ["6", "7"] as const) {
    const found = complaints(await tsc(version, ["-p", project, "--noEmit", "--declaration"]));
    assert.deepEqual(
      found.filter(({ file }) => file.includes("workflows")),
      [],
    );
  }
});

test("the tests of the README fail", () => {
  const { stderr, status } = node("order.test.ts");
  assert.equal(status, 0, stderr);
});

test("the run of the README prints something else", () => {
  const [console = ""] = blocks("console");
  const [command = "", ...lines] = console.split("\n");
  const { stdout, stderr } = statewright(...command.replace("$ statewright ", "").split(" "));
  assert.equal(stdout, lines.join("\n"), stderr);
});

test("a command of the README is not one of the program", () => {
  const { stdout } = statewright("--help");
  for (const name of ["generate", "validate", "run", "graph"]) assert.match(stdout, new RegExp(`^ {2}${name} `, "m"));
});

test("CONTRIBUTING.md names a file or folder that does not exist", () => {
  const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const named = [...contributing.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path]) => path ?? "");
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test.run();
