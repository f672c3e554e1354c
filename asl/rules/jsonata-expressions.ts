import { readExpression } from "../expression-reading.js";
import { faultsOf } from "../jsonata-faults.js";
import { inState, type Rule } from "./rule.js";

/** Expressions of states in JSONata parse, and read nothing that is not there. */
export const jsonataExpressions: Rule = ({ states }, report) => {
  for (const state of states) {
    for (const expression of state.expressions) {
      if (expression.kind !== "jsonata") continue;
      const { jsonata, doubt } = readExpression(expression);
      const at = inState(state, `${expression.field}${expression.within}`);
      if (doubt !== undefined) report(at, doubt, { code: "UNSUPPORTED", severity: "warning" });
      if (jsonata === undefined) continue;
      for (const { message, ...more } of faultsOf(jsonata, expression.reads)) report(at, message, more);
    }
  }
};
