import { transitions } from "../transitions.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

/** Every target is a state; a choice has a rule. */
export const transitionTargets: Rule = (machine) => {
  const names = machine.states.map(({ name }) => name);
  return machine.states.flatMap((state) => {
    const missing = transitions(state)
      .filter(({ target }) => !names.includes(target))
      .map(({ field, target }) =>
        finding(
          machine,
          state,
          "MISSING_TRANSITION_TARGET",
          field,
          `'${target}' is a target but not a state`,
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
};
