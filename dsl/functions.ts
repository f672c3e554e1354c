// What a task runs.
import type { CheckJson } from "./checks.js";
import type { LambdaModel } from "./model.js";
import type { StandardSchema } from "./schema.js";
import { sourcePosition } from "./source-position.js";

/** What a task can run. In: what it must be given. Out: what it answers. Errors: the names that it may fail with. */
export interface Run<In, Out, Errors extends string = never> {
  readonly "~run"?: readonly [input: (input: In) => void, output: Out, errors: Errors];
}

/** What the function's own code sees: behind the schemas of its contract, where it has them. */
export interface HandlerSide<Input, Output, Errors extends string> {
  readonly input: Input;
  readonly output: Output;
  readonly errors: Errors;
}
/**
 * A Lambda function of the author's. In ASL it is the substitution `${Name}`, which the generated construct fills in.
 * `Lambda.*` stands for the errors of the Lambda service itself.
 */
export interface Lambda<In, Out, Errors extends string = never> extends LambdaModel, Run<In, Out, Errors | "Lambda.*"> {
  readonly "~lambda"?: HandlerSide<In, Out, Errors>;
}
/** What the generated handler throws when an input or an answer breaks its schema. */
export type SchemaError = "InvalidInput" | "InvalidOutput";
/** The same with a contract of schemas: the caller sends what the input schema takes, the handler sees what it makes of that. */
export interface CheckedLambda<In, Out, Errors extends string, Of extends Contract>
  extends LambdaModel,
    Run<In, Out, Errors | SchemaError | "Lambda.*"> {
  readonly "~lambda"?: HandlerSide<ReadBy<Of["input"]>, SentTo<Of["output"]>, Errors>;
}

/** A contract that is also checked at run time, by any library of the Standard Schema. */
export interface Contract {
  readonly input: StandardSchema;
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
export function lambda(name: string, contract?: Contract): LambdaModel {
  return {
    name,
    source: sourcePosition(),
    errors: contract?.errors ?? [],
    ...(contract && { input: contract.input, output: contract.output }),
  };
}
