import { getChangeSetCreationStatus } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * GetChangeSetCreationStatus, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(getChangeSetCreationStatus, async (input) => {
  throw new Error(`GetChangeSetCreationStatus is not written yet. It got ${JSON.stringify(input)}`);
});
