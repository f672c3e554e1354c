// What a workflow is once `.end()` was called: plain readonly data. Fields that are ASL's keep ASL's spelling; what
// only the author knows (the line of a state, the name of a function) is in camelCase.
import type { StandardSchema } from "./schema.js";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type QueryLanguage = "JSONPath" | "JSONata";
export type StateMachineType = "STANDARD" | "EXPRESS";

/** One function of the author's, known to ASL as the substitution `${Name}`. */
export interface LambdaModel {
  readonly name: string;
  /** Where `lambda(…)` was called: `workflows/deploy.ts:12`. */
  readonly source: string;
  /** The error names that it declares. */
  readonly errors: readonly string[];
  /** Standard Schemas, where the contract has them. */
  readonly input?: StandardSchema;
  readonly output?: StandardSchema;
}

/** A worker's queue. In ASL it is the substitution `${Name}`, which the generated construct fills in with its ARN. */
export interface ActivityModel {
  readonly name: string;
  /** Where `activity(…)` was called. */
  readonly source: string;
}
/** A call of a service: an optimised integration, or of the AWS SDK. Its `Resource` follows from this. */
export interface IntegrationModel {
  /** `sqs`; of the SDK as it stands in the ARN: `cloudformation`. */
  readonly service: string;
  /** `sendMessage` */
  readonly action: string;
  readonly sdk: boolean;
  readonly pattern: "" | ".sync" | ".sync:2" | ".waitForTaskToken";
  /** The author's own function that `lambda:invoke` calls; it gets the `Payload` of the arguments. */
  readonly lambda?: LambdaModel;
  /** Where it was called. */
  readonly source: string;
}
/** What a task runs. */
export type RunModel =
  | { readonly kind: "lambda"; readonly lambda: LambdaModel }
  | { readonly kind: "activity"; readonly activity: ActivityModel }
  | { readonly kind: "integration"; readonly integration: IntegrationModel };

/** Where a path starts: the state's input, a variable, the context object, a task's result, a caught error. */
export type PathRoot = "input" | "variable" | "context" | "result" | "error";

/** `$.items[0].id`: a root and the steps from it. A number is an index, a text a key. The first step under `variable` is the variable's name. */
export interface PathNode {
  readonly kind: "path";
  readonly root: PathRoot;
  readonly steps: readonly (string | number)[];
}
/** A value computed from others: `format`, `uuid`, … (the table of operators is `dsl/operators.ts`). */
export interface CallNode {
  readonly kind: "call";
  readonly operator: string;
  readonly arguments: readonly ValueNode[];
}
/** An escape hatch: code of one query language, taken as it is. */
export interface RawNode {
  readonly kind: "raw";
  readonly language: QueryLanguage;
  readonly code: string;
}
export interface LiteralNode {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}
export interface ListNode {
  readonly kind: "list";
  readonly items: readonly ValueNode[];
}
export interface ObjectNode {
  readonly kind: "object";
  readonly entries: readonly (readonly [key: string, value: ValueNode])[];
}
/** A value as an author writes it: literals, objects and lists with expressions in any place. */
export type ValueNode = PathNode | CallNode | RawNode | LiteralNode | ListNode | ObjectNode;

export type Comparison = "equals" | "lessThan" | "lessThanEquals" | "greaterThan" | "greaterThanEquals";
/** What a comparison orders: numbers and texts are told apart by the literal, times by the operator that was used. */
export interface CompareNode {
  readonly kind: "compare";
  readonly comparison: Comparison;
  /** `timestamp` compares moments, `value` numbers, texts and booleans by the kind of the values themselves. */
  readonly of: "value" | "timestamp";
  readonly left: ValueNode;
  readonly right: ValueNode;
}
export type TypeTest = "isPresent" | "isNull" | "isNumeric" | "isString" | "isBoolean" | "isTimestamp";
export interface TestNode {
  readonly kind: "test";
  readonly test: TypeTest;
  readonly value: ValueNode;
}
export interface MatchesNode {
  readonly kind: "matches";
  readonly value: ValueNode;
  readonly pattern: string;
}
export interface AndNode {
  readonly kind: "and" | "or";
  readonly conditions: readonly ConditionNode[];
}
export interface NotNode {
  readonly kind: "not";
  readonly condition: ConditionNode;
}
export type ConditionNode = CompareNode | TestNode | MatchesNode | AndNode | NotNode;

/** Where a result goes: under a key of the data, in place of the data, nowhere. */
export type Placement =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "replace" }
  | { readonly kind: "discard" };

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  /** Where the error output goes. */
  readonly as: Placement;
  readonly Assign?: ObjectNode;
  readonly Next: string;
}

interface StateCommon {
  readonly name: string;
  readonly Comment?: string;
  /** The line that declares it: `workflows/deploy.ts:42`. */
  readonly source: string;
  /** Where it is not the machine's. */
  readonly QueryLanguage?: QueryLanguage;
  /** For a state of a fragment: the line of the `.use` that brought it here. */
  readonly usedAt?: string;
}
/** A state that goes on. Without `Next` the execution ends here (`End: true`). */
interface Onward {
  readonly Next?: string;
}
/** A state that has a result, and may fail. */
interface WithResult {
  readonly as: Placement;
  readonly Assign?: ObjectNode;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}
export interface TaskState extends StateCommon, Onward, WithResult {
  readonly Type: "Task";
  readonly run: RunModel;
  /** What it is given; absent: the whole data. */
  readonly arguments?: ValueNode;
  /** The role by which it is called: `{ RoleArn }`. */
  readonly Credentials?: ObjectNode;
  readonly TimeoutSeconds?: number | ValueNode;
  readonly HeartbeatSeconds?: number | ValueNode;
}
/** Sets keys of the data, all from the values at entry, or puts a value in place of the data. */
export interface PassState extends StateCommon, Onward {
  readonly Type: "Pass";
  readonly set: ObjectNode;
  /** In place of the whole data; no key is set then. */
  readonly data?: ValueNode;
  readonly Assign?: ObjectNode;
}
export interface WaitState extends StateCommon, Onward {
  readonly Type: "Wait";
  /** Seconds from now, or a moment in RFC 3339. A literal, or a path. */
  readonly wait: { readonly kind: "seconds" | "timestamp"; readonly value: ValueNode };
  readonly Assign?: ObjectNode;
}
export interface ChoiceRule {
  readonly condition: ConditionNode;
  readonly Comment?: string;
  readonly Assign?: ObjectNode;
  readonly Next: string;
}
export interface ChoiceState extends StateCommon {
  readonly Type: "Choice";
  readonly rules: readonly ChoiceRule[];
  readonly Default?: string;
  /** Where `Default` is taken. */
  readonly Assign?: ObjectNode;
}
export interface SucceedState extends StateCommon {
  readonly Type: "Succeed";
}
export interface FailState extends StateCommon {
  readonly Type: "Fail";
  readonly error: ValueNode;
  readonly cause: ValueNode;
}
/** A chain inside a state: a branch, or an iteration. Its output is the data where it ends. */
export interface StateGroup {
  readonly StartAt: string;
  /** In the order of declaration. */
  readonly states: readonly State[];
}
/** Its result is a list of the branches' outputs, in their order. */
export interface ParallelState extends StateCommon, Onward, WithResult {
  readonly Type: "Parallel";
  readonly branches: readonly StateGroup[];
}
/** Where a distributed map reads its items when they are not in the data. */
export interface ItemReaderModel {
  readonly action: "getObject" | "listObjectsV2";
  /** ASL's `ReaderConfig`, but for the number of items. */
  readonly config: { readonly [field: string]: Json };
  readonly maxItems?: number | ValueNode;
  /** Bucket, key, prefix. */
  readonly arguments: ObjectNode;
}
/** What makes a map distributed: its iterations are executions of their own. */
export interface DistributedModel {
  readonly executionType: StateMachineType;
  readonly label?: string;
  readonly reader?: ItemReaderModel;
  readonly batch?: {
    readonly maxItems?: number | ValueNode;
    readonly maxInputBytes?: number | ValueNode;
    readonly input?: ObjectNode;
  };
  readonly writer?: {
    /** Bucket and prefix. */
    readonly arguments: ObjectNode;
    /** ASL's `WriterConfig`. */
    readonly config?: { readonly [field: string]: Json };
  };
  readonly tolerated?: { readonly count?: number | ValueNode; readonly percentage?: number | ValueNode };
}
/** Its result is a list of the iterations' outputs, in the order of the items. */
export interface MapState extends StateCommon, Onward, WithResult {
  readonly Type: "Map";
  /** The list; absent where a reader gives the items. */
  readonly items?: ValueNode;
  /** What each iteration gets; absent: its item. The item is the path `Map.Item.Value` of the context object. */
  readonly selector?: ValueNode;
  readonly processor: StateGroup;
  readonly distributed?: DistributedModel;
  readonly MaxConcurrency?: number | ValueNode;
}
export type State =
  | TaskState
  | PassState
  | WaitState
  | ChoiceState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** A workflow as data. Everything after the builder reads this, or the ASL made from it. */
export interface StateMachineModel {
  /** The brand: source and built copies of this package may be loaded side by side, so `instanceof` would not do. */
  readonly "~statewright": "StateMachine";
  readonly name: string;
  readonly Comment?: string;
  readonly type: StateMachineType;
  readonly QueryLanguage: QueryLanguage;
  readonly TimeoutSeconds?: number;
  /** The Standard Schema of the input, where the workflow was given one. */
  readonly input?: StandardSchema;
  /** Where `workflow(…)` was called. */
  readonly source: string;
  readonly StartAt: string;
  /** In the order of declaration. */
  readonly states: readonly State[];
}

/** Whether a value is a finished workflow, of this copy of the package or another. */
export function isStateMachine(value: unknown): value is StateMachineModel {
  return (
    typeof value === "object" && value !== null && "~statewright" in value && value["~statewright"] === "StateMachine"
  );
}
