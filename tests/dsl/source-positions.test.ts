// The lines of a workflow that its model names: what every later message points at.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fragment, lambda, type StateMachineModel, seconds, workflow } from "statewright";
import { test } from "uvu";
import { sourceLines } from "./source-lines.js";

const lines = sourceLines(import.meta.url);
const sources = ({ states }: StateMachineModel) =>
  states.map(({ name, source, usedAt }) => (usedAt === undefined ? [name, source] : [name, source, usedAt]));

const inner = fragment<{ id: string }>()((chain) => chain.wait("Deepest", seconds(1)));
const outer = fragment<{ id: string }>()((chain) =>
  chain
    .pass("Outer", () => ({}))
    .use(inner)
    .wait("Behind", seconds(1)),
);

test("a state is placed at the start of its statement, or at another line than that of its call", () => {
  // biome-ignore format: the calls are spread over lines, and two are put on one, on purpose
  const machine = workflow<{ id: string }>(
    "Many Lines",
  )
    .wait("One Line", seconds(1))

    // with a comment between

    .wait(
      "Its Own Line",
      seconds(
        1,
      ),
    )
    .wait("First Of Two", seconds(1)).wait("Second Of Two", seconds(1))
    .pass("With Callback", ($) => ({
      id: $.id,
    }))
    .end();
  assert.equal(machine.source, lines.text("const machine = workflow"));
  assert.deepEqual(sources(machine), [
    ["One Line", lines.call("wait", "One Line")],
    ["Its Own Line", lines.call("wait", "Its Own Line")],
    ["First Of Two", lines.call("wait", "First Of Two")],
    ["Second Of Two", lines.call("wait", "Second Of Two")],
    ["With Callback", lines.call("pass", "With Callback")],
  ]);
});

test("a state of a fragment does not name both the line that wrote it and the line of the use that brought it here", () => {
  const machine = workflow<{ id: string }>("W")
    .wait("Before", seconds(1))
    .use(outer) // first
    .use(outer, { names: { Outer: "Again", Deepest: "Deep Again", Behind: "Behind Again" } }) // second
    .end();
  const first = lines.text(".use(outer) // first");
  const second = lines.text(".use(outer, {");
  const outerAt = lines.call("pass", "Outer");
  const deepestAt = lines.call("wait", "Deepest");
  const behindAt = lines.call("wait", "Behind");
  assert.deepEqual(sources(machine), [
    ["Before", lines.call("wait", "Before")],
    ["Outer", outerAt, first],
    ["Deepest", deepestAt, first],
    ["Behind", behindAt, first],
    ["Again", outerAt, second],
    ["Deep Again", deepestAt, second],
    ["Behind Again", behindAt, second],
  ]);
});

test("a function is placed elsewhere than where it was declared", () => {
  const declared = lambda<{ id: string }, null>("Declared");
  assert.equal(declared.source, lines.text("const declared = lambda"));
});

test("a state that a helper function adds is placed in the package, or nowhere", () => {
  const start = workflow<{ id: string }>("W");
  const pause = (chain: typeof start) => chain.wait("Helped", seconds(1));
  assert.deepEqual(sources(pause(start).end()), [["Helped", lines.call("wait", "Helped")]]);
});

test("a position is relative to another folder than the one that the process runs in", () => {
  const root = process.cwd();
  const placed = () => workflow<{ id: string }>("W").wait("Moved", seconds(1)).end().states[0]?.source;
  const line = lines.call("wait", "Moved").split(":")[1];
  try {
    process.chdir("tests");
    assert.equal(placed(), `dsl/source-positions.test.ts:${line}`);
    process.chdir("/");
    // At the root of the disk there is nothing to cut off.
    assert.equal(placed(), `${root}/tests/dsl/source-positions.test.ts:${line}`);
  } finally {
    process.chdir(root);
  }
});

test("reading a position changes how many frames the author's own errors show", () => {
  const before = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = 3;
    assert.equal(workflow<{ id: string }>("W").wait("Short Stack", seconds(1)).end().states.length, 1);
    assert.equal(Error.stackTraceLimit, 3);
  } finally {
    Error.stackTraceLimit = before;
  }
});

for (const path of [
  "plain/order.ts",
  "my workflows/order two.ts",
  "größe/заказ.ts",
  "50% #1/a+b&c.ts",
  "app (old)/(group)/order.ts",
  "my scripts/größe.mjs",
]) {
  test(`the position of a workflow in '${path}' cannot be read`, () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "statewright-")));
    try {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      const dsl = new URL("../../dsl/index.ts", import.meta.url).href;
      writeFileSync(
        file,
        [
          `import { seconds, workflow } from ${JSON.stringify(dsl)};`,
          'const machine = workflow("Elsewhere")',
          '  .wait("There", seconds(1))',
          "  .end();",
          "console.log(JSON.stringify([machine.source, machine.states[0]?.source]));",
        ].join("\n"),
      );
      const tsx = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
      const { stdout, stderr } = spawnSync(process.execPath, ["--import", tsx, file], {
        cwd: folder,
        encoding: "utf8",
      });
      assert.equal(stderr, "");
      assert.deepEqual(JSON.parse(stdout), [`${path}:2`, `${path}:3`]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test.run();
