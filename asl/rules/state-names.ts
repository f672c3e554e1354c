import { inState, type Rule } from "./rule.js";

const LONGEST_NAME = 80;

/** Names of states: short enough, and each once in the whole machine. */
export const stateNames: Rule = ({ states }, report) => {
  const seen = new Set<string>();
  for (const state of states) {
    const { name } = state;
    // Counted in code points, as the service counts.
    if (name.length > LONGEST_NAME && [...name].length > LONGEST_NAME) {
      report(inState(state), `The state name is longer than ${LONGEST_NAME} characters`, {
        code: "INVALID_STATE_NAME",
      });
    } else if (name === "") report(inState(state), "The state name is empty", { code: "INVALID_STATE_NAME" });
    if (seen.has(name)) {
      report(inState(state), `Duplicate State name: ${name}`, {
        code: "DUPLICATE_STATE_NAME",
        fix: "give it a name that no other state of the machine has, within branches and processors too",
      });
    }
    seen.add(name);
  }
};
