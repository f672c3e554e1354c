import { allStates } from "../dsl/all-states.js";
import type { ActivityModel, LambdaModel, StateMachineModel } from "../dsl/model.js";

type WithStates = Pick<StateMachineModel, "states">;

/** The functions that a machine runs, each once, in the order of its states. */
export function lambdasOf(machine: WithStates): readonly LambdaModel[] {
  return once(runsOf(machine).flatMap((run) => (run.kind === "lambda" ? [run.lambda] : [])));
}

/** The activities whose workers a machine waits for, likewise. */
export function activitiesOf(machine: WithStates): readonly ActivityModel[] {
  return once(runsOf(machine).flatMap((run) => (run.kind === "activity" ? [run.activity] : [])));
}

const runsOf = (machine: WithStates) =>
  allStates(machine).flatMap((state) => (state.Type === "Task" ? [state.run] : []));

/** The first of each name. */
function once<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  const byName = new Map<string, Named>();
  for (const one of all) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}
