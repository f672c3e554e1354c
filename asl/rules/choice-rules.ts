import { isChoiceOperator } from "../choice-operators.js";
import { type Document, documentsOf, isDocument } from "../document.js";
import type { StateView } from "../machine-view.js";
import { inState, type Report, type Rule } from "./rule.js";

const COMBINATIONS = ["And", "Or", "Not"];

/** A rule of a Choice tests exactly one thing. */
export const choiceRules: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.type !== "Choice") continue;
    for (const [index, rule] of documentsOf(state.document["Choices"])) {
      const field = `Choices[${index}]`;
      if (state.language === "JSONPath") checkCondition(rule, state, field, report);
      // A field of the other language is told where fields are checked.
      else if (rule["Condition"] === undefined && !Object.keys(rule).some(isTest)) {
        report(inState(state, field), "These fields are required: [Condition]");
      }
    }
  }
};

const isTest = (field: string): boolean =>
  field === "Variable" || COMBINATIONS.includes(field) || isChoiceOperator(field);

function checkCondition(condition: Document, state: StateView, field: string, report: Report): void {
  const combinations = COMBINATIONS.filter((name) => condition[name] !== undefined);
  const operators = Object.keys(condition).filter(isChoiceOperator);
  const hasVariable = condition["Variable"] !== undefined;
  const isCombination = combinations.length === 1 && operators.length === 0 && !hasVariable;
  const isTestOfVariable = combinations.length === 0 && operators.length === 1 && hasVariable;
  // A field that belongs to the other language explains a rule that tests nothing.
  const isExplained = condition["Condition"] !== undefined && combinations.length + operators.length === 0;
  if (!isCombination && !isTestOfVariable && !isExplained) {
    report(
      inState(state, field),
      "A Choice rule must contain exactly one of And, Or, Not, or a comparison operator with its Variable",
    );
  }
  for (const name of ["And", "Or"]) {
    for (const [index, inner] of documentsOf(condition[name])) {
      checkCondition(inner, state, `${field}/${name}[${index}]`, report);
    }
  }
  if (isDocument(condition["Not"])) checkCondition(condition["Not"], state, `${field}/Not`, report);
}
