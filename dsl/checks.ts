// Checks. Each gives back what was asked about where all is well, and otherwise one sentence, which the compiler then
// prints: what is wrong, the names, the way out.
// `any` stands in patterns for a member that is not asked about.
import type { Chosen } from "./choose.js";
import type { As, CatchWays, Forward, IsAny, NameOf, Packed, Replace, Seen, Way, Whole } from "./contexts.js";
import type { Condition, Doubts, Expression, In, Infer, PathTo, Scalar, Seconds, Until } from "./expressions.js";
import type { Sends } from "./functions.js";
import type { Either, IsBare, IsExpress, LanguageOf, OuterVar, Piece, Speaks } from "./markers.js";
import type { QueryLanguage } from "./model.js";

/** Left behind by a refusal: from here on a state may be reached in ways that the compiler has not seen. */
export interface Lost {
  readonly "~lost": never;
}
export type IsLost<Owed> = [Extract<Owed, Lost>] extends [never] ? false : true;

// A union as one text, in no promised order. Only ever worked out for a sentence.
type LastOf<Union> = (Union extends unknown ? (member: (value: Union) => void) => void : never) extends (
  member: infer Each,
) => void
  ? Each extends (value: infer Last) => void
    ? Last
    : never
  : never;
export type Listed<Union, Last = LastOf<Union>> = [Union] extends [never]
  ? ""
  : [Exclude<Union, Last>] extends [never]
    ? `${Last & Scalar}`
    : `${Listed<Exclude<Union, Last>>}, ${Last & Scalar}`;

// ---------------------------------------------------------------- input of a state
type Missing<Data, In> = {
  [Key in keyof In & string]: Key extends keyof Data
    ? Data[Key] extends In[Key]
      ? never
      : undefined extends Data[Key]
        ? Exclude<Data[Key], undefined> extends In[Key]
          ? `${Key} (set on only some of the ways that lead here)`
          : `${Key} (of another type)`
        : `${Key} (of another type)`
    : Record<never, never> extends Pick<In, Key> // the key itself says it: what takes any value takes undefined, too
      ? never
      : Key;
}[keyof In & string];
type Lacking<Data, In> = [Data] extends [object]
  ? [In] extends [Scalar]
    ? "everything (it is an object)"
    : [Missing<Data, In>] extends [never]
      ? "what goes together in any one of the alternatives that it takes"
      : Listed<Missing<Data, In>>
  : "everything (it is not an object)";
/** The data of a state must be enough for what it runs, unless that makes its own input. */
export type CheckInput<Name extends string, Data, In, Fine> =
  Packed<In> extends Data
    ? Fine // all of it is there, with just its types
    : [Seen<Data>] extends [In]
      ? Fine
      : [In] extends [Sends<any, any>]
        ? Fine
        : `the input at state '${Name}' lacks: ${Lacking<Seen<Data>, In>}. Set it in a state before, or give arguments`;
/** A service refuses what it has no name for; a function may be given more than it asks for. */
type Unnamed<Given, In, Errors> = [Extract<Exclude<Errors, "Lambda.*">, `${string}.*` | "*.*Exception">] extends [never]
  ? never
  : string extends keyof In
    ? never
    : Exclude<keyof Given, keyof In>;
/** JSONPath sends an object or what one path leads to. `$` as a whole has keys, which nothing computed has. */
type BadTemplate<Name extends string, Given, Language> = Language extends "JSONata"
  ? never
  : Given extends Scalar | readonly unknown[]
    ? NoTemplate<Name>
    : Given extends Expression<any, infer Doubts>
      ? Given extends PathTo<any, any, any>
        ? never
        : [keyof Given & string] extends [never]
          ? [Extract<Doubts, In<"JSONPath", any>>] extends [never]
            ? NoTemplate<Name>
            : never
          : never
      : never;
type NoTemplate<Name extends string> =
  `the arguments of state '${Name}' are neither an object nor one path, which is what JSONPath takes: set a key in a .pass before, or give the state queryLanguage: "JSONata"`;
type BadArguments<Name extends string, Options, In, Errors, Language> = Options extends {
  readonly arguments: (...args: never) => infer Given;
}
  ? [Expression<unknown, any>] extends [Given]
    ? never // not read: a mistake inside the callback was told where it stands
    : [In] extends [Sends<any, any>]
      ? `state '${Name}' runs a call that has its input already: take its arguments out`
      : [Unsaid<Name, MaybeIn<Given>, Language> | BadTemplate<Name, Given, Language>] extends [never]
        ? [Infer<Given>] extends [In]
          ? [Unnamed<Given, In, Errors>] extends [never]
            ? never
            : `the arguments of state '${Name}' have no '${Listed<Unnamed<Given, In, Errors>>}'`
          : `the arguments of state '${Name}' lack: ${Lacking<Infer<Given>, In>}`
        : Unsaid<Name, MaybeIn<Given>, Language> | BadTemplate<Name, Given, Language>
  : never;

// ---------------------------------------------------------------- names and transitions
/** What an editor offers as the name of the next state: what is owed. It asks with a name that is empty or any text. */
type Offered<Owed> = [Owed] extends [never] ? `the name of a state is written as a literal${string}` : NameOf<Owed>;
/** 81 characters or more: each but the last of adjacent placeholders takes exactly one (`any`, as a row of `string` folds to one). */
type Ten = `${any}${any}${any}${any}${any}${any}${any}${any}${any}${any}`;
type TooLong = `${Ten}${Ten}${Ten}${Ten}${Ten}${Ten}${Ten}${Ten}${any}${any}`;
// Distributed over the name, of which there is one: what TypeScript then works out of the sentences, for each literal, is what
// they are for any text, and not each of them.
export type CheckName<Name extends string, Data, Owed, Names, Fine = Name> = Name extends string
  ? "" extends Name
    ? Offered<Owed>
    : Name extends Names
      ? `state '${Name}' is declared twice: give one of them another name`
      : Name extends TooLong
        ? `state '${Name}' has a name of more than 80 characters: shorten it`
        : [Data] extends [never]
          ? Name extends NameOf<Owed>
            ? Fine
            : IsLost<Owed> extends true
              ? Fine
              : [Owed] extends [never]
                ? `no transition leads to '${Name}': name it as a target of a state before`
                : `no transition leads to '${Name}': the targets still to declare are ${Listed<NameOf<Owed>>}`
          : Fine
  : never;

type Unfit<Target extends string, Data, Vars, Known> = [Known] extends [never]
  ? `'${Target}' is no state of this chain: a state goes only to states of its own chain`
  : Known extends Way<any, infer There, infer VarsThere, any, any>
    ? [Seen<Data>] extends [Seen<There>]
      ? [Seen<Vars>] extends [Seen<VarsThere>]
        ? never // of other facts, which are as good
        : `the way back to '${Target}' lacks the variables: ${Lacking<Seen<Vars>, Seen<VarsThere>>}`
      : `the way back to '${Target}' lacks: ${Lacking<Seen<Data>, Seen<There>>}`
    : never;
/**
 * A backward edge must bring what its target was declared with. Gives the sentence, or `never`. It is asked of all declared
 * states at once, since TypeScript finds the one of that name by its first member; picking it out costs a step for each.
 */
export type BadEdge<Edge, Declared, Names> =
  Edge extends Way<infer Target extends string, infer Data, infer Vars, any, any>
    ? Target extends Names
      ? [Edge] extends [Declared]
        ? never
        : Unfit<Target, Data, Vars, Extract<Declared, Way<Target, any, any, any, any>>>
      : never
    : never;
/** Several edges at once: the first sentence stands for all. */
export type CheckEdges<Edges, Declared, Names, Fine> = [BadEdge<Edges, Declared, Names>] extends [never]
  ? Fine
  : Listed<BadEdge<Edges, Declared, Names>>;

export type CheckGoto<Target extends string, Data, Edge, Declared, Names, Owed> = [Data] extends [never]
  ? "nothing falls through to this goto: put it behind a task, a pass or a wait"
  : IsBare<Names> extends true
    ? "a chain begins with a state, not with a goto"
    : Target extends string
      ? "" extends Target
        ? Names | NameOf<Owed> // what an editor offers: it asks with a name that is empty or any text
        : CheckEdges<Edge, Declared, Names, Target>
      : never;
/** What a goto owes; where it is refused, that is unknown. */
export type OwedBy<Data, Edge, Names> = [Data] extends [never]
  ? Lost
  : IsBare<Names> extends true
    ? Lost
    : Forward<Edge, Names>;

// ---------------------------------------------------------------- choice and match
export type AbsentAt<
  Name extends string,
  Maybe,
> = `'${Listed<Maybe>}' may be absent at state '${Name}': ask isPresent in a choice before it`;
/** Why what a template says cannot be said where it stands: a path may be absent, or it is for another query language. */
export type Unsaid<Name extends string, Doubts, Language> = [Doubts] extends [never]
  ? never
  : [Extract<Doubts, string>] extends [never]
    ? [Exclude<Doubts, In<Language & QueryLanguage, any>>] extends [never]
      ? never
      : Foreign<`state '${Name}'`, Exclude<Doubts, In<Language & QueryLanguage, any>>, Language>
    : AbsentAt<Name, Extract<Doubts, string>>;
type WhatOf<Doubts> = Doubts extends In<any, infer What> ? What : never;
type Foreign<Place extends string, Doubts, Language> = [Language] extends [Either]
  ? `${Listed<WhatOf<Doubts>>} is for ${Doubts extends In<infer Alone, any> ? Alone : never} alone, and ${Place} is in a fragment for either language: give the fragment queryLanguage: "${Doubts extends In<infer Alone, any> ? Alone : never}"`
  : [Doubts] extends [In<"JSONata", any>]
    ? `${Listed<WhatOf<Doubts>>} is for JSONata alone, and ${Place} is in JSONPath: give the state queryLanguage: "JSONata", or compute the value in a function`
    : `${Listed<WhatOf<Doubts>>} is for JSONPath alone, and ${Place} is in JSONata: write jsonata(…)`;
/** A field in which JSONPath takes a path alone, and JSONata computes. */
export type Unpathed<Name extends string, Field extends string, Given, Language> = Language extends "JSONata"
  ? never
  : Given extends Expression<any, infer Doubts>
    ? Given extends PathTo<any, any, any>
      ? never
      : [Extract<Doubts, In<"JSONPath", any>>] extends [never]
        ? `${Field} of state '${Name}' is computed, where JSONPath takes a path: compute it in a .pass before, or give the state queryLanguage: "JSONata"`
        : never
    : never;
type Absent<Needs> = `'${Listed<Needs>}' may be absent here: ask isPresent first, as in and(isPresent(…), …)`;
/** A condition may only ask about what is there. */
export type CheckTest<Test, Fine, Language> = [unknown] extends [Test]
  ? Fine // TypeScript has yet to look at the callback, or its mistake was told
  : [Test] extends [Condition<any, any, infer Needs>]
    ? [Needs] extends [never]
      ? Fine
      : CheckNeeds<Needs, Fine, Language>
    : "a way is taken on a condition: write is(…), gt(…), isPresent(…), and(…), …";
type CheckNeeds<Needs, Fine, Language> = string extends Needs
  ? Fine
  : [Extract<Needs, string>] extends [never]
    ? [Exclude<Needs, In<Language & QueryLanguage, any>>] extends [never]
      ? Fine
      : Foreign<"this choice", Exclude<Needs, In<Language & QueryLanguage, any>>, Language>
    : Absent<Extract<Needs, string>>;
export type CoversOf<Test> = Test extends Condition<infer Covers, any, any> ? Covers : never;
export type ShowsOf<Test> = Test extends Condition<any, infer Shows, any> ? Shows : never;

/** What a choice has covered: a union of [path, all its values, one covered value]. */
type CoveredAt<Covered, Path> = Covered extends readonly [Path, unknown, infer Value] ? Value : never;
type PathsOf<Covered> = Covered extends readonly [infer Path extends string, unknown, unknown] ? Path : never;
type AllAt<Covered, Path> = Covered extends readonly [Path, infer All, unknown] ? All : never;
/** The paths of which some value has no way; a choice is whole when one path has none left. */
type Left<Covered, Path extends string = PathsOf<Covered>> = Path extends unknown
  ? [Exclude<AllAt<Covered, Path>, CoveredAt<Covered, Path>>] extends [never]
    ? ""
    : `${Path} = ${Told<Exclude<AllAt<Covered, Path>, CoveredAt<Covered, Path>>>}`
  : never;
/** A value as a sentence has it. */
type Told<Value> = Value extends unknown
  ? string extends Value
    ? "another text"
    : number extends Value
      ? "another number"
      : `${Value & Scalar}`
  : never;
type IsWhole<Covered, Done> = Done extends true ? true : "" extends Left<Covered> ? true : false;
type Uncovered<Covered> = [Left<Covered>] extends [never] ? "cases" : Listed<Left<Covered>>;
export type CheckChoice<Name extends string, Given, Data, Vars, Declared, Names> = [unknown] extends [Given]
  ? Name // TypeScript has yet to look at the callback, or its mistake was told
  : Given extends Chosen<infer Covered, infer Done, infer Edges>
    ? IsWhole<Covered, Done> extends true
      ? CheckEdges<Edges, Declared | Way<Name, Data, Vars>, Names | Name, Name>
      : `choice '${Name}' leaves ${Uncovered<Covered>} without a way: add .otherwise(target)`
    : `choice '${Name}' gives back no rules: write (choose) => choose.when(…).otherwise(…)`;
/** The ways of a choice to states not declared yet. */
export type ChoiceOwes<Given, Names> = [unknown] extends [Given]
  ? Lost
  : Given extends Chosen<infer Covered, infer Done, infer Edges>
    ? (IsWhole<Covered, Done> extends true ? never : Lost) | Forward<Edges, Names>
    : Lost;

/** Not looked at yet, or `any` behind a mistake that was told elsewhere. */
type IsUnread<Value> = IsAny<Value> extends true ? true : [Value] extends [Unread] ? true : false;
type RowOf<Value> = `${Value & Scalar}`;
type RowsOf<Rows> = `${keyof Rows & (string | number)}`;
type Unrowed<Value, Rows> = Value extends Scalar ? (`${Value}` extends RowsOf<Rows> ? never : Value) : never;
/** Texts that a row cannot tell from the boolean, the number or the `null` that is written the same way. */
type Ambiguous<Value, Rows> = Extract<
  Value extends string ? (string extends Value ? Exclude<RowsOf<Rows>, "default"> : Value) : never,
  "true" | "false" | "null" | "default" | "Infinity" | "-Infinity" | "NaN" | `${number}`
>;
export type CheckRows<Name extends string, Value, Path extends string, Rows, Edges, Declared, Names, Fine> =
  IsUnread<Value> extends true
    ? Fine
    : undefined extends Value
      ? `'${Path}' may be absent at match '${Name}': ask isPresent in a choice before it`
      : [Ambiguous<Value, Rows>] extends [never]
        ? [Exclude<RowsOf<Rows>, RowOf<Value> | "default">] extends [never]
          ? [Exclude<RowOf<Value>, RowsOf<Rows>>] extends [never]
            ? CheckEdges<Edges, Declared, Names, Fine>
            : "default" extends keyof Rows
              ? [Exclude<keyof Rows, "default">] extends [never]
                ? `match '${Name}' has no row but default: give a row for a value, or write a goto`
                : CheckEdges<Edges, Declared, Names, Fine>
              : `match '${Name}' has no row for ${Listed<Told<Unrowed<Value, Rows>>>}: add it, or a default`
          : `match '${Name}' has a row for ${Listed<Exclude<RowsOf<Rows>, RowOf<Value> | "default">>}, which '${Path}' never is: take it out`
        : `match '${Name}' cannot tell the text '${Listed<Ambiguous<Value, Rows>>}' from what is written the same way: use a choice with is(…)`;

// ---------------------------------------------------------------- what JSON cannot carry
type Deeper<Depth extends 0[]> = [...Depth, 0];
/** `Strict`: whether `any` is told too; in a template it is what a mistake left that was told where it stands. */
type NotJson<T, Where extends string, Strict = true, Depth extends 0[] = []> = [0] extends [1 & T]
  ? Strict extends true
    ? `${Where} is any`
    : never
  : unknown extends T
    ? `${Where} is unknown`
    : T extends Scalar | undefined | Expression<any, any>
      ? never
      : T extends bigint
        ? `${Where} is a bigint`
        : T extends symbol
          ? `${Where} is a symbol`
          : T extends (...args: never) => unknown
            ? `${Where} is a function`
            : T extends Date
              ? `${Where} is a Date`
              : T extends ReadonlyMap<any, any> | ReadonlySet<any>
                ? `${Where} is a Map or a Set`
                : T extends ArrayBufferView | ArrayBufferLike
                  ? `${Where} is binary`
                  : T extends Condition<any, any, any>
                    ? `${Where} is a condition`
                    : Depth["length"] extends 6
                      ? never
                      : T extends readonly (infer Item)[]
                        ? NotJson<Item, `${Where}[]`, Strict, Deeper<Depth>>
                        : T extends object
                          ? {
                              [Key in keyof T]-?: NotJson<T[Key], `${Where}.${Key & string}`, Strict, Deeper<Depth>>;
                            }[keyof T]
                          : never;
export type CheckJson<In, Out, Fine> = [NotJson<In, "input"> | NotJson<Out, "output">] extends [never]
  ? [Out] extends [never]
    ? Fine
    : [Out] extends [undefined | void] // a function that returns nothing
      ? "a function that returns nothing answers null: write null as its output"
      : Fine
  : `${Listed<NotJson<In, "input"> | NotJson<Out, "output">>}, which JSON cannot carry: use text, a number or plain data`;
/** The doubts in a template: paths that may be absent, which on AWS fails the execution, and what one query language alone says. */
export type MaybeIn<Node> = [0] extends [1 & Node]
  ? never // `any`: a mistake that was told where it stands
  : Node extends Expression<any, infer Doubts>
    ? Doubts
    : Node extends Scalar | undefined
      ? never
      : Node extends object
        ? { [Key in keyof Node]: MaybeIn<Node[Key]> }[keyof Node & (Node extends readonly unknown[] ? number : string)]
        : never;
type IsKeyed<Set> =
  IsAny<Set> extends true
    ? true
    : [Set] extends [never]
      ? true
      : [Set] extends [object]
        ? [Set] extends [readonly unknown[] | Expression<any, any>]
          ? false
          : true
        : false;
/** An object of keys and values, as a `pass` sets and a selector makes. */
export type BadSet<Name extends string, Set, Language> =
  IsKeyed<Set> extends false
    ? `state '${Name}' sets no keys: write ($) => ({ key: value })`
    : BadValue<Name, Set, Language>;
type BadValue<Name extends string, Set, Language> = [NotJson<Set, "data", false>] extends [never]
  ? Unsaid<Name, MaybeIn<Set>, Language>
  : `at state '${Name}' ${Listed<NotJson<Set, "data", false>>}, which JSON cannot carry: use an expression, text, a number or plain data`;
/** The options of a pass whose value becomes the data. */
export interface Replacing {
  /** ASL: no `ResultPath`. */
  readonly as: Replace;
}
/** A pass has no result to put anywhere: it says itself which keys it sets. */
type BadPassAs<Name extends string, Options> = string extends keyof Options
  ? never
  : Options extends { readonly as: unknown }
    ? Options extends Replacing
      ? never
      : `state '${Name}' is a pass, which sets the keys that it gives: write ($) => ({ key: value }), or as: replace for the whole data`
    : never;
type NoReplacing<Name extends string> =
  `state '${Name}' is in a fragment, which adds to the data of its user and cannot replace it: use as: "key" or as: discard`;
/** What a `pass` sets. */
export type CheckSet<Name extends string, Data, Set, Options, Names> = unknown extends Set
  ? Name // TypeScript has yet to look at the callback
  : Options extends Replacing
    ? Piece extends Names
      ? NoReplacing<Name>
      : FirstOf<BadValue<Name, Set, LanguageOf<Names, Options>>, CheckKeys<Name, Options, Names, "as">>
    : IsObjectAt<Data> extends true
      ? FirstOf<
          BadSet<Name, Set, LanguageOf<Names, Options>> | BadPassAs<Name, Options>,
          CheckKeys<Name, Options, Names, "as">
        >
      : `the data at state '${Name}' is not an object, so no key can be added to it`;
/** A number above 300, by its digits. */
type IsOver300<Count extends number> = `${Count}` extends `${infer First}${infer Second}${infer Third}${infer Others}`
  ? Others extends ""
    ? First extends "1" | "2"
      ? false
      : `${First}${Second}${Third}` extends "300"
        ? false
        : true
    : true
  : false;
type IsLong<Duration> = Duration extends Seconds<infer Count> ? IsOver300<Count> : false;
/** What a wait is told that the machine works out. A moment that may be absent was refused by `until`. */
type BadTime<Name extends string, Duration, Language> =
  Duration extends Until<infer Time>
    ? Unsaid<Name, Doubts<Time>, Language> | Unpathed<Name, "the time", Time, Language>
    : Unsaid<Name, MaybeIn<Duration>, Language> | Unpathed<Name, "the time", Duration, Language>;
type CheckDuration<Name extends string, Duration, Names, Language, Fine> = "~seconds" extends keyof Duration
  ? IsExpress<Names> extends true
    ? [IsLong<Duration>] extends [false]
      ? Fine
      : `wait '${Name}' takes longer than the 300 seconds that an Express execution may last: make the workflow STANDARD`
    : Fine
  : [Duration] extends [Until | Expression<number, any>]
    ? FirstOf<BadTime<Name, Duration, Language>, Fine>
    : [MaybeIn<Duration>] extends [never]
      ? `wait '${Name}' needs a number of seconds, seconds(…) or until(…)`
      : Unsaid<Name, MaybeIn<Duration>, Language>;
/** What a wait is told, or its callback gives. */
export type CheckWait<Name extends string, Duration, Options, Names, Fine> = Duration extends (
  ...args: never
) => infer Given
  ? unknown extends Given
    ? Fine // TypeScript has yet to look at it
    : CheckDuration<Name, Given, Names, LanguageOf<Names, Options>, Fine>
  : CheckDuration<Name, Duration, Names, LanguageOf<Names, Options>, Fine>;
/** What a fail is told, or its callback gives. */
export type CheckFail<Name extends string, Failing, Language> = Failing extends (...args: never) => infer Given
  ? unknown extends Given
    ? Name // as above
    : FirstOf<Unsaid<Name, MaybeIn<Given>, Language>, Name>
  : Name;

// ---------------------------------------------------------------- options of a task
/** Errors that a state can meet whatever it runs. */
export type StatesError =
  `States.${"ALL" | "TaskFailed" | "Timeout" | "HeartbeatTimeout" | "Permissions" | "ResultPathMatchFailure" | "ParameterPathFailure" | "QueryEvaluationError" | "BranchFailed" | "NoChoiceMatched" | "IntrinsicFailure" | "ExceedToleratedFailureThreshold" | "ItemReaderFailed" | "ResultWriterFailed" | "Runtime" | "DataLimitExceeded" | "Http.Socket"}`;
/** Errors of the Lambda service and its runtime. */
export type LambdaError =
  | `Lambda.${"ServiceException" | "AWSLambdaException" | "SdkClientException" | "ClientExecutionTimeoutException" | "TooManyRequestsException" | "ResourceNotReadyException" | "Unknown"}`
  | "Sandbox.Timedout";

type Field = "retry" | "catch";
type Callbacks = "arguments" | "assign" | "credentials" | "writer" | "batch" | "tolerated" | NumberOption;
type NumberOption = "timeoutSeconds" | "heartbeatSeconds" | "maxConcurrency" | "maxItems";
type Lists<Options, In extends Field> = Options extends {
  readonly [F in In]: readonly { readonly errors: infer Errors }[];
}
  ? Errors
  : never;
type Listing<List> = List extends readonly (infer Name)[] ? Name : never;
type NotAlone<List> = List extends readonly [any] ? never : "States.ALL" extends Listing<List> ? true : never;
type NotLast<Options, In extends Field> = Options extends {
  readonly [F in In]: readonly [...infer Before extends readonly { readonly errors: readonly string[] }[], any];
}
  ? "States.ALL" extends Before[number]["errors"][number]
    ? true
    : never
  : never;
/** A declared name that ends in `.*` stands for all errors of a service, `*.*Exception` for those of any service of the SDK. */
type KnownErrors<Errors> =
  | Errors
  | StatesError
  | (Errors extends "Lambda.*"
      ? LambdaError
      : Errors extends "*.*" | "*.*Exception"
        ? `${string}.${Errors extends "*.*" ? string : `${string}Exception`}`
        : Errors extends `${infer Service}.*`
          ? `${Service}.${string}`
          : never);
type Wrong<Options, In extends Field, Errors> = Unknown<Listing<Lists<Options, In>>, Errors> & string;
/** Names under `States.` are ASL's own, so that any text, or all errors of any service, is none of them. */
type Unknown<Listed, Errors> = Listed extends `States.${string}`
  ? Exclude<Listed, KnownErrors<Extract<Errors, `States.${string}`>>>
  : Exclude<Listed, KnownErrors<Errors>>;
type Declares<Errors> = string extends Errors
  ? "any but those of States"
  : [Exclude<Errors, "Lambda.*">] extends [never]
    ? "none"
    : Listed<Exclude<Errors, "Lambda.*">>;
type EntryOf<Options, In extends Field> = Options extends { readonly [F in In]: readonly (infer Entry)[] }
  ? Entry
  : never;
type EntryKeys = {
  retry: "errors" | "intervalSeconds" | "maxAttempts" | "backoffRate" | "maxDelaySeconds" | "jitter";
  catch: "errors" | "as" | "assign" | "goto";
};
type Strange<Entry, Allowed> = Entry extends unknown ? Exclude<keyof Entry, Allowed> : never;
/** Keys of a retry or a catch that are none. */
type BadEntries<Name extends string, Options, In extends Field> = [
  Strange<EntryOf<Options, In>, EntryKeys[In]>,
] extends [never]
  ? never
  : `'${Listed<Strange<EntryOf<Options, In>, EntryKeys[In]>>}' in ${In} of state '${Name}' is no option: the options are ${Listed<EntryKeys[In]>}`;
type BadErrors<Name extends string, Options, In extends Field, Errors extends string> = In extends keyof Options
  ? [Wrong<Options, In, Errors>] extends [never]
    ? [NotAlone<Lists<Options, In>>] extends [never]
      ? [NotLast<Options, In>] extends [never]
        ? never
        : `States.ALL takes every error: it must be in the last ${In} of state '${Name}'`
      : `States.ALL takes every error: it must be alone in its ${In} of state '${Name}'`
    : string extends Wrong<Options, In, Errors>
      ? `the errors in ${In} of state '${Name}' are any text to the compiler: write as const behind the list`
      : `'${Listed<Wrong<Options, In, Errors>>}' in ${In} is not an error of state '${Name}': what it runs declares ${Declares<Errors>}`
  : never;

type IsObjectAt<Context> = [Context] extends [Whole<infer Data>] ? IsObject<Data> : true;
type IsObject<Data> = [unknown] extends [Data]
  ? true
  : [Extract<Data, Scalar | readonly unknown[]>] extends [never]
    ? true
    : false;
type BadAs<Name extends string, Data, Options, Names> = Options extends { readonly as: infer Key }
  ? Key extends string
    ? "" extends Key
      ? `state '${Name}' puts its result under a key that is empty, or not known when the workflow is compiled: write it as a literal`
      : IsObjectAt<Data> extends false
        ? `the data at state '${Name}' is not an object, so no key can be added to it: use as: replace or as: discard`
        : never
    : Key extends Replace
      ? Piece extends Names
        ? NoReplacing<Name>
        : never
      : never
  : `state '${Name}' does not say where its result goes: add as: "key", as: replace or as: discard`;
/** An error output that a catch cannot put under a key. */
type BadCatchAs<Name extends string, Data, Options> =
  IsObjectAt<Data> extends true
    ? never
    : Options extends { readonly catch: readonly (infer Catcher)[] }
      ? Catcher extends { readonly as: string }
        ? `the data at state '${Name}' is not an object, so its catch can add no key to it: use as: replace or as: discard`
        : never
      : never;
/** Asked name by name, since a pass over all names in use at each state grows with their square. */
type Taken<Variable, Names> = Variable extends string ? (OuterVar<Variable> extends Names ? Variable : never) : never;
/** What `assign` gives: as with `pass`. */
type BadAssign<Name extends string, Options, Names, Language> = Options extends {
  readonly assign: (...args: never) => infer Values;
}
  ? unknown extends Values
    ? never // TypeScript has yet to look at the callback, or its mistake was told
    : IsObject<Values> extends true
      ? [NotJson<Values, "variables", false>] extends [never]
        ? [Unsaid<Name, MaybeIn<Values>, Language>] extends [never]
          ? [Taken<keyof Values, Names>] extends [never]
            ? never
            : `variable '${Listed<Taken<keyof Values, Names>>}' belongs to the chain around that of state '${Name}', which can read it and not assign it: give it another name`
          : Unsaid<Name, MaybeIn<Values>, Language>
        : `at state '${Name}' ${Listed<NotJson<Values, "variables", false>>}, which JSON cannot carry: use an expression, text, a number or plain data`
      : `assign of state '${Name}' gives no object: write assign: () => ({ name: value })`
  : never;
/** The role that a call is made with. */
type BadCredentials<Name extends string, Options, Language> = Options extends {
  readonly credentials: (...args: never) => infer Role;
}
  ? unknown extends Role
    ? never // TypeScript has yet to look at the callback, or its mistake was told
    : [Unsaid<Name, MaybeIn<Role>, Language>] extends [never]
      ? [Infer<Role>] extends [{ readonly RoleArn: string }]
        ? never
        : `credentials of state '${Name}' give no role: write credentials: ($) => ({ RoleArn: a text })`
      : Unsaid<Name, MaybeIn<Role>, Language>
  : never;
/** What the data has for a limit, where the arguments are one path: in JSONPath the state then sees that alone. */
type BadLimits<Name extends string, Options, Language> = Language extends "JSONata"
  ? never
  : Options extends { readonly arguments: (...args: never) => PathTo<any, infer At, any> }
    ? At extends "$"
      ? never
      : {
          [Option in "timeoutSeconds" | "heartbeatSeconds"]: Options extends {
            readonly [O in Option]: (...args: never) => PathTo<any, infer Limit, any>;
          }
            ? Limit extends `$${string}`
              ? never // of a variable or the context object
              : `${Option} of state '${Name}' is not in what its arguments, which are one path, leave of the data in JSONPath: give them as an object, or keep '${Limit}' in a variable`
            : never;
        }["timeoutSeconds" | "heartbeatSeconds"]
    : never;
/** Numbers that callbacks give. */
type BadNumbers<Name extends string, Options, Language> = {
  [Option in keyof Options & string]: Options[Option] extends (...args: never) => infer Given
    ? unknown extends Given
      ? never // as above
      : Unsaid<Name, MaybeIn<Given>, Language> | Unpathed<Name, Option, Given, Language>
    : never;
}[keyof Options & string];
type BadParts<Name extends string, Options, Language> =
  | BadNumbers<Name, Pick<Options, NumberOption & keyof Options>, Language>
  | (Options extends { readonly batch: infer Batch } ? BadNumbers<Name, Batch, Language> : never)
  | (Options extends { readonly tolerated: infer Tolerated } ? BadNumbers<Name, Tolerated, Language> : never)
  | (Options extends { readonly writer: (...args: never) => infer Given }
      ? Unsaid<Name, MaybeIn<Given>, Language>
      : never);
/** In JSONata a function is called through `lambda:invoke`, which takes a text for JSON text, and `null` for an empty event. */
type BadPayload<Name extends string, In, Errors> = "Lambda.*" extends Errors
  ? [Extract<In, string | null>] extends [never]
    ? never
    : `the function of state '${Name}' takes a text or null, which does not reach it from JSONata: let it take an object`
  : never;
/** What a call sends that makes its own input. */
type BadSent<Name extends string, In, Language> =
  In extends Sends<any, infer Spoken> ? Unsaid<Name, Spoken, Language> : never;
/** A machine in JSONata holds no states in JSONPath, which AWS refuses. */
type BadLanguage<Name extends string, Options, Names> = Options extends { readonly queryLanguage: "JSONPath" }
  ? Speaks<"JSONata"> extends Names
    ? `state '${Name}' is in JSONPath, which a workflow in JSONata does not hold: take its queryLanguage out`
    : Speaks<Either> extends Names
      ? `state '${Name}' is in JSONPath, and its fragment for either language: give the fragment queryLanguage: "JSONPath"`
      : never
  : never;
type BadKeys<Name extends string, Options, Allowed extends string> = [Exclude<keyof Options, Allowed>] extends [never]
  ? never
  : `'${Listed<Exclude<keyof Options, Allowed>>}' is not an option of state '${Name}': the options are ${Listed<Allowed>}`;
/** The options of a state that has few. Where none are given they are the constraint, which has every key. */
export type CheckKeys<Name extends string, Options, Names, More extends string = never> = string extends keyof Options
  ? Name
  : [Exclude<keyof Options, "assign" | "comment" | "queryLanguage" | More>] extends [never]
    ? FirstOf<BadAssign<Name, Options, Names, LanguageOf<Names, Options>> | BadLanguage<Name, Options, Names>, Name>
    : BadKeys<Name, Options, "assign" | "comment" | "queryLanguage" | More>;
/** The options of a way out of a choice, as above. */
export type CheckWay<
  Name extends string,
  Options,
  Names,
  Language,
  Allowed extends string,
  Fine,
> = string extends keyof Options
  ? Fine
  : [Exclude<keyof Options, Allowed>] extends [never]
    ? FirstOf<BadAssign<Name, Options, Names, Language>, Fine>
    : `'${Listed<Exclude<keyof Options, Allowed>>}' is not an option of a way out of choice '${Name}': the options are ${Listed<Allowed>}`;
/** Most options need no check of their own: they are told by their keys alone. */
type OptionProblem<
  Name extends string,
  Options,
  Data,
  In,
  Errors extends string,
  Vars,
  Declared,
  Names,
  Allowed extends string,
  Language = LanguageOf<Names, Options>,
> =
  | BadAs<Name, Data, Options, Names>
  | BadKeys<Name, Options, Allowed>
  | (Language extends "JSONata" ? BadPayload<Name, In, Errors> : BadLanguage<Name, Options, Names>)
  | ([In] extends [Sends<any, any>] ? BadSent<Name, In, Language> : never)
  | (Callbacks & keyof Options extends never
      ? never
      :
          | BadArguments<Name, Options, In, Errors, Language>
          | BadAssign<Name, Options, Names, Language>
          | BadCredentials<Name, Options, Language>
          | BadLimits<Name, Options, Language>
          | BadParts<Name, Options, Language>)
  | (Field & keyof Options extends never
      ? never
      :
          | BadErrors<Name, Options, "retry", Errors>
          | BadErrors<Name, Options, "catch", Errors>
          | BadEntries<Name, Options, "retry">
          | BadEntries<Name, Options, "catch">
          | BadCatchAs<Name, Data, Options>
          | (Options extends { readonly catch: readonly (infer Catcher)[] }
              ? BadAssign<Name, Catcher, Names, Language>
              : never)
          | BadEdge<CatchWays<Options, Data, Vars>, Declared | Way<Name, Data, Vars>, Names | Name>);
type FirstOf<Problems, Fine> = [Problems] extends [never] ? Fine : Listed<Problems>;
export type CheckOptions<
  Name extends string,
  Options,
  Data,
  In,
  Errors extends string,
  Vars,
  Declared,
  Names,
  Allowed extends string,
> =
  IsRead<Options> extends false
    ? Name
    : FirstOf<OptionProblem<Name, Options, Data, In, Errors, Vars, Declared, Names, Allowed>, Name>;
/** What is wrong with the inner chains of a state comes before what is wrong with its options. */
export type CheckResult<
  Chains,
  Problem,
  Name extends string,
  Options,
  Data,
  Errors extends string,
  Vars,
  Declared,
  Names,
  Allowed extends string,
  In = never,
> = [unknown] extends [Chains]
  ? Name // TypeScript has yet to look at them, or a mistake in them was told
  : IsAny<Problem> extends true
    ? Name // as above
    : [Problem] extends [never]
      ? CheckOptions<Name, Options, Data, In, Errors, Vars, Declared, Names, Allowed>
      : Listed<Problem>;
/** Options that TypeScript has yet to infer, or has refused, are the constraint itself. */
type IsRead<Options> = Options extends { readonly as?: infer Key }
  ? unknown extends Key
    ? true // there is none, which is told
    : [As] extends [Key]
      ? false
      : true
  : true;
/** Stands for what TypeScript has yet to infer, which nothing is refused for. */
export interface Unread {
  readonly "~unread": never;
}
/** The name where nothing is wrong. Into the sentences TypeScript need not look when it infers the name. */
export type Unless<Problem, Fine> = [Problem] extends [Fine] ? Fine : NoInfer<Problem>;
