// Operators that compute a value. Each is one node of the model; a generator prints it in the machine's query language.
import type { Anything, Expression, Infer } from "./expressions.js";
import { expression, toNode } from "./nodes.js";

type Printable = string | number | boolean | null;

// The one cast of this file: an operator's node is known at run time alone, its value's type at compile time alone.
const call = <Value>(operator: string, values: readonly unknown[]): Expression<Value> =>
  expression({ kind: "call", operator, arguments: values.map((value) => toNode(value)) }) as Expression<Value>;

type PlacesIn<Template extends string> = Template extends `${string}{}${infer Rest}`
  ? [unknown, ...PlacesIn<Rest>]
  : [];
type Unprintable<Values> = {
  [Index in keyof Values]: [0] extends [1 & Values[Index]]
    ? never
    : Infer<Values[Index]> extends Printable
      ? never
      : Index;
}[keyof Values & `${number}`];
type CheckFormat<Template extends string, Values extends readonly unknown[]> = string extends Template
  ? Template
  : [Unprintable<Values>] extends [never]
    ? Values["length"] extends PlacesIn<Template>["length"]
      ? Template
      : `format has ${PlacesIn<Template>["length"] & number} {} for ${Values["length"] & number} values: give each value its {}`
    : "format prints texts, numbers and booleans: for a list or an object write jsonStringify(…), for a key that may be absent ask isPresent first";

/**
 * A text with each `{}` replaced by a value, in order.
 * ASL: `States.Format('…', …)`.
 * @example format("{}-change-set", $.stackName)
 */
export function format<const Template extends string, const Values extends readonly unknown[]>(
  template: CheckFormat<Template, Values>,
  ...values: Values
): Expression<string> {
  return call("format", [template, ...values]);
}
/** A new UUID of version 4 at each evaluation. ASL: `States.UUID()`. */
export const uuid = (): Expression<string> => call("uuid", []);
export type HashAlgorithm = "MD5" | "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
/** The digest in hexadecimal, of at most 10,000 characters. ASL: `States.Hash(…)`. */
export const hash = (text: string | Expression<string>, algorithm: HashAlgorithm): Expression<string> =>
  call("hash", [text, algorithm]);
/** The sum of two whole numbers of 32 bits; fractions are rounded first. ASL: `States.MathAdd(…)`. */
export const add = (left: number | Expression<number>, right: number | Expression<number>): Expression<number> =>
  call("add", [left, right]);
/** A whole number from `start` up to, and without, `end`; the same seed gives the same number. ASL: `States.MathRandom(…)`. */
export const random = (
  start: number | Expression<number>,
  end: number | Expression<number>,
  seed?: number | Expression<number>,
): Expression<number> => call("random", seed === undefined ? [start, end] : [start, end, seed]);
/** The value that a JSON text stands for; its type is the author's word. ASL: `States.StringToJson(…)`. */
export const jsonParse = <Value>(text: string | Expression<string>): Expression<Value> => call("jsonParse", [text]);
/** A value as JSON text. ASL: `States.JsonToString(…)`. */
export const jsonStringify = <Value>(
  value: undefined extends Value
    ? "a key that may be absent has no JSON text: ask isPresent in a choice before it"
    : Expression<Value>,
): Expression<string> => call("jsonStringify", [value]);
/** Base64 of at most 10,000 characters. ASL: `States.Base64Encode(…)`. */
export const base64Encode = (text: string | Expression<string>): Expression<string> => call("base64Encode", [text]);
/** The text behind Base64 of at most 10,000 characters. ASL: `States.Base64Decode(…)`. */
export const base64Decode = (text: string | Expression<string>): Expression<string> => call("base64Decode", [text]);
/** The pieces between delimiters: every character of `delimiters` is one, and empty pieces are dropped. ASL: `States.StringSplit(…)`. */
export const split = (
  text: string | Expression<string>,
  delimiters: string | Expression<string>,
): Expression<string[]> => call("split", [text, delimiters]);
/** A list of the values. ASL: `States.Array(…)`. */
export const array = <const Items extends readonly Anything[]>(...items: Items): Expression<Infer<Items[number]>[]> =>
  call("array", items);
/** How many items a list has. ASL: `States.ArrayLength(…)`. */
export const arrayLength = (list: Expression<readonly unknown[]>): Expression<number> => call("arrayLength", [list]);
/** The item at an index from 0. ASL: `States.ArrayGetItem(…)`. */
export const arrayItem = <Item>(
  list: Expression<readonly Item[]>,
  index: number | Expression<number>,
): Expression<Item> => call("arrayItem", [list, index]);
/** Whether a list has an item equal to the value, compared in depth. ASL: `States.ArrayContains(…)`. */
export const arrayContains = <Item>(
  list: Expression<readonly Item[]>,
  item: Item | Expression<Item>,
): Expression<boolean> => call("arrayContains", [list, item]);
/** Whole numbers from `first` to `last`, both included, at most 1,000. ASL: `States.ArrayRange(…)`. */
export const arrayRange = (
  first: number | Expression<number>,
  last: number | Expression<number>,
  step: number | Expression<number>,
): Expression<number[]> => call("arrayRange", [first, last, step]);
/** The list in pieces of `size`; the last may be shorter. ASL: `States.ArrayPartition(…)`. */
export const arrayPartition = <Item>(
  list: Expression<readonly Item[]>,
  size: number | Expression<number>,
): Expression<Item[][]> => call("arrayPartition", [list, size]);
/** The list without repeated items; their order is not promised. ASL: `States.ArrayUnique(…)`. */
export const arrayUnique = <Item>(list: Expression<readonly Item[]>): Expression<Item[]> => call("arrayUnique", [list]);
/** Two objects in one: where both have a key, the second one's value. ASL: `States.JsonMerge(…, …, false)`. */
export const merge = <Left extends object, Right extends object>(
  left: Expression<Left>,
  right: Expression<Right>,
): Expression<Omit<Left, keyof Right> & Right> => call("merge", [left, right]);

/** The escape hatch: a JSONPath or an intrinsic call as it stands in ASL; its type is the author's word. */
export const jsonPath = <Value>(path: string): Expression<Value> =>
  expression({ kind: "raw", language: "JSONPath", code: path }) as Expression<Value>; // as in `call`
