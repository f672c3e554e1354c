// Task tokens: what ends a task that waits for one, and the calls of Step Functions that do so by its text.
import { isObject, type Json } from "../asl/json.js";
import { uuid } from "../asl/random.js";
import type { Settled } from "./clock.js";
import type { Deadline } from "./deadline.js";
import { StateFailure } from "./failure.js";
import type { TaskToken, TaskTokens } from "./options.js";
import type { Resource } from "./resources.js";
import { serviceFailure } from "./service-errors.js";

export const newTokenValue = (random: () => number): string =>
  Buffer.from(`${uuid(random)}${uuid(random)}`).toString("base64");

/** A token that ends its task once, and the end that it brought. It is among the tokens as long as the task waits. */
export function createToken(
  value: string,
  deadline: Deadline,
  tokens: TaskTokens,
): { readonly token: TaskToken; readonly ended: Promise<Settled> } {
  let end: (settled: Settled) => void = () => {};
  let used = false;
  const ended = new Promise<Settled>((resolve) => {
    end = resolve;
  });
  const use = (settled: Settled): boolean => {
    if (used || !deadline.heartbeat()) return false;
    used = true;
    end(settled);
    return true;
  };
  const token: TaskToken = {
    value,
    succeed: (output) => use({ kind: "answered", value: output }),
    fail: (error, cause) => use({ kind: "threw", error: new StateFailure({ error, cause }) }),
    heartbeat: () => !used && deadline.heartbeat(),
  };
  tokens.set(value, token);
  deadline.onStop(() => tokens.delete(value));
  return { ended, token };
}

type Parameters = { readonly [name: string]: Json };
const optionalText = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** Each answers whether the task was still waiting. */
const calls: { readonly [action: string]: (token: TaskToken, parameters: Parameters) => boolean } = {
  sendTaskSuccess: (token, { Output = null }) => token.succeed(outputOf(Output)),
  sendTaskFailure: (token, parameters) =>
    token.fail(optionalText(parameters["Error"]), optionalText(parameters["Cause"])),
  sendTaskHeartbeat: (token) => token.heartbeat(),
};

/** The call that a task makes with a token of another one, if it is one. */
export function usesToken({ type, action }: Resource, parameters: Json, tokens: TaskTokens): (() => Json) | undefined {
  const call = type === "aws-sdk:sfn" && Object.hasOwn(calls, action) ? calls[action] : undefined;
  if (call === undefined) return undefined;
  const given = isObject(parameters) ? parameters : {};
  return () => {
    const token = tokens.get(String(given["TaskToken"]));
    if (token === undefined) throw refusal(type, "InvalidToken", "Invalid Token: 'Invalid token'");
    if (call(token, given)) return {};
    throw refusal(type, "TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  };
}

/** The API takes JSON text; what is none becomes it. */
function outputOf(output: Json): Json {
  if (typeof output !== "string") return output;
  try {
    return JSON.parse(output);
  } catch {
    throw refusal("aws-sdk:sfn", "InvalidOutput", "Invalid Output: 'Invalid JSON'");
  }
}

const refusal = (type: string, name: string, message: string): StateFailure =>
  new StateFailure(serviceFailure({ name, message, client: "SFN", modelled: true }, type));
