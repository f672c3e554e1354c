// Runs the cases of kind `validation`: a definition that one of the service's calls judged.
import { refusalOf, validateStateMachineDefinition } from "../../simulator/validate-state-machine-definition.js";
import { compareJson } from "./agreement.js";
import type { Agreement, Case } from "./case.js";

interface ValidationCase extends Case {
  readonly operation: "create_state_machine" | "update_state_machine" | "validate_state_machine_definition";
  readonly stateMachineType: "STANDARD" | "EXPRESS";
  readonly definition: object | null;
  /** A definition that is no JSON object. */
  readonly definitionText?: string;
  readonly expected: unknown;
}

export async function runValidation(given: ValidationCase): Promise<Agreement> {
  const { operation, stateMachineType, definition, definitionText, expected } = given;
  const judged = validateStateMachineDefinition({
    definition: definitionText ?? JSON.stringify(definition),
    type: stateMachineType,
  });
  const answer = operation === "validate_state_machine_definition" ? judged : refusal(judged);
  return { results: compareJson(expected, answer, "$.expected", new Set(given.unstable)) };
}

/** What the calls that take a definition answer to a faulty one. */
const refusal = ({ diagnostics }: ReturnType<typeof validateStateMachineDefinition>): unknown =>
  diagnostics.length === 0 ? {} : { error: "InvalidDefinition", message: refusalOf(diagnostics) };
