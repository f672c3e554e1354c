// A variable hides the function of the same name from every expression in JSONata, those of a generated definition with them.
import type { Diagnostic } from "../asl/diagnostic.js";
import { jsonataFunctionNames } from "../asl/jsonata-function-names.js";
import { allStates } from "../dsl/all-states.js";
import type { ObjectNode, State, StateMachineModel } from "../dsl/model.js";

/** The variables of a machine that are called like a function, where some of its states are in JSONata. */
export function hiddenFunctions(machine: StateMachineModel): readonly Diagnostic[] {
  const states = allStates(machine);
  const speaks = (state: State) => (state.QueryLanguage ?? machine.QueryLanguage) === "JSONata";
  if (!states.some(speaks)) return [];
  return states.flatMap((state) =>
    assignsOf(state).flatMap(([field, { entries }]) =>
      entries.flatMap(([name]): readonly Diagnostic[] =>
        jsonataFunctionNames.has(name) || name === "eval"
          ? [
              {
                severity: "error",
                code: "UNSUPPORTED_EXPRESSION",
                location: `/States/${state.name}/${field}/${name}`,
                message: `the variable '${name}' hides JSONata's function $${name}`,
                workflow: machine.name,
                state: state.name,
                field: `${field.replaceAll("/", ".")}.${name}`,
                fix: "give the variable another name",
                source: state.source,
              },
            ]
          : [],
      ),
    ),
  );
}

/** What a state assigns, by its field. */
function assignsOf(state: State): readonly (readonly [field: string, ObjectNode])[] {
  const own = "Assign" in state && state.Assign ? [["Assign", state.Assign] as const] : [];
  const parts = (field: string, all: readonly { readonly Assign?: ObjectNode }[] = []) =>
    all.flatMap(({ Assign }, index) => (Assign ? [[`${field}[${index}]/Assign`, Assign] as const] : []));
  return [
    ...own,
    ...("Catch" in state ? parts("Catch", state.Catch) : []),
    ...(state.Type === "Choice" ? parts("Choices", state.rules) : []),
  ];
}
