// What fields may hold.
import { isDocument } from "./document.js";
import { jsonataOf } from "./state-expressions.js";
import { hasSubstitution } from "./substitution.js";
import { parseTimestamp } from "./timestamp.js";
import type { QueryLanguage } from "./types.js";

/** What is wrong with a value; nothing when it will do. */
export type FieldKind = (value: unknown, language: QueryLanguage) => string | undefined;

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
/** A text with `${Name}` in it is taken for anything: what comes in its place is not known. */
const holding =
  (what: string, holds: (value: unknown) => boolean): FieldKind =>
  (value) =>
    holds(value) || hasSubstitution(value) ? undefined : `Expected ${what} but was ${show(value)}`;
/** The same, or in JSONata an expression that gives it. */
const orJsonata =
  (kind: FieldKind): FieldKind =>
  (value, language) =>
    language === "JSONata" && jsonataOf(value) !== undefined ? undefined : kind(value, language);
const whole = (least: number, most: number) => (value: unknown) =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;

const LONGEST_SECONDS = 99_999_999;

export const anything: FieldKind = () => undefined;
export const text = holding("a string", (value) => typeof value === "string");
export const yes = holding("true", (value) => value === true);
export const pathOrNull = holding("a path or null", (value) => value === null || typeof value === "string");
export const object = holding("an object", isDocument);
export const objectOrJsonata = orJsonata(object);
export const oneOf = (...names: readonly string[]): FieldKind =>
  holding(`one of [${names.join(", ")}]`, (value) => names.some((name) => name === value));
export const objects = holding("a list of objects", (value) => Array.isArray(value) && value.every(isDocument));
export const someObjects = holding(
  "a list of at least one object",
  (value) => Array.isArray(value) && value.length > 0 && value.every(isDocument),
);
export const someTexts = holding(
  "a list of at least one error name",
  (value) => Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string"),
);
export const texts = holding(
  "a list of strings",
  (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
);
export const someStates = holding(
  "an object with at least one state",
  (value) => isDocument(value) && Object.keys(value).length > 0,
);

/** A number of seconds that a machine may take. */
export const duration = holding("a positive integer", whole(1, LONGEST_SECONDS));
export const seconds = orJsonata(duration);
export const delay = orJsonata(holding(`an integer from 0 to ${LONGEST_SECONDS}`, whole(0, LONGEST_SECONDS)));
export const interval = holding("a positive integer", whole(1, LONGEST_SECONDS));
export const attempts = holding(`an integer from 0 to ${LONGEST_SECONDS}`, whole(0, LONGEST_SECONDS));
export const longestDelay = holding("an integer from 1 to 31622400", whole(1, 31_622_400));
export const rate = holding("a number of at least 1", (value) => typeof value === "number" && value >= 1);
export const count = orJsonata(holding("an integer of at least 0", whole(0, Number.MAX_SAFE_INTEGER)));
export const percentage = orJsonata(
  holding("a number from 0 to 100", (value) => typeof value === "number" && value >= 0 && value <= 100),
);
export const bytes = orJsonata(holding("an integer from 1 to 262144", whole(1, 262_144)));
export const items = orJsonata(
  holding("an array, or an expression that gives one", (value) => Array.isArray(value) || isDocument(value)),
);
export const condition = orJsonata(
  holding("a boolean, or an expression that gives one", (value) => typeof value === "boolean"),
);
export const number = holding("a number", (value) => typeof value === "number");
export const boolean = holding("true or false", (value) => typeof value === "boolean");

/** A time as it stands in a definition. */
export const moment = orJsonata((value) =>
  (typeof value === "string" && parseTimestamp(value) !== undefined) || hasSubstitution(value)
    ? undefined
    : "String does not match RFC3339 timestamp",
);
