import { checkStackExistence } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * CheckStackExistence, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(checkStackExistence, async (input) => {
  throw new Error(`CheckStackExistence is not written yet. It got ${JSON.stringify(input)}`);
});
