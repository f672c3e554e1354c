// What the printers of both query languages share: a table of them has a row for each type of state.
import type * as asl from "../asl/types.js";
import type {
  ChoiceState,
  FailState,
  MapState,
  ParallelState,
  PassState,
  Retrier,
  RunModel,
  StateGroup,
  SucceedState,
  TaskState,
  WaitState,
} from "../dsl/model.js";
import type { Field } from "./field.js";

export interface StateByType {
  Task: TaskState;
  Pass: PassState;
  Wait: WaitState;
  Choice: ChoiceState;
  Succeed: SucceedState;
  Fail: FailState;
  Parallel: ParallelState;
  Map: MapState;
}
export type StateOf<Type extends keyof StateByType> = {
  [T in Type]: StateByType[T] & { readonly Type: T };
}[Type];
/** Fields in the order in which they are read; one that is undefined is left out. */
export type Loose<Fields> = { readonly [Field in keyof Fields]: Fields[Field] | undefined };
/** What is a state's own: the rest is the same for all. */
export type OwnFields<Type extends keyof StateByType> = Loose<
  Omit<asl.StateOf<Type>, "Type" | "Comment" | "QueryLanguage" | "Next" | "End">
>;

/** What a printer needs besides its state. */
export interface Scope {
  /** The substitution that stands for the ARN of a function or an activity. */
  readonly substitution: (name: string) => string;
  /** A field of this state where `$` is the state's input. */
  readonly field: (name: string) => Field;
  /** A chain inside this state, at a place of it: `Branches[0]`. */
  readonly group: (group: StateGroup, place: string) => asl.StateGroup;
}
export type StatePrinters = {
  readonly [Type in keyof StateByType]: (state: StateOf<Type>, scope: Scope) => OwnFields<Type>;
};

/** The fields that have a value. The cast: a filter of entries is more than TypeScript follows. */
export const defined = <Fields extends object>(fields: Loose<Fields>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
/** The same, and nothing where no field has one. */
export function definedOrNone<Fields extends object>(fields: Loose<Fields>): Fields | undefined {
  const some = defined<Fields>(fields);
  return Object.keys(some).length === 0 ? undefined : some;
}

// ---------------------------------------------------------------- the same in both languages

export const retrier = (one: Retrier): asl.Retrier =>
  defined<asl.Retrier>({
    ErrorEquals: one.ErrorEquals,
    IntervalSeconds: one.IntervalSeconds,
    MaxAttempts: one.MaxAttempts,
    BackoffRate: one.BackoffRate,
    MaxDelaySeconds: one.MaxDelaySeconds,
    JitterStrategy: one.JitterStrategy,
  });

/** The ARN of what is no Lambda function. */
export function resource(run: Exclude<RunModel, { readonly kind: "lambda" }>, { substitution }: Scope): string {
  if (run.kind === "activity") return substitution(run.activity.name);
  const { service, action, sdk, pattern } = run.integration;
  return `arn:aws:states:::${sdk ? "aws-sdk:" : ""}${service}:${action}${pattern}`;
}

export const branches = (state: ParallelState, { group }: Scope) =>
  state.branches.map((branch, index) => group(branch, `Branches[${index}]`));

export function itemProcessor({ processor, distributed }: MapState, { group }: Scope): asl.ItemProcessor {
  const ProcessorConfig = distributed
    ? ({ Mode: "DISTRIBUTED", ExecutionType: distributed.executionType } as const)
    : ({ Mode: "INLINE" } as const);
  return { ProcessorConfig, ...group(processor, "ItemProcessor") };
}
