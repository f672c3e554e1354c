import type { Diagnostic } from "../asl/diagnostic.js";
import { jsonataFunctionNames } from "../asl/jsonata-function-names.js";
import { allStates } from "../dsl/all-states.js";
import type { State, StateMachineModel } from "../dsl/model.js";
import { finding } from "../dsl/rules/finding.js";
import { assignments } from "../dsl/rules/outer-variables.js";

/**
 * The variables that are called like a function, where some state is in JSONata: there the variable hides the function, from
 * what is generated as well.
 */
export function hiddenFunctions(machine: StateMachineModel): readonly Diagnostic[] {
  const states = allStates(machine);
  const speaks = (state: State) => (state.QueryLanguage ?? machine.QueryLanguage) === "JSONata";
  if (!states.some(speaks)) return [];
  return states.flatMap((state) =>
    assignments(state).flatMap(([field, { entries }]) =>
      entries
        .filter(([name]) => jsonataFunctionNames.has(name))
        .map(([name]) =>
          finding(
            machine,
            state,
            "UNSUPPORTED_EXPRESSION",
            `${field}.${name}`,
            `the variable '${name}' hides JSONata's function $${name}`,
            "give the variable another name",
          ),
        ),
    ),
  );
}
