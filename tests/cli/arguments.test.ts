import assert from "node:assert/strict";
import { test } from "uvu";
import { nodeDisk } from "../../cli/disk.js";
import { newProject, order } from "./project.js";

const project = newProject({});

test("help and version go to standard output and are no failure", async () => {
  const version = await project.run(["--version"]);
  assert.match(version.out, /^\d+\.\d+\.\d+.*\n$/);
  assert.deepEqual([version.code, version.err], [0, ""]);
  for (const argv of [
    ["--help"],
    ["help"],
    ["generate", "--help"],
    ["validate", "--help"],
    ["run", "--help"],
    ["graph", "--help"],
  ]) {
    const { code, out, err } = await project.run(argv);
    assert.deepEqual([code, err], [0, ""], argv.join(" "));
    assert.match(out, /^Usage: statewright [^]*\nExample:\n {2}\$ statewright /, argv.join(" "));
  }
});

const wrong: readonly (readonly [argv: readonly string[], err: RegExp])[] = [
  [[], /^Usage: statewright/],
  [["generat"], /^error: unknown command 'generat'\n\(Did you mean generate\?\)\n/],
  [["generate", "--nope"], /^error: unknown option '--nope'\n\(statewright generate --help tells more\)\n$/],
  [["generate", "extra"], /^error: too many arguments for 'generate'/],
  [["generate", "--out"], /^error: option '--out <folder>' argument missing\n/],
  [["run"], /^error: missing required argument 'workflow'\n/],
  [["graph"], /^error: missing required argument 'workflow'\n/],
  [
    ["generate", "--watch", "--check"],
    /^error: --watch and --check exclude each other\n {2}fix: leave one of them out\n$/,
  ],
];
for (const [argv, err] of wrong) {
  test(`wrong use: statewright ${argv.join(" ")}`, async () => {
    const outcome = await project.run(argv);
    assert.deepEqual([outcome.code, outcome.out], [2, ""]);
    assert.match(outcome.err, err);
  });
}

test("a mistake of the command itself keeps its stack", async () => {
  const list = () => {
    throw new RangeError("surprise");
  };
  const { code, out, err } = await project.run(["validate"], { disk: { ...nodeDisk, list } });
  assert.deepEqual([code, out], [2, ""]);
  assert.match(
    err,
    /^error: a mistake of statewright itself, please report it:\nRangeError: surprise\n {4}at .*arguments\.test\.ts/,
  );
});

test("colours are for terminals, and not under NO_COLOR or on a dumb terminal", async () => {
  const made = newProject({ "workflows/order.ts": order });
  const coloured = async (variables: Record<string, string>, isTTY = true) => {
    let out = "";
    await made.run(["validate"], { stdout: { isTTY, write: (text) => (out += text) }, variables });
    return out.includes("\u001b[");
  };
  assert.equal(await coloured({}), true);
  assert.equal(await coloured({ NO_COLOR: "" }), true);
  assert.equal(await coloured({ NO_COLOR: "1" }), false);
  assert.equal(await coloured({ TERM: "dumb" }), false);
  assert.equal(await coloured({}, false), false);
});

test.run();
