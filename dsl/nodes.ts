// Expressions at run time: each holds its node of the model under a symbol, so that no key of the data can collide.
import type { Json, ObjectNode, PathNode, PathRoot, ValueNode } from "./model.js";

/** From the global registry, so that two copies of this package understand each other. */
const NODE = Symbol.for("statewright.node");

interface Holder {
  readonly [NODE]: ValueNode;
}

/** A value of an author's template that JSON cannot carry: `.end()` reports where it was met. */
export class NotJsonError extends Error {
  override readonly name = "NotJsonError";
}

const holdsNode = (value: unknown): value is Holder => typeof value === "object" && value !== null && NODE in value;

/** Wraps a node as an expression. */
export const expression = (node: ValueNode): unknown => ({
  [NODE]: node,
  [Symbol.toPrimitive]: () => {
    throw new NotJsonError('an expression was used as a text: write format("… {} …", expression)');
  },
});

/** The paths from a root: every key leads on to a deeper path, and there is nothing else on it. */
export function pathFrom(root: PathRoot, steps: PathNode["steps"] = []): unknown {
  const node: PathNode = { kind: "path", root, steps };
  return new Proxy(Object.freeze({}), {
    get(_target, key) {
      if (key === NODE) return node;
      if (key === Symbol.toPrimitive) {
        return () => {
          throw new NotJsonError(`the path ${describePath(node)} was used as a text: write format("… {} …", path)`);
        };
      }
      if (typeof key === "symbol") return undefined;
      return pathFrom(root, [...steps, /^(0|[1-9]\d*)$/.test(key) ? Number(key) : key]);
    },
    has: (_target, key) => key === NODE,
    ownKeys: () => {
      throw new NotJsonError(`the path ${describePath(node)} was spread or listed: name the keys that are meant`);
    },
  });
}

/** How a path reads in a message: `items[0].id`. */
function describePath({ root, steps }: PathNode): string {
  const text = steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return root === "input" ? text.replace(/^\./, "") || "$" : `${root}${text}`;
}

/** The node of an author's value: an expression's own, or a literal, list or object around others. */
export function toNode(value: unknown, where = "the value"): ValueNode {
  if (holdsNode(value)) return value[NODE];
  if (value === null || typeof value === "string" || typeof value === "boolean") return { kind: "literal", value };
  if (typeof value === "number") {
    if (Number.isFinite(value)) return { kind: "literal", value };
    throw new NotJsonError(`${where} is ${value}, which JSON cannot carry: use a finite number`);
  }
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((item, index) => toNode(item, `${where}[${index}]`)) };
  }
  if (typeof value === "object" && isPlain(value)) {
    return {
      kind: "object",
      entries: Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, toNode(item, `${where}.${key}`)] as const),
    };
  }
  throw new NotJsonError(
    `${where} is ${describe(value)}, which JSON cannot carry: use an expression, text, a number or plain data`,
  );
}

/** The same for the object that `pass`, `assign` and `arguments` build. */
export function toObjectNode(value: unknown, where: string): ObjectNode {
  const node = toNode(value, where);
  if (node.kind === "object") return node;
  throw new NotJsonError(`${where} is not an object of keys and values`);
}

function isPlain(value: object): value is { readonly [key: string]: Json } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "object") return `a ${value?.constructor?.name ?? "object of a class"}`;
  return `a ${typeof value}`;
}
