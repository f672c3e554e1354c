// That the ASL means what the model says, in both query languages: run, since texts within texts are easier to check than
// to read.
import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "uvu";
import type { ConditionNode, Json, PathNode, QueryLanguage, State, ValueNode } from "../../dsl/model.js";
import { definition } from "../../generators/definition.js";
import { execute } from "../../simulator/index.js";
import { choice, compare, literal, machine, pass, path, task, when } from "./models.js";

/** Texts with all that quoting has to get past. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      "'",
      '"',
      "\\",
      "{",
      "}",
      "{}",
      "$",
      ".",
      "[",
      "]",
      " ",
      "\n",
      "a",
      "é",
      "部",
      "😀",
      ".$",
      "States.UUID()",
    ),
  }),
  fc.string({ unit: "grapheme" }),
);
const key = fc.oneof(text, fc.constantFrom("__proto__", "constructor", "data", "before", "a", "$", "x.$"));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    fc.integer({ min: -1000, max: 1000 }),
    fc.constantFrom(0.5, -1.25, 1e21, null, true, false),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(key, tie("json"), { maxKeys: 3 }),
  ),
}));

/** Some of the values stand in the data and are read by a path; all others are written out. */
type Made = readonly [node: ValueNode, value: Json];
const data = fc.dictionary(key, json, { minKeys: 1, maxKeys: 4 });
const nodeOf = (value: Json): ValueNode => {
  if (Array.isArray(value)) return { kind: "list", items: value.map(nodeOf) };
  if (typeof value === "object" && value !== null) {
    return { kind: "object", entries: Object.entries(value).map(([name, item]) => [name, nodeOf(item)]) };
  }
  return literal(value as string);
};
const made = (input: { readonly [key: string]: Json }): fc.Arbitrary<Made> => {
  const read = fc.constantFrom(...Object.keys(input)).map((name): Made => [path(name), input[name] ?? null]);
  const written = json.map((value): Made => [nodeOf(value), value]);
  const inside = fc
    .tuple(key, fc.oneof(read, written), fc.boolean())
    .map(
      ([name, [node, value], list]): Made =>
        list
          ? [{ kind: "list", items: [node, literal("'{}'")] }, [value, "'{}'"]]
          : [{ kind: "object", entries: [[name, node]] }, Object.fromEntries([[name, value]])],
    );
  return fc.oneof(read, written, inside);
};
const scenario = data.chain((input) =>
  fc.tuple(
    fc.constant(input),
    fc.uniqueArray(fc.tuple(key, made(input)), { selector: ([name]) => name, minLength: 1, maxLength: 4 }),
  ),
);

/** The package that evaluates JSONata loses this one key, which it takes for the prototype. */
const evaluates = (language: QueryLanguage, ...values: readonly unknown[]) =>
  fc.pre(language === "JSONPath" || !JSON.stringify(values).includes("__proto__"));

/** Compared as JSON: an object without a prototype is an object too. */
const equalJson = (actual: unknown, expected: unknown) =>
  assert.deepEqual(JSON.parse(JSON.stringify(actual)), JSON.parse(JSON.stringify(expected)));
const run = async (states: readonly State[], input: Json, QueryLanguage: QueryLanguage) => {
  const result = await execute(definition(machine("M", states, { QueryLanguage })), {
    input,
    lambda: async (_name: string, payload: unknown) => payload,
  });
  assert.equal(result.status, "SUCCEEDED", `${result.error}: ${result.cause}`);
  return result.output;
};
const withKeys = (input: object, entries: readonly (readonly [string, Json])[]) =>
  Object.fromEntries([...Object.entries(input), ...entries]);

for (const language of ["JSONPath", "JSONata"] as const) {
  test(`${language}: a Pass sets each key to its value, whatever the keys and the texts are`, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ([input, entries]) => {
        evaluates(language, input, entries);
        const state = {
          ...pass("P", {}),
          set: { kind: "object" as const, entries: entries.map(([name, [node]]) => [name, node] as const) },
        };
        const expected = withKeys(
          input,
          entries.map(([name, [, value]]) => [name, value] as const),
        );
        equalJson(await run([state], input, language), expected);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test(`${language}: a function gets what its arguments say`, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ([input, all]) => {
        evaluates(language, input, all);
        const entries = all.filter(([name]) => !name.endsWith(".$"));
        const node = { kind: "object" as const, entries: entries.map(([name, [one]]) => [name, one] as const) };
        const expected = withKeys(
          {},
          entries.map(([name, [, value]]) => [name, value] as const),
        );
        equalJson(await run([task("T", { arguments: node, as: { kind: "replace" } })], input, language), expected);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test(`${language}: a path finds its key and puts a result there, whatever it is called`, async () => {
    await fc.assert(
      fc.asyncProperty(key, key, json, async (outer, inner, value) => {
        evaluates(language, outer, inner, value);
        // As a payload of lambda:invoke a text is JSON text, and null an empty event.
        fc.pre(language === "JSONPath" || (typeof value !== "string" && value !== null));
        const from: PathNode = path("from", outer, 0, inner);
        const input = { from: Object.fromEntries([[outer, [Object.fromEntries([[inner, value]])]]]) };
        const state = task("T", { arguments: from, as: { kind: "key", key: outer } });
        equalJson(await run([state], input, language), withKeys(input, [[outer, value]]));
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test(`${language}: two values compared are equal in kind and value, or not equal; never an error`, async () => {
    const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
    const pair = fc.oneof(
      fc.tuple(scalar, scalar),
      scalar.map((value) => [value, value] as const),
    );
    const isTrue = async (condition: ConditionNode, input: Json) => {
      const states = [
        choice("C", [when(condition, "Yes")], "No"),
        pass("Yes", { a: literal(true) }),
        pass("No", { a: literal(false) }),
      ];
      return ((await run(states, input, language)) as { readonly a: boolean }).a;
    };
    await fc.assert(
      fc.asyncProperty(pair, async ([left, right]) => {
        const input = { left, right };
        assert.equal(await isTrue(compare("equals", path("left"), path("right")), input), left === right);
        assert.equal(await isTrue(compare("equals", path("left"), literal(right)), input), left === right);
        const comparable = typeof left === typeof right && (typeof left === "number" || typeof left === "string");
        const less = comparable && left !== null && right !== null && left < right;
        assert.equal(await isTrue(compare("lessThan", path("left"), path("right")), input), less);
        assert.equal(await isTrue(compare("greaterThan", path("right"), path("left")), input), less);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
}

test.run();
