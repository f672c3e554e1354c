// The finished machine, as a type: what the generators and `simulate` read of it.
// `any` stands in patterns for a member that is not asked about.
import type { Seen, Unkept, Unpacked, Way } from "./contexts.js";
import type { ByToken, Sends } from "./functions.js";
import type { Inside } from "./inner.js";
import type { StateMachineModel } from "./model.js";

/** The machine's input. */
export interface Start<Input> {
  readonly "~start": Input;
}
/** The state that a chain begins with. */
export interface FirstState<Name> {
  readonly "~first": Name;
}
/** Where a chain ends: its output is the data there. */
export type End = null;
/** A finished workflow: the model, and in its type what is known of each state. */
export interface StateMachine<Declared, Output> extends StateMachineModel {
  readonly "~types"?: MachineTypes<Declared, Output>;
}
/** What the generators and `simulate` read of a machine's type. */
export interface MachineTypes<Declared, Output> {
  /** Of an execution. */
  readonly input: Declared extends Start<infer Input> ? Unkept<Input> : never;
  /** Of an execution that has succeeded: the data at any of its ends. */
  readonly output: Output;
  /** A union of `[name, data, variables]`, states of inner chains included. */
  readonly states: EachState<Declared>;
  /** A union of `[name, input, output]` of what the tasks run, those of inner chains included. */
  readonly tasks: EachTask<Declared>;
  /** The names of those whose output comes back with a token. */
  readonly waiting: EachWaiting<Declared>;
}
type EachState<Declared> =
  Declared extends Way<infer Name extends string, infer Data, infer Vars, any, any>
    ? readonly [Name, Seen<Data>, Seen<Vars>]
    : Declared extends Inside<infer States, any>
      ? EachState<States>
      : never;
type EachTask<Declared> =
  Declared extends Way<infer Name extends string, any, any, infer In, infer Out>
    ? [In] extends [never]
      ? never
      : [Out] extends [ByToken<infer Answer>]
        ? readonly [Name, Sent<Unpacked<In>>, Unkept<Answer>]
        : readonly [Name, Sent<Unpacked<In>>, Unkept<Out>]
    : Declared extends Inside<infer States, any>
      ? EachTask<States>
      : never;
type EachWaiting<Declared> =
  Declared extends Way<infer Name extends string, any, any, any, infer Out>
    ? [Out] extends [never]
      ? never
      : [Out] extends [ByToken<any>]
        ? Name
        : never
    : Declared extends Inside<infer States, any>
      ? EachWaiting<States>
      : never;
type Sent<In> = In extends Sends<infer Input, any> ? Input : In;
