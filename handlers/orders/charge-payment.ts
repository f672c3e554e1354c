import { chargePayment } from "../../generated/functions/orders.js";
import { handle } from "../../generated/handle.js";

/**
 * ChargePayment, declared in workflows/orders.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(chargePayment, async (input) => {
  throw new Error(`ChargePayment is not written yet. It got ${JSON.stringify(input)}`);
});
