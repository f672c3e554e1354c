import { importReadings } from "../../generated/functions/s3-batch.js";
import { handle } from "../../generated/handle.js";

/**
 * ImportReadings, declared in workflows/s3-batch.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(importReadings, async (input) => {
  throw new Error(`ImportReadings is not written yet. It got ${JSON.stringify(input)}`);
});
