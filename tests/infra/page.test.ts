import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "uvu";
import { fillPage, page } from "../../scripts/deploy-pipeline-page.js";

test("the page tells the options as they are, and of every role all that it may do", () => {
  const text = readFileSync(page, "utf8");
  assert.ok(fillPage(text) === text, "the page is stale: npx tsx scripts/deploy-pipeline-page.ts");
});

test.run();
