// Variables set by states that have no result: waits, and the ways out of a choice.
import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import { add, gt, isPresent, lt, seconds, workflow } from "statewright";
import { test } from "uvu";
import { definition } from "../../generators/definition.js";
import { execute, validateStateMachineDefinition } from "../../simulator/index.js";
import { type Loose, loose } from "./findings.js";
import type { Over, VarsAt } from "./machine-types.js";

interface Parcel {
  id: string;
  grams: number;
  door?: string;
}

const ways = workflow<Parcel>("Ways")
  .wait("Rest", seconds(60), { assign: ($, { context }) => ({ id: $.id, at: context.State.Name }) })
  .choice("Which?", (choose) =>
    choose
      .when(($) => isPresent($.door), "Ring", {
        comment: "somebody is at home",
        assign: ($, { vars }) => ({ door: $.door, of: vars.id }),
      })
      .when(($) => gt($.grams, 1000), "Weigh", { assign: ($) => ({ heavy: $.grams, of: 1 }) })
      .otherwise("Leave", { assign: (_, { vars }) => ({ of: vars.at }) }),
  )
  .pass("Ring", (_, { vars }) => ({ said: vars.door, of: vars.of }))
  .goto("End")
  .pass("Weigh", (_, { vars }) => ({ said: vars.heavy, of: vars.of }))
  .goto("End")
  .pass("Leave", (_, { vars }) => ({ said: "left", of: vars.of }))
  .succeed("End")
  .end();

test("a way out of a choice, or a wait, brings another variable than it assigns", () => {
  type Rested = { id: string; at: string };
  expectTypeOf<VarsAt<typeof ways, "Rest">>().toEqualTypeOf<{}>();
  expectTypeOf<VarsAt<typeof ways, "Which?">>().toEqualTypeOf<Rested>();
  expectTypeOf<VarsAt<typeof ways, "Ring">>().toEqualTypeOf<Over<Rested, { door: string; of: string }>>();
  expectTypeOf<VarsAt<typeof ways, "Weigh">>().toEqualTypeOf<Over<Rested, { heavy: number; of: number }>>();
  expectTypeOf<VarsAt<typeof ways, "Leave">>().toEqualTypeOf<Over<Rested, { of: string }>>();
  type Met = { id: string; at: string; of: string | number; door?: string; heavy?: number };
  expectTypeOf<VarsAt<typeof ways, "End">>().toEqualTypeOf<Met>();
});

const runs = [
  [{ id: "p", grams: 10, door: "red" }, "red", "p"],
  [{ id: "p", grams: 2000 }, 2000, 1],
  [{ id: "p", grams: 10 }, "left", "Rest"],
] as const;
for (const QueryLanguage of ["JSONPath", "JSONata"] as const) {
  const asl = definition({ ...ways, QueryLanguage });

  test(`in ${QueryLanguage} a way of a choice sets what another one assigns, or a wait nothing`, async () => {
    const { result } = validateStateMachineDefinition({ definition: JSON.stringify(asl) });
    assert.equal(result, "OK");
    for (const [input, said, of] of runs) {
      const { output } = await execute(asl, { input });
      assert.deepEqual(output, { ...input, said, of });
    }
  });

  test(`in ${QueryLanguage} the comment of a rule is lost`, () => {
    const { States } = asl as Loose; // `any`: read as a reader of the file does
    assert.equal(States["Which?"].Choices[0].Comment, "somebody is at home");
    assert.equal("Comment" in States["Which?"].Choices[1], false);
  });
}

test("a loop that a choice counts goes on for ever", async () => {
  const counting = workflow<{}>("Counting")
    .pass("Begin", () => ({}), { assign: () => ({ turns: 0 }) })
    .wait("Rest", seconds(1))
    .choice("Again?", (choose) =>
      choose
        .when((_, { vars }) => lt(vars.turns, 3), "Rest", { assign: (_, { vars }) => ({ turns: add(vars.turns, 1) }) })
        .otherwise("Done"),
    )
    .pass("Done", (_, { vars }) => ({ turns: vars.turns }))
    .end();
  const { output, events } = await execute(definition(counting), { input: {} });
  assert.deepEqual(output, { turns: 3 });
  assert.equal(events.filter(({ type }) => type === "WaitStateEntered").length, 4);
});

test("what a way assigns and JSON cannot carry is told with another field than its own", () => {
  const chain: Loose = loose()
    .wait("Wait", seconds(1), { assign: () => ({ at: new Date(0) }) })
    .choice("Which?", (choose: Loose) =>
      choose
        .when(($: Loose) => isPresent($.id), "Wait", { assign: () => ({ size: 1n }) })
        .otherwise("End", { assign: () => ({ all: new Map() }) }),
    )
    .succeed("End");
  try {
    chain.end();
    assert.fail("it is let through");
  } catch (error) {
    const { diagnostics } = error as Loose;
    assert.deepEqual(
      diagnostics.map(({ location }: Loose) => location),
      ["/States/Wait/assign", "/States/Which?/Choices[0]/assign", "/States/Which?/assign"],
    );
  }
});

test.run();
