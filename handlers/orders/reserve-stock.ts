import { reserveStock } from "../../generated/functions/orders.js";
import { handle } from "../../generated/handle.js";

/**
 * ReserveStock, declared in workflows/orders.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(reserveStock, async (input) => {
  throw new Error(`ReserveStock is not written yet. It got ${JSON.stringify(input)}`);
});
