// Types of the checker as text. The checker orders unions and mapped keys by when it met them first, so nothing here
// goes by its order: keys stand as they were declared, unions are sorted by their text.
import { ts } from "ts-morph";
import type { TypeDeclaration, TypeText } from "../generators/machine-types.js";
import { typeName } from "../generators/names.js";
import { keyOrders } from "./read-types-order.js";
import { type PrintedType, type SharedTypes, shareTypes } from "./read-types-shared.js";
import { type Property, type Shape, type TupleItem, typeText, unionOf } from "./read-types-text.js";

/** What no text can say, at a path below the type: `items[].at` is `a Date, which JSON cannot carry`. */
export interface TypeFault {
  readonly path: string;
  readonly what: string;
}
export interface TextOptions {
  /** Keys that were declared elsewhere, in their order: a computed type has lost its own. */
  readonly order?: readonly string[];
  /** Whether doc comments of properties go along. */
  readonly docs?: boolean;
  /** What a name of the type would say; absent where the file gives it one by itself. */
  readonly title?: string;
}
export interface ReadType {
  /** Once all is read that goes into the file: only then is it known what recurs in it. */
  readonly text: () => TypeText;
  /** The keys of an object, in the order of the text; none for anything else. */
  readonly keys: readonly string[];
  /** The first one: the text is of no use then. */
  readonly fault?: TypeFault;
}
/** The types of one generated file: what is recursive, or recurs in it, is named there. */
export interface TypeScope {
  readonly read: (type: ts.Type, options?: TextOptions) => ReadType;
  readonly declarations: () => readonly TypeDeclaration[];
}

/** A type that holds ever new types of itself has no end: these bounds are far beyond what is sent between states. */
const DEEPEST = 60;
const MOST_PARTS = 50_000;

const plain = (text: string): Shape => ({ kind: "text", text });
const any = (flags: ts.TypeFlags, wanted: ts.TypeFlags) => (flags & wanted) !== 0;

const WORDS: readonly (readonly [ts.TypeFlags, string])[] = [
  [ts.TypeFlags.Any, "any"],
  [ts.TypeFlags.Unknown, "unknown"],
  [ts.TypeFlags.Never, "never"],
  [ts.TypeFlags.Null, "null"],
  [ts.TypeFlags.Undefined, "undefined"],
  [ts.TypeFlags.Void, "void"],
  [ts.TypeFlags.String, "string"],
  [ts.TypeFlags.Number | ts.TypeFlags.Enum, "number"],
  [ts.TypeFlags.NonPrimitive, "object"],
];
const NOT_JSON: readonly (readonly [ts.TypeFlags, string])[] = [
  [ts.TypeFlags.BigIntLike, "a bigint"],
  [ts.TypeFlags.ESSymbolLike, "a symbol"],
];
/** What an intersection with a brand is at run time. */
const SCALAR = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike;

/** `taken`: the names that the file gives by itself. */
export function typeScope(program: ts.Program, taken: readonly string[]): TypeScope {
  const checker = program.getTypeChecker();
  const names = new Map<string, string>();
  const inUse = new Set(taken);
  const read: PrintedType[] = [];
  const declared: { readonly name: string; readonly shape: Shape }[] = [];
  const ids = new Map<ts.Type, number>();
  const declaredKeys = keyOrders(program);

  // Of the text that is being read.
  let open = new Set<string>();
  let parts = 0;
  let docs = false;
  let fault: TypeFault | undefined;

  const refuse = (path: string, what: string): Shape => {
    fault ??= { path, what };
    return plain("unknown");
  };
  const idOf = (type: ts.Type) => {
    const id = ids.get(type) ?? ids.size;
    ids.set(type, id);
    return id;
  };

  /** Gives a name to what turns out to hold itself. */
  function once(key: string, symbol: ts.Symbol | undefined, build: () => Shape): Shape {
    const known = names.get(key);
    if (known !== undefined) return plain(known);
    if (open.has(key)) {
      const name = freshName(symbol);
      names.set(key, name);
      return plain(name);
    }
    open.add(key);
    const shape = build();
    open.delete(key);
    const name = names.get(key);
    if (name === undefined) return shape;
    declared.push({ name, shape });
    return plain(name);
  }
  function freshName(symbol: ts.Symbol | undefined): string {
    // What has no name of its own is called `__type`, `__object` and the like.
    return unused(symbol === undefined || symbol.name.startsWith("__") ? "Recursive" : typeName(symbol.name));
  }
  function unused(wanted: string): string {
    let name = wanted;
    for (let count = 2; inUse.has(name); count++) name = `${wanted}${count}`;
    inUse.add(name);
    return name;
  }

  function visit(type: ts.Type, path: string, depth: number, order: readonly string[] = []): Shape {
    if (++parts > MOST_PARTS || depth > DEEPEST) return refuse("", "a type without end, or too large to write down");
    const { flags } = type;
    if (type.isUnion()) return union(type.types, type.aliasSymbol, path, depth, order);
    for (const [wanted, what] of NOT_JSON) {
      if (any(flags, wanted)) return refuse(path, `${what}, which JSON cannot carry`);
    }
    if (type.isStringLiteral()) return plain(JSON.stringify(type.value));
    if (type.isNumberLiteral()) return plain(String(type.value));
    for (const [wanted, word] of WORDS) if (any(flags, wanted)) return plain(word);
    if (any(flags, ts.TypeFlags.BooleanLiteral)) return plain(checker.typeToString(type));
    if (any(flags, ts.TypeFlags.TemplateLiteral)) return template(type as ts.TemplateLiteralType, path, depth); // as its flag says
    if (any(flags, ts.TypeFlags.StringMapping)) return plain(checker.typeToString(type));
    if (type.isIntersection()) {
      const [scalar] = type.types.filter((member) => any(member.flags, SCALAR));
      if (scalar !== undefined) return visit(scalar, path, depth + 1);
      const [list] = type.types.filter((member) => checker.isArrayType(member) || checker.isTupleType(member));
      if (list !== undefined) return visit(list, path, depth + 1);
    }
    if (any(flags, ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
      return once(`type ${idOf(type)}`, type.aliasSymbol ?? type.getSymbol(), () =>
        structure(type, path, depth, order),
      );
    }
    return refuse(path, `${checker.typeToString(type)}, which depends on a type that is not known yet`);
  }

  function union(
    types: readonly ts.Type[],
    alias: ts.Symbol | undefined,
    path: string,
    depth: number,
    order: readonly string[],
  ): Shape {
    const [single, ...others] = types;
    if (single !== undefined && others.length === 0) return visit(single, path, depth, order);
    const key = types.map(idOf).sort((left, right) => left - right);
    return once(`union ${key.join()}`, alias, () =>
      unionOf(inStableOrder(types).map((member) => visit(member, path, depth + 1, order))),
    );
  }
  /** Which of several recursive types is met first decides which of them gets a name. */
  function inStableOrder(types: readonly ts.Type[]): readonly ts.Type[] {
    if (types.every(({ flags }) => !any(flags, ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return types;
    const keyed = types.map((type) => {
      const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
      return { type, text, place: placeOf(type.getSymbol()) };
    });
    return keyed
      .sort((left, right) => byPlace(left.place, right.place) || byText(left.text, right.text))
      .map(({ type }) => type);
  }

  function structure(type: ts.Type, path: string, depth: number, order: readonly string[]): Shape {
    if (checker.isTupleType(type)) return tuple(type as ts.TupleTypeReference, path, depth); // as `isTupleType` says
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference); // as `isArrayType` says
      const readonly = type.getSymbol()?.name === "ReadonlyArray";
      return {
        kind: "list",
        readonly,
        item: item === undefined ? plain("unknown") : visit(item, `${path}[]`, depth + 1),
      };
    }
    const symbol = type.getSymbol();
    if (checker.getSignaturesOfType(type, ts.SignatureKind.Call).length > 0) {
      return refuse(path, "a function, which JSON cannot carry");
    }
    if (symbol !== undefined && isBuiltIn(symbol)) {
      return refuse(path, `a ${symbol.name}, which JSON cannot carry`);
    }
    const keys = checker.getPropertiesOfType(type);
    const known = keys.some(({ name }) => order.includes(name)) ? order : declaredKeys(keys.map(({ name }) => name));
    const properties = inOrderOfDeclaration(keys, known).map((property): Property => {
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const at = `${path}.${property.name}`;
      const value = checker.getTypeOfSymbol(property);
      const doc = docs ? docOf(property) : undefined;
      return {
        key: property.name,
        optional,
        shape: optional ? withoutUndefined(value, at, depth + 1) : visit(value, at, depth + 1),
        ...(doc === undefined ? {} : { doc }),
      };
    });
    const indexes = checker.getIndexInfosOfType(type).map((info) => ({
      key: typeText(visit(info.keyType, path, depth + 1)),
      shape: visit(info.type, `${path}[]`, depth + 1),
    }));
    return { kind: "object", properties, indexes: indexes.sort((left, right) => byText(left.key, right.key)) };
  }
  function withoutUndefined(type: ts.Type, path: string, depth: number): Shape {
    const types = type.isUnion() ? type.types : [type];
    const present = types.filter(({ flags }) => !any(flags, ts.TypeFlags.Undefined));
    return present.length === types.length ? visit(type, path, depth) : union(present, undefined, path, depth, []);
  }
  function tuple(type: ts.TupleTypeReference, path: string, depth: number): Shape {
    const flags = type.target.elementFlags;
    const items = checker.getTypeArguments(type).map((item, index): TupleItem => {
      const flag = flags[index] ?? ts.ElementFlags.Required;
      if ((flag & ts.ElementFlags.Rest) !== 0) return { is: "rest", shape: visit(item, `${path}[]`, depth + 1) };
      const optional = (flag & ts.ElementFlags.Optional) !== 0;
      const at = `${path}[${index}]`;
      return optional
        ? { is: "optional", shape: withoutUndefined(item, at, depth + 1) }
        : { is: "required", shape: visit(item, at, depth + 1) };
    });
    return { kind: "tuple", items, readonly: type.target.readonly };
  }
  function template({ texts, types }: ts.TemplateLiteralType, path: string, depth: number): Shape {
    const escaped = texts.map((text) =>
      text
        .replace(/[\\`]|\$(?=\{)/g, "\\$&")
        .replaceAll("\n", "\\n")
        .replaceAll("\r", "\\r"),
    );
    const holes = types.map(
      (type, index) => `\${${typeText(visit(type, path, depth + 1))}}${escaped[index + 1] ?? ""}`,
    );
    return plain(`\`${escaped[0] ?? ""}${holes.join("")}\``);
  }

  /** `Date`, `Map` and the like; not what `Record` or `Pick` make, which have no such name. */
  const isBuiltIn = ({ flags, declarations = [] }: ts.Symbol) =>
    (flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) !== 0 &&
    declarations.some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile()));

  function docOf(property: ts.Symbol): string | undefined {
    const text = ts.displayPartsToString(originOf(property).getDocumentationComment(checker));
    const [first = ""] = text.trim().split(/\n\s*\n/);
    return first.replace(/\s+/g, " ").replaceAll("*/", "*\\/") || undefined;
  }

  let settled: SharedTypes | undefined;
  function shared(): SharedTypes {
    settled ??= shareTypes([...read, ...declared], (title) => unused(typeName(title)));
    return settled;
  }

  return {
    read(type, options = {}) {
      open = new Set();
      parts = 0;
      docs = options.docs === true;
      fault = undefined;
      const shape = visit(type, "", 0, options.order ?? []);
      const found: TypeFault | undefined = fault;
      const index = read.push({ shape, ...(options.title === undefined ? {} : { title: options.title }) }) - 1;
      return {
        text: () => typeText(shared().printed[index] ?? shape),
        keys: shape.kind === "object" ? shape.properties.map(({ key }) => key) : [],
        ...(found === undefined ? {} : { fault: found }),
      };
    },
    declarations() {
      const recursive = declared.map(({ name, shape }, index) => ({
        name,
        is: "recursive" as const,
        text: typeText(shared().printed[read.length + index] ?? shape),
      }));
      const recurring = shared().named.map(({ name, shape }) => ({
        name,
        is: "shared" as const,
        text: typeText(shape),
      }));
      return [...recursive.sort((left, right) => byText(left.name, right.name)), ...recurring];
    },
  };
}

// ---------------------------------------------------------------- the order of keys
interface Place {
  readonly file: string;
  readonly start: number;
}

/** The property that a mapped type made this one from. */
function originOf(property: ts.Symbol): ts.Symbol {
  // `links.syntheticOrigin` is the compiler's own: without it, keys of such a type are merely in alphabetical order.
  const { links } = property as { readonly links?: { readonly syntheticOrigin?: ts.Symbol } };
  return links?.syntheticOrigin === undefined ? property : originOf(links.syntheticOrigin);
}
function placeOf(symbol: ts.Symbol | undefined): Place | undefined {
  const places = (symbol?.declarations ?? []).map((declaration) => ({
    file: declaration.getSourceFile().fileName,
    start: declaration.pos,
  }));
  return places.sort(byPlace)[0];
}
const byText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
/** What has no place comes last. */
function byPlace(left: Place | undefined, right: Place | undefined): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return byText(left.file, right.file) || left.start - right.start;
}

/** As declared where that is known of all keys; otherwise as in `order`, then as declared, then by name. */
function inOrderOfDeclaration(properties: readonly ts.Symbol[], order: readonly string[]): readonly ts.Symbol[] {
  const keyed = properties
    .filter(({ escapedName }) => !String(escapedName).startsWith("__@")) // the key is a symbol
    .map((property) => ({ property, place: placeOf(originOf(property)) }));
  const ranks = new Map(keyed.every(({ place }) => place !== undefined) ? [] : order.map((key, index) => [key, index]));
  const rank = (property: ts.Symbol) => ranks.get(property.name) ?? order.length;
  return keyed
    .sort(
      (left, right) =>
        rank(left.property) - rank(right.property) ||
        byPlace(left.place, right.place) ||
        byText(left.property.name, right.property.name),
    )
    .map(({ property }) => property);
}
