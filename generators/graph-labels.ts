// Conditions and values as a person says them, for pictures.
import type { CompareNode, ConditionNode, PathNode, TypeTest, ValueNode } from "../dsl/model.js";

const tests: Readonly<Record<TypeTest, string>> = {
  isPresent: "present",
  isNull: "null",
  isNumeric: "a number",
  isString: "a text",
  isBoolean: "true or false",
  isTimestamp: "a time",
};
const comparisons: Readonly<Record<CompareNode["of"], Readonly<Record<CompareNode["comparison"], string>>>> = {
  value: { equals: "is", lessThan: "<", lessThanEquals: "≤", greaterThan: ">", greaterThanEquals: "≥" },
  timestamp: {
    equals: "is at",
    lessThan: "is before",
    lessThanEquals: "is not after",
    greaterThan: "is after",
    greaterThanEquals: "is not before",
  },
};

/** `doesStackExist is true`, `count < 3 and not (name matches "a*")`. */
export function conditionLabel(node: ConditionNode): string {
  switch (node.kind) {
    case "compare":
      return `${valueLabel(node.left)} ${comparisons[node.of][node.comparison]} ${valueLabel(node.right)}`;
    case "test":
      return `${valueLabel(node.value)} is ${tests[node.test]}`;
    case "matches":
      return `${valueLabel(node.value)} matches ${JSON.stringify(node.pattern)}`;
    case "not":
      return negated(node.condition);
    default:
      return node.conditions
        .map((part) => (isCombined(part) ? `(${conditionLabel(part)})` : conditionLabel(part)))
        .join(` ${node.kind} `);
  }
}
const isCombined = (node: ConditionNode) => (node.kind === "and" || node.kind === "or") && node.conditions.length > 1;

function negated(node: ConditionNode): string {
  if (node.kind === "test") return `${valueLabel(node.value)} is not ${tests[node.test]}`;
  if (node.kind === "compare" && node.comparison === "equals") {
    const { left, right, of } = node;
    return `${valueLabel(left)} ${of === "timestamp" ? "is not at" : "is not"} ${valueLabel(right)}`;
  }
  return `not (${conditionLabel(node)})`;
}

/** A path without its `$.`, a literal as JSON, a call as the author wrote it. */
export function valueLabel(node: ValueNode): string {
  switch (node.kind) {
    case "literal":
      return JSON.stringify(node.value);
    case "path":
      return pathLabel(starts[node.root], node.steps) || "the data";
    case "raw":
      return node.code;
    case "call":
      return `${node.operator}(${node.arguments.map(valueLabel).join(", ")})`;
    case "list":
      return `[${node.items.map(valueLabel).join(", ")}]`;
    case "object":
      return `{ ${node.entries.map(([key, value]) => `${key}: ${valueLabel(value)}`).join(", ")} }`;
  }
}

const starts: Readonly<Record<PathNode["root"], string>> = {
  input: "",
  variable: "$",
  context: "context",
  result: "result",
  error: "error",
};
const pathLabel = (start: string, steps: PathNode["steps"]) =>
  steps.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" || text === "$" ? `${text}${step}` : `${text}.${step}`;
  }, start);
