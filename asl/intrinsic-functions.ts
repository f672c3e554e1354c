// The eighteen intrinsic functions, a row each. A row gets as many arguments as it says, all of them JSON, and answers or
// throws an `IntrinsicError`.
// @see https://states-language.net/#appendix-b
import { createHash } from "node:crypto";
import { IntrinsicError } from "./intrinsic-error.js";
import { compileFormat } from "./intrinsic-text.js";
import { equal, isArray, isObject, type Json, type JsonObject } from "./json.js";
import { createRandom, uuid } from "./random.js";

/** One row of the table of intrinsic functions. */
export interface IntrinsicFunction {
  /** Fewest and most arguments. */
  readonly takes: readonly [least: number, most: number];
  /** Its value, or an `IntrinsicError`; `random` gives numbers from 0 to below 1. */
  readonly call: (values: readonly Json[], random: () => number) => Json;
}

const MOST_CHARACTERS = 10_000;
const MOST_ITEMS = 1_000;
const SMALLEST = -2_147_483_648;
const LARGEST = 2_147_483_647;

function refuse(message: string): never {
  throw new IntrinsicError(message);
}

// ---------------------------------------------------------------- arguments

const show = (value: Json | undefined) => JSON.stringify(value) ?? "nothing";

function array(value: Json | undefined): readonly Json[] {
  return value !== undefined && isArray(value) ? value : refuse(`Expected an array but was ${show(value)}`);
}
function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : refuse(`Expected a JSON object but was ${show(value)}`);
}
function string(value: Json | undefined): string {
  return typeof value === "string" ? value : refuse(`Expected a string but was ${show(value)}`);
}
function shortString(value: Json | undefined): string {
  const text = string(value);
  return text.length <= MOST_CHARACTERS ? text : refuse(`A string of more than ${MOST_CHARACTERS} characters`);
}
/** Rounded as Java's `Math.round` does, half towards +∞, and within 32 bits. */
function integer(value: Json | undefined): number {
  if (typeof value !== "number") return refuse(`Expected a number but was ${show(value)}`);
  const rounded = Math.round(value) + 0;
  return rounded >= SMALLEST && rounded <= LARGEST ? rounded : refuse(`${value} does not fit in 32 bits`);
}
const positive = (value: Json | undefined, what: string): number => {
  const number = integer(value);
  return number > 0 ? number : refuse(`${what} has to be positive but was ${number}`);
};

const algorithms: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};
function algorithm(value: Json | undefined): string {
  const name = string(value);
  return Object.hasOwn(algorithms, name) ? (algorithms[name] ?? "") : refuse(`No such algorithm: ${name}`);
}

// ---------------------------------------------------------------- what takes more than a line

function range(first: number, last: number, step: number): Json {
  if (step === 0) return refuse("The step of a range cannot be 0");
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MOST_ITEMS) return refuse(`A range of more than ${MOST_ITEMS} elements`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function itemAt(items: readonly Json[], index: number): Json {
  const item = items[index];
  return item === undefined ? refuse(`The index ${index} is out of bounds`) : item;
}

function partition(items: readonly Json[], size: number): Json {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

const unique = (items: readonly Json[]): Json =>
  items.filter((item, index) => items.findIndex((other) => equal(item, other)) === index);

/** Every character of `delimiters` ends a token; empty tokens are dropped. */
function split(text: string, delimiters: string): Json {
  const tokens = [""];
  for (const character of text) {
    if (delimiters.includes(character)) tokens.push("");
    else tokens.push(`${tokens.pop()}${character}`);
  }
  return tokens.filter((token) => token !== "");
}

function decodeBase64(text: string): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    return refuse("Invalid Base64 text");
  return Buffer.from(text, "base64").toString("utf8");
}

function parseJson(text: string): Json {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return refuse(`Invalid JSON: ${text}`);
  }
}

function randomInteger(values: readonly Json[], random: () => number): Json {
  const [first, last] = [integer(values[0]), integer(values[1])];
  if (first >= last) return refuse(`The end of the range, ${last}, has to be above its start, ${first}`);
  const number = values.length === 3 ? createRandom(integer(values[2]))() : random();
  return first + Math.floor(number * (last - first));
}

function add(left: number, right: number): Json {
  const sum = left + right;
  return sum >= SMALLEST && sum <= LARGEST ? sum : refuse(`${left} + ${right} does not fit in 32 bits`);
}

// ---------------------------------------------------------------- the table

/**
 * By name. What each does at its limits is as AWS does it.
 * @see https://states-language.net/#appendix-b
 */
export const intrinsicFunctions: { readonly [name: string]: IntrinsicFunction } = {
  "States.Array": { takes: [0, Number.POSITIVE_INFINITY], call: (values) => values },
  "States.ArrayPartition": {
    takes: [2, 2],
    call: ([items, size]) => partition(array(items), positive(size, "The chunk size")),
  },
  "States.ArrayContains": {
    takes: [2, 2],
    call: ([items, value]) => value !== undefined && array(items).some((item) => equal(item, value)),
  },
  "States.ArrayRange": {
    takes: [3, 3],
    call: ([first, last, step]) => range(integer(first), integer(last), integer(step)),
  },
  "States.ArrayGetItem": {
    takes: [2, 2],
    call: ([items, index]) => itemAt(array(items), integer(index)),
  },
  "States.ArrayLength": { takes: [1, 1], call: ([items]) => array(items).length },
  "States.ArrayUnique": { takes: [1, 1], call: ([items]) => unique(array(items)) },
  "States.Base64Encode": { takes: [1, 1], call: ([text]) => Buffer.from(shortString(text), "utf8").toString("base64") },
  "States.Base64Decode": { takes: [1, 1], call: ([text]) => decodeBase64(shortString(text)) },
  "States.Hash": {
    takes: [2, 2],
    call: ([data, name]) =>
      createHash(algorithm(name))
        .update(shortString(typeof data === "string" ? data : show(data)))
        .digest("hex"),
  },
  "States.JsonMerge": {
    takes: [3, 3],
    call: ([left, right, deep]) =>
      deep === false
        ? { ...object(left), ...object(right) }
        : refuse("Only a shallow merge is supported: the third argument has to be false"),
  },
  "States.StringToJson": { takes: [1, 1], call: ([text]) => parseJson(string(text)) },
  "States.JsonToString": { takes: [1, 1], call: ([value]) => show(value) },
  "States.MathRandom": { takes: [2, 3], call: randomInteger },
  "States.MathAdd": { takes: [2, 2], call: ([left, right]) => add(integer(left), integer(right)) },
  "States.StringSplit": { takes: [2, 2], call: ([text, delimiters]) => split(string(text), string(delimiters)) },
  "States.UUID": { takes: [0, 0], call: (_values, random) => uuid(random) },
  // A template that is a literal is read with its escapes when the call is compiled; this row is for one from the data.
  "States.Format": {
    takes: [1, Number.POSITIVE_INFINITY],
    call: ([template, ...values]) => compileFormat(string(template))(values),
  },
};
