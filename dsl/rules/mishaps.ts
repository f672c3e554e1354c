import { finding } from "./finding.js";
import type { Rule } from "./index.js";

/** What could not be carried over when a state was declared. */
export const mishaps: Rule = (machine, draft) =>
  draft.mishaps.map(({ state, field, message, source }) =>
    finding(
      machine,
      { name: state, source },
      "NOT_JSON",
      field,
      message,
      "build it from expressions, texts, numbers, booleans, lists and plain objects",
    ),
  );
