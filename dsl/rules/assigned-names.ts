import { allStates } from "../all-states.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";
import { assignments } from "./outer-variables.js";

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html */
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u;
const RESERVED = "states";

/** Variables have names that ASL takes. */
export const assignedNames: Rule = (machine) =>
  allStates(machine).flatMap((state) =>
    assignments(state).flatMap(([field, { entries }]) =>
      entries
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
