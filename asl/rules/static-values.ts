import { isDocument } from "../document.js";
import type { StateView } from "../machine-view.js";
import { jsonataOf } from "../state-expressions.js";
import { inState, type Report, type Rule, type Spot } from "./rule.js";

const LOOKS_LIKE_PATH = /^\$(?:$|\$?[.[]|\$\.)|^States\.[A-Za-z0-9]+\(/;
const looksEvaluated = (value: unknown): value is string => typeof value === "string" && LOOKS_LIKE_PATH.test(value);

const TEMPLATES = ["Parameters", "ResultSelector", "ItemSelector", "Assign"];
/** Fields with a sister whose name ends in `Path`. */
const LITERALS = ["Error", "Cause", "Timestamp", "Seconds", "TimeoutSeconds", "HeartbeatSeconds", "MaxConcurrency"];

/** Values that look as if they were evaluated, and are taken as they stand. */
export const staticValues: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.language === "JSONata") checkJsonata(state, report);
    else checkJsonPath(state, report);
  }
};

function checkJsonPath(state: StateView, report: Report): void {
  const { document, type } = state;
  for (const field of TEMPLATES) checkTemplate(document[field], inState(state, field), report);
  for (const field of LITERALS) {
    const value = document[field];
    if (!looksEvaluated(value)) continue;
    report(inState(state, field), `'${value}' is taken as it stands: a path has to stand in '${field}Path'`, {
      code: "NO_PATH",
      severity: "warning",
      fix: `use '${field}Path'`,
    });
  }
  if (type === "Pass" && holdsEvaluated(document["Result"])) {
    report(inState(state, "Result"), "Result is static: nothing in it is evaluated", {
      code: "PASS_RESULT_IS_STATIC",
      severity: "warning",
      fix: "use 'Parameters', with keys that end in '.$'",
    });
  }
}

function checkTemplate(value: unknown, at: Spot, report: Report): void {
  if (Array.isArray(value)) for (const item of value) checkTemplate(item, at, report);
  else if (isDocument(value)) {
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (key.endsWith(".$")) {
        const plain = key.slice(0, -2);
        if (Object.hasOwn(value, plain)) {
          report(at, `'${plain}' and '${key}' both stand for the key '${plain}'`, { fix: "remove one of them" });
        }
        continue;
      }
      if (typeof member === "object") checkTemplate(member, at, report);
      else if (looksEvaluated(member)) {
        report(
          at,
          `The value of '${key}' is taken as it stands: to evaluate '${member}' its key has to be '${key}.$'`,
          {
            code: "NO_DOLLAR",
            severity: "warning",
            fix: `write '${key}.$'`,
          },
        );
      } else if (jsonataOf(member) !== undefined) {
        report(at, `The value of '${key}' is taken as it stands: the query language here is JSONPath`, {
          severity: "warning",
          fix: 'set "QueryLanguage": "JSONata", or write a path',
        });
      }
    }
  }
}

const isHalfExpression = (value: unknown): value is string =>
  typeof value === "string" && /\{%|%\}/.test(value) && jsonataOf(value) === undefined;

function holdsEvaluated(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsEvaluated);
  if (!isDocument(value)) return looksEvaluated(value);
  return Object.keys(value).some((key) => key.endsWith(".$") || holdsEvaluated(value[key]));
}

const EVALUATED = ["Arguments", "Output", "Assign", "Items", "ItemSelector", "Credentials", "Error", "Cause"];

function checkJsonata(state: StateView, report: Report): void {
  for (const field of EVALUATED) checkValue(state.document[field], state, field, report);
}

/** JSONPath where the query language is JSONata. */
function checkValue(value: unknown, state: StateView, field: string, report: Report): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkValue(item, state, `${field}[${index}]`, report);
  } else if (isDocument(value)) {
    for (const key of Object.keys(value)) {
      if (key.endsWith(".$")) {
        report(
          inState(state, `${field}/${key}`),
          `The value of '${key}' is taken as it stands, and so is its key: the query language here is JSONata`,
          { severity: "warning", fix: `write '${key.slice(0, -2)}' with a value of the form {% … %}` },
        );
      } else checkValue(value[key], state, `${field}/${key}`, report);
    }
  } else if (looksEvaluated(value)) {
    report(inState(state, field), `'${value}' is taken as it stands: the query language here is JSONata`, {
      severity: "warning",
      fix: "write {% $states.input… %}",
    });
  } else if (isHalfExpression(value)) {
    report(
      inState(state, field),
      `'${value}' is no expression: one begins with {% and ends with %}, without a space around`,
      {
        severity: "warning",
        code: "INVALID_JSONATA_EXPRESSION",
        fix: "write {% 'text ' & $states.input.name %} to put a value into a text",
      },
    );
  }
}
