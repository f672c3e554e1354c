import jsonc from "jsonc-parser";
import type { Diagnostic } from "./diagnostic.js";

/**
 * States that stand twice in one `States` object of a text. Parsed JSON no longer shows them: the last one is all that is
 * left. A text that is no JSON has none.
 */
export function duplicateStateNames(text: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  try {
    jsonc.visit(text, {
      onObjectProperty: (name, _offset, _length, _line, _column, pathOf) => {
        const path = pathOf();
        if (!holdsStates(path)) return;
        const location = [...path, name].map((step) => (typeof step === "number" ? `[${step}]` : `/${step}`)).join("");
        if (seen.has(location)) {
          const message = `Duplicate State name: ${name}`;
          found.push({ severity: "error", code: "DUPLICATE_STATE_NAME", location, message, state: name });
        }
        seen.add(location);
      },
    });
  } catch (error) {
    // Nested deeper than the stack: that is told by who reads the definition.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

/** Whether a path leads to the states of a machine, a branch or a processor, and not to data of that name. */
function holdsStates(path: jsonc.JSONPath): boolean {
  if (path.at(-1) !== "States") return false;
  let at = 0;
  while (path[at] === "States" && at < path.length - 1) {
    const part = path[at + 2];
    if (part === "Branches" && typeof path[at + 3] === "number") at += 4;
    else if (part === "ItemProcessor" || part === "Iterator") at += 3;
    else return false;
  }
  return at === path.length - 1;
}
