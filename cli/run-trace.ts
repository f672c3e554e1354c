// The way of an execution through its states, a line at a time, from the events of its history.
import type { HistoryEvent } from "../simulator/index.js";
import { counted, type Style } from "./report.js";

interface Visit {
  readonly name: string;
  readonly type: string;
  /** JSON text. */
  readonly input: string;
  /** The parallel or map that it lies in. */
  readonly around: Visit | undefined;
  /** When the state, or its latest attempt, began: milliseconds since the start. */
  began: number;
  failed: boolean;
  retries: number;
  /** Of a parallel or a map, how often its chains have begun. */
  starts: number;
  /** Of a parallel or a map: whether its chains have ended. */
  ended: boolean;
  over: boolean;
}

export interface Trace {
  /** The lines that an event adds; most add none. */
  readonly lines: (event: HistoryEvent) => string;
  /** Takes note of an event of an execution that a distributed map has started, by the name of that. */
  readonly child: (event: HistoryEvent, executionName: string) => void;
  readonly transitions: () => number;
  readonly end: (result: TraceEnd) => string;
}
interface TraceEnd {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}
export interface TraceOptions {
  /** All of the machine, for the width of their column. */
  readonly stateNames: readonly string[];
  readonly style: Style;
  /** The keys of the data that a state writes: they are shown also where they keep their value. */
  readonly writes?: (stateName: string) => readonly string[];
  /** Where a handler of a state threw last: `handlers/deploy/create-stack.ts:7`. */
  readonly thrownAt?: (stateName: string) => string | undefined;
}

const WIDEST_NAME = 40;
const LONGEST_VALUE = 60;

/** A trace for one execution; it remembers the events that it has seen. */
export function traceOf({ stateNames, style, writes = () => [], thrownAt = () => undefined }: TraceOptions): Trace {
  const width = Math.min(WIDEST_NAME, Math.max(0, ...stateNames.map(({ length }) => length)));
  const visits = new Map<number, Visit>();
  /** Choices that have ended, by the event that ended them: the next state tells where they led. */
  const choices = new Map<number, Visit>();
  let start: number | undefined;
  let now = 0;
  let transitions = 0;
  const children = new Map<string, Trace>();

  const row = (visit: Visit, at: number, detail: string): string => {
    const { name } = visit;
    const depth = depthOf(visit);
    const time = style.faint(`+${duration(at)}`.padStart(8));
    const place = `${"  ".repeat(depth)}${name}`;
    return `${time}  ${detail === "" ? place : `${place.padEnd(width + 2 * depth)}  ${detail}`}\n`;
  };

  function entered(event: HistoryEvent, before: Visit | undefined): string {
    const { name, input } = event.stateEnteredEventDetails ?? { name: "", input: "null" };
    const choice = choices.get(event.previousEventId);
    choices.delete(event.previousEventId);
    transitions += 1;
    const around = before?.over ? before.around : before;
    const type = event.type.replace(/StateEntered$/, "");
    const visit: Visit = {
      ...{ name, type, input, around, began: now },
      ...{ failed: false, retries: 0, starts: 0, ended: false, over: false },
    };
    visits.set(event.id, visit);
    const led = choice === undefined ? "" : row(choice, choice.began, `→ ${name}`);
    return type === "Fail" ? led + row(visit, now, "") : led;
  }

  function exited(event: HistoryEvent, visit: Visit): string {
    visit.over = true;
    if (visit.type === "Choice") {
      choices.set(event.id, visit);
      return "";
    }
    const { output = "null", assignedVariables = {} } = event.stateExitedEventDetails ?? {};
    const variables = Object.entries(assignedVariables).map(([name, value]) => `$${name}: ${short(value)}`);
    const took = now - visit.began;
    const details = [
      ...(visit.failed ? [style.changed("caught")] : []),
      ...(took === 0 ? [] : [style.faint(duration(took))]),
      ...added(visit.input, output, visit.failed ? [] : writes(visit.name)),
      ...variables,
    ];
    return row(visit, visit.began, details.join(", "));
  }

  function tried(event: HistoryEvent, visit: Visit): string {
    // That a parallel or a map is tried again is told by its beginning alone.
    if (event.type.endsWith("StateStarted")) visit.starts += 1;
    if (!visit.failed && visit.starts < 2) return "";
    visit.failed = false;
    visit.ended = false;
    visit.retries += 1;
    visit.began = now;
    transitions += 1;
    return row(visit, now, style.changed(`retry ${visit.retries}`));
  }

  function failed(event: HistoryEvent, visit: Visit): string {
    visit.failed = true;
    const { error = "failed", cause } = failureOf(event);
    const place = thrownAt(visit.name);
    const why = typeof cause === "string" && cause !== "" ? `: ${messageOf(cause)}` : "";
    const text = `${error}${why}${place === undefined ? "" : ` (${place})`}`;
    return row(visit, now, style.bad(text));
  }

  function lines(event: HistoryEvent): string {
    const at = event.timestamp.getTime();
    start ??= at;
    now = at - start;
    const before = visits.get(event.previousEventId);
    if (event.type.endsWith("StateEntered")) return entered(event, before);
    if (before === undefined || event.type.startsWith("Execution")) return "";
    const visit = subjectOf(event, before);
    visits.set(event.id, visit);
    if (/^(?:Parallel|Map)State(?:Succeeded|Failed)$/.test(event.type)) visit.ended = true;
    if (event.type.endsWith("StateExited")) return exited(event, visit);
    if (/(?:Scheduled|StateStarted)$/.test(event.type)) return tried(event, visit);
    // An iteration that fails is told of by its state, and by the map.
    if (/(?:Failed|TimedOut)$/.test(event.type) && event.type !== "MapIterationFailed") return failed(event, visit);
    return "";
  }

  function child(event: HistoryEvent, executionName: string): void {
    const trace = children.get(executionName) ?? traceOf({ stateNames: [], style });
    children.set(executionName, trace);
    trace.lines(event);
  }
  /** What AWS counts in those, too. */
  function inChildren(): string {
    if (children.size === 0) return "";
    const all = [...children.values()].reduce((sum, trace) => sum + trace.transitions(), 0);
    return `, and ${all} in ${counted(children.size, "execution")} of distributed maps`;
  }

  function end({ status, output, error, cause }: TraceEnd): string {
    const led = [...choices.values()].map((choice) => row(choice, choice.began, "")).join("");
    const paint = status === "SUCCEEDED" ? style.good : style.bad;
    const head = `${paint(status)} after ${duration(now)}, ${counted(transitions, "state transition")}${inChildren()}\n`;
    const why = [
      ...(error === undefined ? [] : [`  error: ${error}\n`]),
      ...(cause === undefined ? [] : [`  cause: ${messageOf(cause)}\n`]),
    ];
    return `${led}${head}${why.join("")}${output === undefined ? "" : `${JSON.stringify(output, null, 2)}\n`}`;
  }
  return { lines, child, transitions: () => transitions, end };
}

/** In how many parallel or map states it lies. */
const depthOf = ({ around }: Visit): number => (around === undefined ? 0 : depthOf(around) + 1);

/** What an event tells of: the end of a parallel or a map follows an event of the last state inside. */
function subjectOf(event: HistoryEvent, before: Visit): Visit {
  const name = event.stateExitedEventDetails?.name;
  const [, type] = /^(Parallel|Map)(?:State|Iteration)/.exec(event.type) ?? [];
  const isMeant = (visit: Visit) => {
    if (name !== undefined) return visit.name === name;
    return type === undefined || (visit.type === type && !visit.ended && !visit.over);
  };
  for (let visit: Visit | undefined = before; visit !== undefined; visit = visit.around) {
    if (isMeant(visit)) return visit;
  }
  return before;
}

/** Whatever the event's type, the one member that tells of a failure has these fields. */
function failureOf(event: HistoryEvent): { readonly error?: unknown; readonly cause?: unknown } {
  const isFailure = (value: unknown) => isObject(value) && ("error" in value || "cause" in value);
  return (
    Object.values<unknown>({ ...event })
      .filter(isObject)
      .find(isFailure) ?? {}
  );
}

/** What a state did to the data: the keys that it wrote, added or changed, or all of the data where keys are gone. */
function added(inputText: string, outputText: string, written: readonly string[]): string[] {
  if (inputText === outputText && written.length === 0) return [];
  const [input, output]: unknown[] = [JSON.parse(inputText), JSON.parse(outputText)];
  if (!isObject(input) || !isObject(output) || !Object.keys(input).every((key) => Object.hasOwn(output, key))) {
    return [`data: ${short(outputText)}`];
  }
  return Object.entries(output)
    .map(([key, value]) => [key, JSON.stringify(value)] as const)
    .filter(([key, text]) => written.includes(key) || !Object.hasOwn(input, key) || JSON.stringify(input[key]) !== text)
    .map(([key, text]) => `${key}: ${short(text)}`);
}
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const short = (text: string): string => {
  const characters = [...text];
  return characters.length <= LONGEST_VALUE ? text : `${characters.slice(0, LONGEST_VALUE - 1).join("")}…`;
};

/** The cause of a Lambda function's error is JSON with its message and stack: a person wants the message. */
function messageOf(cause: string): string {
  if (!cause.startsWith("{")) return cause;
  try {
    const value: unknown = JSON.parse(cause);
    return isObject(value) && typeof value["errorMessage"] === "string" ? value["errorMessage"] : cause;
  } catch {
    return cause;
  }
}

/** `0s`, `1.5s`, `1m 30s`, `2h 5m`, `3d 4h`: from milliseconds. */
export function duration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${milliseconds / 1000}s`;
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "m"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(" ");
}
