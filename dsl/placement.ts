import type { As, Discard, Replace } from "./contexts.js";
import type { Placement } from "./model.js";

/**
 * `as: replace`: the result becomes the whole data. ASL: no `ResultPath`, whose default is `$`.
 * @see https://states-language.net/#filters
 */
export const replace: Replace = { "~as": "replace" };
/**
 * `as: discard`: the result is dropped, the data goes on as it was. ASL: `ResultPath: null`.
 * @see https://states-language.net/#filters
 */
export const discard: Discard = { "~as": "discard" };

export const placement = (as: As): Placement =>
  typeof as === "string" ? { kind: "key", key: as } : { kind: as["~as"] };
