// A Map whose iterations are mocked: they are not run, but shown what they would get.
import type { Json } from "../asl/json.js";
import type { MapState } from "../asl/types.js";
import type { Awaitable } from "./awaitable.js";
import type { MakeBatches } from "./item-batcher.js";
import { everyInput, type ItemList } from "./map-fields.js";
import type { Place } from "./place.js";
import { see } from "./probe.js";
import { exceeded, type Tolerates } from "./tolerance.js";

interface Iterations {
  readonly items: ItemList;
  readonly inputOf: (index: number) => Awaitable<Json>;
  readonly makeBatches?: MakeBatches | undefined;
  readonly tolerates?: Tolerates | undefined;
}

/** The mocked result of a Map. Throws a `StateFailure` where that is mocked, or too many iterations are to have failed. */
export async function mockedIterations(
  place: Place,
  { ItemSelector, Parameters }: MapState,
  { items, inputOf, makeBatches, tolerates }: Iterations,
): Promise<Json> {
  const inputs = await everyInput(items, inputOf);
  if (ItemSelector !== undefined || Parameters !== undefined) see(place, "afterItemSelector", inputs);
  const batches = makeBatches?.(inputs).map(({ input }) => input);
  if (batches !== undefined) see(place, "afterItemBatcher", batches);
  const failed = place.probe?.map.failedIterations((batches ?? inputs).length) ?? 0;
  // Where the state says nothing of tolerance, the service takes the result as it is.
  if (tolerates !== undefined && failed > 0 && !tolerates(failed, items.length)) throw exceeded();
  return place.probe?.mock?.() ?? null;
}
