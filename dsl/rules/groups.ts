import type { State, StateGroup, StateMachineModel, StateMachineType } from "../model.js";

/** A chain of the machine with its place: the machine's own, a branch, an iteration. */
export interface Group extends StateGroup {
  /** `""` of the machine, `/States/Roll Out/ItemProcessor` of an iteration. */
  readonly location: string;
  /** The state that it is a part of, and as which field. */
  readonly around?: { readonly state: State; readonly field: string; readonly group: Group };
  /** Runs as executions of its own, which see no variables of the machine. */
  readonly isDistributed: boolean;
  /** Of the execution that runs it. */
  readonly type: StateMachineType;
}

function innerOf(group: Group): readonly Group[] {
  const inner = (state: State, field: string, chain: StateGroup, distributed?: StateMachineType): Group => ({
    ...chain,
    location: `${group.location}/States/${state.name}/${field}`,
    around: { state, field, group },
    isDistributed: distributed !== undefined,
    type: distributed ?? group.type,
  });
  return group.states.flatMap((state) => {
    if (state.Type === "Parallel") {
      return state.branches.map((branch, index) => inner(state, `Branches[${index}]`, branch));
    }
    if (state.Type !== "Map") return [];
    return [inner(state, "ItemProcessor", state.processor, state.distributed?.executionType)];
  });
}

/** All chains of a machine, each before those inside it. */
export function groupsOf({ StartAt, states, type }: StateMachineModel): readonly Group[] {
  const within = (group: Group): readonly Group[] => [group, ...innerOf(group).flatMap(within)];
  return within({ StartAt, states, location: "", isDistributed: false, type });
}

/** Where a state stands in the definition. One that is none of the machine's is looked for by its name. */
export function locationOf(machine: StateMachineModel, state: Pick<State, "name">): string {
  const groups = groupsOf(machine);
  const group =
    groups.find(({ states }) => states.some((one) => one === state)) ??
    groups.find(({ states }) => states.some(({ name }) => name === state.name));
  return `${group?.location ?? ""}/States/${state.name}`;
}
