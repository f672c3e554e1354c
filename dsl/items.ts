// What a map iterates over.
import type { Callback, SelectedItems } from "./builder.js";
import type { ItemScopeAt, RootAt, ScopeAt, Selected } from "./inner.js";

/**
 * The list of a map, and what each iteration begins with instead of its item. It stands before the iteration, whose data it
 * decides. ASL: `ItemSelector`, where `item` is `$$.Map.Item.Value` and `index` `$$.Map.Item.Index`.
 * @see https://states-language.net/#map-state
 * @example .map("Roll Out", withItemSelector(($) => $.regions, ($, { item }) => ({ region: item.name, image: $.image })), …)
 */
export function withItemSelector<Point, List, Set>(
  list: ($: RootAt<Point>, scope: ScopeAt<Point>) => List,
  selector: ($: RootAt<Point>, scope: ItemScopeAt<Point, List>) => Set,
): Selected<List, Set, Point> {
  const items: SelectedItems = { "~selected": { list: list as Callback, selector: selector as Callback } };
  return items as unknown as Selected<List, Set, Point>; // its callbacks are known at run time alone, its types at compile time alone
}
