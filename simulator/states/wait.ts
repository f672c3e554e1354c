import type { Json } from "../../asl/json.js";
import { isJsonata } from "../../asl/jsonata.js";
import { parsePath } from "../../asl/path.js";
import { compileRead } from "../../asl/path-evaluation.js";
import { parseTimestamp } from "../../asl/timestamp.js";
import type { WaitState } from "../../asl/types.js";
import { type Awaitable, after } from "../awaitable.js";
import { outcome } from "../data-flow.js";
import { evaluationFailed } from "../evaluation-failure.js";
import { RuntimeFailure } from "../failure.js";
import { compileJsonataField, kinds } from "../jsonata-template.js";
import { LONGEST_WAIT } from "../limits.js";
import { below, type Place, reading, report } from "../place.js";
import { flowOf } from "../query-language.js";
import type { RunState, Visit } from "../visit.js";

/** How many seconds from now. */
type Delay = (visit: Visit, data: Json) => Awaitable<number>;

/** @see https://states-language.net/#wait-state */
export function compileWait(state: WaitState, place: Place): RunState {
  const flow = flowOf(state, place);
  const delay = compileDelay(state, place);
  return (visit, input) => {
    const data = flow.effective(input, visit);
    const leave = () => outcome(flow, visit, input, data, state.Next);
    return after(delay(visit, data), (seconds) => {
      if (seconds > LONGEST_WAIT) throw new RuntimeFailure("Wait state delay is too long.");
      return seconds > 0 ? visit.pause(seconds).then(leave) : leave();
    });
  };
}

const forms: { readonly [Field in WaitField]: (value: never, place: Place) => Delay } = {
  Seconds: (seconds: number) => () => seconds,
  SecondsPath: (text: string, place) => compileSelected(text, place, "SecondsPath", secondsOf),
  Timestamp: (text: string, place) => {
    const moment = momentOf(text);
    if (moment === undefined) report(place, "String does not match RFC3339 timestamp");
    return (visit) => secondsUntil(visit, moment ?? 0);
  },
  TimestampPath: (text: string, place) => compileSelected(text, place, "TimestampPath", timestampOf),
};
type WaitField = "Seconds" | "SecondsPath" | "Timestamp" | "TimestampPath";

function compileDelay(state: WaitState, place: Place): Delay {
  const given = (Object.keys(forms) as WaitField[]).filter((field) => state[field] !== undefined);
  const [field] = given;
  if (field === undefined || given.length > 1) {
    report(place, "A Wait state must contain exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]");
    return () => 0;
  }
  const at = below(place, field);
  if (place.queryLanguage === "JSONata" && isJsonata(state[field]))
    return field === "Seconds" ? computedSeconds(state[field], at) : computedTimestamp(state[field], at);
  return forms[field](state[field] as never, at);
}

function computedSeconds(expression: string, place: Place): Delay {
  const seconds = compileJsonataField(expression, kinds.notNegative, place);
  return (visit, data) => seconds(visit, data);
}

function computedTimestamp(expression: string, place: Place): Delay {
  const text = compileJsonataField(expression, kinds.string, place);
  return (visit, data) =>
    after(text(visit, data), (value) => {
      const moment = momentOf(value);
      if (moment !== undefined) return secondsUntil(visit, moment);
      const cause = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`;
      // It is looked at when the timer is set.
      throw evaluationFailed(visit, cause, "Timestamp", "late");
    });
}

/** A value that a path selects; `read` says how many seconds it means, or what is wrong with it. */
function compileSelected(
  text: string,
  place: Place,
  field: string,
  read: (visit: Visit, value: Json) => number | string,
): Delay {
  const select = reading(
    place,
    () => compileRead(parsePath(text)),
    () => undefined,
  );
  return (visit, data) => {
    const value = select(data, visit);
    if (value === undefined)
      throw new RuntimeFailure(`The ${field} parameter does not reference an input value: ${text}`);
    const seconds = read(visit, value);
    if (typeof seconds === "number") return seconds;
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    throw new RuntimeFailure(`The ${field} parameter ${seconds}: ${text} == ${shown}`);
  };
}

function secondsOf(_visit: Visit, value: Json): number | string {
  if (typeof value !== "number" || !Number.isInteger(value)) return "cannot be parsed as a long value";
  return value < 0 ? "references a negative value" : value;
}

function timestampOf(visit: Visit, value: Json): number | string {
  const moment = typeof value === "string" ? momentOf(value) : undefined;
  if (moment !== undefined) return secondsUntil(visit, moment);
  return "does not reference a valid ISO-8601 extended offset date-time format string";
}

/** Milliseconds since 1970, at the full second: the service waits no shorter times. */
function momentOf(text: string): number | undefined {
  const moment = parseTimestamp(text);
  return moment === undefined ? undefined : Math.floor(Number(moment / 1_000_000n) / 1000) * 1000;
}

const secondsUntil = (visit: Visit, moment: number) => (moment - visit.execution.clock.now()) / 1000;
