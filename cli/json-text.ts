// Reads JSON and, where it does not parse, says at which line and column: V8 tells the place of some mistakes only.
import jsonc from "jsonc-parser";

/** Thrown by `parseJson`. */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  constructor(message: string, line: number, column: number) {
    super(`${message} (line ${line}, column ${column})`);
    this.line = line;
    this.column = column;
  }
}

/** @throws JsonTextError with line and column of the first mistake. */
export function parseJson(text: string): unknown {
  // Some editors put a byte order mark first; JSON has no place for it.
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (error) {
    const { offset, message } = firstMistake(json) ?? { offset: 0, message: String(error) };
    const lines = json.slice(0, offset).split("\n");
    throw new JsonTextError(message, lines.length, (lines.at(-1)?.length ?? 0) + 1);
  }
}

interface Mistake {
  readonly offset: number;
  readonly message: string;
}

function firstMistake(json: string): Mistake | undefined {
  const errors: jsonc.ParseError[] = [];
  try {
    jsonc.parse(json, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (error instanceof RangeError) return { offset: 0, message: "this is nested too deeply" };
    throw error;
  }
  const [first] = errors;
  if (first === undefined) return undefined;
  const code = jsonc.printParseErrorCode(first.error);
  return { offset: first.offset, message: sentences[code] ?? code };
}

/** By the codes of the parser. */
const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is neither a JSON value nor a key in double quotes",
  InvalidNumberFormat: "this is no JSON number",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: 'a ":" is expected here',
  CommaExpected: 'a "," is expected here',
  CloseBraceExpected: 'a "}" is expected here',
  CloseBracketExpected: 'a "]" is expected here',
  EndOfFileExpected: "the JSON value has ended, but the text goes on",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfString: "this text has no closing quote",
  UnexpectedEndOfNumber: "this number has no end",
  InvalidUnicode: "a \\u escape takes four hexadecimal digits",
  InvalidEscapeCharacter: "JSON has no such escape in a text",
  InvalidCharacter: "a control character in a text has to be escaped",
};
