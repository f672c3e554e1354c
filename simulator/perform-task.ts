// One try of a task: its events, its handler, its result.
import type { Json } from "../asl/json.js";
import { type Settled, settle } from "./clock.js";
import { Deadline, type Limits } from "./deadline.js";
import type { Execution } from "./execution.js";
import { MissingHandler, plain, StateFailure, TimeoutFailure, tooLarge, tooLargeFor } from "./failure.js";
import { envelope, invocation, thrown, thrownByFunction } from "./lambda.js";
import { exceedsPayload, LONGEST_HTTP_CALL } from "./limits.js";
import { isStart, startsExecution } from "./nested-executions.js";
import type { HandlerTools, TaskHandler } from "./options.js";
import type { Pattern, Resource } from "./resources.js";
import { clientFailure, failureIn, isClientError } from "./service-errors.js";
import type { ScheduledTask } from "./task-events.js";
import { createToken, usesToken } from "./task-token.js";
import type { Visit } from "./visit.js";

export interface TaskCall extends Limits {
  readonly resource: Resource;
  readonly parameters: Json;
  readonly credentialsRoleArn: string | undefined;
}

/** Gives the task's result. Throws a `StateFailure` when it failed or was late. */
export async function performTask(visit: Visit, call: TaskCall): Promise<Json> {
  const { execution } = visit;
  const { events, pattern } = call.resource;
  const task: ScheduledTask = {
    ...call,
    arn: arnOf(call.resource, execution),
    region: execution.machine.region,
    parameters: JSON.stringify(call.parameters),
  };
  if (exceedsPayload(task.parameters)) throw tooLargeFor(visit.stateName);
  visit.add(...events.scheduled(task));
  visit.add(...events.started(task));
  const deadline = new Deadline(execution.clock, visit.way, { ...call, call: longestCalls[call.resource.type] });
  const submitted = once((response: Json) => {
    if (events.submitted !== undefined && !deadline.over)
      visit.add(...events.submitted(task, JSON.stringify(response)));
  });
  try {
    const result = await patterns[pattern](visit, call, deadline, submitted);
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

/** What a call may take at most, where its service says so. */
const longestCalls: { readonly [service: string]: Limits["call"] } = {
  http: {
    seconds: LONGEST_HTTP_CALL,
    failure: new StateFailure({
      error: "States.Http.Socket",
      cause: `The HTTP call took longer than ${LONGEST_HTTP_CALL} seconds.`,
    }),
  },
};

function once<Value>(act: (value: Value) => void): (value: Value) => void {
  let done = false;
  return (value) => {
    if (done) return;
    done = true;
    act(value);
  };
}

/** What a task waits for, by its pattern: gives its result. */
type Wait = (visit: Visit, call: TaskCall, deadline: Deadline, submitted: (response: Json) => void) => Promise<Json>;
const patterns: { readonly [Name in Pattern]: Wait } = {
  "": async (visit, call, deadline) => responseOf(await asked(visit, call, deadline, {}), visit, call),
  sync: async (visit, call, deadline, submitted) => {
    const { token, ended } = createToken(visit.taskToken ?? "", deadline, visit.execution.nest.tokens);
    const tools = { token, submitted: (response: unknown) => submitted(asJson(response)) };
    const answered = asked(visit, call, deadline, tools);
    // Who does the job may stop it when its token brought the end.
    const byToken = deadline.race(ended).finally(() => deadline.abort());
    const result = resultOf(await Promise.race([answered, byToken]), visit, call);
    submitted(result);
    return result;
  },
  waitForTaskToken: async (visit, call, deadline, submitted) => {
    const { token, ended } = createToken(visit.taskToken ?? "", deadline, visit.execution.nest.tokens);
    deadline.expectOutside();
    submitted(responseOf(await asked(visit, call, deadline, { token }), visit, call));
    return resultOf(await deadline.race(ended), visit, call);
  },
};

type MoreTools = Pick<HandlerTools, "token" | "submitted">;

/** Asks who answers the call. */
function asked(visit: Visit, call: TaskCall, deadline: Deadline, more: MoreTools): Promise<Settled> {
  const { resource, parameters } = call;
  const { execution } = visit;
  const bySimulator =
    ownHandler(visit, resource.text) === undefined
      ? (startsExecution(execution, resource, parameters) ?? usesToken(resource, parameters, execution.nest.tokens))
      : undefined;
  // An execution that is started runs by itself; the clock must not wait for the task that waits for it.
  if (bySimulator !== undefined) {
    const { signal } = deadline;
    return deadline.race(new Promise((resolve) => settle(() => bySimulator({ signal, ...more }), resolve)));
  }
  return deadline.run((sleep) => answer(visit, call, toolsOf(deadline, sleep, more)));
}

const toolsOf = (deadline: Deadline, sleep: HandlerTools["sleep"], more: MoreTools): HandlerTools => ({
  get signal() {
    return deadline.signal;
  },
  sleep,
  heartbeat: () => void deadline.heartbeat(),
  ...more,
});

/** The function that a substitution will name has its ARN in the history. */
function arnOf({ text, functionName }: Resource, { machine }: Execution): string {
  if (functionName === undefined || text.startsWith("arn:")) return text;
  return `arn:${machine.partition}:lambda:${machine.region}:${machine.account}:function:${functionName}`;
}

// ---------------------------------------------------------------- who answers, and with what

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
    const other = byLambda ? ", or to 'lambda'" : isStart(resource) ? ", or the state machine to 'stateMachines'" : "";
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

/** What the call itself was answered with. */
function responseOf(settled: Settled, visit: Visit, call: TaskCall): Json {
  const response = resultOf(settled, visit, call);
  const failure = failureIn(response, call.resource.type, call.resource.action);
  if (failure !== undefined) throw new StateFailure(failure);
  return response;
}

function failed(error: unknown, visit: Visit, resource: Resource): Error {
  if (error instanceof StateFailure || error instanceof MissingHandler) return error;
  visit.execution.handlers.onHandlerError?.(error, visit.stateName);
  if (resource.invokesLambda || resource.functionName !== undefined) return new StateFailure(thrownByFunction(error));
  return new StateFailure(isClientError(error) ? clientFailure(error, resource.type) : thrown(error));
}
