// Pieces of JSONata: texts, names, and how tightly what is written binds.
// @see https://docs.jsonata.org/

/** How tightly operators bind, JSONata's own numbers; nothing binds tighter than an atom, and code of the author's may be anything. */
export const binding = {
  code: 0,
  choice: 20,
  or: 25,
  and: 30,
  comparison: 40,
  sum: 50,
  product: 60,
  atom: 100,
} as const;

/** A piece of an expression. */
export interface Code {
  readonly text: string;
  /** Of its outermost operator. */
  readonly binds: number;
  /** Whether it always gives something. What does not is dropped from an object without a word, and taken for an empty text. */
  readonly sure: boolean;
}
export const atom = (text: string): Code => ({ text, binds: binding.atom, sure: true });
export const operation = (text: string, binds: number): Code => ({ text, binds, sure: true });
export const unsure = (code: Code): Code => ({ ...code, sure: false });

/** Its text as an operand of an operator: in parentheses, unless it binds more tightly. */
export const operand = (code: Code, beside: number): string => (code.binds > beside ? code.text : `(${code.text})`);
export const call = (name: string, ...values: readonly Code[]): Code =>
  atom(`$${name}(${values.map(({ text }) => text).join(", ")})`);

/** A text between single quotes, which JSON need not escape; one that has such quotes stands between double ones. */
export function quote(value: string): string {
  const double = JSON.stringify(value);
  const text = value.includes("'") ? double : `'${double.slice(1, -1).replaceAll('\\"', '"')}'`;
  // What would end the expression for a reader who looks for its end.
  return text.replaceAll("%}", "%\\u007d");
}

/** A regular expression that finds the text itself. */
export const inPattern = (value: string): string =>
  value
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replace(/[\n\r\u2028\u2029]/g, (character) => JSON.stringify(character).slice(1, -1));

const RESERVED: ReadonlySet<string> = new Set(["and", "or", "in", "true", "false", "null", "function"]);

/** A step of a path by its name. `undefined` where JSONata has no way to write it. */
export function nameStep(name: string): string | undefined {
  if (/^[A-Za-z_]\w*$/.test(name) && !RESERVED.has(name)) return `.${name}`;
  return name === "" || name.includes("`") ? undefined : `.\`${name}\``;
}
