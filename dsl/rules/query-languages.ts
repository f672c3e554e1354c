import { allStates } from "../all-states.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

/**
 * A machine in JSONPath may hold states in JSONata; one in JSONata holds no states in JSONPath.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export const queryLanguages: Rule = (machine) =>
  machine.QueryLanguage === "JSONPath"
    ? []
    : allStates(machine)
        .filter(({ QueryLanguage }) => QueryLanguage === "JSONPath")
        .map((state) =>
          finding(
            machine,
            state,
            "SCHEMA_VALIDATION_FAILED",
            "QueryLanguage",
            `state '${state.name}' is in JSONPath, which a workflow in JSONata does not hold`,
            "take its queryLanguage out",
          ),
        );
