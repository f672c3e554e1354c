// Operators of the model in JSONata, a row each. What each of them means is told where the author finds it, in
// `dsl/values.ts`, and is the same as in JSONPath: numbers are rounded as AWS's intrinsic functions do, and a list of one
// item stays a list, which JSONata by itself would not see to.
import type { LiteralNode, ValueNode } from "../dsl/model.js";
import { cannotSay } from "./field.js";
import { type Block, blockInside, bound, closed, needed, repeatable, require } from "./jsonata-block.js";
import { atom, binding, type Code, call, inPattern, operand, operation, quote, unsure } from "./jsonata-text.js";

/** Prints a value; what comes out may be absent. */
export type Print = (node: ValueNode, block: Block) => Code;
type Operator = (values: readonly ValueNode[], block: Block, print: Print) => Code;

// ---------------------------------------------------------------- what is known of a value before it is there

type Kind = "text" | "integer" | "number" | "boolean" | "null" | "list" | "object";
const kinds: { readonly [operator: string]: Kind | undefined } = {
  format: "text",
  uuid: "text",
  hash: "text",
  jsonStringify: "text",
  base64Encode: "text",
  base64Decode: "text",
  add: "integer",
  random: "integer",
  arrayLength: "integer",
  arrayContains: "boolean",
  split: "list",
  array: "list",
  arrayRange: "list",
  arrayPartition: "list",
  arrayUnique: "list",
  merge: "object",
};
/** `undefined` where only the data tells. */
export function kindOf(node: ValueNode): Kind | undefined {
  switch (node.kind) {
    case "literal":
      return literalKind(node);
    case "list":
    case "object":
      return node.kind;
    case "call":
      return Object.hasOwn(kinds, node.operator) ? kinds[node.operator] : undefined;
    default:
      return undefined;
  }
}
function literalKind({ value }: LiteralNode): Kind {
  if (value === null) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "string" ? "text" : "boolean";
}

// ---------------------------------------------------------------- parts

const numberCode = (value: number): Code => atom(JSON.stringify(value + 0));

/** Rounded as `Math.round` does in Java, half towards +∞. */
function whole(node: ValueNode | undefined, block: Block, print: Print): Code {
  if (node === undefined) return numberCode(0);
  if (node.kind === "literal" && typeof node.value === "number") return numberCode(Math.round(node.value));
  const code = needed(print(node, block), block);
  return kindOf(node) === "integer" ? code : atom(`$floor(${operand(code, binding.sum - 1)} + 0.5)`);
}

function sum(left: Code, right: Code): Code {
  const text = operand(right, binding.sum);
  const added = text.startsWith("-") ? `- ${text.slice(1)}` : `+ ${text}`;
  return operation(`${operand(left, binding.sum)} ${added}`, binding.sum);
}

/** The items of a list. An item that may be a list itself is wrapped once more, since JSONata would spread it. */
export function listOf(items: readonly ValueNode[], blockAt: (index: number) => Block, print: Print): Code {
  const texts = items.map((node, index) => {
    const block = blockAt(index);
    const code = needed(print(node, block), block);
    const kind = kindOf(node);
    if (kind === "list") return code.text.startsWith("[") ? code.text : `[${code.text}]`;
    if (kind !== undefined) return code.text;
    const { text } = repeatable(code, block);
    return `$type(${text}) = 'array' ? [[${text}]] : ${text}`;
  });
  return atom(`[${texts.join(", ")}]`);
}

/** A list that brackets follow. */
const listText = (node: ValueNode, block: Block, print: Print): string =>
  operand(needed(print(node, block), block), binding.atom - 1);

/** Any value as its JSON text. */
export function jsonText(node: ValueNode, code: Code): Code {
  const kind = kindOf(node);
  // `$string` leaves a text as it is: it is read out of an object.
  if (kind === undefined || kind === "text") return atom(`$replace($string({'': ${code.text}}), /^\\{"":|\\}$/, '')`);
  return call("string", code);
}

/** JSONata's Base64 is of bytes, of which only those of ASCII are the same in each character set. */
const requireAscii = ({ text }: Code, block: Block) => require(`$not($contains(${text}, /[^\\x00-\\x7F]/))`, block);

function formatted([template, ...values]: readonly ValueNode[], block: Block, print: Print): Code {
  if (template?.kind !== "literal" || typeof template.value !== "string") {
    cannotSay(
      block.field,
      "the template of format is not a text: one from the data could hold braces that mean something else",
      "write the template as a literal, and give the data as a value",
    );
    return atom("''");
  }
  const [first = "", ...others] = template.value.split("{}");
  if (others.length !== values.length) {
    cannotSay(block.field, `format has ${others.length} {} for ${values.length} values`, "give each value its {}");
  }
  const parts = [
    textPart(first),
    ...others.flatMap((text, index) => {
      const value = values[index];
      return [value && needed(print(value, block), block), textPart(text)];
    }),
  ].filter((part) => part !== undefined);
  const [only = atom("''"), ...more] = parts;
  if (more.length > 0) return operation(parts.map((part) => operand(part, binding.sum)).join(" & "), binding.sum);
  return values.length === 0 ? only : call("string", only);
}
const textPart = (text: string): Code | undefined => (text === "" ? undefined : atom(quote(text)));

/** Every character of the delimiters is one. */
function pieces([text, delimiters]: readonly ValueNode[], block: Block, print: Print): Code {
  const whole = text === undefined ? atom("''") : needed(print(text, block), block);
  const parts = delimiters === undefined ? atom("''") : splitBy(whole, delimiters, block, print);
  return atom(`[${operand(parts, binding.atom - 1)}[$ != '']]`);
}
function splitBy(text: Code, delimiters: ValueNode, block: Block, print: Print): Code {
  if (delimiters.kind === "literal" && typeof delimiters.value === "string") {
    const [first, ...others] = new Set(delimiters.value);
    if (first === undefined) return text;
    if (others.length === 0) return call("split", text, atom(quote(first)));
    return call("split", text, atom(`/${[first, ...others].map(inPattern).join("|")}/`));
  }
  const all = needed(print(delimiters, block), block);
  return atom(`$reduce($split(${all.text}, ''), function($parts, $by) { $parts.$split($, $by) }, ${text.text})`);
}

// ---------------------------------------------------------------- the table

/** A function of JSONata with the same arguments in the same order. */
const same =
  (name: string): Operator =>
  (values, block, print) =>
    call(name, ...values.map((value) => needed(print(value, block), block)));

const operators: { readonly [operator: string]: Operator | undefined } = {
  format: formatted,
  uuid: same("uuid"),
  hash: same("hash"),
  add: ([left, right], block, print) => sum(whole(left, block, print), whole(right, block, print)),
  random: ([start, end, seed], block, print) => {
    const from = repeatable(whole(start, block, print), block);
    const to = whole(end, block, print);
    const bare = [start, end].every((node) => node?.kind === "literal");
    const span = bare
      ? numberCode(Number(to.text) - Number(from.text))
      : atom(`(${to.text} - ${operand(from, binding.sum)})`);
    const drawn = seed === undefined ? "$random()" : `$random(${whole(seed, block, print).text})`;
    return sum(atom(`$floor(${drawn} * ${span.text})`), from);
  },
  jsonParse: same("parse"),
  jsonStringify: ([value], block, print) =>
    value === undefined ? atom("''") : jsonText(value, needed(print(value, block), block)),
  base64Encode: (values, block, print) => {
    const [text = atom("''")] = values.map((value) => repeatable(needed(print(value, block), block), block));
    requireAscii(text, block);
    return call("base64encode", text);
  },
  base64Decode: (values, block, print) => {
    const text = repeatable(call("base64decode", ...values.map((value) => needed(print(value, block), block))), block);
    requireAscii(text, block);
    return text;
  },
  split: pieces,
  merge: (values, block, print) =>
    call("merge", atom(`[${values.map((value) => needed(print(value, block), block).text).join(", ")}]`)),
  array: (values, block, print) => listOf(values, () => block, print),
  arrayLength: same("count"),
  arrayItem: ([list, index], block, print) =>
    list === undefined
      ? atom("[]")
      : unsure(atom(`${listText(list, block, print)}[${whole(index, block, print).text}]`)),
  arrayContains: ([list, item], block, print) => {
    if (list === undefined || item === undefined) return atom("false");
    const items = listText(list, block, print);
    const code = needed(print(item, block), block);
    // Within the brackets an object would be made of each item anew.
    const wanted = item.kind === "literal" || item.kind === "path" ? code : bound(code, block);
    return atom(`$exists(${items}[$ = ${wanted.text}])`);
  },
  arrayRange: (values, block, print) =>
    atom(`[${call("range", ...values.map((value) => whole(value, block, print))).text}]`),
  arrayPartition: ([list, size], block, print) =>
    list === undefined ? atom("[]") : call("partition", needed(print(list, block), block), whole(size, block, print)),
  arrayUnique: (values, block, print) => atom(`[${same("distinct")(values, block, print).text}]`),
  orElse: ([value, fallback], block, print) => {
    if (value === undefined || fallback === undefined) return atom("null");
    const { text } = repeatable(print(value, block), block);
    const inside = blockInside(block);
    const other = closed(inside, needed(print(fallback, inside), inside), "$error('the default is absent')");
    return operation(`$exists(${text}) ? ${text} : ${operand(other, binding.choice)}`, binding.choice);
  },
};

export const operatorOf = (name: string): Operator | undefined =>
  Object.hasOwn(operators, name) ? operators[name] : undefined;
