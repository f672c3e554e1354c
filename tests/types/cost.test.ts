import assert from "node:assert/strict";
import { test } from "uvu";
import { type Shape, typeCheckCost } from "../../scripts/type-check-cost.js";

const empty = typeCheckCost("loop", 0).instantiations;
const over = (shape: Shape, states: number) => typeCheckCost(shape, states).instantiations - empty;

const limits = { loop: 1_000, mixed: 4_000 } as const;

for (const shape of ["loop", "mixed"] as const) {
  for (const states of [100, 400]) {
    test(`the compiler spends more than ${limits[shape]} instantiations a state on ${states} states of the shape '${shape}'`, () => {
      const spent = over(shape, states) / states;
      assert.ok(spent <= limits[shape], `${Math.round(spent)} a state`);
    });
  }
}
for (const shape of ["task", "diamond"] as const) {
  test(`the compiler spends more than 200,000 instantiations on 100 states of the shape '${shape}'`, () => {
    const spent = over(shape, 100);
    assert.ok(spent <= 200_000, `${spent}`);
  });
}

test.run();
