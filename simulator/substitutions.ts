import { isArray, isObject } from "../asl/json.js";
import type { ExecuteOptions } from "./options.js";

type Substitutions = NonNullable<ExecuteOptions["substitutions"]>;

/** The definition with `${Name}` replaced in every text, wherever a value is given for the name. */
export function substitute<Document>(document: Document, substitutions: Substitutions | undefined): Document;
export function substitute(value: unknown, substitutions: Substitutions | undefined): unknown {
  if (substitutions === undefined || Object.keys(substitutions).length === 0) return value;
  if (typeof value === "string") return replace(value, substitutions);
  if (isArray(value)) return value.map((item) => substitute(item, substitutions));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, substitute(member, substitutions)]));
}

const NAME = /\$\{([^{}]+)\}/g;

/** A text that is nothing but a substitution becomes the value itself, so that numbers stay numbers. */
function replace(text: string, substitutions: Substitutions): string | number | boolean {
  const given = (name: string) => (Object.hasOwn(substitutions, name) ? substitutions[name] : undefined);
  const [whole, only] = /^\$\{([^{}]+)\}$/.exec(text) ?? [];
  if (whole !== undefined && only !== undefined) return given(only) ?? text;
  return text.replace(NAME, (placeholder, name: string) => String(given(name) ?? placeholder));
}
