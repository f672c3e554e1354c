// Calls to a service that no Task makes: those of an item reader and of a result writer. No event tells of them.
import { isObject, type Json } from "../asl/json.js";
import { Deadline } from "./deadline.js";
import { MissingHandler, StateFailure } from "./failure.js";
import { thrown } from "./lambda.js";
import { ownHandler } from "./perform-task.js";
import type { Visit } from "./visit.js";

/**
 * What the handler of a resource answers, as it is; the parameters are the handler's from then on. Throws a `StateFailure` of
 * the given name when it throws.
 */
export async function callService(visit: Visit, resource: string, parameters: Json, error: string): Promise<unknown> {
  const { execution, way, stateName } = visit;
  const handler = ownHandler(visit, resource);
  if (handler === undefined) {
    throw new MissingHandler(
      `nothing answers '${resource}' for the state '${stateName}': give a handler to 'tasks' under '${stateName}' or '${resource}'`,
    );
  }
  const deadline = new Deadline(execution.clock, way, { timeoutSeconds: undefined, heartbeatSeconds: undefined });
  const tools = { signal: deadline.signal, heartbeat: () => {} };
  try {
    const settled = await deadline.run((sleep) => handler({ ...tools, sleep, resource, stateName, parameters }));
    if (settled.kind === "answered") return settled.value;
    execution.handlers.onHandlerError?.(settled.error, stateName);
    throw new StateFailure({ error, cause: thrown(settled.error).cause });
  } finally {
    deadline.stop();
  }
}

/** What `GetObject` of an S3 client answers with, beside plain texts and bytes. */
interface Streaming {
  readonly transformToByteArray: () => Promise<Uint8Array>;
}
const isStreaming = (body: object): body is Streaming => "transformToByteArray" in body;

/** The bytes of an object in S3, from a handler that answers with its text, its bytes, or an object with one as `Body`. */
export async function bytesOf(answer: unknown): Promise<Uint8Array | undefined> {
  if (typeof answer === "string") return Buffer.from(answer);
  if (answer instanceof Uint8Array) return answer;
  if (!isObject(answer)) return undefined;
  if (isStreaming(answer)) return answer.transformToByteArray();
  return "Body" in answer ? bytesOf(answer["Body"]) : undefined;
}
