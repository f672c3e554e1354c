import { transitionsOf } from "../graph.js";
import type { MachineView, Scope } from "../machine-view.js";
import { hasSubstitution } from "../substitution.js";
import { inScope, inState, type Report, type Rule, type Spot } from "./rule.js";

/** Where transitions lead to: a state of the same set. */
export const transitionTargets: Rule = (machine, report) => {
  for (const scope of machine.scopes) {
    // Without states it is those that are missing.
    if (scope.states.size > 0) {
      checkTarget(scope.document["StartAt"], inScope(scope, "StartAt"), scope, machine, report);
    }
    for (const state of scope.states.values()) {
      for (const { target, field } of transitionsOf(state)) {
        checkTarget(target, inState(state, field), scope, machine, report);
      }
    }
  }
};

function checkTarget(target: unknown, at: Spot, scope: Scope, { states }: MachineView, report: Report): void {
  // What is no text is told where kinds are checked.
  if (typeof target !== "string" || scope.states.has(target) || hasSubstitution(target)) return;
  const elsewhere = states.some(({ name }) => name === target);
  // The service says 'Next' of every kind of transition.
  report(at, `Missing 'Next' target: ${target}`, {
    code: "MISSING_TRANSITION_TARGET",
    ...(elsewhere ? { fix: `'${target}' is in another set of states: name one beside this state` } : {}),
  });
}
