import { exclusiveFields as pairs, stateFields } from "../fields.js";
import { isTerminal } from "../graph.js";
import type { StateView } from "../machine-view.js";
import { inState, type Report, type Rule } from "./rule.js";

const TIMES = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

/** Fields of which a state has to carry exactly one, or at most one. */
export const exclusiveFields: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.type === undefined) continue;
    for (const [one, other] of pairs) {
      if (both(state, one, other)) report(inState(state, other), `You cannot specify both '${one}' and '${other}'`);
    }
    checkOnward(state, report);
    if (state.type === "Wait" && TIMES.filter((field) => state.document[field] !== undefined).length !== 1) {
      const known = state.language === "JSONata" ? TIMES.filter((field) => !field.endsWith("Path")) : TIMES;
      report(inState(state), `A Wait state must contain exactly one of [${known.join(", ")}]`);
    }
    if (
      state.type === "Map" &&
      state.document["ItemProcessor"] === undefined &&
      state.document["Iterator"] === undefined
    ) {
      report(inState(state), "These fields are required: [ItemProcessor]");
    }
  }
};

/** Both are there, and both belong to the state: of a field that does not, that alone is told. */
function both({ document, type, language }: StateView, one: string, other: string): boolean {
  if (document[one] === undefined || document[other] === undefined || type === undefined) return false;
  return [one, other].every((field) => {
    const row = stateFields[type].rows.get(field);
    return row !== undefined && (row.only ?? language) === language;
  });
}

function checkOnward(state: StateView, report: Report): void {
  const { document, type } = state;
  if (type === undefined || !stateFields[type].rows.has("Next")) return;
  const { Next, End } = document;
  if (Next === undefined && End === undefined) {
    report(inState(state), "One of these fields is required: [Next, End]", {
      fix: 'set Next to the name of a state, or "End": true',
    });
  } else if (Next !== undefined && isTerminal(state)) {
    report(inState(state, "End"), "You cannot specify both 'Next' and 'End'");
  }
}
