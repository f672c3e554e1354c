import assert from "node:assert/strict";
import { inTurn, simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { validate } from "../../asl/validate.js";
import { definition } from "../../generators/definition.js";
import { type MeterReading, s3Batch } from "../../workflows/s3-batch.js";
import { aslFindings } from "../generators/asl-findings.js";
import { throttled } from "./flow.js";

const input = { fileName: "monday.jsonl" };
const reading = (index: number): MeterReading => ({
  meterId: `m-${index}`,
  takenAt: "2030-01-01T00:00:00Z",
  kilowattHours: index % 100,
});
const file = (lines: number) =>
  Array.from({ length: lines }, (_, index) => `${JSON.stringify(reading(index))}\n`).join("");

/** A bucket with a file of so many lines; what is written is kept by key. */
function bucket(lines: number) {
  const written = new Map<string, string>();
  const s3 = {
    getObject: ({ Bucket, Key }: { readonly Bucket: string; readonly Key: string }) => {
      assert.deepEqual([Bucket, Key], ["${DataBucketName}", "readings/monday.jsonl"]);
      return file(lines);
    },
    putObject: ({ Key, Body }: { readonly Key: string; readonly Body: string }) => void written.set(Key, Body),
  };
  return { written, s3 };
}
type Batch = { readonly lines: readonly { readonly index: number }[] };
const imported = ({ lines }: Batch) => ({ imported: lines.length, rejected: [] });
const done = {
  "Import Batch": imported,
  "Summarize Import": () => ({ imported: 0, rejected: 0 }),
  "Tell Of Rejected": () => ({ MessageId: "m-1" }),
};
const failure = (name: string, message: string): Error => Object.assign(new Error(message), { name });

test("a check of ASL refuses the definition", () => {
  assert.deepEqual([validate(definition(s3Batch)), aslFindings(definition(s3Batch))], [[], []]);
});

test("a line is left out or comes twice, or a batch is too large or lacks the name of the import", async () => {
  const { s3 } = bucket(1001);
  const batches: number[] = [];
  const seen: number[] = [];
  const { status, output } = await simulate(s3Batch, {
    input,
    s3,
    executionName: "import-1",
    tasks: {
      ...done,
      "Import Batch": ({ importId, lines }) => {
        assert.equal(importId, "import-1");
        for (const { index, reading: each } of lines) assert.deepEqual(each, reading(index));
        batches.push(lines.length);
        seen.push(...lines.map(({ index }) => index));
        return imported({ lines });
      },
      "Summarize Import": () => ({ imported: 1001, rejected: 0 }),
    },
  });
  assert.deepEqual([status, output?.summary], ["SUCCEEDED", { imported: 1001, rejected: 0 }]);
  assert.deepEqual(batches.sort(), [1, 200, 200, 200, 200, 200]);
  assert.deepEqual(
    seen.sort((left, right) => left - right),
    Array.from({ length: 1001 }, (_, index) => index),
  );
});
test("more batches are imported at once than the table bears", async () => {
  let [running, most] = [0, 0];
  await simulate(s3Batch, {
    input,
    s3: bucket(6000).s3,
    tasks: {
      ...done,
      "Import Batch": async ({ lines }, { sleep }) => {
        running += 1;
        most = Math.max(most, running);
        await sleep(1);
        running -= 1;
        return imported({ lines });
      },
    },
  });
  assert.equal(most, 20);
});

test("the results are not written below results/ and the import, or what is rejected is not told with their manifest", async () => {
  const { s3, written } = bucket(3);
  const told: unknown[] = [];
  const results: unknown[] = [];
  const { output } = await simulate(s3Batch, {
    input,
    s3,
    executionName: "import-1",
    tasks: {
      "Import Batch": () => ({ imported: 2, rejected: [{ index: 1, reason: "no such meter" }] }),
      "Summarize Import": ({ Bucket, Key }) => {
        assert.equal(Bucket, "${DataBucketName}");
        for (const { Key: file } of JSON.parse(written.get(Key) ?? "").ResultFiles.SUCCEEDED) {
          for (const line of written.get(file)?.trim().split("\n") ?? []) results.push(JSON.parse(line));
        }
        return { imported: 2, rejected: 1 };
      },
      "Tell Of Rejected": ({ Message }) => {
        told.push(Message);
        return { MessageId: "m-1" };
      },
    },
  });
  assert.deepEqual(results, [{ imported: 2, rejected: [{ index: 1, reason: "no such meter" }] }]);
  const { ResultWriterDetails } = output?.written ?? assert.fail();
  assert.deepEqual(told, [{ ...input, summary: { imported: 2, rejected: 1 }, results: ResultWriterDetails }]);
  for (const key of written.keys()) assert.match(key, /^results\/import-1\//);
});

test("a table that is busy for a moment fails its batch, or a summary that is throttled fails the import", async () => {
  const { status, output } = await simulate(s3Batch, {
    input,
    s3: bucket(1).s3,
    tasks: {
      ...done,
      "Import Batch": inTurn<ReturnType<typeof imported>>(
        failure("TableBusy", "slow down"),
        throttled(),
        imported({ lines: [{ index: 0 }] }),
      ),
      "Summarize Import": inTurn<{ imported: number; rejected: number }>(throttled(), { imported: 1, rejected: 0 }),
    },
  });
  assert.deepEqual([status, output?.summary.imported], ["SUCCEEDED", 1]);
});

/** Batches that fail for good: those that begin with one of the lines. */
const failing =
  (...first: readonly number[]) =>
  ({ lines }: Batch) => {
    if (first.includes(lines[0]?.index ?? -1)) throw failure("TableBusy", "slow down");
    return imported({ lines });
  };
test("a hundredth of the lines may not fail, or their failure is not written", async () => {
  const { s3, written } = bucket(20_000);
  const { status } = await simulate(s3Batch, {
    input,
    s3,
    tasks: { ...done, "Import Batch": failing(400) }, // 200 of 20,000
  });
  assert.equal(status, "SUCCEEDED");
  const [, failed] = [...written].find(([key]) => key.includes("FAILED_")) ?? [];
  assert.match(failed ?? "", /TableBusy/);
});
test("more than a hundredth of the lines may fail", async () => {
  const { error, cause, states } = await simulate(s3Batch, {
    input,
    s3: bucket(20_000).s3,
    tasks: { ...done, "Import Batch": failing(400, 1000) },
  });
  assert.deepEqual(
    [error, cause, states.at(-1)],
    ["ImportFailed", "The specified tolerated failure threshold was exceeded", "Import Failed"],
  );
});
for (const [what, getObject, cause] of [
  [
    "is not there",
    (): never => {
      throw failure("NoSuchKey", "The specified key does not exist.");
    },
    /does not exist/,
  ],
  ["is not of JSON Lines", () => "meterId,takenAt\nm-1,monday\n", /./],
] as const) {
  test(`a file that ${what} is imported, or fails without saying why`, async () => {
    const ran = await simulate(s3Batch, { input, s3: { getObject }, tasks: done });
    assert.deepEqual([ran.error, ran.states.at(-1)], ["FileUnreadable", "File Unreadable"]);
    assert.match(ran.cause ?? "", cause);
  });
}

test("a state or a transition of the workflow was never taken by these tests", () => {
  assert.deepEqual(untaken(s3Batch), { states: [], transitions: [] });
});

test.run();
