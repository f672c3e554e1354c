import assert from "node:assert/strict";
import { test } from "uvu";
import { type PrintedType, shareTypes } from "../../cli/read-types-shared.js";
import { type Shape, typeText } from "../../cli/read-types-text.js";

const text = (of: string): Shape => ({ kind: "text", text: of });
const string = text("string");
const list = (item: Shape): Shape => ({ kind: "list", item, readonly: false });
const object = (properties: Readonly<Record<string, Shape>>): Shape => ({
  kind: "object",
  properties: Object.entries(properties).map(([key, shape]) => ({ key, optional: false, shape })),
  indexes: [],
});
const union = (...members: readonly Shape[]): Shape => ({ kind: "union", members });

/** A new object of so many lines, too long for one. */
const wide = (first: string, keys = 10): Shape =>
  object(Object.fromEntries(Array.from({ length: keys }, (_, index) => [`${first}WithALongName${index}`, string])));

/** The texts, and the named types as `name = text`. A name is its title without spaces, in use where it is listed. */
function shared(types: readonly (Shape | PrintedType)[]) {
  const inUse = new Set(["Taken"]);
  const { printed, named } = shareTypes(
    types.map((type) => ("kind" in type ? { shape: type } : type)),
    (title) => {
      let name = title.replaceAll(" ", "");
      while (inUse.has(name)) name += "_";
      inUse.add(name);
      return name;
    },
  );
  return { printed: printed.map(typeText), named: named.map(({ name, shape }) => `${name} = ${typeText(shape)}`) };
}
const lines = (...texts: string[]) => `{\n${texts.map((one) => `  ${one}\n`).join("")}}`;

test("a long type that recurs is printed in each place", () => {
  const change = wide("change");
  assert.deepEqual(shared([object({ id: string, set: change }), object({ old: list(change), set: change })]), {
    printed: [lines("id: string;", "set: set;"), lines("old: set[];", "set: set;")],
    named: [`set = ${typeText(change)}`],
  });
});

test("a type that is short, stands once, or saves too little is taken out of its place", () => {
  const short = object({ x: text("number"), y: text("number") });
  const once = wide("once");
  const five = wide("fiveOfThemWith", 3);
  const six = wide("six", 4); // with its braces six lines, in two places: a name would save two
  const types = [
    object({ a: short, b: short, c: short, d: short, e: six }),
    object({ f: once, g: six }),
    object({ h: short, i: short, j: short, k: short, l: short }),
    object({ m: five, n: five, o: five, p: five, q: five, r: five }),
  ];
  assert.deepEqual(shared(types), { printed: types.map(typeText), named: [] });
});

test("what is within a shared type alone gets a name beside it", () => {
  const inner = wide("inner");
  const outer = object({ ...Object.fromEntries([["inner", inner]]), other: string });
  assert.deepEqual(shared([object({ a: outer }), object({ a: outer }), object({ b: list(outer) })]).named, [
    `a = ${typeText(outer)}`,
  ]);
});

test("a type within two shared ones is printed in both", () => {
  const part = wide("part");
  const [left, right] = [object({ part, left: wide("left") }), object({ part, right: wide("right") })];
  const { named } = shared([object({ a: left, b: right }), object({ a: left, b: right })]);
  assert.deepEqual(
    named.map((one) => one.split("\n", 2).join("")),
    ["a = {  part: part;", `part = {  partWithALongName0: string;`, "b = {  part: part;"],
  );
});

test("the item of a list, or a type whose name is taken, is named like another", () => {
  const [item, other, sent] = [wide("item"), wide("other"), wide("sent")];
  const types = [
    object({ Taken: other, changes: list(item) }),
    object({ Taken: other, changes: list(item) }),
    { shape: sent, title: "Send Input" },
    { shape: sent, title: "Send Again Input" },
  ];
  assert.deepEqual(shared(types), {
    printed: [
      lines("Taken: Taken_;", "changes: changesItem[];"),
      lines("Taken: Taken_;", "changes: changesItem[];"),
      "SendInput",
      "SendInput",
    ],
    named: [`Taken_ = ${typeText(other)}`, `changesItem = ${typeText(item)}`, `SendInput = ${typeText(sent)}`],
  });
});

test("a type that the file names by itself is replaced by the name of one below", () => {
  const data = wide("data");
  assert.deepEqual(shared([data, object({ data }), object({ before: data })]).printed, [
    typeText(data),
    lines("data: data;"),
    lines("before: data;"),
  ]);
});

test("the members of a union stand in another order than that of their texts once they have names", () => {
  const [first, second] = [wide("first"), wide("second")];
  const { printed } = shared([
    object({ z: first, a: second }),
    object({ both: union(first, second) }),
    object({ both: union(first, second, text("null")) }),
  ]);
  assert.deepEqual(printed.slice(1), [lines("both: a | z;"), lines("both: a | z | null;")]);
});

test.run();
