// Chains inside a state, run, and refused by `.end()` where the types were passed by.
import assert from "node:assert/strict";
import { is, lambda, replace, seconds, withItemSelector, workflow } from "statewright";
import { simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { findings, type Loose, loose } from "./findings.js";

const price = lambda<{ sku: string; currency: string }, number, "Unpriced">("Price");
const greet = lambda<{ name: string }, string>("Greet");

const basket = workflow<{ name: string; currency: string; lines: { sku: string }[] }>("Basket")
  .parallel(
    "Both",
    [
      (branch) => branch.task("Greet", greet, { as: "greeting" }),
      (branch) =>
        branch.map(
          "Price Lines",
          withItemSelector(
            ($) => $.lines,
            ($, { item, index }) => ({ sku: item.sku, currency: $.currency, index }),
          ),
          (line) =>
            line
              .task("Price", price, {
                as: "price",
                catch: [{ errors: ["Unpriced"], as: "problem", goto: "Free" }],
              })
              .goto("Priced")
              .pass("Free", () => ({ price: 0 }))
              .wait("Priced", seconds(1)),
          { as: replace, maxConcurrency: 1 },
        ),
    ],
    {
      as: "both",
      assign: (_, { result }) => ({ greeting: result[0].greeting }),
      catch: [{ errors: ["States.ALL"], as: "problem", goto: "Sorry" }],
    },
  )
  .pass("Tell", ($, { vars }) => ({ told: vars.greeting, first: $.both[1][0] }))
  .succeed("Done")
  .fail("Sorry", ($) => ({ error: $.problem.Error, cause: $.problem.Cause }))
  .end();
const input = { name: "Ada", currency: "EUR", lines: [{ sku: "a" }, { sku: "b" }] };

test("branches and iterations do not run, or their outputs get lost or mixed up", async () => {
  const { status, output } = await simulate(basket, {
    input,
    tasks: {
      Greet: ({ name }) => `Hello ${name}`,
      Price: ({ sku, currency }) => {
        if (sku === "b") throw Object.assign(new Error(`no price in ${currency}`), { name: "Unpriced" });
        return 12;
      },
    },
  });
  assert.equal(status, "SUCCEEDED");
  const a = { sku: "a", currency: "EUR", index: 0, price: 12 };
  const lines = output?.both?.[1] ?? [];
  assert.deepEqual(lines[0], a);
  assert.deepEqual(lines[1]?.problem?.Error, "Unpriced");
  assert.equal(lines[1]?.price, 0);
  assert.deepEqual([output?.told, output?.first], ["Hello Ada", a]);
});

test("an error inside does not reach the catch around it", async () => {
  const { status, error, cause } = await simulate(basket, {
    input,
    tasks: {
      Greet: () => {
        throw Object.assign(new Error("hoarse"), { name: "Hoarse" });
      },
      Price: () => 1,
    },
  });
  assert.deepEqual([status, error], ["FAILED", "Hoarse"]);
  assert.match(cause ?? "", /hoarse/);
  assert.deepEqual(untaken(basket), { states: [], transitions: [] });
});

type Found = readonly [location: string, code: string, message: string];
const body = (chain: Loose) => chain.wait("In", seconds(1));
const refused: readonly (readonly [title: string, chain: () => Loose, expected: readonly Found[]])[] = [
  [
    "a target of another chain, from inside and from outside",
    () =>
      loose()
        .parallel("Both", [(one: Loose) => one.wait("Lost", seconds(1)).goto("End"), body], { as: replace })
        .goto("In")
        .succeed("End"),
    [
      ["/States/Both/Next", "MISSING_TRANSITION_TARGET", "'In' is a target but not a state"],
      [
        "/States/Both/Branches[0]/States/Lost/Next",
        "MISSING_TRANSITION_TARGET",
        "'End' is a target but not a state of its inner chain in 'Both'",
      ],
    ],
  ],
  [
    "one name inside and outside",
    () =>
      loose()
        .map("Each", ($: Loose) => $.list, body, { as: replace })
        .wait("In", seconds(1)),
    [
      [
        "/States/In",
        "DUPLICATE_STATE_NAME",
        "state 'In' is declared twice, first at tests/dsl/inner-chains.test.ts:83",
      ],
    ],
  ],
  [
    "a parallel without branches, an inner chain without states, and what is no chain",
    () =>
      loose()
        .parallel("None", [], { as: replace })
        .parallel("Bare", [(one: Loose) => one], { as: replace })
        .map(
          "Ended",
          ($: Loose) => $.list,
          (one: Loose) => one.wait("In", seconds(1)).end(),
          { as: replace },
        ),
    [
      [
        "/States/Ended/ItemProcessor",
        "SCHEMA_VALIDATION_FAILED",
        "the inner chain ItemProcessor of state 'Ended' is not a chain of what its callback is given",
      ],
      ["/States/None/Branches", "SCHEMA_VALIDATION_FAILED", "parallel 'None' has no branch"],
      [
        "/States/Bare/Branches[0]",
        "SCHEMA_VALIDATION_FAILED",
        "the inner chain Branches[0] of state 'Bare' has no state",
      ],
    ],
  ],
  [
    "an inner chain that never ends, and a state in it that nothing leads to",
    () =>
      loose().map(
        "Each",
        ($: Loose) => $.list,
        (one: Loose) => one.wait("In", seconds(1)).goto("In").succeed("Island"),
        { as: replace },
      ),
    [
      ["/States/Each/ItemProcessor/States/Island", "UNREACHABLE_STATE", "no transition leads to 'Island'"],
      [
        "/States/Each/ItemProcessor",
        "MISSING_END_STATE",
        "no state ends the inner chain ItemProcessor of 'Each': it would go on until it fails",
      ],
    ],
  ],
  [
    "a variable of the chain around, assigned inside before and behind it in a loop",
    () =>
      loose()
        .map(
          "Each",
          ($: Loose) => $.list,
          (one: Loose) => one.pass("In", () => ({}), { assign: () => ({ late: 1, own: 1 }) }),
          { as: "all" },
        )
        .pass("Set", () => ({}), { assign: () => ({ late: 1 }) })
        .choice("Again?", (choose: Loose) => choose.when(($: Loose) => is($.id, "x"), "Each").otherwise("Other"))
        .map(
          "Other",
          ($: Loose) => $.list,
          (one: Loose) => one.pass("Late", () => ({}), { assign: () => ({ own: 1 }) }),
          { as: "all", assign: () => ({ own: 1 }) },
        ),
    [
      [
        "/States/Each/ItemProcessor/States/In/Assign",
        "DUPLICATE_VARIABLE_NAME",
        "variable 'late' belongs to the chain around that of state 'In', which can read it and not assign it",
      ],
    ],
  ],
  [
    "numbers and errors of a parallel and a map that ASL does not take",
    () =>
      loose()
        .parallel("Both", [body], { as: replace, retry: [{ errors: ["States.ALL"], maxAttempts: -1 }, { errors: [] }] })
        .map(
          "Each",
          ($: Loose) => $.list,
          (one: Loose) => one.wait("Long", seconds(-1)),
          { as: replace, maxConcurrency: -1 },
        ),
    [
      [
        "/States/Both/Retry[0]/ErrorEquals",
        "CATCH_ALL_NOT_LAST",
        "States.ALL takes every error: it must be alone and in the last Retry",
      ],
      ["/States/Both/Retry[1]/ErrorEquals", "SCHEMA_VALIDATION_FAILED", "Retry of state 'Both' names no error"],
      [
        "/States/Both/Retry[0]/MaxAttempts",
        "SCHEMA_VALIDATION_FAILED",
        "Retry[0].MaxAttempts of state 'Both' is -1: ASL takes whole numbers from 0 to 99999999",
      ],
      [
        "/States/Each/MaxConcurrency",
        "SCHEMA_VALIDATION_FAILED",
        "MaxConcurrency of state 'Each' is -1: ASL takes whole numbers from 0 to 99999999",
      ],
      [
        "/States/Each/ItemProcessor/States/Long/Seconds",
        "SCHEMA_VALIDATION_FAILED",
        "Seconds of state 'Long' is -1: ASL takes whole numbers from 0 to 99999999",
      ],
    ],
  ],
];
for (const [title, chain, expected] of refused) {
  test(`.end() takes ${title}`, () => {
    assert.deepEqual(
      findings(chain()).map(({ location, code, message }) => [location, code, message]),
      expected,
    );
  });
}

test.run();
