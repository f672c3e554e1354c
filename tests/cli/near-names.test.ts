import assert from "node:assert/strict";
import { test } from "uvu";
import { didYouMean, nearNames } from "../../cli/near-names.js";

const names = ["deploy", "deploy-blue-green", "deploy-await-update", "order"];

test("a misspelt name finds the one that was meant", () => {
  assert.deepEqual(nearNames("deplyo", names), ["deploy"]);
  assert.deepEqual(nearNames("Deploy", names), ["deploy"]);
  assert.deepEqual(nearNames("deployBlueGren", names), ["deploy-blue-green"]);
});

test("the beginning of names finds them, the nearest first", () => {
  assert.deepEqual(nearNames("dep", names), ["deploy", "deploy-await-update", "deploy-blue-green"]);
});

test("a name that is like none finds none", () => {
  assert.deepEqual(nearNames("shipment", names), []);
  assert.deepEqual(nearNames("x", ["deploy"]), []);
});

test("the advice lists near names, else all, else says that there are none", () => {
  assert.equal(didYouMean("deplyo", names), 'did you mean "deploy"?');
  assert.equal(didYouMean("ordre", ["order", "orders"]), 'did you mean "order" or "orders"?');
  assert.equal(didYouMean("shipment", ["order", "deploy"]), 'use one of: "deploy", "order"');
  assert.equal(didYouMean("shipment", []), "there is none");
});

test.run();
