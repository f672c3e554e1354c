// Executions that an execution starts: of which state machines, what the call is answered with, and what a task that waits for
// the end gets. They run on the same clock.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
import { isObject, type Json, type JsonObject } from "../asl/json.js";
import { uuid } from "../asl/random.js";
import type { Clock } from "./clock.js";
import { type Execution, executionArn, type MachineArn } from "./execution.js";
import { describeExecution, type EndedExecution, isoDate } from "./execution-description.js";
import { MissingHandler, plain, StateFailure } from "./failure.js";
import { isName } from "./limits.js";
import type { ExecuteOptions, ExecutionResult, StateMachine, TaskTokens } from "./options.js";
import type { Resource } from "./resources.js";
import { sdkMetadata } from "./sdk-metadata.js";
import { serviceFailure } from "./service-errors.js";

/** What all executions of one call of `execute` have in common. */
export interface Nest {
  readonly run: (definition: object, options: ExecuteOptions, nest: Nest) => Promise<ExecutionResult>;
  readonly clock: Clock;
  /** All that were started, by ARN. */
  readonly started: Map<string, Started>;
  readonly tokens: TaskTokens;
  /** Of the caller. */
  readonly signal: AbortSignal | undefined;
}

interface Started extends Pick<EndedExecution, "arn" | "machineArn" | "name" | "input" | "started"> {
  /** Without its events, since all are kept. */
  readonly ended: Promise<EndedExecution>;
  running: boolean;
}

/** Resolves when nothing runs any more that was started without being waited for. Rejects with what could not be run. */
export async function allEnded({ started }: Nest): Promise<void> {
  for (let known = 0; known < started.size; ) {
    known = started.size;
    await Promise.all([...started.values()].map(({ ended }) => ended));
  }
}

interface Tools {
  /** Aborted when the task is over. */
  readonly signal: AbortSignal;
  readonly submitted?: (response: unknown) => void;
}

/** What the call that starts an execution is answered with, and its end, where the task waits for it. */
interface StartCall {
  readonly respond: (started: Started, execution: Execution) => Json;
  readonly describe?: (ended: EndedExecution) => Json;
  readonly synchronous?: true;
}

function optimizedResponse({ arn, started }: Started, { names }: Execution): Json {
  const response = { ExecutionArn: arn, StartDate: started };
  const requestId = uuid(names);
  const headers: readonly (readonly [name: string, value: string])[] = [
    ["x-amzn-RequestId", requestId],
    ["connection", "keep-alive"],
    ["Content-Length", String(JSON.stringify(response).length)],
    ["Date", new Date(started).toUTCString()],
    ["Content-Type", "application/x-amz-json-1.0"],
  ];
  return { ...response, ...sdkMetadata(headers, requestId) };
}
const sdkResponse = ({ arn, started }: Started): Json => ({ ExecutionArn: arn, StartDate: isoDate(started) });

/** Fails unless the execution succeeded. `text` makes of input and output what the integration gives. */
const describeSuccess =
  (text: (text: string) => Json) =>
  (ended: EndedExecution): Json => {
    const description = describeExecution(ended, { text, date: (moment) => moment });
    if (ended.status === "SUCCEEDED") return description;
    throw new StateFailure({ error: "States.TaskFailed", cause: JSON.stringify(description) });
  };

/** StartSyncExecution tells of a failure, and does not fail. */
function describeSynchronous(ended: EndedExecution): Json {
  const { RedriveCount, RedriveStatus, RedriveStatusReason, ...description } = describeExecution(ended, {
    text: (text) => text,
    date: isoDate,
  });
  const milliseconds = ended.stopped - ended.started;
  return {
    BillingDetails: {
      BilledDurationInMilliseconds: Math.max(100, Math.ceil(milliseconds / 100) * 100),
      BilledMemoryUsedInMB: 64,
    },
    ...description,
  };
}

const optimized: StartCall = { respond: optimizedResponse };
const bySdk: StartCall = { respond: sdkResponse };
const calls: { readonly [call: string]: StartCall } = {
  "states:startExecution": optimized,
  "states:startExecution.waitForTaskToken": optimized,
  "states:startExecution.sync": { ...optimized, describe: describeSuccess((text) => text) },
  "states:startExecution.sync:2": { ...optimized, describe: describeSuccess((text) => JSON.parse(text)) },
  "aws-sdk:sfn:startExecution": bySdk,
  "aws-sdk:sfn:startExecution.waitForTaskToken": bySdk,
  "aws-sdk:sfn:startSyncExecution": { ...bySdk, describe: describeSynchronous, synchronous: true },
};

/** Whether a resource starts executions. */
export const isStart = ({ type, action }: Resource): boolean => Object.hasOwn(calls, `${type}:${action}`);

/** What a task does that starts an execution, if it is one and the caller gave state machines. */
export function startsExecution(
  execution: Execution,
  { type, action }: Resource,
  parameters: Json,
): ((tools: Tools) => Promise<unknown>) | undefined {
  const call = calls[`${type}:${action}`];
  const { stateMachines } = execution.handlers;
  if (call === undefined || stateMachines === undefined) return undefined;
  const { respond, describe, synchronous } = call;
  return async ({ signal, submitted }) => {
    const started = start(execution, type, isObject(parameters) ? parameters : {}, stateMachines, {
      // Whoever waits for an execution stops it when that is over; others go on by themselves.
      signal: describe === undefined ? undefined : signal,
      startedBy: synchronous === undefined ? "StartExecution" : "StartSyncExecution",
    });
    const response = respond(started, execution);
    if (describe === undefined) return response;
    submitted?.(response);
    return describe(await started.ended);
  };
}

function start(
  execution: Execution,
  type: string,
  { StateMachineArn = null, Input = null, Name = null }: JsonObject,
  machines: { readonly [nameOrArn: string]: StateMachine },
  { signal, startedBy }: { readonly signal: AbortSignal | undefined; readonly startedBy: ExecuteOptions["startedBy"] },
): Started {
  const { nest, names, handlers, onChildEvent } = execution;
  const { clock } = nest;
  const machine = machineOf(String(StateMachineArn), execution.machine);
  const key = [String(StateMachineArn), machine.arn, machine.name].find((name) => Object.hasOwn(machines, name)) ?? "";
  const given = machines[key];
  if (given === undefined) {
    throw new MissingHandler(
      `no state machine '${StateMachineArn}' to start: give it to 'stateMachines' as '${machine.name}'`,
    );
  }
  const { definition, stateMachineType = "STANDARD", ...own } = given;
  const input = inputOf(Input, type);
  const name = typeof Name === "string" ? Name : uuid(names);
  if (!isName(name)) throw refusal(type, "InvalidName", `Invalid Name: '${name}'`);
  const seed = Math.floor(names() * 0x7fffffff);
  const arn = executionArn(machine, stateMachineType, name, seed);
  const before = nest.started.get(arn);
  if (before !== undefined) {
    // With the same input, as long as it runs, it is the same call.
    if (before.running && before.input === input) return before;
    throw refusal(type, "ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
  }
  if (startedBy === "StartSyncExecution" && stateMachineType === "STANDARD") {
    const message = "This operation is not supported by this type of state machine";
    throw refusal(type, "StateMachineTypeNotSupported", message);
  }
  const signals = [signal, nest.signal].filter((one) => one !== undefined);
  const options: ExecuteOptions = {
    ...handlers,
    ...own,
    input: JSON.parse(input),
    stateMachineType,
    seed,
    startedBy,
    signal: signals.length === 0 ? undefined : AbortSignal.any(signals),
    stateMachineArn: machine.arn,
    executionName: name,
    onEvent: onChildEvent && ((event) => onChildEvent(event, name)),
    onChildEvent,
  };
  // It is among those that were started before its first state runs, which may start it again.
  const running = Promise.resolve().then(() => nest.run(definition, options, nest));
  const known = { arn, machineArn: machine.arn, name, input, started: clock.now() };
  const started: Started = {
    ...{ ...known, running: true },
    ended: running
      .then(({ status, output, error, cause }) => ({
        ...{ ...known, status, stopped: clock.now() },
        ...(status === "SUCCEEDED" && { output: JSON.stringify(output) }),
        ...plain({ error, cause }),
      }))
      .finally(() => {
        started.running = false;
      }),
  };
  // Whoever waits for it is told, and `allEnded` is.
  started.ended.catch(() => {});
  nest.started.set(arn, started);
  return started;
}

/** A machine by its ARN, with a version or an alias or without one; by its plain name, or a substitution for it, beside the caller's. */
function machineOf(text: string, beside: MachineArn): MachineArn {
  const [, partition, region, account, name] =
    /^arn:([^:]+):states:([^:]*):([^:]*):stateMachine:([^:]+)/.exec(text) ?? [];
  if (partition !== undefined && region !== undefined && account !== undefined && name !== undefined) {
    return {
      partition,
      region,
      account,
      name,
      arn: `arn:${partition}:states:${region}:${account}:stateMachine:${name}`,
    };
  }
  const plain = text.replace(/^\$\{(.*)\}$/, "$1");
  const arn = `arn:${beside.partition}:states:${beside.region}:${beside.account}:stateMachine:${plain}`;
  return { ...beside, name: plain, arn };
}

/** The input's JSON text: of a text that is what it says, of anything else what it is written as. */
function inputOf(input: Json, type: string): string {
  if (input === null) return "{}";
  if (typeof input !== "string") return JSON.stringify(input);
  try {
    JSON.parse(input);
    return input;
  } catch {
    throw refusal(type, "InvalidExecutionInput", `Invalid State Machine Execution Input: '${input}'`);
  }
}

/** As Step Functions refuses the call itself. */
const refusal = (type: string, name: string, message: string): StateFailure =>
  new StateFailure(serviceFailure({ name, message, client: "SFN", modelled: true }, type));
