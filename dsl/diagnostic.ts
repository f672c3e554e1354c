import { type Diagnostic, formatDiagnostic } from "../asl/diagnostic.js";

/** Thrown by `.end()` and by the generators: lists everything that is wrong, not only the first. */
export class DefinitionError extends Error {
  override readonly name = "DefinitionError";
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.diagnostics = diagnostics;
  }
}
