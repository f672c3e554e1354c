import type { ObjectNode, State } from "../model.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html */
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u;
const RESERVED = "states";

const lists = (state: State): readonly (readonly [field: string, assign: ObjectNode | undefined])[] => [
  ["Assign", "Assign" in state ? state.Assign : undefined],
  ...(state.Type === "Task" ? (state.Catch ?? []) : []).map(
    ({ Assign }, index) => [`Catch[${index}].Assign`, Assign] as const,
  ),
];

/** Variables have names that ASL takes. */
export const assignedNames: Rule = (machine) =>
  machine.states.flatMap((state) =>
    lists(state).flatMap(([field, assign]) =>
      (assign?.entries ?? [])
        .filter(([name]) => name === RESERVED || !NAME.test(name))
        .map(([name]) =>
          finding(
            machine,
            state,
            "SCHEMA_VALIDATION_FAILED",
            field,
            `'${name}' is no name for a variable: ASL takes letters, digits and _, at most 80, and not '${RESERVED}'`,
            "name it anew",
          ),
        ),
    ),
  );
