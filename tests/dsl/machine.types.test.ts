// What the type of a finished machine promises to the generators and to `simulate`.
import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import {
  discard,
  fragment,
  is,
  isPresent,
  lambda,
  replace,
  type StateMachineModel,
  seconds,
  transientLambdaErrors,
  workflow,
} from "statewright";
import { test } from "uvu";
import { z } from "zod";
import {
  type DataAt,
  type InputOf,
  type NamesOf,
  names,
  type OutputOf,
  type Over,
  type TaskInput,
  type TaskNamesOf,
  type TaskOutput,
  type VarsAt,
} from "./machine-types.js";

interface Parcel {
  id: string;
  size: "small" | "large";
}
const weigh = lambda<{ id: string; note?: string }, { grams: number }, "ScaleBusy">("Weigh");
const name = lambda<{ id: string }, string>("Name");
const parcel = workflow<Parcel>("Parcel");

test("the output of a machine is not the data of each of its ends", () => {
  const falling = parcel.task("Name", name, { as: "name" }).end();
  assert.deepEqual(names(falling), ["Name"]);
  expectTypeOf<OutputOf<typeof falling>>().toEqualTypeOf<Over<Parcel, { name: string }>>();

  const branching = parcel
    .match("Which?", ($) => $.size, { small: "Text", large: "Weigh" })
    .task("Text", name, { as: replace })
    .succeed("Text End")
    .task("Weigh", weigh, { as: replace, catch: [{ errors: ["States.ALL"], goto: "Fail" }] })
    .succeed("Weighed")
    .fail("Fail", { error: "E", cause: "C" })
    .end();
  assert.deepEqual(names(branching), ["Which?", "Text", "Text End", "Weigh", "Weighed", "Fail"]);
  expectTypeOf<OutputOf<typeof branching>>().toEqualTypeOf<string | { grams: number }>();

  const failing = parcel.fail("Only Fail", { error: "E", cause: "C" }).end();
  assert.deepEqual(names(failing), ["Only Fail"]);
  expectTypeOf<OutputOf<typeof failing>>().toEqualTypeOf<never>();
});

test("the input, the states or the tasks of a machine are not those of its chain", () => {
  const machine = parcel
    .task("Weigh", weigh, { as: "weight" })
    .task("Rename", name, { as: "id", arguments: ($) => ({ id: $.size }) })
    .task("Many", lambda<readonly string[], [string, number]>("Many"), {
      as: "pair",
      arguments: ($) => [$.id],
      queryLanguage: "JSONata",
    })
    .task("Text", lambda<string, null>("Text"), { as: discard, arguments: ($) => $.id })
    .task("All", lambda<{}, { [key: string]: string }>("All"), { as: discard })
    .end();
  assert.deepEqual(names(machine), ["Weigh", "Rename", "Many", "Text", "All"]);
  expectTypeOf(machine).toExtend<StateMachineModel>();
  expectTypeOf<InputOf<typeof machine>>().toEqualTypeOf<Parcel>();
  expectTypeOf<NamesOf<typeof machine>>().toEqualTypeOf<"Weigh" | "Rename" | "Many" | "Text" | "All">();
  expectTypeOf<TaskNamesOf<typeof machine>>().toEqualTypeOf<NamesOf<typeof machine>>();
  expectTypeOf<TaskInput<typeof machine, "Weigh">>().toEqualTypeOf<{ id: string; note?: string }>();
  expectTypeOf<TaskOutput<typeof machine, "Weigh">>().toEqualTypeOf<{ grams: number }>();
  expectTypeOf<TaskInput<typeof machine, "Rename">>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<TaskOutput<typeof machine, "Rename">>().toEqualTypeOf<string>();
  expectTypeOf<TaskInput<typeof machine, "Many">>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<TaskOutput<typeof machine, "Many">>().toEqualTypeOf<[string, number]>();
  expectTypeOf<TaskInput<typeof machine, "Text">>().toEqualTypeOf<string>();
  expectTypeOf<TaskOutput<typeof machine, "Text">>().toEqualTypeOf<null>();
  expectTypeOf<TaskInput<typeof machine, "All">>().toEqualTypeOf<{}>();
  expectTypeOf<TaskOutput<typeof machine, "All">>().toEqualTypeOf<{ [key: string]: string }>();
  expectTypeOf<TaskNamesOf<typeof waiting>>().toEqualTypeOf<never>();
});
const waiting = parcel.wait("Wait", seconds(1)).end();

// ---------------------------------------------------------------- fragments
interface Needs {
  id: string;
  door?: string;
}
const gains = fragment<Needs>()((chain) =>
  chain
    .task("Weigh", weigh, { as: "weight", assign: (_, { result }) => ({ grams: result.grams }) })
    .choice("Door?", (choose) => choose.when(($) => isPresent($.door), "Has Door").otherwise("Meet"))
    .pass("Has Door", () => ({ opened: true }))
    .wait("Meet", seconds(1)),
);
const leaves = fragment<{ id: string }>()((chain) =>
  chain
    .task("Name", name, { as: "name", catch: [{ errors: ["States.ALL"], as: "problem", goto: "Away" }] })
    .choice("Named?", (choose) => choose.when(($) => is($.name, "x"), "Named").otherwise("Name")),
);

test("a fragment gives its user another key, type or variable than it gains", () => {
  const machine = workflow<Parcel & { note: "a" | "b" }>("User").use(gains).succeed("End").end();
  assert.deepEqual(names(machine), ["Weigh", "Door?", "Has Door", "Meet", "End"]);
  type User = Parcel & { note: "a" | "b" };
  type Weighed = Over<User, { weight: { grams: number } }>;
  expectTypeOf<DataAt<typeof machine, "Weigh">>().toEqualTypeOf<User>();
  expectTypeOf<DataAt<typeof machine, "Door?">>().toEqualTypeOf<Weighed>();
  expectTypeOf<DataAt<typeof machine, "Has Door">>().toEqualTypeOf<Over<Weighed, { door: string }>>();
  type Left = Over<Weighed, { opened?: boolean }>;
  expectTypeOf<DataAt<typeof machine, "Meet">>().toEqualTypeOf<Left>();
  expectTypeOf<OutputOf<typeof machine>>().toEqualTypeOf<Left>();
  expectTypeOf<VarsAt<typeof machine, "Weigh">>().toEqualTypeOf<{}>();
  expectTypeOf<VarsAt<typeof machine, "End">>().toEqualTypeOf<{ grams: number }>();
  expectTypeOf<TaskInput<typeof machine, "Weigh">>().toEqualTypeOf<{ id: string; note?: string }>();
});

test("the ways out of a fragment do not carry what it gained to the states that its user declares", () => {
  const machine = parcel.use(leaves).succeed("Named").succeed("Away").end();
  assert.deepEqual(names(machine), ["Name", "Named?", "Named", "Away"]);
  expectTypeOf<DataAt<typeof machine, "Named">>().toEqualTypeOf<Over<Parcel, { name: string }>>();
  expectTypeOf<DataAt<typeof machine, "Away">>().toEqualTypeOf<
    Over<Parcel, { problem: { Error: string; Cause: string } }>
  >();
});

test("the states of a fragment have other names than its user gives them", () => {
  const machine = parcel
    .use(gains, { names: { Weigh: "Weigh First", Meet: "Met", "Has Door": "First Door", "Door?": "First Door?" } })
    .use(gains)
    .end();
  const expected = ["Weigh First", "First Door?", "First Door", "Met", "Weigh", "Door?", "Has Door", "Meet"];
  assert.deepEqual(names(machine), expected);
  expectTypeOf<NamesOf<typeof machine>>().toEqualTypeOf<
    "Weigh First" | "First Door?" | "First Door" | "Met" | "Weigh" | "Door?" | "Has Door" | "Meet"
  >();
  expectTypeOf<TaskNamesOf<typeof machine>>().toEqualTypeOf<"Weigh First" | "Weigh">();
});

// ---------------------------------------------------------------- schemas
const checked = lambda("Checked", {
  input: z.object({ at: z.string().transform((text) => new Date(text)), tries: z.number().default(1) }),
  output: z.object({ grams: z.string().transform(Number), kind: z.enum(["a", "b"]) }),
  errors: ["Odd", "Even"],
});
const plain = lambda("Plain", { input: z.object({ at: z.string() }), output: z.null() });

test("a schema that transforms gives the caller what the handler sees, or the other way round", () => {
  const machine = workflow<{ at: string }>("Schemas")
    .task("Check", checked, { as: "weight" })
    .match("Kind?", ($) => $.weight.kind, { a: "End", b: "End" })
    .succeed("End")
    .end();
  assert.deepEqual(names(machine), ["Check", "Kind?", "End"]);
  // Sent by the machine, and what its data holds afterwards.
  expectTypeOf<TaskInput<typeof machine, "Check">>().toEqualTypeOf<{ at: string; tries?: number | undefined }>();
  expectTypeOf<TaskOutput<typeof machine, "Check">>().toEqualTypeOf<{ grams: number; kind: "a" | "b" }>();
  expectTypeOf<OutputOf<typeof machine>>().toEqualTypeOf<{ at: string; weight: { grams: number; kind: "a" | "b" } }>();
  // Seen and answered by the function's own code.
  type Handler = NonNullable<(typeof checked)["~lambda"]>;
  expectTypeOf<Handler["input"]>().toEqualTypeOf<{ at: Date; tries: number }>();
  expectTypeOf<Handler["output"]>().toEqualTypeOf<{ grams: string; kind: "a" | "b" }>();
  expectTypeOf<Handler["errors"]>().toEqualTypeOf<"Odd" | "Even">();
  expectTypeOf<NonNullable<(typeof plain)["~lambda"]>["errors"]>().toEqualTypeOf<never>();
});

test("the input of a workflow with a schema is what the schema gives, not what it takes", () => {
  const machine = workflow("Input", {
    input: z.object({ at: z.string().transform((text) => new Date(text)), tries: z.number().optional() }),
  })
    .task("Check", plain, { as: discard })
    .end();
  assert.deepEqual(names(machine), ["Check"]);
  expectTypeOf<InputOf<typeof machine>>().toEqualTypeOf<{ at: string; tries?: number | undefined }>();
});

test("an error that a contract or ASL names is refused in retry or catch", () => {
  const shared = [{ errors: ["Odd"], maxAttempts: 2 }] as const;
  const apart = { errors: transientLambdaErrors, jitter: "FULL" } as const;
  const machine = workflow<{ at: string }>("Errors")
    .task("Check", checked, {
      as: discard,
      retry: shared,
      catch: [{ errors: ["Odd", "Even", "InvalidInput", "InvalidOutput", "States.Timeout"], goto: "End" }],
    })
    .task("Again", plain, { as: discard, retry: [apart, { errors: ["Sandbox.Timedout", "States.TaskFailed"] }] })
    .task("Thrice", plain, { as: discard, retry: [{ errors: [...transientLambdaErrors, "InvalidInput"] }] })
    .succeed("End")
    .end();
  assert.deepEqual(names(machine), ["Check", "Again", "Thrice", "End"]);
  const start = workflow<{ at: string }>("Errors");
  start.task(
    // @ts-expect-error -- 'Even' is an error of the contract, 'Evn' is not
    "Check",
    checked,
    { as: discard, retry: [{ errors: ["Even"] }, { errors: ["Evn"] }] },
  );
  start.task(
    // @ts-expect-error -- a contract without errors declares none but those of its schemas
    "Check",
    plain,
    { as: discard, retry: [{ errors: ["Odd"] }] },
  );
});

test.run();
