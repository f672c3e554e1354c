import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import ts from "typescript-6";
import { test } from "uvu";

const root = fileURLToPath(new URL("../..", import.meta.url));
const file = `${root}tests/types/completions.probe.ts`;

/** What the editor offers at the mark `¦` of a program that nobody wrote to the disk. */
function offered(program: string): readonly string[] {
  const at = program.indexOf("¦");
  const text = program.replace("¦", "");
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
    paths: { statewright: [`${root}dsl/index.ts`] },
  };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const contents = name === file ? text : ts.sys.readFile(name);
      return contents === undefined ? undefined : ts.ScriptSnapshot.fromString(contents);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
    readDirectory: ts.sys.readDirectory,
  };
  const service = ts.createLanguageService(host);
  return (service.getCompletionsAtPosition(file, at, undefined)?.entries ?? []).map(({ name }) => name);
}

const head = `import { is, lambda, workflow } from "statewright";
const check = lambda<{ id: string }, boolean>("Check");
const start = workflow<{ id: string; count: number }>("W").task("Check", check, { as: "ok" });
`;

test("behind a choice the editor offers other names than those that are owed", () => {
  const program = `${head}start.match("Ok?", ($) => $.ok, { true: "Go On", false: "Give Up" }).task("¦", check, { as: "again" });`;
  assert.deepEqual(offered(program), ["Go On", "Give Up"]);
});

test("$ offers other keys than those of the data", () => {
  const program = `${head}start.match("Ok?", ($) => $.¦, { true: "Go On", false: "Give Up" });`;
  assert.deepEqual(offered(program), ["count", "id", "ok"]);
});

test("a comparison offers other values than those that the key can have", () => {
  const program = `${head}start.task("S", lambda<{ id: string }, "done" | "open">("S"), { as: "s" }).choice("C", (c) => c.when(($) => is($.s, "¦"), "T"));`;
  assert.deepEqual(offered(program), ["done", "open"]);
});

test.run();
