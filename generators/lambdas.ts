import type { LambdaModel, StateMachineModel } from "../dsl/model.js";

/** The functions that a machine runs, each once, in the order of its states. */
export function lambdasOf(machine: Pick<StateMachineModel, "states">): readonly LambdaModel[] {
  const byName = new Map<string, LambdaModel>();
  for (const state of machine.states) {
    if (state.Type !== "Task" || state.run.kind !== "lambda") continue;
    if (!byName.has(state.run.lambda.name)) byName.set(state.run.lambda.name, state.run.lambda);
  }
  return [...byName.values()];
}
