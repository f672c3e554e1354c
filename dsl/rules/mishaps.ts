import { finding } from "./finding.js";
import type { Rule } from "./index.js";

const FIX = "build it from expressions, texts, numbers, booleans, lists and plain objects";

/** What could not be carried over when a state was declared. */
export const mishaps: Rule = (machine, draft) =>
  draft.mishaps.map(({ state, field, message, source, code = "NOT_JSON", fix = FIX }) =>
    finding(machine, { name: state, source }, code, field, message, fix),
  );
