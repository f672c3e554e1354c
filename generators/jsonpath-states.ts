// States whose query language is JSONPath.
import type { JsonObject } from "../asl/json.js";
import type * as asl from "../asl/types.js";
import type {
  Catcher,
  DistributedModel,
  MapState,
  ObjectNode,
  PassState,
  Placement,
  TaskState,
  ValueNode,
  WaitState,
} from "../dsl/model.js";
import { literalTime } from "./condition-faults.js";
import { below, cannotSay, type Field } from "./field.js";
import {
  asPath,
  expressionText,
  isStatic,
  isTemplate,
  keyPath,
  mergedText,
  objectTemplate,
  reads,
  staticJson,
  valueText,
} from "./jsonpath.js";
import { rule } from "./jsonpath-conditions.js";
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

export const jsonPathStates: StatePrinters = {
  Task: taskFields,
  Pass: passFields,
  Parallel: (state, scope) => ({ Branches: branches(state, scope), ...resultFields(state, scope.field) }),
  Map: mapFields,
  Wait: ({ wait, Assign }, { field }) => ({ ...waitFields(wait, field), Assign: assigned(Assign, field("Assign")) }),
  Choice: ({ rules, Default, Assign }, { field }) => ({
    Choices: rules.map(({ condition, Comment, Assign: own, Next }, index) => {
      const place = field(`Choices[${index}]`);
      return defined<asl.ChoiceRule>({
        Comment,
        ...rule(condition, place),
        Assign: assigned(own, below(place, "Assign")),
        Next,
      });
    }),
    Default,
    Assign: assigned(Assign, field("Assign")),
  }),
  Succeed: () => ({}),
  Fail: ({ error, cause }, { field }) => ({
    Error: literalText(error),
    ErrorPath: textPath(error, field("ErrorPath")),
    Cause: literalText(cause),
    CausePath: textPath(cause, field("CausePath")),
  }),
};

// ---------------------------------------------------------------- Task

function taskFields(state: TaskState, scope: Scope): OwnFields<"Task"> {
  const { field, substitution } = scope;
  const sent = payload(state.arguments, field);
  if ("InputPath" in sent && sent.InputPath !== "$") leaveNothingOf(state, field);
  return {
    Resource: state.run.kind === "lambda" ? substitution(state.run.lambda.name) : resource(state.run, scope),
    ...sent,
    Credentials: state.Credentials && template(state.Credentials, field("Credentials")),
    ...numberOrPath("TimeoutSeconds", state.TimeoutSeconds, field("TimeoutSeconds")),
    ...numberOrPath("HeartbeatSeconds", state.HeartbeatSeconds, field("HeartbeatSeconds")),
    ...resultFields(state, field),
  };
}

/** What becomes of the result, or of a failure. */
const resultFields = (
  { as, Assign, Retry, Catch }: Pick<TaskState, "as" | "Assign" | "Retry" | "Catch">,
  field: Scope["field"],
) => ({
  ResultPath: resultPath(as),
  Assign: assigned(Assign, onlyRoot(field("Assign"), "result")),
  Retry: Retry?.map(retrier),
  Catch: Catch?.map((one, index) => catcher(one, field(`Catch[${index}]`))),
});

/** Where `$` is the result, or the error, the input cannot be reached. */
function onlyRoot(field: Field, root: "result" | "error"): Field {
  const { input, ...others } = field.roots;
  return { ...field, roots: { ...others, [root]: input } };
}

/** The other fields of a task see what its `InputPath` leaves. */
function leaveNothingOf({ TimeoutSeconds, HeartbeatSeconds, Credentials }: TaskState, field: Scope["field"]): void {
  for (const [name, value] of Object.entries({ TimeoutSeconds, HeartbeatSeconds, Credentials })) {
    if (typeof value !== "object" || !reads("input", value)) continue;
    cannotSay(
      field(name),
      `JSONPath does not reach the data in ${name} where the arguments are one path: that is all that the state sees`,
      "give the arguments as an object, or keep the value in a variable",
    );
  }
}

/** What the function gets: a path by `InputPath`, an object by `Parameters`. */
function payload(
  node: ValueNode | undefined,
  field: Scope["field"],
): Pick<asl.TaskState, "InputPath"> | Pick<asl.TaskState, "Parameters"> {
  if (node === undefined) return {};
  const InputPath = asPath(node, field("InputPath"));
  if (InputPath !== undefined) return { InputPath };
  const Parameters = template(node, field("Parameters"), "arguments in JSONPath are an object or one path");
  return Parameters === undefined ? {} : { Parameters };
}

/** A payload template is an object, whose keys do not end in `.$`. */
function template(node: ValueNode, field: Field, message = objectAlone(field)): JsonObject | undefined {
  if (node.kind === "object" && isTemplate(node)) return objectTemplate(node, field);
  const why = node.kind === "object" ? "a key in it ends in .$, which AWS would evaluate" : message;
  cannotSay(field, why, "build the value in a .pass before, and give the key that it sets");
  return undefined;
}
const objectAlone = (field: Field) => `${field.path.at(-1)} in JSONPath is an object`;

/** `ResultPath`, or nothing where the result replaces the data, which is ASL's default. */
function resultPath(as: Placement): string | null | undefined {
  if (as.kind === "key") return keyPath(as.key);
  return as.kind === "discard" ? null : undefined;
}

function assigned(node: ObjectNode | undefined, field: Field): JsonObject | undefined {
  if (node === undefined) return undefined;
  if (isTemplate(node)) return objectTemplate(node, field);
  cannotSay(field, "the name of a variable ends in .$", "give it a name of letters, digits and _");
  return undefined;
}

const catcher = (one: Catcher, field: Field): asl.Catcher =>
  defined<asl.Catcher>({
    ErrorEquals: one.ErrorEquals,
    ResultPath: resultPath(one.as),
    Assign: assigned(one.Assign, onlyRoot(below(field, "Assign"), "error")),
    Next: one.Next,
  });

// ---------------------------------------------------------------- Map

function mapFields(state: MapState, scope: Scope): OwnFields<"Map"> {
  const { items, selector, distributed } = state;
  const { field } = scope;
  return {
    ItemReader: itemReader(distributed?.reader, field("ItemReader")),
    ItemsPath: items && requiredPath(items, field("ItemsPath")),
    ItemSelector: selector && template(selector, field("ItemSelector")),
    ItemBatcher: itemBatcher(distributed?.batch, field("ItemBatcher")),
    ItemProcessor: itemProcessor(state, scope),
    ...numberOrPath("MaxConcurrency", state.MaxConcurrency, field("MaxConcurrency")),
    ...numberOrPath("ToleratedFailureCount", distributed?.tolerated?.count, field("ToleratedFailureCount")),
    ...numberOrPath(
      "ToleratedFailurePercentage",
      distributed?.tolerated?.percentage,
      field("ToleratedFailurePercentage"),
    ),
    Label: distributed?.label,
    ResultWriter: resultWriter(distributed?.writer, field("ResultWriter")),
    ...resultFields(state, field),
  };
}

function itemReader(reader: DistributedModel["reader"], field: Field): asl.ItemReader | undefined {
  if (reader === undefined) return undefined;
  const config = below(field, "ReaderConfig");
  return defined<asl.ItemReader>({
    Resource: `arn:aws:states:::s3:${reader.action}`,
    ReaderConfig: definedOrNone<NonNullable<asl.ItemReader["ReaderConfig"]>>({
      ...reader.config,
      ...numberOrPath("MaxItems", reader.maxItems, below(config, "MaxItems")),
    }),
    Parameters: template(reader.arguments, below(field, "Parameters")),
  });
}

function itemBatcher(batch: DistributedModel["batch"], field: Field): asl.ItemBatcher | undefined {
  if (batch === undefined) return undefined;
  return defined<asl.ItemBatcher>({
    ...numberOrPath("MaxItemsPerBatch", batch.maxItems, below(field, "MaxItemsPerBatch")),
    ...numberOrPath("MaxInputBytesPerBatch", batch.maxInputBytes, below(field, "MaxInputBytesPerBatch")),
    BatchInput: batch.input && template(batch.input, below(field, "BatchInput")),
  });
}

function resultWriter(writer: DistributedModel["writer"], field: Field): asl.ResultWriter | undefined {
  if (writer === undefined) return undefined;
  return defined<asl.ResultWriter>({
    Resource: "arn:aws:states:::s3:putObject",
    Parameters: template(writer.arguments, below(field, "Parameters")),
    WriterConfig: writer.config,
  });
}

// ---------------------------------------------------------------- Pass

/** Where a Pass that merges keeps the new data until `OutputPath` lifts it, and the old data for `Assign`. */
const DATA = "data";
const BEFORE = "before";

function passFields({ set, data, Assign }: PassState, { field }: Scope): OwnFields<"Pass"> {
  const place = field("Assign");
  if (set.entries.length === 0 && data === undefined) return { Assign: assigned(Assign, place) };
  if (Assign === undefined || !reads("input", Assign)) {
    const own = data === undefined ? setFields(set, field) : dataFields(data, field);
    return { ...own, Assign: assigned(Assign, place) };
  }
  const made = data === undefined ? mergedText(set, field("Parameters")) : valueText(data, field("Parameters"));
  // `$` in Assign is what the Pass made: the data that came in is carried beside it.
  return {
    Parameters: { [`${DATA}.$`]: made, [`${BEFORE}.$`]: "$" },
    OutputPath: keyPath(DATA),
    Assign: assigned(Assign, { ...place, roots: { ...place.roots, input: keyPath(BEFORE) } }),
  };
}

/** Nothing says whether `Result: null` is a result or none, so a null is computed. */
const isNull = (value: ValueNode) => value.kind === "literal" && value.value === null;

function dataFields(data: ValueNode, field: Scope["field"]): OwnFields<"Pass"> {
  if (isStatic(data) && !isNull(data)) return { Result: staticJson(data, field("Result")) };
  const InputPath = asPath(data, field("InputPath"));
  if (InputPath !== undefined) return { InputPath };
  if (data.kind === "object" && isTemplate(data)) return { Parameters: objectTemplate(data, field("Parameters")) };
  return { Parameters: { [`${DATA}.$`]: valueText(data, field("Parameters")) }, OutputPath: keyPath(DATA) };
}

function setFields(set: ObjectNode, field: Scope["field"]): OwnFields<"Pass"> {
  const [[key, value] = [], ...others] = set.entries;
  if (key !== undefined && value !== undefined && others.length === 0) {
    const ResultPath = keyPath(key);
    if (isStatic(value) && !isNull(value)) return { Result: staticJson(value, field("Result")), ResultPath };
    const InputPath = asPath(value, field("InputPath"));
    if (InputPath !== undefined) return { InputPath, ResultPath };
    if (value.kind === "object" && isTemplate(value)) {
      return { Parameters: objectTemplate(value, field("Parameters")), ResultPath };
    }
  }
  return { Parameters: { [`${DATA}.$`]: mergedText(set, field("Parameters")) }, OutputPath: keyPath(DATA) };
}

// ---------------------------------------------------------------- fields with two forms: a literal, or a path

/** The field by its own name where the value is written out, and by the one that ends in `Path` where it is not. */
function numberOrPath<Name extends string>(
  name: Name,
  value: number | ValueNode | undefined,
  field: Field,
): { readonly [Plain in Name]: number | undefined } & { readonly [ByPath in `${Name}Path`]: string | undefined } {
  const pathField = { ...field, path: [...field.path.slice(0, -1), `${name}Path`] };
  // TypeScript widens computed names to any text.
  return { [name]: literalNumber(value, field), [`${name}Path`]: path(value, pathField) } as ReturnType<
    typeof numberOrPath<Name>
  >;
}

function literalNumber(value: number | ValueNode | undefined, field: Field): number | undefined {
  if (value === undefined || typeof value === "number") return value;
  if (value.kind !== "literal") return undefined;
  if (typeof value.value === "number") return value.value;
  cannotSay(field, `${JSON.stringify(value.value)} is no number`, "write a number, or a path to one");
  return undefined;
}

const path = (value: number | ValueNode | undefined, field: Field): string | undefined =>
  value === undefined || typeof value === "number" || value.kind === "literal" ? undefined : requiredPath(value, field);

function requiredPath(value: ValueNode, field: Field): string | undefined {
  const text = asPath(value, field);
  if (text !== undefined) return text;
  cannotSay(
    field,
    `${field.path.at(-1)} takes a path alone`,
    "compute the value in a .pass before, and give the key it sets",
  );
  return undefined;
}

const waitFields = ({ kind, value }: WaitState["wait"], field: Scope["field"]): OwnFields<"Wait"> =>
  kind === "seconds"
    ? numberOrPath("Seconds", value, field("Seconds"))
    : {
        Timestamp: value.kind === "literal" ? literalTime(value.value, field("Timestamp")) : undefined,
        TimestampPath: path(value, field("TimestampPath")),
      };

const literalText = (value: ValueNode): string | undefined =>
  value.kind === "literal" && typeof value.value === "string" ? value.value : undefined;

/** A path, or an intrinsic call that gives a text. */
function textPath(value: ValueNode, field: Field): string | undefined {
  if (literalText(value) !== undefined) return undefined;
  if (value.kind === "path" || value.kind === "raw" || value.kind === "call") return expressionText(value, field);
  const message = `${field.path.at(-1)?.replace("Path", "")} is a text`;
  cannotSay(field, message, "write a literal text, a path, or format(…)");
  return undefined;
}
