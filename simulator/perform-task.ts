// One try of a task: its events, its handler, its result.
import type { Json } from "../asl/json.js";
import type { Settled } from "./clock.js";
import { Deadline, type Limits } from "./deadline.js";
import type { Execution } from "./execution.js";
import { plain, StateFailure, TimeoutFailure, tooLarge } from "./failure.js";
import { envelope, invocation, thrown, thrownByFunction } from "./lambda.js";
import { exceedsPayload } from "./limits.js";
import type { HandlerTools, TaskHandler, TaskToken } from "./options.js";
import type { Resource } from "./resources.js";
import type { ScheduledTask } from "./task-events.js";
import { createToken } from "./task-token.js";
import type { Visit } from "./visit.js";

export interface TaskCall extends Limits {
  readonly resource: Resource;
  readonly parameters: Json;
  readonly credentialsRoleArn: string | undefined;
}

/** Gives the task's result. Throws a `StateFailure` when it failed or was late. */
export async function performTask(visit: Visit, call: TaskCall): Promise<Json> {
  const { execution } = visit;
  const { events, waitsForToken } = call.resource;
  const task: ScheduledTask = {
    ...call,
    arn: arnOf(call.resource, execution),
    region: execution.machine.region,
    parameters: JSON.stringify(call.parameters),
  };
  visit.add(...events.scheduled(task));
  visit.add(...events.started(task));
  const deadline = new Deadline(execution.clock, visit.way, call);
  const { token, ended } = waitsForToken ? createToken(visit.taskToken ?? "", deadline) : {};
  try {
    let settled = await deadline.run((sleep) => answer(visit, call, toolsOf(deadline, sleep, token)));
    let result = resultOf(settled, visit, call);
    if (ended !== undefined && events.submitted !== undefined) {
      visit.add(...events.submitted(task, JSON.stringify(result)));
      settled = await deadline.race(ended);
      result = resultOf(settled, visit, call);
    }
    const text = execution.history.text(result);
    if (exceedsPayload(text)) throw tooLarge(call.resource.type || task.arn);
    visit.add(...events.succeeded(task, text));
    return result;
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    visit.add(...events[error instanceof TimeoutFailure ? "timedOut" : "failed"](task, plain(error)));
    throw error;
  } finally {
    deadline.stop();
  }
}

const toolsOf = (deadline: Deadline, sleep: HandlerTools["sleep"], token: TaskToken | undefined): HandlerTools => ({
  get signal() {
    return deadline.signal;
  },
  sleep,
  heartbeat: () => void deadline.heartbeat(),
  ...(token && { token }),
});

/** The function that a substitution will name has its ARN in the history. */
function arnOf({ text, functionName }: Resource, { machine }: Execution): string {
  if (functionName === undefined || text.startsWith("arn:")) return text;
  return `arn:${machine.partition}:lambda:${machine.region}:${machine.account}:function:${functionName}`;
}

// ---------------------------------------------------------------- who answers, and with what

/** A task that no option answers is a mistake of the caller, not a failure of the execution. */
export class MissingHandler extends Error {
  override readonly name = "MissingHandler";
}

/** A copy: what a handler does with it stays with the handler. */
const copy = (value: Json): Json => structuredClone(value);

/** Who answers a resource in a state, by the name of either. */
export function ownHandler({ execution, stateName }: Visit, resource: string): TaskHandler | undefined {
  const { tasks } = execution.handlers;
  return [stateName, resource]
    .map((key) => (tasks !== undefined && Object.hasOwn(tasks, key) ? tasks[key] : undefined))
    .find((handler) => handler !== undefined);
}

function answer(visit: Visit, { resource, parameters }: TaskCall, tools: HandlerTools): unknown {
  const { lambda } = visit.execution.handlers;
  const { stateName } = visit;
  const own = ownHandler(visit, resource.text);
  if (own !== undefined) return own({ ...tools, resource: resource.text, stateName, parameters: copy(parameters) });
  const byLambda = resource.invokesLambda || resource.functionName !== undefined;
  if (!byLambda || lambda === undefined) {
    const other = byLambda ? ", or to 'lambda'" : "";
    throw new MissingHandler(
      `nothing answers the task '${stateName}': give a handler to 'tasks' under '${stateName}' or '${resource.text}'${other}`,
    );
  }
  if (resource.functionName !== undefined) return lambda(resource.functionName, copy(parameters), tools);
  const { functionName, payload } = invocation(parameters);
  const now = visit.execution.clock.now();
  return Promise.resolve(lambda(functionName, copy(payload), tools)).then((result) =>
    envelope(asJson(result), now, visit.random),
  );
}

/** What a handler returns goes over the wire as JSON. Throws for what JSON cannot carry. */
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value) ?? "null");

function resultOf(settled: Settled, visit: Visit, { resource }: TaskCall): Json {
  if (settled.kind === "threw") throw failed(settled.error, visit, resource);
  try {
    return asJson(settled.value);
  } catch (error) {
    throw failed(error, visit, resource);
  }
}

function failed(error: unknown, visit: Visit, resource: Resource): Error {
  if (error instanceof StateFailure || error instanceof MissingHandler) return error;
  visit.execution.handlers.onHandlerError?.(error, visit.stateName);
  const ofFunction = resource.invokesLambda || resource.functionName !== undefined;
  return new StateFailure(ofFunction ? thrownByFunction(error) : thrown(error));
}
