// What the simulations of this file have not taken: each test goes on from where the one before it has come to.
import assert from "node:assert/strict";
import { discard, lambda, seconds, workflow } from "statewright";
import { inTurn, simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { failing, input, order } from "./order.js";

const placed = { Charge: () => ({ chargeId: "c-1" }) };

test("before any simulation something is taken, or not told in the order of declaration", () => {
  assert.deepEqual(untaken(order), {
    states: ["Charge", "Wait A Day", "Get Status", "Settled?", "Done", "Notify", "Broken"],
    transitions: [
      { from: "Charge", to: "Wait A Day" },
      { from: "Charge", to: "Notify" },
      { from: "Charge", to: "Broken" },
      { from: "Wait A Day", to: "Get Status" },
      { from: "Get Status", to: "Settled?" },
      { from: "Settled?", to: "Done" },
      { from: "Settled?", to: "Broken" },
      { from: "Settled?", to: "Wait A Day" },
      { from: "Notify", to: "Broken" },
    ],
  });
});

test("a run takes what it did not come by, or does not take a loop", async () => {
  await simulate(order, { input, tasks: { ...placed, "Get Status": inTurn("pending", "settled") } });
  assert.deepEqual(untaken(order), {
    states: ["Notify", "Broken"],
    transitions: [
      { from: "Charge", to: "Notify" },
      { from: "Charge", to: "Broken" },
      { from: "Settled?", to: "Broken" },
      { from: "Notify", to: "Broken" },
    ],
  });
});

test("a run that lacks a mock counts", async () => {
  const left = untaken(order);
  await assert.rejects(simulate(order, { input }));
  assert.deepEqual(untaken(order), left);
});

test("a catch or a run that fails takes nothing", async () => {
  await simulate(order, { input, tasks: { ...placed, "Get Status": inTurn("lost") } });
  assert.deepEqual(untaken(order), {
    states: ["Notify"],
    transitions: [
      { from: "Charge", to: "Notify" },
      { from: "Charge", to: "Broken" },
      { from: "Notify", to: "Broken" },
    ],
  });
  await simulate(order, {
    input,
    tasks: { Charge: inTurn(failing("Declined"), { chargeId: "" }), Notify: () => null },
  });
  assert.deepEqual(untaken(order), { states: [], transitions: [{ from: "Charge", to: "Broken" }] });
  await simulate(order, { input, tasks: { Charge: inTurn(failing("Odd"), { chargeId: "" }) } });
  assert.deepEqual(untaken(order), { states: [], transitions: [] });
});

test("a state that leads to itself is never taken, or without having done so", async () => {
  const run = lambda<{ id: string }, null>("Run");
  const machine = workflow<{ id: string }>("Stubborn")
    .task("Again", run, { as: discard, catch: [{ errors: ["States.ALL"], goto: "Again" }] })
    .end();
  const itself = { from: "Again", to: "Again" };
  await simulate(machine, { input: { id: "x" }, tasks: { Again: () => null } });
  assert.deepEqual(untaken(machine), { states: [], transitions: [itself] });
  const { transitions } = await simulate(machine, {
    input: { id: "x" },
    tasks: { Again: inTurn<null>(failing("Odd"), failing("Odd"), null) },
  });
  assert.deepEqual([transitions, untaken(machine).transitions], [[itself, itself], []]);
});

test("two workflows of one name and of the same states share what was taken", async () => {
  const twin = () => workflow<{ id: string }>("Twin").wait("Only", seconds(1)).succeed("End").end();
  const [one, other] = [twin(), twin()];
  await simulate(one, { input: { id: "x" } });
  assert.deepEqual(untaken(one), { states: [], transitions: [] });
  assert.deepEqual(untaken(other), { states: ["Only", "End"], transitions: [{ from: "Only", to: "End" }] });
});

test.run();
