import { shipLine } from "../../generated/functions/orders.js";
import { handle } from "../../generated/handle.js";

/**
 * ShipLine, declared in workflows/orders.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(shipLine, async (input) => {
  throw new Error(`ShipLine is not written yet. It got ${JSON.stringify(input)}`);
});
