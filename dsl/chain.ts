// The chain that an author writes, as types. At each point it knows the data, and what it still owes.
import type {
  CheckChoice,
  CheckEdges,
  CheckFail,
  CheckGoto,
  CheckInput,
  CheckKeys,
  CheckName,
  CheckOptions,
  CheckResult,
  CheckRows,
  CheckSet,
  CheckTest,
  CheckWait,
  CheckWay,
  ChoiceOwes,
  CoversOf,
  IsLost,
  Listed,
  Lost,
  OwedBy,
  ShowsOf,
  StatesError,
  Unless,
  Unread,
} from "./checks.js";
import type {
  After,
  As,
  Assigned,
  Begun,
  CatchWays,
  Fact,
  Facts,
  FactsOf,
  Forward,
  Kept as KeptAs,
  Met,
  MetVars,
  NameOf,
  Narrow,
  NarrowVars,
  OutcomeOf,
  Packed,
  Put,
  PutFacts,
  RowWays,
  Seen,
  Settle,
  Unkept,
  Unpacked,
  Way,
  WaysTo,
} from "./contexts.js";
import type { ApartFrom, BadReader, BatchOf, MapResult, NotInline } from "./distributed.js";
import type {
  Anything,
  Beside,
  ErrorScope,
  Expression,
  Given,
  Infer,
  PathTo,
  ResultScope,
  RetriedScope,
  Root,
  Scope,
  Seconds,
  TokenScope,
  Until,
  WorkflowTypeError,
} from "./expressions.js";
import type { At, ByToken, Run, Sends, Waits } from "./functions.js";
import type {
  BadBranches,
  BadInner,
  BadItems,
  BeginsWith,
  ChainsOf,
  GivenBy,
  InnerChain,
  Inside,
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
import type {
  Inner,
  IsBare,
  IsExpress,
  LanguageOf,
  LanguagesOf,
  Marker,
  NeedsStandard,
  Piece,
  Raised,
  Speaks,
  Standard,
  Wrote,
} from "./markers.js";
import type { QueryLanguage, StateMachineModel, StateMachineType } from "./model.js";
import type { Reader } from "./readers.js";

// ---------------------------------------------------------------- choice
/** What a finished choice says: what it covers, whether it has an otherwise, its edges. */
export interface Chosen<Covered, Done, Edges> {
  readonly "~chosen": readonly [Covered, Done, Edges];
}
/** What a way out of a choice can be told. */
interface WayOptions<Data, Vars> {
  readonly [option: string]: unknown; // what is not an option is told by CheckWay
  /** Variables to set where this way is taken. ASL: `Assign`: of the rule, or of the state for its `Default`. */
  readonly assign?: ($: Root<Data>, scope: Scope<Vars>) => unknown;
}
interface RuleOptions<Data, Vars> extends WayOptions<Data, Vars> {
  /** ASL: the `Comment` of the rule. */
  readonly comment?: string;
}
/**
 * The rules of a choice, in order: the first whose condition is true is taken, and sets the variables that it assigns; those of
 * the other ways are not set.
 */
export interface Choose<Name extends string, Data, Vars, Covered, Done, Edges, Names, Language>
  extends Chosen<Covered, Done, Edges> {
  // Two forms of each, which no message mixes, as they differ in how much they take: a way that is told no more costs no more.
  /** ASL: one entry of `Choices`. */
  when<Test extends ($: Root<Seen<Data>>, scope: Scope<Seen<Vars>>) => unknown, const Target extends string>(
    condition: Test,
    target: CheckTest<GivenBy<Test>, Target, Language>,
  ): Choose<
    Name,
    Data,
    Vars,
    Covered | CoversOf<GivenBy<Test>>,
    Done,
    Edges | Way<Target, Narrow<Data, ShowsOf<GivenBy<Test>>>, NarrowVars<Vars, ShowsOf<GivenBy<Test>>>>,
    Names,
    Language
  >;
  /** The same with a comment, or with variables to set. What the condition shows of the data is known to `assign`. */
  when<
    Test extends ($: Root<Seen<Data>>, scope: Scope<Seen<Vars>>) => unknown,
    const Target extends string,
    const Options extends RuleOptions<Seen<D>, Seen<V>>,
    D = Narrow<Data, ShowsOf<GivenBy<Test>>>,
    V = NarrowVars<Vars, ShowsOf<GivenBy<Test>>>,
  >(
    condition: Test,
    target: CheckTest<GivenBy<Test>, CheckWay<Name, Options, Names, Language, "assign" | "comment", Target>, Language>,
    options: Options,
  ): Choose<
    Name,
    Data,
    Vars,
    Covered | CoversOf<GivenBy<Test>>,
    Done,
    Edges | Way<Target, D, Assigned<V, Options>>,
    Names,
    Language
  >;
  /** ASL: `Default`. */
  otherwise<const Target extends string>(target: Target): Chosen<Covered, true, Edges | Way<Target, Data, Vars>>;
  /** The same with variables to set. ASL: the `Assign` of the state, which AWS takes there alone. */
  otherwise<const Target extends string, const Options extends WayOptions<Seen<Data>, Seen<Vars>>>(
    target: CheckWay<Name, Options, Names, Language, "assign", Target>,
    options: Options,
  ): Chosen<Covered, true, Edges | Way<Target, Data, Assigned<Vars, Options>>>;
}

// ---------------------------------------------------------------- options
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
export interface Catch<Vars, Errors extends string> {
  /** Error names, compared exactly. `"States.ALL"` stands alone, in the last entry. */
  readonly errors: readonly (Errors | StatesError | (string & {}))[];
  /** Where the error output `{ Error, Cause }` goes. @default discard */
  readonly as?: As;
  /** Variables to set on this way, from the error. ASL: `Assign` of the catcher. */
  readonly assign?: ($: never, scope: ErrorScope<Vars>) => unknown;
  /** The state to go on with. It gets the data that the failed state got. */
  readonly goto: string;
}
/** What a state that has a result can be told: a task, a parallel, a map. */
interface ResultOptions<Data, Vars, Out, Errors extends string> {
  /** Where the result goes: under a key of the data, in place of it (`replace`), or nowhere (`discard`). ASL: `ResultPath`. */
  readonly as?: As;
  /** Variables to set once the state has succeeded, from its input and its result. ASL: `Assign`. */
  readonly assign?: ($: Beside<Data>, scope: ResultScope<Vars, Out>) => unknown;
  /** When it is tried again: the first entry that names the error. ASL: `Retry`. @default none */
  readonly retry?: readonly Retry<Errors>[];
  /** Where it leads when it has failed and no try is left: the first entry that names the error. ASL: `Catch`. @default none */
  readonly catch?: readonly Catch<Vars, Errors>[];
  /** Of this state, where it is not the workflow's. A workflow in JSONata holds no state in JSONPath. ASL: `QueryLanguage`. */
  readonly queryLanguage?: QueryLanguage;
  /** ASL: `Comment`. */
  readonly comment?: string;
}
type ResultOption = "as" | "assign" | "retry" | "catch" | "queryLanguage" | "comment";
interface MapOptions<Data, Vars, Out, Errors extends string> extends ResultOptions<Data, Vars, Out, Errors> {
  /** How many iterations run at once; 0: as many as AWS can, about 40. ASL: `MaxConcurrency`, `MaxConcurrencyPath`. @default 0 */
  readonly maxConcurrency?: number | (($: Root<Data>, scope: RetriedScope<Vars>) => Expression<number, any>);
}
interface DistributedOptions<Data, Vars, Out> extends MapOptions<Data, Vars, Out, NotInline> {
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
type DistributedOption =
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
interface TaskOptions<Data, Vars, In, Out, Errors extends string, Waiting>
  extends ResultOptions<Data, Vars, Out, Errors> {
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
type TaskOption = ResultOption | "arguments" | "timeoutSeconds" | "heartbeatSeconds" | "credentials";
interface PlainOptions<Data, Vars> {
  readonly [option: string]: unknown; // what is not an option is told by CheckKeys
  /** Variables to set, from the values at entry. ASL: `Assign`. */
  readonly assign?: ($: Root<Data>, scope: Scope<Vars>) => unknown;
  /** Of this state, where it is not the workflow's. ASL: `QueryLanguage`. */
  readonly queryLanguage?: QueryLanguage;
  /** ASL: `Comment`. */
  readonly comment?: string;
}
interface Commented<Language> {
  /** Of this state, where it is not the workflow's. ASL: `QueryLanguage`. */
  readonly queryLanguage?: Language;
  /** ASL: `Comment`. */
  readonly comment?: string;
}
/** The function's input is the state's own, unless `arguments` makes it. */
type CheckRun<Name extends string, Data, In, Options, Fine> = "arguments" extends keyof Options
  ? Fine
  : CheckInput<Name, Data, In, Fine>;
/** What a task waits for, in words. */
interface Awaited {
  readonly job: "a call that waits for a job";
  readonly token: "a call that waits for a task token";
  readonly activity: "an activity";
}
// While TypeScript has yet to infer it, `Waiting` is `never`: the callback of a call is typed by what this is then.
type CheckWaiting<Name extends string, Waiting, Names, Fine> = [Waiting] extends [never]
  ? Fine
  : Waiting extends keyof Awaited
    ? IsExpress<Names> extends true
      ? `state '${Name}' is ${Awaited[Waiting]}, which an Express execution cannot run: make the workflow STANDARD`
      : Fine
    : Fine;

// ---------------------------------------------------------------- what a chain keeps among its declared states
/** The machine's input. */
export interface Start<Input> {
  readonly "~start": Input;
}
/** The state that a chain begins with. */
export interface FirstState<Name> {
  readonly "~first": Name;
}
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
export type PieceChain<Needs, Markers = never> = Chain<Begun<Needs>, Begun<{}>, never, never, Piece | Inner | Markers>;
/** Where a chain ends: its output is the data there. */
export type End = null;
/** A match that is refused may owe more than its rows say. */
type Doubted<Value> = [Value] extends [Unread] ? Lost : never;
/** What a match goes by. */
type KeyValue<Key> = Key extends PathTo<infer Value, any, any> ? Value : Unread;
type KeyPath<Key> = Key extends PathTo<any, infer Path, any> ? Path : never;
type Unreached<Name, Data, Owed> = [Data] extends [never] ? (Name extends NameOf<Owed> ? never : Lost) : never;

// ---------------------------------------------------------------- fragments
/** A piece of chain over what it needs; its gains are put over the data where it is used. */
export interface Fragment<Needs, Data, Vars, Owed, Declared, Names> {
  readonly "~fragment": readonly [Needs, Data, Vars, Owed, Declared, Names];
}
/** What a fragment leaves of the data of its user: all of it, and over it what is not as it was needed, or was written. */
type Gain<Data, Needs, Gained, Written> = [Gained] extends [never]
  ? never
  : PutFacts<
      Data,
      Adapted<Data, Exclude<Facts<Gained>, Exclude<FactsOf<Needs> | Narrowed<FactsOf<Needs>>, Fact<Written, any, any>>>>
    >;
/** An unsure fact as it is behind a question on one way alone, which says no more. */
type Narrowed<F> = F extends Fact<infer Key, infer Value, false> ? Fact<Key, Exclude<Value, undefined>, false> : never;
/** A key that only some ways through the fragment set is as it was on the others. */
type Adapted<Data, F> =
  F extends Fact<infer Key, infer Value, infer Sure>
    ? Sure extends true
      ? F
      : Key extends keyof Seen<Data>
        ? Fact<
            Key,
            Exclude<Value, undefined> | KeptAs<Seen<Data>[Key]>,
            undefined extends Seen<Data>[Key] ? false : true
          >
        : F
    : never;
type WrittenIn<Added> = Added extends Wrote<infer Key> ? Key : never;

type Rebase<Ways, Data, Vars, Needs, Written> =
  Ways extends Way<infer Target, infer There, infer VarsThere, infer In, infer Out>
    ? Way<Target, Gain<Data, Needs, There, Written>, Gain<Vars, {}, VarsThere, never>, In, Out>
    : Ways extends Inside<infer States, infer Reads>
      ? Inside<Reads extends true ? Reading<States, Vars> : States, Reads>
      : never;
/** States of inner chains, which see the variables of the fragment's user and none of its data. */
type Reading<States, Vars> =
  States extends Way<infer Name, infer Data, infer VarsThere, infer In, infer Out>
    ? Way<Name, Data, Gain<Vars, {}, VarsThere, never>, In, Out>
    : States extends Inside<infer Inner, infer Reads>
      ? Inside<Reads extends true ? Reading<Inner, Vars> : Inner, Reads>
      : never;
/** The states of a fragment under the names that `.use` gives them. */
type Renamed<Names, As> = Names extends keyof As ? As[Names] : Names;
type RenamedWays<Ways, As> =
  Ways extends Way<infer Target, infer Data, infer Vars, infer In, infer Out>
    ? Way<Renamed<Target, As>, Data, Vars, In, Out>
    : Ways extends Inside<infer States, infer Reads>
      ? Inside<RenamedWays<States, As>, Reads>
      : never;
type FirstOf<States, As> = States extends FirstState<infer Name> ? Renamed<Name, As> : never;
type SlowIn<Added> = Added extends Standard<infer State> ? State : never;
type CheckUse<Data, Owed, Needs, Opening, Added, Known, Slow, Spoken, As, Names, Back, Declared, Fine> = [
  Exclude<keyof As, Known>,
] extends [never]
  ? [Extract<Added, Names>] extends [never]
    ? [Exclude<Extract<NameOf<Owed>, Added>, Opening>] extends [never]
      ? [IsExpress<Names> extends true ? Slow : never] extends [never]
        ? [Exclude<Spoken, Speaks<LanguageOf<Names>>>] extends [never]
          ? CheckName<
              Opening & string,
              Data,
              Owed,
              Names,
              CheckInput<Opening & string, Met<Opening, Data, Owed>, Needs, CheckEdges<Back, Declared, Names, Fine>>
            >
          : [Spoken] extends [Speaks<"JSONata">]
            ? `the fragment of '${Opening & string}' is in JSONata, and this chain in JSONPath: give the workflow queryLanguage: "JSONata"`
            : `the fragment of '${Opening & string}' is for JSONPath alone, and this chain is not: say in it what both languages can`
        : `state '${Listed<Slow>}' of the fragment is one that an Express execution cannot run: make the workflow STANDARD`
      : `'${Listed<Exclude<Extract<NameOf<Owed>, Added>, Opening>>}' is inside the fragment: lead to '${Opening & string}', where it begins`
    : `state '${Listed<Extract<Added, Names>>}' of the fragment is declared already: give it another name by names`
  : `the fragment has no state '${Listed<Exclude<keyof As, Known>>}' to rename`;

// ---------------------------------------------------------------- the chain
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
          : WorkflowTypeError<`${Targets<Owed>}: declare it, or correct the target`>;
/** The states that were never declared. */
type Targets<Owed> = `'${Listed<NameOf<Owed>>}' is a target but not a state`;

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
    const Options extends TaskOptions<Seen<D>, Seen<V>, In, Out, Errors, Waiting>,
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
    const Options extends ResultOptions<Seen<D>, Seen<V>, OutputsOf<Branches>, RaisedIn<ChainsOf<Branches>>>,
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
    const Options extends MapOptions<Seen<D>, Seen<V>, OutputOf<GivenBy<Callback>>[], RaisedIn<GivenBy<Callback>>>,
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
    const Options extends DistributedOptions<Seen<D>, Seen<V>, MapResult<GivenBy<Callback>, Option>>,
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
   * Sets keys of the data, all from the values at entry. ASL: a `Pass` state.
   * @see https://states-language.net/#pass-state
   * @example .pass("Name Green Stack", ($) => ({ stackName: format("{}-green", $.stackName) }))
   */
  pass<
    const Name extends string,
    Callback extends ($: Root<Seen<D>>, scope: Scope<Seen<V>>) => unknown,
    const Options extends PlainOptions<Seen<D>, Seen<V>>,
    D = Met<Name, Data, Owed>,
    V = MetVars<Name, Vars, Owed>,
  >(
    name: Unless<CheckName<Name, Data, Owed, Names, CheckSet<Name, D, GivenBy<Callback>, Options, Names>>, Name>,
    set: Callback,
    options?: Options,
  ): Chain<
    Put<D, Infer<GivenBy<Callback>>>,
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
    Callback extends (choose: Choose<Name, D, V, never, false, never, Names, Language>) => unknown,
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
    const Rows extends { readonly [row: string | number]: string },
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
    target: CheckGoto<Target, Data, Edge, Declared, Names>,
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

// ---------------------------------------------------------------- the finished machine
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
