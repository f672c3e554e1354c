// Values of the model in JSONPath: paths, intrinsic calls and payload templates.
import type { JsonObject } from "../asl/json.js";
import type { CallNode, Json, LiteralNode, ObjectNode, PathNode, PathRoot, RawNode, ValueNode } from "../dsl/model.js";
import { below, cannotSay, type Field, unreachable } from "./field.js";

/** AWS's limit for one field. */
const MOST_CALLS = 10;

interface Intrinsic {
  readonly name: string;
  /** What always follows the arguments. */
  readonly last?: string;
  /** How its result stands in a JSON text as it is: bare, or between quotes. Absent: only `States.JsonToString` can tell. */
  readonly inJson?: "bare" | "quoted";
}

/**
 * Operator of the model -> intrinsic function, with the arguments in the same order.
 * @see https://states-language.net/#appendix-b
 */
const intrinsics: { readonly [operator: string]: Intrinsic | undefined } = {
  format: { name: "States.Format" },
  uuid: { name: "States.UUID", inJson: "quoted" },
  hash: { name: "States.Hash", inJson: "quoted" },
  add: { name: "States.MathAdd", inJson: "bare" },
  random: { name: "States.MathRandom", inJson: "bare" },
  jsonParse: { name: "States.StringToJson" },
  jsonStringify: { name: "States.JsonToString" },
  base64Encode: { name: "States.Base64Encode", inJson: "quoted" },
  base64Decode: { name: "States.Base64Decode" },
  split: { name: "States.StringSplit" },
  // The service merges shallowly and refuses `true`.
  merge: { name: "States.JsonMerge", last: "false" },
  array: { name: "States.Array" },
  arrayLength: { name: "States.ArrayLength", inJson: "bare" },
  arrayItem: { name: "States.ArrayGetItem" },
  arrayContains: { name: "States.ArrayContains", inJson: "bare" },
  arrayRange: { name: "States.ArrayRange" },
  arrayPartition: { name: "States.ArrayPartition" },
  arrayUnique: { name: "States.ArrayUnique" },
};
const intrinsicOf = (operator: string) => (Object.hasOwn(intrinsics, operator) ? intrinsics[operator] : undefined);

const call = (name: string, ...values: readonly string[]) => `${name}(${values.join(", ")})`;
/** A text between single quotes. Braces mean something in `States.Format` alone. */
const quote = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;
const quoteFormat = (text: string) => `'${text.replace(/['\\{}]/g, "\\$&")}'`;

// ---------------------------------------------------------------- paths

const step = (name: string | number) => {
  if (typeof name === "number") return `[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name.replace(/['\\]/g, "\\$&")}']`;
};

/** `$.a.b[0]['odd key']`, `$$.Execution.Id`, `$name.key`; after a key that needs them come brackets. */
function pathText({ root, steps }: PathNode, field: Field): string {
  const start = field.roots[root];
  if (start === undefined) {
    cannotSay(field, unreachable[root], "compute it in a .pass before this state");
    return "$";
  }
  const [variable, ...others] = steps;
  return root === "variable"
    ? `${start}${variable}${others.map(step).join("")}`
    : `${start}${steps.map(step).join("")}`;
}
/** A key of the data as a reference path: `$.key`. */
export const keyPath = (key: string): string => `$${step(key)}`;

/** The text of a node that is one path, for fields that hold nothing else. */
export function asPath(node: ValueNode, field: Field): string | undefined {
  if (node.kind === "path") return pathText(node, field);
  if (node.kind !== "raw") return undefined;
  if (node.language !== "JSONPath" || node.code.startsWith("$")) return rawText(node, field);
  return undefined;
}

// ---------------------------------------------------------------- values

/** Whether nothing in it is worked out at run time. */
export function isStatic(node: ValueNode): boolean {
  if (node.kind === "list") return node.items.every(isStatic);
  if (node.kind === "object") return node.entries.every(([, value]) => isStatic(value));
  return node.kind === "literal";
}

/** Whether a path from a root is in it. Code that is taken as it stands counts as one from the input. */
export function reads(root: PathRoot, node: ValueNode): boolean {
  if (node.kind === "path") return node.root === root;
  if (node.kind === "raw") return root === "input" && /(?<!\$)\$(?![\w$])/.test(node.code);
  if (node.kind === "call") return node.arguments.some((value) => reads(root, value));
  if (node.kind === "list") return node.items.some((value) => reads(root, value));
  return node.kind === "object" && node.entries.some(([, value]) => reads(root, value));
}

/** The JSON of a node that is static. */
export function staticJson(node: ValueNode, field: Field): Json {
  if (node.kind === "list") return node.items.map((item, index) => staticJson(item, below(field, `[${index}]`)));
  if (node.kind === "object") return objectOf(node, (value, key) => staticJson(value, below(field, key)));
  return node.kind === "literal" ? literal(node, field) : null;
}

function literal({ value }: LiteralNode, field: Field): Json {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  field.refuse(field.path, "NOT_JSON", `${value} is a number that JSON cannot carry`, "use a finite number");
  return null;
}

// `fromEntries` makes `__proto__` a key like any other; an assignment would not.
const objectOf = (node: ObjectNode, print: (value: ValueNode, key: string) => Json): JsonObject =>
  Object.fromEntries(node.entries.map(([key, value]) => [key, print(value, key)]));

/** Whether a payload template can say it: the text under a key that ends in `.$` is evaluated, an item of a list never. */
export function isTemplate(node: ValueNode): boolean {
  if (node.kind === "object") return node.entries.every(([key]) => !key.endsWith(".$"));
  return node.kind === "list" ? node.items.every(isTemplate) : node.kind === "literal";
}

/** A payload template: what is worked out stands under a key with `.$` behind it. */
export const objectTemplate = (node: ObjectNode, field: Field): JsonObject =>
  Object.fromEntries(
    node.entries.map(([key, value]) =>
      isTemplate(value)
        ? [key, template(value, below(field, key))]
        : [`${key}.$`, expressionText(value, below(field, key))],
    ),
  );
function template(node: ValueNode, field: Field): Json {
  if (node.kind === "list") return node.items.map((item, index) => template(item, below(field, `[${index}]`)));
  return node.kind === "object" ? objectTemplate(node, field) : staticJson(node, field);
}

/** What stands behind a key with `.$`: a path or an intrinsic call. */
export const expressionText = (node: ValueNode, field: Field): string => counted(argument(node, field), field);

/** Refuses a text with more intrinsic calls than AWS takes. */
function counted(text: string, field: Field): string {
  const calls =
    text.match(/'(?:\\.|[^'\\])*'|\bStates\.\w+\s*\(/g)?.filter((part) => !part.startsWith("'")).length ?? 0;
  if (calls > MOST_CALLS) {
    field.refuse(
      field.path,
      "INTRINSIC_LIMIT",
      `this takes ${calls} intrinsic calls, and AWS allows ${MOST_CALLS} in one field`,
      "compute a part of it in a .pass of its own before, and use the key that it sets",
    );
  }
  return text;
}

/** A value as an argument of an intrinsic function. */
function argument(node: ValueNode, field: Field): string {
  switch (node.kind) {
    case "path":
      return pathText(node, field);
    case "raw":
      return rawText(node, field);
    case "call":
      return callText(node, field);
    case "literal":
      return literalArgument(node, field);
    case "list":
      return call("States.Array", ...node.items.map((item, index) => argument(item, below(field, `[${index}]`))));
    case "object":
      return parsed(node, field);
  }
}

function literalArgument(node: LiteralNode, field: Field): string {
  if (typeof node.value === "string") return quote(node.value);
  const text = JSON.stringify(literal(node, field));
  // An exponent is no number of the intrinsic functions' grammar.
  return typeof node.value === "number" && /e/.test(text) ? call("States.StringToJson", quote(text)) : text;
}

function rawText({ language, code }: RawNode, field: Field): string {
  if (language !== "JSONPath") {
    cannotSay(field, `'${code}' is JSONata, and this state is in JSONPath`, 'give it queryLanguage: "JSONata"');
    return "$";
  }
  if (!/^(?:\$|States\.)/.test(code)) {
    cannotSay(field, `'${code}' is neither a JSONPath nor an intrinsic call`, "start it with $ or with States.");
  }
  return code;
}

function callText(node: CallNode, field: Field): string {
  const intrinsic = intrinsicOf(node.operator);
  if (intrinsic === undefined) {
    cannotSay(
      field,
      `JSONPath has no '${node.operator}'`,
      "compute it in a function, or write the workflow in JSONata",
    );
    return "null";
  }
  const [first, ...others] = node.arguments;
  const values =
    node.operator === "format"
      ? [formatTemplate(first, others.length, field), ...others.map((value) => argument(value, field))]
      : node.arguments.map((value) => argument(value, field));
  return call(intrinsic.name, ...values, ...(intrinsic.last === undefined ? [] : [intrinsic.last]));
}

/** The author's template: `{}` is a place, any other brace is itself. */
function formatTemplate(node: ValueNode | undefined, values: number, field: Field): string {
  if (node?.kind !== "literal" || typeof node.value !== "string") {
    cannotSay(
      field,
      "the template of format is not a text: one from the data could hold braces that mean something else",
      "write the template as a literal, and give the data as a value",
    );
    return "''";
  }
  const pieces = node.value.split("{}");
  if (pieces.length - 1 !== values) {
    cannotSay(field, `format has ${pieces.length - 1} {} for ${values} values`, "give each value its {}");
  }
  return `'${pieces.map((piece) => quoteFormat(piece).slice(1, -1)).join("{}")}'`;
}

// ---------------------------------------------------------------- JSON texts: the one way to build an object in a call

/** JSON text between values that are put in at run time. */
interface JsonText {
  /** One more than values. */
  readonly texts: readonly string[];
  readonly values: readonly string[];
}
const textOnly = (text: string): JsonText => ({ texts: [text], values: [] });
const valueOnly = (value: string, mark = ""): JsonText => ({ texts: [mark, mark], values: [value] });
const join = (left: JsonText, right: JsonText): JsonText => ({
  texts: [...left.texts.slice(0, -1), `${left.texts.at(-1)}${right.texts[0]}`, ...right.texts.slice(1)],
  values: [...left.values, ...right.values],
});
const list = (open: string, parts: readonly JsonText[], close: string) =>
  [...parts.flatMap((part, index) => (index === 0 ? [part] : [textOnly(","), part])), textOnly(close)].reduce(
    join,
    textOnly(open),
  );

function jsonText(node: ValueNode, field: Field): JsonText {
  switch (node.kind) {
    case "list":
      return list(
        "[",
        node.items.map((item, index) => jsonText(item, below(field, `[${index}]`))),
        "]",
      );
    case "object":
      return list(
        "{",
        node.entries.map(([key, value]) =>
          join(textOnly(`${JSON.stringify(key)}:`), jsonText(value, below(field, key))),
        ),
        "}",
      );
    case "literal":
      return textOnly(JSON.stringify(literal(node, field)));
    case "call": {
      const { inJson } = intrinsicOf(node.operator) ?? {};
      if (inJson !== undefined) return valueOnly(callText(node, field), inJson === "quoted" ? '"' : "");
      return valueOnly(call("States.JsonToString", callText(node, field)));
    }
    default:
      return valueOnly(call("States.JsonToString", argument(node, field)));
  }
}

/** A value by way of its JSON text: `States.StringToJson(States.Format('\{"a":{}\}', …))`. */
function parsed(node: ValueNode, field: Field): string {
  const { texts, values } = jsonText(node, field);
  if (values.length === 0) return call("States.StringToJson", quote(texts.join("")));
  const format = `'${texts.map((text) => quoteFormat(text).slice(1, -1)).join("{}")}'`;
  return call("States.StringToJson", call("States.Format", format, ...values));
}

/** Any value, as one expression. */
export const valueText = (node: ValueNode, field: Field): string =>
  node.kind === "path" || node.kind === "raw" || node.kind === "call"
    ? expressionText(node, field)
    : counted(parsed(node, field), field);
/** The input with keys set, as one expression: `States.JsonMerge($, …, false)`. */
export const mergedText = (set: ObjectNode, field: Field): string =>
  counted(call("States.JsonMerge", "$", parsed(set, field), "false"), field);
