import { getStackCreationStatus } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * GetStackCreationStatus, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(getStackCreationStatus, async (input) => {
  throw new Error(`GetStackCreationStatus is not written yet. It got ${JSON.stringify(input)}`);
});
