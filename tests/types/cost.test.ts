import assert from "node:assert/strict";
import { test } from "uvu";
import { type Shape, typeCheckCost } from "../../scripts/type-check-cost.js";

const empty = typeCheckCost("loop", 0).instantiations;
const over = (shape: Shape, states: number) => typeCheckCost(shape, states).instantiations - empty;

for (const states of [100, 400]) {
  test(`the compiler spends more than 1,000 instantiations a state on loops of ${states} states`, () => {
    const spent = over("loop", states) / states;
    assert.ok(spent <= 1_000, `${Math.round(spent)} a state`);
  });
}
for (const shape of ["task", "diamond"] as const) {
  test(`the compiler spends more than 300,000 instantiations on 100 states of the shape '${shape}'`, () => {
    const spent = over(shape, 100);
    assert.ok(spent <= 300_000, `${spent}`);
  });
}

test.run();
