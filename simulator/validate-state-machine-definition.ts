import type { Diagnostic } from "../asl/diagnostic.js";
import { duplicateStateNames } from "../asl/duplicate-state-names.js";
import { validate } from "../asl/validate.js";
import { readJsonDescription } from "./json-description.js";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export interface ValidateStateMachineDefinitionRequest {
  /** The definition as text. */
  readonly definition: string;
  /** @default "STANDARD" */
  readonly type?: "STANDARD" | "EXPRESS";
  /** `WARNING` asks for warnings too. @default "ERROR" */
  readonly severity?: "ERROR" | "WARNING";
  /** 0 to 100; 0 stands for as many as there may be. @default 100 */
  readonly maxResults?: number;
}
/**
 * One finding.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */
export interface ValidateStateMachineDefinitionDiagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}
/**
 * The findings, errors first.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export interface ValidateStateMachineDefinitionResponse {
  /** `FAIL` when there is an error; warnings alone leave it `OK`. */
  readonly result: "OK" | "FAIL";
  readonly diagnostics: readonly ValidateStateMachineDefinitionDiagnostic[];
  /** Whether there are more findings than were asked for. */
  readonly truncated: boolean;
}

const MOST_RESULTS = 100;

/** Judges a definition as AWS does, by the API call of that name. Never throws. */
export function validateStateMachineDefinition({
  definition,
  type = "STANDARD",
  severity = "ERROR",
  maxResults = MOST_RESULTS,
}: ValidateStateMachineDefinitionRequest): ValidateStateMachineDefinitionResponse {
  const all = judge(definition, type);
  const isFaulty = all.some((finding) => finding.severity === "ERROR");
  const wanted = severity === "WARNING" ? all : all.filter((finding) => finding.severity === "ERROR");
  const most = maxResults >= 1 ? Math.min(maxResults, MOST_RESULTS) : MOST_RESULTS;
  return {
    result: isFaulty ? "FAIL" : "OK",
    diagnostics: wanted.slice(0, most),
    truncated: wanted.length > most,
  };
}

/** Everything that is wrong with a definition, and what looks wrong. */
export function judge(
  definition: string,
  type: "STANDARD" | "EXPRESS",
): readonly ValidateStateMachineDefinitionDiagnostic[] {
  const text = String(definition);
  if (text.trim() === "" || text.trim() === "null") {
    return [{ severity: "ERROR", code: "MISSING_DESCRIPTION", message: "State machine definition must not be empty" }];
  }
  const description = readJsonDescription(text);
  if ("fault" in description) {
    return [{ severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", ...description.fault }];
  }
  return [...duplicateStateNames(text), ...validate(description.document, { type })].map(asAws);
}

/** What the calls that take a definition answer to one with these errors, by the exception `InvalidDefinition`. */
export const refusalOf = (errors: readonly ValidateStateMachineDefinitionDiagnostic[]): string => {
  const faults = errors.map(({ code, message, location }) =>
    location === undefined ? `${code}: ${message}` : `${code}: ${message} at ${location}`,
  );
  return `Invalid State Machine Definition: '${faults.join(", ")}'`;
};

export function asAws({ severity, code, message, location }: Diagnostic): ValidateStateMachineDefinitionDiagnostic {
  // What is missing in the whole machine has no place of its own.
  const isPlaceless = code === "MISSING_END_STATE" && location === "/";
  return {
    severity: severity === "error" ? "ERROR" : "WARNING",
    code,
    message,
    ...(isPlaceless ? {} : { location }),
  };
}
