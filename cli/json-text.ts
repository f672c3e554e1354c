// Reads JSON and, where it does not parse, says at which line and column: V8 tells the place of some mistakes only.

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
  } catch {
    const { offset, message } = firstMistake(json);
    const lines = json.slice(0, offset).split("\n");
    throw new JsonTextError(message, lines.length, (lines.at(-1)?.length ?? 0) + 1);
  }
}

interface Mistake {
  readonly offset: number;
  readonly message: string;
}

const SPACE = /[ \t\r\n]*/y;
// A text as far as it is right: without the quote at its end, something in it is not.
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const WORD = /[\w.+-]+|[^]/uy;

/** Where a text that JSON does not accept goes wrong. Depth is kept in a list: a document may be deeper than the call stack. */
function firstMistake(text: string): Mistake {
  let offset = 0;
  const match = (token: RegExp): string | undefined => {
    token.lastIndex = offset;
    return token.exec(text)?.[0];
  };
  const skip = () => (offset += match(SPACE)?.length ?? 0);
  const expected = (what: string): Mistake => {
    const found = match(WORD);
    return { offset, message: `${what} expected, ${found === undefined ? "but here it ends" : `not ${found}`}` };
  };
  /** Steps over a text; answers what is wrong in it. */
  const takeText = (): Mistake | undefined => {
    const start = offset;
    offset += match(TEXT)?.length ?? 0;
    const next = text[offset];
    if (next === '"') {
      offset += 1;
      return undefined;
    }
    if (next === "\\") return { offset, message: "JSON has no such escape in a text" };
    if (next === undefined || next === "\n" || next === "\r")
      return { offset: start, message: "this text has no closing quote" };
    return { offset, message: "a control character in a text has to be escaped" };
  };
  const takeKey = (): Mistake | undefined => {
    skip();
    if (text[offset] !== '"') return expected("a key in double quotes");
    const wrong = takeText();
    if (wrong !== undefined) return wrong;
    skip();
    if (text[offset] !== ":") return expected('":"');
    offset += 1;
    return undefined;
  };

  const closers: ("]" | "}")[] = [];
  for (;;) {
    skip();
    const first = text[offset];
    if (first === "{" || first === "[") {
      const closer = first === "{" ? "}" : "]";
      offset += 1;
      skip();
      if (text[offset] !== closer) {
        closers.push(closer);
        const wrong = closer === "}" ? takeKey() : undefined;
        if (wrong !== undefined) return wrong;
        continue;
      }
      offset += 1;
    } else if (first === '"') {
      const wrong = takeText();
      if (wrong !== undefined) return wrong;
    } else {
      const scalar = match(SCALAR);
      if (scalar === undefined) return expected("a value");
      offset += scalar.length;
    }
    // A value has ended: the one that it stands in goes on, or ends too.
    for (;;) {
      skip();
      const closer = closers.at(-1);
      if (closer === undefined) return expected("the end");
      if (text[offset] === ",") {
        const comma = offset;
        offset += 1;
        skip();
        if (text[offset] === closer) return { offset: comma, message: `no comma may stand before ${closer}` };
        const wrong = closer === "}" ? takeKey() : undefined;
        if (wrong !== undefined) return wrong;
        break;
      }
      if (text[offset] !== closer) return expected(`"," or "${closer}"`);
      offset += 1;
      closers.pop();
    }
  }
}
