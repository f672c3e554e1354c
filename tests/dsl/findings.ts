// Chains as one writes them who passes the types by, and what `.end()` then says.
import assert from "node:assert/strict";
import { DefinitionError, type Diagnostic, type WorkflowOptions, workflow } from "statewright";

// `any`: these chains are wrong on purpose, and the compiler would not let them stand.
export type Loose = any;
export const loose = (name = "W", options: WorkflowOptions = {}): Loose => workflow<{ id: string }>(name, options);

/** The findings of the one error that `.end()` throws; none where it throws nothing. */
export function findings(chain: Loose): readonly Diagnostic[] {
  try {
    chain.end();
    return [];
  } catch (error) {
    assert.ok(error instanceof DefinitionError, String(error));
    return error.diagnostics;
  }
}

/** A finding about the workflow `W`, which all of them are errors of. */
export const finding = (fields: Omit<Diagnostic, "severity" | "workflow">): Diagnostic => ({
  severity: "error",
  workflow: "W",
  ...fields,
});
