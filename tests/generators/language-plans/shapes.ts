// What is known of the values of a plan. What the types of a chain see to is kept by hand here, since plans are made at run
// time: an expression has the shape that its place wants, and no path may be absent.
export type Shape =
  | { readonly kind: "text" | "number" | "boolean" | "null" }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "tuple"; readonly items: readonly Shape[] }
  | { readonly kind: "object"; readonly keys: Keys };
export type Keys = { readonly [key: string]: Shape };
export type Kind = Shape["kind"];

export const text: Shape = { kind: "text" };
export const number: Shape = { kind: "number" };
export const boolean: Shape = { kind: "boolean" };
export const object = (keys: Keys): Shape & { readonly kind: "object" } => ({ kind: "object", keys });

/** A point of the chain. Maybe: keys that only some ways have set. */
export interface Point {
  readonly data: Keys;
  readonly maybe: ReadonlySet<string>;
  readonly vars: Keys;
  /** Ends the names of the variables that are assigned here: an inner chain assigns none of those around it. */
  readonly scope: string;
  /** An execution of its own, which cannot wait for anything outside. */
  readonly isExpress: boolean;
}

// `any` throughout: what a plan says is known at run time alone.
export type Author = ($: any, scope: any) => any;
export interface Path {
  readonly shape: Shape;
  readonly of: Author;
}
const step = (path: Author, key: string | number): Author => {
  return ($, scope) => path($, scope)[key];
};

/** The paths that lead to something for sure, items of tuples with them. */
export function pathsOf({ data, maybe, vars }: Point): readonly Path[] {
  const below = ({ shape, of }: Path): readonly Path[] => {
    const parts: readonly (readonly [string | number, Shape])[] =
      shape.kind === "object"
        ? Object.entries(shape.keys)
        : shape.kind === "tuple"
          ? shape.items.map((item, index) => [index, item] as const)
          : [];
    return [{ shape, of }, ...parts.flatMap(([key, part]) => below({ shape: part, of: step(of, key) }))];
  };
  const sure = Object.entries(data).filter(([key]) => !maybe.has(key));
  return [
    ...sure.flatMap(([key, shape]) => below({ shape, of: ($) => $[key] })),
    ...Object.entries(vars).flatMap(([key, shape]) => below({ shape, of: (_, { vars }) => vars[key] })),
    { shape: text, of: (_, { context }) => context.State.Name },
  ];
}

export function same(left: Shape, right: Shape): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
export const put = (point: Point, keys: Keys): Point => ({
  ...point,
  data: { ...point.data, ...keys },
  maybe: new Set([...point.maybe].filter((key) => !(key in keys))),
});

/** The data without the keys that may be absent. */
export const sureOf = ({ data, maybe }: Point) =>
  object(Object.fromEntries(Object.entries(data).filter(([key]) => !maybe.has(key))));

/** What is known where two ways meet. A key that has another shape on each is only known to be there, which is no use. */
export function meet(one: Point, other: Point): Point {
  const names = [...new Set([...Object.keys(one.data), ...Object.keys(other.data)])];
  const alike = (left: Shape | undefined, right: Shape | undefined) =>
    left === undefined || right === undefined || same(left, right);
  const kept = names.filter((key) => alike(one.data[key], other.data[key]));
  const isSure = (key: string) => [one, other].every(({ data, maybe }) => key in data && !maybe.has(key));
  return {
    scope: one.scope,
    isExpress: one.isExpress,
    data: Object.fromEntries(kept.map((key) => [key, (one.data[key] ?? other.data[key]) as Shape])),
    maybe: new Set(kept.filter((key) => !isSure(key))),
    vars: Object.fromEntries(
      Object.entries(one.vars).filter(([name, shape]) => name in other.vars && same(shape, other.vars[name] as Shape)),
    ),
  };
}
