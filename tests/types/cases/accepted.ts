// The blocks of `refused.ts`, corrected: all of this compiles.
import {
  activity,
  add,
  and,
  before,
  csv,
  discard,
  type ErrorScope,
  format,
  fragment,
  fromItems,
  gt,
  is,
  isPresent,
  jsonLines,
  jsonPath,
  jsonStringify,
  lambda,
  listObjects,
  matches,
  or,
  replace,
  seconds,
  until,
  withBatchInput,
  withItemSelector,
  workflow,
} from "statewright";

interface Input {
  environmentName: string;
  stackName: string;
  count: number;
}
interface Parcel {
  id: string;
  size: "small" | "large";
  fragile: boolean;
  stops: { city: string }[];
  door?: string;
  owner?: { kind: "team"; slack?: string } | { kind: "person"; email: string };
}
const check = lambda<{ stackName: string }, boolean>("Check");
const status = lambda<{ changeSetName: string }, "complete" | "in_progress">("Status");
const named = lambda<{ stackName: string }, string>("Named");
const weigh = lambda<{ id: string }, { grams: number }, "ScaleBusy">("Weigh");
const ring = lambda<{ door: string }, null>("Ring");
const start = workflow<Input>("W").task("Check", check, { as: "ok" });
const parcel = workflow<Parcel>("P");
const pause = fragment<{ stackName: string }>()((chain) =>
  chain.pass("Name Pause", ($) => ({ pause: format("{}-pause", $.stackName) })).wait("Pause", seconds(5)),
);

// a task whose input a state before has set, or its arguments give
workflow<Input>("W").task("N", named, { as: "changeSetName" }).task("A", status, { as: "r" }).succeed("B").end();
workflow<Input>("W")
  .task("A", status, { as: "r", arguments: ($) => ({ changeSetName: $.stackName }) })
  .succeed("B")
  .end();

// a key that all of the ways in have set
start
  .match("C", ($) => $.ok, { true: "T", false: "U" })
  .task("T", named, { as: "changeSetName" })
  .goto("J")
  .task("U", named, { as: "changeSetName" })
  .task("J", status, { as: "s" })
  .end();

// a choice whose cases an or takes together
parcel
  .choice("C", (c) => c.when(($) => or(is($.size, "small"), is($.size, "large")), "T"))
  .succeed("T")
  .end();

// variables that waits and the ways of a choice set
workflow<Parcel>("W")
  .wait("A", seconds(1), { assign: ($) => ({ id: $.id, turns: 0 }), comment: "once" })
  .choice("C", (choose) =>
    choose
      .when(($) => isPresent($.door), "B", { assign: ($, { vars }) => ({ door: $.door, id: vars.id }) })
      .when(($) => is($.id, "x"), "A", { assign: (_, { vars }) => ({ turns: add(vars.turns, 1) }) })
      .otherwise("B", { assign: () => ({ door: "none" }) }),
  )
  .pass("B", (_, { vars }) => ({ door: vars.door, id: vars.id, turns: vars.turns }))
  .end();
// data that a pass replaces
workflow<Parcel>("W")
  .pass("A", ($) => ({ id: $.id, stops: $.stops }), { as: replace, assign: ($) => ({ size: $.size }), comment: "less" })
  .pass("B", ($) => $.stops, { as: replace })
  .end();
// code of JSONPath in what is set, assigned and sent
workflow<Input>("W")
  .pass("P", () => ({ first: jsonPath<string>("$.stackName") }), {
    assign: () => ({ kept: jsonPath<string>("$.first") }),
  })
  .task("N", named, { as: "n", arguments: () => ({ stackName: jsonPath<string>("$.stackName") }) })
  .end();

// keys as they are spelt
start
  .choice("C", (c) => c.when(($) => is($.environmentName, "prod"), "T").otherwise("T"))
  .succeed("T")
  .end();
start
  .match("M", ($) => $.ok, { true: "T", false: "U" })
  .succeed("T")
  .succeed("U")
  .end();

// comparisons of like with like
workflow<{ changeSetName: string }>("W")
  .task("S", status, { as: "s" })
  .choice("C", (c) => c.when(($) => is($.s, "complete"), "T").otherwise("T"))
  .succeed("T")
  .end();
start
  .choice("C", (c) => c.when(($) => is($.stackName, $.environmentName), "T").otherwise("T"))
  .succeed("T")
  .end();
start
  .choice("C", (c) =>
    c
      .when(($) => gt($.stackName, "m"), "T")
      .when(($) => gt($.count, 3), "T")
      .otherwise("T"),
  )
  .succeed("T")
  .end();
start
  .choice("C", (c) => c.when(($) => gt($.count, $.count), "T").otherwise("T"))
  .succeed("T")
  .end();
start
  .choice("C", (c) => c.when(($) => matches($.stackName, "a*"), "T").otherwise("T"))
  .succeed("T")
  .end();
start
  .choice("C", (c) =>
    c.when((_, { context }) => before(context.Execution.StartTime, "2030-01-01T00:00:00Z"), "T").otherwise("T"),
  )
  .succeed("T")
  .end();

// choices and matches with a way for every value
start
  .choice("C", (c) => c.when(($) => is($.ok, true), "T").when(($) => is($.ok, false), "U"))
  .succeed("T")
  .succeed("U")
  .end();
parcel
  .match("M", ($) => $.size, { small: "A", large: "B" })
  .succeed("A")
  .succeed("B")
  .end();
parcel
  .match("M", ($) => $.size, { small: "A", default: "B" })
  .succeed("A")
  .succeed("B")
  .end();
workflow<{ code: 1 | 2 | null }>("W")
  .match("M", ($) => $.code, { 1: "A", 2: "A", null: "B" })
  .succeed("A")
  .succeed("B")
  .end();

// targets declared before or after, on every kind of way
start.goto("Done").succeed("Done").end();
workflow<{ door: string }>("W")
  .task("Again", ring, { as: discard })
  .task("Keep", lambda<{ door: string }, { door: string }>("Keep"), { as: replace })
  .goto("Again");
start
  .task("Count", lambda<{ count: number }, number>("Count"), { as: "count" })
  .choice("C", (c) => c.when(($) => is($.count, 3), "Count").otherwise("T"))
  .succeed("T")
  .end();

// a catch that several states share
const toFailed = [
  {
    errors: ["States.ALL"],
    as: "problem",
    assign: (_: unknown, { error, context }: ErrorScope) => ({ why: error.Cause, at: context.State.Name }),
    goto: "Failed",
  },
] as const;
parcel
  .task("Weigh", weigh, { as: "weight", catch: toFailed })
  .parallel("Both", [(b) => b.pass("Set", () => ({ set: true }))], { as: "both", catch: toFailed })
  .succeed("Done")
  .fail("Failed", ($, { vars }) => ({ error: format("{} at {}", $.problem.Error, vars.at), cause: vars.why }))
  .end();

// retries and catches of what can come
parcel
  .task("W", weigh, {
    as: "w",
    retry: [{ errors: ["ScaleBusy", "Lambda.TooManyRequestsException"] }, { errors: ["States.ALL"], maxAttempts: 1 }],
    catch: [
      { errors: ["States.Timeout"], goto: "N" },
      { errors: ["States.ALL"], as: "error", goto: "E" },
    ],
  })
  .succeed("S")
  .succeed("N")
  .task("E", lambda<{ error: { Error: string; Cause: string }; id: string }, null>("E"), { as: discard })
  .end();

// a name of 80 characters
start.wait("A state whose name goes on and on and on until nobody remembers how it began ...", seconds(1)).end();

// keys that may be absent, behind a question
parcel
  .choice("C", (c) => c.when(($) => and(isPresent($.door), is($.door, "red")), "A").otherwise("A"))
  .succeed("A")
  .end();
workflow<{ owner?: { slack?: string } }>("W")
  .choice("C", (c) => c.when(($) => and(isPresent($.owner.slack), is($.owner.slack, "#a")), "A").otherwise("A"))
  .succeed("A")
  .end();
parcel
  .choice("C", (c) => c.when(($) => isPresent($.door), "P").otherwise("A"))
  .pass("P", ($) => ({ copy: { of: $.door }, text: format("{}!", $.door) }))
  .task("R", lambda<{ door?: string }, null>("R"), { as: discard, arguments: ($) => ({ door: $.door }) })
  .task("Ring", ring, { as: discard })
  .wait("W", ($) => until($.door))
  .succeed("A")
  .end();
parcel
  .choice("C", (c) => c.when(($) => isPresent($.owner), "P").otherwise("A"))
  .pass("P", ($) => ({ text: jsonStringify($.owner) }))
  .match("M", ($) => $.owner.kind, { team: "A", person: "T" })
  .task("T", lambda<{ owner: { kind: "person"; email: string } }, null>("T"), { as: discard })
  .succeed("A")
  .end();

// what JSON carries
lambda<
  { id: string; at?: string; sizes: readonly number[]; nested: { deep: null | boolean } },
  { [key: string]: string }
>("Json");
lambda<{ id: string }, null>("Nothing");
parcel
  .pass("P", ($, { context }) => ({ at: context.State.EnteredTime, list: [$.id, 1, null, { deep: $.fragile }] }))
  .end();
start.pass("P", ($) => ({ n: add($.count, 1), text: format("{} {}", $.stackName, $.count) })).end();

// results placed in each of the three ways
start.task("A", check, { as: "x" }).task("B", check, { as: discard }).task("C", check, { as: replace }).end();
workflow<string>("W").task("T", lambda<string, number>("T"), { as: replace }).end();

// waits in all their forms
start
  .wait("W1", seconds(1))
  .wait("W2", ($) => $.count)
  .wait("W3", until("2030-01-01T00:00:00Z"))
  .wait("W4", ($) => until($.stackName))
  .end();

// fragments, used twice and led to
start
  .use(pause)
  .use(pause, { names: { "Name Pause": "Name Other Pause", Pause: "Other Pause" } })
  .task("T", lambda<{ pause: string; ok: boolean }, null>("T"), { as: discard })
  .end();
start
  .match("M", ($) => $.ok, { true: "Name Pause", false: "S" })
  .use(pause)
  .succeed("S")
  .end();
fragment<{ id: string }>()((chain) => chain.task("R", weigh, { as: "w" }));

// a variable that every way has set
parcel
  .task("W", weigh, { as: discard, assign: (_, { result }) => ({ grams: result.grams }) })
  .choice("C", (c) => c.when((_, { vars }) => is(vars.grams, 1), "A").otherwise("A"))
  .succeed("A")
  .end();

// waits of five minutes in an Express workflow, and longer ones elsewhere
workflow<Input>("W", { type: "EXPRESS" })
  .wait("W", seconds(300))
  .wait("W2", () => seconds(20))
  .wait("W3", ($) => $.count)
  .succeed("B")
  .end();
workflow<Input>("W", { type: "STANDARD" }).wait("W", seconds(301)).succeed("B").end();

// inner chains over what they are given, with ways and names of their own
parcel
  .map(
    "M",
    ($) => $.stops,
    (stop) =>
      stop
        .pass("S", () => ({ a: 1 }))
        .goto("T")
        .task("T", lambda<{ city: string; a: number }, string>("T"), { as: "n" }),
    {
      as: "all",
      maxConcurrency: 3,
    },
  )
  .parallel("Both", [(b) => b.wait("L", seconds(1)), (b) => b.wait("R", seconds(2))], { as: "both" })
  .succeed("B")
  .end();
workflow<{ names: string[]; houses: { door: string }[] }>("W")
  .map(
    "M",
    ($) => $.names,
    (name) => name.task("T", lambda<string, number>("T"), { as: replace }),
    { as: "all" },
  )
  .map(
    "N",
    withItemSelector(
      ($) => $.houses,
      (_, { item, index }) => ({ door: item.door, index }),
    ),
    (house) => house.task("Ring", ring, { as: discard }),
    { as: discard },
  )
  .end();
parcel
  .task("W", weigh, { as: discard, assign: (_, { result }) => ({ grams: result.grams }) })
  .map(
    "M",
    ($) => $.stops,
    (stop) => stop.pass("S", (_, { vars }) => ({ grams: vars.grams }), { assign: () => ({ ounces: 1 }) }),
    { as: "all" },
  )
  .end();
parcel
  .parallel("Both", [(b) => b.task("W", weigh, { as: replace })], {
    as: "both",
    retry: [{ errors: ["ScaleBusy"] }],
    catch: [{ errors: ["ScaleBusy", "States.BranchFailed"], goto: "F" }],
  })
  .succeed("F")
  .end();

// distributed maps over what is in the data and in S3, in batches, with what they need passed in
parcel
  .task("W", weigh, { as: discard, assign: (_, { result }) => ({ grams: result.grams }) })
  .distributedMap(
    "M",
    withItemSelector(
      fromItems(($) => $.stops),
      ($, { item, vars }) => ({ city: item.city, of: $.id, n: vars.grams }),
    ),
    (stop) => stop.pass("S", ($) => ({ at: $.city, n: $.n })),
    {
      as: "all",
      executionType: "EXPRESS",
      label: "Stops",
      catch: [{ errors: ["States.ItemReaderFailed"], goto: "B" }],
    },
  )
  .distributedMap("Lines", jsonLines<{ city: string }>({ maxItems: 5 }), (line) => line.wait("R", seconds(400)), {
    as: discard,
    arguments: ($) => ({ Bucket: $.id, Key: "k" }),
    tolerated: { count: 3, percentage: ($) => $.all[0].n },
    catch: [{ errors: ["States.ExceedToleratedFailureThreshold"], goto: "B" }],
  })
  .distributedMap("Rows", csv({ headers: ["town", "size"] }), (row) => row.pass("Row", ($) => ({ at: $.town })), {
    as: "rows",
    arguments: () => ({ Bucket: "b", Key: "k", VersionId: "v" }),
    writer: ($) => ({ Bucket: "b", Prefix: $.id }),
    writerConfig: { outputType: "JSONL" },
  })
  .distributedMap(
    "Batches",
    withBatchInput(listObjects(), ($) => ({ id: $.id })),
    (batch) => batch.pass("Batch", ($) => ({ key: $.Items[0].Key, size: $.Items[0].Size, id: $.BatchInput.id })),
    { as: "batches", arguments: () => ({ Bucket: "b" }), batch: { maxItems: 10 } },
  )
  .pass("P", ($) => ({ manifest: $.rows.ResultWriterDetails.Key, size: $.batches[0].size }))
  .succeed("B")
  .end();
workflow<Parcel>("W", { type: "EXPRESS" })
  .map(
    "M",
    ($) => $.stops,
    (stop) => stop.wait("R", seconds(1)),
    { as: discard },
  )
  .end();
workflow<Parcel>("W").task("A", activity<{ id: string }, null>("Act"), { as: discard }).end();
workflow<{ owner: { name: string } | null }>("W")
  .choice("C", (choose) => choose.when(($) => isPresent($.owner.name), "P").otherwise("B"))
  .pass("P", ($) => ({ name: $.owner.name, same: $.owner }))
  .succeed("B")
  .end();
workflow<{ id: string & { readonly brand: "id" } }>("W")
  .pass("P", ($) => ({ same: $.id }))
  .end();
workflow<string>("W").wait("A", seconds(1)).task("B", lambda<string, "small">("B"), { as: replace }).goto("A").end();
workflow<{ kind: "card"; card: string } | { kind: "bill"; address: string }>("W")
  .wait("A", seconds(1))
  .task("B", lambda<{ kind: string }, { kind: "card"; card: string }>("B"), { as: replace })
  .goto("A")
  .end();
