import { inState, type Rule } from "./rule.js";

/** A machine in JSONata holds no states in JSONPath. */
export const queryLanguages: Rule = ({ document, states }, report) => {
  if (document["QueryLanguage"] !== "JSONata") return;
  for (const state of states) {
    if (state.document["QueryLanguage"] !== "JSONPath") continue;
    report(inState(state), "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
  }
};
