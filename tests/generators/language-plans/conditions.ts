// Conditions on what is known at a point.

import type { Json } from "../../../dsl/model.js";
import { type Draw, NUMBERS, sampleOf, TEXTS } from "./draw.js";
import { type Author, type Kind, type Path, type Point, pathsOf, text } from "./shapes.js";
import { dsl } from "./untyped.js";

const PATTERNS = ["*", "a*", "*b", "a*b", "*,*;*", "a\\*b", "", "it's", "é*"];
// To the millisecond: beyond that JSONata does not look.
const TIMES = ["2030-01-01T00:00:00Z", "2031-06-01T12:00:00+02:00", "2032-02-29T23:59:59.499Z"];

export function condition(point: Point, draw: Draw, depth = 2): Author {
  const paths = pathsOf(point);
  const maybe = [...point.maybe];
  const path = () => draw.one(paths);
  const pathOfKind = (...kinds: readonly Kind[]) => {
    const some = paths.filter(({ shape }) => kinds.includes(shape.kind));
    return some.length === 0 ? path() : draw.one(some);
  };
  /** A literal of the value's own kind, or of another. */
  const scalar = ({ shape }: Path): Json =>
    sampleOf(
      draw.often(80) && shape.kind !== "list" && shape.kind !== "object" && shape.kind !== "tuple" ? shape : text,
      draw,
    );
  const scalars = ["text", "number", "boolean", "null"] as const;
  const part = () => condition(point, draw, depth - 1);
  const leaf = draw.one<() => Author>([
    () => {
      const [one, value] = [pathOfKind(...scalars), draw.one([dsl.is, dsl.isNot])];
      const literal = scalar(one);
      return ($, scope) => value(one.of($, scope), literal);
    },
    () => {
      const [one, other] = [pathOfKind(...scalars), pathOfKind(...scalars)];
      return ($, scope) => dsl.is(one.of($, scope), other.of($, scope));
    },
    () => {
      const one = pathOfKind("number", "text");
      const literal = draw.one<Json>([draw.one(NUMBERS), draw.one(TEXTS)]);
      const order = draw.one([dsl.lt, dsl.lte, dsl.gt, dsl.gte]);
      return ($, scope) => order(one.of($, scope), literal);
    },
    () => {
      const [one, other] = [path(), path()];
      const order = draw.one([dsl.lt, dsl.lte, dsl.gt, dsl.gte]);
      return ($, scope) => order(one.of($, scope), other.of($, scope));
    },
    () => {
      const one = pathOfKind("text");
      const other = draw.often(60) ? undefined : pathOfKind("text");
      const literal = draw.one(TIMES);
      const order = draw.one([dsl.before, dsl.after, dsl.sameTime]);
      return ($, scope) => order(one.of($, scope), other?.of($, scope) ?? literal);
    },
    () => {
      const [one, pattern] = [pathOfKind("text"), draw.one(PATTERNS)];
      return ($, scope) => dsl.matches(one.of($, scope), pattern);
    },
    () => {
      const one = path();
      const test = draw.one([dsl.isNull, dsl.isNumeric, dsl.isString, dsl.isBoolean, dsl.isTimestamp, dsl.isPresent]);
      return ($, scope) => test(one.of($, scope));
    },
    () => {
      const key = draw.one([...maybe, "never"]);
      const literal = sampleOf(point.data[key] ?? text, draw);
      const isScalar = typeof literal !== "object" || literal === null;
      if (draw.often(50) || !isScalar) return ($) => dsl.isPresent($[key]);
      return ($) => dsl.and(dsl.isPresent($[key]), dsl.is($[key], literal));
    },
  ]);
  if (depth === 0 || draw.often(50)) return leaf();
  return draw.one<() => Author>([
    () => {
      const one = part();
      return ($, scope) => dsl.not(one($, scope));
    },
    () => {
      const [one, other, join] = [part(), part(), draw.one([dsl.and, dsl.or])];
      return ($, scope) => join(one($, scope), other($, scope));
    },
  ])();
}
