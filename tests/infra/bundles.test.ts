import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "uvu";
import { type Bundle, bundleHandlers } from "../../scripts/bundles.js";

const folder = mkdtempSync(join(tmpdir(), "statewright-bundles-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const lean = await bundleHandlers(false);
const whole = await bundleHandlers(true);
const limit = 1_000_000;

test("no function is larger than a megabyte, even with the SDK inside", () => {
  assert.equal(lean.length, 11);
  for (const { name, code } of whole) assert.ok(code.length < limit, `${name}: ${code.length} bytes`);
});

test("without the SDK a function is small, and asks Lambda's runtime for nothing else", () => {
  const known = new Set(builtinModules);
  for (const { name, code } of lean) {
    assert.ok(code.length < 60_000, `${name}: ${code.length} bytes`);
    const asked = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = ""]) => module.replace(/^node:/, ""));
    assert.deepEqual(
      asked.filter((module) => !known.has(module) && !/^@(aws-sdk|smithy)\//.test(module)),
      [],
      name,
    );
  }
});

/** As Lambda finds it: alone in a folder, with the SDK beside it where the runtime has it. */
function load(kind: string, { name, code }: Bundle, withSdk: boolean): { readonly handler?: unknown } {
  const place = join(folder, kind, name);
  mkdirSync(place, { recursive: true });
  if (withSdk) symlinkSync(resolve("node_modules"), join(place, "node_modules"));
  writeFileSync(join(place, "index.js"), code);
  return createRequire(join(place, "index.js"))("./index.js");
}

test("every bundle loads and has its handler, with Lambda's SDK and with its own", () => {
  // Each has its own copy of what warns of the Node version.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  for (const bundle of lean) assert.equal(typeof load("lean", bundle, true).handler, "function", bundle.name);
  for (const bundle of whole) assert.equal(typeof load("whole", bundle, false).handler, "function", bundle.name);
});

test.run();
