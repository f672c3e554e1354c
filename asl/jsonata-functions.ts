// The functions that AWS adds to JSONata or puts in the place of JSONata's own, a row each. Whole numbers are asked for by
// dropping fractions; an argument that is undefined makes the result undefined, as with JSONata's own functions.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
import { createHash } from "node:crypto";
import type { Json } from "./json.js";
import type { Evaluation } from "./path-evaluation.js";
import { uuid } from "./random.js";

/** What an expression sees besides its variables. */
export interface JsonataEvaluation extends Evaluation {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
/** What `this` is in a function that an expression calls. */
export interface Focus {
  readonly environment: { readonly lookup: (name: string) => unknown };
}
interface JsonataFunction {
  /** @see https://docs.jsonata.org/embedding-extending#function-signature-syntax */
  readonly signature: string;
  // The arguments are what the signature lets through.
  readonly call: (this: Focus, ...values: never[]) => unknown;
}

/** A variable that no expression can name: it holds the evaluation for the functions. */
export const EVALUATION = "the evaluation";

const evaluationOf = ({ environment }: Focus): JsonataEvaluation =>
  // Bound by whoever evaluates, and by nobody else.
  environment.lookup(EVALUATION) as JsonataEvaluation;

/** A list that a single item stands for, as in all of JSONata: the package knows such lists by this mark. */
const sequence = <Item>(items: Item[]): Item[] => Object.defineProperty(items, "sequence", { value: true });

const algorithms: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

function partition(items: Json[] | undefined, length: number | undefined): Json[][] | undefined {
  if (items === undefined || length === undefined) return undefined;
  const size = Math.trunc(length);
  if (size < 0) throw new Error("The size of a partition has to be positive");
  if (size === 0) return undefined;
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function range(first: number | undefined, last: number | undefined, step: number | undefined): number[] | undefined {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) return undefined;
  const length = Math.max(0, Math.floor((to - from) / by) + 1);
  if (length > MOST_ITEMS) throw new Error(MEMORY_LIMIT);
  return sequence(Array.from({ length }, (_, index) => from + index * by));
}

/** AWS bounds the memory of an evaluation, and `$range` by nothing else; the ranges that it takes are shorter than this. */
const MOST_ITEMS = 873_782;
const MEMORY_LIMIT = "Expression evaluation memory limit exceeded: Check for excessive memory usage";

function hash(text: string | undefined, algorithm: string | undefined): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  const name = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  if (name === undefined) throw new Error(`No such algorithm: ${algorithm}`);
  return createHash(name).update(text).digest("hex");
}

function parse(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`Invalid JSON: ${text}`);
  }
}

/** The first number from Java's generator with this seed, which is the one that AWS gives. */
function javaRandom(seed: number): number {
  const mask = (1n << 48n) - 1n;
  let state = (BigInt(Math.trunc(seed)) ^ 0x5deece66dn) & mask;
  const bits = (count: bigint) => {
    state = (state * 0x5deece66dn + 0xbn) & mask;
    return state >> (48n - count);
  };
  const high = bits(26n) << 27n;
  return Number(high + bits(27n)) / 2 ** 53;
}

function shuffled(items: Json[] | undefined, random: () => number): Json[] | undefined {
  if (items === undefined) return undefined;
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [left, right] = [result[index], result[other]];
    if (left !== undefined && right !== undefined) [result[index], result[other]] = [right, left];
  }
  return result;
}

export const jsonataFunctions: { readonly [name: string]: JsonataFunction } = {
  partition: { signature: "<an:a>", call: (items: Json[], size: number) => partition(items, size) },
  range: { signature: "<nnn:a>", call: (first: number, last: number, step: number) => range(first, last, step) },
  hash: { signature: "<ss:s>", call: (text: string, algorithm: string) => hash(text, algorithm) },
  parse: { signature: "<s:x>", call: (text: string) => parse(text) },
  random: {
    signature: "<n?:n>",
    call(seed?: number) {
      return seed === undefined ? evaluationOf(this).random() : javaRandom(seed);
    },
  },
  uuid: {
    signature: "<:s>",
    call() {
      return uuid(evaluationOf(this).random);
    },
  },
  // These are JSONata's, on the execution's seed and clock.
  shuffle: {
    signature: "<a:a>",
    call(items: Json[]) {
      return shuffled(items, evaluationOf(this).random);
    },
  },
  millis: {
    signature: "<:n>",
    call() {
      return evaluationOf(this).now();
    },
  },
  now: {
    signature: "<s?s?:s>",
    call(picture?: string, timezone?: string) {
      // The package has no other way to its formats than the function that every expression can call.
      const { implementation } = this.environment.lookup("fromMillis") as { implementation: typeof fromMillis };
      return implementation.call(this, evaluationOf(this).now(), picture, timezone);
    },
  },
};
declare function fromMillis(this: Focus, moment: number, picture?: string, timezone?: string): string;
