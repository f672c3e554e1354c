// What stands at several places of a file gets a name there, where that makes the file shorter: the answer of a service may
// have a hundred lines, and is in the data of every state behind it.
import { type Shape, textWithin, unionOf } from "./read-types-text.js";

/** A type that a file prints. */
export interface PrintedType {
  readonly shape: Shape;
  /** What a name of its own would say; absent where the file names it already. */
  readonly title?: string;
}
export interface SharedTypes {
  /** Those that are printed, in their order, with the names of what they share. */
  readonly printed: readonly Shape[];
  /** In the order in which one who reads the file meets them. */
  readonly named: readonly { readonly name: string; readonly shape: Shape }[];
}

/** What is shorter is read faster than a name is looked up. */
const LEAST_LINES = 6;
/** What saves less is not worth a name. */
const LEAST_SAVED_LINES = 8;
/** The lines that a declaration has beside its text: a comment, an empty line, and the one with its name. */
const DECLARATION_LINES = 3;

/** An object or a union, once for all places where the same stands. */
interface Part {
  readonly shape: Shape;
  readonly title: string;
  /** In how many texts it is printed. */
  places: number;
  saves?: boolean;
  name?: string;
}

/**
 * Gives names to the objects and unions that recur. A title is the key that a type stands under where it is met first, with
 * `Item` for what a list holds; `freshName` makes of it a name that is not taken.
 */
export function shareTypes(types: readonly PrintedType[], freshName: (title: string) => string): SharedTypes {
  // By what they say: the checker may have several types that print alike.
  const parts = new Map<string, Part>();
  const partOf = (shape: Shape) => parts.get(JSON.stringify(shape));

  /** Counts a place. What is inside is printed once, wherever the whole is: it is counted with the first place alone. */
  function meet(shape: Shape, title: string): Shape {
    if (shape.kind === "object" || shape.kind === "union") {
      const known = partOf(shape);
      if (known !== undefined) {
        known.places += 1;
        return shape;
      }
      parts.set(JSON.stringify(shape), { shape, title, places: 1 });
    }
    return withParts(shape, title, meet);
  }
  const replaced = (nameOf: (part: Part) => string | undefined) => {
    const below = (shape: Shape, title = ""): Shape => withParts(shape, title, replace);
    const replace = (shape: Shape, title = ""): Shape => {
      const part = partOf(shape);
      const name = part && nameOf(part);
      return name === undefined ? below(shape, title) : { kind: "text", text: name };
    };
    return { below, replace };
  };
  function saves(part: Part): boolean {
    if (part.saves === undefined) {
      const shape = replaced((inner) => (saves(inner) ? inner.title : undefined)).below(part.shape);
      const lines = textWithin(shape, part.title.length).split("\n").length;
      const saved = (part.places - 1) * (lines - 1) - DECLARATION_LINES;
      part.saves = part.places > 1 && lines >= LEAST_LINES && saved >= LEAST_SAVED_LINES;
    }
    return part.saves;
  }

  for (const { shape, title } of types) {
    if (title === undefined) withParts(shape, "", meet);
    else meet(shape, title);
  }
  const named = [...parts.values()].filter(saves);
  for (const part of named) part.name = freshName(part.title);
  const { below, replace } = replaced(({ name }) => name);
  return {
    printed: types.map(({ shape, title }) => (title === undefined ? below(shape) : replace(shape))),
    named: named.map(({ name = "", shape }) => ({ name, shape: below(shape) })),
  };
}

/** A type with others in place of those right below it. Each is given what a name of it would say. */
function withParts(shape: Shape, title: string, map: (part: Shape, title: string) => Shape): Shape {
  switch (shape.kind) {
    case "text":
      return shape;
    case "list":
      return { ...shape, item: map(shape.item, `${title} Item`) };
    case "tuple":
      return { ...shape, items: shape.items.map((item) => ({ ...item, shape: map(item.shape, `${title} Item`) })) };
    case "object":
      return {
        ...shape,
        properties: shape.properties.map((property) => ({ ...property, shape: map(property.shape, property.key) })),
        indexes: shape.indexes.map((index) => ({ ...index, shape: map(index.shape, `${title} Value`) })),
      };
    case "union":
      return unionOf(shape.members.map((member) => map(member, title)));
  }
}
