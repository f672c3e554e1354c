// What the compiler knows of the data and of the variables at each state: `toEqualTypeOf` fails in `tsc`, the rest when it is run.
import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import { and, discard, format, is, isNull, isPresent, lambda, or, replace, seconds, workflow } from "statewright";
import { test } from "uvu";
import { type DataAt, type NamesOf, names, type Over, type VarsAt } from "./machine-types.js";

interface Parcel {
  id: string;
  size: "small" | "large";
  fragile: boolean;
}
interface ErrorOutput {
  Error: string;
  Cause: string;
}
const weigh = lambda<{ id: string }, { grams: number }, "ScaleBusy">("Weigh");
const count = lambda<{ id: string }, number>("Count");
const name = lambda<{ id: string }, string>("Name");
const check = lambda<{ id: string }, boolean>("Check");
const parcel = workflow<Parcel>("Parcel");

test("a result is not known, or too much is, behind the state that places it", () => {
  const machine = parcel
    .task("Key", weigh, { as: "weight" })
    .task("Discard", count, { as: discard })
    .task("Over", count, { as: "size" })
    .pass("Set", ($) => ({ label: format("{}", $.id), weight: $.weight.grams, list: [$.id, 1], fixed: { a: null } }))
    .wait("Wait", seconds(1))
    .task("Replace", weigh, { as: replace })
    .task("Text", lambda<{ grams: number }, string>("Text"), { as: replace })
    .wait("End", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Key", "Discard", "Over", "Set", "Wait", "Replace", "Text", "End"]);
  expectTypeOf<NamesOf<typeof machine>>().toEqualTypeOf<
    "Key" | "Discard" | "Over" | "Set" | "Wait" | "Replace" | "Text" | "End"
  >();

  expectTypeOf<DataAt<typeof machine, "Key">>().toEqualTypeOf<Parcel>();
  interface Weighed extends Parcel {
    weight: { grams: number };
  }
  expectTypeOf<DataAt<typeof machine, "Discard">>().toEqualTypeOf<Weighed>();
  expectTypeOf<DataAt<typeof machine, "Over">>().toEqualTypeOf<Weighed>();
  expectTypeOf<DataAt<typeof machine, "Set">>().toEqualTypeOf<{
    id: string;
    size: number;
    fragile: boolean;
    weight: { grams: number };
  }>();
  interface Set {
    id: string;
    size: number;
    fragile: boolean;
    weight: number;
    label: string;
    list: (string | number)[];
    fixed: { a: null };
  }
  expectTypeOf<DataAt<typeof machine, "Wait">>().toEqualTypeOf<Set>();
  expectTypeOf<DataAt<typeof machine, "Replace">>().toEqualTypeOf<Set>();
  expectTypeOf<DataAt<typeof machine, "Text">>().toEqualTypeOf<{ grams: number }>();
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<string>();
});

test("the data where ways meet is not that of each way", () => {
  const machine = parcel
    .match("Which?", ($) => $.size, { small: "Small", large: "Large" })
    .task("Small", weigh, { as: "weight" })
    .task("Both", count, { as: "both" })
    .pass("Kind", () => ({ kind: "small" }))
    .goto("Meet")
    .task("Large", count, { as: "both" })
    .pass("Change", () => ({ fragile: "very", kind: 3 }))
    .wait("Meet", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Which?", "Small", "Both", "Kind", "Large", "Change", "Meet"]);
  expectTypeOf<DataAt<typeof machine, "Large">>().toEqualTypeOf<Parcel>();
  expectTypeOf<DataAt<typeof machine, "Meet">>().toEqualTypeOf<{
    id: string;
    size: "small" | "large";
    fragile: boolean | string;
    both: number;
    kind: string | number;
    weight?: { grams: number };
  }>();
});

test("a key that is optional on one way becomes sure where it meets a way that has it", () => {
  const machine = workflow<{ id: string; door?: string }>("W")
    .task("Check", check, { as: "ok" })
    .match("Ok?", ($) => $.ok, { true: "Set", false: "Meet" })
    .pass("Set", () => ({ door: "red", only: 1 }))
    .wait("Meet", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Check", "Ok?", "Set", "Meet"]);
  expectTypeOf<DataAt<typeof machine, "Meet">>().toEqualTypeOf<{
    id: string;
    ok: boolean;
    door?: string;
    only?: number;
  }>();
});

test("a way without any key makes another way's keys sure, or of an unknown type", () => {
  const machine = workflow<{}>("W")
    .task("Ask", lambda<{}, boolean>("Ask"), { as: discard, catch: [{ errors: ["States.ALL"], goto: "Meet" }] })
    .pass("Set", () => ({ n: 1 }))
    .wait("Meet", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Ask", "Set", "Meet"]);
  expectTypeOf<DataAt<typeof machine, "Meet">>().toEqualTypeOf<{ n?: number }>();
});

test("a path to an object, a list, a pair or the whole data is refused where a path to a text is taken", () => {
  interface Deep {
    one: { a: string };
    list: { b: number }[];
    pair: [string, { c: boolean }];
  }
  const machine = workflow<Deep>("Deep")
    .pass("Copy", ($) => ({ whole: $, one: { of: $.one }, list: $.list, pair: [$.pair, $.pair[1].c] }))
    .task("Path", lambda<{ a: string }, null>("Path"), { as: discard, arguments: ($) => $.one.of })
    .task("Object", lambda<{ list: { b: number }[] }, null>("Object"), {
      as: discard,
      arguments: ($) => ({ list: $.whole.list }),
    })
    .choice("Null?", (choose) => choose.when(($) => isNull($.one), "End").otherwise("End"))
    .wait("End", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Copy", "Path", "Object", "Null?", "End"]);
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<{
    whole: Deep;
    one: { of: { a: string } };
    list: { b: number }[];
    pair: (boolean | [string, { c: boolean }])[];
  }>();
});

test("a text that meets an object loses one of the two", () => {
  const machine = parcel
    .match("Fragile?", ($) => $.fragile, { true: "Text", false: "Object" })
    .task("Text", name, { as: replace })
    .goto("Meet")
    .task("Object", weigh, { as: replace })
    .wait("Meet", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Fragile?", "Text", "Object", "Meet"]);
  expectTypeOf<DataAt<typeof machine, "Meet">>().toEqualTypeOf<string | { grams: number }>();
});

interface Owned {
  id: string;
  door?: string;
  owner: { kind: "team"; slack: string } | { kind: "person"; email: string };
  lender?: { kind: "bank"; rate: number } | { kind: "friend" };
}
const owned = workflow<Owned>("Owned");
type Team = { kind: "team"; slack: string };
type Person = { kind: "person"; email: string };

test("isPresent shows the wrong key, or shows it on the way that did not ask", () => {
  const machine = owned
    .choice("Door?", (choose) =>
      choose
        .when(($) => isPresent($.door), "Has")
        .when(($) => is($.id, "x"), "Other")
        .otherwise("Neither"),
    )
    .wait("Has", seconds(1))
    .goto("End")
    .wait("Other", seconds(1))
    .goto("End")
    .wait("Neither", seconds(1))
    .succeed("End")
    .end();
  assert.deepEqual(names(machine), ["Door?", "Has", "Other", "Neither", "End"]);
  expectTypeOf<DataAt<typeof machine, "Has">>().toEqualTypeOf<Over<Owned, { door: string }>>();
  expectTypeOf<DataAt<typeof machine, "Has">["door"]>().toEqualTypeOf<string>();
  expectTypeOf<DataAt<typeof machine, "Other">>().toEqualTypeOf<Owned>();
  expectTypeOf<DataAt<typeof machine, "Neither">>().toEqualTypeOf<Owned>();
  expectTypeOf<DataAt<typeof machine, "End">["door"]>().toEqualTypeOf<string | undefined>();
});

test("a discriminant picks another member of a union, or none", () => {
  const machine = owned
    .choice("Owner?", (choose) =>
      choose
        .when(($) => and(is($.id, "x"), is($.owner.kind, "team"), isPresent($.door)), "Team")
        .when(($) => and(isPresent($.lender), is($.lender.kind, "bank")), "Bank")
        .when(($) => or(is($.owner.kind, "person"), is($.id, "y")), "Either")
        .otherwise("Rest"),
    )
    .wait("Team", seconds(1))
    .goto("End")
    .wait("Bank", seconds(1))
    .goto("End")
    .wait("Either", seconds(1))
    .goto("End")
    .wait("Rest", seconds(1))
    .succeed("End")
    .end();
  assert.equal(names(machine).length, 6);
  expectTypeOf<DataAt<typeof machine, "Team">["owner"]>().toEqualTypeOf<Team>();
  expectTypeOf<DataAt<typeof machine, "Team">["door"]>().toEqualTypeOf<string>();
  expectTypeOf<DataAt<typeof machine, "Team">["lender"]>().toEqualTypeOf<Owned["lender"]>();
  expectTypeOf<DataAt<typeof machine, "Bank">["lender"]>().toEqualTypeOf<{ kind: "bank"; rate: number }>();
  expectTypeOf<DataAt<typeof machine, "Bank">["owner"]>().toEqualTypeOf<Team | Person>();
  expectTypeOf<DataAt<typeof machine, "Either">>().toEqualTypeOf<Owned>();
  expectTypeOf<DataAt<typeof machine, "Rest">>().toEqualTypeOf<Owned>();
});

test("a row of a match picks another member than its discriminant says, or narrows a plain value", () => {
  const machine = owned
    .match("Owner?", ($) => $.owner.kind, { team: "Team", person: "Person" })
    .wait("Team", seconds(1))
    .goto("Meet")
    .wait("Person", seconds(1))
    .wait("Meet", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Owner?", "Team", "Person", "Meet"]);
  expectTypeOf<DataAt<typeof machine, "Team">["owner"]>().toEqualTypeOf<Team>();
  expectTypeOf<DataAt<typeof machine, "Person">["owner"]>().toEqualTypeOf<Person>();
  expectTypeOf<DataAt<typeof machine, "Meet">["owner"]>().toEqualTypeOf<Team | Person>();

  const rows = owned
    .match("Owner?", ($) => $.owner.kind, { team: "Team", default: "Default" })
    .wait("Team", seconds(1))
    .wait("Default", seconds(1))
    .end();
  assert.deepEqual(names(rows), ["Owner?", "Team", "Default"]);
  expectTypeOf<DataAt<typeof rows, "Default">["owner"]>().toEqualTypeOf<Team | Person>();

  const plain = parcel
    .match("Size?", ($) => $.size, { small: "Small", large: "End" })
    .wait("Small", seconds(1))
    .succeed("End")
    .end();
  assert.deepEqual(names(plain), ["Size?", "Small", "End"]);
  expectTypeOf<DataAt<typeof plain, "Small">>().toEqualTypeOf<Parcel>();
});

test("the way of a catch carries a result, or not the error under its key", () => {
  const machine = parcel
    .task("Weigh", weigh, {
      as: "weight",
      catch: [
        { errors: ["ScaleBusy"], as: "problem", goto: "Key" },
        { errors: ["States.Timeout"], as: replace, goto: "Replaced" },
        { errors: ["States.HeartbeatTimeout"], as: discard, goto: "Discarded" },
        { errors: ["States.ALL"], goto: "Bare" },
      ],
    })
    .task("Count", count, { as: "n", catch: [{ errors: ["States.ALL"], as: "size", goto: "Over" }] })
    .succeed("Well")
    .succeed("Key")
    .succeed("Replaced")
    .succeed("Discarded")
    .succeed("Bare")
    .succeed("Over")
    .end();
  assert.equal(names(machine).length, 8);
  expectTypeOf<DataAt<typeof machine, "Well">>().toEqualTypeOf<
    Over<Parcel, { weight: { grams: number }; n: number }>
  >();
  expectTypeOf<DataAt<typeof machine, "Key">>().toEqualTypeOf<Over<Parcel, { problem: ErrorOutput }>>();
  expectTypeOf<DataAt<typeof machine, "Replaced">>().toEqualTypeOf<ErrorOutput>();
  expectTypeOf<DataAt<typeof machine, "Discarded">>().toEqualTypeOf<Parcel>();
  expectTypeOf<DataAt<typeof machine, "Bare">>().toEqualTypeOf<Parcel>();
  expectTypeOf<DataAt<typeof machine, "Over">>().toEqualTypeOf<
    Over<Parcel, { weight: { grams: number }; size: ErrorOutput }>
  >();
});

test("a way back changes what is known at the state that it leads to, or behind it", () => {
  const machine = parcel
    .task("Check", check, { as: "ok" })
    .wait("Again", seconds(1))
    .task("Count", count, { as: "turns", catch: [{ errors: ["States.ALL"], as: "problem", goto: "Again" }] })
    .choice("Enough?", (choose) => choose.when(($) => is($.turns, 3), "End").otherwise("Again"))
    .succeed("End")
    .end();
  assert.deepEqual(names(machine), ["Check", "Again", "Count", "Enough?", "End"]);
  expectTypeOf<DataAt<typeof machine, "Again">>().toEqualTypeOf<Over<Parcel, { ok: boolean }>>();
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<Over<Parcel, { ok: boolean; turns: number }>>();
});

test("variables travel along a way that did not assign them, or are known too little", () => {
  const machine = parcel
    .task("Weigh", weigh, {
      as: discard,
      assign: (_, { result }) => ({ grams: result.grams, whole: result, tries: 1 }),
      catch: [
        { errors: ["ScaleBusy"], assign: (_, { error }) => ({ why: error.Cause }), goto: "Busy" },
        { errors: ["States.ALL"], goto: "Broken" },
      ],
    })
    .pass("More", () => ({}), { assign: ($) => ({ id: $.id, tries: "two" }) })
    .pass("Copy", () => ({}), { assign: (_, { vars }) => ({ copy: vars.grams }) })
    .goto("Meet")
    .wait("Busy", seconds(1))
    .goto("Meet")
    .wait("Broken", seconds(1))
    .wait("Meet", seconds(1))
    .choice("Known?", (choose) => choose.when((_, { vars }) => isPresent(vars.why), "Why").otherwise("End"))
    .wait("Why", seconds(1))
    .succeed("End")
    .end();
  assert.equal(names(machine).length, 9);
  type Weighed = { grams: number; whole: { grams: number }; tries: number };
  expectTypeOf<VarsAt<typeof machine, "Weigh">>().toEqualTypeOf<{}>();
  expectTypeOf<VarsAt<typeof machine, "More">>().toEqualTypeOf<Weighed>();
  expectTypeOf<VarsAt<typeof machine, "Copy">>().toEqualTypeOf<Over<Weighed, { id: string; tries: string }>>();
  expectTypeOf<VarsAt<typeof machine, "Busy">>().toEqualTypeOf<{ why: string }>();
  expectTypeOf<VarsAt<typeof machine, "Broken">>().toEqualTypeOf<{}>();
  type Met = { grams?: number; whole?: { grams: number }; tries?: string; id?: string; copy?: number; why?: string };
  expectTypeOf<VarsAt<typeof machine, "Meet">>().toEqualTypeOf<Met>();
  expectTypeOf<VarsAt<typeof machine, "Why">>().toEqualTypeOf<Over<Met, { why: string }>>();
  expectTypeOf<VarsAt<typeof machine, "End">>().toEqualTypeOf<Met>();
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<Parcel>();
});

test("a tuple that is readonly, or whose length is open, becomes another where it is kept", () => {
  type Tuples = {
    optional: [{ b: 1 }, { a: 1 }?];
    rest: [string, ...{ a: number }[]];
    before: [...{ a: number }[], string];
    constant: readonly [{ a: 1 }, string];
    lists: readonly { a: 1 }[];
    pair: [string, { a: number }];
  };
  const machine = workflow<Tuples>("W")
    .task("Same", lambda<Tuples, Tuples>("Same"), { as: replace })
    .wait("End", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Same", "End"]);
  expectTypeOf<DataAt<typeof machine, "Same">>().toEqualTypeOf<Tuples>();
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<Tuples>();
});

type Payment = { kind: "card"; card: string; cents: number } | { kind: "bill"; address: string; cents: number };
const pay = lambda<Payment, "paid" | "refused">("Pay");

test("a union of objects loses what its members have alone when a key is added, so that no function takes it", () => {
  const machine = workflow<Payment>("W")
    .task("Pay", pay, { as: "outcome" })
    .choice("Paid?", (choose) => choose.when(($) => is($.outcome, "paid"), "Read").otherwise("Pay"))
    .task("Read", lambda<{ cents: number }, Payment>("Read"), { as: replace })
    .pass("Set", () => ({ cents: "many" }))
    .wait("End", seconds(1))
    .end();
  assert.equal(names(machine).length, 5);
  expectTypeOf<DataAt<typeof machine, "Read">>().toEqualTypeOf<
    | { kind: "card"; card: string; cents: number; outcome: "paid" | "refused" }
    | { kind: "bill"; address: string; cents: number; outcome: "paid" | "refused" }
  >();
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<
    { kind: "card"; card: string; cents: string } | { kind: "bill"; address: string; cents: string }
  >();
});

test("a key that only some ways set is there on all, or one beside an index signature is forgotten", () => {
  const machine = workflow<{ id: number; [label: string]: string | number }>("W")
    .task("Check", lambda<{ id: number }, boolean>("CheckNumber"), { as: "ok" })
    .match("Ok?", ($) => $.ok, { true: "Set", false: "Meet" })
    .pass("Set", ($) => ({ only: $.id }))
    .wait("Meet", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Check", "Ok?", "Set", "Meet"]);
  type Met = DataAt<typeof machine, "Meet">;
  expectTypeOf<Met["id"]>().toEqualTypeOf<number>();
  expectTypeOf<Met["ok"]>().toEqualTypeOf<boolean>();
  expectTypeOf<Met["only"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Met["other"]>().toEqualTypeOf<string | number>();
});

test("what may be null is not shown to be none by what lies in it", () => {
  const machine = workflow<{ owner: { name: string; team?: { lead: string } | null } | null }>("W")
    .choice("Lead?", (choose) => choose.when(($) => isPresent($.owner.team.lead), "Lead").otherwise("End"))
    .pass("Lead", ($) => ({ lead: $.owner.team.lead, name: $.owner.name }))
    .succeed("End")
    .end();
  assert.deepEqual(names(machine), ["Lead?", "Lead", "End"]);
  expectTypeOf<DataAt<typeof machine, "Lead">["owner"]>().toEqualTypeOf<{ name: string; team: { lead: string } }>();
});

test("data whose keys are named as the compiler's own marks is taken for these", () => {
  interface Marks {
    "~list": string;
    "~object": string;
    "~whole": null;
  }
  const machine = workflow<Marks>("W")
    .task("Same", lambda<Marks, Marks>("SameMarks"), { as: "same" })
    .wait("End", seconds(1))
    .end();
  assert.deepEqual(names(machine), ["Same", "End"]);
  expectTypeOf<DataAt<typeof machine, "End">>().toEqualTypeOf<Over<Marks, { same: Marks }>>();
});

test.run();
