// The text of a definition, with what AWS says of one that is no JSON.
import jsonc from "jsonc-parser";

/** Why a text is no JSON, in the words of the parser that the service uses. */
export interface JsonFault {
  readonly location: string;
  readonly message: string;
}
export type JsonDescription = { readonly document: unknown } | { readonly fault: JsonFault };

const MOST_QUOTED = 500;
const VALUES = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'";

export function readJsonDescription(text: string): JsonDescription {
  try {
    return { document: JSON.parse(text) };
  } catch (error) {
    const errors: jsonc.ParseError[] = [];
    try {
      jsonc.parse(text, errors, { disallowComments: true, allowTrailingComma: false });
    } catch (deeper) {
      // Nested deeper than the stack: the first parser's word is all there is.
      if (!(deeper instanceof RangeError)) throw deeper;
    }
    const [first] = errors;
    const { offset, reason } = first === undefined ? { offset: 0, reason: String(error) } : explain(text, first);
    const location = `[Source: ${quoted(text)}; ${lineAndColumn(text, offset)}]`;
    return { fault: { location, message: `${reason}\n at ${location}` } };
  }
}

const quoted = (text: string): string =>
  text.length <= MOST_QUOTED
    ? `(String)"${text}"`
    : `(String)"${text.slice(0, MOST_QUOTED)}"[truncated ${text.length - MOST_QUOTED} chars]`;

function lineAndColumn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `line: ${lines.length}, column: ${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** What the place asks for, by the codes of the parser that finds it. */
const expected: Readonly<Record<string, string>> = {
  PropertyNameExpected: "was expecting double-quote to start field name",
  ColonExpected: "was expecting a colon to separate field name and value",
  CommaExpected: "was expecting comma to separate entries",
  CloseBraceExpected: "was expecting comma to separate Object entries",
  CloseBracketExpected: "was expecting comma to separate Array entries",
};

function explain(
  text: string,
  { error, offset, length }: jsonc.ParseError,
): { readonly offset: number; readonly reason: string } {
  const code = jsonc.printParseErrorCode(error);
  const character = text.charAt(offset);
  if (text.slice(offset).trim() === "") return { offset: text.length, reason: "Unexpected end-of-input" };
  // Where a key is expected, a word is not read as a value.
  const isKey = text.slice(0, offset).trimEnd().endsWith("{");
  if (code === "InvalidSymbol" && !isKey && /[\p{L}_$]/u.test(character)) {
    const token = /^[\p{L}\p{N}_$]+/u.exec(text.slice(offset))?.[0] ?? text.slice(offset, offset + length);
    return { offset: offset + token.length, reason: `Unrecognized token '${token}': was expecting (${VALUES})` };
  }
  const wanted = expected[isKey ? "PropertyNameExpected" : code] ?? `expected a valid value (${VALUES})`;
  // The service names the place behind the character.
  return {
    offset: offset + 1,
    reason: `Unexpected character ('${character}' (code ${character.codePointAt(0)})): ${wanted}`,
  };
}
