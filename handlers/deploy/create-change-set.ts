import { createChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * CreateChangeSet, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(createChangeSet, async (input) => {
  throw new Error(`CreateChangeSet is not written yet. It got ${JSON.stringify(input)}`);
});
