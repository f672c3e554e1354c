import { deleteChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * DeleteChangeSet, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(deleteChangeSet, async (input) => {
  throw new Error(`DeleteChangeSet is not written yet. It got ${JSON.stringify(input)}`);
});
