// Expressions, each of the shape that is asked for.

import { type Draw, sampleOf, TEMPLATES } from "./draw.js";
import {
  type Author,
  boolean,
  type Kind,
  number,
  type Path,
  type Point,
  pathsOf,
  type Shape,
  same,
  text,
} from "./shapes.js";
import { dsl } from "./untyped.js";

export const fits = (kind: Kind) => (path: Path) => path.shape.kind === kind;

export function expression(shape: Shape, point: Point, draw: Draw, depth = 2): Author {
  const paths = pathsOf(point).filter((path) => same(path.shape, shape));
  if (paths.length > 0 && draw.often(50)) return draw.one(paths).of;
  const made = depth > 0 && draw.often(70) ? computed(shape, point, draw, depth - 1) : undefined;
  return made ?? written(shape, point, draw, depth);
}

/** Written out, with expressions in some of its places. */
export function written(shape: Shape, point: Point, draw: Draw, depth: number): Author {
  if (shape.kind === "object") {
    const parts = Object.entries(shape.keys).map(
      ([key, part]) => [key, expression(part, point, draw, depth - 1)] as const,
    );
    return ($, scope) => Object.fromEntries(parts.map(([key, part]) => [key, part($, scope)]));
  }
  if (shape.kind === "list" || shape.kind === "tuple") {
    const shapes = shape.kind === "tuple" ? shape.items : Array.from({ length: draw.integer(0, 2) }, () => shape.of);
    const items = shapes.map((item) => expression(item, point, draw, depth - 1));
    return ($, scope) => items.map((item) => item($, scope));
  }
  const value = sampleOf(shape, draw);
  return () => value;
}

/** A short text for `Base64`, which in JSONata is of ASCII alone. */
const ASCII = ["", "a", "it's", "a\nb {}"];

/** By an operator; `undefined` where none makes such a thing. */
function computed(shape: Shape, point: Point, draw: Draw, depth: number): Author | undefined {
  const paths = pathsOf(point);
  const lists = paths.filter(fits("list"));
  const inner = (kind: Shape) => expression(kind, point, draw, depth);
  const of = <Values extends readonly Author[]>(values: Values, make: (...values: any[]) => unknown): Author => {
    return ($, scope) => make(...values.map((value) => value($, scope)));
  };
  const listPath = () => (lists.length > 0 ? draw.one(lists) : undefined);
  switch (shape.kind) {
    case "text":
      return draw.one<() => Author>([
        () => {
          const template = draw.one(TEMPLATES);
          const scalars = Array.from({ length: template.split("{}").length - 1 }, () =>
            inner(draw.one([text, number, boolean, { kind: "null" }])),
          );
          return of(scalars, (...values) => dsl.format(template, ...values));
        },
        () => {
          const algorithm = draw.one(["MD5", "SHA-256"]);
          return of([inner(text)], (value) => dsl.hash(value, algorithm));
        },
        () => of([draw.one(paths).of], dsl.jsonStringify),
        () => {
          const ascii = draw.one(ASCII);
          return draw.often(50)
            ? of([], () => dsl.base64Encode(ascii))
            : of([], () => dsl.base64Decode(dsl.base64Encode(ascii)));
        },
        () => of([], () => dsl.arrayItem(dsl.split("a,b;c", ",;"), 1)),
        () => of([], () => dsl.jsonStringify(dsl.arrayLength(dsl.split(dsl.uuid(), "-")))),
      ])();
    case "number":
      return draw.one<() => Author>([
        () => of([inner(number), inner(number)], dsl.add),
        () => of([listPath()?.of ?? (() => dsl.split("a-b", "-"))], dsl.arrayLength),
        () => {
          const index = draw.integer(0, 2);
          return of([], () => dsl.arrayItem(dsl.arrayRange(1, 9, 4), index));
        },
        () => of([], () => dsl.jsonParse("2.5")),
        () => of([inner(number)], (value) => dsl.jsonParse(dsl.jsonStringify(value))),
        () => of([], () => dsl.random(3, 4)),
      ])();
    case "boolean": {
      const list = listPath();
      if (list?.shape.kind !== "list") return undefined;
      const item = expression(list.shape.of, point, draw, 0);
      return of([list.of, item], dsl.arrayContains);
    }
    case "list": {
      const equal = lists.filter((path) => same(path.shape, shape));
      const item = shape.of;
      return draw.one<() => Author | undefined>([
        () => of([inner(item), ...(draw.often(50) ? [inner(item)] : [])], dsl.array),
        () => (equal.length === 0 ? undefined : of([draw.one(equal).of], dsl.arrayUnique)),
        () =>
          equal.length === 0 ? undefined : of([draw.one(equal).of], (list) => dsl.jsonParse(dsl.jsonStringify(list))),
        () => {
          const delimiters = draw.one([",", ",;", "-", ""]);
          return item.kind === "text" ? of([inner(text)], (value) => dsl.split(value, delimiters)) : undefined;
        },
        () => {
          const [first, last] = [draw.integer(0, 3), draw.integer(0, 9)];
          return item.kind === "number" ? of([], () => dsl.arrayRange(first, last, 2)) : undefined;
        },
        () => {
          const inside = lists.filter((path) => same(path.shape, item));
          return inside.length === 0 ? undefined : of([draw.one(inside).of], (list) => dsl.arrayPartition(list, 2));
        },
      ])();
    }
    case "object": {
      const objects = paths.filter(fits("object"));
      if (objects.length === 0) return undefined;
      const left = draw.one(objects);
      // The right one has every key that is asked for, so that the left one's are the same.
      const rights = objects.filter((path) => same(path.shape, shape));
      if (rights.length === 0 || left.shape.kind !== "object") return undefined;
      return Object.keys(left.shape.keys).every((key) => key in shape.keys)
        ? of([left.of, draw.one(rights).of], dsl.merge)
        : undefined;
    }
    default:
      return undefined;
  }
}
