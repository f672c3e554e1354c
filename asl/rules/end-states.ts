import { stateFields } from "../fields.js";
import { isTerminal } from "../graph.js";
import type { Scope, StateView } from "../machine-view.js";
import { inScope, type Rule } from "./rule.js";

/** Each set of states has one that ends it. */
export const endStates: Rule = ({ scopes }, report) => {
  for (const scope of scopes) {
    if (canEnd(scope)) continue;
    report(inScope(scope), "Workflow has no terminal state", {
      code: "MISSING_END_STATE",
      fix: 'add a Succeed or Fail state, or "End": true to a state',
    });
  }
};

/** Whether a set of states has an end, or a fault that leaves it open. */
export function canEnd({ states }: Scope): boolean {
  return states.size === 0 || [...states.values()].some((state) => isTerminal(state) || isUnfinished(state));
}

const isUnfinished = ({ document, type }: StateView): boolean =>
  type === undefined ||
  (stateFields[type].rows.has("Next") && document["Next"] === undefined) ||
  (type === "Choice" && document["Choices"] === undefined);
