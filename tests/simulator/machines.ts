// Small machines and short views of their runs, for the tests of this folder.
import type { StateMachineDefinition } from "../../asl/types.js";
import { type ExecuteOptions, execute, type HistoryEvent } from "../../simulator/index.js";

const goesOn = (state: object) => !("Type" in state && ["Succeed", "Fail", "Choice"].includes(String(state.Type)));

/** States in a row: each goes on to the next unless it says otherwise, and the last one is an end. */
export function rowOf(states: { readonly [name: string]: object }): StateMachineDefinition {
  const names = Object.keys(states);
  const entries = Object.entries(states).map(([name, state], index) => {
    const next = names[index + 1];
    const said = "End" in state || "Next" in state || !goesOn(state);
    return [name, { ...(said ? {} : next === undefined ? { End: true } : { Next: next }), ...state }];
  });
  return { StartAt: names[0] ?? "", States: Object.fromEntries(entries) };
}

/** What a single state makes of an input: its output, or `error: cause`. */
export async function resultOf(state: object, input: unknown, options: ExecuteOptions = {}): Promise<unknown> {
  const { status, output, error, cause } = await execute(rowOf({ S: state }), { input, ...options });
  return status === "SUCCEEDED" ? output : `${error}: ${cause}`;
}

/** `id(previous) Type`, a line each. */
export const ways = (events: readonly HistoryEvent[]): readonly string[] =>
  events.map(({ id, previousEventId, type }) => `${id}(${previousEventId}) ${type}`);

/** Seconds from the start, and type. */
export function times(events: readonly HistoryEvent[]): readonly string[] {
  const start = events[0]?.timestamp.getTime() ?? 0;
  return events.map(({ timestamp, type }) => `${(timestamp.getTime() - start) / 1000} ${type}`);
}

/** The prefix of the causes of the interpreter's own failures. */
export const inState = (name: string, id = 2): string =>
  `An error occurred while executing the state '${name}' (entered at the event id #${id}).`;

/** An error with a name of its own, as handlers throw it. */
export const failing = (name: string, message = ""): Error => Object.assign(new Error(message), { name });
