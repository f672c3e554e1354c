// The operators of Choice states, a row each. A value of the wrong kind makes a test false, never an error.
// @see https://states-language.net/#choice-state
import type { Json } from "./json.js";
import { parseTimestamp } from "./timestamp.js";
import type { ChoiceOperands, ChoiceOperator } from "./types.js";

type OperandKind = "string" | "number" | "boolean" | "timestamp";

/** One operator: what it compares with, and how. */
export interface ChoiceOperatorRow {
  readonly operand: OperandKind;
  /** Made once for an operand that is a literal, each time for one that a path selects. */
  readonly test: (operand: Json) => (value: Json) => boolean;
  /** The operand is a path to the value to compare with. */
  readonly byPath: boolean;
  /** The variable may be absent. */
  readonly takesAbsent: boolean;
}

const never = () => false;

// `<` on texts goes by UTF-16 code units, as the specification has it (Java's `compareTo`).
type Compare = <Value extends string | number | bigint>(left: Value, right: Value) => boolean;
const comparisons = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  GreaterThan: (left, right) => left > right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThanEquals: (left, right) => left >= right,
} satisfies { readonly [comparison: string]: Compare };

const ofStrings =
  (compare: Compare) =>
  (operand: Json): ((value: Json) => boolean) =>
    typeof operand === "string" ? (value) => typeof value === "string" && compare(value, operand) : never;
const ofNumbers =
  (compare: Compare) =>
  (operand: Json): ((value: Json) => boolean) =>
    typeof operand === "number" ? (value) => typeof value === "number" && compare(value, operand) : never;
const ofTimestamps =
  (compare: Compare) =>
  (operand: Json): ((value: Json) => boolean) => {
    const right = typeof operand === "string" ? parseTimestamp(operand) : undefined;
    if (right === undefined) return never;
    return (value) => {
      const left = typeof value === "string" ? parseTimestamp(value) : undefined;
      return left !== undefined && compare(left, right);
    };
  };

const row = (operand: OperandKind, test: ChoiceOperatorRow["test"]): ChoiceOperatorRow => ({
  operand,
  test,
  byPath: false,
  takesAbsent: false,
});
const path = (operator: ChoiceOperatorRow): ChoiceOperatorRow => ({ ...operator, byPath: true });
/** A test of the value's kind: its operand says whether the value shall be of that kind. */
const kind = (is: (value: Json) => boolean): ChoiceOperatorRow =>
  row("boolean", (wanted) => (value) => is(value) === wanted);

const string = (comparison: keyof typeof comparisons) => row("string", ofStrings(comparisons[comparison]));
const number = (comparison: keyof typeof comparisons) => row("number", ofNumbers(comparisons[comparison]));
const timestamp = (comparison: keyof typeof comparisons) => row("timestamp", ofTimestamps(comparisons[comparison]));
const booleanEquals = row("boolean", (operand) => (value) => typeof value === "boolean" && value === operand);

/**
 * Every operator of a Choice rule, with what it compares.
 * @see https://states-language.net/#choice-state
 */
export const choiceOperators: { readonly [Operator in ChoiceOperator]: ChoiceOperatorRow } = {
  StringEquals: string("Equals"),
  StringEqualsPath: path(string("Equals")),
  StringLessThan: string("LessThan"),
  StringLessThanPath: path(string("LessThan")),
  StringGreaterThan: string("GreaterThan"),
  StringGreaterThanPath: path(string("GreaterThan")),
  StringLessThanEquals: string("LessThanEquals"),
  StringLessThanEqualsPath: path(string("LessThanEquals")),
  StringGreaterThanEquals: string("GreaterThanEquals"),
  StringGreaterThanEqualsPath: path(string("GreaterThanEquals")),
  StringMatches: row("string", (pattern) => (typeof pattern === "string" ? wildcard(pattern) : never)),
  NumericEquals: number("Equals"),
  NumericEqualsPath: path(number("Equals")),
  NumericLessThan: number("LessThan"),
  NumericLessThanPath: path(number("LessThan")),
  NumericGreaterThan: number("GreaterThan"),
  NumericGreaterThanPath: path(number("GreaterThan")),
  NumericLessThanEquals: number("LessThanEquals"),
  NumericLessThanEqualsPath: path(number("LessThanEquals")),
  NumericGreaterThanEquals: number("GreaterThanEquals"),
  NumericGreaterThanEqualsPath: path(number("GreaterThanEquals")),
  BooleanEquals: booleanEquals,
  BooleanEqualsPath: path(booleanEquals),
  TimestampEquals: timestamp("Equals"),
  TimestampEqualsPath: path(timestamp("Equals")),
  TimestampLessThan: timestamp("LessThan"),
  TimestampLessThanPath: path(timestamp("LessThan")),
  TimestampGreaterThan: timestamp("GreaterThan"),
  TimestampGreaterThanPath: path(timestamp("GreaterThan")),
  TimestampLessThanEquals: timestamp("LessThanEquals"),
  TimestampLessThanEqualsPath: path(timestamp("LessThanEquals")),
  TimestampGreaterThanEquals: timestamp("GreaterThanEquals"),
  TimestampGreaterThanEqualsPath: path(timestamp("GreaterThanEquals")),
  IsNull: kind((value) => value === null),
  // Asked only of a value that is there.
  IsPresent: { ...kind(() => true), takesAbsent: true },
  IsNumeric: kind((value) => typeof value === "number"),
  IsString: kind((value) => typeof value === "string"),
  IsBoolean: kind((value) => typeof value === "boolean"),
  IsTimestamp: kind((value) => typeof value === "string" && parseTimestamp(value) !== undefined),
};

/** Whether a field of a Choice rule is one of the operators. */
export const isChoiceOperator = (name: string): name is keyof ChoiceOperands => Object.hasOwn(choiceOperators, name);

/** `*` stands for any run of characters, `\*` and `\\` for themselves. Looks at each character of the value a few times, whatever the pattern. */
function wildcard(pattern: string): (value: Json) => boolean {
  const pieces = [""];
  for (const [token, escaped] of pattern.matchAll(/\\([*\\])|[^]/gu)) {
    if (token === "*") pieces.push("");
    else pieces.push(`${pieces.pop()}${escaped ?? token}`);
  }
  const first = pieces.shift() ?? "";
  const last = pieces.pop();
  if (last === undefined) return (value) => value === first;
  return (value) => {
    if (typeof value !== "string" || !value.startsWith(first)) return false;
    let at = first.length;
    // The leftmost place for each piece leaves the most room for the next ones.
    for (const piece of pieces) {
      const found = value.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return value.length - at >= last.length && value.endsWith(last);
  };
}
