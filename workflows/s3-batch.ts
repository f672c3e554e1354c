// Imports a file of meter readings from S3, a line a reading, up to many millions: batches of them go to executions of their
// own, and what those answer is written back to S3.
//
// What it costs: a million readings in batches of 200 are 5,000 executions of one state each, and 5,000 calls of the function.
// AWS bills Standard executions by state transitions, Express ones by requests and duration; either way one execution a
// reading would be two hundred times as many. That these are Express has a price, too: they keep no history, end after five
// minutes and may run twice, so that the function must bear the same reading again.
import {
  discard,
  format,
  gt,
  jsonLines,
  lambda,
  replace,
  sns,
  substitution,
  transientLambdaErrors,
  withBatchInput,
  withItemSelector,
  workflow,
} from "statewright";

export interface ImportInput {
  /** Its name under `readings/`. */
  fileName: string;
}
export interface MeterReading {
  meterId: string;
  takenAt: string;
  kilowattHours: number;
}

/** rejected: readings that make no sense. A batch fails as a whole, so the function does not throw for one of them. */
export const importReadings = lambda<
  { importId: string; lines: { index: number; reading: MeterReading }[] },
  { imported: number; rejected: { index: number; reason: string }[] },
  "TableBusy"
>("ImportReadings");
/** Adds up the results that a manifest lists. */
export const summarizeImport = lambda<{ Bucket: string; Key: string }, { imported: number; rejected: number }>(
  "SummarizeImport",
);

export const s3Batch = workflow<ImportInput>("S3Batch", {
  comment: "Imports a file of meter readings in batches, and tells of those that were rejected.",
})
  .distributedMap(
    "Import Readings",
    withBatchInput(
      withItemSelector(jsonLines<MeterReading>(), (_, { item, index }) => ({ index, reading: item })),
      // An execution of the map has a name of its own.
      (_, { context }) => ({ importId: context.Execution.Name }),
    ),
    (batch) =>
      batch.task("Import Batch", importReadings, {
        arguments: ($) => ({ importId: $.BatchInput.importId, lines: $.Items }),
        as: replace,
        retry: [
          { errors: [...transientLambdaErrors, "TableBusy"], intervalSeconds: 2, maxAttempts: 4, jitter: "FULL" },
        ],
      }),
    {
      arguments: ($) => ({ Bucket: substitution("DataBucketName"), Key: format("readings/{}", $.fileName) }),
      batch: { maxItems: 200 },
      label: "ImportReadings",
      executionType: "EXPRESS",
      maxConcurrency: 20, // what the table bears
      tolerated: { percentage: 1 },
      writer: (_, { context }) => ({
        Bucket: substitution("DataBucketName"),
        Prefix: format("results/{}", context.Execution.Name),
      }),
      writerConfig: { outputType: "JSONL", transformation: "COMPACT" },
      as: "written",
      catch: [
        { errors: ["States.ItemReaderFailed"], as: "problem", goto: "File Unreadable" },
        { errors: ["States.ExceedToleratedFailureThreshold"], as: "problem", goto: "Import Failed" },
      ],
    },
  )
  .task("Summarize Import", summarizeImport, {
    arguments: ($) => $.written.ResultWriterDetails,
    as: "summary",
    retry: [{ errors: transientLambdaErrors }],
  })
  .choice("Any Rejected?", (choose) =>
    choose.when(($) => gt($.summary.rejected, 0), "Tell Of Rejected").otherwise("Import Done"),
  )
  .task(
    "Tell Of Rejected",
    sns.publish(($) => ({
      TopicArn: substitution("RejectedTopicArn"),
      Message: { fileName: $.fileName, summary: $.summary, results: $.written.ResultWriterDetails },
    })),
    { as: discard },
  )
  .succeed("Import Done")
  .fail("File Unreadable", ($) => ({ error: "FileUnreadable", cause: $.problem.Cause }))
  .fail("Import Failed", ($) => ({ error: "ImportFailed", cause: $.problem.Cause }))
  .end();
