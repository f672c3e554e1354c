import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "uvu";
import { fillPage, page } from "../../scripts/deploy-pipeline-page.js";

test("the page tells the options as they are, of every role all that it may do, and what a deployment costs", async () => {
  const text = readFileSync(page, "utf8");
  assert.ok((await fillPage(text)) === text, "the page is stale: npx tsx scripts/deploy-pipeline-page.ts");
});

/** Whether a file has a test of a title; what a table of cases fills into one must stand in the file, too. */
function hasTest(file: string, title: string): boolean {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/\btest\(\s*(["`])((?:\\.|(?!\1).)*)\1/g)].some(([, , written = ""]) => {
    const parts = written
      .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const found = new RegExp(`^${parts.join("(.+)")}$`).exec(title);
    return found?.slice(1).every((filled) => text.includes(filled)) ?? false;
  });
}

test("a defect of the sample is without a mechanism, or names a test that is not there", () => {
  const text = readFileSync(page, "utf8");
  const rows = [...text.matchAll(/^\| (\d+) \| (.*) \| (.*) \| (.*) \| (.*) \|$/gm)];
  assert.deepEqual(
    rows.map(([, number]) => Number(number)),
    Array.from({ length: 60 }, (_none, index) => index + 1),
  );
  const missing: string[] = [];
  for (const [, number, , , mechanisms = "", tests = ""] of rows) {
    for (const mechanism of mechanisms.split(", "))
      assert.ok(
        ["type", "rule", "handler", "workflow", "policy", "infrastructure"].includes(mechanism),
        `${number}: ${mechanism}`,
      );
    for (const named of tests.split("<br>")) {
      const [, file = "", title = ""] = /^\[[\w-]+\]\(\.\.\/([\w/.-]+)\): (.+)$/.exec(named) ?? [];
      if (!hasTest(file, title)) missing.push(`${number}: ${file}: ${title}`);
    }
  }
  assert.deepEqual(missing, []);
});

test.run();
