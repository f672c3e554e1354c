// What CloudFormation asks of names before it looks at anything else.
import { validationError } from "./errors.js";

const constraints = {
  stackName: { longest: 128, pattern: "[a-zA-Z][-a-zA-Z0-9]*" },
  changeSetName: { longest: 128, pattern: "[a-zA-Z][-a-zA-Z0-9]*" },
  clientToken: { longest: 128, pattern: "[a-zA-Z0-9][-a-zA-Z0-9]*" },
} as const;

/** Throws for the first value that breaks the constraint of its field. A value that is not given breaks none. */
export function checkNames(values: { readonly [Field in keyof typeof constraints]?: string | undefined }): void {
  for (const [field, { longest, pattern }] of Object.entries(constraints)) {
    const value = values[field as keyof typeof constraints];
    if (value === undefined) continue;
    const wish =
      value.length > longest
        ? `have length less than or equal to ${longest}`
        : `satisfy regular expression pattern: ${pattern}`;
    if (value.length > longest || !new RegExp(`^${pattern}$`).test(value)) {
      throw validationError(
        `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: Member must ${wish}`,
      );
    }
  }
}
