import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "uvu";
import { bigWorkflow, projectOf } from "../../scripts/big-workflow.js";
import { atCaret, type Editor } from "../../scripts/editors/editor.js";
import { openInLanguageServer } from "../../scripts/editors/language-server.js";
import { openInLanguageService } from "../../scripts/editors/language-service.js";

/** What is offered at the mark `¦`, sorted. */
type Offered = (program: string) => Promise<readonly string[]>;
const offeredBy =
  (open: (folder: string, text: string) => Editor | Promise<Editor>): Offered =>
  async (program) => {
    const { text, at } = atCaret(program);
    const folder = projectOf(text);
    const editor = await open(folder, text);
    try {
      return (await editor.offered(at)).toSorted();
    } finally {
      await editor.close();
      rmSync(folder, { recursive: true });
    }
  };

const head = `import { is, lambda, workflow } from "statewright";
const check = lambda<{ id: string }, boolean>("Check");
const start = workflow<{ id: string; count: number }>("W").task("Check", check, { as: "ok" });
`;

for (const [editor, offered] of [
  ["TypeScript 6's language service", offeredBy(openInLanguageService)],
  ["TypeScript 7's language server", offeredBy(openInLanguageServer)],
] as const) {
  test(`behind a choice ${editor} offers other names than those that are owed`, async () => {
    const program = `${head}start.match("Ok?", ($) => $.ok, { true: "Go On", false: "Give Up" }).task("¦", check, { as: "again" });`;
    assert.deepEqual(await offered(program), ["Give Up", "Go On"]);
  });

  test(`for a target ${editor} offers other names than those that are declared or owed`, async () => {
    const before = `${head}start.match("Ok?", ($) => $.ok, { true: "Go On", false: "Give Up" }).task("Go On", check, { as: "again" })`;
    const targets = [
      '.goto("¦");',
      '.choice("C", (c) => c.when(($) => is($.ok, true), "¦").otherwise("X"));',
      '.choice("C", (c) => c.when(($) => is($.ok, true), "X").otherwise("¦"));',
      '.match("C", ($) => $.ok, { true: "X", false: "¦" });',
      '.task("T", check, { as: "t", catch: [{ errors: ["States.ALL"], goto: "¦" }] });',
    ];
    for (const target of targets) {
      const names = (await offered(before + target)).filter((name) => name !== ""); // what stands there
      assert.deepEqual(names, ["Check", "Give Up", "Go On", "Ok?"], target);
    }
  });

  test(`behind states that not every way may go back to, ${editor} offers no targets`, async () => {
    const end = `  .wait("S16", seconds(1))\n  .goto("¦")`;
    const names = await offered(bigWorkflow(["loop", "mixed", "diamond", "task"], 16, end));
    for (const name of ["S0", "W0", "S4", "S16"]) assert.ok(names.includes(name), names.join(", "));
  });

  test(`at $ ${editor} offers other keys than those of the data`, async () => {
    const program = `${head}start.match("Ok?", ($) => $.¦, { true: "Go On", false: "Give Up" });`;
    assert.deepEqual(await offered(program), ["count", "id", "ok"]);
  });

  test(`in a comparison ${editor} offers other values than those that the key can have`, async () => {
    const program = `${head}start.task("S", lambda<{ id: string }, "done" | "open">("S"), { as: "s" }).choice("C", (c) => c.when(($) => is($.s, "¦"), "T"));`;
    assert.deepEqual(await offered(program), ["done", "open"]);
  });

  test(`behind loops, a parallel, a map and diamonds ${editor} offers other keys at $ than those of the data`, async () => {
    const program = bigWorkflow(
      ["loop", "mixed", "diamond", "task"],
      16,
      `  .pass("S16", ($) => ({ late: $.¦ }))\n  .end()`,
    );
    const keys = [
      "a0",
      "a4",
      "a8",
      "all4",
      "b8",
      "both4",
      "failure",
      "id",
      "items",
      "k12",
      "k13",
      "k14",
      "k15",
      "s0",
      "s8",
    ];
    assert.deepEqual(await offered(program), keys);
  });
}

test.run();
