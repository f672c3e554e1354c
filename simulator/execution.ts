// What is the same for all states of one execution.
import type { Json, JsonObject } from "../asl/json.js";
import { createRandom, uuid } from "../asl/random.js";
import type { Clock } from "./clock.js";
import { isoTime } from "./context-object.js";
import { History } from "./history.js";
import type { HistoryEvent } from "./history-event.js";
import { isName, lastOfFullHistory, mostEvents, type StateMachineType } from "./limits.js";
import type { Nest } from "./nested-executions.js";
import type { ExecuteOptions } from "./options.js";
import { realClock } from "./real-clock.js";
import { createClock, partOf } from "./shared-clock.js";

/** The handlers that answer tasks, and who hears of what they throw. */
type Handlers = Pick<ExecuteOptions, "lambda" | "tasks" | "stateMachines" | "onHandlerError">;
type OnChildEvent = ExecuteOptions["onChildEvent"];

export interface Execution {
  readonly type: StateMachineType;
  readonly clock: Clock;
  readonly history: History;
  readonly random: () => number;
  /** Draws what names are made of. */
  readonly names: () => number;
  readonly handlers: Handlers;
  readonly onChildEvent: OnChildEvent;
  readonly nest: Nest;
  readonly machine: MachineArn;
  readonly roleArn: string;
  /** The part of the context object that never changes. */
  readonly context: () => JsonObject;
  /** All of it but the item of a Map, where a state is run by itself with one that the caller gives. */
  readonly givenContext?: JsonObject;
}

export interface MachineArn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

const DEFAULT_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine";
const MACHINE_ARN = /^arn:([^:]+):states:([^:]*):([^:]*):stateMachine:([^:]+)$/;

function readMachineArn(arn: string): MachineArn {
  const [, partition, region, account, name] = MACHINE_ARN.exec(arn) ?? [];
  if (partition === undefined || region === undefined || account === undefined || name === undefined) {
    throw new TypeError(`stateMachineArn is '${arn}'; it looks like '${DEFAULT_MACHINE}'`);
  }
  return { arn, partition, region, account, name };
}

export function chooseClock({ clock = "virtual", patienceMs, startTime }: ExecuteOptions): Clock {
  if (clock === "virtual") return createClock({ startTime, patienceMs });
  if (typeof clock === "object" && "now" in clock) return partOf(clock);
  const speed = clock === "real" ? 1 : clock.speed;
  if (!(speed > 0)) throw new RangeError(`the clock's speed is ${speed}; it has to be above 0`);
  return realClock(startTime?.getTime() ?? Date.now(), speed);
}

/** Express executions may have a name in common, so that their ARN ends in an id, which comes from the seed. */
export function executionArn(
  { partition, region, account, name: machine }: MachineArn,
  type: StateMachineType,
  name: string,
  seed: number,
): string {
  const [kind, id] = type === "EXPRESS" ? ["express", `:${uuid(createRandom(seed ^ EXPRESS_IDS))}`] : ["execution", ""];
  return `arn:${partition}:states:${region}:${account}:${kind}:${machine}:${name}${id}`;
}
const EXPRESS_IDS = 0x5eed;

export function createExecution(input: Json, options: ExecuteOptions, nest: Nest): Execution {
  const {
    stateMachineType: type = "STANDARD",
    seed = 1,
    lambda,
    tasks,
    stateMachines,
    onEvent,
    onChildEvent,
    onHandlerError,
  } = options;
  const machine = readMachineArn(options.stateMachineArn ?? DEFAULT_MACHINE);
  const { clock } = nest;
  // Names and values are drawn apart, so that a name that is given changes no value.
  const names = createRandom(~seed);
  const name = options.executionName ?? uuid(names);
  if (!isName(name)) throw new TypeError(`Invalid Name: '${name}'`);
  const roleArn = options.roleArn ?? `arn:${machine.partition}:iam::${machine.account}:role/${machine.name}`;
  const id = executionArn(machine, type, name, seed);
  const StartTime = isoTime(new Date(clock.now()));
  const synchronous = options.startedBy === "StartSyncExecution";
  if (synchronous && type === "STANDARD") throw new TypeError("StartSyncExecution takes Express state machines alone");
  const context: JsonObject = {
    Execution: {
      ...{ Id: id, Input: input, StartTime, Name: name, RoleArn: roleArn },
      ...(synchronous ? {} : { RedriveCount: 0 }),
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
  return {
    type,
    clock,
    history: new History({ now: clock.now, most: mostEvents[type], last: lastOfFullHistory, onEvent }),
    random: createRandom(seed),
    names,
    handlers: { lambda, tasks, stateMachines, onHandlerError },
    onChildEvent,
    nest,
    machine,
    roleArn,
    context: () => context,
  };
}

/** An execution that another one starts within itself, with a history of its own that ends with it. */
export function childOf(
  parent: Execution,
  type: StateMachineType,
  context: () => JsonObject,
  nameOf: () => string,
): Execution {
  const { clock, onChildEvent } = parent;
  const name = onChildEvent === undefined ? "" : nameOf();
  const onEvent = onChildEvent && ((event: HistoryEvent) => onChildEvent(event, name));
  return {
    ...parent,
    type,
    history: new History({ now: clock.now, most: mostEvents[type], last: lastOfFullHistory, onEvent }),
    context,
  };
}
