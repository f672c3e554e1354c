import { createStack } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";

/**
 * CreateStack, declared in workflows/deploy.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(createStack, async (input) => {
  throw new Error(`CreateStack is not written yet. It got ${JSON.stringify(input)}`);
});
