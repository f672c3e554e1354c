import { transitions } from "../transitions.js";
import { finding } from "./finding.js";
import { groupsOf } from "./groups.js";
import type { Rule } from "./index.js";

/** Every target is a state of the same chain; a choice has a rule. */
export const transitionTargets: Rule = (machine) =>
  groupsOf(machine).flatMap(({ states, around }) => {
    const names = states.map(({ name }) => name);
    return states.flatMap((state) => {
      const missing = transitions(state)
        .filter(({ target }) => !names.includes(target))
        .map(({ field, target }) =>
          finding(
            machine,
            state,
            "MISSING_TRANSITION_TARGET",
            field,
            around === undefined
              ? `'${target}' is a target but not a state`
              : `'${target}' is a target but not a state of its inner chain in '${around.state.name}'`,
            `declare it, or use one of: ${names.join(", ")}`,
          ),
        );
      const empty = state.Type === "Choice" && state.rules.length === 0;
      return empty
        ? [
            finding(
              machine,
              state,
              "SCHEMA_VALIDATION_FAILED",
              "Choices",
              `choice '${state.name}' has no rule`,
              "add .when(condition, target), or write a goto",
            ),
            ...missing,
          ]
        : missing;
    });
  });
