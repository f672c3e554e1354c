// Chains inside a state: what the compiler knows of their states, and of what they give to the chain around.
import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import {
  discard,
  type ErrorOutput,
  format,
  fragment,
  is,
  lambda,
  replace,
  seconds,
  withItemSelector,
  workflow,
} from "statewright";
import { test } from "uvu";
import { allStates } from "../../dsl/all-states.js";
import type { DataAt, NamesOf, OutputOf, Over, TaskInput, TaskNamesOf, TaskOutput, VarsAt } from "./machine-types.js";

interface Release {
  version: string;
  regions: { name: string; accounts: string[] }[];
}
const build = lambda<{ version: string }, { image: string }, "BuildFailed">("Build");
const audit = lambda<{ version: string }, { findings: number }>("Audit");
const rollOut = lambda<{ name: string }, { healthy: boolean }, "Unhealthy">("RollOut");
const close = lambda<{ account: string }, string>("Close");
const start = workflow<Release>("Release");
const names = (machine: Parameters<typeof allStates>[0]) => allStates(machine).map(({ name }) => name);

test("the result of a parallel is not the tuple of what its branches leave", () => {
  const machine = start
    .parallel(
      "Both",
      [
        (branch) => branch.task("Build", build, { as: replace }),
        (branch) =>
          branch
            .task("Audit", audit, { as: "audit" })
            .choice("Clean?", (choose) => choose.when(($) => is($.audit.findings, 0), "Clean").otherwise("Dirty"))
            .succeed("Clean")
            .pass("Dirty", () => ({ dirty: true })),
        (branch) => branch.fail("Never", { error: "E", cause: "C" }),
      ],
      { as: "made", assign: (_, { result }) => ({ image: result[0].image }) },
    )
    .wait("End", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Both", "Build", "Audit", "Clean?", "Clean", "Dirty", "Never", "End"]);
  type Audited = Over<Release, { audit: { findings: number } }>;
  type Made = [{ image: string }, Audited | Over<Audited, { dirty: boolean }>, never];
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<Over<Release, { made: Made }>>();
  expectTypeOf<VarsAt<typeof machine, "End">>().toEqualTypeOf<{ image: string }>();
});

test("the result of a map is not the list of what its iterations leave, or they begin with something else", () => {
  const machine = start
    .pass("Label", () => ({}), { assign: ($) => ({ label: format("v{}", $.version) }) })
    .map(
      "Plain",
      ($) => $.regions,
      (region) => region.task("Roll Out", rollOut, { as: "outcome" }),
      { as: "plain" },
    )
    .map(
      "Selected",
      withItemSelector(
        ($) => $.regions,
        ($, { item, index, vars }) => ({ name: item.name, of: $.version, index, label: vars.label, fixed: [1] }),
      ),
      (region) => region.task("Roll Again", rollOut, { as: replace }),
      { as: "selected", maxConcurrency: (_, { context }) => context.State.RetryCount },
    )
    .map(
      "Texts",
      ($) => $.regions[0].accounts,
      (account) => account.wait("Pause", seconds(1)),
      { as: replace },
    )
    .end();
  assert.deepEqual(names(machine), [...["Label", "Plain", "Roll Out", "Selected", "Roll Again", "Texts", "Pause"]]);
  type Region = Release["regions"][number];
  expectTypeOf<DataAt<typeof machine, "Roll Out">>().toEqualTypeOf<Region>();
  expectTypeOf<VarsAt<typeof machine, "Roll Out">>().toEqualTypeOf<{ label: string }>();
  expectTypeOf<DataAt<typeof machine, "Roll Again">>().toEqualTypeOf<{
    name: string;
    of: string;
    index: number;
    label: string;
    fixed: number[];
  }>();
  expectTypeOf<DataAt<typeof machine, "Pause">>().toEqualTypeOf<string>();
  expectTypeOf<DataAt<typeof machine, "Texts">>().toEqualTypeOf<
    Over<Release, { plain: Over<Region, { outcome: { healthy: boolean } }>[]; selected: { healthy: boolean }[] }>
  >();
  expectTypeOf<OutputOf<typeof machine>>().toEqualTypeOf<string[]>();
});

const nested = start
  .map(
    "Regions",
    ($) => $.regions,
    (region) =>
      region
        .parallel(
          "Sides",
          [
            (side) =>
              side.map(
                "Accounts",
                ($) => $.accounts,
                (account) => account.task("Close", close, { as: replace, arguments: ($) => ({ account: $ }) }),
                { as: "closed" },
              ),
            (side) => side.task("Open", rollOut, { as: discard }),
          ],
          { as: "sides" },
        )
        .wait("Rest", seconds(1)),
    { as: "regions" },
  )
  .end();

test("states and tasks of chains inside chains are not known to the machine", () => {
  assert.deepEqual(names(nested), ["Regions", "Sides", "Accounts", "Close", "Open", "Rest"]);
  type Nested = typeof nested;
  expectTypeOf<NamesOf<Nested>>().toEqualTypeOf<"Regions" | "Sides" | "Accounts" | "Close" | "Open" | "Rest">();
  expectTypeOf<TaskNamesOf<Nested>>().toEqualTypeOf<"Close" | "Open">();
  expectTypeOf<TaskInput<Nested, "Close">>().toEqualTypeOf<{ account: string }>();
  expectTypeOf<TaskOutput<Nested, "Open">>().toEqualTypeOf<{ healthy: boolean }>();
  expectTypeOf<DataAt<Nested, "Close">>().toEqualTypeOf<string>();
});

test("errors of what branches and iterations run cannot be retried or caught around them", () => {
  const machine = start
    .parallel(
      "Both",
      [
        (branch) => branch.task("Build", build, { as: replace }),
        (branch) =>
          branch.map(
            "Each",
            ($) => $.regions,
            (one) => one.task("Roll Out", rollOut, { as: replace }),
            { as: replace },
          ),
      ],
      {
        as: "made",
        retry: [{ errors: ["BuildFailed", "Unhealthy", "Lambda.TooManyRequestsException"] }],
        catch: [
          { errors: ["Unhealthy", "States.BranchFailed"], as: "failure", goto: "Failed" },
          { errors: ["States.ALL"], as: "failure", assign: (_, { error }) => ({ why: error.Cause }), goto: "Failed" },
        ],
      },
    )
    .succeed("Done")
    .wait("Failed", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Both", "Build", "Each", "Roll Out", "Done", "Failed"]);
  expectTypeOf<DataAt<typeof machine, "Failed">>().toEqualTypeOf<Over<Release, { failure: ErrorOutput }>>();
  expectTypeOf<VarsAt<typeof machine, "Failed">>().toEqualTypeOf<{ why?: string }>();
  start.parallel(
    // @ts-expect-error -- 'BuildFaild' is not an error of state 'Both': what it runs declares BuildFailed
    "Both",
    [(branch) => branch.task("Build", build, { as: replace })],
    { as: "made", retry: [{ errors: ["BuildFaild"] }] },
  );
});

const piece = fragment<{ regions: { name: string }[] }>()((chain) =>
  chain
    .pass("Mark", () => ({}), { assign: () => ({ mark: 1 }) })
    .map(
      "Roll Out All",
      ($) => $.regions,
      (region) => region.task("Roll Out", rollOut, { as: "outcome" }),
      {
        as: "outcomes",
      },
    ),
);

test("a fragment loses the states of its inner chains, their names or what they read of the user's variables", () => {
  const machine = start
    .pass("Set", () => ({}), { assign: ($) => ({ label: $.version }) })
    .parallel(
      "Twice",
      [
        (branch) => branch.use(piece),
        (branch) =>
          branch.use(piece, { names: { Mark: "Mark Again", "Roll Out All": "All Again", "Roll Out": "Roll Again" } }),
      ],
      { as: "twice", catch: [{ errors: ["Unhealthy"], goto: "End" }] },
    )
    .wait("End", seconds(1))
    .end();
  const inner = ["Mark", "Roll Out All", "Roll Out", "Mark Again", "All Again", "Roll Again"];
  assert.deepEqual(names(machine), ["Set", "Twice", ...inner, "End"]);
  expectTypeOf<TaskNamesOf<typeof machine>>().toEqualTypeOf<"Roll Out" | "Roll Again">();
  expectTypeOf<DataAt<typeof machine, "Roll Again">>().toEqualTypeOf<{ name: string }>();
  expectTypeOf<VarsAt<typeof machine, "Roll Again">>().toEqualTypeOf<{ label: string; mark: number }>();
  assert.deepEqual(
    allStates(machine).flatMap(({ name, usedAt }) => (usedAt === undefined ? [] : [name])),
    inner,
  );
});

test.run();
