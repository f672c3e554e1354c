// What is known of data on its way through a machine in JSONPath: which keys it can have. Most of it comes from outside and
// is unknown; what a state builds itself is known to the last key.
import { type Document, isDocument } from "./document.js";
import { type Path, parsePath } from "./path.js";
import { hasSubstitution } from "./substitution.js";

/** `undefined`: anything at all. */
export type Shape = ObjectShape | undefined;
export interface ObjectShape {
  readonly keys: ReadonlyMap<string, Shape>;
  /** It has no other keys than these. */
  readonly isClosed: boolean;
  /** Of objects within each other, this one with them. */
  readonly depth: number;
}
/** A path leads to a key that is on none of the ways. */
export const MISSING = Symbol("missing");

const DEEPEST = 5;
const MOST_KEYS = 200;

export const closed = (...names: readonly string[]): ObjectShape => ({
  keys: new Map(names.map((name) => [name, undefined])),
  isClosed: true,
  depth: 1,
});

/** An object shape that does not grow without end in a loop. */
function shapeOf(keys: ReadonlyMap<string, Shape>, isClosed: boolean): Shape {
  if (keys.size > MOST_KEYS) return undefined;
  let depth = 1;
  for (const inner of keys.values()) if (inner !== undefined && inner.depth >= depth) depth = inner.depth + 1;
  return depth > DEEPEST ? cut({ keys, isClosed, depth }, DEEPEST) : { keys, isClosed, depth };
}
function cut(shape: Shape, most: number): Shape {
  if (shape === undefined || most === 0) return undefined;
  if (shape.depth <= most) return shape;
  const keys = new Map<string, Shape>();
  for (const [name, inner] of shape.keys) keys.set(name, cut(inner, most - 1));
  return { keys, isClosed: shape.isClosed, depth: most };
}

/** Data that comes on either of two ways. Gives the first shape itself where the other adds nothing to it. */
export function join(one: Shape, other: Shape): Shape {
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return one;
  const isClosed = one.isClosed && other.isClosed;
  let keys: Map<string, Shape> | undefined;
  for (const [name, shape] of other.keys) {
    const joined = one.keys.has(name) ? join(one.keys.get(name), shape) : shape;
    if (one.keys.has(name) && joined === one.keys.get(name)) continue;
    keys ??= new Map(one.keys);
    keys.set(name, joined);
  }
  if (keys === undefined && isClosed === one.isClosed) return one;
  return shapeOf(keys ?? one.keys, isClosed);
}

export function read(shape: Shape, steps: readonly (string | number)[]): Shape | typeof MISSING {
  let at = shape;
  for (const step of steps) {
    if (at === undefined || typeof step === "number") return undefined;
    if (at.keys.has(step)) at = at.keys.get(step);
    else return at.isClosed ? MISSING : undefined;
  }
  return at;
}

/** The data with a value put at a path. */
function write(shape: Shape, steps: readonly (string | number)[], value: Shape): Shape {
  const [step, ...others] = steps;
  if (step === undefined) return value;
  if (typeof step === "number" || steps.length > DEEPEST) return undefined;
  const before = shape ?? { keys: new Map<string, Shape>(), isClosed: false, depth: 1 };
  const inner = before.keys.get(step) ?? (before.isClosed && !before.keys.has(step) ? closed() : undefined);
  return shapeOf(new Map(before.keys).set(step, write(inner, others, value)), before.isClosed);
}

/** What a payload template builds out of data. */
export function build(template: unknown, data: Shape, depth = 0): Shape {
  if (!isDocument(template) || depth > DEEPEST) return undefined;
  const keys = new Map<string, Shape>();
  for (const key of Object.keys(template)) {
    const value = template[key];
    if (key.endsWith(".$")) keys.set(key.slice(0, -2), select(value, data));
    else keys.set(key, build(value, data, depth + 1));
  }
  return shapeOf(keys, true);
}

/** A value as it stands in a definition, where nothing is evaluated; texts that are leave their place unknown. */
export function literal(value: unknown, depth = 0): Shape {
  if (!isDocument(value) || depth > DEEPEST) return undefined;
  return shapeOf(new Map(Object.keys(value).map((key) => [key, literal(value[key], depth + 1)])), true);
}

function select(value: unknown, data: Shape): Shape {
  const path = plainPath(value);
  const selected = path?.root === "input" ? read(data, path.steps) : undefined;
  return selected === MISSING ? undefined : selected;
}

/** What a field that holds a path selects; `null` selects nothing, a field that is not there all. */
export function filtered(document: Document, field: string, data: Shape): Shape {
  const value = document[field];
  if (value === undefined || value === "$") return data;
  return value === null ? closed() : select(value, data);
}

/** What is written where a field for a result path says. */
export function placed(value: unknown, data: Shape, result: Shape): Shape {
  if (value === undefined || value === "$") return result;
  if (value === null) return data;
  const path = plainPath(value);
  return path?.root === "input" ? write(data, path.steps, result) : undefined;
}

const plainPaths = new Map<string, Path | undefined>();
const MOST_KNOWN = 2_000;
const LONGEST_READ = 1_000;

/** A path of keys alone; `undefined` for any other, and for what is no path. A text is read once, since loops ask again. */
function plainPath(value: unknown): Path | undefined {
  if (typeof value !== "string" || !value.startsWith("$") || hasSubstitution(value)) return undefined;
  if (value.length > LONGEST_READ) return undefined;
  if (plainPaths.has(value)) return plainPaths.get(value);
  if (plainPaths.size >= MOST_KNOWN) plainPaths.clear();
  const path = parsePlain(value);
  plainPaths.set(value, path);
  return path;
}
function parsePlain(text: string): Path | undefined {
  try {
    const path = parsePath(text);
    return path.query === undefined ? path : undefined;
  } catch {
    // Told where paths are checked.
    return undefined;
  }
}
