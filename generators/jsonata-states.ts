// States whose query language is JSONata.
import type { JsonObject } from "../asl/json.js";
import type * as asl from "../asl/types.js";
import type {
  Catcher,
  DistributedModel,
  Json,
  MapState,
  ObjectNode,
  Placement,
  TaskState,
  ValueNode,
} from "../dsl/model.js";
import { literalTime } from "./condition-faults.js";
import { below, cannotSay, type Field } from "./field.js";
import { evaluated, expression, listField, merged, objectTemplate, payload, template } from "./jsonata.js";
import { conditionField } from "./jsonata-conditions.js";
import { quote } from "./jsonata-text.js";
import {
  branches,
  defined,
  definedOrNone,
  itemProcessor,
  type OwnFields,
  resource,
  retrier,
  type Scope,
  type StatePrinters,
} from "./state-printer.js";

export const jsonataStates: StatePrinters = {
  Task: taskFields,
  Pass: ({ set, data, Assign }, { field }) => ({
    Output:
      data !== undefined
        ? template(data, field("Output"))
        : set.entries.length === 0
          ? undefined
          : merged(set, field("Output")),
    Assign: assigned(Assign, field("Assign")),
  }),
  Parallel: (state, scope) => ({
    Branches: branches(state, scope),
    ...resultFields(state, RESULT, scope.field),
  }),
  Map: mapFields,
  Wait: ({ wait: { kind, value }, Assign }, { field }) => ({
    Seconds: kind === "seconds" ? number(value, field("Seconds")) : undefined,
    Timestamp: kind === "timestamp" ? time(value, field("Timestamp")) : undefined,
    Assign: assigned(Assign, field("Assign")),
  }),
  Choice: ({ rules, Default, Assign }, { field }) => ({
    Choices: rules.map(({ condition, Comment, Assign: own, Next }, index) => {
      const place = field(`Choices[${index}]`);
      return defined<asl.ChoiceRule>({
        Comment,
        Condition: conditionField(condition, below(place, "Condition")),
        Assign: assigned(own, below(place, "Assign")),
        Next,
      });
    }),
    Default,
    Assign: assigned(Assign, field("Assign")),
  }),
  Succeed: () => ({}),
  Fail: ({ error, cause }, { field }) => ({
    Error: text(error, field("Error")),
    Cause: text(cause, field("Cause")),
  }),
};

const RESULT = "$states.result";
/** `lambda:invoke` puts what a function answers beside what is known of the call. */
const PAYLOAD = `${RESULT}.Payload`;

// ---------------------------------------------------------------- Task

function taskFields(state: TaskState, scope: Scope): OwnFields<"Task"> {
  const { field, substitution } = scope;
  const { run } = state;
  const place = field("Arguments");
  return {
    ...(run.kind === "lambda"
      ? {
          Resource: "arn:aws:states:::lambda:invoke",
          Arguments: {
            FunctionName: substitution(run.lambda.name),
            Payload: state.arguments ? payload(state.arguments, below(place, "Payload")) : evaluated("$states.input"),
          },
        }
      : { Resource: resource(run, scope), Arguments: state.arguments && template(state.arguments, place) }),
    Credentials: state.Credentials && objectTemplate(state.Credentials, field("Credentials")),
    TimeoutSeconds: number(state.TimeoutSeconds, field("TimeoutSeconds")),
    HeartbeatSeconds: number(state.HeartbeatSeconds, field("HeartbeatSeconds")),
    ...resultFields(state, run.kind === "lambda" ? PAYLOAD : RESULT, field),
  };
}

/** What becomes of the result, or of a failure. */
const resultFields = (
  { as, Assign, Retry, Catch }: Pick<TaskState, "as" | "Assign" | "Retry" | "Catch">,
  result: string,
  field: Scope["field"],
) => ({
  // What it is by itself where the result takes the place of the data.
  Output: as.kind === "replace" && result === RESULT ? undefined : placed(as, result),
  Assign: assigned(Assign, withRoot(field("Assign"), "result", result)),
  Retry: Retry?.map(retrier),
  Catch: Catch?.map((one, index) => catcher(one, field(`Catch[${index}]`))),
});

const withRoot = (field: Field, root: "result" | "error", start: string): Field => ({
  ...field,
  roots: { ...field.roots, [root]: start },
});

/** The data with a result where it belongs. */
function placed(as: Placement, result: string): string {
  if (as.kind === "key") return evaluated(`$merge([$states.input, {${quote(as.key)}: ${result}}])`);
  return evaluated(as.kind === "discard" ? "$states.input" : result);
}

const assigned = (node: ObjectNode | undefined, field: Field): JsonObject | undefined =>
  node && objectTemplate(node, field);

const ERROR = "$states.errorOutput";
const catcher = (one: Catcher, field: Field): asl.Catcher =>
  defined<asl.Catcher>({
    ErrorEquals: one.ErrorEquals,
    Output: one.as.kind === "replace" ? undefined : placed(one.as, ERROR),
    Assign: assigned(one.Assign, withRoot(below(field, "Assign"), "error", ERROR)),
    Next: one.Next,
  });

// ---------------------------------------------------------------- Map

function mapFields(state: MapState, scope: Scope): OwnFields<"Map"> {
  const { items, selector, distributed } = state;
  const { field } = scope;
  const numberAt = (name: string, value: number | ValueNode | undefined) => number(value, field(name));
  return {
    ItemReader: itemReader(distributed?.reader, field("ItemReader")),
    Items: items && listField(items, field("Items")),
    ItemSelector: selector && template(selector, field("ItemSelector")),
    ItemBatcher: itemBatcher(distributed?.batch, field("ItemBatcher")),
    ItemProcessor: itemProcessor(state, scope),
    MaxConcurrency: numberAt("MaxConcurrency", state.MaxConcurrency),
    ToleratedFailureCount: numberAt("ToleratedFailureCount", distributed?.tolerated?.count),
    ToleratedFailurePercentage: numberAt("ToleratedFailurePercentage", distributed?.tolerated?.percentage),
    Label: distributed?.label,
    ResultWriter: resultWriter(distributed?.writer, field("ResultWriter")),
    ...resultFields(state, RESULT, field),
  };
}

function itemReader(reader: DistributedModel["reader"], field: Field): asl.ItemReader | undefined {
  if (reader === undefined) return undefined;
  return defined<asl.ItemReader>({
    Resource: `arn:aws:states:::s3:${reader.action}`,
    ReaderConfig: definedOrNone<NonNullable<asl.ItemReader["ReaderConfig"]>>({
      ...reader.config,
      MaxItems: number(reader.maxItems, below(below(field, "ReaderConfig"), "MaxItems")),
    }),
    Arguments: template(reader.arguments, below(field, "Arguments")),
  });
}

function itemBatcher(batch: DistributedModel["batch"], field: Field): asl.ItemBatcher | undefined {
  if (batch === undefined) return undefined;
  return defined<asl.ItemBatcher>({
    MaxItemsPerBatch: number(batch.maxItems, below(field, "MaxItemsPerBatch")),
    MaxInputBytesPerBatch: number(batch.maxInputBytes, below(field, "MaxInputBytesPerBatch")),
    BatchInput: batch.input && template(batch.input, below(field, "BatchInput")),
  });
}

function resultWriter(writer: DistributedModel["writer"], field: Field): asl.ResultWriter | undefined {
  if (writer === undefined) return undefined;
  return defined<asl.ResultWriter>({
    Resource: "arn:aws:states:::s3:putObject",
    Arguments: template(writer.arguments, below(field, "Arguments")),
    WriterConfig: writer.config,
  });
}

// ---------------------------------------------------------------- fields of one value: a literal, or an expression

function number(value: number | ValueNode | undefined, field: Field): number | string | undefined {
  if (value === undefined || typeof value === "number") return value;
  if (value.kind !== "literal") return expression(value, field);
  if (typeof value.value === "number") return value.value;
  cannotSay(field, `${JSON.stringify(value.value)} is no number`, "write a number, or an expression for one");
  return undefined;
}

const time = (value: ValueNode, field: Field): string | undefined =>
  value.kind === "literal" ? literalTime(value.value, field) : expression(value, field);

function text(value: ValueNode, field: Field): string | undefined {
  const printed: Json = template(value, field);
  if (typeof printed === "string") return printed;
  cannotSay(field, `${field.path.at(-1)} is a text`, "write a literal text, a path, or format(…)");
  return undefined;
}
