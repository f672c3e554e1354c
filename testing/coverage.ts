// Which states and transitions the simulations of this process have taken.
import { allStates } from "../dsl/all-states.js";
import type { StateMachineModel } from "../dsl/model.js";
import { transitions } from "../dsl/transitions.js";
import type { HistoryEvent } from "../simulator/index.js";

/** A way from one state to another. */
export interface Transition {
  /** The name of a state. */
  readonly from: string;
  /** The name of the state that it leads to. */
  readonly to: string;
}
/** What an execution came through, or what none has come through. */
export interface Way {
  /** Names of states. */
  readonly states: readonly string[];
  /** From one state to the next. */
  readonly transitions: readonly Transition[];
}

/** The way that a history tells of: an entered state follows the one whose exit it names as the event before. */
export function wayThrough(events: readonly HistoryEvent[]): Way {
  const exited = new Map<number, string>();
  const states: string[] = [];
  const steps: Transition[] = [];
  for (const event of events) {
    if (event.stateExitedEventDetails?.name !== undefined)
      exited.set(Number(event.id), event.stateExitedEventDetails.name);
    const to = event.stateEnteredEventDetails?.name;
    if (to === undefined) continue;
    states.push(to);
    const from = exited.get(Number(event.previousEventId));
    if (from !== undefined) steps.push({ from, to });
  }
  return { states, transitions: steps };
}

const key = ({ from, to }: Transition) => JSON.stringify([from, to]);
// By machine and not by name: a test file may build two workflows of one name.
const seen = new WeakMap<StateMachineModel, { readonly states: Set<string>; readonly transitions: Set<string> }>();

/** Notes a way that a simulation took. */
export function taken(machine: StateMachineModel, way: Way): void {
  const known = seen.get(machine) ?? { states: new Set(), transitions: new Set() };
  seen.set(machine, known);
  for (const state of way.states) known.states.add(state);
  for (const step of way.transitions) known.transitions.add(key(step));
}

/**
 * The states and transitions of a workflow that no `simulate` of this test file has taken so far, in the order of
 * declaration. At the end of the file: `assert.deepEqual(untaken(deploy), { states: [], transitions: [] })`.
 */
export function untaken(machine: StateMachineModel): Way {
  const known = seen.get(machine);
  const states = allStates(machine);
  const all = states.flatMap((state) => transitions(state).map(({ target }) => ({ from: state.name, to: target })));
  const unique = [...new Map(all.map((step) => [key(step), step])).values()];
  return {
    states: states.map(({ name }) => name).filter((name) => !known?.states.has(name)),
    transitions: unique.filter((step) => !known?.transitions.has(key(step))),
  };
}
