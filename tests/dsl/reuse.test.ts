// Chains and fragments are values: using one leaves it as it was.
import assert from "node:assert/strict";
import { discard, fragment, is, isStateMachine, lambda, type StateMachineModel, seconds, workflow } from "statewright";
import { test } from "uvu";
import { transitions } from "../../dsl/transitions.js";

interface Data {
  id: string;
  ready: boolean;
}
const run = lambda<{ id: string }, null>("Run");

/** Each state with where it leads. */
const shape = ({ StartAt, states }: StateMachineModel) => [
  StartAt,
  ...states.map((state) => [state.name, ...transitions(state).map(({ field, target }) => `${field} ${target}`)]),
];

test("a chain that two workflows start from takes on the states of one of them", () => {
  const start = workflow<Data>("Start").wait("First", seconds(1));
  const short = start.succeed("Short End").end();
  const long = start
    .task("Second", run, { as: discard })
    .choice("Ready?", (choose) => choose.when(($) => is($.ready, true), "Long End").otherwise("First"))
    .succeed("Long End")
    .end();
  const alone = start.end();
  assert.deepEqual(shape(short), ["First", ["First", "Next Short End"], ["Short End"]]);
  assert.deepEqual(shape(long), [
    "First",
    ["First", "Next Second"],
    ["Second", "Next Ready?"],
    ["Ready?", "Choices[0].Next Long End", "Default First"],
    ["Long End"],
  ]);
  assert.deepEqual(shape(alone), ["First", ["First"]]);
});

test("a goto changes the state before it in another chain than the one that it makes", () => {
  const start = workflow<Data>("Start")
    .choice("Ready?", (choose) => choose.when(($) => is($.ready, true), "Second").otherwise("End"))
    .wait("Second", seconds(1));
  const round = start.goto("Ready?").succeed("End").end();
  const through = start.succeed("End").end();
  const ready = ["Ready?", "Choices[0].Next Second", "Default End"];
  assert.deepEqual(shape(round), ["Ready?", ready, ["Second", "Next Ready?"], ["End"]]);
  assert.deepEqual(shape(through), ["Ready?", ready, ["Second", "Next End"], ["End"]]);
});

/** Falls through at its last state, goes back inside itself, and has a way out. */
const piece = fragment<Data>()((chain) =>
  chain
    .wait("Rest", seconds(1))
    .choice("Rested?", (choose) => choose.when(($) => is($.ready, true), "Get Up").otherwise("Rest"))
    .task("Get Up", run, {
      as: discard,
      catch: [
        { errors: ["Lambda.Unknown"], goto: "Rest" },
        { errors: ["States.ALL"], goto: "Ill" },
      ],
    }),
);

test("a fragment that two workflows use, or one uses twice, keeps the names or the ways of another use", () => {
  const plain = workflow<Data>("Plain").use(piece).succeed("Up").fail("Ill", { error: "Ill", cause: "" }).end();
  const twice = workflow<Data>("Twice")
    .wait("Ill", seconds(60))
    .use(piece, { names: { Rest: "Rest First", "Rested?": "Rested First?", "Get Up": "Get Up First" } })
    .use(piece, { names: { "Get Up": "Stand Up" } })
    .end();
  const again = workflow<Data>("Again").use(piece).wait("Ill", seconds(1)).end();
  const rest = ["Rest", "Next Rested?"];
  const rested = ["Rested?", "Choices[0].Next Get Up", "Default Rest"];
  assert.deepEqual(shape(plain), [
    "Rest",
    rest,
    rested,
    ["Get Up", "Next Up", "Catch[0].Next Rest", "Catch[1].Next Ill"],
    ["Up"],
    ["Ill"],
  ]);
  assert.deepEqual(shape(again), [
    "Rest",
    rest,
    rested,
    ["Get Up", "Next Ill", "Catch[0].Next Rest", "Catch[1].Next Ill"],
    ["Ill"],
  ]);
  assert.deepEqual(shape(twice), [
    "Ill",
    ["Ill", "Next Rest First"],
    ["Rest First", "Next Rested First?"],
    ["Rested First?", "Choices[0].Next Get Up First", "Default Rest First"],
    ["Get Up First", "Next Rest", "Catch[0].Next Rest First", "Catch[1].Next Ill"],
    rest,
    ["Rested?", "Choices[0].Next Stand Up", "Default Rest"],
    ["Stand Up", "Catch[0].Next Rest", "Catch[1].Next Ill"],
  ]);
});

test("a fragment inside another one keeps the names that the outer one gave it, or loses those that its user gives", () => {
  const outer = fragment<Data>()((chain) => chain.use(piece, { names: { Rest: "Sleep" } }).wait("Outside", seconds(1)));
  const machine = workflow<Data>("Nested")
    .use(outer, { names: { Sleep: "Doze", Outside: "Out" } })
    .wait("Ill", seconds(1))
    .end();
  assert.deepEqual(shape(machine), [
    "Doze",
    ["Doze", "Next Rested?"],
    ["Rested?", "Choices[0].Next Get Up", "Default Doze"],
    ["Get Up", "Next Out", "Catch[0].Next Doze", "Catch[1].Next Ill"],
    ["Out", "Next Ill"],
    ["Ill"],
  ]);
});

test("a workflow that is finished twice gives two different machines", () => {
  const chain = workflow<Data>("Same").wait("Only", seconds(1));
  const [first, second] = [chain.end(), chain.end()];
  assert.deepEqual(first, second);
});

test("a machine is not known by its brand alone, or anything is taken for one", () => {
  const machine = workflow<Data>("Branded").wait("Only", seconds(1)).end();
  // As another copy of the package would make it: no class is shared.
  assert.equal(isStateMachine(JSON.parse(JSON.stringify(machine))), true);
  for (const other of [
    null,
    undefined,
    "StateMachine",
    1,
    [],
    {},
    { "~statewright": "Fragment" },
    workflow<Data>("W"),
  ]) {
    assert.equal(isStateMachine(other), false);
  }
});

test.run();
