import { allStates } from "../all-states.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

const LONGEST_NAME = 80;

/** Every state has a name of its own in the whole machine, of 1 to 80 characters. */
export const stateNames: Rule = (machine) => {
  const seen = new Map<string, string>();
  return allStates(machine).flatMap((state) => {
    const found = [];
    const first = seen.get(state.name);
    if (first !== undefined) {
      found.push(
        finding(
          machine,
          state,
          "DUPLICATE_STATE_NAME",
          "",
          `state '${state.name}' is declared twice, first at ${first}`,
          "give one of them another name",
        ),
      );
    }
    seen.set(state.name, first ?? state.source);
    const length = [...state.name].length;
    if (length === 0 || length > LONGEST_NAME) {
      found.push(
        finding(
          machine,
          state,
          "INVALID_STATE_NAME",
          "",
          `the name of state '${state.name}' has ${length} characters: ASL takes 1 to ${LONGEST_NAME}`,
          "name it anew",
        ),
      );
    }
    if (/\p{Cc}/u.test(state.name)) {
      found.push(
        finding(
          machine,
          state,
          "INVALID_STATE_NAME",
          "",
          `the name of state ${JSON.stringify(state.name)} has a line break or another control character`,
          "name it anew",
        ),
      );
    }
    return found;
  });
};
