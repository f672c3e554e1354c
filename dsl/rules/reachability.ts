import type { StateMachineModel } from "../model.js";
import { transitions } from "../transitions.js";
import { finding, machineFinding } from "./finding.js";
import type { Rule } from "./index.js";

function reachedFrom(machine: StateMachineModel): ReadonlySet<string> {
  const byName = new Map(machine.states.map((state) => [state.name, state]));
  const reached = new Set<string>();
  const waiting = [machine.StartAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = byName.get(name);
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    waiting.push(...transitions(state).map(({ target }) => target));
  }
  return reached;
}

/** Every state is reached from the first one, and some state ends the execution. */
export const reachability: Rule = (machine) => {
  const names = new Set(machine.states.map(({ name }) => name));
  // A target that is no state is told by another rule, and what it cuts off would be a second finding about one mistake.
  if (machine.states.some((state) => transitions(state).some(({ target }) => !names.has(target)))) return [];
  const reached = reachedFrom(machine);
  const unreached = machine.states
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
  const ends = machine.states.some(
    (state) => reached.has(state.name) && state.Type !== "Choice" && !("Next" in state && state.Next !== undefined),
  );
  return ends || machine.states.length === 0
    ? unreached
    : [
        ...unreached,
        machineFinding(
          machine,
          "MISSING_END_STATE",
          "States",
          "no state ends the execution: it would go on until it fails",
          "lead one way to a succeed or a fail",
        ),
      ];
};
