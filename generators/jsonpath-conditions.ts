// Conditions of the model as Choice rules in JSONPath.
import type { ChoiceCondition } from "../asl/types.js";
import type { CompareNode, Comparison, ConditionNode, LiteralNode, ValueNode } from "../dsl/model.js";
import { literalTime, notInOrder, withoutCondition } from "./condition-faults.js";
import { below, cannotSay, type Field } from "./field.js";
import { asPath } from "./jsonpath.js";

const operators: Readonly<Record<Comparison, string>> = {
  equals: "Equals",
  lessThan: "LessThan",
  lessThanEquals: "LessThanEquals",
  greaterThan: "GreaterThan",
  greaterThanEquals: "GreaterThanEquals",
};
const mirrored: Readonly<Record<Comparison, Comparison>> = {
  equals: "equals",
  lessThan: "greaterThan",
  lessThanEquals: "greaterThanEquals",
  greaterThan: "lessThan",
  greaterThanEquals: "lessThanEquals",
};
const tests = {
  isPresent: "IsPresent",
  isNull: "IsNull",
  isNumeric: "IsNumeric",
  isString: "IsString",
  isBoolean: "IsBoolean",
  isTimestamp: "IsTimestamp",
} as const;

/** Stands where a condition was refused. */
const REFUSED: ChoiceCondition = { Variable: "$", IsPresent: true };

/**
 * A condition as a rule. A comparison of the wrong type is false, so one of two paths is an `Or` over the types.
 * @see https://states-language.net/#choice-state
 */
export function rule(node: ConditionNode, field: Field): ChoiceCondition {
  switch (node.kind) {
    case "and":
    case "or":
      return combined(node.kind, node.conditions, field);
    case "not":
      return { Not: rule(node.condition, below(field, "Not")) };
    case "test":
      return { Variable: variable(node.value, field), [tests[node.test]]: true };
    case "matches":
      return { Variable: variable(node.value, field), StringMatches: node.pattern };
    case "compare":
      return comparison(node, field);
  }
}

function combined(kind: "and" | "or", conditions: readonly ConditionNode[], field: Field): ChoiceCondition {
  const [only, ...others] = conditions;
  if (only === undefined) {
    withoutCondition(kind, field);
    return REFUSED;
  }
  if (others.length === 0) return rule(only, field);
  const operator = kind === "and" ? "And" : "Or";
  return { [operator]: conditions.map((condition, index) => rule(condition, below(field, `${operator}[${index}]`))) };
}

function variable(node: ValueNode, field: Field): string {
  const path = asPath(node, below(field, "Variable"));
  if (path !== undefined) return path;
  cannotSay(
    field,
    "a choice in JSONPath can ask about a path alone",
    "compute the value in a .pass before, and ask about the key that it sets",
  );
  return "$";
}

function comparison(node: CompareNode, field: Field): ChoiceCondition {
  // ASL has the path on the left: 3 < $.n is $.n > 3.
  if (node.left.kind === "literal" && node.right.kind !== "literal") {
    return comparison({ ...node, left: node.right, right: node.left, comparison: mirrored[node.comparison] }, field);
  }
  const Variable = variable(node.left, field);
  if (node.right.kind === "literal") return againstLiteral(Variable, node, node.right, field);
  return againstPath(Variable, node, variable(node.right, field));
}

function againstLiteral(Variable: string, node: CompareNode, { value }: LiteralNode, field: Field): ChoiceCondition {
  const operator = operators[node.comparison];
  if (node.of === "timestamp") {
    const time = literalTime(value, field);
    return time === undefined ? REFUSED : { Variable, [`Timestamp${operator}`]: time };
  }
  if (typeof value === "string") return { Variable, [`String${operator}`]: value };
  if (typeof value === "number" && Number.isFinite(value)) return { Variable, [`Numeric${operator}`]: value };
  if (typeof value === "boolean" && node.comparison === "equals") return { Variable, BooleanEquals: value };
  if (value === null && node.comparison === "equals") return { Variable, IsNull: true };
  notInOrder(String(value), field);
  return REFUSED;
}

function againstPath(Variable: string, node: CompareNode, other: string): ChoiceCondition {
  const operator = operators[node.comparison];
  const typed = (type: string): ChoiceCondition => ({ Variable, [`${type}${operator}Path`]: other });
  if (node.of === "timestamp") return typed("Timestamp");
  const ordered = [typed("String"), typed("Numeric")];
  if (node.comparison !== "equals") return { Or: ordered };
  const bothNull = {
    And: [
      { Variable, IsNull: true },
      { Variable: other, IsNull: true },
    ],
  };
  return { Or: [...ordered, typed("Boolean"), bothNull] };
}
