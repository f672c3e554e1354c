import { readExpression } from "../expression-reading.js";
import type { JsonataAnalysis } from "../jsonata-analysis.js";
import type { Expression, ExpressionContext } from "../state-expressions.js";
import { inState, type Report, type Rule, type Spot } from "./rule.js";

const MEMBERS: { readonly [Reads in ExpressionContext]: readonly string[] } = {
  input: ["input", "context"],
  result: ["input", "context", "result"],
  error: ["input", "context", "errorOutput"],
};

/** Expressions of states in JSONata parse, and read nothing that is not there. */
export const jsonataExpressions: Rule = ({ states }, report) => {
  for (const state of states) {
    for (const expression of state.expressions) {
      if (expression.kind !== "jsonata") continue;
      const { jsonata, doubt } = readExpression(expression);
      const at = inState(state, `${expression.field}${expression.within}`);
      if (doubt !== undefined) report(at, doubt, { code: "UNSUPPORTED", severity: "warning" });
      if (jsonata !== undefined) check(jsonata, expression, at, report);
    }
  }
};

function check(analysis: JsonataAnalysis, { reads }: Expression, at: Spot, report: Report): void {
  const { fault, bareNames, readsRoot, statesMembers, callsEval } = analysis;
  if (fault !== undefined) {
    report(at, fault, { code: "INVALID_JSONATA_EXPRESSION" });
    return;
  }
  const unsupported = (message: string, fix: string) => {
    report(at, message, { code: "UNSUPPORTED_JSONATA_EXPRESSION", fix });
  };
  for (const name of bareNames) {
    const path = name === "$" ? "$states.input" : `$states.input.${name}`;
    unsupported(`Reference to '${name}' at the top level is not supported.`, `write ${path}, or a variable`);
  }
  if (readsRoot) {
    report(at, "Reference to '$$' is not supported.", {
      code: "INVALID_JSONATA_EXPRESSION",
      fix: "write $states.input",
    });
  }
  for (const member of statesMembers) {
    if (MEMBERS[reads].includes(member)) continue;
    const here = MEMBERS[reads].map((name) => `$states.${name}`).join(", ");
    unsupported(`Field '$states.${member}' does not exist.`, `here there are ${here}`);
  }
  if (callsEval) unsupported("Function '$eval' is not supported.", "write $parse(text) to read JSON");
}
