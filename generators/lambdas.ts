import { allStates } from "../dsl/all-states.js";
import type { ActivityModel, LambdaModel, StateMachineModel } from "../dsl/model.js";
import { substitutionNames } from "./names.js";
import { namedSubstitutions } from "./substitutions.js";

type WithStates = Pick<StateMachineModel, "states">;

/** The functions that a machine runs, each once, in the order of its states. */
export function lambdasOf(machine: WithStates): readonly LambdaModel[] {
  return once(
    runsOf(machine).flatMap((run) => {
      if (run.kind === "lambda") return [run.lambda];
      return run.kind === "integration" && run.integration.lambda !== undefined ? [run.integration.lambda] : [];
    }),
  );
}

/** The activities whose workers a machine waits for, likewise. */
export function activitiesOf(machine: WithStates): readonly ActivityModel[] {
  return once(runsOf(machine).flatMap((run) => (run.kind === "activity" ? [run.activity] : [])));
}

/** The substitution `${…}` of each function, activity and text of the author's, by its name: the definition, the construct and tests use the same. */
export const substitutionsOf = (machine: WithStates): ReadonlyMap<string, string> =>
  substitutionNames([
    ...lambdasOf(machine),
    ...activitiesOf(machine),
    ...namedSubstitutions(machine).map((name) => ({ name })),
  ]);

/** ARNs for the activities of a machine that runs here, by their substitutions. Its functions need none. */
export function localActivityArns(machine: WithStates): { readonly [substitution: string]: string } {
  const substitutions = substitutionsOf(machine);
  const names = activitiesOf(machine).map(({ name }) => substitutions.get(name) ?? name);
  return Object.fromEntries(names.map((name) => [name, `arn:aws:states:us-east-1:123456789012:activity:${name}`]));
}

const runsOf = (machine: WithStates) =>
  allStates(machine).flatMap((state) => (state.Type === "Task" ? [state.run] : []));

/** The first of each name. */
function once<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  const byName = new Map<string, Named>();
  for (const one of all) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}
