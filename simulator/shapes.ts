// What fields may hold, and which fields each part of a definition may carry. What is not in these tables is refused by
// name before an execution starts: to support a field is to give it a row.
import { choiceOperators } from "../asl/choice-operators.js";

/** What is wrong with a value; nothing when it will do. */
export type Shape = (value: unknown) => string | undefined;
export interface Fields {
  readonly required: readonly string[];
  readonly shapes: ReadonlyMap<string, Shape>;
}
const fields = (shapes: { readonly [field: string]: Shape }, ...required: readonly string[]): Fields => ({
  required,
  shapes: new Map(Object.entries(shapes)),
});

const isPlain = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const holding =
  (what: string, holds: (value: unknown) => boolean): Shape =>
  (value) =>
    holds(value) ? undefined : `Expected ${what} but was ${JSON.stringify(value)}`;
const wholeFrom = (least: number) => (value: unknown) => Number.isInteger(value) && Number(value) >= least;

const anything: Shape = () => undefined;
const text = holding("a string", (value) => typeof value === "string");
const pathOrNull = holding("a path or null", (value) => value === null || typeof value === "string");
const object = holding("an object", isPlain);
const positive = holding("a positive integer", wholeFrom(1));
const notNegative = holding("an integer of at least 0", wholeFrom(0));
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

const common = { Type: text, Comment: text, QueryLanguage: text };
const onward = { Next: text, End: yes };
const filters = { InputPath: pathOrNull, OutputPath: pathOrNull };
const assigning = { Assign: object };
const parameters = { Parameters: anything, ResultPath: pathOrNull };

export const machineFields = fields(
  {
    Comment: text,
    Version: oneOf("1.0"),
    QueryLanguage: oneOf("JSONPath", "JSONata"),
    StartAt: text,
    States: holding(
      "an object with at least one state",
      (value) => isPlain(value) && Object.keys(Object(value)).length > 0,
    ),
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
      ResultSelector: anything,
      Retry: objects,
      Catch: objects,
      Resource: text,
      TimeoutSeconds: positive,
      TimeoutSecondsPath: text,
      HeartbeatSeconds: positive,
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
    Seconds: notNegative,
    SecondsPath: text,
    Timestamp: text,
    TimestampPath: text,
  }),
  Succeed: fields({ ...common, ...filters }),
  Fail: fields({ ...common, Error: text, ErrorPath: text, Cause: text, CausePath: text }),
};

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
  { Comment: text, ErrorEquals: errorNames, Next: text, ResultPath: pathOrNull, ...assigning },
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
export const ruleFields = fields({ ...condition, ...assigning, Next: text }, "Next");
