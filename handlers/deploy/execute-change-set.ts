import { executeChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * ExecuteChangeSet, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(executeChangeSet, async (input) => {
  throw new Error(`ExecuteChangeSet is not written yet. It got ${JSON.stringify(input)}`);
});
