import type { Diagnostic } from "./diagnostic.js";
import { isDocument, readDocument } from "./document.js";
import { type StateMachineType, viewMachine } from "./machine-view.js";
import { rules } from "./rules/index.js";
import type { Report } from "./rules/rule.js";

/** What a definition is held against. */
export interface ValidateOptions {
  /** What kind of workflow it shall be: Express takes less. @default "STANDARD" */
  readonly type?: StateMachineType;
}

/**
 * Everything that is wrong with a definition in Amazon States Language, and, as warnings, what looks wrong. Takes any value,
 * changes nothing and never throws. Codes and locations are AWS's (`/States/Charge Card/Catch[0]/Next`), and so are the
 * sentences where they are known.
 *
 * Texts with `${Name}` in them are taken for whatever their place asks for.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */
export function validate(definition: unknown, { type = "STANDARD" }: ValidateOptions = {}): readonly Diagnostic[] {
  const { value, faults } = readDocument(definition);
  if (faults.length > 0) return faults.map((fault) => ({ severity: "error", ...fault }));
  if (!isDocument(value)) {
    return [
      {
        severity: "error",
        code: "SCHEMA_VALIDATION_FAILED",
        location: "/",
        message: "A definition has to be a JSON object",
      },
    ];
  }
  const findings: Diagnostic[] = [];
  const report: Report = ({ location, ...place }, message, { code, severity = "error", fix } = {}) => {
    findings.push({
      severity,
      code: code ?? "SCHEMA_VALIDATION_FAILED",
      location: location || "/",
      message,
      ...place,
      ...(fix === undefined ? {} : { fix }),
    });
  };
  const machine = viewMachine(value, type);
  for (const rule of rules) rule(machine, report);
  return findings;
}
