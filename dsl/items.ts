// What a map iterates over.
import type { Callback, SelectedItems } from "./builder.js";
import type { ItemScopeAt, RootAt, ScopeAt, Selected, Unselected } from "./inner.js";
import { type Reader, reader, readerModel } from "./readers.js";

/**
 * The list of a map, or what a distributed map reads, and what each iteration begins with instead of its item. It stands before
 * the iteration, whose data it decides. ASL: `ItemSelector`, where `item` is `$$.Map.Item.Value` and `index` `$$.Map.Item.Index`.
 * @see https://states-language.net/#map-state
 * @example .map("Roll Out", withItemSelector(($) => $.regions, ($, { item }) => ({ region: item.name, image: $.image })), …)
 */
export function withItemSelector<Point, List, In, Shared, Set>(
  items: Reader<List, In, Unselected, Shared, Point>,
  selector: ($: RootAt<Point>, scope: ItemScopeAt<Point, List>) => Set,
): Reader<List, In, Set, Shared, Point>;
export function withItemSelector<Point, List, Set>(
  list: ($: RootAt<Point>, scope: ScopeAt<Point>) => List,
  selector: ($: RootAt<Point>, scope: ItemScopeAt<Point, List>) => Set,
): Selected<List, Set, Point>;
export function withItemSelector(items: unknown, select: unknown): unknown {
  const selector = select as Callback; // as the overloads say, whose points are known at compile time alone
  if (typeof items !== "function") return reader({ ...readerModel(items), selector });
  return { "~selected": { list: items as Callback, selector } } satisfies SelectedItems; // as above
}
