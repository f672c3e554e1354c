// Conditions of the model in JSONata. A comparison of values of different kinds is false, as in JSONPath, where JSONata
// itself would fail.
import type {
  CompareNode,
  Comparison,
  ConditionNode,
  MatchesNode,
  PathNode,
  TestNode,
  ValueNode,
} from "../dsl/model.js";
import { literalTime, notInOrder, withoutCondition } from "./condition-faults.js";
import { cannotSay, type Field } from "./field.js";
import { evaluated, value } from "./jsonata.js";
import { type Block, blockBelow, blockInside, closed, needed, newBlock, repeatable } from "./jsonata-block.js";
import { kindOf } from "./jsonata-operators.js";
import { atom, binding, type Code, call, inPattern, operand, operation, quote } from "./jsonata-text.js";
import { shownBy } from "./shown-by.js";

/**
 * A condition as the `Condition` of a rule.
 * @see https://states-language.net/#choice-state
 */
export function conditionField(node: ConditionNode, field: Field): string {
  const block = newBlock(field);
  return evaluated(closed(block, condition(node, block, [])).text);
}

/** `shown`: paths that are known to be there where this is asked. */
function condition(node: ConditionNode, block: Block, shown: readonly PathNode[]): Code {
  switch (node.kind) {
    case "and":
    case "or":
      return combined(node.kind, node.conditions, block, shown);
    case "not":
      return call("not", condition(node.condition, blockBelow(block, "Not"), shown));
    case "test":
      return test(node, block, shown);
    case "matches":
      return matches(node, block, shown);
    case "compare":
      return compare(node, block, shown);
  }
}

/** The parts behind the first are asked only where it does not decide, so what they need is no condition of the whole. */
function combined(
  kind: "and" | "or",
  conditions: readonly ConditionNode[],
  block: Block,
  shown: readonly PathNode[],
): Code {
  const [only, ...others] = conditions;
  if (only === undefined) {
    withoutCondition(kind, block.field);
    return atom("false");
  }
  if (others.length === 0) return condition(only, block, shown);
  let known = shown;
  const parts = conditions.map((part, index) => {
    const at = blockBelow(block, `${kind === "and" ? "And" : "Or"}[${index}]`);
    const code = index === 0 ? condition(part, at, known) : laterPart(part, at, known);
    if (kind === "and") known = [...known, ...shownBy(part)];
    return operand(code, binding[kind]);
  });
  return operation(parts.join(` ${kind} `), binding[kind]);
}

function laterPart(part: ConditionNode, block: Block, shown: readonly PathNode[]): Code {
  const inside = blockInside(block);
  const code = condition(part, inside, shown);
  const missing = inside.conditions.filter((one) => !block.conditions.includes(one));
  const why = quote(`not so: ${missing.join(" and ")}`);
  return closed({ ...inside, conditions: missing }, code, `$error(${why})`);
}

/** A path is there when it, or one below it, was shown. */
const isShown = (node: PathNode, shown: readonly PathNode[]) =>
  shown.some(({ root, steps }) => root === node.root && node.steps.every((step, index) => step === steps[index]));

// ---------------------------------------------------------------- one question

/** A value that is asked about, more than once where that is needed. */
function asked(node: ValueNode, block: Block, shown: readonly PathNode[]): Code {
  const code = value(node, block);
  const known = node.kind === "path" && isShown(node, shown) ? { ...code, sure: true } : code;
  return needed(known, block);
}

const types = { isNumeric: "number", isString: "string", isBoolean: "boolean" } as const;
const isType = ({ text }: Code, type: string): string => `$type(${text}) = '${type}'`;

function test({ test: name, value: node }: TestNode, block: Block, shown: readonly PathNode[]): Code {
  if (name === "isPresent") return call("exists", value(node, block));
  const code = asked(node, block, shown);
  if (name === "isNull") return operation(`${operand(code, binding.comparison)} = null`, binding.comparison);
  if (name === "isTimestamp") return operation(isTime(repeatable(code, block)), binding.and);
  return operation(isType(code, types[name]), binding.comparison);
}

function matches({ value: node, pattern }: MatchesNode, block: Block, shown: readonly PathNode[]): Code {
  const pieces = piecesOf(pattern);
  const code = repeatable(asked(node, block, shown), block);
  const [only = "", ...others] = pieces;
  if (others.length === 0) return operation(`${code.text} = ${quote(only)}`, binding.comparison);
  if (pieces.every((piece) => piece === "")) return operation(isType(code, "string"), binding.comparison);
  // Stars at the ends are left out: an expression that may match nothing is refused by JSONata.
  const inside = pieces.map(inPattern).join("[\\s\\S]*");
  const expression = `^${inside}$`.replace(/^\^(?:\[\\s\\S\]\*)+/, "").replace(/(?:\[\\s\\S\]\*)+\$$/, "");
  return operation(`${isType(code, "string")} and $contains(${code.text}, /${expression}/)`, binding.and);
}

/** The texts between stars; `\*` and `\\` stand for themselves. */
function piecesOf(pattern: string): readonly string[] {
  const pieces = [""];
  for (const [token, escaped] of pattern.matchAll(/\\([*\\])|[^]/gu)) {
    if (token === "*") pieces.push("");
    else pieces.push(`${pieces.pop()}${escaped ?? token}`);
  }
  return pieces;
}

// ---------------------------------------------------------------- comparisons

const signs: Readonly<Record<Comparison, string>> = {
  equals: "=",
  lessThan: "<",
  lessThanEquals: "<=",
  greaterThan: ">",
  greaterThanEquals: ">=",
};

function compare(node: CompareNode, block: Block, shown: readonly PathNode[]): Code {
  if (node.of === "timestamp") return compareTimes(node, block, shown);
  const left = asked(node.left, block, shown);
  const right = asked(node.right, block, shown);
  const compared = (one: Code, other: Code) =>
    `${operand(one, binding.comparison)} ${signs[node.comparison]} ${operand(other, binding.comparison)}`;
  if (node.comparison === "equals") return operation(compared(left, right), binding.comparison);
  const wanted = orderedType(node.left, block.field) ?? orderedType(node.right, block.field);
  const [one, other] = [repeatable(left, block), repeatable(right, block)];
  const unknown = [
    ...(kindOf(node.left) === undefined ? [one] : []),
    ...(kindOf(node.right) === undefined ? [other] : []),
  ];
  const checks =
    wanted === undefined
      ? [`$type(${one.text}) = $type(${other.text})`, `$type(${one.text}) in ['number', 'string']`]
      : unknown.map((code) => isType(code, wanted));
  return operation([...checks, compared(one, other)].join(" and "), binding.and);
}

/** The type that a value is surely of, where that has an order. */
function orderedType(node: ValueNode, field: Field): "number" | "string" | undefined {
  const kind = kindOf(node);
  if (kind === "integer" || kind === "number") return "number";
  if (kind === "text") return "string";
  if (kind !== undefined) notInOrder(node.kind === "literal" ? String(node.value) : `a ${kind}`, field);
  return undefined;
}

/**
 * `$toMillis` cuts what is finer than a millisecond, and no function of JSONata holds more. What AWS makes of more digits in a
 * comparison of JSONPath is not recorded; here they count, to the nanosecond. A Wait cuts its time to the second in both.
 */
const FINER = /\.\d{3}\d*[1-9]/;

function compareTimes({ comparison, left, right }: CompareNode, block: Block, shown: readonly PathNode[]): Code {
  const checks: string[] = [];
  const moment = (node: ValueNode): string => {
    if (node.kind === "literal") {
      const time = literalTime(node.value, block.field) ?? "";
      if (FINER.test(time)) {
        const message = `'${time}' is finer than a millisecond, to which JSONata compares times`;
        cannotSay(block.field, message, "write it to the millisecond");
      }
      return `$toMillis(${quote(time)})`;
    }
    const code = repeatable(asked(node, block, shown), block);
    checks.push(isTime(code));
    return `$toMillis(${code.text})`;
  };
  const [one, other] = [moment(left), moment(right)];
  return operation([...checks, `${one} ${signs[comparison]} ${other}`].join(" and "), binding.and);
}

const LONG_MONTH = "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])";
const SHORT_MONTH = "(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)";
const FEBRUARY = "02-(?:0[1-9]|1\\d|2[0-8])";
const LEAP_YEAR = "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const DAY = `(?:\\d{4}-(?:${LONG_MONTH}|${SHORT_MONTH}|${FEBRUARY})|${LEAP_YEAR}-02-29)`;
const CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?";
const ZONE = "(?:Z|[+-](?:(?:0\\d|1[0-7]):[0-5]\\d|18:00))";
/**
 * RFC 3339 as ASL takes it, days of the calendar alone: `$toMillis` takes more, and some days for others.
 * @see https://states-language.net/#timestamps
 */
const isTime = (code: Code): string =>
  `${isType(code, "string")} and $contains(${code.text}, /^${DAY}T${CLOCK}${ZONE}$/)`;
