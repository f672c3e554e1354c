import { readExpression } from "../expression-reading.js";
import { inState, type Rule } from "./rule.js";

/** Paths and intrinsic calls of states in JSONPath are well formed. */
export const paths: Rule = ({ states }, report) => {
  for (const state of states) {
    for (const expression of state.expressions) {
      const { kind, field, label, value } = expression;
      if (kind === "jsonata" || (kind !== "pathOrCall" && typeof value !== "string")) continue;
      const { fault, doubt } = readExpression(expression);
      if (doubt !== undefined) report(inState(state, field), doubt, { code: "UNSUPPORTED", severity: "warning" });
      if (fault === undefined) continue;
      const wanted = kind === "referencePath" ? "reference path" : "JSONPath or a valid intrinsic function call";
      report(inState(state, field), `The value for the field '${label}' must be a valid ${wanted}`, {
        fix: `correct it: ${fault}`,
      });
    }
  }
};
