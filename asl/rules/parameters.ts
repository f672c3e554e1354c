import { isDocument } from "../document.js";
import type { StateView } from "../machine-view.js";
import { requiredParametersOf } from "../task-resources.js";
import { inState, type Report, type Rule } from "./rule.js";

/** What is sent to a service names what its action cannot do without. */
export const parameters: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.type === "Task") check(state.document, "", state, report);
    if (state.type !== "Map") continue;
    for (const part of ["ItemReader", "ResultWriter"]) {
      const document = state.document[part];
      if (isDocument(document)) check(document, `${part}/`, state, report);
    }
  }
};

function check(document: StateView["document"], steps: string, state: StateView, report: Report): void {
  const field = state.language === "JSONata" ? "Arguments" : "Parameters";
  const { Resource, [field]: sent } = document;
  // Without the field a Task sends its input, of which nothing is known.
  if (typeof Resource !== "string" || !isDocument(sent)) return;
  for (const name of requiredParametersOf(Resource)) {
    const isThere = sent[name] !== undefined || (state.language === "JSONPath" && sent[`${name}.$`] !== undefined);
    if (!isThere) report(inState(state, `${steps}${field}`), `The field '${name}' is required but was missing`);
  }
}
