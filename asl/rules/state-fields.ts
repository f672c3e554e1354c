import { type Document, documentsOf, isDocument } from "../document.js";
import {
  catcherFields,
  conditionFields,
  type FieldTable,
  stateFields as fieldsByType,
  mapParts,
  retrierFields,
  ruleFields,
} from "../fields.js";
import type { StateView } from "../machine-view.js";
import { hasSubstitution } from "../substitution.js";
import { checkFields } from "./check-fields.js";
import { inState, type Report, type Rule } from "./rule.js";

/** The fields of states, and of the parts of states. */
export const stateFields: Rule = ({ states }, report) => {
  for (const state of states) {
    const { document, type, language, isObject } = state;
    if (!isObject) report(inState(state), "A state has to be an object");
    else if (type === undefined) checkType(state, report);
    else {
      checkFields(document, fieldsByType[type], language, (field) => inState(state, field), report);
      checkParts(state, report);
    }
  }
};

function checkType(state: StateView, report: Report): void {
  const { Type } = state.document;
  if (hasSubstitution(Type)) return;
  if (Type === undefined) report(inState(state), "These fields are required: [Type]");
  else {
    report(
      inState(state, "Type"),
      `Expected one of [${Object.keys(fieldsByType).join(", ")}] but was ${JSON.stringify(Type)?.slice(0, 60)}`,
    );
  }
}

function checkParts(state: StateView, report: Report): void {
  const { document, type } = state;
  const check = (part: Document, fields: FieldTable, steps: string) => {
    const spot = (field?: string) => inState(state, field === undefined ? steps : `${steps}/${field}`);
    checkFields(part, fields, state.language, spot, report);
  };
  if (type === "Task" || type === "Map" || type === "Parallel") {
    for (const [index, retrier] of documentsOf(document["Retry"])) check(retrier, retrierFields, `Retry[${index}]`);
    for (const [index, catcher] of documentsOf(document["Catch"])) check(catcher, catcherFields, `Catch[${index}]`);
  }
  if (type === "Choice") {
    for (const [index, rule] of documentsOf(document["Choices"])) {
      check(rule, ruleFields, `Choices[${index}]`);
      if (state.language === "JSONPath") checkConditions(rule, `Choices[${index}]`, check);
    }
  }
  if (type === "Map") {
    for (const [steps, fields] of mapParts) {
      const part = partAt(document, steps);
      if (part !== undefined) check(part, fields, steps);
    }
  }
}

function checkConditions(
  condition: Document,
  steps: string,
  check: (part: Document, fields: FieldTable, steps: string) => void,
): void {
  const checkInner = (part: Document, at: string) => {
    check(part, conditionFields, at);
    checkConditions(part, at, check);
  };
  for (const field of ["And", "Or"]) {
    for (const [index, part] of documentsOf(condition[field])) checkInner(part, `${steps}/${field}[${index}]`);
  }
  if (isDocument(condition["Not"])) checkInner(condition["Not"], `${steps}/Not`);
}

const partAt = (state: Document, steps: string): Document | undefined =>
  steps.split("/").reduce<Document | undefined>((part, step) => {
    const next = part?.[step];
    return isDocument(next) ? next : undefined;
  }, state);
