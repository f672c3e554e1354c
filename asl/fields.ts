// Which fields each part of a definition may carry, a row each: what the field holds, and in which query language it exists.
// @see https://states-language.net/#state-types
import { choiceOperators } from "./choice-operators.js";
import {
  anything,
  attempts,
  boolean,
  bytes,
  condition,
  count,
  delay,
  duration,
  type FieldKind,
  interval,
  items,
  longestDelay,
  moment,
  number,
  object,
  objectOrJsonata,
  objects,
  oneOf,
  pathOrNull,
  percentage,
  rate,
  seconds,
  someObjects,
  someStates,
  someTexts,
  text,
  texts,
  yes,
} from "./field-kinds.js";
import type { QueryLanguage, StateType } from "./types.js";

export interface FieldRow {
  readonly holds: FieldKind;
  /** The query language that it belongs to; both where nothing is said. */
  readonly only?: QueryLanguage;
}
/** The fields of one part. */
export interface FieldTable {
  readonly required: readonly string[];
  readonly rows: ReadonlyMap<string, FieldRow>;
}

type Rows = { readonly [field: string]: FieldKind };
interface Columns {
  readonly both?: Rows;
  readonly path?: Rows;
  readonly jsonata?: Rows;
}
function table({ both = {}, path = {}, jsonata = {} }: Columns, ...required: readonly string[]): FieldTable {
  const rows = new Map<string, FieldRow>();
  for (const [field, holds] of Object.entries(both)) rows.set(field, { holds });
  for (const [field, holds] of Object.entries(path)) rows.set(field, { holds, only: "JSONPath" });
  for (const [field, holds] of Object.entries(jsonata)) rows.set(field, { holds, only: "JSONata" });
  return { required, rows };
}

// ---------------------------------------------------------------- sets of states

const group: Rows = { Comment: text, StartAt: text, States: someStates };
export const machineFields = table(
  { both: { ...group, Version: oneOf("1.0"), QueryLanguage: oneOf("JSONPath", "JSONata"), TimeoutSeconds: duration } },
  "States",
  "StartAt",
);
export const branchFields = table({ both: group }, "States", "StartAt");
export const processorFields = table({ both: { ...group, ProcessorConfig: object } }, "States", "StartAt");
export const processorConfigFields = table({
  both: { Mode: oneOf("INLINE", "DISTRIBUTED"), ExecutionType: oneOf("STANDARD", "EXPRESS") },
});

// ---------------------------------------------------------------- states

const common: Rows = { Type: text, Comment: text, QueryLanguage: oneOf("JSONPath", "JSONata") };
const onward: Rows = { Next: text, End: yes };
const recovering: Rows = { Retry: objects, Catch: objects };
const filters: Rows = { InputPath: pathOrNull, OutputPath: pathOrNull };
const parameters: Rows = { Parameters: anything, ResultPath: pathOrNull };
const selecting: Rows = { ...parameters, ResultSelector: anything };
const assigning: Rows = { Assign: objectOrJsonata };
const output: Rows = { Output: anything };

export const stateFields: { readonly [Type in StateType]: FieldTable } = {
  Task: table(
    {
      both: {
        ...common,
        ...onward,
        ...recovering,
        ...assigning,
        Resource: text,
        TimeoutSeconds: seconds,
        HeartbeatSeconds: seconds,
        Credentials: object,
      },
      path: { ...filters, ...selecting, TimeoutSecondsPath: text, HeartbeatSecondsPath: text },
      jsonata: { ...output, Arguments: anything },
    },
    "Resource",
  ),
  Pass: table({
    both: { ...common, ...onward, ...assigning },
    path: { ...filters, ...parameters, Result: anything },
    jsonata: output,
  }),
  Choice: table(
    { both: { ...common, ...assigning, Choices: someObjects, Default: text }, path: filters, jsonata: output },
    "Choices",
  ),
  Wait: table({
    both: { ...common, ...onward, ...assigning, Seconds: delay, Timestamp: moment },
    path: { ...filters, SecondsPath: text, TimestampPath: text },
    jsonata: output,
  }),
  Succeed: table({ both: common, path: filters, jsonata: output }),
  Fail: table({ both: { ...common, Error: text, Cause: text }, path: { ErrorPath: text, CausePath: text } }),
  Parallel: table(
    {
      both: { ...common, ...onward, ...recovering, ...assigning, Branches: someObjects },
      path: { ...filters, ...selecting },
      jsonata: { ...output, Arguments: anything },
    },
    "Branches",
  ),
  Map: table({
    both: {
      ...common,
      ...onward,
      ...recovering,
      ...assigning,
      ItemProcessor: object,
      Iterator: object,
      ItemSelector: anything,
      ItemReader: object,
      ItemBatcher: object,
      ResultWriter: object,
      MaxConcurrency: count,
      ToleratedFailureCount: count,
      ToleratedFailurePercentage: percentage,
      Label: text,
    },
    path: {
      ...filters,
      ...selecting,
      ItemsPath: text,
      MaxConcurrencyPath: text,
      ToleratedFailureCountPath: text,
      ToleratedFailurePercentagePath: text,
    },
    jsonata: { ...output, Items: items },
  }),
};

/** Fields of which a state carries at most one. */
export const exclusiveFields: readonly (readonly [literal: string, path: string])[] = [
  ["TimeoutSeconds", "TimeoutSecondsPath"],
  ["HeartbeatSeconds", "HeartbeatSecondsPath"],
  ["Error", "ErrorPath"],
  ["Cause", "CausePath"],
  ["MaxConcurrency", "MaxConcurrencyPath"],
  ["ToleratedFailureCount", "ToleratedFailureCountPath"],
  ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
  ["ItemProcessor", "Iterator"],
  ["ItemSelector", "Parameters"],
];

// ---------------------------------------------------------------- parts of states

export const retrierFields = table(
  {
    both: {
      Comment: text,
      ErrorEquals: someTexts,
      IntervalSeconds: interval,
      MaxAttempts: attempts,
      BackoffRate: rate,
      MaxDelaySeconds: longestDelay,
      JitterStrategy: oneOf("FULL", "NONE"),
    },
  },
  "ErrorEquals",
);
export const catcherFields = table(
  {
    both: { Comment: text, ErrorEquals: someTexts, Next: text, ...assigning },
    path: { ResultPath: pathOrNull },
    jsonata: output,
  },
  "ErrorEquals",
  "Next",
);

const operands = { string: text, number, boolean, timestamp: moment };
const tests: Rows = {
  Variable: text,
  And: someObjects,
  Or: someObjects,
  Not: object,
  ...Object.fromEntries(
    Object.entries(choiceOperators).map(([name, { byPath, operand }]) => [name, byPath ? text : operands[operand]]),
  ),
};
/** A condition within a rule. */
export const conditionFields = table({ both: { Comment: text }, path: tests });
export const ruleFields = table(
  { both: { Comment: text, Next: text, ...assigning }, path: tests, jsonata: { ...output, Condition: condition } },
  "Next",
);

/** Parts of a Map, by the steps to them. */
export const mapParts: readonly (readonly [steps: string, fields: FieldTable])[] = [
  [
    "ItemReader",
    table(
      {
        both: { Resource: text, ReaderConfig: object },
        path: { Parameters: anything },
        jsonata: { Arguments: anything },
      },
      "Resource",
    ),
  ],
  [
    "ItemReader/ReaderConfig",
    table({
      both: {
        InputType: oneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"),
        Transformation: oneOf("NONE", "LOAD_AND_FLATTEN"),
        ManifestType: oneOf("ATHENA_DATA", "S3_INVENTORY"),
        CSVDelimiter: oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
        CSVHeaderLocation: oneOf("FIRST_ROW", "GIVEN"),
        CSVHeaders: texts,
        ItemsPointer: text,
        MaxItems: count,
      },
      path: { MaxItemsPath: text },
    }),
  ],
  [
    "ItemBatcher",
    table({
      both: { MaxItemsPerBatch: count, MaxInputBytesPerBatch: bytes, BatchInput: anything },
      path: { MaxItemsPerBatchPath: text, MaxInputBytesPerBatchPath: text },
    }),
  ],
  [
    "ResultWriter",
    table({
      both: { Resource: text, WriterConfig: object },
      path: { Parameters: anything },
      jsonata: { Arguments: anything },
    }),
  ],
  [
    "ResultWriter/WriterConfig",
    table({ both: { Transformation: oneOf("NONE", "COMPACT", "FLATTEN"), OutputType: oneOf("JSON", "JSONL") } }),
  ],
];
