// What is wrong with a condition in either query language.
import { parseTimestamp } from "../asl/timestamp.js";
import type { Json } from "../dsl/model.js";
import { cannotSay, type Field } from "./field.js";

export const withoutCondition = (kind: "and" | "or", field: Field) =>
  cannotSay(field, `${kind}() has no condition`, "give it at least one");

export const notInOrder = (value: string, field: Field) =>
  cannotSay(field, `nothing can be ordered against ${value}`, "compare it with a number or a text");

/** A literal time as it is; anything else is refused. */
export function literalTime(value: Json, field: Field): string | undefined {
  if (typeof value === "string" && parseTimestamp(value) !== undefined) return value;
  cannotSay(
    field,
    `${JSON.stringify(value)} is no time`,
    'write it as RFC 3339 with T and Z in upper case: "2030-01-01T00:00:00Z"',
  );
  return undefined;
}
