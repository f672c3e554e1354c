import type { StateGroup, StateMachineModel } from "../model.js";
import { transitions } from "../transitions.js";
import { finding, machineFinding } from "./finding.js";
import { type Group, groupsOf } from "./groups.js";
import type { Rule } from "./index.js";

/** The names of the states that some way leads to, those where the ways begin among them. */
export function reachedFrom({ states }: Pick<StateGroup, "states">, starts: readonly string[]): ReadonlySet<string> {
  const byName = new Map(states.map((state) => [state.name, state]));
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = byName.get(name);
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    waiting.push(...transitions(state).map(({ target }) => target));
  }
  return reached;
}

const endless = (machine: StateMachineModel, { around }: Group) =>
  around === undefined
    ? machineFinding(
        machine,
        "MISSING_END_STATE",
        "States",
        "no state ends the execution: it would go on until it fails",
        "lead one way to a succeed or a fail",
      )
    : finding(
        machine,
        around.state,
        "MISSING_END_STATE",
        around.field,
        `no state ends the inner chain ${around.field} of '${around.state.name}': it would go on until it fails`,
        "lead one way to a succeed or a fail, or out of its last state",
      );

/** In every chain each state is reached from the first one, and some state ends it. */
export const reachability: Rule = (machine) =>
  groupsOf(machine).flatMap((group) => {
    const { StartAt, states } = group;
    const names = new Set(states.map(({ name }) => name));
    // A target that is no state is told by another rule, and what it cuts off would be a second finding about one mistake.
    if (states.some((state) => transitions(state).some(({ target }) => !names.has(target)))) return [];
    const reached = reachedFrom(group, [StartAt]);
    const unreached = states
      .filter(({ name }) => !reached.has(name))
      .map((state) =>
        finding(
          machine,
          state,
          "UNREACHABLE_STATE",
          "",
          `no transition leads to '${state.name}'`,
          "name it as a target of a state before, or take it out",
        ),
      );
    const ends = states.some(
      (state) => reached.has(state.name) && state.Type !== "Choice" && !("Next" in state && state.Next !== undefined),
    );
    return ends || states.length === 0 ? unreached : [...unreached, endless(machine, group)];
  });
