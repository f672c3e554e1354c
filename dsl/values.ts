// Operators that compute a value. Each is one node of the model, which has one meaning; a generator prints it in the query
// language of its state. The meanings, and what each language does outside of them, stand beside each operator.
import type { MaybeIn } from "./checks.js";
import type { Anything, Doubts, Expression, In, Infer, PathTo } from "./expressions.js";
import { expression, toNode } from "./nodes.js";

type Printable = string | number | boolean | null;
// Parameters are written out, since messages print them; `any` as their doubts, which are handed on in the result.
type ItemOf<Items> = Items extends Expression<readonly (infer Item)[], any> ? Item : never;

// The one cast of this file: an operator's node is known at run time alone, its value's type at compile time alone.
const call = <Value, Doubted = never>(operator: string, values: readonly unknown[]): Expression<Value, Doubted> =>
  expression({ kind: "call", operator, arguments: values.map((value) => toNode(value)) }) as Expression<Value, Doubted>;

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
 * A text with each `{}` replaced by a value, in order: a text as it is, a number, a boolean and `null` as in JSON. A number of
 * more than 15 digits may lose the last ones in JSONata. JSONPath: `States.Format('…', …)`; JSONata: `'…' & value`.
 * @see https://states-language.net/#appendix-b
 * @example format("{}-change-set", $.stackName)
 */
export function format<const Template extends string, const Values extends readonly unknown[]>(
  template: CheckFormat<Template, Values>,
  ...values: Values
): Expression<string, Doubts<Values[number]>> {
  return call("format", [template, ...values]);
}
/**
 * A new UUID of version 4 at each evaluation. JSONPath: `States.UUID()`; JSONata: `$uuid()`.
 * @see https://states-language.net/#appendix-b
 */
export const uuid = (): Expression<string> => call("uuid", []);
export type HashAlgorithm = "MD5" | "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";
/**
 * The digest of a text in hexadecimal. In JSONPath the text has at most 10,000 characters.
 * JSONPath: `States.Hash(…)`; JSONata: `$hash(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const hash = <Value extends string | Expression<string, any>>(
  text: Value,
  algorithm: HashAlgorithm,
): Expression<string, Doubts<Value>> => call("hash", [text, algorithm]);
/**
 * The sum of two whole numbers; a fraction is rounded first, half of one up. In JSONPath numbers and sum are of 32 bits.
 * JSONPath: `States.MathAdd(…)`; JSONata: `+`, over `$floor(… + 0.5)` of what may have a fraction.
 * @see https://states-language.net/#appendix-b
 */
export const add = <Left extends number | Expression<number, any>, Right extends number | Expression<number, any>>(
  left: Left,
  right: Right,
): Expression<number, Doubts<Left | Right>> => call("add", [left, right]);
/**
 * A whole number from `start` up to, and without, `end`; the same seed gives the same number, which is another one in each
 * query language. JSONPath: `States.MathRandom(…)`; JSONata: `$random(…)`, spread over the range.
 * @see https://states-language.net/#appendix-b
 */
export const random = <
  Start extends number | Expression<number, any>,
  End extends number | Expression<number, any>,
  Seed extends number | Expression<number, any> = never,
>(
  start: Start,
  end: End,
  seed?: Seed,
): Expression<number, Doubts<Start | End | Seed>> =>
  call("random", seed === undefined ? [start, end] : [start, end, seed]);
/**
 * The value that a JSON text stands for; its type is the author's word. A text that is no JSON fails the state; the empty one
 * is `null` in JSONPath, and fails in JSONata. JSONPath: `States.StringToJson(…)`; JSONata: `$parse(…)`.
 * @see https://states-language.net/#appendix-b
 */
// Whoever names the type of the value leaves nothing to infer, so the doubts of the text are asked for when it is printed.
export const jsonParse = <Value>(text: string | Expression<string, any>): Expression<Value> =>
  call("jsonParse", [text]);
/**
 * A value as JSON text, without spaces. A number of more than 15 digits may lose the last ones in JSONata.
 * JSONPath: `States.JsonToString(…)`; JSONata: `$string(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const jsonStringify = <Value, Doubted = never>(
  value: undefined extends Value
    ? "a key that may be absent has no JSON text: ask isPresent in a choice before it"
    : Expression<Value, Doubted>,
): Expression<string, Exclude<Doubted, string>> => call("jsonStringify", [value]);
/**
 * Base64 of a text in UTF-8. In JSONPath of at most 10,000 characters; in JSONata of ASCII alone, any other text fails.
 * JSONPath: `States.Base64Encode(…)`; JSONata: `$base64encode(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const base64Encode = <Value extends string | Expression<string, any>>(
  text: Value,
): Expression<string, Doubts<Value>> => call("base64Encode", [text]);
/**
 * The text behind Base64. In JSONPath of at most 10,000 characters; in JSONata a text that is not ASCII fails.
 * JSONPath: `States.Base64Decode(…)`; JSONata: `$base64decode(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const base64Decode = <Value extends string | Expression<string, any>>(
  text: Value,
): Expression<string, Doubts<Value>> => call("base64Decode", [text]);
/**
 * The pieces between delimiters: every character of `delimiters` is one, and empty pieces are dropped.
 * JSONPath: `States.StringSplit(…)`; JSONata: `$split(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const split = <
  Value extends string | Expression<string, any>,
  Delimiters extends string | Expression<string, any>,
>(
  text: Value,
  delimiters: Delimiters,
): Expression<string[], Doubts<Value | Delimiters>> => call("split", [text, delimiters]);
/**
 * A list of the values. JSONPath: `States.Array(…)`; JSONata: `[…]`.
 * @see https://states-language.net/#appendix-b
 */
export const array = <const Items extends readonly Anything[]>(
  ...items: Items
): Expression<Infer<Items[number]>[], MaybeIn<Items[number]>> => call("array", items);
/**
 * How many items a list has. JSONPath: `States.ArrayLength(…)`; JSONata: `$count(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const arrayLength = <Items extends Expression<readonly any[], any>>(
  list: Items,
): Expression<number, Doubts<Items>> => call("arrayLength", [list]);
/**
 * The item at an index from 0. An index outside of the list fails the state; a negative one counts from the end in JSONata.
 * JSONPath: `States.ArrayGetItem(…)`; JSONata: `list[index]`.
 * @see https://states-language.net/#appendix-b
 */
export const arrayItem = <
  Items extends Expression<readonly any[], any>,
  Index extends number | Expression<number, any>,
>(
  list: Items,
  index: Index,
): Expression<ItemOf<Items>, Doubts<Items | Index>> => call("arrayItem", [list, index]);
/**
 * Whether a list has an item equal to the value, compared in depth. JSONPath: `States.ArrayContains(…)`; JSONata: `list[$ = value]`.
 * @see https://states-language.net/#appendix-b
 */
export const arrayContains = <
  Items extends Expression<readonly any[], any>,
  Item extends ItemOf<Items> | Expression<ItemOf<Items>, any>,
>(
  list: Items,
  item: Item,
): Expression<boolean, Doubts<Items | Item>> => call("arrayContains", [list, item]);
/**
 * Whole numbers from `first` to `last`, which is included where a step leads to it. In JSONPath 1,000 at most, and a step of 0
 * fails. JSONPath: `States.ArrayRange(…)`; JSONata: `$range(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const arrayRange = <
  First extends number | Expression<number, any>,
  Last extends number | Expression<number, any>,
  Step extends number | Expression<number, any>,
>(
  first: First,
  last: Last,
  step: Step,
): Expression<number[], Doubts<First | Last | Step>> => call("arrayRange", [first, last, step]);
/**
 * The list in pieces of `size`; the last may be shorter. JSONPath: `States.ArrayPartition(…)`; JSONata: `$partition(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const arrayPartition = <
  Items extends Expression<readonly any[], any>,
  Size extends number | Expression<number, any>,
>(
  list: Items,
  size: Size,
): Expression<ItemOf<Items>[][], Doubts<Items | Size>> => call("arrayPartition", [list, size]);
/**
 * The list without repeated items; their order is not promised. JSONPath: `States.ArrayUnique(…)`; JSONata: `$distinct(…)`.
 * @see https://states-language.net/#appendix-b
 */
export const arrayUnique = <Items extends Expression<readonly any[], any>>(
  list: Items,
): Expression<ItemOf<Items>[], Doubts<Items>> => call("arrayUnique", [list]);
/**
 * Two objects in one: where both have a key, the second one's value. JSONPath: `States.JsonMerge(…, …, false)`; JSONata: `$merge([…, …])`.
 * @see https://states-language.net/#appendix-b
 */
export const merge = <Left extends object, Right extends object, LeftDoubts = never, RightDoubts = never>(
  left: Expression<Left, LeftDoubts>,
  right: Expression<Right, RightDoubts>,
): Expression<Omit<Left, keyof Right> & Right, Exclude<LeftDoubts | RightDoubts, string>> =>
  call("merge", [left, right]);
/**
 * The value of a path, and another one where nothing is there. JSONata alone: `$exists(path) ? path : otherwise`. In JSONPath
 * ask `isPresent` in a choice, and set the key by a `.pass` on each way.
 * @example orElse($.discount, 0)
 */
export const orElse = <Value, Doubted, const Otherwise extends Anything>(
  path: PathTo<Value, any, Doubted>,
  otherwise: Otherwise,
): Expression<
  Exclude<Value, undefined> | Infer<Otherwise>,
  Exclude<Doubted, string> | MaybeIn<Otherwise> | In<"JSONata", "orElse(…)">
> => call("orElse", [path, otherwise]);

/**
 * A text that is known when the workflow is deployed: the ARN of a topic, the name of a table. ASL: `${Name}`, which
 * CloudFormation replaces; the generated construct asks for it in `substitutions`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-stepfunctions-statemachine.html
 * @example sqs.sendMessage(($) => ({ QueueUrl: substitution("QueueUrl"), MessageBody: $.order }))
 */
export const substitution = (name: string): Expression<string> => call("substitution", [name]);

/** The escape hatch: a JSONPath or an intrinsic call as it stands in ASL; its type is the author's word. In states in JSONPath alone. */
export const jsonPath = <Value>(path: string): Expression<Value, In<"JSONPath", "jsonPath(…)">> =>
  expression({ kind: "raw", language: "JSONPath", code: path }) as Expression<Value, In<"JSONPath", "jsonPath(…)">>; // as in `call`
/**
 * The escape hatch of JSONata: an expression as it stands between `{%` and `%}`; its type is the author's word. In states in
 * JSONata alone. Its syntax, and what it reads of `$states`, is checked when the definition is made. A filter that finds one item
 * gives that item and no list: write `[…]` around it.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 * @example jsonata<number>("$sum($states.input.lines.(price * quantity))")
 */
export const jsonata = <Value>(code: string): Expression<Value, In<"JSONata", "jsonata(…)">> =>
  expression({ kind: "raw", language: "JSONata", code }) as Expression<Value, In<"JSONata", "jsonata(…)">>; // as in `call`
