import assert from "node:assert/strict";
import { test } from "uvu";
import { hashOf, parseManifest } from "../../cli/manifest.js";
import { type Plan, planFiles, readManifest } from "../../cli/plan-files.js";
import { writeFiles } from "../../cli/write-files.js";
import { defaultLayout, type GeneratedFile } from "../../generators/generated-file.js";
import { MemoryDisk } from "./memory-disk.js";

const root = "/p";
const asl = (version: string): GeneratedFile => ({
  path: "generated/deploy/deploy.asl.json",
  contents: `asl ${version}\n`,
});
const types = (version: string): GeneratedFile => ({
  path: "generated/deploy/types.ts",
  contents: `types ${version}\n`,
});
const old = { path: "generated/old/old.asl.json", contents: "old\n" };
const stub = { path: "handlers/deploy/create.ts", contents: "stub\n", once: true } as const;

const plan = (disk: MemoryDisk, files: readonly GeneratedFile[], sources = new Map([["workflows/deploy.ts", "s1"]])) =>
  planFiles({
    disk,
    root,
    layout: defaultLayout,
    files,
    previous: readManifest(disk, root, defaultLayout),
    statewright: "1.0.0",
    sources,
  });
/** One run of the generator. */
function generate(disk: MemoryDisk, files: readonly GeneratedFile[]): Plan {
  const made = plan(disk, files);
  assert.deepEqual(made.problems, []);
  writeFiles({ disk, root, plan: made, previous: readManifest(disk, root, defaultLayout) });
  return made;
}
const changes = (made: Plan) => made.changes.map(({ status, path, edited }) => `${status}${edited ? "*" : ""} ${path}`);
const project = () => new MemoryDisk({ "/p/package.json": "{}" });
const written = (disk: MemoryDisk) => {
  const { "/p/generated/manifest.json": _, ...files } = disk.files();
  return files;
};

test("the first run writes every file, and a manifest that names them with hashes", () => {
  const disk = project();
  const made = generate(disk, [types("1"), asl("1"), stub]);
  assert.deepEqual(changes(made), [
    "created generated/deploy/deploy.asl.json",
    "created generated/deploy/types.ts",
    "created handlers/deploy/create.ts",
  ]);
  assert.deepEqual(disk.files(), {
    "/p/generated/deploy/deploy.asl.json": "asl 1\n",
    "/p/generated/deploy/types.ts": "types 1\n",
    "/p/generated/manifest.json": `{
  "comment": "Written by \`statewright generate\`: which files are its own, and what they were made from.",
  "statewright": "1.0.0",
  "workflows": "workflows",
  "handlers": "handlers",
  "sources": {
    "workflows/deploy.ts": "s1"
  },
  "files": {
    "generated/deploy/deploy.asl.json": "${hashOf("asl 1\n")}",
    "generated/deploy/types.ts": "${hashOf("types 1\n")}"
  },
  "stubs": [
    "handlers/deploy/create.ts"
  ]
}
`,
    "/p/handlers/deploy/create.ts": "stub\n",
    "/p/package.json": "{}",
  });
});

test("a second run with the same output touches nothing", () => {
  const disk = project();
  generate(disk, [asl("1"), stub]);
  const before = disk.operations;
  const made = generate(disk, [asl("1"), stub]);
  assert.deepEqual(changes(made), []);
  assert.equal(disk.operations, before);
});

test("only what changed is replaced, through a file beside it", () => {
  const disk = project();
  generate(disk, [asl("1"), types("1")]);
  disk.log.length = 0;
  const made = generate(disk, [asl("1"), types("2")]);
  assert.deepEqual(changes(made), ["changed generated/deploy/types.ts"]);
  assert.deepEqual(
    disk.log.map((line) => line.replace(/\d+-[0-9a-f]{12}/, "UNIQUE")),
    [
      "writeNew /p/generated/.manifest.json.UNIQUE.statewright-tmp",
      "rename /p/generated/manifest.json",
      "writeNew /p/generated/deploy/.types.ts.UNIQUE.statewright-tmp",
      "rename /p/generated/deploy/types.ts",
      "writeNew /p/generated/.manifest.json.UNIQUE.statewright-tmp",
      "rename /p/generated/manifest.json",
    ],
  );
});

test("a file that is no longer made goes, with the folder that it leaves empty", () => {
  const disk = project();
  generate(disk, [asl("1"), old]);
  const made = generate(disk, [asl("1")]);
  assert.deepEqual(changes(made), ["removed generated/old/old.asl.json"]);
  assert.deepEqual(disk.folders(), ["/p", "/p/generated", "/p/generated/deploy"]);
});

test("a file that is no longer made but was changed by hand stays, and is named at every run until it goes", () => {
  const disk = project();
  generate(disk, [asl("1"), old]);
  disk.put("/p/generated/old/old.asl.json", "mine\n");
  for (const _ of [1, 2]) {
    const made = generate(disk, [asl("1")]);
    assert.deepEqual([changes(made), made.left], [[], ["generated/old/old.asl.json"]]);
  }
  assert.equal(disk.read("/p/generated/old/old.asl.json"), "mine\n");
  disk.drop("/p/generated/old/old.asl.json");
  assert.deepEqual(generate(disk, [asl("1")]).left, []);
});

test("a generated file that was changed by hand is written anew, and the plan says so", () => {
  const disk = project();
  generate(disk, [asl("1")]);
  disk.put("/p/generated/deploy/deploy.asl.json", "mine\n");
  assert.deepEqual(changes(generate(disk, [asl("1")])), ["changed* generated/deploy/deploy.asl.json"]);
  assert.equal(disk.read("/p/generated/deploy/deploy.asl.json"), "asl 1\n");
});

test("a file that the manifest does not list is never written over", () => {
  const disk = project();
  disk.put("/p/generated/deploy/types.ts", "mine\n");
  const made = plan(disk, [asl("1"), types("1")]);
  assert.deepEqual(made.problems, [
    {
      kind: "taken",
      path: "generated/deploy/types.ts",
      message:
        "generated/deploy/types.ts exists and was not made by statewright: generated/manifest.json does not list it.",
      fix: "move it away or delete it, then generate again",
    },
  ]);
  assert.equal(disk.operations, 0);
});

test("a file that holds what would be written is taken over, whoever wrote it", () => {
  const disk = project();
  disk.put("/p/generated/deploy/types.ts", "types 1\n");
  assert.deepEqual(changes(generate(disk, [types("1")])), []);
  assert.deepEqual(changes(generate(disk, [types("2")])), ["changed generated/deploy/types.ts"]);
});

test("line ends that git changed are no change", () => {
  const disk = project();
  generate(disk, [asl("1"), old]);
  disk.put("/p/generated/deploy/deploy.asl.json", "asl 1\r\n");
  disk.put("/p/generated/old/old.asl.json", "old\r\n");
  assert.deepEqual(changes(generate(disk, [asl("1")])), ["removed generated/old/old.asl.json"]);
  assert.equal(disk.read("/p/generated/deploy/deploy.asl.json"), "asl 1\r\n");
});

test("a handler that exists is not touched, not even when it is a broken link, and never removed", () => {
  const disk = project();
  disk.put("/p/handlers/deploy/create.ts", "the author's\n");
  disk.putLink("/p/handlers/deploy/delete.ts", "/p/nowhere.ts");
  const other = { path: "handlers/deploy/delete.ts", contents: "stub\n", once: true } as const;
  const outside = plan(disk, [stub, other]);
  assert.deepEqual(
    outside.problems.map(({ message }) => message),
    ["handlers/deploy/delete.ts is a link that leads out of the folder."],
  );
  disk.drop("/p/handlers/deploy/delete.ts");
  generate(disk, [stub, other]);
  disk.put("/p/handlers/deploy/delete.ts", "the author's too\n");
  generate(disk, [asl("1")]);
  assert.deepEqual(written(disk), {
    "/p/generated/deploy/deploy.asl.json": "asl 1\n",
    "/p/handlers/deploy/create.ts": "the author's\n",
    "/p/handlers/deploy/delete.ts": "the author's too\n",
    "/p/package.json": "{}",
  });
});

test("links that lead out of the folder are refused, for what is written and for what would be removed", () => {
  const disk = project();
  generate(disk, [asl("1"), old]);
  disk.put("/elsewhere/deploy.asl.json", "secret\n");
  disk.put("/elsewhere/old.asl.json", "old\n");
  disk.drop("/p/generated/deploy/deploy.asl.json");
  disk.drop("/p/generated/old/old.asl.json");
  for (const folder of ["deploy", "old"]) {
    disk.drop(`/p/generated/${folder}`);
    disk.putLink(`/p/generated/${folder}`, "/elsewhere");
  }
  const made = plan(disk, [asl("2")]);
  assert.deepEqual(
    made.problems.map(({ message }) => message),
    ["generated/deploy is a link that leads out of the folder."],
  );
  assert.deepEqual(changes(made), []);
});

test("a link inside the project is followed as a folder", () => {
  const disk = project();
  disk.putFolder("/p/other/generated");
  disk.putLink("/p/generated", "other/generated");
  generate(disk, [asl("1")]);
  const before =
    disk.files()["/p/generated/deploy/deploy.asl.json"] ?? disk.files()["/p/other/generated/deploy/deploy.asl.json"];
  assert.equal(before, "asl 1\n");
});

test("paths that leave their folders are refused", () => {
  const disk = project();
  const paths = [
    "generated/../secret.ts",
    "../secret.ts",
    "/etc/passwd",
    "secret.ts",
    "generated//x.ts",
    "generatedx/x.ts",
  ];
  const made = plan(
    disk,
    paths.map((path) => ({ path, contents: "x" })),
  );
  assert.deepEqual(
    made.problems.map(({ kind, path }) => [kind, path]),
    [...paths].sort().map((path) => ["blocked", path]),
  );
});

test("a manifest that names files outside its folder removes none of them", () => {
  const disk = project();
  generate(disk, [asl("1")]);
  const text = disk.read("/p/generated/manifest.json") ?? "";
  for (const path of [
    "package.json",
    "../secret",
    "generated/../package.json",
    "handlers/a.ts",
    "generated/manifest.json",
  ]) {
    const hash = hashOf(disk.read(`/p/${path}`) ?? "{}");
    disk.put("/p/generated/manifest.json", text.replace('"files": {', `"files": {\n    "${path}": "${hash}",`));
    assert.deepEqual(changes(plan(disk, [asl("1")])), [], path);
  }
});

test("a file where a folder is needed, a folder where a file is needed, and a folder that cannot be written are named before anything is done", () => {
  const disk = project();
  disk.put("/p/generated/deploy", "a file");
  disk.putFolder("/p/generated/x.ts");
  const made = plan(disk, [asl("1"), { path: "generated/x.ts", contents: "x" }]);
  assert.deepEqual(
    made.problems.map(({ message }) => message),
    ["generated/deploy is a file, and a folder is needed there.", "generated/x.ts exists and is no file."],
  );
  const locked = new MemoryDisk({ "/p/package.json": "{}" }, { readOnly: ["/p"] });
  assert.deepEqual(
    plan(locked, [asl("1"), stub]).problems.map(({ kind, message }) => [kind, message]),
    [["readOnly", "The folder . cannot be written."]],
  );
});

test("two outputs under one path, or under paths that differ by case alone, are refused; the same file twice is not", () => {
  const disk = project();
  const made = plan(disk, [
    asl("1"),
    asl("1"),
    asl("2"),
    { path: "generated/Deploy/Types.ts", contents: "a" },
    types("1"),
  ]);
  assert.deepEqual(
    made.problems.map(({ message }) => message),
    [
      "generated/deploy/deploy.asl.json would be made twice, with different contents.",
      "generated/Deploy/Types.ts and generated/deploy/types.ts are one file on a disk that does not tell capital from small letters.",
    ],
  );
});

test("on a disk that ignores case a renamed file replaces the old one, and a foreign one is not written over", () => {
  const disk = new MemoryDisk({ "/p/package.json": "{}" }, { ignoreCase: true });
  generate(disk, [{ path: "generated/functions/Deploy.ts", contents: "a\n" }]);
  generate(disk, [{ path: "generated/functions/deploy.ts", contents: "b\n" }]);
  assert.deepEqual(written(disk), { "/p/generated/functions/deploy.ts": "b\n", "/p/package.json": "{}" });
  disk.put("/p/generated/deploy/TYPES.ts", "mine\n");
  assert.deepEqual(
    plan(disk, [types("1")]).problems.map(({ message }) => message),
    [
      "generated/deploy/TYPES.ts is in the place of generated/deploy/types.ts: this disk does not tell capital from small letters.",
    ],
  );
});

test("a manifest that does not parse stops the run with the place and the way out", () => {
  const disk = project();
  disk.put("/p/generated/manifest.json", '{\n  "files": {\n<<<<<<< HEAD\n');
  assert.throws(() => readManifest(disk, root, defaultLayout), {
    name: "UsageError",
    message:
      "generated/manifest.json cannot be read: this is neither a JSON value nor a key in double quotes (line 3, column 1). It tells which files are the generator's.",
    fix: "take it from version control (after a merge, either side will do), or delete the folder generated, and generate again",
  });
});

test("what a dead run left is cleared, what a living one is writing is not", () => {
  const disk = new MemoryDisk({ "/p/package.json": "{}" }, { running: [42] });
  generate(disk, [asl("1")]);
  disk.put("/p/generated/deploy/.types.ts.41-0000deadbeef.statewright-tmp", "half");
  disk.put("/p/generated/deploy/.types.ts.42-0000deadbeef.statewright-tmp", "half");
  disk.put("/p/generated/deploy/.types.ts.statewright-tmp", "not ours");
  generate(disk, [asl("1")]);
  assert.deepEqual(Object.keys(written(disk)), [
    "/p/generated/deploy/.types.ts.42-0000deadbeef.statewright-tmp",
    "/p/generated/deploy/.types.ts.statewright-tmp",
    "/p/generated/deploy/deploy.asl.json",
    "/p/package.json",
  ]);
});

test("two runs at the same time make the same files; a file of the author's that appears meanwhile is not written over", () => {
  const disk = project();
  const made = plan(disk, [asl("1"), types("1")]);
  disk.put("/p/generated/deploy/deploy.asl.json", "asl 1\n");
  writeFiles({ disk, root, plan: made, previous: undefined });
  assert.deepEqual(Object.keys(written(disk)), [
    "/p/generated/deploy/deploy.asl.json",
    "/p/generated/deploy/types.ts",
    "/p/package.json",
  ]);
  const other = project();
  other.put("/p/generated/deploy/types.ts", "mine\n");
  assert.throws(() => writeFiles({ disk: other, root, plan: made, previous: undefined }), /EEXIST/);
  assert.equal(other.read("/p/generated/deploy/types.ts"), "mine\n");
});

// A run dies at each of its operations in turn; then either the same run or one with other sources follows.
const first = [asl("1"), types("1"), old];
const second = [asl("2"), types("1"), { path: "generated/new/new.asl.json", contents: "new\n" }, stub];
const third = [asl("3"), { path: "generated/new/new.asl.json", contents: "newer\n" }, stub];
const texts = (files: readonly GeneratedFile[]) =>
  new Map<string, string>(files.map(({ path, contents }) => [`/p/${path}`, contents]));

function dyingRuns(): MemoryDisk[] {
  const start = project();
  generate(start, first);
  const whole = start.copy();
  generate(whole, second);
  return Array.from({ length: whole.operations }, (_, index) => {
    const disk = start.copy();
    disk.diesAt = index + 1;
    assert.throws(() => generate(disk, second), /EIO/);
    disk.diesAt = Number.POSITIVE_INFINITY;
    return disk;
  });
}

test("a run that dies leaves every file old or new, wherever it dies", () => {
  const runs = dyingRuns();
  assert.ok(runs.length > 15, `${runs.length} operations`);
  for (const disk of runs) {
    for (const [path, text] of Object.entries(written(disk))) {
      if (path.endsWith(".statewright-tmp") || path === "/p/package.json") continue;
      assert.ok([texts(first).get(path), texts(second).get(path)].includes(text), `${path}: ${text}`);
    }
    parseManifest(disk.read("/p/generated/manifest.json") ?? "");
  }
});

test("the same run again repairs what a dead one left", () => {
  const whole = project();
  generate(whole, first);
  generate(whole, second);
  for (const disk of dyingRuns()) {
    generate(disk, second);
    assert.deepEqual(disk.files(), whole.files());
    assert.deepEqual(disk.folders(), whole.folders());
  }
});

test("a run with other sources after a dead one still knows which files are its own", () => {
  const whole = project();
  generate(whole, first);
  generate(whole, third);
  for (const disk of dyingRuns()) {
    const made = plan(disk, third);
    assert.deepEqual([made.problems, made.left, made.changes.filter(({ edited }) => edited)], [[], [], []]);
    generate(disk, third);
    assert.deepEqual(disk.files(), whole.files());
  }
});

test("two runs that die one after the other lose no knowledge either", () => {
  for (const disk of dyingRuns()) {
    const probe = disk.copy();
    generate(probe, third);
    for (let at = 1; at <= probe.operations; at++) {
      const again = disk.copy();
      again.diesAt = at;
      assert.throws(() => generate(again, third), /EIO/);
      again.diesAt = Number.POSITIVE_INFINITY;
      const made = generate(again, [asl("4")]);
      assert.deepEqual([made.left, made.changes.filter(({ edited }) => edited)], [[], []]);
      const { "/p/handlers/deploy/create.ts": stubText = "stub\n", ...rest } = written(again);
      assert.equal(stubText, "stub\n");
      assert.deepEqual(
        Object.keys(rest).filter((path) => !path.includes("handlers/")),
        ["/p/generated/deploy/deploy.asl.json", "/p/package.json"],
      );
    }
  }
});

test.run();
