// Holds one part of a definition against its table of fields.
import type { Document } from "../document.js";
import type { FieldTable } from "../fields.js";
import type { QueryLanguage } from "../types.js";
import type { Report, Spot } from "./rule.js";

/** `spot` gives the place of the part, or of a field of it. */
export function checkFields(
  part: Document,
  { required, rows }: FieldTable,
  language: QueryLanguage,
  spot: (field?: string) => Spot,
  report: Report,
): void {
  const missing = required.filter((field) => part[field] === undefined);
  if (missing.length > 0) report(spot(), `These fields are required: [${missing.join(", ")}]`);
  for (const field of Object.keys(part)) {
    const row = rows.get(field);
    if (row === undefined) report(spot(), `Field '${field}' is not supported`, { fix: `remove '${field}'` });
    else if (row.only !== undefined && row.only !== language) {
      report(
        spot(),
        `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${row.only}' QueryLanguage`,
      );
    } else {
      const wrong = row.holds(part[field], language);
      if (wrong !== undefined) report(spot(field), wrong);
    }
  }
}
