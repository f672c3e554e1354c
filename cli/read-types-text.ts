// A type as plain data, and its TypeScript text.

/** A type taken apart, so that its text depends on what it says alone. */
export type Shape =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly item: Shape; readonly readonly: boolean }
  | { readonly kind: "tuple"; readonly items: readonly TupleItem[]; readonly readonly: boolean }
  | { readonly kind: "object"; readonly properties: readonly Property[]; readonly indexes: readonly Index[] }
  /** Made by `unionOf`. */
  | { readonly kind: "union"; readonly members: readonly Shape[] };
export interface TupleItem {
  readonly shape: Shape;
  readonly is: "required" | "optional" | "rest";
}
export interface Property {
  readonly key: string;
  readonly optional: boolean;
  readonly shape: Shape;
  /** The first words of its doc comment, in one line. */
  readonly doc?: string;
}
export interface Index {
  /** `string`, `number`, or a template literal type. */
  readonly key: string;
  readonly shape: Shape;
}

/** A line is broken where it would become longer. The text may be set deeper than it was printed. */
const LINE = 100;

const indented = (text: string) => text.replaceAll("\n", "\n  ");
const isIdentifier = (key: string) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key);

/** A property's key as it is written: quoted where it is no identifier. */
const keyText = (key: string): string => (isIdentifier(key) ? key : JSON.stringify(key));

/** The text of a type: an object has a line for each key, what is inside stays in one line where it fits. */
export function typeText(shape: Shape): string {
  if (shape.kind === "object") return objectLines(shape);
  const flat = flatText(shape);
  return flat.length <= LINE && !hasDoc(shape) ? flat : brokenText(shape);
}

/** The same where part of the first line is taken already; even an object stays in one line where it fits. */
export function textWithin(shape: Shape, taken: number): string {
  const flat = flatText(shape);
  return flat.length + taken <= LINE && !hasDoc(shape) ? flat : brokenText(shape);
}

function flatText(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.text;
    case "list":
      return listText(shape, flatText(shape.item));
    case "tuple":
      return `${shape.readonly ? "readonly " : ""}[${shape.items.map((item) => itemText(item, flatText(item.shape))).join(", ")}]`;
    case "object": {
      const lines = [...shape.properties.map(flatProperty), ...shape.indexes.map(flatIndex)];
      return lines.length === 0 ? "{}" : `{ ${lines.join("; ")} }`;
    }
    case "union":
      return shape.members.map(flatText).join(" | ");
  }
}

function brokenText(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.text;
    case "list":
      return listText(shape, brokenText(shape.item));
    case "tuple": {
      const items = shape.items.map((item) => `  ${indented(itemText(item, textWithin(item.shape, 2)))},\n`);
      return `${shape.readonly ? "readonly " : ""}[\n${items.join("")}]`;
    }
    case "object":
      return objectLines(shape);
    case "union": {
      const members = shape.members.map((member) => textWithin(member, 4));
      return members.map((member) => `\n  | ${indented(indented(member))}`).join("");
    }
  }
}

function objectLines({ properties, indexes }: Extract<Shape, { kind: "object" }>): string {
  if (properties.length + indexes.length === 0) return "{}";
  const lines = [
    ...properties.map(({ key, optional, shape, doc }) => {
      const start = `${keyText(key)}${optional ? "?" : ""}:`;
      const comment = doc === undefined ? "" : `/** ${doc} */\n`;
      return `${comment}${start}${spaced(textWithin(shape, start.length + 4))};`;
    }),
    ...indexes.map(({ key, shape }) => {
      const start = `[key: ${key}]:`;
      return `${start}${spaced(textWithin(shape, start.length + 4))};`;
    }),
  ];
  return `{\n${lines.map((line) => `  ${indented(line)}\n`).join("")}}`;
}

/** A broken union starts on a line of its own. */
const spaced = (text: string) => (text.startsWith("\n") ? text : ` ${text}`);
const flatProperty = ({ key, optional, shape }: Property) =>
  `${keyText(key)}${optional ? "?" : ""}: ${flatText(shape)}`;
const flatIndex = ({ key, shape }: Index) => `[key: ${key}]: ${flatText(shape)}`;

function listText({ item, readonly }: Extract<Shape, { kind: "list" }>, text: string): string {
  return `${readonly ? "readonly " : ""}${bracketed(item, text)}[]`;
}
function itemText({ is, shape }: TupleItem, text: string): string {
  if (is === "required") return text;
  return is === "optional" ? `${bracketed(shape, text)}?` : `...${bracketed(shape, text)}[]`;
}
/** What `[]` and `?` bind closer than. */
function bracketed(shape: Shape, text: string): string {
  const loose = shape.kind === "union" || ((shape.kind === "list" || shape.kind === "tuple") && shape.readonly);
  return loose ? `(${text}${text.startsWith("\n") ? "\n" : ""})` : text;
}

function hasDoc(shape: Shape): boolean {
  switch (shape.kind) {
    case "text":
      return false;
    case "list":
      return hasDoc(shape.item);
    case "tuple":
      return shape.items.some((item) => hasDoc(item.shape));
    case "object":
      return (
        shape.properties.some((property) => property.doc !== undefined || hasDoc(property.shape)) ||
        shape.indexes.some((index) => hasDoc(index.shape))
      );
    case "union":
      return shape.members.some(hasDoc);
  }
}

/**
 * A union with each member once and `true | false` as `boolean`, in an order that depends on the texts alone: numbers by
 * value, `null` and `undefined` last.
 */
export function unionOf(members: readonly Shape[]): Shape {
  const byText = new Map(members.map((member) => [flatText(member), member]));
  if (byText.has("true") && byText.has("false")) {
    byText.delete("true");
    byText.delete("false");
    byText.set("boolean", { kind: "text", text: "boolean" });
  }
  for (const [scalar, literal] of ABSORBED) {
    if (byText.has(scalar)) for (const text of byText.keys()) if (literal.test(text)) byText.delete(text);
  }
  const sorted = [...byText].sort(([left], [right]) => inOrder(left, right)).map(([, member]) => member);
  const [first, ...others] = sorted;
  if (first === undefined) return { kind: "text", text: "never" };
  return others.length === 0 ? first : { kind: "union", members: sorted };
}

/** The literals that say nothing beside their type. */
const ABSORBED = [
  ["number", /^-?\d/],
  ["string", /^["`]/],
] as const;

const LAST = ["null", "undefined"];
function inOrder(left: string, right: string): number {
  const rank = LAST.indexOf(left) - LAST.indexOf(right);
  if (rank !== 0) return rank;
  const difference = Number(left) - Number(right);
  if (!Number.isNaN(difference) && difference !== 0) return difference;
  return left < right ? -1 : left > right ? 1 : 0;
}
