// Contexts: what is known at a point of the chain, of the data and of the variables, and how ways meet.
// `any` stands in patterns for a member that is not asked about, and as data for what a refusal left behind.
import type { ErrorOutput, Infer, Picks, Present, Scalar } from "./expressions.js";

/** `as: replace`: the result becomes the whole data. */
export interface Replace {
  readonly "~as": "replace";
}
/** `as: discard`: the result is dropped, the data goes on as it was. */
export interface Discard {
  readonly "~as": "discard";
}
/** Where a result goes: under a key of the data, or one of the two above. */
export type As = string | Replace | Discard;

/** Whether a type is `any`: what a refused call leaves behind. In brackets, as a condition on the type of a mistake itself is that type. */
export type IsAny<T> = [0] extends [1 & T] ? true : false;

type Fact<Key, Value, Sure> = readonly [Key, Value, Sure];
// Inside a condition, so that the union bears no name: TypeScript would work out the name's own type arguments, which hold the
// context before, and theirs, at each step anew.
export type Facts<Data> = [Data] extends [never]
  ? never
  : {
      [Key in keyof Data & string]: Fact<Key, Data[Key], undefined extends Data[Key] ? false : true>;
    }[keyof Data & string];
/** An object type from its facts. Written out here and not under a name of its own, so that an editor shows the object. */
type Known<F extends Fact<string, any, any>> = [F[2]] extends [true]
  ? { [P in F as P[0]]: P[1] }
  : Shown<
      { [P in Extract<F, Fact<any, any, true>> as P[0]]: P[1] } & {
        [P in Extract<F, Fact<any, any, false>> as P[0]]?: P[1];
      }
    >;
type Shown<T> = T extends unknown ? { [Key in keyof T]: T[Key] } : never;

// By way of a flat union of facts, so that no context is a mapped type over the one before it.
export type Put<Data, Added> = [0] extends [1 & Data]
  ? Data // `any`: what a refusal left behind
  : Known<
      | ([keyof Data & keyof Added] extends [never] ? Facts<Data> : Exclude<Facts<Data>, Fact<keyof Added, any, any>>)
      | Facts<Added>
    >;
/** The data behind a state whose result goes to `Key`. */
export type After<Data, Result, Key> = unknown extends Key
  ? any // there is none, which was told
  : Key extends string
    ? string extends Key
      ? any // options that do not fit their type, which was told
      : Put<Data, { [K in Key]: Result }>
    : Key extends Replace
      ? Result
      : Data;
/** The variables behind a state. */
export type Assigned<Vars, Options> = Options extends { readonly assign: (...args: never) => infer Values }
  ? Put<Vars, Infer<Values>>
  : Vars;

/**
 * An object type as a union of its facts. TypeScript passes over these when it looks for type parameters; an object type that
 * was written in place costs it a step each time it walks over the declared states.
 */
export type Packed<T> = [T] extends [object]
  ? IsOne<T> extends true
    ? T extends readonly unknown[]
      ? T
      : [keyof T] extends [never]
        ? T
        : PackedFacts<T>
    : T
  : T;
type PackedFacts<T> = {
  [Key in keyof T & string]-?: readonly [Key, T[Key], undefined extends T[Key] ? false : true, "~packed"];
}[keyof T & string];
export type Unpacked<T> = [T] extends [readonly [string, any, boolean, "~packed"]] ? Known<UnpackedFacts<T>> : T;
// Under a name of its own: written in place, TypeScript works out `Known` of it before it has a T, and loses its keys.
type UnpackedFacts<T> = T extends readonly [infer Key extends string, infer Value, infer Sure, any]
  ? Fact<Key, Value, Sure>
  : never;

// Transitions are kept as a union of tuples, which TypeScript flattens at once. An intersection of one-key objects, or a map
// rebuilt at each step from the one before, nests an instantiation per state and ends in TS2589 at about 100 states.
// In, Out: of what the state runs, packed; they stand here so that no second union of the same length is needed.
export type Way<Target, Data, Vars, In = never, Out = never> = readonly [Target, Data, Vars, In, Out];
export type DataOf<Ways, Name> = Ways extends Way<Name, infer Data, any, any, any> ? Data : never;
export type VarsOf<Ways, Name> = Ways extends Way<Name, any, infer Vars, any, any> ? Vars : never;
export type NameOf<Ways> = Ways extends Way<infer Name, any, any, any, any> ? Name : never;
export type WaysTo<Targets, Data, Vars> = Targets extends unknown ? Way<Targets, Data, Vars> : never;

type AllKeys<Union> = Union extends unknown ? keyof Union & string : never;
type ValueAt<Union, Key extends string> = Union extends unknown
  ? Key extends keyof Union
    ? Union[Key]
    : never
  : never;
type Some<Union, Key extends string> = Key extends unknown ? Fact<Key, ValueAt<Union, Key>, false> : never;
/** What is known where several ways meet: keys that every way has, with each of their types; the others optional. */
type Meet<Union> = Known<Facts<Union> | Some<Union, Exclude<AllKeys<Union>, keyof Union>>>;
type IsOne<Union, All = Union> = Union extends unknown ? ([All] extends [Union] ? true : false) : never;
type Join<Union> = [Union] extends [never]
  ? never
  : IsOne<Union> extends true
    ? Union
    : [Extract<Union, Scalar | readonly unknown[]>] extends [never]
      ? Meet<Union>
      : Union; // a text has no keys to join
/** The data of a state: what falls through from above, joined with the ways that lead here; `any` where no way does, which is refused. */
export type Entry<Name, Data, Owed> =
  Name extends NameOf<Owed> ? Join<Data | DataOf<Owed, Name>> : [Data] extends [never] ? any : Data;
/** The same for the variables. */
export type EntryVars<Name, Vars, Owed> =
  Name extends NameOf<Owed> ? Join<Vars | VarsOf<Owed, Name>> : [Vars] extends [never] ? any : Vars;
/** What is owed once a state of that name is declared. */
export type Settle<Owed, Name> = [Owed] extends [never] ? never : Owed extends Way<Name, any, any> ? never : Owed;
/** Forward edges are owed; backward ones are checked and forgotten. */
export type Forward<Edges, Names> = [Edges] extends [never]
  ? never
  : Edges extends Way<infer Target, any, any>
    ? Target extends Names
      ? never
      : Edges
    : never;

// ---------------------------------------------------------------- narrowing of shape
type TopOf<Path> = Path extends `${infer Top}.${string}` ? Top : Path;
/** The members of an object union that may hold the literal at the key; text and numbers stay whole. */
type Members<Union, Key, Literal> = Union extends { readonly [K in Key & string]: infer Value }
  ? Literal extends Value
    ? Union
    : never
  : Union extends object
    ? never
    : Union;
type BelowTop<Path> = Path extends `${string}.${infer Rest}` ? Rest : "";
/** An object with another type at one key, which is there. Through lists nothing is known: which item was asked is forgotten. */
type With<Value, Key, At> = Value extends readonly unknown[] | Scalar
  ? Value
  : Shown<
      { [K in keyof Value as K extends Key ? never : K]: Value[K] } & {
        [K in keyof Value as K extends Key ? K : never]-?: At;
      }
    >;
type At<Value, Key> = Value extends { readonly [K in Key & string]?: infer Held } ? Held : never;
/** The value at a key once something below it, at `Rest`, was shown. */
type Narrowed<Value, Rest, Show> = Rest extends ""
  ? Exclude<Value, undefined>
  : Rest extends `${infer Key}.${infer More}`
    ? With<Exclude<Value, undefined>, Key, Narrowed<At<Exclude<Value, undefined>, Key>, More, Show>>
    : Show extends Picks<any, infer Literal>
      ? Members<Exclude<Value, undefined>, Rest, Literal>
      : With<Exclude<Value, undefined>, Rest, Exclude<At<Exclude<Value, undefined>, Rest>, undefined>>;
type Shows = Present<string> | Picks<string, unknown>;
type Narrowing<Data, Shown extends Shows> = {
  [S in Shown as TopOf<S[1]> & keyof Data & string]: Narrowed<Data[TopOf<S[1]> & keyof Data], BelowTop<S[1]>, S>;
};
/** Where a member is picked, that says more than its presence. */
type Sharp<Shown, All = Shown> =
  Shown extends Present<infer Path extends string>
    ? [Extract<All, Picks<`${Path}.${string}`, any>>] extends [never]
      ? Shown
      : never
    : Shown;
type AboutVars<Shown> =
  Shown extends Present<`$${infer Path}`>
    ? Present<Path>
    : Shown extends Picks<`$${infer Path}`, infer Literal>
      ? Picks<Path, Literal>
      : never;
type AboutData<Shown> = Shown extends readonly [any, `$${string}`, ...any] ? never : Shown;
/** What is not narrowed stays the same type: two equal contexts of different making are compared in depth where they meet. */
type PutSome<Data, Narrowed> = [keyof Narrowed] extends [never] ? Data : Put<Data, Narrowed>;
export type Narrow<Data, Shown> = [Shown] extends [never]
  ? Data
  : PutSome<Data, Narrowing<Data, Extract<AboutData<Sharp<Shown>>, Shows>>>;
export type NarrowVars<Vars, Shown> = [Shown] extends [never]
  ? Vars
  : PutSome<Vars, Narrowing<Vars, AboutVars<Sharp<Shown>>>>;

// ---------------------------------------------------------------- transitions of catch and match
type CaughtAs<Catcher> = Catcher extends { readonly as: infer Key } ? Key : Discard;
type CatchWay<Catcher, Data, Vars> = Catcher extends { readonly goto: infer Target }
  ? Way<Target, After<Data, ErrorOutput, CaughtAs<Catcher>>, Assigned<Vars, Catcher>>
  : never;
/** The state's input goes along each catch, with the error under its `as`; what the state assigns does not. */
export type CatchWays<Options, Data, Vars> = "catch" extends keyof Options
  ? Options extends { readonly catch: readonly (infer Catcher)[] }
    ? CatchWay<Catcher, Data, Vars>
    : never
  : never;
type LiteralOf<Value, Row> = Value extends string | number | boolean | null
  ? `${Value}` extends `${Row & (string | number)}`
    ? Value
    : never
  : never;
export type RowWays<Rows, Value, Path, Data, Vars> = [Path] extends [never]
  ? WaysTo<Rows[keyof Rows], Data, Vars> // refused: its targets stand all the same
  : Path extends `${string}.${string}`
    ? {
        [Row in keyof Rows]: Way<
          Rows[Row],
          Row extends "default" ? Data : Narrow<Data, Picks<Path, LiteralOf<Value, Row>>>,
          Row extends "default" ? Vars : NarrowVars<Vars, Picks<Path, LiteralOf<Value, Row>>>
        >;
      }[keyof Rows]
    : WaysTo<Rows[keyof Rows], Data, Vars>;
