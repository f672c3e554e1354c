// Expressions: what `$`, `vars` and `context` hold, as types. What they are at run time is `nodes.ts`.
import type { QueryLanguage } from "./model.js";

/** A type no value has: its text is what the author reads. Used where a plain text cannot stand, as for a method. */
export interface WorkflowTypeError<Message extends string> {
  readonly "~error": Message;
}

// The phantoms are required: an optional one would let `string | undefined` pass for `string`.
declare const VALUE: unique symbol;
declare const PATH: unique symbol;
declare const DOUBTS: unique symbol;

/**
 * A value that is worked out when the machine runs. Doubts: what may make it impossible where it stands, as a union: paths
 * that may be absent, each as a text, and `In` for what one query language alone can say.
 */
export interface Expression<Value, Doubts = never> {
  readonly [VALUE]: Value;
  readonly [DOUBTS]: readonly [Doubts];
}
/** A path into data, variables or the context object. Among its doubts: the paths on its way that may be absent. */
export interface PathTo<Value, Path extends string, Doubts = never> extends Expression<Value, Doubts> {
  readonly [PATH]: Path;
}
/** A doubt: what is said in this language alone. What: as a sentence names it. */
export interface In<Language extends QueryLanguage, What extends string> {
  readonly "~in": readonly [Language, What];
}
/**
 * The doubts that an operator hands on from an argument, which is an expression or a literal. A path that may be absent is refused
 * where it is given; of what is refused nothing is known.
 */
export type Doubts<Given> =
  Given extends Expression<any, infer Doubted> ? ([0] extends [1 & Doubted] ? never : Exclude<Doubted, string>) : never;

type FirstIndices = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type MaybeAt<Value, At extends string> = undefined extends Value ? At : never;
/** What a key below is besides: nothing, where what it lies in may be absent or `null`. */
type Below<Value> = null extends Value ? undefined : Value & undefined;
/** A path below `null` leads nowhere, although one to it is there. */
type MaybeBelow<Value, At extends string> = null extends Value ? At : never;
/** What stands at a key: under an index signature any key may be absent. */
type Held<Data, Key extends keyof Data> = string extends Key ? Data[Key] | undefined : Data[Key];
/** The keys that a path can name. One of digits would read as an index, one with a dot as two, one with a `$` as a variable: they take `jsonPath`. */
type Named<Data> = Exclude<keyof Data & string, `${number}` | `$${string}` | `${string}.${string}`>;
/** A key that is named, and none of an index signature. */
export type NamedKey<Key> = string extends Key ? never : number extends Key ? never : Key;
/** The keys that are named beside an index signature, which are there whatever is under the others. */
type NamedBeside<Data> = string extends keyof Data ? Named<{ [Key in keyof Data as NamedKey<Key>]: Data[Key] }> : never;
/** A path with the paths below it. What lies under a key that may be absent may be absent too. */
export type Path<Value, At extends string, Maybe = MaybeAt<Value, At>> = PathTo<Value, At, Maybe> &
  ([NonNullable<Value>] extends [readonly (infer Item)[]]
    ? number extends NonNullable<Value>["length"]
      ? { readonly [index: number]: Path<Item | (Value & undefined), `${At}[]`, Maybe> } & {
          // Named one by one, so that an author with noUncheckedIndexedAccess need not write `!` behind them.
          readonly [Index in FirstIndices]: Path<Item | (Value & undefined), `${At}[]`, Maybe>;
        }
      : {
          readonly [Index in keyof NonNullable<Value> & `${number}`]: Path<
            NonNullable<Value>[Index] | (Value & undefined),
            `${At}[${Index}]`,
            Maybe
          >;
        }
    : [Value] extends [Scalar | undefined]
      ? unknown // a text with a brand is an object, too
      : [NonNullable<Value>] extends [object]
        ? {
            readonly [Key in Named<NonNullable<Value>>]-?: Path<
              Held<NonNullable<Value>, Key> | Below<Value>,
              `${At}.${Key}`,
              Maybe | MaybeAt<Held<NonNullable<Value>, Key>, `${At}.${Key}`> | MaybeBelow<Value, `${At}.${Key}`>
            >;
          }
        : unknown);

/** Variables have paths that start with `$`, as ASL writes them. */
export type Variables<Vars> = { readonly [Key in keyof Vars & string]-?: Path<Vars[Key], `$${Key}`> };

/** `$` where the data is an object: the whole of it, with a path for each key. Its name is what messages print. */
export type $<Data> = {
  readonly [Key in Named<Data> | typeof VALUE | typeof DOUBTS]: Key extends keyof Data & string
    ? Path<Held<Data, Key>, Key>
    : Key extends typeof DOUBTS
      ? readonly [never]
      : Data;
};
/** `$`: the whole data. The whole of a text or a list is a path by itself. */
export type Root<Data> = [0] extends [1 & Data]
  ? any
  : [Data] extends [Scalar | readonly unknown[]]
    ? Path<Data, "$">
    : string extends keyof Data
      ? $<Data> & { readonly [Key in NamedBeside<Data>]: Path<Data[Key & keyof Data], Key> }
      : $<Data>; // `any` after a refusal

/** `$` where a result is assigned: in JSONPath the result has taken the place of the data. */
type Apart = In<"JSONata", "$ in what is assigned beside a result">;
/** `$` beside a result. */
export type Beside<Data> = [0] extends [1 & Data]
  ? any
  : [Data] extends [Scalar | readonly unknown[]]
    ? Path<Data, "$", Apart>
    : $beside<Data>;
/** As `$`: its name is what messages print. */
type $beside<Data> = {
  readonly [Key in Named<Data> | typeof VALUE | typeof DOUBTS]: Key extends keyof Data & string
    ? Path<Held<Data, Key>, Key, MaybeAt<Held<Data, Key>, Key> | Apart>
    : Key extends typeof DOUBTS
      ? readonly [Apart]
      : Data;
};

/** The value that a template with expressions in it will have. */
export type Infer<Node> =
  Node extends Expression<infer Value, any>
    ? Value
    : Node extends object
      ? { -readonly [Key in keyof Node]: Infer<Node[Key]> }
      : Node;

/** A value of the type, or expressions in any of its places. */
export type Given<T> = unknown extends T
  ? Anything
  :
      | Expression<T, any>
      | (T extends Scalar
          ? T
          : T extends object
            ? { readonly [Key in keyof T]: Given<Exclude<T[Key], undefined>> }
            : T);
/** Anything that JSON carries, with expressions in any place. */
export type Anything =
  | Expression<unknown, any>
  | Scalar
  | undefined
  | readonly Anything[]
  | { readonly [key: string]: Anything };
export type Scalar = string | number | boolean | null;

interface StateContext {
  /** ISO 8601, in UTC. */
  readonly EnteredTime: PathTo<string, "$$.State.EnteredTime">;
  /** The name of the state. */
  readonly Name: PathTo<string, "$$.State.Name">;
}
interface RetriedState extends StateContext {
  /** How often it was tried again. A task, a parallel and a map have it. */
  readonly RetryCount: PathTo<number, "$$.State.RetryCount">;
}
interface ContextObject {
  /** The execution. ASL: `$$.Execution`. */
  readonly Execution: {
    /** The ARN of the execution. */
    readonly Id: PathTo<string, "$$.Execution.Id">;
    readonly Input: PathTo<unknown, "$$.Execution.Input">;
    readonly Name: PathTo<string, "$$.Execution.Name">;
    readonly RoleArn: PathTo<string, "$$.Execution.RoleArn">;
    /** ISO 8601, in UTC. */
    readonly StartTime: PathTo<string, "$$.Execution.StartTime">;
    readonly RedriveCount: PathTo<number, "$$.Execution.RedriveCount">;
  };
  /** The state that evaluates the expression. ASL: `$$.State`. */
  readonly State: StateContext;
  /** ASL: `$$.StateMachine`. */
  readonly StateMachine: {
    readonly Id: PathTo<string, "$$.StateMachine.Id">;
    readonly Name: PathTo<string, "$$.StateMachine.Name">;
  };
}
interface WithoutToken extends ContextObject {
  /** The token is there where the task waits for it. */
  readonly Task: WorkflowTypeError<"only the arguments of a task with .waitForTaskToken have a token">;
}

interface Retried extends WithoutToken {
  /** The state that evaluates the expression, and how often it was tried again. ASL: `$$.State`. */
  readonly State: RetriedState;
}

/** The context object of a task that waits for its token. */
interface WithToken extends ContextObject {
  /** The state that evaluates the expression, and how often it was tried again. ASL: `$$.State`. */
  readonly State: RetriedState;
  /** ASL: `$$.Task`. */
  readonly Task: {
    /** What is given back with the answer: `SendTaskSuccess`, `SendTaskFailure`, `SendTaskHeartbeat`. */
    readonly Token: PathTo<string, "$$.Task.Token">;
  };
}

/**
 * The second argument of every callback: variables, and the context object by ASL's own names.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export interface Scope<Vars = {}> {
  /** The variables so far, each a path. ASL: `$name`. */
  readonly vars: Variables<Vars>;
  /** The context object. ASL: `$$`; JSONata: `$states.context`. */
  readonly context: WithoutToken;
}
/** The scope of a state that may be tried again: a task, a parallel, a map. */
export interface RetriedScope<Vars = {}> {
  /** The variables so far, each a path. ASL: `$name`. */
  readonly vars: Variables<Vars>;
  /** The context object, with `State.RetryCount`. ASL: `$$`; JSONata: `$states.context`. */
  readonly context: Retried;
}
/** The scope of what a task that waits for its token sends. */
export interface TokenScope<Vars = {}> {
  /** The variables so far, each a path. ASL: `$name`. */
  readonly vars: Variables<Vars>;
  /** The context object, with the token. */
  readonly context: WithToken;
}
/** The scope of an `assign` of a task, which sees the task's result too. */
export interface ResultScope<Vars, Result> extends RetriedScope<Vars> {
  /** What the work of the state gave. ASL: `$` of its `Assign`; JSONata: `$states.result`. */
  readonly result: Root<Result>;
}
/** The scope of an item selector, which sees the item. */
export interface ItemScope<Vars, Item> extends RetriedScope<Vars> {
  /** The item. ASL: `$$.Map.Item.Value`. */
  readonly item: Path<Item, "item">;
  /** Its place in the list, from 0. ASL: `$$.Map.Item.Index`. */
  readonly index: PathTo<number, "index">;
}
/** What a caught error is in ASL. `Cause` is always text. */
export interface ErrorOutput {
  /** Its name: that of an error of the function or the service, or one of ASL's own, such as `States.Timeout`. */
  Error: string;
  /** Of a function JSON text: `{"errorMessage": …, "errorType": …, "trace": […]}`. */
  Cause: string;
}
/** The scope of an `assign` of a catch, which sees the error. */
export interface ErrorScope<Vars = {}> extends RetriedScope<Vars> {
  /** The error output. ASL: `$` of the `Assign` of a catcher; JSONata: `$states.errorOutput`. */
  readonly error: Root<ErrorOutput>;
}

/**
 * A test of a choice. Covers: [path, all its values, the value that makes this true]; only a plain comparison covers
 * something. Shows: what is known of the shape where this is true. Needs: paths that must be there before this is asked.
 */
export interface Condition<Covers = never, Shows = never, Needs = never> {
  readonly "~condition": [Covers, Shows, Needs];
}
export type Present<Path> = readonly ["present", Path];
export type Picks<Path, Literal> = readonly ["picks", Path, Literal];

/** Whole seconds to wait; Count: how many, where that is a literal. */
export interface Seconds<Count extends number = number> {
  readonly "~seconds": Count;
}
/** A moment to wait for: a text, or an expression for one. */
export interface Until<Time = any> {
  readonly "~until": readonly [Time];
}
