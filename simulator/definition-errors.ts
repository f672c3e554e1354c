// What AWS would refuse a definition for, and what is left in it that would have to be substituted.
import type { Diagnostic } from "../asl/diagnostic.js";
import { isArray, isObject } from "../asl/json.js";
import { validate } from "../asl/validate.js";
import type { StateMachineType } from "./limits.js";

/** Definitions without errors, so that each is judged once, however often it runs. */
const faultless: { readonly [Type in StateMachineType]: WeakSet<object> } = {
  STANDARD: new WeakSet(),
  EXPRESS: new WeakSet(),
};

/** All errors of a definition. One that is changed after it was found faultless is not judged again. */
export function definitionErrors(definition: object, type: StateMachineType): readonly Diagnostic[] {
  if (faultless[type].has(definition)) return [];
  const errors = errorsOf(definition, type);
  // A `${Name}` may stand for anything until it is made something; what runs has to be what it is.
  const substitutes = errors.length === 0 && JSON.stringify(definition).includes("${");
  const all = substitutes ? errorsOf(asPlainText(definition), type).map(shown) : errors;
  if (all.length === 0) faultless[type].add(definition);
  return all;
}

const errorsOf = (definition: object, type: StateMachineType): readonly Diagnostic[] =>
  validate(definition, { type }).filter(({ severity }) => severity === "error");

// In place of the dollar sign, so that the validator sees a text like any other.
const MARK = "\uE000{";

/** The definition without substitutions but for resources: those may be the name of a function. */
function asPlainText<Part>(part: Part): Part;
function asPlainText(part: unknown): unknown {
  if (typeof part === "string") return part.replaceAll("${", MARK);
  if (isArray(part)) return part.map((item) => asPlainText(item));
  if (!isObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, key === "Resource" ? value : asPlainText<unknown>(value)]),
  );
}

const shown = (diagnostic: Diagnostic): Diagnostic => ({
  ...diagnostic,
  message: diagnostic.message.replaceAll(MARK, "${"),
});
