// Parallel and Map in JSONPath: what they become, and that it runs.
import assert from "node:assert/strict";
import { test } from "uvu";
import { DefinitionError } from "../../asl/diagnostic.js";
import { validate } from "../../asl/index.js";
import type { DistributedModel, MapState, State } from "../../dsl/model.js";
import { definition, generateDefinition } from "../../generators/definition.js";
import { aslFindings } from "./asl-findings.js";
import {
  call,
  group,
  key,
  list,
  literal,
  machine,
  map,
  object,
  parallel,
  pass,
  path,
  pathOf,
  raw,
  task,
} from "./models.js";

const asl = (state: State) => definition(machine("M", [state])).States[state.name];
const messages = (...states: State[]) => {
  try {
    definition(machine("M", states));
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.diagnostics.map(({ code, location, field, message }) => `${code} ${location} ${field}: ${message}`);
  }
};
const item = pathOf("context", "Map", "Item", "Value");
const distributed = (fields: Partial<DistributedModel> = {}): DistributedModel => ({
  executionType: "EXPRESS",
  ...fields,
});
const readS3: MapState = map("Each Row", group(task("Charge", { as: { kind: "replace" } })), {
  selector: object({ row: item, run: pathOf("context", "Execution", "Name") }),
  MaxConcurrency: path("atOnce"),
  distributed: distributed({
    label: "Rows",
    reader: {
      action: "getObject",
      config: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
      maxItems: path("most"),
      arguments: object({ Bucket: path("bucket"), Key: literal("in.csv") }),
    },
    batch: { maxItems: 10, maxInputBytes: path("bytes"), input: object({ run: path("run") }) },
    writer: {
      arguments: object({ Bucket: path("bucket"), Prefix: literal("out") }),
      config: { OutputType: "JSONL", Transformation: "COMPACT" },
    },
    tolerated: { count: 5, percentage: path("share") },
  }),
});

test("the branches of a parallel stand side by side, each a chain of its own", () => {
  const state = parallel("Both", [group(task("A", { Next: "B" }), pass("B", { b: literal(1) })), group(task("C"))], {
    as: key("both"),
    Assign: object({ first: pathOf("result", 0) }),
    Catch: [{ ErrorEquals: ["States.ALL"], as: key("error"), Next: "Both" }],
  });
  assert.deepEqual(asl(state), {
    Type: "Parallel",
    Branches: [
      {
        StartAt: "A",
        States: {
          A: { Type: "Task", Resource: "${A}", ResultPath: "$.result", Next: "B" },
          B: { Type: "Pass", Result: 1, ResultPath: "$.b", End: true },
        },
      },
      { StartAt: "C", States: { C: { Type: "Task", Resource: "${C}", ResultPath: "$.result", End: true } } },
    ],
    ResultPath: "$.both",
    Assign: { "first.$": "$[0]" },
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Both" }],
    End: true,
  });
});

test("an inline map has its list, its selector and its concurrency", () => {
  const state = map("Each", group(task("Greet", { as: { kind: "replace" } })), {
    items: path("people"),
    selector: object({ person: item, of: path("team") }),
    MaxConcurrency: 2,
    as: key("greetings"),
  });
  assert.deepEqual(asl(state), {
    Type: "Map",
    ItemsPath: "$.people",
    ItemSelector: { "person.$": "$$.Map.Item.Value", "of.$": "$.team" },
    ItemProcessor: {
      ProcessorConfig: { Mode: "INLINE" },
      StartAt: "Greet",
      States: { Greet: { Type: "Task", Resource: "${Greet}", End: true } },
    },
    MaxConcurrency: 2,
    ResultPath: "$.greetings",
    End: true,
  });
});

test("a distributed map has reader, batcher, writer, label and tolerance, numbers from the data by their Path twins", () => {
  assert.deepEqual(asl(readS3), {
    Type: "Map",
    ItemReader: {
      Resource: "arn:aws:states:::s3:getObject",
      ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItemsPath: "$.most" },
      Parameters: { "Bucket.$": "$.bucket", Key: "in.csv" },
    },
    ItemSelector: { "row.$": "$$.Map.Item.Value", "run.$": "$$.Execution.Name" },
    ItemBatcher: {
      MaxItemsPerBatch: 10,
      MaxInputBytesPerBatchPath: "$.bytes",
      BatchInput: { "run.$": "$.run" },
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
      StartAt: "Charge",
      States: { Charge: { Type: "Task", Resource: "${Charge}", End: true } },
    },
    MaxConcurrencyPath: "$.atOnce",
    ToleratedFailureCount: 5,
    ToleratedFailurePercentagePath: "$.share",
    Label: "Rows",
    ResultWriter: {
      Resource: "arn:aws:states:::s3:putObject",
      Parameters: { "Bucket.$": "$.bucket", Prefix: "out" },
      WriterConfig: { OutputType: "JSONL", Transformation: "COMPACT" },
    },
    ResultPath: "$.results",
    End: true,
  });
  assert.deepEqual(aslFindings(definition(machine("M", [readS3]))), []);
  assert.deepEqual(validate(definition(machine("M", [readS3]))), []);
});

test("a reader without settings has no ReaderConfig", () => {
  const state = map("Each", group(pass("P", { a: literal(1) })), {
    distributed: distributed({
      reader: { action: "listObjectsV2", config: {}, arguments: object({ Bucket: literal("b") }) },
    }),
  });
  assert.deepEqual((asl(state) as { ItemReader?: unknown }).ItemReader, {
    Resource: "arn:aws:states:::s3:listObjectsV2",
    Parameters: { Bucket: "b" },
  });
});

test("what JSONPath cannot say of a map is refused at its place, inside a branch too", () => {
  const broken = map("Each", group(task("T", { arguments: list(path("a")) })), {
    items: list(literal(1)),
    selector: item,
    MaxConcurrency: call("add", path("a"), literal(1)),
    distributed: distributed({
      reader: { action: "getObject", config: {}, maxItems: literal("many"), arguments: object({ "x.$": path("a") }) },
    }),
  });
  assert.deepEqual(messages(parallel("Both", [group(broken)])), [
    'UNSUPPORTED_EXPRESSION /States/Both/Branches[0]/States/Each/ItemReader/ReaderConfig/MaxItems ItemReader.ReaderConfig.MaxItems: "many" is no number',
    "UNSUPPORTED_EXPRESSION /States/Both/Branches[0]/States/Each/ItemReader/Parameters ItemReader.Parameters: a key in it ends in .$, which AWS would evaluate",
    "UNSUPPORTED_EXPRESSION /States/Both/Branches[0]/States/Each/ItemsPath ItemsPath: ItemsPath takes a path alone",
    "UNSUPPORTED_EXPRESSION /States/Both/Branches[0]/States/Each/ItemSelector ItemSelector: ItemSelector in JSONPath is an object",
    "UNSUPPORTED_EXPRESSION /States/Both/Branches[0]/States/Each/ItemProcessor/States/T/Parameters Parameters: arguments in JSONPath are an object or one path",
    "UNSUPPORTED_EXPRESSION /States/Both/Branches[0]/States/Each/MaxConcurrencyPath MaxConcurrencyPath: MaxConcurrencyPath takes a path alone",
  ]);
});

test("JSONata in a state of JSONPath is refused, not written as a path", () => {
  const jsonata = { ...raw("$states.input.a"), language: "JSONata" as const };
  assert.deepEqual(messages(task("T", { arguments: jsonata })), [
    "UNSUPPORTED_EXPRESSION /States/T/InputPath InputPath: '$states.input.a' is JSONata, and this state is in JSONPath",
  ]);
});

test("a text of the author's is no substitution, though it stands where one would", () => {
  const state = task("T", { arguments: object({ FunctionName: literal("${T}"), Resource: literal("\ue000{T}") }) });
  const [file] = generateDefinition(machine("M", [state]));
  assert.deepEqual(file?.contents.match(/\$\{\w+\}/g), ["${T}"]);
  assert.deepEqual(JSON.parse(file.contents).States.T.Parameters, { FunctionName: "${T}", Resource: "\ue000{T}" });
});

test.run();
