/** A moment: nanoseconds since 1970, which a `Date` could not hold. */
export type Moment = bigint;

const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
const OFFSET = /^[+-](?:0\d|1[0-7]):[0-5]\d$|^[+-]18:00$/;

/**
 * Reads a time as ASL takes it: RFC 3339 with `T` and `Z` in upper case, or with an offset. `undefined` for any other text.
 * @see https://states-language.net/#timestamps
 */
export function parseTimestamp(text: string): Moment | undefined {
  const parts = RFC_3339.exec(text);
  const [, local = "", fraction = "", zone = ""] = parts ?? [];
  if (parts === null || (zone !== "Z" && !OFFSET.test(zone))) return undefined;
  const wall = Date.parse(`${local}Z`);
  // `Date` takes the 31st of February for the 2nd of March, and 24:00 for the next day.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== local) return undefined;
  return BigInt(wall - offsetMs(zone)) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
}

function offsetMs(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
