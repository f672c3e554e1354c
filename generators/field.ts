// A field of a state while it is printed.
import type { DiagnosticCode } from "../asl/diagnostic.js";
import type { PathNode, PathRoot } from "../dsl/model.js";

/** How each root of a path prints; one that is absent cannot be reached. */
export type Roots = Readonly<Partial<Record<PathRoot, string>>>;

/** A field of a state: its name, what the roots of a path are there, and where a value goes that cannot be said. */
export interface Field {
  /** From the state on: `["Catch[0]", "Assign", "reason"]`. */
  readonly path: readonly string[];
  readonly roots: Roots;
  /** Whether what a path leads to is surely there, as far as the model tells. */
  readonly isSure: (node: PathNode) => boolean;
  readonly refuse: (path: readonly string[], code: DiagnosticCode, message: string, fix: string) => void;
}

/** A part of a field: a key, or an index such as `[0]`. */
export const below = (field: Field, key: string): Field => ({ ...field, path: [...field.path, key] });

/** Refuses what the query language has no words for. */
export const cannotSay = (field: Field, message: string, fix: string) =>
  field.refuse(field.path, "UNSUPPORTED_EXPRESSION", message, fix);

/** Why a root cannot be reached from a field. */
export const unreachable: Readonly<Record<PathRoot, string>> = {
  input: "JSONPath does not reach the state's input here: it sees the result, or the error, alone",
  result: "there is no result here",
  error: "there is no error here",
  variable: "there are no variables here",
  context: "there is no context object here",
};
