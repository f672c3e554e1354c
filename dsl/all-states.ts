import type { State, StateGroup } from "./model.js";

/** The chains inside a state: the branches of a Parallel, the iteration of a Map. */
export function innerGroups(state: State): readonly StateGroup[] {
  if (state.Type === "Parallel") return state.branches;
  return state.Type === "Map" ? [state.processor] : [];
}

/** The states of a chain and of the chains inside them, each before those that it contains. */
export const allStates = ({ states }: Pick<StateGroup, "states">): readonly State[] =>
  states.flatMap((state) => [state, ...innerGroups(state).flatMap(allStates)]);
