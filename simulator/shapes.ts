// What fields may hold, and which fields each part of a definition may carry. What is not in these tables is refused by
// name before an execution starts: to support a field is to give it a row.
import { choiceOperators } from "../asl/choice-operators.js";
import { isJsonata } from "../asl/jsonata.js";
import type { QueryLanguage } from "../asl/types.js";
import { LARGEST_PAYLOAD } from "./limits.js";

/** Fields that one query language has and the other one lacks. */
const fieldsOf: { readonly [Language in QueryLanguage]: ReadonlySet<string> } = {
  JSONata: new Set(["Arguments", "Output", "Items", "Condition"]),
  JSONPath: new Set([
    "InputPath",
    "OutputPath",
    "Parameters",
    "ResultSelector",
    "ResultPath",
    "Result",
    "ItemsPath",
    "SecondsPath",
    "TimestampPath",
    "TimeoutSecondsPath",
    "HeartbeatSecondsPath",
    "ErrorPath",
    "CausePath",
    "MaxConcurrencyPath",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentagePath",
    "MaxItemsPath",
    "MaxItemsPerBatchPath",
    "MaxInputBytesPerBatchPath",
    "Variable",
    "And",
    "Or",
    "Not",
    ...Object.keys(choiceOperators),
  ]),
};
const languageWith = (field: string): QueryLanguage | undefined =>
  (["JSONata", "JSONPath"] as const).find((language) => fieldsOf[language].has(field));

/** What is wrong with a value; nothing when it will do. */
export type Shape = (value: unknown, language: QueryLanguage) => string | undefined;
export interface Field {
  readonly shape: Shape;
  /** The query language that alone has it. */
  readonly onlyIn: QueryLanguage | undefined;
}
export interface Fields {
  readonly required: readonly string[];
  readonly byName: ReadonlyMap<string, Field>;
}
const fields = (shapes: { readonly [field: string]: Shape }, ...required: readonly string[]): Fields => ({
  required,
  byName: new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape, onlyIn: languageWith(name) }])),
});

const isPlain = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const holding =
  (what: string, holds: (value: unknown) => boolean): Shape =>
  (value) =>
    holds(value) ? undefined : `Expected ${what} but was ${JSON.stringify(value)}`;
const wholeFrom = (least: number) => (value: unknown) => Number.isInteger(value) && Number(value) >= least;

/** A value, or in JSONata an expression for one. */
const orExpression =
  (shape: Shape): Shape =>
  (value, language) =>
    language === "JSONata" && isJsonata(value) ? undefined : shape(value, language);

const anything: Shape = () => undefined;
const text = holding("a string", (value) => typeof value === "string");
const pathOrNull = holding("a path or null", (value) => value === null || typeof value === "string");
const object = holding("an object", isPlain);
const positive = holding("a positive integer", wholeFrom(1));
const notNegative = holding("an integer of at least 0", wholeFrom(0));
const percentage = holding(
  "a number from 0 to 100",
  (value) => typeof value === "number" && value >= 0 && value <= 100,
);
const batchBytes = holding(
  `an integer from 1 to ${LARGEST_PAYLOAD}`,
  (value) => wholeFrom(1)(value) && Number(value) <= LARGEST_PAYLOAD,
);
const label = holding(
  "a text of at most 40 characters, without white space and punctuation that names of executions do not take",
  (value) => typeof value === "string" && /^[^\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]{1,40}$/u.test(value),
);
const rate = holding("a number of at least 1", (value) => typeof value === "number" && value >= 1);
const yes = holding("true", (value) => value === true);
const oneOf = (...names: readonly string[]) =>
  holding(`one of [${names.join(", ")}]`, (value) => names.some((name) => name === value));
const listOf = (what: string, holds: (value: unknown) => boolean) =>
  holding(`a list of ${what}`, (value) => Array.isArray(value) && value.every(holds));
const objects = listOf("objects", isPlain);
const someObjects = holding(
  "a list of at least one object",
  (value) => Array.isArray(value) && value.length > 0 && value.every(isPlain),
);
const errorNames = holding(
  "a list of at least one error name",
  (value) => Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string"),
);

const statesOf = holding(
  "an object with at least one state",
  (value) => isPlain(value) && Object.keys(Object(value)).length > 0,
);

const common = { Type: text, Comment: text, QueryLanguage: text };
const onward = { Next: text, End: yes };
/** What comes in and what goes out, in either query language. */
const filters = { InputPath: pathOrNull, OutputPath: pathOrNull, Output: anything };
const assigning = { Assign: object };
const parameters = { Parameters: anything, ResultPath: pathOrNull };
const sending = { Arguments: anything };

export const machineFields = fields(
  {
    Comment: text,
    Version: oneOf("1.0"),
    QueryLanguage: oneOf("JSONPath", "JSONata"),
    StartAt: text,
    States: statesOf,
    TimeoutSeconds: positive,
  },
  "StartAt",
  "States",
);

/** By type of state. A type without a row cannot be run. */
export const stateFields = {
  Task: fields(
    {
      ...common,
      ...onward,
      ...filters,
      ...assigning,
      ...parameters,
      ...sending,
      ResultSelector: anything,
      Retry: objects,
      Catch: objects,
      Resource: text,
      TimeoutSeconds: orExpression(positive),
      TimeoutSecondsPath: text,
      HeartbeatSeconds: orExpression(positive),
      HeartbeatSecondsPath: text,
      Credentials: object,
    },
    "Resource",
  ),
  Pass: fields({ ...common, ...onward, ...filters, ...assigning, ...parameters, Result: anything }),
  Choice: fields({ ...common, ...filters, ...assigning, Choices: someObjects, Default: text }, "Choices"),
  Wait: fields({
    ...common,
    ...onward,
    ...filters,
    ...assigning,
    Seconds: orExpression(notNegative),
    SecondsPath: text,
    Timestamp: text,
    TimestampPath: text,
  }),
  Succeed: fields({ ...common, ...filters }),
  Fail: fields({ ...common, Error: text, ErrorPath: text, Cause: text, CausePath: text }),
  Parallel: fields(
    {
      ...common,
      ...onward,
      ...filters,
      ...assigning,
      ...parameters,
      ...sending,
      ResultSelector: anything,
      Retry: objects,
      Catch: objects,
      Branches: someObjects,
    },
    "Branches",
  ),
  Map: fields({
    ...common,
    ...onward,
    ...filters,
    ...assigning,
    ...parameters,
    ResultSelector: anything,
    Retry: objects,
    Catch: objects,
    ItemProcessor: object,
    Iterator: object,
    ItemsPath: text,
    Items: anything,
    ItemSelector: orExpression(object),
    ItemReader: object,
    ItemBatcher: object,
    ResultWriter: object,
    MaxConcurrency: orExpression(notNegative),
    MaxConcurrencyPath: text,
    ToleratedFailureCount: orExpression(notNegative),
    ToleratedFailureCountPath: text,
    ToleratedFailurePercentage: orExpression(percentage),
    ToleratedFailurePercentagePath: text,
    Label: label,
  }),
};

/** What a Map carries for a processor of mode DISTRIBUTED alone. */
export const distributedFields: ReadonlySet<string> = new Set(["ItemReader", "ItemBatcher", "ResultWriter", "Label"]);

/** A set of states within a state. */
const group = { Comment: text, StartAt: text, States: statesOf };
export const groupFields = fields(group, "StartAt", "States");
export const processorFields = fields({ ...group, ProcessorConfig: object }, "StartAt", "States");
export const processorConfigFields = fields({
  Mode: oneOf("INLINE", "DISTRIBUTED"),
  ExecutionType: oneOf("STANDARD", "EXPRESS"),
});
const resourceParameters = { Resource: text, Parameters: anything, ...sending };
export const readerFields = fields({ ...resourceParameters, ReaderConfig: object }, "Resource");
export const readerConfigFields = fields({
  InputType: oneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"),
  Transformation: oneOf("NONE", "LOAD_AND_FLATTEN"),
  ManifestType: oneOf("ATHENA_DATA", "S3_INVENTORY"),
  CSVDelimiter: oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
  CSVHeaderLocation: oneOf("FIRST_ROW", "GIVEN"),
  CSVHeaders: listOf("strings", (header) => typeof header === "string"),
  ItemsPointer: text,
  MaxItems: orExpression(notNegative),
  MaxItemsPath: text,
});
export const batcherFields = fields({
  MaxItemsPerBatch: orExpression(positive),
  MaxItemsPerBatchPath: text,
  MaxInputBytesPerBatch: orExpression(batchBytes),
  MaxInputBytesPerBatchPath: text,
  BatchInput: anything,
});
export const writerFields = fields({ ...resourceParameters, WriterConfig: object });
export const writerConfigFields = fields({
  Transformation: oneOf("NONE", "COMPACT", "FLATTEN"),
  OutputType: oneOf("JSON", "JSONL"),
});

export const retrierFields = fields(
  {
    Comment: text,
    ErrorEquals: errorNames,
    IntervalSeconds: positive,
    MaxAttempts: notNegative,
    BackoffRate: rate,
    MaxDelaySeconds: positive,
    JitterStrategy: oneOf("FULL", "NONE"),
  },
  "ErrorEquals",
);
export const catcherFields = fields(
  { Comment: text, ErrorEquals: errorNames, Next: text, ResultPath: pathOrNull, Output: anything, ...assigning },
  "ErrorEquals",
  "Next",
);

const operands = {
  string: text,
  number: holding("a number", Number.isFinite),
  boolean: holding("true or false", (value) => typeof value === "boolean"),
  timestamp: text,
};
const condition = {
  Comment: text,
  Variable: text,
  And: someObjects,
  Or: someObjects,
  Not: object,
  ...Object.fromEntries(
    Object.entries(choiceOperators).map(([name, { byPath, operand }]) => [name, byPath ? text : operands[operand]]),
  ),
};
/** A condition within a rule of a Choice. */
export const conditionFields = fields(condition);
export const ruleFields = fields(
  { ...condition, ...assigning, Condition: orExpression(operands.boolean), Output: anything, Next: text },
  "Next",
);
