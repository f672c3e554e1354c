// The author's own function behind a task, for whoever answers in its place: how it is called is the query language's affair.
import type { RunModel } from "../dsl/model.js";

/** What the function is sent. */
export interface FunctionCall {
  readonly input: unknown;
  /** The response of the call around what the function answers. */
  readonly response: (answer: unknown) => unknown;
}

/**
 * The call behind what a task sends. In JSONata, and with a task token, it goes by `lambda:invoke`, which has the input in
 * `Payload`, and the answer too; of a task with a token the response is of no account.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export function functionCall(run: RunModel, resource: string, parameters: unknown): FunctionCall {
  const isOwn = run.kind === "lambda" || (run.kind === "integration" && run.integration.lambda !== undefined);
  if (!isOwn || !resource.includes(":lambda:invoke")) return { input: parameters, response: (answer) => answer };
  const { Payload } = parameters as { readonly Payload?: unknown }; // the definition is ours
  return {
    input: Payload,
    response: (answer) => ({ ExecutedVersion: "$LATEST", Payload: answer ?? null, StatusCode: 200 }),
  };
}
