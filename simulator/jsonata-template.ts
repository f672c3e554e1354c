// What states in JSONata evaluate: templates with expressions in them, and fields that hold one value.
// @see https://states-language.net/#jsonata
import { isArray, isObject, type Json } from "../asl/json.js";
import { compileJsonata, isJsonata, JsonataFailure, type States } from "../asl/jsonata.js";
import type { Awaitable } from "./awaitable.js";
import { evaluationFailed } from "./evaluation-failure.js";
import { below, itemOf, type Place, reading, withinState } from "./place.js";
import type { Visit } from "./visit.js";

/** What `$states` holds beside the context object. */
export interface Given {
  readonly input: Json;
  readonly result?: Json;
  readonly errorOutput?: Json;
}
/** Works out a value. Rejects with a `StateFailure`, of which an event has told. */
export type Evaluate = (visit: Visit, given: Given) => Awaitable<Json>;

/** Gives the template itself, at once, where nothing in it is evaluated. */
export const compileJsonataTemplate = (template: Json, place: Place): Evaluate =>
  compileDynamic(template, place) ?? (() => template);

type Later = (visit: Visit, given: Given) => Promise<Json>;

/** `undefined` where nothing is evaluated. */
function compileDynamic(template: Json, place: Place): Later | undefined {
  if (isJsonata(template)) return compileExpression(template, place);
  if (isArray(template)) {
    const items = template.map((item, index) => compileDynamic(item, itemOf(place, index)));
    if (items.every((item) => item === undefined)) return undefined;
    return async (visit, given) => {
      const result: Json[] = [];
      for (const [index, item] of template.entries()) {
        const later = items[index];
        result.push(later === undefined ? item : await later(visit, given));
      }
      return result;
    };
  }
  if (!isObject(template)) return undefined;
  const members = Object.entries(template).map(
    ([key, value]) => [key, value, compileDynamic(value, below(place, key))] as const,
  );
  if (members.every(([, , later]) => later === undefined)) return undefined;
  return async (visit, given) => {
    const result: [key: string, value: Json][] = [];
    // One after the other, so that the first one that fails is the one that is told.
    for (const [key, value, later] of members) {
      result.push([key, later === undefined ? value : await later(visit, given)]);
    }
    return Object.fromEntries(result);
  };
}

/** How AWS's causes begin. */
const subject = (text: string, location: string) =>
  `The JSONata expression '${text}' specified for the field '${location}'`;

const locationOf = (place: Place): string => withinState(place).path.join("/");

function compileExpression(field: string, place: Place): Later | undefined {
  const expression = reading(place, () => compileJsonata(field), undefined);
  if (expression === undefined) return undefined;
  const location = locationOf(place);
  return async (visit, given) => {
    let value: Json | undefined;
    try {
      value = await expression.evaluate(visit, statesOf(visit, given));
    } catch (error) {
      if (!(error instanceof JsonataFailure)) throw error;
      const cause = `${subject(expression.text, location)} threw an error during evaluation${error.message}`;
      throw evaluationFailed(visit, cause, location);
    }
    if (value !== undefined) return value;
    const cause = `${subject(expression.text, location)} returned nothing (undefined).`;
    throw evaluationFailed(visit, cause, location);
  };
}

function statesOf(visit: Visit, { input, result, errorOutput }: Given): States {
  return {
    input: () => input,
    context: () => visit.context(),
    result: result === undefined ? undefined : () => result,
    errorOutput: errorOutput === undefined ? undefined : () => errorOutput,
  };
}

// ---------------------------------------------------------------- fields of one value

/** A kind of value, by the name that AWS's causes give it. */
export interface Kind<Value extends Json> {
  readonly name: string;
  readonly holds: (value: Json) => value is Value;
}
export const kinds = {
  string: { name: "string", holds: (value): value is string => typeof value === "string" } satisfies Kind<string>,
  boolean: { name: "boolean", holds: (value): value is boolean => typeof value === "boolean" } satisfies Kind<boolean>,
  number: { name: "number", holds: (value): value is number => typeof value === "number" } satisfies Kind<number>,
  integer: {
    name: "integer",
    holds: (value): value is number => typeof value === "number" && Number.isInteger(value),
  } satisfies Kind<number>,
  notNegative: {
    name: "integer",
    holds: (value): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0,
  } satisfies Kind<number>,
  array: { name: "array", holds: isArray } satisfies Kind<readonly Json[]>,
};

const nameOf = (value: Json): string => (value === null ? "null" : isArray(value) ? "array" : typeof value);

/** A field that holds a value of a kind, or an expression for one. */
export function compileJsonataField<Value extends Json>(
  field: Json,
  kind: Kind<Value>,
  place: Place,
): (visit: Visit, input: Json) => Awaitable<Value> {
  const location = locationOf(place);
  const check = (visit: Visit, value: Json): Value => {
    if (kind.holds(value)) return value;
    const text = isJsonata(field) ? field.slice(2, -2).trim() : JSON.stringify(field);
    const found = `Expected '${kind.name}', but was '${nameOf(value)}' for value: ${JSON.stringify(value)}`;
    const cause = `${subject(text, location)} returned an unexpected result type. ${found}`;
    throw evaluationFailed(visit, cause, location);
  };
  const later = compileDynamic(field, place);
  if (later === undefined) return (visit) => check(visit, field);
  return async (visit, input) => check(visit, await later(visit, { input }));
}
