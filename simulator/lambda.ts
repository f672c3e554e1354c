// What the service makes of Lambda functions: the event that a payload becomes, the envelope around a result, the error and
// cause of what a function throws.
import { isObject, type Json } from "../asl/json.js";
import { uuid } from "../asl/random.js";
import { StateFailure } from "./failure.js";
import type { FailureDetails } from "./history-event.js";
import { sdkMetadata } from "./sdk-metadata.js";

/** The plain name in a name, an ARN, or one of them with a qualifier; a substitution that was not made stands for its name. */
function plainFunctionName(text: string): string {
  const name = text.includes(":function:") ? (text.split(":function:")[1] ?? "") : text;
  return (name.split(":")[0] ?? "").replace(/^\$\{(.*)\}$/, "$1");
}

/** Name and event of a function called through `lambda:invoke`. Throws a `StateFailure`. */
export function invocation(parameters: Json): { readonly functionName: string; readonly payload: Json } {
  const { FunctionName = null, Payload = null } = isObject(parameters) ? parameters : {};
  if (typeof FunctionName !== "string") {
    throw new StateFailure({
      error: "Lambda.ValidationException",
      cause: `FunctionName has to be a string but was ${JSON.stringify(FunctionName)}`,
    });
  }
  return { functionName: plainFunctionName(FunctionName), payload: event(Payload) };
}

/** The payload goes over the wire as text: one that is a text is that text, and none is an empty event. */
function event(payload: Json): Json {
  if (payload === null) return {};
  if (typeof payload !== "string") return payload;
  try {
    return JSON.parse(payload);
  } catch {
    throw new StateFailure({
      error: "Lambda.InvalidRequestContentException",
      cause: `Could not parse request body into json: ${payload}`,
    });
  }
}

/** The response of `lambda:invoke` around a function's result. */
export function envelope(payload: Json, now: number, random: () => number): Json {
  const requestId = uuid(random);
  const headers: readonly (readonly [name: string, value: string])[] = [
    ["X-Amz-Executed-Version", "$LATEST"],
    ["x-amzn-Remapped-Content-Length", "0"],
    ["Connection", "keep-alive"],
    ["x-amzn-RequestId", requestId],
    ["Content-Length", String(Buffer.byteLength(JSON.stringify(payload)))],
    ["Date", new Date(now).toUTCString()],
    ["Content-Type", "application/json"],
  ];
  return {
    ExecutedVersion: "$LATEST",
    Payload: payload,
    ...sdkMetadata(headers, requestId),
    StatusCode: 200,
  };
}

/** What a handler threw, as an error and its cause. Who throws no `Error` fails with the kind of what it threw. */
export function thrown(error: unknown): FailureDetails & Record<"error" | "cause", string> {
  if (error instanceof Error) return { error: error.name, cause: error.message };
  return { error: typeof error, cause: typeof error === "string" ? error : (JSON.stringify(error) ?? String(error)) };
}

// These come from the service, not from a function's code.
const SERVICE_ERROR = /^(?:Lambda|States)\./;

/** What a function threw: the cause is JSON text, as the Node.js runtime writes it, without frames that differ by machine. */
export function thrownByFunction(error: unknown): FailureDetails {
  const { error: errorType, cause: errorMessage } = thrown(error);
  if (SERVICE_ERROR.test(errorType)) return { error: errorType, cause: errorMessage };
  const trace = [`${errorType}: ${errorMessage}`];
  return { error: errorType, cause: JSON.stringify({ errorType, errorMessage, trace }) };
}
