// Runs the cases of kind `variable_references`: a definition, and the variables that its states read.
import { variableReferences } from "../../simulator/index.js";
import { compareJson } from "./agreement.js";
import type { Agreement, Case } from "./case.js";

interface VariableReferencesCase extends Case {
  readonly definition: object;
  readonly expected: unknown;
}

export async function runVariableReferences({
  definition,
  expected,
  unstable,
}: VariableReferencesCase): Promise<Agreement> {
  return { results: compareJson(expected, variableReferences(definition), "$.expected", new Set(unstable)) };
}
