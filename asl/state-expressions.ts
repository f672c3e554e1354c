// What a state evaluates: every path, call and JSONata expression in it, with the field that holds it.
import { isChoiceOperator } from "./choice-operators.js";
import { type Document, documentsOf, isDocument } from "./document.js";
import type { QueryLanguage, StateType } from "./types.js";

/** What the text has to be. */
export type ExpressionKind =
  /** A path into data, context object or a variable. */
  | "path"
  /** A path that a result is written to. */
  | "referencePath"
  /** A path or an intrinsic call. */
  | "pathOrCall"
  /** What stands between `{%` and `%}`. */
  | "jsonata";

export interface Expression {
  readonly kind: ExpressionKind;
  /** Not a text where the definition has something else in its place. */
  readonly value: unknown;
  /** The field of the state that holds it: `Parameters`, `Catch[0]/Assign`. */
  readonly field: string;
  /** Where within that field: the steps of its place (`/b[0]`). */
  readonly within: string;
  /** How the service calls it: `InputPath`, `value.$`. */
  readonly label: string;
  /** What `$` stands for, or what `$states` holds beside `input` and `context`. */
  readonly reads: ExpressionContext;
}
/** `input`: the state's input alone. `result`: the result too. `error`: the error output of a catcher. */
export type ExpressionContext = "input" | "result" | "error";

/** The text of a JSONata expression; `undefined` for any other value. */
export function jsonataOf(value: unknown): string | undefined {
  if (typeof value !== "string" || !value.startsWith("{%") || !value.endsWith("%}") || value.length < 4)
    return undefined;
  return value.slice(2, -2);
}

interface Row {
  readonly field: string;
  readonly kind: Exclude<ExpressionKind, "jsonata"> | "template";
  /** In JSONPath `$` of these is the result. */
  readonly reads?: ExpressionContext;
}
const path = (...fields: readonly string[]): readonly Row[] => fields.map((field) => ({ field, kind: "path" }));
const template = (...fields: readonly string[]): readonly Row[] => fields.map((field) => ({ field, kind: "template" }));

const inJsonPath: readonly Row[] = [
  ...path("InputPath"),
  ...template("Parameters", "Credentials", "ItemSelector"),
  { field: "ResultSelector", kind: "template", reads: "result" },
  { field: "ResultPath", kind: "referencePath" },
  { field: "OutputPath", kind: "path", reads: "result" },
  ...path(
    "ItemsPath",
    "SecondsPath",
    "TimestampPath",
    "TimeoutSecondsPath",
    "HeartbeatSecondsPath",
    "MaxConcurrencyPath",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentagePath",
  ),
  { field: "ErrorPath", kind: "pathOrCall" },
  { field: "CausePath", kind: "pathOrCall" },
];
/** Fields of parts of a Map, by part. */
const partsInJsonPath: readonly (readonly [part: string, rows: readonly Row[]])[] = [
  ["ItemReader", template("Parameters")],
  ["ItemReader/ReaderConfig", path("MaxItemsPath")],
  ["ItemBatcher", [...path("MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"), ...template("BatchInput")]],
  ["ResultWriter", template("Parameters")],
];
/** Fields whose texts of the form `{% … %}` are evaluated. */
const inJsonata = [
  "Arguments",
  "Credentials",
  "Error",
  "Cause",
  "Seconds",
  "Timestamp",
  "TimeoutSeconds",
  "HeartbeatSeconds",
  "Items",
  "ItemSelector",
  "MaxConcurrency",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
];
const partsInJsonata: readonly (readonly [part: string, fields: readonly string[]])[] = [
  ["ItemReader", ["Arguments"]],
  ["ItemReader/ReaderConfig", ["MaxItems"]],
  ["ItemBatcher", ["MaxItemsPerBatch", "MaxInputBytesPerBatch", "BatchInput"]],
  ["ResultWriter", ["Arguments"]],
];
const WITH_RESULT: ReadonlySet<StateType> = new Set(["Task", "Map", "Parallel"]);

export function expressionsOf(state: Document, type: StateType, language: QueryLanguage): readonly Expression[] {
  const found: Expression[] = [];
  if (language === "JSONata") findJsonata(state, type, found);
  else findJsonPath(state, type, found);
  return found;
}

// ---------------------------------------------------------------- JSONPath

function findJsonPath(state: Document, type: StateType, found: Expression[]): void {
  for (const row of inJsonPath) addRow(state, row, row.field, found);
  const assigns: Row = { field: "Assign", kind: "template", reads: assignReads(type) };
  addRow(state, assigns, "Assign", found);
  for (const [name, rows] of type === "Map" ? partsInJsonPath : []) {
    const part = partOf(state, name);
    for (const row of part === undefined ? [] : rows) addRow(part ?? {}, row, `${name}/${row.field}`, found);
  }
  for (const [index, rule] of documentsOf(state["Choices"])) {
    addCondition(rule, `Choices[${index}]`, found);
    addRow(rule, { field: "Assign", kind: "template" }, `Choices[${index}]/Assign`, found);
  }
  for (const [index, catcher] of documentsOf(state["Catch"])) {
    addRow(catcher, { field: "ResultPath", kind: "referencePath" }, `Catch[${index}]/ResultPath`, found);
    addRow(catcher, { field: "Assign", kind: "template", reads: "error" }, `Catch[${index}]/Assign`, found);
  }
}

const assignReads = (type: StateType): ExpressionContext => (type === "Choice" || type === "Wait" ? "input" : "result");

function addRow(part: Document, row: Row, field: string, found: Expression[]): void {
  const { kind, reads = "input" } = row;
  const value = part[row.field];
  // A path that is null takes or gives nothing.
  if (value === undefined || (value === null && kind !== "template")) return;
  if (kind === "template") addTemplate(value, field, "", reads, found);
  else found.push({ kind, value, field, within: "", label: row.field, reads });
}

function addTemplate(
  value: unknown,
  field: string,
  within: string,
  reads: ExpressionContext,
  found: Expression[],
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) addTemplate(item, field, `${within}[${index}]`, reads, found);
  } else if (isDocument(value)) {
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (key.endsWith(".$")) {
        found.push({ kind: "pathOrCall", value: member, field, within: `${within}/${key}`, label: key, reads });
      } else if (typeof member === "object") addTemplate(member, field, `${within}/${key}`, reads, found);
    }
  }
}

/** The paths of a condition: what it tests, and what it compares with. */
function addCondition(condition: Document, field: string, found: Expression[]): void {
  for (const key of Object.keys(condition)) {
    if (key === "Variable" || (key.endsWith("Path") && isChoiceOperator(key))) {
      found.push({
        kind: "path",
        value: condition[key],
        field: `${field}/${key}`,
        within: "",
        label: key,
        reads: "input",
      });
    } else if (key === "And" || key === "Or") {
      for (const [index, inner] of documentsOf(condition[key])) addCondition(inner, `${field}/${key}[${index}]`, found);
    } else if (key === "Not" && isDocument(condition["Not"])) addCondition(condition["Not"], `${field}/Not`, found);
  }
}

// ---------------------------------------------------------------- JSONata

function findJsonata(state: Document, type: StateType, found: Expression[]): void {
  for (const field of inJsonata) addJsonata(state[field], field, "", "input", found);
  const reads = WITH_RESULT.has(type) ? "result" : "input";
  addJsonata(state["Assign"], "Assign", "", reads, found);
  addJsonata(state["Output"], "Output", "", reads, found);
  for (const [name, fields] of type === "Map" ? partsInJsonata : []) {
    const part = partOf(state, name);
    for (const field of fields) addJsonata(part?.[field], `${name}/${field}`, "", "input", found);
  }
  for (const [index, rule] of documentsOf(state["Choices"])) {
    for (const field of ["Condition", "Assign", "Output"]) {
      addJsonata(rule[field], `Choices[${index}]/${field}`, "", "input", found);
    }
  }
  for (const [index, catcher] of documentsOf(state["Catch"])) {
    for (const field of ["Assign", "Output"])
      addJsonata(catcher[field], `Catch[${index}]/${field}`, "", "error", found);
  }
}

function addJsonata(
  value: unknown,
  field: string,
  within: string,
  reads: ExpressionContext,
  found: Expression[],
): void {
  if (typeof value === "string") {
    const text = jsonataOf(value);
    if (text !== undefined) found.push({ kind: "jsonata", value: text, field, within, label: field, reads });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) addJsonata(item, field, `${within}[${index}]`, reads, found);
  } else if (isDocument(value)) {
    for (const key of Object.keys(value)) addJsonata(value[key], field, `${within}/${key}`, reads, found);
  }
}

const partOf = (state: Document, steps: string): Document | undefined =>
  steps.split("/").reduce<Document | undefined>((part, step) => {
    const next = part?.[step];
    return isDocument(next) ? next : undefined;
  }, state);
