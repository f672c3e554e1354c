// What a state can be told, by what it is.
import type { CheckInput, StatesError } from "./checks.js";
import type { As } from "./contexts.js";
import type { NotInline } from "./distributed.js";
import type {
  Anything,
  Beside,
  ErrorScope,
  Expression,
  Given,
  ResultScope,
  RetriedScope,
  Root,
  Scope,
  TokenScope,
} from "./expressions.js";
import type { IsExpress } from "./markers.js";
import type { QueryLanguage, StateMachineType } from "./model.js";

/**
 * When and how often a failed task is tried again. The delay before retry n, from 1, is
 * `intervalSeconds * backoffRate ** (n - 1)`, at most `maxDelaySeconds`; after the last one `catch` decides.
 * @see https://states-language.net/#retrying-after-error
 */
export interface Retry<Errors extends string> {
  /** Error names, compared exactly. `"States.ALL"` stands alone, in the last entry. */
  readonly errors: readonly (Errors | StatesError | (string & {}))[];
  /** Whole seconds, at least 1. @default 1 */
  readonly intervalSeconds?: number;
  /** Tries after the first one; 0 is none. @default 3 */
  readonly maxAttempts?: number;
  /** At least 1. @default 2 */
  readonly backoffRate?: number;
  /** Whole seconds, at least 1. @default none */
  readonly maxDelaySeconds?: number;
  /** `FULL`: a random delay from 0 to the one computed. @default "NONE" */
  readonly jitter?: "FULL" | "NONE";
}
/**
 * Where a failed task goes when no retry is left.
 * @see https://states-language.net/#fallback-states
 */
export interface Catch<Vars, Errors extends string, Targets = never> {
  /** Error names, compared exactly. `"States.ALL"` stands alone, in the last entry. */
  readonly errors: readonly (Errors | StatesError | (string & {}))[];
  /** Where the error output `{ Error, Cause }` goes. @default discard */
  readonly as?: As;
  /** Variables to set on this way, from the error. ASL: `Assign` of the catcher. */
  readonly assign?: ($: never, scope: ErrorScope<Vars>) => unknown;
  /** The state to go on with. It gets the data that the failed state got. */
  readonly goto: Targets | (string & {});
}
/** What a state that has a result can be told: a task, a parallel, a map. */
export interface ResultOptions<Data, Vars, Out, Errors extends string, Targets> {
  /** Where the result goes: under a key of the data, in place of it (`replace`), or nowhere (`discard`). ASL: `ResultPath`. */
  readonly as?: As;
  /** Variables to set once the state has succeeded, from its input and its result. ASL: `Assign`. */
  readonly assign?: ($: Beside<Data>, scope: ResultScope<Vars, Out>) => unknown;
  /** When it is tried again: the first entry that names the error. ASL: `Retry`. @default none */
  readonly retry?: readonly Retry<Errors>[];
  /** Where it leads when it has failed and no try is left: the first entry that names the error. ASL: `Catch`. @default none */
  readonly catch?: readonly Catch<Vars, Errors, Targets>[];
  /** Of this state, where it is not the workflow's. A workflow in JSONata holds no state in JSONPath. ASL: `QueryLanguage`. */
  readonly queryLanguage?: QueryLanguage;
  /** ASL: `Comment`. */
  readonly comment?: string;
}
export type ResultOption = "as" | "assign" | "retry" | "catch" | "queryLanguage" | "comment";
export interface MapOptions<Data, Vars, Out, Errors extends string, Targets>
  extends ResultOptions<Data, Vars, Out, Errors, Targets> {
  /** How many iterations run at once; 0: as many as AWS can, about 40. ASL: `MaxConcurrency`, `MaxConcurrencyPath`. @default 0 */
  readonly maxConcurrency?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
}
export interface DistributedOptions<Data, Vars, Out, Targets> extends MapOptions<Data, Vars, Out, NotInline, Targets> {
  /** Tells the reader what to read: a bucket and a key, or a prefix. ASL: the `Parameters` or `Arguments` of `ItemReader`. */
  readonly arguments?: ($: Root<Data>, scope: RetriedScope<Vars>) => Anything; // what is wrong is told by CheckOptions
  /** How many items are read at most, where that is computed; a number known beforehand is the reader's own option. */
  readonly maxItems?: ($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>;
  /** Part of the ARNs of the executions, up to 40 characters, unlike that of any other map. ASL: `Label`. @default made by AWS */
  readonly label?: string;
  /** Of the executions that are the iterations. @default "STANDARD" */
  readonly executionType?: StateMachineType;
  /** How many items may fail before the state does, or how many in a hundred. ASL: `ToleratedFailureCount`, `ToleratedFailurePercentage`. @default 0 */
  readonly tolerated?: {
    readonly count?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
    readonly percentage?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
  };
  /** Items go to an execution in batches, so many or so large: the chain begins with `{ Items }`. ASL: `ItemBatcher`. */
  readonly batch?: {
    readonly maxItems?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
    /** At most 262,144. */
    readonly maxInputBytes?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
  };
  /** Where in S3 the outputs go instead of into the result, which is then `{ MapRunArn, ResultWriterDetails }`. ASL: `ResultWriter`. */
  readonly writer?: ($: Root<Data>, scope: RetriedScope<Vars>) => Given<{ Bucket: string; Prefix?: string }>;
  /** How they are written. ASL: `WriterConfig`. @default { outputType: "JSON", transformation: "NONE" } */
  readonly writerConfig?: {
    readonly outputType?: "JSON" | "JSONL";
    readonly transformation?: "NONE" | "COMPACT" | "FLATTEN";
  };
}
export type DistributedOption =
  | ResultOption
  | "maxConcurrency"
  | "arguments"
  | "maxItems"
  | "label"
  | "executionType"
  | "tolerated"
  | "batch"
  | "writer"
  | "writerConfig";
export interface TaskOptions<Data, Vars, In, Out, Errors extends string, Waiting, Targets>
  extends ResultOptions<Data, Vars, Out, Errors, Targets> {
  /**
   * What is run is given this in place of the whole data. ASL: `Parameters`, or `InputPath` for a path; JSONata: `Arguments`, of a
   * function their `Payload`.
   */
  readonly arguments?: (
    $: Root<Data>,
    scope: Waiting extends "token" ? TokenScope<Vars> : RetriedScope<Vars>,
  ) => Given<In> | Anything; // `Anything`: what is wrong is told by CheckOptions
  /**
   * Whole seconds of one try, 1 to 99,999,999, or the path of a key; then it fails with `States.Timeout`.
   * ASL: `TimeoutSeconds`, `TimeoutSecondsPath`. @default 99,999,999
   */
  readonly timeoutSeconds?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
  /**
   * Whole seconds between two signs of life, fewer than the timeout; one that is missed fails it with `States.Timeout`.
   * ASL: `HeartbeatSeconds`, `HeartbeatSecondsPath`. @default none
   */
  readonly heartbeatSeconds?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
  /** The role that the call is made with: `($) => ({ RoleArn: … })`. ASL: `Credentials`. @default the role of the state machine */
  readonly credentials?: ($: Root<Data>, scope: RetriedScope<Vars>) => unknown; // told by CheckOptions
}
export type TaskOption = ResultOption | "arguments" | "timeoutSeconds" | "heartbeatSeconds" | "credentials";
export interface PlainOptions<Data, Vars> {
  readonly [option: string]: unknown; // what is not an option is told by CheckKeys
  /** Variables to set, from the values at entry. ASL: `Assign`. */
  readonly assign?: ($: Root<Data>, scope: Scope<Vars>) => unknown;
  /** Of this state, where it is not the workflow's. ASL: `QueryLanguage`. */
  readonly queryLanguage?: QueryLanguage;
  /** ASL: `Comment`. */
  readonly comment?: string;
}
export interface PassOptions<Data, Vars> extends PlainOptions<Data, Vars> {
  /** `replace`: what is given becomes the whole data, and no key of it is left. ASL: no `ResultPath`. @default its keys are set */
  readonly as?: unknown; // told by CheckSet
}
export interface Commented<Language> {
  /** Of this state, where it is not the workflow's. ASL: `QueryLanguage`. */
  readonly queryLanguage?: Language;
  /** ASL: `Comment`. */
  readonly comment?: string;
}
/** The function's input is the state's own, unless `arguments` makes it. */
export type CheckRun<Name extends string, Data, In, Options, Fine> = "arguments" extends keyof Options
  ? Fine
  : CheckInput<Name, Data, In, Fine>;
/** What a task waits for, in words. */
interface Awaited {
  readonly job: "a call that waits for a job";
  readonly token: "a call that waits for a task token";
  readonly activity: "an activity";
}
// While TypeScript has yet to infer it, `Waiting` is `never`: the callback of a call is typed by what this is then.
export type CheckWaiting<Name extends string, Waiting, Names, Fine> = [Waiting] extends [never]
  ? Fine
  : Waiting extends keyof Awaited
    ? IsExpress<Names> extends true
      ? `state '${Name}' is ${Awaited[Waiting]}, which an Express execution cannot run: make the workflow STANDARD`
      : Fine
    : Fine;
