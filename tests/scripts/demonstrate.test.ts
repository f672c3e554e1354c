import assert from "node:assert/strict";
import { test } from "uvu";
import { plainStyle } from "../../cli/report.js";
import { demonstrate } from "../../scripts/demo/demonstrate.js";
import { deployments } from "../../scripts/demo/deployments.js";

async function shown(which = deployments) {
  let text = "";
  const odd = await demonstrate(which, (more) => (text += more), plainStyle);
  return { odd, text };
}

test("the demonstration takes another way, finds other changes, or tells the pipeline something else", async () => {
  const { odd, text } = await shown();
  assert.equal(odd, 0);
  const table = text.slice(text.indexOf("── All together")).trimEnd().split("\n").slice(2);
  assert.deepEqual(table, [
    "deployment         execution   transitions   changes                             stack             pipeline",
    "first deployment   SUCCEEDED   13            the stack is new                    CREATE_COMPLETE   Succeeded after 1m",
    "safe update        SUCCEEDED   11            1 added, 1 modified                 UPDATE_COMPLETE   Succeeded after 30s",
    "unsafe update      FAILED      10            1 deleted, 1 replaced, 1 modified   untouched         Failed after 30s",
    "blue/green         SUCCEEDED   21            1 deleted, 1 replaced, 1 modified   CREATE_COMPLETE   Succeeded after 1m",
    "awaited update     SUCCEEDED   19            1 added, 1 modified                 UPDATE_COMPLETE   Succeeded after 1m",
  ]);
  for (const line of [
    "          ~ modify   Worker        AWS::Lambda::Function: Timeout",
    "changes   - delete   FailedOrders  AWS::SQS::Queue",
    "          ! replace  Ledger        AWS::DynamoDB::Table: AttributeDefinitions, KeySchema",
    "stack     prod-orders  CREATE_IN_PROGRESS → CREATE_COMPLETE",
    "stack     prod-orders  untouched",
    "            +30s  failed, JobFailed: The deployment ended in FAILED. DeploymentFailed: The change set was deleted",
    "                  would be replaced, and the old one deleted.",
    " +0.636s  Create Change Set               retry 1",
    "    +40s  Stack Updated?                  → Deployment Succeeded",
  ]) {
    assert.ok(text.split("\n").includes(line), `without the line: ${line}`);
  }
});

test("a deployment that does not end as it should passes for one that does", async () => {
  const [first] = deployments;
  assert.ok(first);
  assert.equal((await shown([{ ...first, expected: "Failed" }])).odd, 1);
});

test.run();
