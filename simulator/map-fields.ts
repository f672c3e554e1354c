// The fields of a Map that are the same in both modes: where its items come from, what each iteration gets, its numbers.
import { isArray, isObject, type Json, type JsonObject } from "../asl/json.js";
import type { MapState } from "../asl/types.js";
import { type Awaitable, after } from "./awaitable.js";
import { compileRequired } from "./data-flow.js";
import { evaluationFailed } from "./evaluation-failure.js";
import { RuntimeFailure } from "./failure.js";
import { compileJsonataField, type Kind, kinds } from "./jsonata-template.js";
import { below, type Place } from "./place.js";
import { see } from "./probe.js";
import { templateOf } from "./query-language.js";
import type { Visit } from "./visit.js";
import type { MapItem } from "./way.js";

/** A value from what the state's fields look into: its effective input, which in JSONata is all of it. */
export type Evaluate<Value> = (data: Json, visit: Visit) => Awaitable<Value>;

/** The items of a Map, each made when its turn comes. */
export interface ItemList {
  readonly length: number;
  readonly at: (index: number) => MapItem;
}

export const listed = (values: readonly Json[], Source?: string): ItemList => ({
  length: values.length,
  at: (Index) => ({ Index, Value: values[Index] ?? null, ...(Source === undefined ? {} : { Source }) }),
});

function listedMembers(object: JsonObject, Source: string): ItemList {
  const members = Object.entries(object);
  return {
    length: members.length,
    at: (Index) => {
      const [Key = "", Value = null] = members[Index] ?? [];
      return { Index, Key, Value, Source };
    },
  };
}

/** Where items come from that are the state's own data. */
const STATE_DATA = "STATE_DATA";

/** `distributed`: such a Map takes the members of an object for its items, too, and tells each where it comes from. */
export function compileItems(state: MapState, place: Place, distributed: boolean): Evaluate<ItemList> {
  const { Items, ItemsPath: path = "$" } = state;
  const isList = (value: Json): value is Listable => isArray(value) || (distributed && isObject(value));
  const list = (value: Listable): ItemList => {
    if (isArray(value)) return listed(value, distributed ? STATE_DATA : undefined);
    return listedMembers(value, STATE_DATA);
  };
  if (place.queryLanguage === "JSONPath") {
    const select = compileRequired(path, "ItemsPath", place);
    return (data, visit) => {
      const value = select(data, visit);
      if (isList(value)) return list(see(place, "afterItemsPath", value));
      // The service writes a path into the context object as it follows it there.
      throw new RuntimeFailure(`Reference path "${path.replace(/^\$\$/, "$")}" must point to array.`);
    };
  }
  if (Items === undefined) {
    return (input, visit) => {
      if (isList(input)) return list(input);
      throw evaluationFailed(visit, `Map state input must be an array but was: ${JSON.stringify(input)}`);
    };
  }
  const select = compileJsonataField(Items, { name: kinds.array.name, holds: isList }, below(place, "Items"));
  return (input, visit) => after(select(visit, input), list);
}
type Listable = readonly Json[] | JsonObject;

/** What an iteration gets. Without `ItemSelector` that is the item, for a member of an object with its key. */
export function compileSelector(
  state: MapState,
  place: Place,
): (data: Json, visit: Visit, item: MapItem) => Awaitable<Json> {
  const field = state.ItemSelector === undefined ? "Parameters" : "ItemSelector";
  if (state[field] === undefined) {
    return (_data, _visit, { Key, Value }) => (Key === undefined ? Value : { Key, Value });
  }
  const build = templateOf(state[field], below(place, field));
  return (data, visit, item) => build(data, visit.forItem(item));
}

export async function everyInput(
  items: ItemList,
  inputOf: (index: number) => Awaitable<Json>,
): Promise<readonly Json[]> {
  const inputs: Json[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const input = inputOf(index);
    inputs.push(input instanceof Promise ? await input : input);
  }
  return inputs;
}

/** What a number has to be; texts of such numbers will do where a path leads to one. */
interface NumberKind {
  readonly path: { readonly what: string; readonly holds: (value: number) => boolean };
  readonly jsonata: Kind<number>;
}
const integer: NumberKind = {
  path: { what: "integer", holds: Number.isInteger },
  jsonata: kinds.integer,
};
export const float: NumberKind = { path: { what: "float", holds: Number.isFinite }, jsonata: kinds.number };

/** A field that is a number, an expression for one, or has a twin that ends in `Path` and leads to one. */
export function compileNumber<Name extends string>(
  fields: { readonly [Field in Name | `${Name}Path`]?: number | string },
  name: Name,
  place: Place,
  kind: NumberKind = integer,
): Evaluate<number | undefined> {
  const { [name]: literal, [`${name}Path` as const]: path } = fields;
  if (typeof path === "string") return compileNumberPath(path, `${name}Path`, place, kind);
  if (typeof literal !== "string") return () => literal;
  const work = compileJsonataField(literal, kind.jsonata, below(place, name));
  return (input, visit) => work(visit, input);
}

function compileNumberPath(
  path: string,
  field: string,
  place: Place,
  { path: { what, holds } }: NumberKind,
): Evaluate<number> {
  const select = compileRequired(path, field, place);
  return (data, visit) => {
    const value = select(data, visit);
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number === "number" && holds(number)) return number;
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    throw new RuntimeFailure(`The ${field} field refers to value "${shown}" which is not a valid ${what}: ${path}`);
  };
}

/** `MaxConcurrency`, at most what the service runs at the same time; 0 means that. */
export function compileConcurrency(state: MapState, place: Place, most: number): Evaluate<number> {
  const select = compileNumber(state, "MaxConcurrency", place);
  return (data, visit) =>
    after(select(data, visit), (concurrency = 0) => {
      if (concurrency < 0) throw new RuntimeFailure("MaxConcurrency cannot be negative.");
      see(place, "maxConcurrency", concurrency);
      return concurrency === 0 ? most : Math.min(concurrency, most);
    });
}
