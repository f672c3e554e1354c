// The definition of a machine in Amazon States Language.
import type { Diagnostic } from "../asl/diagnostic.js";
import { DefinitionError } from "../asl/diagnostic.js";
import type * as asl from "../asl/types.js";
import type {
  Catcher,
  ChoiceState,
  FailState,
  Json,
  MapState,
  ObjectNode,
  ParallelState,
  PassState,
  Placement,
  Retrier,
  RunModel,
  State,
  StateGroup,
  StateMachineModel,
  SucceedState,
  TaskState,
  ValueNode,
  WaitState,
} from "../dsl/model.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import {
  asPath,
  below,
  expressionText,
  type Field,
  isStatic,
  isTemplate,
  keyPath,
  mergedText,
  objectTemplate,
  reads,
  staticJson,
} from "./jsonpath.js";
import { rule, timestamp } from "./jsonpath-conditions.js";
import { activitiesOf, lambdasOf } from "./lambdas.js";
import { workflowFile } from "./layout.js";
import { substitutionNames } from "./names.js";

interface StateByType {
  Task: TaskState;
  Pass: PassState;
  Wait: WaitState;
  Choice: ChoiceState;
  Succeed: SucceedState;
  Fail: FailState;
  Parallel: ParallelState;
  Map: MapState;
}
type StateOf<Type extends keyof StateByType> = { [T in Type]: StateByType[T] & { readonly Type: T } }[Type];
/** Fields in the order in which they are read; one that is undefined is left out. */
type Loose<Fields> = { readonly [Field in keyof Fields]: Fields[Field] | undefined };
/** What is a state's own: the rest is the same for all. */
type OwnFields<Type extends keyof StateByType> = Loose<Omit<asl.StateOf<Type>, "Type" | "Comment" | "Next" | "End">>;

/** What a printer needs besides its state. */
interface Scope {
  readonly substitutions: ReadonlyMap<string, string>;
  /** A field of this state where `$` is the state's input. */
  readonly field: (name: string) => Field;
  /** A chain inside this state, at a place of it: `Branches[0]`. */
  readonly group: (group: StateGroup, place: string) => asl.StateGroup;
}

const printers: { readonly [Type in keyof StateByType]: (state: StateOf<Type>, scope: Scope) => OwnFields<Type> } = {
  Task: taskFields,
  Pass: passFields,
  Parallel: (state, { field, group }) => ({
    Branches: state.branches.map((branch, index) => group(branch, `Branches[${index}]`)),
    ...resultFields(state, field),
  }),
  Map: mapFields,
  Wait: ({ wait, Assign }, { field }) => ({ ...waitFields(wait, field), Assign: assigned(Assign, field("Assign")) }),
  Choice: ({ rules, Default, Assign }, { field }) => ({
    Choices: rules.map(({ condition, Assign: own, Next }, index) => {
      const place = field(`Choices[${index}]`);
      return defined<asl.ChoiceRule>({
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

/** Generic in the state's type, so that the look-up needs no cast. */
const fieldsOf = <Type extends keyof StateByType>(state: StateOf<Type>, scope: Scope): OwnFields<Type> =>
  printers[state.Type](state, scope);

/**
 * The ASL of a machine, its states in the order of declaration. A Lambda function is the substitution `${Name}`.
 * @throws {DefinitionError} with all that its query language cannot say.
 * @see https://states-language.net/
 */
export function definition(machine: StateMachineModel): asl.StateMachineDefinition {
  const diagnostics: Diagnostic[] = [];
  const substitutions = substitutionNames([...lambdasOf(machine), ...activitiesOf(machine)]);
  const print = ({ StartAt, states }: StateGroup, within: string): asl.StateGroup => ({
    StartAt,
    // `fromEntries` makes `__proto__` a key like any other.
    States: Object.fromEntries(
      states.map((state): [string, asl.State] => {
        const location = `${within}/States/${state.name}`;
        const field = fieldsFor(machine, state, location, diagnostics);
        const group = (inner: StateGroup, place: string) => print(inner, `${location}/${place}`);
        const fields = fieldsOf(state, { substitutions, field, group });
        const whole = { Type: state.Type, Comment: state.Comment, ...fields, ...onward(state) };
        // The table gave each type its own fields; TypeScript does not follow the pair through the union.
        return [state.name, defined(whole as Loose<asl.State>)];
      }),
    ),
  });
  const { StartAt, States } = print(machine, "");
  if (diagnostics.length > 0) throw new DefinitionError(diagnostics);
  return defined<asl.StateMachineDefinition>({
    Comment: machine.Comment,
    StartAt,
    TimeoutSeconds: machine.TimeoutSeconds,
    States,
  });
}

/**
 * `generated/<workflow>/<workflow>.asl.json`. No line says that it is generated, since ASL's `Comment` is the author's.
 * A `${` that is no function of ours is written `\u0024{`, which is the same JSON: CloudFormation replaces `${Name}` wherever it stands.
 */
export const generateDefinition = (machine: StateMachineModel, layout: Layout = defaultLayout): GeneratedFile[] => [
  {
    path: workflowFile(machine, "asl.json", layout),
    contents: `${JSON.stringify(definition(machine), null, 2).replace(/(?<!"Resource": ")\$\{/g, "\\u0024{")}\n`,
  },
];

function onward(state: State): { readonly Next?: string; readonly End?: true } {
  if (state.Type === "Choice" || state.Type === "Succeed" || state.Type === "Fail") return {};
  return state.Next === undefined ? { End: true } : { Next: state.Next };
}

/** The fields that have a value. The cast: a filter of entries is more than TypeScript follows. */
const defined = <Fields extends object>(fields: Loose<Fields>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

const fieldsFor =
  (machine: StateMachineModel, state: State, location: string, diagnostics: Diagnostic[]) =>
  (name: string): Field => ({
    path: [name],
    roots: { input: "$", variable: "$", context: "$$" },
    refuse: (at, code, message, fix) =>
      diagnostics.push({
        severity: "error",
        code,
        location: [location, ...at].join("/").replaceAll("/[", "["),
        message,
        workflow: machine.name,
        state: state.name,
        field: at.join(".").replaceAll(".[", "["),
        fix,
        source: state.source,
      }),
  });

// ---------------------------------------------------------------- Task

function taskFields(state: TaskState, { field, substitutions }: Scope): OwnFields<"Task"> {
  return {
    Resource: resource(state.run, substitutions),
    ...payload(state.arguments, field),
    TimeoutSeconds: literalNumber(state.TimeoutSeconds, field("TimeoutSeconds")),
    TimeoutSecondsPath: path(state.TimeoutSeconds, field("TimeoutSecondsPath")),
    HeartbeatSeconds: literalNumber(state.HeartbeatSeconds, field("HeartbeatSeconds")),
    HeartbeatSecondsPath: path(state.HeartbeatSeconds, field("HeartbeatSecondsPath")),
    ...resultFields(state, field),
  };
}

function resource(run: RunModel, substitutions: Scope["substitutions"]): string {
  if (run.kind === "lambda") return `\${${substitutions.get(run.lambda.name)}}`;
  if (run.kind === "activity") return `\${${substitutions.get(run.activity.name)}}`;
  const { service, action, sdk, pattern } = run.integration;
  return `arn:aws:states:::${sdk ? "aws-sdk:" : ""}${service}:${action}${pattern}`;
}

/** What becomes of the result, or of a failure. */
const resultFields = (
  { as, Assign, Retry, Catch }: Pick<TaskState, "as" | "Assign" | "Retry" | "Catch">,
  field: Scope["field"],
) => ({
  ResultPath: resultPath(as),
  Assign: assigned(Assign, { ...field("Assign"), roots: { result: "$", variable: "$", context: "$$" } }),
  Retry: Retry?.map(retrier),
  Catch: Catch?.map((one, index) => catcher(one, field(`Catch[${index}]`))),
});

/** What the function gets: a path by `InputPath`, an object by `Parameters`. */
function payload(
  node: ValueNode | undefined,
  field: Scope["field"],
): Pick<asl.TaskState, "InputPath"> | Pick<asl.TaskState, "Parameters"> {
  if (node === undefined) return {};
  const InputPath = asPath(node, field("InputPath"));
  if (InputPath !== undefined) return { InputPath };
  const place = field("Parameters");
  if (node.kind === "object" && isTemplate(node)) return { Parameters: objectTemplate(node, place) };
  const message =
    node.kind === "object"
      ? "a key of the arguments ends in .$, which AWS would evaluate"
      : "arguments in JSONPath are an object or one path";
  place.refuse(place.path, "UNSUPPORTED_EXPRESSION", message, "build them in a .pass before, and give the key it sets");
  return {};
}

/** `ResultPath`, or nothing where the result replaces the data, which is ASL's default. */
function resultPath(as: Placement): string | null | undefined {
  if (as.kind === "key") return keyPath(as.key);
  return as.kind === "discard" ? null : undefined;
}

function assigned(node: ObjectNode | undefined, field: Field): { readonly [variable: string]: Json } | undefined {
  if (node === undefined) return undefined;
  if (isTemplate(node)) return objectTemplate(node, field);
  field.refuse(
    field.path,
    "UNSUPPORTED_EXPRESSION",
    "the name of a variable ends in .$",
    "give it a name of letters, digits and _",
  );
  return undefined;
}

const retrier = (one: Retrier): asl.Retrier =>
  defined<asl.Retrier>({
    ErrorEquals: one.ErrorEquals,
    IntervalSeconds: one.IntervalSeconds,
    MaxAttempts: one.MaxAttempts,
    BackoffRate: one.BackoffRate,
    MaxDelaySeconds: one.MaxDelaySeconds,
    JitterStrategy: one.JitterStrategy,
  });

const catcher = (one: Catcher, field: Field): asl.Catcher =>
  defined<asl.Catcher>({
    ErrorEquals: one.ErrorEquals,
    ResultPath: resultPath(one.as),
    Assign: assigned(one.Assign, { ...below(field, "Assign"), roots: { error: "$", variable: "$", context: "$$" } }),
    Next: one.Next,
  });

// ---------------------------------------------------------------- Map

function mapFields(state: MapState, { field, group }: Scope): OwnFields<"Map"> {
  const { items, selector, processor, distributed } = state;
  const mode = distributed
    ? { Mode: "DISTRIBUTED", ExecutionType: distributed.executionType }
    : ({ Mode: "INLINE" } as const);
  return {
    ItemsPath: path(items, field("ItemsPath")),
    ItemSelector: selector?.kind === "object" ? objectTemplate(selector, field("ItemSelector")) : undefined,
    ItemProcessor: { ProcessorConfig: mode, ...group(processor, "ItemProcessor") } as asl.ItemProcessor,
    MaxConcurrency: literalNumber(state.MaxConcurrency, field("MaxConcurrency")),
    MaxConcurrencyPath: path(state.MaxConcurrency, field("MaxConcurrencyPath")),
    ...resultFields(state, field),
  };
}

// ---------------------------------------------------------------- Pass

/** Where a Pass that merges keeps the new data until `OutputPath` lifts it, and the old data for `Assign`. */
const DATA = "data";
const BEFORE = "before";

function passFields({ set, Assign }: PassState, { field }: Scope): OwnFields<"Pass"> {
  const place = field("Assign");
  if (set.entries.length === 0) return { Assign: assigned(Assign, place) };
  if (Assign === undefined || !reads("input", Assign))
    return { ...setFields(set, field), Assign: assigned(Assign, place) };
  // `$` in Assign is what the Pass made: the data that came in is carried beside it.
  return {
    Parameters: { [`${DATA}.$`]: mergedText(set, field("Parameters")), [`${BEFORE}.$`]: "$" },
    OutputPath: keyPath(DATA),
    Assign: assigned(Assign, { ...place, roots: { ...place.roots, input: keyPath(BEFORE) } }),
  };
}

function setFields(set: ObjectNode, field: Scope["field"]): OwnFields<"Pass"> {
  const [[key, value] = [], ...others] = set.entries;
  if (key !== undefined && value !== undefined && others.length === 0) {
    const ResultPath = keyPath(key);
    // Nothing says whether `Result: null` is a result or none, so a null is merged.
    const isNull = value.kind === "literal" && value.value === null;
    if (isStatic(value) && !isNull) return { Result: staticJson(value, field("Result")), ResultPath };
    const InputPath = asPath(value, field("InputPath"));
    if (InputPath !== undefined) return { InputPath, ResultPath };
    if (value.kind === "object" && isTemplate(value)) {
      return { Parameters: objectTemplate(value, field("Parameters")), ResultPath };
    }
  }
  return { Parameters: { [`${DATA}.$`]: mergedText(set, field("Parameters")) }, OutputPath: keyPath(DATA) };
}

// ---------------------------------------------------------------- fields with two forms: a literal, or a path

function literalNumber(value: number | ValueNode | undefined, field: Field): number | undefined {
  if (value === undefined || typeof value === "number") return value;
  if (value.kind !== "literal") return undefined;
  if (typeof value.value === "number") return value.value;
  const message = `${JSON.stringify(value.value)} is no number`;
  field.refuse(field.path, "UNSUPPORTED_EXPRESSION", message, "write a number of seconds, or a path to one");
  return undefined;
}

function path(value: number | ValueNode | undefined, field: Field): string | undefined {
  if (value === undefined || typeof value === "number" || value.kind === "literal") return undefined;
  const text = asPath(value, field);
  if (text !== undefined) return text;
  const message = `${field.path.at(-1)} takes a path alone`;
  field.refuse(
    field.path,
    "UNSUPPORTED_EXPRESSION",
    message,
    "compute the value in a .pass before, and give the key it sets",
  );
  return undefined;
}

const waitFields = ({ kind, value }: WaitState["wait"], field: Scope["field"]): OwnFields<"Wait"> =>
  kind === "seconds"
    ? { Seconds: literalNumber(value, field("Seconds")), SecondsPath: path(value, field("SecondsPath")) }
    : {
        Timestamp: value.kind === "literal" ? timestamp(value.value, field("Timestamp")) : undefined,
        TimestampPath: path(value, field("TimestampPath")),
      };

const literalText = (value: ValueNode): string | undefined =>
  value.kind === "literal" && typeof value.value === "string" ? value.value : undefined;

/** A path, or an intrinsic call that gives a text. */
function textPath(value: ValueNode, field: Field): string | undefined {
  if (literalText(value) !== undefined) return undefined;
  if (value.kind === "path" || value.kind === "raw" || value.kind === "call") return expressionText(value, field);
  const message = `${field.path.at(-1)?.replace("Path", "")} is a text`;
  field.refuse(field.path, "UNSUPPORTED_EXPRESSION", message, "write a literal text, a path, or format(…)");
  return undefined;
}
