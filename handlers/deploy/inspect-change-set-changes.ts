import { inspectChangeSetChanges } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * InspectChangeSetChanges, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(inspectChangeSetChanges, async (input) => {
  throw new Error(`InspectChangeSetChanges is not written yet. It got ${JSON.stringify(input)}`);
});
