// What AWS refuses in a JSONata expression before it takes a definition.
import type { DiagnosticCode } from "./diagnostic.js";
import { analyzeJsonata, type JsonataAnalysis } from "./jsonata-analysis.js";
import type { ExpressionContext } from "./state-expressions.js";

export interface JsonataFault {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly fix?: string;
}

/** Members of `$states`, by what a field reads. */
const MEMBERS: { readonly [Reads in ExpressionContext]: readonly string[] } = {
  input: ["input", "context"],
  result: ["input", "context", "result"],
  error: ["input", "context", "errorOutput"],
};

/** Whether it parses, and reads nothing that is not there. `text` is what stands between `{%` and `%}`. */
export const jsonataFaults = (text: string, reads: ExpressionContext): readonly JsonataFault[] =>
  faultsOf(analyzeJsonata(text), reads);

export function faultsOf(analysis: JsonataAnalysis, reads: ExpressionContext): readonly JsonataFault[] {
  const { fault, bareNames, readsRoot, statesMembers, callsEval } = analysis;
  if (fault !== undefined) return [{ code: "INVALID_JSONATA_EXPRESSION", message: fault }];
  const unsupported = (message: string, fix: string): JsonataFault => ({
    code: "UNSUPPORTED_JSONATA_EXPRESSION",
    message,
    fix,
  });
  const bare = bareNames.map((name) => {
    const path = name === "$" ? "$states.input" : `$states.input.${name}`;
    return unsupported(`Reference to '${name}' at the top level is not supported.`, `write ${path}, or a variable`);
  });
  const root: JsonataFault = {
    code: "INVALID_JSONATA_EXPRESSION",
    message: "Reference to '$$' is not supported.",
    fix: "write $states.input",
  };
  const here = MEMBERS[reads].map((name) => `$states.${name}`).join(", ");
  const members = statesMembers
    .filter((member) => !MEMBERS[reads].includes(member))
    .map((member) => unsupported(`Field '$states.${member}' does not exist.`, `here there are ${here}`));
  const evaluates = unsupported("Function '$eval' is not supported.", "write $parse(text) to read JSON");
  return [...bare, ...(readsRoot ? [root] : []), ...members, ...(callsEval ? [evaluates] : [])];
}
