// What a task runs.
import type { CheckJson } from "./checks.js";
import { callWithToken, lambdaService } from "./integrations.js";
import type { ActivityModel, LambdaModel } from "./model.js";
import type { StandardSchema } from "./schema.js";
import { sourcePosition } from "./source-position.js";

/** What a task waits for once its call is answered. Each but the first needs a Standard workflow. */
export type Waits = "nothing" | "job" | "token" | "activity";
/**
 * What a task can run. In: what it must be given. Out: what it answers. Errors: the names that it may fail with. Here: the
 * point of the chain that its own callback sees.
 */
// `any`: a run without a callback may stand at any point
export interface Run<In, Out, Errors extends string = never, Here = any, Waiting extends Waits = "nothing"> {
  readonly "~run"?: (input: In, here: Here) => readonly [output: Out, errors: Errors, waits: Waiting];
}
/** A point of the chain: its data and its variables. */
export type At<Data, Vars> = readonly [Data, Vars];
/** Among the outputs of tasks: what comes back with a token. */
export interface ByToken<Answer> {
  readonly "~token": Answer;
}
/** The input of a run that makes it itself, in its callback: the data need not have it. Spoken: what one query language alone can say. */
export interface Sends<In, Spoken = never> {
  readonly "~sends": In;
  readonly "~spoken": readonly [Spoken];
}

/** What the function's own code sees: behind the schemas of its contract, where it has them. */
export interface HandlerSide<Input, Output, Errors extends string> {
  /** What the handler is called with. */
  readonly input: Input;
  /** What the handler gives back. */
  readonly output: Output;
  /** The names of what it may throw. */
  readonly errors: Errors;
}
/**
 * A Lambda function of the author's. In ASL it is the substitution `${Name}`, which the generated construct fills in.
 * `Lambda.*` stands for the errors of the Lambda service itself.
 */
export interface Lambda<In, Out, Errors extends string = never>
  extends LambdaModel,
    Run<In, Out, Errors | "Lambda.*">,
    WithToken<In, Errors> {
  readonly "~lambda"?: HandlerSide<In, Out, Errors>;
}
interface WithToken<In, Errors extends string> {
  /**
   * Waits until whoever was given `context.Task.Token`, in the task's `arguments`, answers by `SendTaskSuccess` or
   * `SendTaskFailure`; what the function itself answers is dropped. Answer: what it gives back; Failures: the names that it
   * may fail with.
   * ASL: `arn:aws:states:::lambda:invoke.waitForTaskToken`, the arguments as `Payload`
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
   */
  readonly waitForTaskToken: <Answer, Failures extends string = never>() => Run<
    In,
    Answer,
    Errors | Failures | "Lambda.*",
    any,
    "token"
  >;
}
/** What the generated handler throws when an input or an answer breaks its schema. */
export type SchemaError = "InvalidInput" | "InvalidOutput";
/** The same with a contract of schemas: the caller sends what the input schema takes, the handler sees what it makes of that. */
export interface CheckedLambda<In, Out, Errors extends string, Of extends Contract>
  extends LambdaModel,
    Run<In, Out, Errors | SchemaError | "Lambda.*">,
    WithToken<In, Errors | SchemaError> {
  readonly "~lambda"?: HandlerSide<ReadBy<Of["input"]>, SentTo<Of["output"]>, Errors>;
}

/** A contract that is also checked at run time, by any library of the Standard Schema. */
export interface Contract {
  /** Checks what the function is called with; a breach fails as `InvalidInput`. */
  readonly input: StandardSchema;
  /** Checks what the function answers; a breach fails as `InvalidOutput`. */
  readonly output: StandardSchema;
  /** Names of errors that the function may throw: the `name` of a thrown `Error`. */
  readonly errors?: readonly string[];
}
type TypesOf<Schema> = Schema extends { readonly "~standard": { readonly types?: infer Types } }
  ? NonNullable<Types>
  : never;
/** What is sent to a schema. */
export type SentTo<Schema> = TypesOf<Schema> extends { readonly input: infer Input } ? Input : unknown;
/** What comes out of a schema. */
export type ReadBy<Schema> = TypesOf<Schema> extends { readonly output: infer Output } ? Output : unknown;
type ErrorsOf<Of extends Contract> = Of["errors"] extends readonly (infer Name extends string)[] ? Name : never;

/**
 * Declares a Lambda function: what it gets, what it answers, and the names of the errors that it may throw. Both are
 * JSON: a `Date`, a `Map`, `any` and the like are refused here.
 * @param name names the handler, the construct's property and the substitution in the ASL.
 * @example const createStack = lambda<{ stackName: string }, { stackId: string }, "StackAlreadyExists">("CreateStack");
 */
export function lambda<In, Out, Errors extends string = never>(
  name: CheckJson<In, Out, string>,
): Lambda<In, Out, Errors>;
/**
 * The same from a contract of Standard Schemas, which the generated handler checks at run time: the caller sends what
 * the input schema takes, the handler sees what it makes of that.
 * @example const createStack = lambda("CreateStack", { input: z.object({ … }), output: z.object({ … }), errors: ["StackAlreadyExists"] });
 */
export function lambda<const Of extends Contract>(
  name: CheckJson<SentTo<Of["input"]>, ReadBy<Of["output"]>, string>,
  contract: Of,
): CheckedLambda<SentTo<Of["input"]>, ReadBy<Of["output"]>, ErrorsOf<Of>, Of>;
export function lambda(name: string, contract?: Contract): LambdaModel & WithToken<unknown, never> {
  const model: LambdaModel = {
    name,
    source: sourcePosition(),
    errors: contract?.errors ?? [],
    ...(contract && { input: contract.input, output: contract.output }),
  };
  // Not among its own properties: those are the model, which is plain data.
  return Object.defineProperty(model, "waitForTaskToken", {
    value: () => callWithToken(model, sourcePosition()),
  }) as LambdaModel & WithToken<unknown, never>;
}
/**
 * Calls a function that is none of this project's, by name or ARN.
 * ASL: `arn:aws:states:::lambda:invoke`; what the function answers is in `Payload`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
lambda.invoke = lambdaService.invoke;

/** A queue that workers of the author's take their tasks from. */
export interface Activity<In, Out, Errors extends string = never> extends Run<In, Out, Errors, any, "activity"> {
  /** Tells it from a function. */
  readonly kind: "activity";
  /** Its part of the model. */
  readonly activity: ActivityModel;
}
/**
 * Declares an activity: a worker, on any machine, takes its task by `GetActivityTask` and answers by `SendTaskSuccess`. The
 * generated construct makes it; in ASL it is the substitution `${Name}`, its ARN. Standard workflows alone have activities.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html
 * @example const review = activity<{ document: string }, { verdict: "good" | "bad" }, "Unreadable">("Review");
 */
export function activity<In, Out, Errors extends string = never>(
  name: CheckJson<In, Out, string>,
): Activity<In, Out, Errors> {
  return { kind: "activity", activity: { name, source: sourcePosition() } };
}
