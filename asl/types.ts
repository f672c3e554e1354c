// Amazon States Language as documents: what stands in an `.asl.json` file. Fields of both query languages stand side by
// side, since a machine in JSONPath may hold states in JSONata.
// @see https://states-language.net
import type { Json } from "./json.js";

/**
 * How values are read and made.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export type QueryLanguage = "JSONPath" | "JSONata";

/** A text of the form `{% … %}` is a JSONata expression, in the states whose query language that is. */
type JsonataText = string;
/** A path: `$.a` into the data, `$$.a` into the context object, `$name.a` into a variable. */
type PathText = string;
/** A value in which keys that end in `.$` (JSONPath) or texts of the form `{% … %}` (JSONata) are evaluated. */
type Template = Json;

/** A set of states with its first: the machine, a branch of a Parallel, the processor of a Map. */
export interface StateGroup {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: { readonly [name: string]: State };
}
/** @see https://states-language.net/#toplevelfields */
export interface StateMachineDefinition extends StateGroup {
  readonly Version?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly TimeoutSeconds?: number;
}

// ---------------------------------------------------------------- what several states carry

interface Common {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
}
/** Exactly one of the two. */
interface Onward {
  readonly Next?: string;
  readonly End?: true;
}
interface InputOutput {
  /** JSONPath; `null` stands for `{}`. */
  readonly InputPath?: PathText | null;
  /** JSONPath; `null` stands for `{}`. */
  readonly OutputPath?: PathText | null;
  /** JSONata. */
  readonly Output?: Template;
}
interface Assigning {
  readonly Assign?: { readonly [variable: string]: Template };
}
interface WithParameters {
  /** JSONPath. */
  readonly Parameters?: Template;
  /** JSONPath, a reference path; `null` discards the result. */
  readonly ResultPath?: PathText | null;
}
interface WithResult extends WithParameters {
  /** JSONPath. */
  readonly ResultSelector?: Template;
}
interface Recovering {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}
/** @see https://states-language.net/#retrying-after-error */
export interface Retrier {
  readonly Comment?: string;
  readonly ErrorEquals: readonly string[];
  /** @default 1 */
  readonly IntervalSeconds?: number;
  /** @default 3 */
  readonly MaxAttempts?: number;
  /** @default 2 */
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  /** @default "NONE" */
  readonly JitterStrategy?: "FULL" | "NONE";
}
/** @see https://states-language.net/#fallback-states */
export interface Catcher extends Assigning {
  readonly Comment?: string;
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  /** JSONPath: where the error output goes. */
  readonly ResultPath?: PathText | null;
  /** JSONata. */
  readonly Output?: Template;
}

// ---------------------------------------------------------------- Choice

/**
 * Operator -> its operand. `…Path` operands are paths.
 * @see https://states-language.net/#choice-state
 */
export interface ChoiceOperands {
  readonly StringEquals: string;
  readonly StringEqualsPath: PathText;
  readonly StringLessThan: string;
  readonly StringLessThanPath: PathText;
  readonly StringGreaterThan: string;
  readonly StringGreaterThanPath: PathText;
  readonly StringLessThanEquals: string;
  readonly StringLessThanEqualsPath: PathText;
  readonly StringGreaterThanEquals: string;
  readonly StringGreaterThanEqualsPath: PathText;
  readonly StringMatches: string;
  readonly NumericEquals: number;
  readonly NumericEqualsPath: PathText;
  readonly NumericLessThan: number;
  readonly NumericLessThanPath: PathText;
  readonly NumericGreaterThan: number;
  readonly NumericGreaterThanPath: PathText;
  readonly NumericLessThanEquals: number;
  readonly NumericLessThanEqualsPath: PathText;
  readonly NumericGreaterThanEquals: number;
  readonly NumericGreaterThanEqualsPath: PathText;
  readonly BooleanEquals: boolean;
  readonly BooleanEqualsPath: PathText;
  readonly TimestampEquals: string;
  readonly TimestampEqualsPath: PathText;
  readonly TimestampLessThan: string;
  readonly TimestampLessThanPath: PathText;
  readonly TimestampGreaterThan: string;
  readonly TimestampGreaterThanPath: PathText;
  readonly TimestampLessThanEquals: string;
  readonly TimestampLessThanEqualsPath: PathText;
  readonly TimestampGreaterThanEquals: string;
  readonly TimestampGreaterThanEqualsPath: PathText;
  readonly IsNull: boolean;
  readonly IsPresent: boolean;
  readonly IsNumeric: boolean;
  readonly IsString: boolean;
  readonly IsBoolean: boolean;
  readonly IsTimestamp: boolean;
}
/**
 * The field of a Choice rule that compares.
 * @see https://states-language.net/#choice-state
 */
export type ChoiceOperator = keyof ChoiceOperands;

/** One test (`Variable` with one operator), or a combination of others. */
export interface ChoiceCondition extends Partial<ChoiceOperands> {
  readonly Variable?: PathText;
  readonly And?: readonly ChoiceCondition[];
  readonly Or?: readonly ChoiceCondition[];
  readonly Not?: ChoiceCondition;
}
/**
 * A condition, and where it leads.
 * @see https://states-language.net/#choice-state
 */
export interface ChoiceRule extends ChoiceCondition, Assigning {
  readonly Comment?: string;
  readonly Next: string;
  /** JSONata. */
  readonly Condition?: JsonataText | boolean;
  /** JSONata. */
  readonly Output?: Template;
}

// ---------------------------------------------------------------- Map

/** @see https://states-language.net/#map-state */
export interface ItemProcessor extends StateGroup {
  readonly ProcessorConfig?: {
    readonly Mode?: "INLINE" | "DISTRIBUTED";
    readonly ExecutionType?: "STANDARD" | "EXPRESS";
  };
}
/**
 * Where a distributed Map reads its items.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export interface ItemReader {
  readonly Resource: string;
  readonly Parameters?: Template;
  readonly Arguments?: Template;
  readonly ReaderConfig?: {
    readonly InputType?: "CSV" | "JSON" | "JSONL" | "PARQUET" | "MANIFEST";
    readonly Transformation?: "NONE" | "LOAD_AND_FLATTEN";
    readonly ManifestType?: "ATHENA_DATA" | "S3_INVENTORY";
    readonly CSVDelimiter?: "COMMA" | "PIPE" | "SEMICOLON" | "SPACE" | "TAB";
    readonly CSVHeaderLocation?: "FIRST_ROW" | "GIVEN";
    readonly CSVHeaders?: readonly string[];
    readonly ItemsPointer?: string;
    readonly MaxItems?: number | JsonataText;
    readonly MaxItemsPath?: PathText;
  };
}
/**
 * How many items of a distributed Map go to one execution.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 */
export interface ItemBatcher {
  readonly MaxItemsPerBatch?: number | JsonataText;
  readonly MaxItemsPerBatchPath?: PathText;
  readonly MaxInputBytesPerBatch?: number | JsonataText;
  readonly MaxInputBytesPerBatchPath?: PathText;
  readonly BatchInput?: Template;
}
/**
 * Where the outputs of a distributed Map are written.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export interface ResultWriter {
  readonly Resource?: string;
  readonly Parameters?: Template;
  readonly Arguments?: Template;
  readonly WriterConfig?: {
    readonly Transformation?: "NONE" | "COMPACT" | "FLATTEN";
    readonly OutputType?: "JSON" | "JSONL";
  };
}

// ---------------------------------------------------------------- the states

/** @see https://states-language.net/#task-state */
export interface TaskState extends Common, Onward, InputOutput, Assigning, WithResult, Recovering {
  readonly Type: "Task";
  readonly Resource: string;
  /** JSONata. */
  readonly Arguments?: Template;
  readonly TimeoutSeconds?: number | JsonataText;
  readonly TimeoutSecondsPath?: PathText;
  readonly HeartbeatSeconds?: number | JsonataText;
  readonly HeartbeatSecondsPath?: PathText;
  readonly Credentials?: Template;
}
/** @see https://states-language.net/#pass-state */
export interface PassState extends Common, Onward, InputOutput, Assigning, WithParameters {
  readonly Type: "Pass";
  /** JSONPath. Taken as it stands: nothing in it is evaluated. */
  readonly Result?: Json;
}
/** @see https://states-language.net/#choice-state */
export interface ChoiceState extends Common, InputOutput, Assigning {
  readonly Type: "Choice";
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}
/** Exactly one of the four. */
export interface WaitState extends Common, Onward, InputOutput, Assigning {
  readonly Type: "Wait";
  readonly Seconds?: number | JsonataText;
  readonly SecondsPath?: PathText;
  readonly Timestamp?: string;
  readonly TimestampPath?: PathText;
}
/** @see https://states-language.net/#succeed-state */
export interface SucceedState extends Common, InputOutput {
  readonly Type: "Succeed";
}
/** @see https://states-language.net/#fail-state */
export interface FailState extends Common {
  readonly Type: "Fail";
  readonly Error?: string;
  /** JSONPath: a path, or an intrinsic call that gives a text. */
  readonly ErrorPath?: string;
  readonly Cause?: string;
  /** JSONPath: a path, or an intrinsic call that gives a text. */
  readonly CausePath?: string;
}
/** @see https://states-language.net/#parallel-state */
export interface ParallelState extends Common, Onward, InputOutput, Assigning, WithResult, Recovering {
  readonly Type: "Parallel";
  readonly Branches: readonly StateGroup[];
  /** JSONata. */
  readonly Arguments?: Template;
}
/** @see https://states-language.net/#map-state */
export interface MapState extends Common, Onward, InputOutput, Assigning, WithResult, Recovering {
  readonly Type: "Map";
  readonly ItemProcessor?: ItemProcessor;
  /** The name of `ItemProcessor` before it had modes. */
  readonly Iterator?: StateGroup;
  /** JSONPath. */
  readonly ItemsPath?: PathText;
  /** JSONata. */
  readonly Items?: Template;
  readonly ItemSelector?: Template;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  readonly MaxConcurrency?: number | JsonataText;
  readonly MaxConcurrencyPath?: PathText;
  readonly ToleratedFailureCount?: number | JsonataText;
  readonly ToleratedFailureCountPath?: PathText;
  readonly ToleratedFailurePercentage?: number | JsonataText;
  readonly ToleratedFailurePercentagePath?: PathText;
  readonly Label?: string;
}
/**
 * Any state, told apart by its `Type`.
 * @see https://states-language.net/#state-types
 */
export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;
/** `"Task"`, `"Pass"`, …. */
export type StateType = State["Type"];
/** The state of a type. */
export type StateOf<Type extends StateType> = Extract<State, { readonly Type: Type }>;
