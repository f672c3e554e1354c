import { finding } from "./finding.js";
import { groupsOf } from "./groups.js";
import type { Rule } from "./index.js";

const LONGEST_LABEL = 40;
/** What a label cannot hold, as it becomes part of ARNs. */
const REFUSED = /[\s?*<>{}[\]:;,\\|^~$#%&"`\p{Cc}]/u;

/** Labels of distributed maps: what an ARN can hold, and each once in the machine. */
export const labels: Rule = (machine) => {
  const seen = new Set<string>();
  return groupsOf(machine)
    .flatMap(({ states }) => states)
    .flatMap((state) => {
      const label = state.Type === "Map" ? state.distributed?.label : undefined;
      if (label === undefined) return [];
      const twice = seen.has(label);
      seen.add(label);
      const wrong = REFUSED.exec(label)?.[0];
      const length = [...label].length;
      if (length === 0 || length > LONGEST_LABEL) {
        const message = `the label of state '${state.name}' has ${length} characters: AWS takes 1 to ${LONGEST_LABEL}`;
        return [finding(machine, state, "INVALID_LABEL_NAME", "Label", message, "label it anew")];
      }
      if (wrong !== undefined) {
        const message = `the label of state '${state.name}' has ${JSON.stringify(wrong)}, which no ARN can hold`;
        return [finding(machine, state, "INVALID_LABEL_NAME", "Label", message, "write letters, digits, - and _")];
      }
      const message = `the label '${label}' stands for two maps`;
      return twice ? [finding(machine, state, "DUPLICATE_LABEL_NAME", "Label", message, "label one of them anew")] : [];
    });
};
