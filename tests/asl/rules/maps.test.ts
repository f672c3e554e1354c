import assert from "node:assert/strict";
import { test } from "uvu";
import { findings, pass, rowOf } from "./findings.js";

const map = (fields: object, ProcessorConfig?: object) =>
  rowOf({
    M: {
      Type: "Map",
      ItemProcessor: { ...rowOf({ I: pass }), ...(ProcessorConfig === undefined ? {} : { ProcessorConfig }) },
      ...fields,
    },
  });
const distributed = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
const reader = (ReaderConfig: object, Parameters: object = { Bucket: "b", Key: "k" }) => ({
  ItemReader: { Resource: "arn:aws:states:::s3:getObject", Parameters, ReaderConfig },
});

test("what is for child executions needs a processor that has them", () => {
  const needs = (field: string) =>
    `SCHEMA_VALIDATION_FAILED /States/M/${field}: The field '${field}' needs a processor whose mode is DISTRIBUTED`;
  const fields = {
    ...reader({ InputType: "JSON" }),
    ItemBatcher: { MaxItemsPerBatch: 2 },
    ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "b" } },
    Label: "L",
  };
  const wanted = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"].map(needs);
  assert.deepEqual(findings(map(fields)), wanted);
  assert.deepEqual(findings(map(fields, { Mode: "INLINE" })), wanted);
  assert.deepEqual(findings(map(fields, distributed)), []);
  assert.deepEqual(findings(map(fields, { Mode: "${Mode}", ExecutionType: "STANDARD" })), []);
});

test("what does nothing where there are no child executions is told as a warning", () => {
  assert.deepEqual(findings(map({ ToleratedFailureCount: 1 }, { Mode: "INLINE", ExecutionType: "EXPRESS" })), [
    "~SCHEMA_VALIDATION_FAILED /States/M/ToleratedFailureCount: 'ToleratedFailureCount' does nothing here: a Map whose mode is INLINE fails with its first item",
    "~SCHEMA_VALIDATION_FAILED /States/M/ItemProcessor/ProcessorConfig/ExecutionType: ExecutionType does nothing where the mode is INLINE: there are no child executions",
  ]);
  assert.deepEqual(findings(map({ ToleratedFailureCount: 1 }, distributed)), []);
});

test("a batcher has a limit, in the fields of its query language", () => {
  assert.deepEqual(findings(map({ ItemBatcher: { BatchInput: {} } }, distributed)), [
    "SCHEMA_VALIDATION_FAILED /States/M/ItemBatcher: One of these fields is required: [MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath]",
  ]);
  assert.deepEqual(findings(map({ QueryLanguage: "JSONata", ItemBatcher: {} }, distributed)), [
    "SCHEMA_VALIDATION_FAILED /States/M/ItemBatcher: One of these fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch]",
  ]);
  assert.deepEqual(findings(map({ ItemBatcher: { MaxInputBytesPerBatchPath: "$.n" } }, distributed)), []);
});

test("a reader says where the names of columns are, and where the file is", () => {
  const lacking = (names: string) =>
    `SCHEMA_VALIDATION_FAILED /States/M/ItemReader/ReaderConfig: These fields are required: [${names}]`;
  assert.deepEqual(findings(map(reader({ InputType: "CSV" }), distributed)), [lacking("CSVHeaderLocation")]);
  assert.deepEqual(findings(map(reader({ InputType: "CSV", CSVHeaderLocation: "GIVEN" }), distributed)), [
    lacking("CSVHeaders"),
  ]);
  assert.deepEqual(
    findings(map(reader({ InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["a"] }), distributed)),
    [],
  );
  assert.deepEqual(findings(map(reader({ InputType: "JSON" }, { "Bucket.$": "$.b" }), distributed)), [
    "SCHEMA_VALIDATION_FAILED /States/M/ItemReader/Parameters: The field 'Key' is required but was missing",
  ]);
});

test.run();
