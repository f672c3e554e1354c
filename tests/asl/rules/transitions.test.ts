import assert from "node:assert/strict";
import { test } from "uvu";
import { validate } from "../../../asl/validate.js";
import { findings, pass, rowOf, task } from "./findings.js";

const missing = (target: string) => `Missing 'Next' target: ${target}`;
const unreachable = (name: string) => `MISSING_TRANSITION_TARGET /States/${name}: State "${name}" is not reachable.`;
const done = { Type: "Succeed" };
const choice = (to: string, otherwise: string) => ({
  Type: "Choice",
  Choices: [{ Variable: "$.a", IsPresent: true, Next: to }],
  Default: otherwise,
});

test("every kind of transition to a state that is not there", () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "B2" }];
  const States = { A: { ...task, Next: "C", Catch }, C: choice("B3", "B4"), D: { ...pass, Next: "B1" }, Z: done };
  assert.deepEqual(findings({ StartAt: "A", States }), [
    `MISSING_TRANSITION_TARGET /States/A/Catch[0]/Next: ${missing("B2")}`,
    `MISSING_TRANSITION_TARGET /States/C/Choices[0]/Next: ${missing("B3")}`,
    `MISSING_TRANSITION_TARGET /States/C/Default: ${missing("B4")}`,
    `MISSING_TRANSITION_TARGET /States/D/Next: ${missing("B1")}`,
    unreachable("D"),
    unreachable("Z"),
  ]);
});

test("a start that is not there leaves the states that nothing leads to", () => {
  const States = { One: { ...pass, Next: "Two" }, Two: done };
  assert.deepEqual(findings({ StartAt: "Zero", States }), [
    `MISSING_TRANSITION_TARGET /StartAt: ${missing("Zero")}`,
    unreachable("One"),
  ]);
});

test("transitions stay within their set of states: neither into a branch nor out of it", () => {
  const branch = { StartAt: "B", States: { B: { ...pass, Next: "C" } } };
  const definition = { StartAt: "A", States: { A: { Type: "Parallel", Branches: [branch], Next: "B" }, C: done } };
  assert.deepEqual(
    validate(definition).map(({ code, location, fix }) => [code, location, fix]),
    [
      ["MISSING_TRANSITION_TARGET", "/States/A/Next", "'B' is in another set of states: name one beside this state"],
      [
        "MISSING_TRANSITION_TARGET",
        "/States/A/Branches[0]/States/B/Next",
        "'C' is in another set of states: name one beside this state",
      ],
      ["MISSING_END_STATE", "/States/A/Branches[0]", 'add a Succeed or Fail state, or "End": true to a state'],
      ["MISSING_TRANSITION_TARGET", "/States/C", "let a state lead to 'C', or remove it"],
    ],
  );
});

test("a machine without an end: that alone is told, not what is unreachable for want of it", () => {
  const loop = { A: { ...pass, Next: "B" }, B: { ...pass, Next: "A" } };
  const noEnd = "MISSING_END_STATE /: Workflow has no terminal state";
  assert.deepEqual(findings({ StartAt: "A", States: loop }), [noEnd]);
  assert.deepEqual(findings({ StartAt: "A", States: { ...loop, C: { ...pass, Next: "A" } } }), [noEnd]);
  assert.deepEqual(findings({ StartAt: "A", States: { ...loop, C: { ...pass, Next: "X" } } }), [
    `MISSING_TRANSITION_TARGET /States/C/Next: ${missing("X")}`,
    noEnd,
  ]);
});

test("an end that is not reached is unreachable", () => {
  const States = { A: { ...pass, Next: "B" }, B: { ...pass, Next: "A" }, C: { ...pass, End: true } };
  assert.deepEqual(findings({ StartAt: "A", States }), [
    unreachable("C"),
    "~ENDLESS_LOOP /States/A: No way leads from here to an end: 'A', 'B'",
  ]);
});

test("of an unreachable row its first state is told, of an unreachable circle all that nothing leads into", () => {
  const States = {
    A: done,
    Row1: { ...pass, Next: "Row2" },
    Row2: { ...pass, End: true },
    // A circle that leads to another one: the second is reached from the first.
    Later1: { ...pass, Next: "Later2" },
    Later2: choice("Later1", "Row2"),
    First1: { ...pass, Next: "First2" },
    First2: choice("First1", "Later1"),
    Self: choice("Self", "A"),
  };
  assert.deepEqual(findings({ StartAt: "A", States }), [
    unreachable("Row1"),
    unreachable("First1"),
    unreachable("First2"),
    unreachable("Self"),
  ]);
});

test("a loop that nothing leads out of is told once", () => {
  const States = {
    A: choice("B", "Z"),
    B: { ...pass, Next: "C" },
    C: choice("B", "D"),
    D: { ...pass, Next: "B" },
    Z: done,
  };
  assert.deepEqual(findings({ StartAt: "A", States }), [
    "~ENDLESS_LOOP /States/B: No way leads from here to an end: 'B', 'C', 'D'",
  ]);
});

test("a loop that a catcher leads out of has an end", () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Z" }];
  assert.deepEqual(findings({ StartAt: "A", States: { A: { ...task, Catch, Next: "A" }, Z: done } }), []);
});

test("names of states: too long, empty, and twice in the machine", () => {
  const longest = "x".repeat(80);
  const processor = { StartAt: "A", States: { A: { ...pass, End: true } } };
  const States = {
    A: pass,
    [longest]: pass,
    [`${longest}y`]: pass,
    ["😀".repeat(80)]: pass,
    "": pass,
    M: { Type: "Map", ItemProcessor: processor },
  };
  assert.deepEqual(findings(rowOf(States)), [
    `INVALID_STATE_NAME /States/${longest}y: The state name is longer than 80 characters`,
    "INVALID_STATE_NAME /States/: The state name is empty",
    "DUPLICATE_STATE_NAME /States/M/ItemProcessor/States/A: Duplicate State name: A",
  ]);
});

test.run();
