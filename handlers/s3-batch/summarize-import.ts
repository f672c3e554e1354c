import { summarizeImport } from "../../generated/functions/s3-batch.js";
import { handle } from "../../generated/handle.js";

/**
 * SummarizeImport, declared in workflows/s3-batch.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(summarizeImport, async (input) => {
  throw new Error(`SummarizeImport is not written yet. It got ${JSON.stringify(input)}`);
});
