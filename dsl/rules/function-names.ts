import { allStates } from "../all-states.js";
import type { RunModel } from "../model.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

/** What a state runs of the author's own. */
function ownOf(run: RunModel): { readonly what: string; readonly name: string; readonly source: string } | undefined {
  if (run.kind === "lambda") return { what: "function", ...run.lambda };
  return run.kind === "activity" ? { what: "activity", ...run.activity } : undefined;
}

/** A name stands for one function or activity: two declarations of it would share a handler and a substitution. */
export const functionNames: Rule = (machine) => {
  const seen = new Map<string, string>();
  return allStates(machine).flatMap((state) => {
    const own = state.Type === "Task" ? ownOf(state.run) : undefined;
    if (own === undefined) return [];
    const { what, name, source } = own;
    const first = seen.get(name) ?? source;
    seen.set(name, first);
    if (!/[\p{L}\p{N}]/u.test(name)) {
      return [
        finding(
          machine,
          state,
          "INVALID_RESOURCE",
          "Resource",
          `the ${what}'s name '${name}' has no letter or digit`,
          `name it, as in ${what === "function" ? 'lambda("CreateStack")' : 'activity("Review")'}`,
        ),
      ];
    }
    return first === source
      ? []
      : [
          finding(
            machine,
            state,
            "DUPLICATE_FUNCTION",
            "Resource",
            `the ${what} '${name}' is declared at ${first} and at ${source}`,
            "declare it once and import it, or give one of them another name",
          ),
        ];
  });
};
