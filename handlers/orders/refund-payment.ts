import { refundPayment } from "../../generated/functions/orders.js";
import { handle } from "../../generated/handle.js";

/**
 * RefundPayment, declared in workflows/orders.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(refundPayment, async (input) => {
  throw new Error(`RefundPayment is not written yet. It got ${JSON.stringify(input)}`);
});
