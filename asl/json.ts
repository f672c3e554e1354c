// JSON values, and the few operations on them that paths, templates and functions share. Values are never changed.

/** Any value that JSON carries. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object: no array, no null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value of JSON is a list. */
export const isArray = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** A key's value; `undefined` when the object lacks it. What objects inherit is no key of the data. */
export const keyOf = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** A copy of the object with one key set, behind the others when it is new. */
export function withKey(object: JsonObject, key: string, value: Json): JsonObject {
  // A computed key makes `__proto__` a key like any other; an assignment would not.
  return { ...object, [key]: value };
}

/** Whether two values are the same JSON: the order of keys does not matter, that of items does. */
export function equal(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (isArray(left)) {
    return (
      isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => {
        const other = right[index];
        return other !== undefined && equal(item, other);
      })
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => {
      const [value, other] = [keyOf(left, key), keyOf(right, key)];
      return value !== undefined && other !== undefined && equal(value, other);
    })
  );
}
