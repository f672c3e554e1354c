// Paths as closures, made once for a definition: reading, writing, and saying why nothing was there.
import { isArray, isObject, type Json, keyOf, withKey } from "./json.js";
import type { Path } from "./path.js";
import { compileQuery } from "./path-query.js";

/** What an expression sees besides the data that `$` stands for. */
export interface Evaluation {
  readonly context: () => Json;
  readonly variable: (name: string) => Json | undefined;
  /** A number from 0 to below 1, from the execution's seed. */
  readonly random: () => number;
}
/** Gives `undefined` when the path selects nothing. */
export type Read = (data: Json, evaluation: Evaluation) => Json | undefined;

/** What the path starts from: the data, the context object, a variable. */
export function startOf({ root, variable }: Path): Read {
  if (root === "context") return (_data, evaluation) => evaluation.context();
  if (root === "variable") return (_data, evaluation) => evaluation.variable(variable);
  return (data) => data;
}

/** A function that reads the value of a path; it gives `undefined` where nothing is there. */
export function compileRead(path: Path): Read {
  const { steps } = path;
  const start = startOf(path);
  if (path.query !== undefined) return compileMany(path.query, path);
  const [only] = steps;
  if (only === undefined) return start;
  if (path.root === "input" && steps.length === 1) return (data) => takeStep(data, only);
  return (data, evaluation) => {
    let value = start(data, evaluation);
    for (const step of steps) {
      if (value === undefined) return undefined;
      value = takeStep(value, step);
    }
    return value;
  };
}

/** What a path selects that can branch: an array, but for a list of keys at its end. */
function compileMany(query: string, path: Path): Read {
  const select = compileQuery(query, path.text);
  const start = startOf(path);
  return (data, evaluation) => {
    const value = start(data, evaluation);
    return value === undefined ? undefined : select(value);
  };
}

function takeStep(value: Json, step: string | number): Json | undefined {
  if (typeof step === "string") return isObject(value) ? keyOf(value, step) : undefined;
  return isArray(value) ? value[step < 0 ? value.length + step : step] : undefined;
}

/** Raised where a value stands in the way of a write: a key of no object, an index of no array. */
export class BlockedPath extends Error {
  override readonly name = "BlockedPath";
  readonly step: string | number;
  readonly value: Json;
  constructor(step: string | number, value: Json) {
    super(`no place for ${JSON.stringify(step)}`);
    this.step = step;
    this.value = value;
  }
}

/** Puts a value into a copy of the data; makes the objects that are missing on the way. Throws a `BlockedPath`. */
export function compileWrite({ steps }: Path): (data: Json, value: Json) => Json {
  return (data, value) => writeAt(data, steps, 0, value);
}

function writeAt(target: Json | undefined, steps: readonly (string | number)[], index: number, value: Json): Json {
  const step = steps[index];
  if (step === undefined) return value;
  if (typeof step === "string") {
    if (target === undefined) return { [step]: writeAt(undefined, steps, index + 1, value) };
    if (!isObject(target)) throw new BlockedPath(step, target);
    return withKey(target, step, writeAt(keyOf(target, step), steps, index + 1, value));
  }
  // An index replaces an item: nothing says what the items before it would be.
  if (!isArray(target) || step >= target.length) throw new BlockedPath(step, target ?? null);
  return target.map((item, at) => (at === step ? writeAt(item, steps, index + 1, value) : item));
}

/** `$['a'][0]`: a path, or its first steps, in the form in which AWS's messages print it. */
const bracketForm = (steps: readonly (string | number)[]): string =>
  `$${steps.map((step) => (typeof step === "string" ? `['${step}']` : `[${step}]`)).join("")}`;

/** Why the path selects nothing, in the words of the JSONPath library that AWS runs. */
export function explainMissing({ steps }: Path, start: Json | undefined): string {
  let value = start;
  for (const [index, step] of steps.entries()) {
    if (value === undefined) break;
    const wrongKind = typeof step === "string" ? wrongObject(value, step, steps, index) : wrongArray(value, step);
    if (wrongKind !== undefined) return wrongKind;
    value = takeStep(value, step);
    if (value === undefined && typeof step === "string" && index < steps.length - 1) {
      return `Missing property in path ${bracketForm(steps.slice(0, index + 1))}`;
    }
  }
  return `No results for path: ${bracketForm(steps)}`;
}

function wrongObject(value: Json, step: string, steps: readonly (string | number)[], index: number) {
  if (isObject(value)) return undefined;
  const kind = value === null ? "null" : isArray(value) ? "array" : typeof value;
  return `Expected to find an object with property ['${step}'] in path ${bracketForm(steps.slice(0, index))} but found '${kind}'.`;
}

function wrongArray(value: Json, step: number) {
  if (isArray(value)) return undefined;
  return `Filter: [${step}] can only be applied to arrays. Current context is: ${JSON.stringify(value)}`;
}
