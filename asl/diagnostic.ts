/** Stable names of findings: AWS's own where AWS has one, else ours. Wording may improve, codes stay. */
export type DiagnosticCode =
  | "INVALID_JSON_DESCRIPTION"
  | "MISSING_DESCRIPTION"
  | "SCHEMA_VALIDATION_FAILED"
  | "MISSING_TRANSITION_TARGET"
  | "MISSING_END_STATE"
  | "DUPLICATE_STATE_NAME"
  | "INVALID_STATE_NAME"
  | "INVALID_RESOURCE"
  | "INVALID_JSONATA_EXPRESSION"
  | "UNSUPPORTED_JSONATA_EXPRESSION"
  | "DUPLICATE_LABEL_NAME"
  | "INVALID_LABEL_NAME"
  | "TOO_DEEPLY_NESTED"
  | "DUPLICATE_VARIABLE_NAME"
  | "POSSIBLY_UNDEFINED_VARIABLE"
  | "NO_DOLLAR"
  | "NO_PATH"
  | "PASS_RESULT_IS_STATIC"
  | "ENDLESS_LOOP"
  | "UNWRITTEN_PATH"
  | "UNKNOWN_ERROR_NAME"
  | "UNREACHABLE_HANDLER"
  | "MISSING_TASK_TOKEN"
  | "UNREACHABLE_STATE"
  | "MISSING_KEY"
  | "CHOICE_NOT_EXHAUSTIVE"
  | "UNDECLARED_ERROR"
  | "CATCH_ALL_NOT_LAST"
  | "NOT_JSON"
  | "TYPE_ERROR"
  | "NOT_EXPORTED"
  | "DUPLICATE_FUNCTION"
  | "DUPLICATE_FILE"
  | "UNSUPPORTED_EXPRESSION"
  | "INTRINSIC_LIMIT"
  | "UNSUPPORTED";

/** One finding about a definition. Rules return these, `end()` throws them, the command line prints them. */
export interface Diagnostic {
  /** An error is what AWS refuses; a warning what it takes and the author hardly means. */
  readonly severity: "error" | "warning";
  /** Stable; AWS's own where AWS has one. */
  readonly code: DiagnosticCode;
  /** Where it is in the ASL, as AWS gives it: `/States/Charge Card/Catch[0]/Next`. */
  readonly location: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The name of the workflow. */
  readonly workflow?: string;
  /** The name of the state. */
  readonly state?: string;
  /** The field inside the state: `Catch[0].Next`. */
  readonly field?: string;
  /** The smallest edit that makes the finding go away. */
  readonly fix?: string;
  /** The line of the workflow: `workflows/deploy.ts:42`. */
  readonly source?: string;
}

/** A finding as a person reads it: place and code, the sentence, the way out. */
export function formatDiagnostic({
  severity,
  code,
  location,
  message,
  workflow,
  state,
  field,
  fix,
  source,
}: Diagnostic): string {
  const place =
    workflow === undefined
      ? location
      : [workflow, [state, field].filter(Boolean).join(".")].filter(Boolean).join(" › ");
  const lines = [
    `${severity} ${code}  ${place}${source === undefined || source === place ? "" : `  (${source})`}`,
    `  ${message}`,
  ];
  if (fix !== undefined) lines.push(`  fix: ${fix}`);
  return lines.join("\n");
}

/** Thrown for a definition that cannot be used: lists everything that is wrong, not only the first. */
export class DefinitionError extends Error {
  override readonly name = "DefinitionError";
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.diagnostics = diagnostics;
  }
}
