// Where a plan takes its choices from, and the values that are written in it.
import fc from "fast-check";
import type { Json } from "../../../dsl/model.js";
import { type Kind, object, type Shape } from "./shapes.js";

export interface Draw {
  readonly integer: (from: number, to: number) => number;
  readonly one: <Item>(items: readonly Item[]) => Item;
  readonly often: (percent: number) => boolean;
}
export function drawFrom(gen: fc.GeneratorValue): Draw {
  const integer = (min: number, max: number) => gen(fc.integer, { min, max });
  return {
    integer,
    one: (items) => items[integer(0, items.length - 1)] as (typeof items)[number],
    often: (percent) => integer(0, 99) < percent,
  };
}

export const TEXTS = [
  "",
  "a",
  "b",
  "a,b;c",
  "it's",
  'a "b" \\ {c}',
  "{}",
  "{% x %}",
  "$.a",
  "é部😀",
  "a\nb",
  "5",
  "true",
  "null",
  "a*b",
  "2030-01-01T00:00:00Z",
  "2030-01-01T01:00:00+01:00",
  "2030-02-29T00:00:00Z",
  "2032-02-29T23:59:59.5Z",
  "2030-01-01",
];
/** Of `format`. */
export const TEMPLATES = ["{}", "{}-{}", "'{}' {} \\", "{{}}%}", "no place"];
export const NUMBERS = [0, 1, 2, 3, -1, -7, 0.5, 1.5, -1.5, -2.5, 2.25, 1000, 123456789];
export const KEYS = ["a", "b", "total", "odd key", "and", "x-y", "é", "it's", "Payload"];

export function sampleOf(shape: Shape, draw: Draw): Json {
  switch (shape.kind) {
    case "text":
      return draw.one(TEXTS);
    case "number":
      return draw.one(NUMBERS);
    case "boolean":
      return draw.often(50);
    case "null":
      return null;
    case "list":
      return Array.from({ length: draw.integer(0, 3) }, () => sampleOf(shape.of, draw));
    case "tuple":
      return shape.items.map((item) => sampleOf(item, draw));
    case "object":
      return Object.fromEntries(Object.entries(shape.keys).map(([key, part]) => [key, sampleOf(part, draw)]));
  }
}

export function shapeOf(draw: Draw, depth = 2): Shape {
  const kinds: readonly Kind[] = ["text", "text", "number", "number", "boolean", "null", "list", "object"];
  const kind = draw.one(depth === 0 ? kinds.slice(0, 6) : kinds);
  if (kind === "list") return { kind, of: shapeOf(draw, depth - 1) };
  if (kind === "object") return keysOf(draw, depth - 1);
  return { kind } as Shape; // the others have nothing else
}
export function keysOf(draw: Draw, depth = 2): Shape & { readonly kind: "object" } {
  const keys = Array.from({ length: draw.integer(1, 3) }, () => draw.one(KEYS));
  return object(Object.fromEntries(keys.map((key) => [key, shapeOf(draw, depth)])));
}
