// Intrinsic calls as they are written: `States.Format('{} of {}', $.a, States.ArrayLength($.b))`.
// @see https://states-language.net/#appendix-b
import { type Path, parsePathAt } from "./path.js";
import { AslSyntaxError } from "./syntax-error.js";

/** A call, parsed: `States.Format('{}', $.name)`. */
export interface IntrinsicCall {
  readonly kind: "call";
  /** With its prefix: `States.Format`. */
  readonly name: string;
  readonly arguments: readonly IntrinsicArgument[];
}
interface IntrinsicLiteral {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}
/** A text between single quotes. */
interface IntrinsicText {
  readonly kind: "text";
  /** Between the quotes, escapes as they stand: `States.Format` tells `\{` from `{`. */
  readonly raw: string;
}
interface IntrinsicPath {
  readonly kind: "path";
  readonly path: Path;
}
/** What may stand between the parentheses of a call. */
export type IntrinsicArgument = IntrinsicCall | IntrinsicLiteral | IntrinsicText | IntrinsicPath;

/** AWS's limit for one field. */
const MOST_CALLS = 10;

const FUNCTION_NAME = /States\.[A-Za-z0-9]+/y;
const TEXT = /'((?:\\[^]|[^'\\])*)'/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const WORD = /(?:true|false|null)(?!\w)/y;
const SPACE = /\s*/y;

/** Whether a text means an intrinsic call, well formed or not. */
export const looksLikeIntrinsic = (text: string): boolean => /^\s*States\./.test(text);

/** Reads a text that is one intrinsic call. Throws an `AslSyntaxError`. */
export function parseIntrinsic(text: string): IntrinsicCall {
  const reader = new Reader(text);
  const call = reader.call();
  reader.space();
  if (reader.rest !== "") reader.fail(`'${reader.rest}' was not expected behind the call`);
  if (reader.calls > MOST_CALLS) {
    throw new AslSyntaxError(
      `'${text}' takes ${reader.calls} intrinsic calls; AWS allows ${MOST_CALLS} in one field`,
      "INTRINSIC_LIMIT",
    );
  }
  return call;
}

class Reader {
  calls = 0;
  #at = 0;
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  fail(why: string): never {
    throw new AslSyntaxError(`'${this.#text}' is no intrinsic call: ${why}`);
  }

  space(): void {
    this.#take(SPACE);
  }

  call(): IntrinsicCall {
    this.space();
    const name = this.#take(FUNCTION_NAME)?.[0];
    if (name === undefined) return this.fail(`a function's name was expected at '${this.rest}'`);
    this.calls += 1;
    this.#expect("(");
    const values: IntrinsicArgument[] = [];
    if (!this.#skip(")")) {
      do values.push(this.#argument());
      while (this.#skip(","));
      this.#expect(")");
    }
    return { kind: "call", name, arguments: values };
  }

  #argument(): IntrinsicArgument {
    this.space();
    if (this.rest.startsWith("States.")) return this.call();
    if (this.rest.startsWith("$")) {
      const { path, end } = parsePathAt(this.#text, this.#at, true);
      this.#at = end;
      return { kind: "path", path };
    }
    const text = this.#take(TEXT);
    if (text !== null) return { kind: "text", raw: text[1] ?? "" };
    const literal = this.#take(NUMBER) ?? this.#take(WORD);
    if (literal !== null) return { kind: "literal", value: JSON.parse(literal[0]) };
    return this.fail(`an argument was expected at '${this.rest}'`);
  }

  #take(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.#at;
    const match = form.exec(this.#text);
    if (match !== null) this.#at = form.lastIndex;
    return match;
  }

  #skip(sign: string): boolean {
    this.space();
    if (!this.rest.startsWith(sign)) return false;
    this.#at += sign.length;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#skip(sign)) this.fail(`'${sign}' was expected at '${this.rest}'`);
  }
}
