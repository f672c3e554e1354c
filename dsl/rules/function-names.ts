import { allStates } from "../all-states.js";
import type { LambdaModel } from "../model.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

/** A name stands for one function: two declarations of it would share a handler and a substitution. */
export const functionNames: Rule = (machine) => {
  const seen = new Map<string, LambdaModel>();
  return allStates(machine).flatMap((state) => {
    if (state.Type !== "Task" || state.run.kind !== "lambda") return [];
    const { lambda } = state.run;
    const first = seen.get(lambda.name) ?? lambda;
    seen.set(lambda.name, first);
    if (!/[\p{L}\p{N}]/u.test(lambda.name)) {
      return [
        finding(
          machine,
          state,
          "INVALID_RESOURCE",
          "Resource",
          `the function's name '${lambda.name}' has no letter or digit`,
          'name it, as in lambda("CreateStack")',
        ),
      ];
    }
    return first.source === lambda.source
      ? []
      : [
          finding(
            machine,
            state,
            "DUPLICATE_FUNCTION",
            "Resource",
            `the function '${lambda.name}' is declared at ${first.source} and at ${lambda.source}`,
            "declare it once and import it, or give one of them another name",
          ),
        ];
  });
};
