import type { ObjectNode, State } from "../model.js";
import { transitions } from "../transitions.js";
import { finding } from "./finding.js";
import { type Group, groupsOf } from "./groups.js";
import type { Rule } from "./index.js";
import { reachedFrom } from "./reachability.js";

/** Every `Assign` of a state, with its field. */
export function assignments(state: State): readonly (readonly [field: string, assign: ObjectNode])[] {
  const rules = "rules" in state ? state.rules : [];
  const catchers = "Catch" in state ? (state.Catch ?? []) : [];
  const all: readonly (readonly [string, ObjectNode | undefined])[] = [
    ["Assign", "Assign" in state ? state.Assign : undefined],
    ...rules.map(({ Assign }, index) => [`Choices[${index}].Assign`, Assign] as const),
    ...catchers.map(({ Assign }, index) => [`Catch[${index}].Assign`, Assign] as const),
  ];
  return all.flatMap(([field, assign]) => (assign === undefined ? [] : [[field, assign] as const]));
}
const assigned = (state: State) => assignments(state).flatMap(([, { entries }]) => entries.map(([name]) => name));

/** The variables that may be set in the chains around one when it begins. */
function outerVariables({ around, isDistributed }: Group): ReadonlySet<string> {
  if (around === undefined || isDistributed) return new Set();
  const { group, state } = around;
  const before = group.states.filter((one) =>
    reachedFrom(
      group,
      transitions(one).map(({ target }) => target),
    ).has(state.name),
  );
  return new Set([...before.flatMap(assigned), ...outerVariables(group)]);
}

/**
 * An inner chain assigns no variable of the chain around it.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export const outerVariableNames: Rule = (machine) =>
  groupsOf(machine).flatMap((group) => {
    const outer = outerVariables(group);
    return group.states.flatMap((state) =>
      assignments(state).flatMap(([field, { entries }]) =>
        entries
          .filter(([name]) => outer.has(name))
          .map(([name]) =>
            finding(
              machine,
              state,
              "DUPLICATE_VARIABLE_NAME",
              field,
              `variable '${name}' belongs to the chain around that of state '${state.name}', which can read it and not assign it`,
              "give it another name",
            ),
          ),
      ),
    );
  });
