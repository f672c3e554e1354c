// The real disk keeps what the writer counts on.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import { nodeDisk } from "../../cli/disk.js";

const root = realpathSync(mkdtempSync(join(tmpdir(), "statewright-disk-")));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));
const at = (path: string) => join(root, path);
const put = (path: string, text: string) => writeFileSync(at(path), text);

test("what is not there is told apart from what cannot be read", () => {
  put("file", "text");
  mkdirSync(at("folder"));
  symlinkSync(at("nowhere"), at("broken"), "junction");
  symlinkSync(at("folder"), at("link"), "junction");
  assert.deepEqual(
    ["file", "folder", "broken", "link", "none", "file/under"].map((path) => nodeDisk.kind(at(path))),
    ["file", "folder", "link", "link", undefined, undefined],
  );
  assert.deepEqual(
    ["file", "folder", "broken", "none", "file/under"].map((path) => nodeDisk.read(at(path))),
    ["text", undefined, undefined, undefined, undefined],
  );
  assert.deepEqual([nodeDisk.realPath(at("link")), nodeDisk.realPath(at("broken"))], [at("folder"), undefined]);
  assert.deepEqual(nodeDisk.list(root), [
    { name: "broken", kind: "link" },
    { name: "file", kind: "file" },
    { name: "folder", kind: "folder" },
    { name: "link", kind: "link" },
  ]);
  assert.deepEqual([nodeDisk.list(at("none")), nodeDisk.list(at("file"))], [[], []]);
});

test("a new file never takes the place of another, a renamed one does", () => {
  nodeDisk.makeFolder(at("a/b"));
  nodeDisk.writeNew(at("a/b/new"), "1");
  assert.throws(() => nodeDisk.writeNew(at("a/b/new"), "2"), { code: "EEXIST" });
  nodeDisk.writeNew(at("a/b/other"), "2");
  assert.throws(() => nodeDisk.moveToFree(at("a/b/other"), at("a/b/new")), { code: "EEXIST" });
  assert.equal(readFileSync(at("a/b/new"), "utf8"), "1");
  nodeDisk.rename(at("a/b/other"), at("a/b/new"));
  assert.equal(readFileSync(at("a/b/new"), "utf8"), "2");
  nodeDisk.moveToFree(at("a/b/new"), at("a/b/free"));
  assert.deepEqual(nodeDisk.list(at("a/b")), [{ name: "free", kind: "file" }]);
});

test("only an empty folder goes, and what is gone already is no failure", () => {
  nodeDisk.makeFolder(at("c/d"));
  nodeDisk.removeEmptyFolder(at("c"));
  assert.equal(nodeDisk.kind(at("c/d")), "folder");
  nodeDisk.removeEmptyFolder(at("c/d"));
  nodeDisk.removeEmptyFolder(at("c/d"));
  nodeDisk.remove(at("c/none"));
  assert.equal(nodeDisk.kind(at("c/d")), undefined);
});

test("names are unique, tell their process, and only other living processes count as running", () => {
  assert.notEqual(nodeDisk.uniqueName(), nodeDisk.uniqueName());
  assert.match(nodeDisk.uniqueName(), new RegExp(`^${process.pid}-[0-9a-f]{12}$`));
  assert.deepEqual(
    [nodeDisk.isRunning(process.pid), nodeDisk.isRunning(process.ppid), nodeDisk.isRunning(2 ** 30)],
    [false, true, false],
  );
});

test.run();
