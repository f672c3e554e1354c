import { issueInvoice } from "../../generated/functions/orders.js";
import { handle } from "../../generated/handle.js";

/**
 * IssueInvoice, declared in workflows/orders.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(issueInvoice, async (input) => {
  throw new Error(`IssueInvoice is not written yet. It got ${JSON.stringify(input)}`);
});
