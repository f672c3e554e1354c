// What the type of a finished machine says, in the words of a test.
import type { StateMachineModel } from "statewright";

type Types<Machine> = Machine extends { readonly "~types"?: infer Known } ? NonNullable<Known> : never;
type States<Machine> = Types<Machine> extends { readonly states: infer Each } ? Each : never;
type Tasks<Machine> = Types<Machine> extends { readonly tasks: infer Each } ? Each : never;
type At<Each, Name> = Each extends readonly [Name, infer First, infer Second] ? [First, Second] : never;

/** The data of a state. */
export type DataAt<Machine, Name> = At<States<Machine>, Name>[0];
/** The variables of a state. */
export type VarsAt<Machine, Name> = At<States<Machine>, Name>[1];
/** What a task's function is given. */
export type TaskInput<Machine, Name> = At<Tasks<Machine>, Name>[0];
/** What it answers. */
export type TaskOutput<Machine, Name> = At<Tasks<Machine>, Name>[1];
type Named<Each> = Each extends readonly [infer Name, any, any] ? Name : never; // `any`: only the name is asked for
export type NamesOf<Machine> = Named<States<Machine>>;
export type TaskNamesOf<Machine> = Named<Tasks<Machine>>;
export type InputOf<Machine> = Types<Machine> extends { readonly input: infer Input } ? Input : never;
export type OutputOf<Machine> = Types<Machine> extends { readonly output: infer Output } ? Output : never;

/** The members of one object over those of another, written as one. */
export type Over<Below, Above> = Flat<Omit<Below, keyof Above> & Above>;
type Flat<T> = { [Key in keyof T]: T[Key] };

/** What the types speak of must also be there. */
export const names = ({ states }: StateMachineModel): readonly string[] => states.map(({ name }) => name);
