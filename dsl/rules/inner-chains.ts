import { finding } from "./finding.js";
import { groupsOf } from "./groups.js";
import type { Rule } from "./index.js";

/** A parallel has a branch, and every inner chain a state. What is no chain at all was told when it was given back. */
export const innerChains: Rule = (machine, draft) =>
  groupsOf(machine).flatMap((group) => {
    const bare = group.states
      .filter((state) => state.Type === "Parallel" && state.branches.length === 0)
      .map((state) =>
        finding(
          machine,
          state,
          "SCHEMA_VALIDATION_FAILED",
          "Branches",
          `parallel '${state.name}' has no branch`,
          "write [(branch) => branch.task(…), …]",
        ),
      );
    const { around } = group;
    if (around === undefined || group.states.length > 0) return bare;
    const { state, field } = around;
    if (draft.mishaps.some((mishap) => mishap.state === state.name && mishap.field === field)) return bare;
    const message = `the inner chain ${field} of state '${state.name}' has no state`;
    const fix = "begin it with one, as in (chain) => chain.task(…)";
    return [...bare, finding(machine, state, "SCHEMA_VALIDATION_FAILED", field, message, fix)];
  });
