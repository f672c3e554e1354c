// The Map Run of a distributed Map, and its children: executions of their own, each with its own history, context and names.
import type { Json, JsonObject } from "../asl/json.js";
import { createRandom, uuid } from "../asl/random.js";
import type { Awaitable } from "./awaitable.js";
import type { Cancel } from "./clock.js";
import type { Group } from "./compile.js";
import { isoTime } from "./context-object.js";
import { childOf, type Execution } from "./execution.js";
import { describeExecution, isoDate } from "./execution-description.js";
import * as events from "./execution-events.js";
import { plain, type StateFailure, TimeoutFailure } from "./failure.js";
import { HistoryFull, historyFull } from "./history.js";
import { longestExecution, type StateMachineType } from "./limits.js";
import type { ExecutionStatus } from "./options.js";
import { type Ended, runStates } from "./run-states.js";
import { Scope } from "./scope.js";
import type { Visit } from "./visit.js";
import type { Way } from "./way.js";

export interface MapRun {
  readonly arn: string;
  /** A uuid. */
  readonly id: string;
  readonly execution: Execution;
  readonly label: string;
  readonly childType: StateMachineType;
  /** The uuid that names a child, from its number. */
  readonly nameOf: (index: number) => string;
}

/** A child execution that has ended. */
export interface Child {
  readonly index: number;
  readonly input: Json;
  /** How many items it had. */
  readonly items: number;
  readonly ended: Ended;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly stopped: number;
}

const hash = (text: string): number =>
  [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) | 0, 7);

/** Without a `Label` the service makes one up for the state. */
export const labelOf = (label: string | undefined, stateName: string): string =>
  label ?? uuid(createRandom(hash(stateName)));

export function createMapRun({ execution }: Visit, label: string, childType: StateMachineType): MapRun {
  const { machine, names } = execution;
  const { partition, region, account } = machine;
  const id = uuid(names);
  const first = Math.floor(names() * 0x7fffffff);
  return {
    arn: `arn:${partition}:states:${region}:${account}:mapRun:${machine.name}/${label}:${id}`,
    id,
    execution,
    label,
    childType,
    nameOf: (index) => uuid(createRandom(first + index)),
  };
}

const machineOf = ({ execution, label }: MapRun) => ({
  arn: `${execution.machine.arn}/${label}`,
  name: `${execution.machine.name}/${label}`,
});

function arnOf(run: MapRun, name: string): string {
  const { partition, region, account } = run.execution.machine;
  const kind = run.childType === "EXPRESS" ? "express" : "execution";
  const own = `arn:${partition}:states:${region}:${account}:${kind}:${machineOf(run).name}:${name}`;
  return kind === "express" ? `${own}:${run.id}` : own;
}

/** The context object of a child, made when it is asked for: most are not. */
function contextOf(run: MapRun, index: number, input: Json, started: number): JsonObject {
  const machine = machineOf(run);
  const name = run.nameOf(index);
  return {
    Execution: {
      Id: arnOf(run, name),
      Input: input,
      StartTime: isoTime(new Date(started)),
      Name: name,
      RoleArn: run.execution.roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
}

/** Runs a child on a way of its own, which ends it when it is stopped. It sees no variable of its parent. */
export function runChild(run: MapRun, group: Group, index: number, input: Json, way: Way): Awaitable<Ended> {
  const { clock } = run.execution;
  const begun = clock.now();
  const child = childOf(
    run.execution,
    run.childType,
    () => contextOf(run, index, input, begun),
    () => run.nameOf(index),
  );
  events.started(child, child.history.text(input));
  try {
    const ended = runStates(group, child, way, new Scope(), input);
    return ended instanceof Promise ? inTime(ended, child, way) : told(child, way, ended);
  } catch (error) {
    return told(child, way, withFullHistory(error, child));
  }
}

/** What a child that waits comes to in the time that its type has, unless it is cut off before. */
async function inTime(ended: Promise<Ended>, child: Execution, way: Way): Promise<Ended> {
  const forget = way.onStop(() => {
    if (child.history.closed) return;
    events.aborted(child, {});
    child.history.close();
  });
  const late = child.type === "EXPRESS" ? timeOut(longestExecution.EXPRESS, child, way) : undefined;
  try {
    return told(child, way, await (late === undefined ? ended : Promise.race([ended, late.promise])));
  } catch (error) {
    return told(child, way, withFullHistory(error, child));
  } finally {
    late?.cancel();
    forget();
  }
}

/** Ends a child after so many seconds, unless that was cancelled before. */
function timeOut(
  seconds: number,
  child: Execution,
  way: Way,
): { readonly promise: Promise<Ended>; readonly cancel: Cancel } {
  const { clock } = child;
  let cancel: Cancel = () => {};
  const promise = new Promise<Ended>((resolve) => {
    cancel = clock.at(clock.now() + seconds * 1000, () => {
      resolve(told(child, way, { kind: "failed", failure: new ChildTimeout() }));
      way.stop();
    });
    way.onStop(cancel);
  });
  return { promise, cancel };
}

/** The time for the child as a whole is over. Otherwise a timeout is of a task, and fails the child. */
class ChildTimeout extends TimeoutFailure {}

/** Ends the history of a child with what it came to, unless it has an end. */
function told(child: Execution, way: Way, ended: Ended): Ended {
  if (child.history.closed) return ended;
  if (ended.kind === "succeeded") events.succeeded(child, way, ended.output);
  else if (ended.failure instanceof ChildTimeout) events.timedOut(child);
  else events.failed(child, way, ended.failure);
  child.history.close();
  return ended;
}

function withFullHistory(error: unknown, { history, type }: Execution): Ended {
  if (!(error instanceof HistoryFull)) throw error;
  return { kind: "failed", failure: type === "EXPRESS" ? new ChildTimeout() : historyFull(history) };
}

/** What a result file says of a child. */
export function recordOf(run: MapRun, { index, input, ended, started, stopped }: Child): JsonObject {
  const name = run.nameOf(index);
  const outcome =
    ended.kind === "succeeded"
      ? { status: "SUCCEEDED" as const, output: JSON.stringify(ended.output) }
      : { status: statusOf(ended.failure), ...plain(ended.failure) };
  return describeExecution(
    {
      ...{ arn: arnOf(run, name), machineArn: machineOf(run).arn, name, started, stopped },
      ...{ input: JSON.stringify(input), ...outcome },
    },
    { text: (text) => text, date: isoDate },
  );
}

const statusOf = (failure: StateFailure): ExecutionStatus => (failure instanceof ChildTimeout ? "TIMED_OUT" : "FAILED");
