// Paths that can select several nodes: wildcards, slices, filters, lists, descent. The library evaluates them; where AWS's own
// library (Jayway's JsonPath) differs from the standard, that is laid over it.
// @see https://states-language.net/#path
import { compile, JSONPathNode, jsonpath } from "json-p3";
import { isObject, type Json, type JsonObject, keyOf } from "./json.js";
import { AslSyntaxError } from "./syntax-error.js";

/** Gives the array of all that is selected. Where nothing is, that is an empty one. */
export type Select = (start: Json) => Json | undefined;

type Segment = ReturnType<typeof compile>["segments"][number];
const { FilterSelector, IndexSelector, NameSelector } = jsonpath.selectors;

/** `query` is in the standard's form; `text` is the path as it was written. Throws an `AslSyntaxError`. */
export function compileQuery(query: string, text: string): Select {
  const segments = read(query, text);
  const last = segments.at(-1);
  const keys = last === undefined || descends(last) ? [] : last.selectors.flatMap(keyOfSelector);
  if (keys.length < 2 || keys.length !== last?.selectors.length) return (start) => selectAll(segments, start);
  // A list of keys at the end picks them into an object.
  const before = segments.slice(0, -1);
  const one = before.every(selectsOne);
  return (start) => {
    const picked = selectAll(before, start).flatMap((value) => (isObject(value) ? [pick(value, keys)] : []));
    return one ? picked[0] : picked;
  };
}

function read(query: string, text: string): readonly Segment[] {
  try {
    return compile(query).segments;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AslSyntaxError(`'${text}' uses a filter or a list that is not supported: ${why}`, "UNSUPPORTED");
  }
}

function selectAll(segments: readonly Segment[], start: Json): readonly Json[] {
  // The library takes JSON of a mutable type, and changes nothing.
  let nodes = [new JSONPathNode(start as never, [], start as never)];
  for (const segment of segments) nodes = segment.resolve(testsItself(segment) ? nodes.map(alone) : nodes);
  return nodes.map(({ value }) => value as Json);
}

const descends = (segment: Segment): boolean => segment.toString().startsWith("..");
const selectsOne = (segment: Segment): boolean => {
  const [only, ...others] = segment.selectors;
  return !descends(segment) && others.length === 0 && (only instanceof NameSelector || only instanceof IndexSelector);
};
const keyOfSelector = (selector: Segment["selectors"][number]): readonly string[] =>
  selector instanceof NameSelector ? [selector.name] : [];

/** A filter on an object is asked of the object, where the standard asks it of each member. */
const testsItself = (segment: Segment): boolean =>
  !descends(segment) && segment.selectors.every((selector) => selector instanceof FilterSelector);

const alone = (node: JSONPathNode): JSONPathNode =>
  isObject(node.value) ? new JSONPathNode([node.value] as never, node.location, node.root) : node;

const pick = (object: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = keyOf(object, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
