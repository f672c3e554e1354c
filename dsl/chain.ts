// The chain that an author writes, as types. At each point it knows the data, and what it still owes.
import type {
  CheckChoice,
  CheckFail,
  CheckGoto,
  CheckKeys,
  CheckName,
  CheckOptions,
  CheckResult,
  CheckRows,
  CheckSet,
  CheckWait,
  ChoiceOwes,
  IsLost,
  Listed,
  Lost,
  OwedBy,
  Replacing,
  Unless,
  Unread,
} from "./checks.js";
import type { Choose } from "./choose.js";
import type {
  After,
  Assigned,
  Begun,
  CatchWays,
  Forward,
  Kept as KeptAs,
  Met,
  MetVars,
  NameOf,
  OutcomeOf,
  Packed,
  Put,
  RowWays,
  Seen,
  Settle,
  Way,
  WaysTo,
} from "./contexts.js";
import type { ApartFrom, BadReader, BatchOf, MapResult, NotInline } from "./distributed.js";
import type {
  Given,
  Infer,
  PathTo,
  RetriedScope,
  Root,
  Scope,
  Seconds,
  Until,
  WorkflowTypeError,
} from "./expressions.js";
import type {
  CheckUse,
  FirstOf,
  Fragment,
  Gain,
  Rebase,
  Renamed,
  RenamedWays,
  SlowIn,
  WrittenIn,
} from "./fragments.js";
import type { At, ByToken, Run, Waits } from "./functions.js";
import type {
  BadBranches,
  BadInner,
  BadItems,
  BeginsWith,
  ChainsOf,
  GivenBy,
  InnerChain,
  Kept,
  KeptOf,
  NamesOf,
  OutputOf,
  OutputsOf,
  RaisedIn,
  Selected,
  StatesOf,
  Unselected,
} from "./inner.js";
import type { End, FirstState, StateMachine } from "./machine.js";
import type {
  Inner,
  IsBare,
  LanguageOf,
  LanguagesOf,
  Marker,
  NeedsStandard,
  Piece,
  Raised,
  Speaks,
  Wrote,
} from "./markers.js";
import type { QueryLanguage, StateMachineType } from "./model.js";
import type {
  CheckRun,
  CheckWaiting,
  Commented,
  DistributedOption,
  DistributedOptions,
  MapOptions,
  PassOptions,
  PlainOptions,
  ResultOption,
  ResultOptions,
  TaskOption,
  TaskOptions,
} from "./options.js";
import type { Reader } from "./readers.js";

/** The point of the chain where a state stands, as its callbacks see it. A condition, so that messages print what comes out of it. */
type Here<Name, Data, Vars, Owed> =
  Met<Name, Data, Owed> extends infer D ? At<Seen<D>, Seen<MetVars<Name, Vars, Owed>>> : never;
type First<Names, Name> = [Names] extends [Marker] ? (Piece extends Names ? FirstState<Name> : never) : never;
type Writes<Names, Key> = Piece extends Names ? (Key extends string ? Wrote<Key> : never) : never;
/** The keys that a task sets, on its own way and on those of its catches. */
type KeysOf<Options> =
  | (Options extends { readonly as: infer Key } ? Key : never)
  | (Options extends { readonly catch: readonly (infer Catcher)[] }
      ? Catcher extends { readonly as: infer Key }
        ? Key
        : never
      : never);
/** What may be led to: anything, of which an editor offers what is declared and what is owed. */
type Targets<Names, Owed> = Names | NameOf<Owed>;
/** A match that is refused may owe more than its rows say. */
type Doubted<Value> = [Value] extends [Unread] ? Lost : never;
/** What a match goes by. */
type KeyValue<Key> = Key extends PathTo<infer Value, any, any> ? Value : Unread;
type KeyPath<Key> = Key extends PathTo<any, infer Path, any> ? Path : never;
type Unreached<Name, Data, Owed> = [Data] extends [never] ? (Name extends NameOf<Owed> ? never : Lost) : never;

/** What `.end()` gives. */
type Ended<Owed, Declared, Data, Names> =
  IsBare<Names> extends true
    ? WorkflowTypeError<"a workflow needs a state before .end()">
    : Inner extends Names
      ? WorkflowTypeError<"a chain inside another is given back as it is, without .end()">
      : [Owed] extends [never]
        ? () => StateMachine<Declared, OutcomeOf<Data, Declared>>
        : IsLost<Owed> extends true
          ? () => StateMachine<Declared, any> // refused above
          : WorkflowTypeError<`${Unsettled<Owed>}: declare it, or correct the target`>;
/** The states that were never declared. */
type Unsettled<Owed> = `'${Listed<NameOf<Owed>>}' is a target but not a state`;

/**
 * Data: the data here, `never` where nothing falls through. Vars: the variables here. Owed: ways to states not declared yet.
 * Declared: each state with its data. Names: the names in use, apart because a union of literals is quick to ask.
 */
export interface Chain<Data, Vars, Owed, Declared, Names> {
  readonly "~chain": readonly [Data, Vars, Owed, Declared, Names];
  /**
   * Runs a function. ASL: a `Task` state; `as` becomes `ResultPath`, `arguments` `Parameters`, `retry` and `catch` the
   * fields of those names. Refused when the data lacks part of the function's input.
   * @see https://states-language.net/#task-state
   * @example .task("Create Stack", createStack, { as: "stackCreationDetails", retry: [{ errors: transientLambdaErrors }] })
   */
  task<
    const Name extends string,
    In,
    Out,
    Errors extends string,
    Waiting extends Waits,
    const Options extends TaskOptions<Seen<D>, Seen<V>, In, Out, Errors, Waiting, Targets<Names, Owed>>,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<
      CheckName<Name, Data, Owed, Names, CheckOptions<Name, Options, D, In, Errors, V, Declared, Names, TaskOption>>,
      Name
    >,
    run: CheckWaiting<
      Name,
      Waiting,
      Names,
      CheckRun<Name, D, In, Options, Run<In, Out, Errors, Here<Name, Data, Vars, Owed>, Waiting>>
    >,
    options: Options,
  ): Chain<
    After<D, Out, Options["as"]>,
    Assigned<V, Options>,
    Settle<Owed, Name> | Unreached<Name, Data, Owed> | Forward<CatchWays<Options, D, V>, Names | Name>,
    | Declared
    | Way<Name, D, V, Packed<In>, Waiting extends "token" ? ByToken<KeptAs<Out>> : KeptAs<Out>>
    | First<Names, Name>,
    | Names
    | Name
    | Writes<Names, KeysOf<Options>>
    | Raised<Names, Errors>
    | (Waiting extends "nothing" ? never : NeedsStandard<Names, Name>)
  >;
  /**
   * Runs chains side by side, each over the data here; when all have ended, the result is the tuple of their outputs, in
   * their order. When one fails, the others are stopped and the state fails with its error. Inside, the variables here can be
   * read and not assigned. ASL: a `Parallel` state, each chain one of its `Branches`.
   * @see https://states-language.net/#parallel-state
   * @example .parallel("Build And Audit", [(branch) => branch.task("Build", build, { as: replace }), (branch) => branch.task("Audit", audit, { as: "audit" })], { as: "made" })
   */
  parallel<
    const Name extends string,
    const Branches extends readonly ((branch: InnerChain<D, V, Names>) => unknown)[],
    const Options extends ResultOptions<
      Seen<D>,
      Seen<V>,
      OutputsOf<Branches>,
      RaisedIn<ChainsOf<Branches>>,
      Targets<Names, Owed>
    >,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<
      CheckName<
        Name,
        Data,
        Owed,
        Names,
        CheckResult<
          ChainsOf<Branches>,
          BadBranches<Name, Branches, Names | Name>,
          Name,
          Options,
          D,
          RaisedIn<ChainsOf<Branches>>,
          V,
          Declared,
          Names,
          ResultOption
        >
      >,
      Name
    >,
    branches: Branches,
    options: Options,
  ): Chain<
    After<D, OutputsOf<Branches>, Options["as"]>,
    Assigned<V, Options>,
    Settle<Owed, Name> | Unreached<Name, Data, Owed> | Forward<CatchWays<Options, D, V>, Names | Name>,
    Declared | Way<Name, D, V> | StatesOf<ChainsOf<Branches>> | First<Names, Name>,
    Names | Name | NamesOf<ChainsOf<Branches>> | Writes<Names, KeysOf<Options>> | Kept<Names, ChainsOf<Branches>>
  >;
  /**
   * Runs a chain once for each item of a list; the result is the list of its outputs, in the order of the items. The chain
   * begins with the item as its data, or with what `withItemSelector` makes of it. When an iteration fails, the others are
   * stopped and the state fails with its error. Inside, the variables here can be read and not assigned.
   * ASL: a `Map` state in the mode `INLINE`, with `ItemsPath`, `ItemSelector`, `ItemProcessor`, `MaxConcurrency`.
   * @see https://states-language.net/#map-state
   * @example .map("Roll Out", ($) => $.regions, (region) => region.task("Roll Out Region", rollOut, { as: "outcome" }), { as: "outcomes", maxConcurrency: 3 })
   */
  map<
    const Name extends string,
    Items extends ($: Root<Seen<D>>, scope: RetriedScope<Seen<V>>) => unknown,
    const Callback extends (item: InnerChain<Begun<BeginsWith<List, Set>>, V, Names>) => unknown,
    const Options extends MapOptions<
      Seen<D>,
      Seen<V>,
      OutputOf<GivenBy<Callback>>[],
      RaisedIn<GivenBy<Callback>>,
      Targets<Names, Owed>
    >,
    List = GivenBy<Items>,
    Set = Unselected,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<
      CheckName<
        Name,
        Data,
        Owed,
        Names,
        CheckResult<
          GivenBy<Callback>,
          BadItems<Name, List, Set, LanguageOf<Names, Options>> | BadInner<Name, GivenBy<Callback>, Names | Name>,
          Name,
          Options,
          D,
          RaisedIn<GivenBy<Callback>>,
          V,
          Declared,
          Names,
          ResultOption | "maxConcurrency"
        >
      >,
      Name
    >,
    items: Items | Selected<List, Set, Here<Name, Data, Vars, Owed>>,
    body: Callback,
    options: Options,
  ): Chain<
    After<D, OutputOf<GivenBy<Callback>>[], Options["as"]>,
    Assigned<V, Options>,
    Settle<Owed, Name> | Unreached<Name, Data, Owed> | Forward<CatchWays<Options, D, V>, Names | Name>,
    Declared | Way<Name, D, V> | StatesOf<GivenBy<Callback>> | First<Names, Name>,
    Names | Name | NamesOf<GivenBy<Callback>> | Writes<Names, KeysOf<Options>> | Kept<Names, GivenBy<Callback>>
  >;
  /**
   * Runs a chain for each item, or batch of items, of a list in the data or in S3, each in an execution of its own: up to
   * 10,000 at once, and many more items than one execution could hold. They see neither the data nor the variables here: what
   * they need comes in by `withItemSelector` and `withBatchInput`. The result is the list of the outputs, without those of
   * tolerated failures, or what a `writer` tells. Standard workflows alone have it.
   * ASL: a `Map` state in the mode `DISTRIBUTED`, with `ItemReader`, `ItemBatcher`, `ResultWriter`.
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
   * @example .distributedMap("Import", jsonLines<Order>(), (order) => order.task("Store", store, { as: replace }), { arguments: ($) => ({ Bucket: $.bucket, Key: $.key }), as: discard, tolerated: { percentage: 5 } })
   */
  distributedMap<
    const Name extends string,
    List,
    In,
    Set,
    Shared,
    const Callback extends (
      item: Chain<
        Begun<BatchOf<BeginsWith<List, Set>, Shared, Option>>,
        Begun<{}>,
        never,
        never,
        ApartFrom<Names, Type>
      >,
    ) => unknown,
    const Options extends DistributedOptions<
      Seen<D>,
      Seen<V>,
      MapResult<GivenBy<Callback>, Option>,
      Targets<Names, Owed>
    >,
    Option extends string = never,
    Type extends StateMachineType = "STANDARD",
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<
      CheckName<
        Name,
        Data,
        Owed,
        Names,
        CheckResult<
          GivenBy<Callback>,
          BadReader<Name, List, In, Set, Shared, Options, Names> | BadInner<Name, GivenBy<Callback>, Names | Name>,
          Name,
          Options,
          D,
          NotInline,
          V,
          Declared,
          Names,
          DistributedOption,
          In
        >
      >,
      Name
    >,
    items: Reader<List, In, Set, Shared, Here<Name, Data, Vars, Owed>>,
    body: Callback,
    options: Options & { readonly [Given in Option]?: unknown } & { readonly executionType?: Type },
  ): Chain<
    After<D, MapResult<GivenBy<Callback>, keyof Options>, Options["as"]>,
    Assigned<V, Options>,
    Settle<Owed, Name> | Unreached<Name, Data, Owed> | Forward<CatchWays<Options, D, V>, Names | Name>,
    Declared | Way<Name, D, V> | StatesOf<GivenBy<Callback>, false> | First<Names, Name>,
    | Names
    | Name
    | NamesOf<GivenBy<Callback>>
    | Writes<Names, KeysOf<Options>>
    | Raised<Names, NotInline>
    | NeedsStandard<Names, Name>
  >;
  /**
   * Sets keys of the data, all from the values at entry; with `as: replace` what is given becomes the whole data, be it an
   * object, a list or one expression. ASL: a `Pass` state.
   * @see https://states-language.net/#pass-state
   * @example .pass("Name Green Stack", ($) => ({ stackName: format("{}-green", $.stackName) })) · .pass("Answer", ($) => $.answer, { as: replace })
   */
  pass<
    const Name extends string,
    Callback extends ($: Root<Seen<D>>, scope: Scope<Seen<V>>) => unknown,
    const Options extends PassOptions<Seen<D>, Seen<V>>,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<CheckName<Name, Data, Owed, Names, CheckSet<Name, D, GivenBy<Callback>, Options, Names>>, Name>,
    set: Callback,
    options?: Options,
  ): Chain<
    Options extends Replacing ? Begun<Infer<GivenBy<Callback>>> : Put<D, Infer<GivenBy<Callback>>>,
    Assigned<V, Options>,
    Settle<Owed, Name> | Unreached<Name, Data, Owed>,
    Declared | Way<Name, D, V> | First<Names, Name>,
    Names | Name | Writes<Names, keyof GivenBy<Callback>>
  >;
  /**
   * Waits for a time or until one. ASL: a `Wait` state with `Seconds`, `SecondsPath`, `Timestamp` or `TimestampPath`.
   * @see https://states-language.net/#wait-state
   * @example .wait("Wait", seconds(10)) · .wait("Wait", ($) => $.delay) · .wait("Wait", ($) => until($.at))
   */
  wait<
    const Name extends string,
    Duration extends Seconds | Until | (($: Root<Seen<D>>, scope: Scope<Seen<V>>) => unknown),
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<CheckName<Name, Data, Owed, Names, CheckWait<Name, Duration, {}, Names, Name>>, Name>,
    duration: Duration,
  ): Chain<
    D,
    V,
    Settle<Owed, Name> | Unreached<Name, Data, Owed>,
    Declared | Way<Name, D, V> | First<Names, Name>,
    Names | Name
  >;
  /**
   * The same with a comment, variables to set once it is over, or a query language of its own.
   * @see https://states-language.net/#wait-state
   */
  wait<
    const Name extends string,
    Duration extends Seconds | Until | (($: Root<Seen<D>>, scope: Scope<Seen<V>>) => unknown),
    const Options extends PlainOptions<Seen<D>, Seen<V>>,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<
      CheckName<Name, Data, Owed, Names, CheckWait<Name, Duration, Options, Names, CheckKeys<Name, Options, Names>>>,
      Name
    >,
    duration: Duration,
    options: Options,
  ): Chain<
    D,
    Assigned<V, Options>,
    Settle<Owed, Name> | Unreached<Name, Data, Owed>,
    Declared | Way<Name, D, V> | First<Names, Name>,
    Names | Name
  >;
  /**
   * Goes where the first true condition leads, else where `otherwise` does. ASL: a `Choice` state. Refused when a case is
   * left without a way. What `isPresent` and discriminants show of the data is known on the way that asked.
   * @see https://states-language.net/#choice-state
   * @example .choice("Done?", (choose) => choose.when(($) => is($.status, "complete"), "Succeed").otherwise("Wait"))
   */
  choice<
    const Name extends string,
    Callback extends (choose: Choose<Name, D, V, never, false, never, Targets<Names, Owed>, Language>) => unknown,
    const Language extends LanguagesOf<Names> = LanguageOf<Names>,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<CheckName<Name, Data, Owed, Names, CheckChoice<Name, GivenBy<Callback>, D, V, Declared, Names>>, Name>,
    build: Callback,
    options?: Commented<Language>,
  ): Chain<
    never,
    never,
    Settle<Owed, Name> | Unreached<Name, Data, Owed> | ChoiceOwes<GivenBy<Callback>, Names | Name>,
    Declared | Way<Name, D, V> | First<Names, Name>,
    Names | Name
  >;
  /**
   * Goes by the value of one key: a row for each value that it can have, or a `default`. ASL: a `Choice` state with one rule
   * a row. Without `default` a function that answers outside its type stops the machine with `States.Runtime`.
   * @see https://states-language.net/#choice-state
   * @example .match("Does Stack Exist?", ($) => $.doesStackExist, { true: "Create Change Set", false: "Create Stack" })
   */
  match<
    const Name extends string,
    Callback extends ($: Root<Seen<D>>, scope: Scope<Seen<V>>) => unknown,
    const Rows extends { readonly [row: string | number]: Targets<Names, Owed> | (string & {}) },
    Value = KeyValue<GivenBy<Callback>>,
    Path extends string = KeyPath<GivenBy<Callback>>,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<
      CheckName<
        Name,
        Data,
        Owed,
        Names,
        CheckRows<
          Name,
          Value,
          Path,
          Rows,
          RowWays<Rows, Value, Path, D, V>,
          Declared | Way<Name, D, V>,
          Names | Name,
          Name
        >
      >,
      Name
    >,
    key: Callback,
    rows: Rows,
    options?: Commented<LanguagesOf<Names>>,
  ): Chain<
    never,
    never,
    | Settle<Owed, Name>
    | Unreached<Name, Data, Owed>
    | Doubted<Value>
    | Forward<RowWays<Rows, Value, Path, D, V>, Names | Name>,
    Declared | Way<Name, D, V> | First<Names, Name>,
    Names | Name
  >;
  /** Puts the states of a fragment here. With `names` some of them get other names, so that one fragment serves twice. */
  use<
    Needs,
    Gained,
    GainedVars,
    Exits,
    States,
    Added,
    const As extends { readonly [state: string]: string } = {},
    Opening = FirstOf<States, As>,
    D = Met<Opening, Data, Owed>,
    V = MetVars<Opening, Vars, Owed>,
  >(
    piece: CheckUse<
      Data,
      Owed,
      Needs,
      Opening,
      Renamed<Extract<Added, string>, As>,
      Extract<Added, string>,
      SlowIn<Added>,
      Extract<Added, Speaks<QueryLanguage>>,
      As,
      Names,
      Rebase<RenamedWays<Exits, As>, D, V, Needs, WrittenIn<Added>>,
      Declared,
      Fragment<Needs, Gained, GainedVars, Exits, States, Added>
    >,
    options?: { readonly names: As },
  ): Chain<
    Gain<D, Needs, Gained, WrittenIn<Added>>,
    [Gained] extends [never] ? never : Gain<V, {}, GainedVars, never>,
    | Settle<Owed, Renamed<Extract<Added, string>, As>>
    | Unreached<Opening, Data, Owed>
    | Forward<Rebase<RenamedWays<Exits, As>, D, V, Needs, WrittenIn<Added>>, Names>,
    Declared | Rebase<RenamedWays<States, As>, D, V, Needs, WrittenIn<Added>> | First<Names, Opening>,
    Names | Renamed<Extract<Added, string>, As> | Writes<Names, WrittenIn<Added>> | KeptOf<Names, Added>
  >;
  /** Leads the state before to another one. ASL: its `Next`. */
  goto<const Target extends string, Edge = Way<Target, Data, Vars>>(
    target: CheckGoto<Target, Data, Edge, Declared, Names, Owed>,
  ): Chain<never, never, Owed | OwedBy<Data, Edge, Names>, Declared, Names>;
  /**
   * Ends the execution well; its output is the data here. ASL: a `Succeed` state.
   * @see https://states-language.net/#succeed-state
   */
  succeed<const Name extends string, D = Met<Name, Data, Owed>, V = MetVars<Name, Vars, Owed>>(
    name: Unless<CheckName<Name, Data, Owed, Names>, Name>,
    options?: Commented<LanguagesOf<Names>>,
  ): Chain<
    never,
    never,
    Settle<Owed, Name> | Unreached<Name, Data, Owed>,
    Declared | WaysTo<Name | End, D, V> | First<Names, Name>,
    Names | Name
  >;
  /**
   * Ends the execution as failed. ASL: a `Fail` state with `Error` and `Cause`, or `ErrorPath` and `CausePath`.
   * @see https://states-language.net/#fail-state
   */
  fail<
    const Name extends string,
    const Failing extends Failure | (($: Root<Seen<D>>, scope: Scope<Seen<V>>) => Given<Failure>),
    const Language extends LanguagesOf<Names> = LanguageOf<Names>,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<CheckName<Name, Data, Owed, Names, CheckFail<Name, Failing, Language>>, Name>,
    failure: Failing,
    options?: Commented<Language>,
  ): Chain<
    never,
    never,
    Settle<Owed, Name> | Unreached<Name, Data, Owed>,
    Declared | Way<Name, D, V> | First<Names, Name>,
    Names | Name | Raised<Names, FailsWith<Failing>>
  >;
  /**
   * The finished workflow. Refused while a target is owed; the last state, if it falls through, is an end.
   * @throws DefinitionError, which lists every finding, where the types were passed by.
   */
  readonly end: Ended<Owed, Declared, Data, Names>;
}
/** The error of a fail; any text where it is computed. */
type FailsWith<Failing> = Failing extends { readonly error: infer Error extends string } ? Error : string;
interface Failure {
  /** The name of the error, which a caller's `catch` may name. ASL: `Error`, `ErrorPath`. */
  readonly error: string;
  /** What is wrong, for people. ASL: `Cause`, `CausePath`. */
  readonly cause: string;
}
