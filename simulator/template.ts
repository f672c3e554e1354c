// Payload templates and the expressions in them, as closures.
// @see https://states-language.net/#payload-template
import { IntrinsicError, MissingArgument } from "../asl/intrinsic-error.js";
import { compileIntrinsic } from "../asl/intrinsic-evaluation.js";
import { looksLikeIntrinsic } from "../asl/intrinsic-syntax.js";
import { isArray, isObject, type Json } from "../asl/json.js";
import { parsePath } from "../asl/path.js";
import { compileRead, type Evaluation, startOf } from "../asl/path-evaluation.js";
import { RuntimeFailure } from "./failure.js";
import { type Place, reading } from "./place.js";

/** Works out a value from what `$` stands for. Throws a `StateFailure`. */
export type Build = (data: Json, evaluation: Evaluation) => Json;

/** Gives the template itself where nothing in it is evaluated. */
export function compileTemplate(template: Json, place: Place): Build {
  return compileDynamic(template, place) ?? (() => template);
}

/** `undefined` where nothing is evaluated. */
function compileDynamic(template: Json, place: Place): Build | undefined {
  if (isArray(template)) {
    const items = template.map((item) => compileDynamic(item, place));
    if (items.every((build) => build === undefined)) return undefined;
    return (data, evaluation) => template.map((item, index) => items[index]?.(data, evaluation) ?? item);
  }
  if (!isObject(template)) return undefined;
  const members = Object.entries(template).map(([key, value]) => compileMember(key, value, place));
  if (members.every(({ build }) => build === undefined)) return undefined;
  return (data, evaluation) => {
    const result: Record<string, Json> = {};
    for (const { key, build, value } of members)
      set(result, key, build === undefined ? value : build(data, evaluation));
    return result;
  };
}

interface Member {
  readonly key: string;
  readonly build: Build | undefined;
  readonly value: Json;
}

function compileMember(key: string, value: Json, place: Place): Member {
  if (!key.endsWith(".$")) return { key, value, build: compileDynamic(value, place) };
  return { key: key.slice(0, -2), value, build: compileExpression(value, key, place) };
}

function set(target: Record<string, Json>, key: string, value: Json): void {
  if (key !== "__proto__") target[key] = value;
  // An assignment would change what the object inherits.
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A path or an intrinsic call. `field` is how messages name it: `value.$`. */
export function compileExpression(text: Json, field: string, place: Place): Build {
  return reading(
    place,
    () => (typeof text === "string" && looksLikeIntrinsic(text) ? compileCall(text) : compilePath(String(text), field)),
    () => null,
    `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`,
  );
}

function compileCall(text: string): Build {
  const call = compileIntrinsic(text);
  return (data, evaluation) => {
    try {
      return call(data, evaluation);
    } catch (error) {
      if (!(error instanceof IntrinsicError)) throw error;
      const name = error instanceof MissingArgument ? "States.Runtime" : "States.IntrinsicFailure";
      throw new RuntimeFailure(`The function '${text}' had the following error: ${error.message}`, name);
    }
  };
}

function compilePath(text: string, field: string): Build {
  const path = parsePath(text);
  const read = compileRead(path);
  const start = startOf(path);
  return (data, evaluation) => {
    const value = read(data, evaluation);
    if (value !== undefined) return value;
    const input = JSON.stringify(start(data, evaluation) ?? {});
    throw new RuntimeFailure(
      `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${input}'`,
    );
  };
}
