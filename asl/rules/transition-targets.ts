import { transitionsOf } from "../graph.js";
import type { Scope } from "../machine-view.js";
import { hasSubstitution } from "../substitution.js";
import { inScope, inState, type Report, type Rule, type Spot } from "./rule.js";

/** Where transitions lead to: a state of the same set. */
export const transitionTargets: Rule = ({ scopes, states }, report) => {
  const names = new Set(states.map(({ name }) => name));
  for (const scope of scopes) {
    // Without states it is those that are missing.
    if (scope.states.size > 0) {
      checkTarget(scope.document["StartAt"], inScope(scope, "StartAt"), scope, names, report);
    }
    for (const state of scope.states.values()) {
      for (const { target, field } of transitionsOf(state)) {
        checkTarget(target, inState(state, field), scope, names, report);
      }
    }
  }
};

function checkTarget(target: unknown, at: Spot, scope: Scope, names: ReadonlySet<string>, report: Report): void {
  // What is no text is told where kinds are checked.
  if (typeof target !== "string" || scope.states.has(target) || hasSubstitution(target)) return;
  // The service says 'Next' of every kind of transition.
  report(at, `Missing 'Next' target: ${target}`, {
    code: "MISSING_TRANSITION_TARGET",
    ...(names.has(target) ? { fix: `'${target}' is in another set of states: name one beside this state` } : {}),
  });
}
