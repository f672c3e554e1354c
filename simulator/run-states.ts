// The loop of the interpreter: enter a state, run it, leave it.
import type { Json } from "../asl/json.js";
import type { Awaitable } from "./awaitable.js";
import type { CompiledState, Group } from "./compile.js";
import type { Execution } from "./execution.js";
import { located, StateFailure, tooLarge, tooLargeFor } from "./failure.js";
import { complete } from "./history.js";
import { exceedsPayload, LARGEST_VARIABLES } from "./limits.js";
import type { Scope } from "./scope.js";
import { type Outcome, Visit } from "./visit.js";
import type { Way } from "./way.js";

/** How a way through states ended. */
export type Ended =
  | { readonly kind: "succeeded"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: StateFailure };

/** Where a run is: the state that it enters next, with that state's input, or the visit that it waits for. */
interface Position {
  state: CompiledState;
  input: Json;
  visit: Visit | undefined;
}

/** Runs the states of a group until one ends it. Waits only where a state does; where none does, the end is there at once. */
export function runStates(group: Group, execution: Execution, way: Way, scope: Scope, input: Json): Awaitable<Ended> {
  const position: Position = { state: group.first, input, visit: undefined };
  way.position = position;
  try {
    if (exceedsPayload(execution.history.text(input))) throw tooLargeFor(group.first.name);
    const ended = runUntilWait(group, execution, way, scope, position);
    if (ended instanceof Promise) return runOn(ended, group, execution, way, scope, position);
    scope.close();
    return ended;
  } catch (error) {
    scope.close();
    return failed(error, position);
  }
}

/** Goes on from a state that waits. */
async function runOn(
  waiting: Promise<Outcome>,
  group: Group,
  execution: Execution,
  way: Way,
  scope: Scope,
  position: Position,
): Promise<Ended> {
  try {
    let ended: Ended | Promise<Outcome> = waiting;
    while (ended instanceof Promise) {
      const outcome: Outcome = await ended;
      ended = follow(group, position, outcome) ?? runUntilWait(group, execution, way, scope, position);
    }
    return ended;
  } catch (error) {
    return failed(error, position);
  } finally {
    scope.close();
  }
}

function failed(error: unknown, { visit }: Position): Ended {
  if (!(error instanceof StateFailure)) throw error;
  const failure = visit === undefined ? error : located(error, visit.stateName, visit.enteredEventId);
  return { kind: "failed", failure };
}

/** A loop of its own, not within the async function, which would cost each state its share. */
function runUntilWait(
  group: Group,
  execution: Execution,
  way: Way,
  scope: Scope,
  position: Position,
): Ended | Promise<Outcome> {
  for (;;) {
    const { state, input } = position;
    const entered = execution.history.entered(way, state.entered, state.name, input);
    const visit = new Visit(execution, way, scope, state.name, entered);
    position.visit = visit;
    const outcome = state.run(visit, input);
    if (outcome instanceof Promise) return outcome;
    const ended = follow(group, position, outcome);
    if (ended !== undefined) return ended;
  }
}

/** Leaves the state for the next one, if there is one. */
function follow(group: Group, position: Position, outcome: Outcome): Ended | undefined {
  if (position.visit !== undefined) leave(position.visit, position.state, outcome);
  const next = outcome.next === undefined ? undefined : group.states.get(outcome.next);
  if (next === undefined) return { kind: "succeeded", output: outcome.output };
  position.state = next;
  position.input = outcome.output;
  return undefined;
}

/** Leaves a state: its output is there, its variables are set. Throws a `StateFailure` for an output that is too large. */
export function leave(
  { execution, way, scope }: Visit,
  { name, exited }: CompiledState,
  { output, assigned }: Outcome,
): void {
  const { history } = execution;
  const text = history.text(output);
  if (exceedsPayload(text)) throw tooLarge(name);
  if (exited === undefined) return;
  const details = { name, output: text, outputDetails: complete };
  if (assigned === undefined) return history.exited(way, exited, details);
  const variables = assigned.map(([variable, value]) => ({ name: variable, value, text: JSON.stringify(value) }));
  // One quota is of all that one Assign sets, the other of all that the execution holds.
  if (exceedsPayload(variables.map((variable) => variable.text).join(""))) throw tooLarge(name);
  if (scope.heldWith(variables) > LARGEST_VARIABLES) throw tooLarge(name);
  const assignedVariables = Object.fromEntries(variables.map((variable) => [variable.name, variable.text]));
  history.exited(way, exited, { ...details, assignedVariables, assignedVariablesDetails: complete });
  // Of states that are cut off while they wait, nothing else tells that they have ended.
  if (scope.isEmpty) way.onStop(() => scope.close());
  scope.assign(variables);
}
