import { cancelFulfilment } from "../../generated/functions/orders.js";
import { handle } from "../../generated/handle.js";

/**
 * CancelFulfilment, declared in workflows/orders.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(cancelFulfilment, async (input) => {
  throw new Error(`CancelFulfilment is not written yet. It got ${JSON.stringify(input)}`);
});
