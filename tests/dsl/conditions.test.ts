// The node that each condition gives.
import assert from "node:assert/strict";
import {
  add,
  after,
  and,
  before,
  type Condition,
  gt,
  gte,
  is,
  isBoolean,
  isNot,
  isNull,
  isNumeric,
  isPresent,
  isString,
  isTimestamp,
  lt,
  lte,
  matches,
  not,
  or,
  sameTime,
  workflow,
} from "statewright";
import { test } from "uvu";
import type { Root, Scope } from "../../dsl/expressions.js";
import type { CompareNode, ConditionNode, ValueNode } from "../../dsl/model.js";

interface Data {
  text: string;
  count: number;
  on: boolean;
  none: string | null;
  at: string;
  door?: string;
  items: [{ id: string }];
}

const $ = (...steps: (string | number)[]): ValueNode => ({ kind: "path", root: "input", steps });
const literal = (value: string | number | boolean | null): ValueNode => ({ kind: "literal", value });
const compare = (comparison: CompareNode["comparison"], left: ValueNode, right: ValueNode): CompareNode => ({
  kind: "compare",
  comparison,
  of: "value",
  left,
  right,
});
const moment = (comparison: CompareNode["comparison"], right: ValueNode): CompareNode => ({
  ...compare(comparison, $("at"), right),
  of: "timestamp",
});
const present: ConditionNode = { kind: "test", test: "isPresent", value: $("door") };
const isX = compare("equals", $("text"), literal("x"));

const start = workflow<Data>("W");
type Any = Condition<any, any, any>; // `any`: what a condition says in its type is no matter here
type Given = [$: Root<Data>, scope: Scope<{}>];
/** The node that a condition puts into a choice. */
function asked(condition: (...given: Given) => Any): ConditionNode | undefined {
  // The target is checked for each condition by itself, which a helper for all of them cannot follow.
  const chain = start.choice("C", (choose) => choose.when(condition as never, "S" as never).otherwise("S"));
  const [state] = chain.succeed("S").end().states;
  assert.ok(state?.Type === "Choice");
  return state.rules[0]?.condition;
}

const cases: readonly (readonly [title: string, condition: (...given: Given) => Any, node: ConditionNode])[] = [
  ["is, of a text", (_) => is(_.text, "x"), isX],
  ["is, of a number", (_) => is(_.count, 0), compare("equals", $("count"), literal(0))],
  ["is, of a boolean", (_) => is(_.on, false), compare("equals", $("on"), literal(false))],
  ["is, of null", (_) => is(_.none, null), { kind: "test", test: "isNull", value: $("none") }],
  ["is, of a path", (_) => is(_.text, _.items[0].id), compare("equals", $("text"), $("items", 0, "id"))],
  [
    "is, of a computed value",
    (_) => is(_.count, add(_.count, 1)),
    compare("equals", $("count"), { kind: "call", operator: "add", arguments: [$("count"), literal(1)] }),
  ],
  [
    "is, of the context object",
    (_, { context }) => is(context.Execution.RedriveCount, 2),
    compare("equals", { kind: "path", root: "context", steps: ["Execution", "RedriveCount"] }, literal(2)),
  ],
  ["isNot", (_) => isNot(_.text, "x"), { kind: "not", condition: isX }],
  [
    "isNot, of null",
    (_) => isNot(_.none, null),
    { kind: "not", condition: { kind: "test", test: "isNull", value: $("none") } },
  ],
  ["lt", (_) => lt(_.count, 3), compare("lessThan", $("count"), literal(3))],
  ["lte", (_) => lte(_.count, 3), compare("lessThanEquals", $("count"), literal(3))],
  ["gt", (_) => gt(_.text, "m"), compare("greaterThan", $("text"), literal("m"))],
  ["gte", (_) => gte(_.text, _.at), compare("greaterThanEquals", $("text"), $("at"))],
  ["before", (_) => before(_.at, "2030-01-01T00:00:00Z"), moment("lessThan", literal("2030-01-01T00:00:00Z"))],
  ["after", (_) => after(_.at, _.text), moment("greaterThan", $("text"))],
  ["sameTime", (_) => sameTime(_.at, _.at), moment("equals", $("at"))],
  ["matches", (_) => matches(_.text, "a*\\*"), { kind: "matches", value: $("text"), pattern: "a*\\*" }],
  ["isPresent", (_) => isPresent(_.door), present],
  ["isNull", (_) => isNull(_.none), { kind: "test", test: "isNull", value: $("none") }],
  ["isNumeric", (_) => isNumeric(_.count), { kind: "test", test: "isNumeric", value: $("count") }],
  ["isString", (_) => isString(_.text), { kind: "test", test: "isString", value: $("text") }],
  ["isBoolean", (_) => isBoolean(_.on), { kind: "test", test: "isBoolean", value: $("on") }],
  ["isTimestamp", (_) => isTimestamp(_.at), { kind: "test", test: "isTimestamp", value: $("at") }],
  [
    "and, of conditions in order",
    (_) => and(isPresent(_.door), is(_.door, "red"), is(_.text, "x")),
    { kind: "and", conditions: [present, compare("equals", $("door"), literal("red")), isX] },
  ],
  ["and, of one", (_) => and(is(_.text, "x")), { kind: "and", conditions: [isX] }],
  [
    "or, of conditions in order",
    (_) => or(is(_.text, "x"), not(isPresent(_.door))),
    { kind: "or", conditions: [isX, { kind: "not", condition: present }] },
  ],
  [
    "not, of a nest of others",
    (_) => not(or(and(is(_.text, "x"), is(_.text, "x")), is(_.text, "x"))),
    { kind: "not", condition: { kind: "or", conditions: [{ kind: "and", conditions: [isX, isX] }, isX] } },
  ],
];
for (const [title, condition, node] of cases) {
  test(`${title} is another node`, () => {
    assert.deepEqual(asked(condition), node);
  });
}

test("the rules of a choice change their order, or a choice that is continued twice mixes its ways", () => {
  const { rules, Default } = choiceOf(
    start
      .choice("C", (choose) => {
        const first = choose.when((_) => is(_.text, "x"), "A");
        first.when((_) => is(_.on, true), "B").otherwise("B"); // another way on from `first`, not the one that is given back
        return first.when((_) => is(_.on, false), "A").otherwise("B");
      })
      .succeed("A")
      .succeed("B")
      .end().states[0],
  );
  assert.deepEqual(
    { rules, Default },
    {
      rules: [
        { condition: isX, Next: "A" },
        { condition: compare("equals", $("on"), literal(false)), Next: "A" },
      ],
      Default: "B",
    },
  );
});

test("the rows of a match stand for values of another kind, or in another order", () => {
  const machine = workflow<{ key: "b" | "a" | 2 | 1 | -1.5 | true | null }>("W")
    .match("M", ($) => $.key, { b: "S", a: "S", 2: "S", 1: "S", "-1.5": "S", true: "S", null: "S" })
    .succeed("S")
    .end();
  const { rules, Default } = choiceOf(machine.states[0]);
  const row = (value: string | number | boolean) => ({
    condition: compare("equals", $("key"), literal(value)),
    Next: "S",
  });
  assert.equal(Default, undefined);
  assert.deepEqual(rules, [
    row(1), // a key that reads as an index comes first in any object of JavaScript
    row(2),
    row("b"),
    row("a"),
    row(-1.5),
    row(true),
    { condition: { kind: "test", test: "isNull", value: $("key") }, Next: "S" },
  ]);
});

function choiceOf(state: unknown) {
  const choice = state as { Type: string; rules: unknown; Default?: string };
  assert.equal(choice.Type, "Choice");
  return choice;
}

test("a condition that && dropped goes unnoticed", () => {
  const chain = workflow<{ n: number; ok: boolean }>("W")
    .choice("C", (choose) => choose.when(($) => is($.ok, true) && gt($.n, 3), "A").otherwise("A"))
    .succeed("A");
  assert.throws(() => chain.end(), /C\.Choices\[0\].*\n.*a condition was made and not used: write and\(…\) for &&/);
});

test.run();
