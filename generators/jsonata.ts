// Values of the model in JSONata: templates with expressions in them, and the expressions.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
import type { JsonObject } from "../asl/json.js";
import { isJsonata } from "../asl/jsonata.js";
import { jsonataFaults } from "../asl/jsonata-faults.js";
import type { ExpressionContext } from "../asl/state-expressions.js";
import type { Json, LiteralNode, ObjectNode, PathNode, RawNode, ValueNode } from "../dsl/model.js";
import { below, cannotSay, type Field, unreachable } from "./field.js";
import { type Block, blockBelow, closed, needed, newBlock } from "./jsonata-block.js";
import { jsonText, kindOf, listOf, operatorOf } from "./jsonata-operators.js";
import { atom, binding, type Code, call, nameStep, operation, quote, unsure } from "./jsonata-text.js";

// ---------------------------------------------------------------- templates

/** A value in which each expression is a text of its own: what is absent fails there, by itself. */
export function template(node: ValueNode, field: Field): Json {
  switch (node.kind) {
    case "literal":
      return isJsonata(node.value) ? expression(node, field) : literal(node, field);
    case "list":
      return node.items.map((item, index) => template(item, below(field, `[${index}]`)));
    case "object":
      return isTemplate(node) ? objectTemplate(node, field) : expression(node, field);
    default:
      return expression(node, field);
  }
}

/** AWS takes no key that ends in `.$` where the query language is JSONata. */
const isTemplate = (node: ObjectNode): boolean => node.entries.every(([key]) => !key.endsWith(".$"));

// `fromEntries` makes `__proto__` a key like any other; an assignment would not.
export const objectTemplate = (node: ObjectNode, field: Field): JsonObject =>
  Object.fromEntries(node.entries.map(([key, value]) => [key, template(value, below(field, key))]));

function literal({ value }: LiteralNode, field: Field): Json {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  field.refuse(field.path, "NOT_JSON", `${value} is a number that JSON cannot carry`, "use a finite number");
  return null;
}

/** A text of the form `{% … %}`. */
export const evaluated = (text: string): string => `{% ${text} %}`;

/** A value as one expression. A path or code of the author's stands as it is: where it gives nothing, AWS fails the state. */
export function expression(node: ValueNode, field: Field): string {
  if (node.kind === "path") return evaluated(pathCode(node, field).text);
  if (node.kind === "raw") return evaluated(rawText(node, field));
  const block = newBlock(field);
  return evaluated(closed(block, value(node, block)).text);
}

/** A list as a field: code of the author's may give one item without a list around it. */
export function listField(node: ValueNode, field: Field): Json {
  return node.kind === "raw" ? evaluated(`[${rawText(node, field)}]`) : template(node, field);
}

/**
 * What a function is called with. On the way a payload is JSON text, and one that is a text is that text itself: where it is
 * known to be one, it is written as JSON. A text or a null that only the data tells does not arrive as such.
 */
export function payload(node: ValueNode, field: Field): Json {
  const kind = kindOf(node);
  if (node.kind === "literal" && (kind === "text" || kind === "null")) return JSON.stringify(node.value);
  if (kind !== "text") return template(node, field);
  const block = newBlock(field);
  return evaluated(closed(block, jsonText(node, value(node, block))).text);
}

/** The input with keys set, as one expression. */
export function merged(set: ObjectNode, field: Field): string {
  const block = newBlock(field);
  return evaluated(closed(block, atom(`$merge([${field.roots.input}, ${value(set, block).text}])`)).text);
}

// ---------------------------------------------------------------- expressions

/** A value within an expression. */
export function value(node: ValueNode, block: Block): Code {
  const { field } = block;
  switch (node.kind) {
    case "path":
      return pathCode(node, field);
    case "raw":
      return rawCode(node, field);
    case "literal":
      return typeof node.value === "string" ? atom(quote(node.value)) : atom(JSON.stringify(literal(node, field)));
    case "list":
      return listOf(node.items, (index) => blockBelow(block, `[${index}]`), value);
    case "object":
      return atom(`{${node.entries.map(([key, item]) => member(key, item, blockBelow(block, key))).join(", ")}}`);
    case "call": {
      const operator = operatorOf(node.operator);
      if (operator !== undefined) return operator(node.arguments, block, value);
      cannotSay(field, `JSONata has no '${node.operator}'`, "compute it in a function, or write it by jsonata(…)");
      return atom("null");
    }
  }
}

const member = (key: string, node: ValueNode, block: Block) =>
  `${quote(key)}: ${needed(value(node, block), block).text}`;

/** `$states.input.a.b[0]`, `$name.key`, with odd names between backticks. */
function pathCode(node: PathNode, field: Field): Code {
  const { root, steps } = node;
  const start = field.roots[root];
  if (start === undefined) {
    cannotSay(field, unreachable[root], "compute it in a .pass before this state");
    return atom("null");
  }
  const [first, ...others] = steps;
  const code = (root === "variable" ? others : steps).reduce<Code>(
    (from, step) => {
      if (typeof step === "number") return atom(`${from.text}[${step}]`);
      const named = nameStep(step);
      return named === undefined ? call("lookup", from, atom(quote(step))) : atom(`${from.text}${named}`);
    },
    atom(root === "variable" ? `${start}${first}` : start),
  );
  return { ...code, sure: field.isSure(node) };
}

/** Code of the author's within an expression. */
function rawCode(node: RawNode, field: Field): Code {
  const text = rawText(node, field);
  return unsure(/^\$[\w$.]+$/.test(text) ? atom(text) : operation(text, binding.code));
}

function rawText({ language, code }: RawNode, field: Field): string {
  if (language !== "JSONata") {
    cannotSay(field, `'${code}' is JSONPath, and this state is in JSONata`, "write it by jsonata(…)");
    return "null";
  }
  if (/^\s*\{%/.test(code)) {
    cannotSay(field, `'${code}' has the signs of a field around it`, "write what stands between {% and %} alone");
    return "null";
  }
  for (const { code: finding, message, fix } of jsonataFaults(code, readsOf(field))) {
    field.refuse(field.path, finding, `in '${code}': ${message}`, fix ?? "correct the expression");
  }
  return code.trim();
}

function readsOf({ roots }: Field): ExpressionContext {
  if (roots.result !== undefined) return "result";
  return roots.error === undefined ? "input" : "error";
}
