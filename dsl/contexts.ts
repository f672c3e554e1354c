// Contexts: what is known at a point of the chain, of the data and of the variables, and how ways meet.
// `any` stands in patterns for a member that is not asked about, and as data for what a refusal left behind.
import type { ErrorOutput, Infer, NamedKey, Picks, Present, Scalar } from "./expressions.js";

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

// ---------------------------------------------------------------- what a context is
// A chain keeps a context as a union of facts, one a key, and makes an object of it where an author looks at it. TypeScript
// works out anew every object type that it finds among the states declared so far, at each state; a union of facts it passes over.

/**
 * A key, its type, and whether every way here has set it. An interface, and no tuple: TypeScript looks a fact up among many by
 * its key, and a tuple has forty members besides. Facts are alike only if their types are.
 */
export interface Fact<out Key, in out Value, out Sure> {
  readonly "~key": Key;
  readonly "~value": Value;
  readonly "~sure": Sure;
  readonly "~accepts": (value: Value) => void;
}
type AnyFact = Fact<any, any, any>;
/** Data as it was declared, or that is no object: its keys are not looked at yet. Alike only if their types are, as facts. */
export interface Whole<in out T> {
  readonly "~whole": T;
  readonly "~accepts": (value: T) => void;
}
/** A union of objects with keys put over each: `HeldObject`s, since which keys belong together is known then, too. */
export interface Alternatives<in out Each> {
  readonly "~each": Each;
  readonly "~accepts": (value: Each) => void;
}
// Under symbols, so that data with a key of that name is not taken for one of these.
declare const OBJECT: unique symbol;
declare const LIST: unique symbol;
declare const READONLY_LIST: unique symbol;
declare const TUPLE: unique symbol;
/** An object that was written in place, a list or a tuple of such: kept as facts too, for the same reason. */
export interface HeldObject<F> {
  readonly [OBJECT]: F;
}
export interface HeldList<Item> {
  readonly [LIST]: Item;
}
export interface HeldReadonlyList<Item> {
  readonly [READONLY_LIST]: Item;
}
export interface HeldTuple<Items> {
  readonly [TUPLE]: Items;
}
/** How deep objects are taken apart; deeper they stay as they are, so that a type may hold itself. */
type Depth = 0 | 1 | 2 | 3 | 4;
type Less = [0, 0, 1, 2, 3];
type Held<Value, Deep extends Depth> = [unknown] extends [Value]
  ? Value
  : [Value] extends [Scalar | undefined]
    ? Value
    : Deep extends 0
      ? Value
      : HeldEach<Value, Less[Deep]>;
type HeldEach<Value, Deep extends Depth> = Value extends readonly unknown[]
  ? HeldItems<Value, Deep>
  : // Only what was written in place fits an index signature; an interface TypeScript passes over as it is.
    Value extends { readonly [key: string]: unknown }
    ? string extends keyof Value
      ? Value
      : [keyof Value] extends [never]
        ? Value
        : HeldObject<FactsOf<Value, Deep>>
    : Value;
// A list, or a tuple of so many; one that is readonly, or whose length is open, stays as it is.
type HeldItems<Items extends readonly unknown[], Deep extends Depth> = number extends Items["length"]
  ? Items[number][] extends Items
    ? Held<Items[number], Deep> extends infer Item
      ? [Item] extends [Items[number]]
        ? Items
        : Items extends unknown[]
          ? HeldList<Item>
          : HeldReadonlyList<Item>
      : never
    : Items
  : Items extends unknown[]
    ? HeldEvery<Items, Deep> extends infer Every extends unknown[]
      ? [Every] extends [Items]
        ? Items
        : Items["length"] extends Every["length"]
          ? HeldTuple<Every>
          : Items
      : never
    : Items;
type HeldEvery<Items, Deep extends Depth> = Items extends readonly [infer First, ...infer Rest]
  ? [Held<First, Deep>, ...HeldEvery<Rest, Deep>]
  : [];
type Freed<Value> = [Value] extends [Scalar | undefined] ? Value : FreedEach<Value>;
type FreedEach<Value> =
  Value extends HeldObject<infer F extends AnyFact>
    ? Known<F>
    : Value extends HeldList<infer Item>
      ? Freed<Item>[]
      : Value extends HeldReadonlyList<infer Item>
        ? readonly Freed<Item>[]
        : Value extends HeldTuple<infer Items>
          ? { [Index in keyof Items]: Freed<Items[Index]> }
          : Value;
/** A type as it is kept among the declared states, and back. */
export type Kept<T> = Held<T, 4>;
export type Unkept<T> = [unknown] extends [T] ? T : Freed<T>;
type FactOf<Key, Value, Deep extends Depth> = Fact<Key, Held<Value, Deep>, undefined extends Value ? false : true>;
// Inside a condition, so that the union bears no name: TypeScript would work out the name's own type arguments, which hold the
// context before, and theirs, at each step anew.
export type FactsOf<T, Deep extends Depth = 4> = [T] extends [never]
  ? never
  : string extends keyof T
    ? IndexedFacts<T, Deep>
    : { [Key in keyof T]-?: FactOf<Key, T[Key], Deep> }[keyof T];
/** The same of a type with an index signature, under which a key may be absent: the keys that are named beside it keep their own. */
type IndexedFacts<T, Deep extends Depth> = Extract<
  | EveryValue<{ [Key in keyof T as Exclude<Key, NamedKey<Key>>]: Fact<Key, Held<T[Key], Deep>, "index"> }>
  | EveryValue<{ [Key in keyof T as NamedKey<Key>]-?: FactOf<Key, T[Key], Deep> }>,
  AnyFact
>;
type EveryValue<T> = T[keyof T];
/** The same of each member of a union. */
export type FactsOfEach<T> = T extends unknown ? FactsOf<T> : never;
export type Facts<Context> = [Context] extends [Whole<infer T>]
  ? FactsOfEach<T>
  : [Context] extends [Alternatives<infer Each>]
    ? FactsIn<Each>
    : Context;
/** An object type from its facts. Written out here and not under a name of its own, so that an editor shows the object. */
type Known<F extends AnyFact> = [F["~sure"]] extends [true]
  ? { [P in F as P["~key"]]: Freed<P["~value"]> }
  : Shown<
      { [P in Extract<F, Fact<any, any, true | "index">> as P["~key"]]: Freed<P["~value"]> } & {
        [P in Extract<F, Fact<any, any, false>> as P["~key"]]?: Freed<P["~value"]>;
      }
    >;
type Shown<T> = T extends unknown ? { [Key in keyof T]: T[Key] } : never;
/** A context as an author sees it. */
export type Seen<Context> = [unknown] extends [Context]
  ? Context // `any`: what a refusal left behind
  : [Context] extends [never]
    ? never
    : [Context] extends [Whole<infer T>]
      ? T
      : [Context] extends [AnyFact]
        ? Known<Context>
        : [Context] extends [Alternatives<infer Each>]
          ? Freed<Each>
          : never;

/** A context with facts put over it. */
export type PutFacts<Context, Added> = [unknown] extends [Context]
  ? Context
  : [Added] extends [AnyFact]
    ? [Added] extends [never]
      ? Context
      : [Context] extends [Whole<infer T>]
        ? IsOne<T> extends true
          ? Over<FactsOf<T>, Added>
          : Alternatives<OverEach<EachOf<T>, Added>>
        : [Context] extends [Alternatives<infer Each>]
          ? Alternatives<OverEach<Each, Added>>
          : Over<Context, Added>
    : Context;
// Not as object types, each over the one before: they would nest (TS2589 at 40 states).
type OverEach<Each, Added extends AnyFact> = Each extends HeldObject<infer F> ? HeldObject<Over<F, Added>> : Each;
type EachOf<Union> = Union extends Scalar | readonly unknown[] ? Union : HeldObject<FactsOf<Union>>;
type FactsIn<Each> = Each extends HeldObject<infer F> ? F : never;
// Inside conditions, as with `FactsOf`.
type Over<F, Added extends AnyFact> = [F] extends [AnyFact]
  ? [F["~key"] & Added["~key"]] extends [never]
    ? F | Added
    : Without<F, Added["~key"]> | Added
  : never;
type Without<F, Keys> = [F] extends [never] ? never : F extends Fact<Keys, any, any> ? never : F;
/** A context with the keys of an object put over it. */
export type Put<Context, Added> = PutFacts<Context, FactsOf<Added>>;
type PutKey<Context, Key, Value> = PutFacts<Context, FactOf<Key, Value, 4>>;
/** The data behind a state whose result goes to `Key`. */
export type After<Context, Result, Key> = unknown extends Key
  ? any // there is none, which was told
  : Key extends string
    ? string extends Key
      ? any // options that do not fit their type, which was told
      : PutKey<Context, Key, Result>
    : Key extends Replace
      ? Begun<Result>
      : Context;
/** The context of data that nothing was put over. */
export type Begun<T> = [unknown] extends [T]
  ? T
  : [T] extends [never]
    ? never
    : [T] extends [{ readonly [key: string]: unknown }]
      ? string extends keyof T
        ? Whole<T>
        : IsOne<T> extends true
          ? [keyof T] extends [never]
            ? Whole<T>
            : FactsOf<T>
          : Whole<T>
      : Whole<T>;
/** The variables behind a state. */
export type Assigned<Context, Options> = Options extends { readonly assign: (...args: never) => infer Values }
  ? Put<Context, Infer<Values>>
  : Context;

/** An object type as a union of its facts, to be kept among the declared states; anything else as it is kept. */
export type Packed<T> = [T] extends [object]
  ? IsOne<T> extends true
    ? T extends readonly unknown[]
      ? Kept<T>
      : [keyof T] extends [never]
        ? T
        : FactsOf<T>
    : Kept<T>
  : T;
export type Unpacked<T> = [T] extends [AnyFact] ? Known<T> : Unkept<T>;

// ---------------------------------------------------------------- ways
// Transitions are kept as a union of small interfaces, which TypeScript flattens at once and passes over where nothing in them is
// generic; a tuple under a name it would work out anew at each state. An intersection of one-key objects, or a map rebuilt at each
// step from the one before, nests an instantiation per state and ends in TS2589 at about 100 states.
/**
 * A way to a state, or a state that is declared, with its context. One way fits in place of another that brings the same facts, and
 * perhaps more. In, Out: of what the state runs, packed; they stand here so that no second union of the same length is needed.
 */
export interface Way<out Target, in Data, in Vars, out In = never, out Out = never> {
  readonly "~to": Target;
  readonly "~brings": (data: Data, vars: Vars) => void;
  readonly "~runs": readonly [In, Out];
}
export type NameOf<Ways> = Ways extends Way<infer Name, any, any, any, any> ? Name : never;
/** A way with the same data to each of several targets. */
export type WaysTo<Targets, Data, Vars> = Targets extends unknown ? Way<Targets, Data, Vars> : never;
/** The outcome of a chain: the data where it falls off its end, and where it ends before. */
export type OutcomeOf<Data, Declared> = [Declared] extends [never] ? Seen<Data> : Seen<Data> | Ends<Declared>; // without a name, as above
type Ends<Declared> = Declared extends Way<null, infer There, any, any, any> ? Seen<There> : never;

// ---------------------------------------------------------------- where ways meet
// Each way in a box of its own, since the unions of their facts would run into one.
type BoxesTo<Name, Owed> = Owed extends Way<Name, infer Data, infer Vars, any, any> ? readonly [Data, Vars] : never;
type Box<Context> = [Context] extends [never] ? never : readonly [Context];
type DataBox<Box> = Box extends readonly [infer Data, any] ? readonly [Data] : never;
type VarsBox<Box> = Box extends readonly [any, infer Vars] ? readonly [Vars] : never;
type SureKeys<F extends AnyFact> = [F["~sure"]] extends [true] ? F["~key"] : Extract<F, Fact<any, any, true>>["~key"];
/** The keys that all of the ways have set. */
type KeysOfAll<Boxes> = (
  Boxes extends readonly [infer F extends AnyFact]
    ? (keys: SureKeys<F>) => void
    : never
) extends (keys: infer Keys) => void
  ? Keys
  : never;
type Unsure<F> =
  F extends Fact<infer Key, infer Value, infer Sure> ? Fact<Key, Value, Sure extends "index" ? Sure : false> : never;
/** What is known where several ways meet: keys that every way has, with each of their types; the others unsure. */
type Meet<F, Keys> = F extends Fact<Keys, any, any> ? F : Unsure<F>;
type MeetAll<F, Keys> = [F] extends [AnyFact] ? ([F["~key"]] extends [Keys] ? F : Meet<F, Keys>) : never;
type Opened<Boxes> = Boxes extends readonly [Whole<infer T>]
  ? T extends unknown
    ? readonly [FactsOf<T>]
    : never
  : Boxes extends readonly [Alternatives<infer Each>]
    ? OpenedEach<Each>
    : Boxes;
type OpenedEach<Each> = Each extends HeldObject<infer F> ? readonly [F] : never;
type IsOne<Union, All = Union> = Union extends unknown ? ([All] extends [Union] ? true : false) : never;
type Wholes<Boxes> = Extract<Boxes, readonly [Whole<any> | Alternatives<any>]>;
type ListIn<Boxes> = Boxes extends readonly [Whole<infer T>] ? Extract<T, Scalar | readonly unknown[]> : never;
type SeenIn<Boxes> = Boxes extends readonly [infer Context] ? Seen<Context> : never;
type MeetBoxes<Boxes extends readonly [unknown]> = MeetAll<Boxes[0], KeysOfAll<Boxes>>;
type JoinWholes<Boxes extends readonly [unknown]> =
  IsOne<Boxes> extends true
    ? Boxes[0]
    : [ListIn<Boxes>] extends [never]
      ? MeetBoxes<Opened<Boxes>>
      : Whole<SeenIn<Boxes>>; // a text has no keys to join
type Join<Boxes> = [Boxes] extends [never]
  ? never
  : [Boxes] extends [readonly [unknown]]
    ? [unknown] extends [Boxes[0]]
      ? Boxes[0] // behind a mistake that was told
      : [Wholes<Boxes>] extends [never]
        ? MeetBoxes<Boxes>
        : JoinWholes<Boxes>
    : never;
/** The data of a state: what falls through from above, joined with the ways that lead here; `any` where no way does, which is refused. */
export type Met<Name, Data, Owed> =
  Name extends NameOf<Owed> ? Join<Box<Data> | DataBox<BoxesTo<Name, Owed>>> : [Data] extends [never] ? any : Data;
/** The same for the variables. */
export type MetVars<Name, Vars, Owed> =
  Name extends NameOf<Owed> ? Join<Box<Vars> | VarsBox<BoxesTo<Name, Owed>>> : [Vars] extends [never] ? any : Vars;
/** What is owed once a state of that name is declared. */
export type Settle<Owed, Name> = Owed extends Way<Name, any, any, any, any> ? never : Owed;
/** Forward edges are owed; backward ones are checked and forgotten. */
export type Forward<Edges, Names> =
  Edges extends Way<infer Target, any, any, any, any> ? (Target extends Names ? never : Edges) : never;

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
    ? With<NonNullable<Value>, Key, Narrowed<At<NonNullable<Value>, Key>, More, Show>>
    : Show extends Picks<any, infer Literal>
      ? Members<NonNullable<Value>, Rest, Literal>
      : With<NonNullable<Value>, Rest, Exclude<At<NonNullable<Value>, Rest>, undefined>>;
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
  : PutSome<Data, Narrowing<Seen<Data>, Extract<AboutData<Sharp<Shown>>, Shows>>>;
export type NarrowVars<Vars, Shown> = [Shown] extends [never]
  ? Vars
  : PutSome<Vars, Narrowing<Seen<Vars>, AboutVars<Sharp<Shown>>>>;

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
