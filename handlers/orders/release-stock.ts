import { releaseStock } from "../../generated/functions/orders.js";
import { handle } from "../../generated/handle.js";

/**
 * ReleaseStock, declared in workflows/orders.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(releaseStock, async (input) => {
  throw new Error(`ReleaseStock is not written yet. It got ${JSON.stringify(input)}`);
});
