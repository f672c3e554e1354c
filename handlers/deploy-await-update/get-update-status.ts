import { getUpdateStatus } from "../../generated/functions/deploy-await-update.js";
import { handle } from "../../generated/handle.js";

/**
 * GetUpdateStatus, declared in workflows/deploy-await-update.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(getUpdateStatus, async (input) => {
  throw new Error(`GetUpdateStatus is not written yet. It got ${JSON.stringify(input)}`);
});
