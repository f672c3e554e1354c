import type { Expression, Seconds, Until } from "./expressions.js";

/**
 * A wait of whole seconds, 0 to 99,999,999; in an Express workflow 300 at most. ASL: `Seconds`.
 * @see https://states-language.net/#wait-state
 */
export const seconds = <const Count extends number>(count: Count): Seconds<Count> => ({ "~seconds": count });
/**
 * A wait until a moment in RFC 3339, with upper-case `T` and `Z` or an offset; one in the past goes on at once. ASL: `Timestamp`, `TimestampPath`.
 * @see https://states-language.net/#wait-state
 */
export const until = <Time extends string | Expression<string, any>>(timestamp: Time): Until<Time> =>
  ({ "~until": timestamp }) as unknown as Until<Time>; // its type is for the checks alone
