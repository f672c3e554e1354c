// Conditions of a choice. Each is one node of the model, and says in its type what it covers, shows and needs.
import type { MaybeIn } from "./checks.js";
import type { Condition, Doubts as DoubtsOf, Expression, In, PathTo, Picks, Present, Scalar } from "./expressions.js";
import type { CompareNode, Comparison, ConditionNode, TypeTest } from "./model.js";
import { NotJsonError, toNode } from "./nodes.js";

type AnyCondition = Condition<any, any, any>; // `any`: the three are only ever inferred back

/** What a condition asks about: a path, or in JSONata any value that is worked out. */
type Asked<Value, Path extends string, Doubts> = PathTo<Value, Path, Doubts> | Expression<Value, Doubts>;
type Called<Path extends string> = string extends Path ? "the value" : `'${Path}'`;
/** What has to hold where it is asked. The path of a computed value is any text; of one behind a mistake nothing is known. */
type NeedsOf<Value, Path, Doubts> =
  IsComputed<Value, Path> extends true
    ? [Extract<Doubts, In<"JSONPath", any>>] extends [never]
      ? Doubts | In<"JSONata", "a condition on a computed value">
      : Doubts
    : Doubts;
type IsComputed<Value, Path> = string extends Path ? (unknown extends Value ? false : true) : false;

/** Only a key inside an object can be a discriminant: a comparison of a key of the data itself narrows nothing. */
type PicksIn<Path, Other> = Path extends `${string}.${string}`
  ? Other extends Scalar
    ? Picks<Path, Other>
    : never
  : never;
/** Only one literal covers a value: a boolean or a text that the author's code computes may be any. */
type CoveredBy<Value, Path, Other> = [Other] extends [Scalar]
  ? [IsLiteral<Other>] extends [true]
    ? IsComputed<Value, Path> extends true
      ? never // each is another question
      : readonly [Path, Value, Other]
    : never
  : never;
type IsLiteral<Other, All = Other> = Other extends unknown
  ? [All] extends [Other]
    ? string extends Other
      ? false
      : number extends Other
        ? false
        : true
    : false
  : never;
/** What a value may be compared with: a literal that it can have, or another value of its type. */
type Compared<Value, Path extends string, Other> =
  Other extends Expression<infer Theirs, any>
    ? [Theirs & Value] extends [never]
      ? `${Called<Path>} is never equal to that: their types have no value in common`
      : Other
    : Other extends Value & Scalar
      ? Other
      : Value & Scalar;
/** Lists and objects are compared in depth, for which JSONPath has no operator. */
type DeepIn<Value, Other> = [0] extends [1 & Value]
  ? never
  : Other extends Expression<any, any>
    ? [Extract<Value, object>] extends [never]
      ? never
      : In<"JSONata", "an equality of lists or objects">
    : never;
type ShownBy<C> = C extends Condition<any, infer Shows, any> ? Shows : never;
type CoversOf<C> = C extends Condition<infer Covers, any, any> ? Covers : never;
type NeededBy<C> = C extends Condition<any, any, infer Needs> ? Needs : never;
type PresentBy<C> =
  ShownBy<C> extends infer Shows ? (Shows extends Present<infer Path extends string> ? Path : never) : never;
/** A path is known to be there when it, or one below it, was shown. */
type Unmet<Need, Shown extends string> = Need extends string
  ? (Shown extends Need | `${Need}.${string}` ? true : never) extends never
    ? Need
    : never
  : Need;
/** `And` stops at the first part that is false, so a part may need what an earlier one shows. */
type NeedsInOrder<Parts, Shown extends string = never> = Parts extends readonly [infer First, ...infer Rest]
  ? Unmet<NeededBy<First>, Shown> | NeedsInOrder<Rest, Shown | PresentBy<First>>
  : never;

type KindOf<Value> = [NonNullable<Value>] extends [number]
  ? number
  : [NonNullable<Value>] extends [string]
    ? string
    : never;
type Named<Kind> = [Kind] extends [number] ? "a number" : "a text";
/** What a value may be ordered against: its own kind. */
type Ordered<Value, Path extends string, Other> = unknown extends Value
  ? Other // behind a mistake that was told
  : [KindOf<Value>] extends [never]
    ? `${Called<Path>} is neither a number nor a text: only these can be put in order`
    : Other extends KindOf<Value> | Expression<KindOf<Value>, any>
      ? Other
      : `${Called<Path>} is ${Named<KindOf<Value>>}: compare it with ${Named<KindOf<Value>>}`;
type Timed<Value, Path extends string, Other> = unknown extends Value
  ? Other
  : [NonNullable<Value>] extends [string]
    ? Other extends string | Expression<string, any>
      ? Other
      : `${Called<Path>} is compared as a time: a time is a text such as 2030-01-01T00:00:00Z`
    : `${Called<Path>} is not a text, and a time is a text such as 2030-01-01T00:00:00Z`;
type Patterned<Value, Path extends string> = unknown extends Value
  ? string
  : [NonNullable<Value>] extends [string]
    ? string
    : `${Called<Path>} is not a text, so it matches no pattern`;

// The casts of this file, in and out: a condition's node is known at run time alone, what it covers at compile time alone.
const condition = <C extends AnyCondition>(node: ConditionNode): C => {
  for (const part of partsOf(node)) unused.delete(part);
  unused.add(node);
  return { "~condition": node } as unknown as C;
};
const nodeOf = (value: AnyCondition): ConditionNode =>
  (value as unknown as { readonly "~condition": ConditionNode })["~condition"];
const partsOf = (node: ConditionNode): readonly ConditionNode[] =>
  "conditions" in node ? node.conditions : "condition" in node ? [node.condition] : [];

/** Conditions that no other one holds yet. TypeScript lets `a && b` pass, of which only `b` would arrive. */
const unused = new Set<ConditionNode>();

/** The node of the condition that a callback makes. @throws NotJsonError when it makes others too and drops them. */
export function conditionNode(make: () => AnyCondition): ConditionNode {
  unused.clear();
  const node = nodeOf(make());
  const dropped = [...unused].filter((one) => one !== node);
  unused.clear();
  if (dropped.length > 0)
    throw new NotJsonError("a condition was made and not used: write and(…) for &&, or(…) for ||");
  return node;
}

const compare = (comparison: Comparison, of: CompareNode["of"]) =>
  function compareWith<C extends AnyCondition>(left: unknown, right: unknown): C {
    return condition({ kind: "compare", comparison, of, left: toNode(left), right: toNode(right) });
  };
const test = (name: TypeTest) =>
  function testOf<C extends AnyCondition>(value: unknown): C {
    return condition({ kind: "test", test: name, value: toNode(value) });
  };
const equals = compare("equals", "value");
const isNullTest = test("isNull");

/**
 * Equal to a literal, or to another value of the same type; a value of another type is not equal.
 * A literal that the value cannot have is refused; lists and objects are compared in JSONata alone. ASL: `StringEquals`, `NumericEquals`, `BooleanEquals`, `IsNull`.
 * @see https://states-language.net/#choice-state
 */
export function is<Value, Path extends string, Doubts, const Other>(
  value: Asked<Value, Path, Doubts>,
  other: Compared<Value, Path, Other>,
): Condition<
  CoveredBy<Value, Path, Other>,
  PicksIn<Path, Other>,
  NeedsOf<Value, Path, Doubts> | MaybeIn<Other> | DeepIn<Value, Other>
> {
  return other === null ? isNullTest(value) : equals(value, other);
}
/** Not equal: `not(is(…))`. A value of another type is not equal either. */
export function isNot<Value, Path extends string, Doubts, const Other>(
  value: Asked<Value, Path, Doubts>,
  other: Compared<Value, Path, Other>,
): Condition<never, never, NeedsOf<Value, Path, Doubts> | MaybeIn<Other> | DeepIn<Value, Other>> {
  return condition({ kind: "not", condition: nodeOf(is(value, other)) });
}
/**
 * Whether a key is there at all. Behind it the key may be used. ASL: `IsPresent`.
 * @see https://states-language.net/#choice-state
 */
export const isPresent: <Path extends string, Doubts>(
  value: PathTo<unknown, Path, Doubts>,
) => Condition<never, Present<Path>> = test("isPresent");
/**
 * Whether the value is `null`. ASL: `IsNull`.
 * @see https://states-language.net/#choice-state
 */
export const isNull: <Value, Path extends string, Doubts>(
  value: Asked<Value, Path, Doubts>,
) => Condition<CoveredBy<Value, Path, null>, PicksIn<Path, null>, NeedsOf<Value, Path, Doubts>> = isNullTest;
/**
 * Whether the value is a number. ASL: `IsNumeric`.
 * @see https://states-language.net/#choice-state
 */
export const isNumeric: PathTest = test("isNumeric");
/**
 * Whether the value is a text. ASL: `IsString`.
 * @see https://states-language.net/#choice-state
 */
export const isString: PathTest = test("isString");
/**
 * Whether the value is a boolean. ASL: `IsBoolean`.
 * @see https://states-language.net/#choice-state
 */
export const isBoolean: PathTest = test("isBoolean");
/**
 * Whether the value is a text that is a time in RFC 3339. ASL: `IsTimestamp`.
 * @see https://states-language.net/#choice-state
 */
export const isTimestamp: PathTest = test("isTimestamp");
type PathTest = <Value, Path extends string, Doubts>(
  value: Asked<Value, Path, Doubts>,
) => Condition<never, never, NeedsOf<Value, Path, Doubts>>;

type Ordering = <Value, Path extends string, Doubts, const Other>(
  left: Asked<Value, Path, Doubts>,
  right: Ordered<Value, Path, Other>,
) => Condition<never, never, NeedsOf<Value, Path, Doubts> | DoubtsOf<Other>>;
/**
 * Less than: numbers by value, texts by UTF-16 code units. ASL: `NumericLessThan`, `StringLessThan`.
 * @see https://states-language.net/#choice-state
 */
export const lt: Ordering = compare("lessThan", "value");
/**
 * Less than or equal. ASL: `NumericLessThanEquals`, `StringLessThanEquals`.
 * @see https://states-language.net/#choice-state
 */
export const lte: Ordering = compare("lessThanEquals", "value");
/**
 * Greater than. ASL: `NumericGreaterThan`, `StringGreaterThan`.
 * @see https://states-language.net/#choice-state
 */
export const gt: Ordering = compare("greaterThan", "value");
/**
 * Greater than or equal. ASL: `NumericGreaterThanEquals`, `StringGreaterThanEquals`.
 * @see https://states-language.net/#choice-state
 */
export const gte: Ordering = compare("greaterThanEquals", "value");

type TimeOrdering = <Value, Path extends string, Doubts, const Other>(
  left: Asked<Value, Path, Doubts>,
  right: Timed<Value, Path, Other>,
) => Condition<never, never, NeedsOf<Value, Path, Doubts> | DoubtsOf<Other>>;
/**
 * An earlier moment, in RFC 3339 with upper-case `T` and `Z`; in JSONata to the millisecond. ASL: `TimestampLessThan`.
 * @see https://states-language.net/#choice-state
 */
export const before: TimeOrdering = compare("lessThan", "timestamp");
/**
 * A later moment; in JSONata to the millisecond. ASL: `TimestampGreaterThan`.
 * @see https://states-language.net/#choice-state
 */
export const after: TimeOrdering = compare("greaterThan", "timestamp");
/**
 * The same moment, in whatever offset it is written; in JSONata to the millisecond. ASL: `TimestampEquals`.
 * @see https://states-language.net/#choice-state
 */
export const sameTime: TimeOrdering = compare("equals", "timestamp");

/**
 * A text of a pattern in which `*` is any run of characters; `\\*` is a star. ASL: `StringMatches`.
 * @see https://states-language.net/#choice-state
 */
export function matches<Value, Path extends string, Doubts>(
  value: Asked<Value, Path, Doubts>,
  pattern: Patterned<Value, Path>,
): Condition<never, never, NeedsOf<Value, Path, Doubts>> {
  return condition({ kind: "matches", value: toNode(value), pattern: pattern as string }); // refused unless a text
}

/**
 * True where every part is. It stops at the first that is false, so a part may need what an earlier one shows. ASL: `And`.
 * @see https://states-language.net/#choice-state
 */
export function and<First extends AnyCondition, Others extends readonly AnyCondition[]>(
  first: First,
  ...others: Others
): Condition<never, ShownBy<First | Others[number]>, NeedsInOrder<[First, ...Others]>> {
  return condition({ kind: "and", conditions: [first, ...others].map(nodeOf) });
}
/**
 * True where one part is, so it covers what each of them does. ASL: `Or`.
 * @see https://states-language.net/#choice-state
 */
export function or<First extends AnyCondition, Others extends readonly AnyCondition[]>(
  first: First,
  ...others: Others
): Condition<CoversOf<First | Others[number]>, never, NeededBy<First | Others[number]>> {
  return condition({ kind: "or", conditions: [first, ...others].map(nodeOf) });
}
/**
 * True where the part is false. ASL: `Not`.
 * @see https://states-language.net/#choice-state
 */
export function not<C extends AnyCondition>(part: C): Condition<never, never, NeededBy<C>> {
  return condition({ kind: "not", condition: nodeOf(part) });
}
