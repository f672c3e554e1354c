// Puts the items of a distributed Map together, so that one child execution gets several.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
import type { Json } from "../asl/json.js";
import type { ItemBatcher } from "../asl/types.js";
import { RuntimeFailure } from "./failure.js";
import { LARGEST_PAYLOAD } from "./limits.js";
import { compileNumber, type Evaluate } from "./map-fields.js";
import { below, type Place } from "./place.js";
import { templateOf } from "./query-language.js";

/** What a child execution gets, and how many items that are. */
export interface Batch {
  readonly input: Json;
  readonly items: number;
}
/** Makes batches of what the items became. */
export type MakeBatches = (inputs: readonly Json[]) => readonly Batch[];

export function compileItemBatcher(batcher: ItemBatcher, place: Place): Evaluate<MakeBatches> {
  const maxItems = compileNumber(batcher, "MaxItemsPerBatch", place);
  const maxBytes = compileNumber(batcher, "MaxInputBytesPerBatch", place);
  const { BatchInput } = batcher;
  const batchInput = BatchInput === undefined ? undefined : templateOf(BatchInput, below(place, "BatchInput"));
  return async (data, visit) => {
    const most = positive("MaxItemsPerBatch", await maxItems(data, visit)) ?? Number.POSITIVE_INFINITY;
    const bytes = positive("MaxInputBytesPerBatch", await maxBytes(data, visit)) ?? LARGEST_PAYLOAD;
    const common = batchInput === undefined ? {} : { BatchInput: await batchInput(data, visit) };
    return (inputs) => makeBatches(inputs, common, most, Math.min(bytes, LARGEST_PAYLOAD));
  };
}

function positive(field: string, value: number | undefined): number | undefined {
  if (value !== undefined && value < 1) throw new RuntimeFailure(`field ${field} must be positive`);
  return value;
}

const sizeOf = (value: Json): number => Buffer.byteLength(JSON.stringify(value));

function makeBatches(
  inputs: readonly Json[],
  common: { readonly BatchInput?: Json },
  most: number,
  bytes: number,
): readonly Batch[] {
  const frame = sizeOf({ ...common, Items: [] });
  const batches: Batch[] = [];
  let items: Json[] = [];
  let size = frame;
  const close = () => {
    if (items.length > 0) batches.push({ input: { ...common, Items: items }, items: items.length });
    items = [];
    size = frame;
  };
  for (const input of inputs) {
    // The comma between items counts.
    const more = sizeOf(input) + 1;
    if (items.length >= most || size + more - 1 > bytes) close();
    items.push(input);
    size += more;
  }
  close();
  return batches;
}
