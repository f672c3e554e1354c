import assert from "node:assert/strict";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { nodeDisk } from "../../cli/disk.js";
import type { Environment } from "../../cli/index.js";
import { newProject, order, type TestProject } from "./project.js";

const made = [
  "generated/functions/order.ts",
  "generated/handle.ts",
  "generated/order/construct.ts",
  "generated/order/order.asl.json",
  "generated/order/order.mmd",
  "generated/order/order.svg",
  "generated/order/types.ts",
  "handlers/order/charge-card.ts",
  "handlers/order/get-parcel-status.ts",
];
/** A project that was generated once; each test takes a copy. */
const generated = newProject({ "workflows/order.ts": order });
const firstRun = await generated.run(["generate"]);
const nothingChanged = { code: 0, out: "9 files, nothing changed\n", err: "" };
const upToDate = { code: 0, out: "9 files, all up to date\n", err: "" };

/** Whether the command goes further than to hashes. It is stopped there: the rest takes long. */
async function isRead(project: TestProject, argv = ["generate"], environment: Partial<Environment> = {}) {
  let read = false;
  const write = (text: string) => {
    if (read || !text.includes("loading workflows …")) return;
    read = true;
    throw new Error("far enough");
  };
  await project.run(argv, { ...environment, stderr: { isTTY: true, write } });
  return read;
}

test("the first run makes every file and names each", () => {
  const lines = made.map((path) => `  created   ${path}\n`).join("");
  assert.deepEqual(firstRun, { code: 0, out: `${lines}9 files, 9 created\n`, err: "" });
  assert.deepEqual(generated.list(), [
    ...made.slice(0, 2),
    "generated/manifest.json",
    ...made.slice(2),
    "package.json",
    "tsconfig.json",
    "workflows/order.ts",
  ]);
  const definition = JSON.parse(generated.read("generated/order/order.asl.json"));
  assert.deepEqual(Object.keys(definition.States), [
    "Charge Card",
    "Wait for Parcel",
    "Get Parcel Status",
    "Parcel Sent?",
    "Order Done",
    "Order Refused",
  ]);
});

test("with nothing changed nothing is read and nothing is written", async () => {
  const project = generated.copy();
  const files = project.files();
  assert.deepEqual(await project.run(["generate"]), nothingChanged);
  assert.equal(await isRead(project), false);
  assert.deepEqual(project.files(), files);
});

const changes: readonly (readonly [what: string, change: (project: TestProject) => void])[] = [
  ["a workflow", (project) => project.write({ "workflows/order.ts": `${order}\n` })],
  ["tsconfig.json", (project) => project.write({ "tsconfig.json": `${project.read("tsconfig.json")}\n` })],
  ["a new module", (project) => project.write({ "workflows/shared/other.ts": "export const other = 1;\n" })],
  ["a generated file", (project) => project.write({ "generated/order/types.ts": "edited" })],
  ["a generated file that is gone", (project) => rmSync(join(project.root, "generated/order/types.ts"))],
  ["a handler that is gone", (project) => rmSync(join(project.root, "handlers/order/charge-card.ts"))],
];
for (const [what, change] of changes) {
  test(`everything is read again after a change of ${what}`, async () => {
    const project = generated.copy();
    change(project);
    assert.equal(await isRead(project), true);
  });
}

test("--force, --check, other folders, and a command that is not built read everything again", async () => {
  const project = generated.copy();
  assert.equal(await isRead(project, ["generate", "--force"]), true);
  assert.equal(await isRead(project, ["generate", "--check"]), true);
  assert.equal(await isRead(project, ["generate"], { isBuilt: false }), true);
  assert.deepEqual(await project.run(["generate", "--force"]), nothingChanged);
  assert.equal(await isRead(project, ["generate", "--handlers", "functions"]), true);
});

test("a module that a workflow imports from elsewhere counts as a source, and so does what tsconfig.json extends", async () => {
  const project = newProject({
    "lib/names.ts": 'export const name = "Order";\n',
    "base.json": "{}",
    "workflows/order.ts": order
      .replace('"Order", {', "name, {")
      .replace("import", 'import { name } from "lib/names.js";\nimport'),
  });
  project.write({ "tsconfig.json": project.read("tsconfig.json").replace("{", '{ "extends": "./base.json",') });
  assert.equal((await project.run(["generate"])).code, 0);
  const { sources } = JSON.parse(project.read("generated/manifest.json"));
  assert.deepEqual(Object.keys(sources), ["base.json", "lib/names.ts", "tsconfig.json", "workflows/order.ts"]);
});

test("--check writes nothing, names what is stale, missing and extra, and exits with 1", async () => {
  const project = generated.copy({
    "workflows/order.ts": order
      .replace("seconds(30)", "seconds(60)")
      .replace(
        'lambda<{ chargeId: string }, "packed" | "sent">("GetParcelStatus")',
        'lambda<{ chargeId: string }, "packed" | "sent">("GetParcel")',
      ),
  });
  assert.deepEqual(await generated.copy().run(["generate", "--check"]), upToDate);
  rmSync(join(project.root, "generated/order/order.svg"));
  const files = project.files();
  const outcome = await project.run(["generate", "--check"]);
  assert.deepEqual(outcome, {
    code: 1,
    out: `  stale     generated/functions/order.ts
  stale     generated/order/construct.ts
  stale     generated/order/order.asl.json
  stale     generated/order/order.mmd
  missing   generated/order/order.svg
  missing   handlers/order/get-parcel.ts
9 files, 4 stale, 2 missing: run statewright generate
`,
    err: "",
  });
  assert.deepEqual(project.files(), files);
});

test("--check finds files of a workflow that is gone, and a manifest that is missing", async () => {
  const project = newProject({
    "workflows/order.ts": order,
    "workflows/refund.ts":
      'import { workflow } from "statewright";\nexport const refund = workflow<{ id: string }>("Refund").pass("A", () => ({ a: 1 })).end();\n',
  });
  assert.equal((await project.run(["generate"])).code, 0);
  const gone = project.copy();
  rmSync(join(gone.root, "workflows/refund.ts"));
  const extra = ["construct.ts", "refund.asl.json", "refund.mmd", "refund.svg", "types.ts"].map(
    (file) => `generated/refund/${file}`,
  );
  assert.deepEqual(await gone.run(["generate", "--check"]), {
    code: 1,
    out: `${extra.map((path) => `  extra     ${path}\n`).join("")}9 files, 5 extra: run statewright generate\n`,
    err: "",
  });
  assert.deepEqual(await gone.run(["generate"]), {
    code: 0,
    out: `${extra.map((path) => `  removed   ${path}\n`).join("")}9 files, 5 removed\n`,
    err: "",
  });
  assert.deepEqual(gone.files(), { ...generated.files() });

  const lost = generated.copy();
  rmSync(join(lost.root, "generated/manifest.json"));
  assert.deepEqual(await lost.run(["generate", "--check"]), {
    code: 1,
    out: "  missing   generated/manifest.json\n9 files, 1 missing: run statewright generate\n",
    err: "",
  });
  assert.deepEqual(await lost.run(["generate"]), nothingChanged);
  assert.deepEqual(lost.files(), generated.files());
});

test("a change replaces what it concerns, and keeps the author's handler", async () => {
  const project = generated.copy({
    "workflows/order.ts": order.replace("seconds(30)", "seconds(60)"),
    "handlers/order/charge-card.ts": "export const handler = async () => ({ chargeId: 'mine' });\n",
    "generated/order/types.ts": "edited by hand",
  });
  assert.deepEqual(await project.run(["generate"]), {
    code: 0,
    out: `  changed   generated/order/order.asl.json
  changed   generated/order/order.mmd
  changed   generated/order/order.svg
  changed   generated/order/types.ts  (it had been edited by hand)
9 files, 4 changed
`,
    err: "",
  });
  assert.match(project.read("handlers/order/charge-card.ts"), /mine/);
});

test("a file that is not ours is not written over: nothing is written at all", async () => {
  const project = newProject({ "workflows/order.ts": order, "generated/order/types.ts": "mine" });
  const files = project.files();
  assert.deepEqual(await project.run(["generate"]), {
    code: 2,
    out: "",
    err: `error: generated/order/types.ts exists and was not made by statewright: generated/manifest.json does not list it.
  fix: move it away or delete it, then generate again
nothing was written
`,
  });
  assert.deepEqual(project.files(), files);
});

test("an output folder that cannot be written gives one message and changes nothing", async () => {
  const project = newProject({ "workflows/order.ts": order });
  const files = project.files();
  assert.deepEqual(await project.run(["generate"], { disk: { ...nodeDisk, canWrite: () => false } }), {
    code: 2,
    out: "",
    err: `error: The folder . cannot be written.
  fix: give yourself the right to write there, or choose another folder with --out or --handlers
nothing was written
`,
  });
  assert.deepEqual(await project.run(["generate", "--out", "package.json/generated"]), {
    code: 2,
    out: "",
    err: `error: package.json is a file, and a folder is needed there.
  fix: choose another folder, or move the file away
nothing was written
`,
  });
  assert.deepEqual(project.files(), files);
});

test("a disk that fails while it is written says so without a stack, and the next run repairs it", async () => {
  const project = newProject({ "workflows/order.ts": order });
  let writes = 0;
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
  const writeNew = (path: string, contents: string) => {
    writes += 1;
    if (writes === 4) throw full;
    nodeDisk.writeNew(path, contents);
  };
  assert.deepEqual(await project.run(["generate"], { disk: { ...nodeDisk, writeNew } }), {
    code: 2,
    out: "",
    err: `error: the disk refused to write: ENOSPC: no space left on device, write
  fix: every file is whole, old or new: see to the disk and generate again
`,
  });
  assert.equal((await project.run(["generate"])).code, 0);
  assert.deepEqual(project.files(), generated.files());
});

test("a link out of the project is refused", async () => {
  const project = newProject({ "workflows/order.ts": order });
  const elsewhere = newProject({});
  symlinkSync(elsewhere.root, join(project.root, "generated"), "junction");
  const outcome = await project.run(["generate"]);
  assert.deepEqual(
    [outcome.code, outcome.err],
    [
      2,
      `error: generated is a link that leads out of the folder.
  fix: replace the link by a real folder or file
nothing was written
`,
    ],
  );
  assert.deepEqual(elsewhere.list(), ["package.json", "tsconfig.json"]);
});

test("other folders hold the same, and the files find each other from there", async () => {
  const project = newProject({ "flows/order.ts": order });
  const argv = ["generate", "--workflows", "flows", "--out", "build/made", "--handlers", "src/functions"];
  assert.equal((await project.run(argv)).code, 0);
  assert.deepEqual(
    project.list().filter((path) => /^(?:build|src)/.test(path)),
    [
      ...made.map((path) => path.replace("generated", "build/made").replace("handlers", "src/functions")),
      "build/made/manifest.json",
    ].sort(),
  );
  assert.match(
    project.read("src/functions/order/charge-card.ts"),
    /from "\.\.\/\.\.\/\.\.\/build\/made\/functions\/order\.js"/,
  );
  assert.deepEqual(await project.run(argv), nothingChanged);
});

test("folders are relative to where the command is called, the project is that of the nearest package.json", async () => {
  const project = generated.copy();
  assert.deepEqual(await project.run(["generate"], { cwd: join(project.root, "workflows") }), nothingChanged);
  const named = ["generate", "--workflows", ".", "--out", "../generated"];
  assert.deepEqual(await project.run(named, { cwd: join(project.root, "workflows") }), nothingChanged);
});

test("a type error of a workflow is a finding with its line, and nothing is written", async () => {
  const project = newProject({ "workflows/order.ts": order.replace('is($.parcel, "sent")', 'is($.parcel, "snet")') });
  const files = project.files();
  const outcome = await project.run(["generate"]);
  assert.equal(outcome.code, 1);
  assert.match(outcome.err, /^error TYPE_ERROR {2}workflows\/order\.ts:19/);
  assert.match(outcome.err, /\n1 error, nothing was written\n$/);
  assert.deepEqual(project.files(), files);
});

test("two workflows whose files would be one are a finding", async () => {
  const refund = (name: string) =>
    `import { workflow } from "statewright";\nexport const refund = workflow<{ id: string }>("${name}").pass("A", () => ({ a: 1 })).end();\n`;
  const project = newProject({ "workflows/a.ts": refund("RefundCard"), "workflows/b.ts": refund("refund-card") });
  const outcome = await project.run(["generate"]);
  assert.deepEqual([outcome.code, outcome.out], [1, ""]);
  assert.match(outcome.err, /^error DUPLICATE_FILE/);
  assert.match(outcome.err, /'RefundCard' of workflows\/a\.ts/);
  assert.deepEqual(project.list(), ["package.json", "tsconfig.json", "workflows/a.ts", "workflows/b.ts"]);
});

test("a workflow that two modules export is generated once, a module without one is fine", async () => {
  const project = newProject({
    "workflows/order.ts": order,
    "workflows/again.ts": 'export { order } from "./order.js";\n',
    "workflows/shared/prices.ts": "export const price = 3;\n",
    "workflows/types.d.ts": "declare const never: never;\n",
  });
  assert.deepEqual((await project.run(["generate"])).out, firstRun.out);
});

test("text of the author's own that is no ASL is told with its line, and nothing is written", async () => {
  const project = newProject({
    "workflows/refund.ts": `import { jsonPath, workflow } from "statewright";
export const refund = workflow<{ id: string }>("Refund")
  .pass("Copy", () => ({ copy: jsonPath<string>("$.id[") }))
  .end();
`,
  });
  assert.deepEqual(await project.run(["generate"]), {
    code: 1,
    out: "",
    err: `error SCHEMA_VALIDATION_FAILED  Refund › Copy.InputPath  (workflows/refund.ts:3)
  The value for the field 'InputPath' must be a valid JSONPath or a valid intrinsic function call
  fix: correct it: '$.id[' is no path: no key and no index at '['
1 error, nothing was written
`,
  });
});

test.run();
