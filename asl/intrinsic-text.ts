// The texts of intrinsic calls: escapes, and the templates of `States.Format`.
import { IntrinsicError } from "./intrinsic-error.js";
import { isArray, isObject, type Json } from "./json.js";

// A backslash, what it escapes, or a place for a value.
const TOKEN = /\\([^]?)|\{\}|[^]/gu;

/** A text without its escapes: `\'`, `\{`, `\}` and `\\`. Any other backslash is open, which fails the call. */
export function unescapeText(raw: string): string {
  return raw.replace(TOKEN, (token, escaped: string | undefined) =>
    escaped === undefined ? token : unescaped(escaped),
  );
}

function unescaped(character: string): string {
  if (character !== "" && "'{}\\".includes(character)) return character;
  throw new IntrinsicError("An open escape backslash \\ was found: only \\' \\{ \\} \\\\ are escapes");
}

/** A template of `States.Format`: each `{}` is a place for a value; any other brace has to be escaped. */
export function compileFormat(raw: string): (values: readonly Json[]) => string {
  const texts = [""];
  for (const [token, escaped] of raw.matchAll(TOKEN)) {
    if (token === "{}") texts.push("");
    else if (token === "{" || token === "}")
      throw new IntrinsicError(`Invalid template in States.Format: a single ${token} has to be escaped`);
    else texts.push(`${texts.pop()}${escaped === undefined ? token : unescaped(escaped)}`);
  }
  const [first = "", ...others] = texts;
  return (values) => {
    if (values.length !== others.length) {
      throw new IntrinsicError(
        "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}",
      );
    }
    return values.reduce<string>((text, value, index) => `${text}${javaText(value)}${others[index]}`, first);
  };
}

/** A value as `States.Format` prints it: a text bare, an object as a Java map, `{a=1, b=[]}`. */
function javaText(value: Json): string {
  if (typeof value === "string") return value;
  if (isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}=${javaText(member)}`)
    .join(", ")}}`;
}
