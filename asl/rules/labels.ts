import { hasSubstitution } from "../substitution.js";
import { inState, type Rule } from "./rule.js";

const LONGEST_LABEL = 40;
const REFUSED = /[\s?*<>{}[\]:;,\\|^~$#%&"`\u0000-\u001f\u007f-\u009f]/;

/** Labels of Maps: what an ARN can hold, and each once in the machine. */
export const labels: Rule = ({ states }, report) => {
  const seen = new Set<string>();
  for (const state of states) {
    const { Label } = state.document;
    if (state.type !== "Map" || typeof Label !== "string" || hasSubstitution(Label)) continue;
    const at = inState(state, "Label");
    const wrong = REFUSED.exec(Label)?.[0];
    if ([...Label].length > LONGEST_LABEL) {
      report(at, `The label is longer than ${LONGEST_LABEL} characters`, { code: "INVALID_LABEL_NAME" });
    } else if (Label === "") report(at, "The label is empty", { code: "INVALID_LABEL_NAME" });
    else if (wrong !== undefined) {
      report(at, `A label cannot hold ${JSON.stringify(wrong)}`, { code: "INVALID_LABEL_NAME" });
    }
    if (seen.has(Label)) report(at, `Duplicate Label name: ${Label}`, { code: "DUPLICATE_LABEL_NAME" });
    seen.add(Label);
  }
};
