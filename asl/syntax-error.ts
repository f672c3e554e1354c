import type { DiagnosticCode } from "./diagnostic.js";

/** Thrown by the parsers of paths and calls. Who reads a definition turns it into a `Diagnostic` with the place. */
export class AslSyntaxError extends Error {
  override readonly name = "AslSyntaxError";
  readonly code: DiagnosticCode;
  constructor(message: string, code: DiagnosticCode = "SCHEMA_VALIDATION_FAILED") {
    super(message);
    this.code = code;
  }
}
