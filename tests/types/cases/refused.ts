// What the compiler must refuse. Each block is one mistake: `//=` gives the sentence that it must print, once, and nothing else.
// `accepted.ts` holds the same blocks, corrected.
import {
  activity,
  add,
  and,
  before,
  csv,
  discard,
  format,
  fragment,
  fromItems,
  gt,
  is,
  isPresent,
  jsonLines,
  jsonStringify,
  lambda,
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

//# a task whose input lacks a key
//= the input at state 'A' lacks: changeSetName. Set it in a state before, or give arguments
workflow<Input>("W").task("A", status, { as: "r" }).succeed("B").end();

//# a key that only some of the ways in have set
//= the input at state 'J' lacks: changeSetName (set on only some of the ways that lead here). Set it in a state before, or give arguments
start
  .match("C", ($) => $.ok, { true: "T", false: "U" })
  .task("T", named, { as: "changeSetName" })
  .goto("J")
  .task("U", named, { as: "other" })
  .task("J", status, { as: "s" })
  .end();

//# a key of the wrong type
//= the input at state 'A' lacks: stackName (of another type). Set it in a state before, or give arguments
workflow<{ stackName: number }>("W").task("A", check, { as: "r" }).end();

//# a misspelt key in $
//= Did you mean 'environmentName'?
start
  .choice("C", (c) => c.when(($) => is($.environmentNam, "prod"), "T").otherwise("T"))
  .succeed("T")
  .end();

//# a misspelt key of what a pass sets
//= Property 'okk' does not exist on type '$<{
start
  .pass("P", ($) => ({ copy: $.okk }))
  .succeed("T")
  .end();

//# a misspelt key among arguments
//= Property 'stackNam' does not exist on type '$<{
start
  .task("A", weigh, { as: "w", arguments: ($) => ({ id: $.stackNam }) })
  .succeed("T")
  .end();

//# a misspelt key of match
//= Property 'okk' does not exist on type '$<{
start
  .match("M", ($) => $.okk, { true: "T", false: "U" })
  .succeed("T")
  .succeed("U")
  .end();

//# a comparison with a value that the key cannot have
//= Argument of type '"zz"' is not assignable to parameter of type '"complete" | "in_progress"'.
workflow<{ changeSetName: string }>("W")
  .task("S", status, { as: "s" })
  .choice("C", (c) => c.when(($) => is($.s, "zz"), "T").otherwise("T"))
  .succeed("T")
  .end();

//# a comparison with a path of another type
//= 'stackName' is never equal to that: their types have no value in common
start
  .choice("C", (c) => c.when(($) => is($.stackName, $.count), "T").otherwise("T"))
  .succeed("T")
  .end();

//# an order of a text and a number
//= 'stackName' is a text: compare it with a text
start
  .choice("C", (c) => c.when(($) => gt($.stackName, 3), "T").otherwise("T"))
  .succeed("T")
  .end();

//# an order of what has none
//= 'fragile' is neither a number nor a text: only these can be put in order
parcel
  .choice("C", (c) => c.when(($) => gt($.fragile, 3), "T").otherwise("T"))
  .succeed("T")
  .end();

//# a pattern for a number
//= 'count' is not a text, so it matches no pattern
start
  .choice("C", (c) => c.when(($) => matches($.count, "1*"), "T").otherwise("T"))
  .succeed("T")
  .end();

//# a time that is a number
//= 'count' is not a text, and a time is a text such as 2030-01-01T00:00:00Z
start
  .choice("C", (c) => c.when(($) => before($.count, "2030-01-01T00:00:00Z"), "T").otherwise("T"))
  .succeed("T")
  .end();

//# a choice that forgets a case
//= choice 'C' leaves ok = false without a way: add .otherwise(target)
start
  .choice("C", (c) => c.when(($) => is($.ok, true), "T"))
  .succeed("T")
  .succeed("U")
  .end();

//# a choice whose or forgets a case
//= choice 'C' leaves size = large without a way: add .otherwise(target)
parcel
  .choice("C", (c) => c.when(($) => or(is($.size, "small"), gt($.id, "m")), "T"))
  .succeed("T")
  .end();

//# a choice whose conditions cover nothing
//= choice 'C' leaves cases without a way: add .otherwise(target)
start
  .choice("C", (c) => c.when(($) => gt($.count, 3), "T"))
  .succeed("T")
  .end();

//# a match without a row for a value
//= match 'M' has no row for large: add it, or a default
parcel
  .match("M", ($) => $.size, { small: "A" })
  .succeed("A")
  .succeed("B")
  .end();

//# a match with a row for a value that the key never has
//= match 'M' has a row for huge, which 'size' never is: take it out
parcel
  .match("M", ($) => $.size, { small: "A", large: "A", huge: "B" })
  .succeed("A")
  .succeed("B")
  .end();

//# a match on a text that is written like a boolean
//= match 'M' cannot tell the text 'true' from what is written the same way: use a choice with is(…)
workflow<{ flag: "true" | "off" }>("W")
  .match("M", ($) => $.flag, { true: "A", off: "A" })
  .succeed("A")
  .end();

//# a state that is declared twice
//= state 'Check' is declared twice: give one of them another name
start.task("Check", check, { as: "again" }).succeed("Done").end();

//# a target that is never declared
//= 'Typo' is a target but not a state: declare it, or correct the target
start
  .choice("C", (c) => c.when(($) => is($.ok, true), "T").otherwise("Typo"))
  .succeed("T")
  .end();

//# a state that no transition leads to
//= no transition leads to 'Nope': the targets still to declare are Done
start.goto("Done").task("Nope", check, { as: "z" }).task("More", status, { as: "r" }).succeed("Done").end();

//# a state behind the end of all ways
//= no transition leads to 'Nope': name it as a target of a state before
start.succeed("Done").task("Nope", check, { as: "z" }).end();

//# a misspelt target: one complaint, not a second one for the state that was meant
//= no transition leads to 'Done': the targets still to declare are Dnoe
start.goto("Dnoe").succeed("Done").end();

//# a way back that lacks a key
//= the way back to 'Again' lacks: door (set on only some of the ways that lead here)
workflow<{ door: string }>("W")
  .task("Again", ring, { as: discard })
  .task("Forget", lambda<{ door: string }, { door?: string }>("Forget"), { as: replace })
  .goto("Again")
  .end();

//# a way back from a choice with a key of another type
//= the way back to 'Count' lacks: count (of another type)
start
  .task("Count", lambda<{ count: number }, string>("Count"), { as: "count" })
  .choice("C", (c) => c.when(($) => is($.count, "x"), "Count").otherwise("T"))
  .succeed("T")
  .end();

//# a catch of an error that is not declared
//= 'ScaleBusi' in catch is not an error of state 'W': what it runs declares ScaleBusy
parcel
  .task("W", weigh, { as: "w", catch: [{ errors: ["ScaleBusi"], goto: "F" }] })
  .succeed("S")
  .succeed("F")
  .end();

//# a retry of an error that is not declared
//= 'Busy' in retry is not an error of state 'Check': what it runs declares none
workflow<Input>("W")
  .task("Check", check, { as: "ok", retry: [{ errors: ["Busy"] }] })
  .succeed("S")
  .end();

//# a list of retries that several states share, whose names are any text
//= the errors in retry of state 'Check' are any text to the compiler: write as const behind the list
const often = [{ errors: ["States.TaskFailed"], maxAttempts: 5 }];
workflow<Input>("W").task("Check", check, { as: "ok", retry: often }).succeed("S").end();

//# States.ALL before other errors
//= States.ALL takes every error: it must be in the last retry of state 'W'
parcel.task("W", weigh, { as: "w", retry: [{ errors: ["States.ALL"] }, { errors: ["ScaleBusy"] }] }).end();

//# States.ALL beside other errors
//= States.ALL takes every error: it must be alone in its catch of state 'W'
parcel
  .task("W", weigh, { as: "w", catch: [{ errors: ["States.ALL", "ScaleBusy"], goto: "F" }] })
  .succeed("F")
  .end();

//# the way of a catch has no result
//= the input at state 'N' lacks: w (set on only some of the ways that lead here). Set it in a state before, or give arguments
parcel
  .task("W", weigh, { as: "w", catch: [{ errors: ["ScaleBusy"], as: "e", goto: "N" }] })
  .task("N", lambda<{ w: { grams: number } }, null>("N"), { as: discard })
  .end();

//# a name of more than 80 characters
//= state 'A state whose name goes on and on and on until nobody remembers how it began, really' has a name of more than 80 characters: shorten it
start.wait("A state whose name goes on and on and on until nobody remembers how it began, really", seconds(1)).end();

//# a key that may be absent, compared
//= 'door' may be absent here: ask isPresent first, as in and(isPresent(…), …)
parcel
  .choice("C", (c) => c.when(($) => is($.door, "red"), "A").otherwise("A"))
  .succeed("A")
  .end();

//# a key that may be absent, asked for too late
//= 'door' may be absent here: ask isPresent first, as in and(isPresent(…), …)
parcel
  .choice("C", (c) => c.when(($) => and(is($.door, "red"), isPresent($.door)), "A").otherwise("A"))
  .succeed("A")
  .end();

//# a key that may be absent under one that was asked for
//= 'owner.slack' may be absent here: ask isPresent first, as in and(isPresent(…), …)
workflow<{ owner?: { slack?: string } }>("W")
  .choice("C", (c) => c.when(($) => and(isPresent($.owner), is($.owner.slack, "#a")), "A").otherwise("A"))
  .succeed("A")
  .end();

//# a key that may be absent, matched
//= 'door' may be absent at match 'M': ask isPresent in a choice before it
parcel
  .match("M", ($) => $.door, { default: "A" })
  .succeed("A")
  .end();

//# a key that may be absent, set
//= 'door' may be absent at state 'P': ask isPresent in a choice before it
parcel.pass("P", ($) => ({ copy: { of: $.door } })).end();

//# a way back with another text in place of the whole data
//= the way back to 'A' lacks: everything (it is not an object)
workflow<"small" | "large">("W")
  .wait("A", seconds(1))
  .task("B", lambda<string, string>("B"), { as: replace })
  .goto("A")
  .end();

//# a way back with an object of wider keys in place of the whole data
//= the way back to 'A' lacks: size (of another type)
workflow<Parcel>("W")
  .wait("A", seconds(1))
  .task("B", lambda<{ id: string }, Sized>("B"), { as: replace })
  .goto("A")
  .end();
interface Sized extends Omit<Parcel, "size"> {
  size: string;
}

//# a way back with members of a union mixed up
//= the way back to 'A' lacks: what goes together in any one of the alternatives that it takes
workflow<{ kind: "card"; card: string } | { kind: "bill"; address: string }>("W")
  .wait("A", seconds(1))
  .task("B", lambda<{ kind: string }, { kind: "card" }>("B"), { as: replace })
  .goto("A")
  .end();

//# a key of what may be null, set
//= 'owner.name' may be absent at state 'P': ask isPresent in a choice before it
workflow<{ owner: { name: string } | null }>("W")
  .pass("P", ($) => ({ name: $.owner.name }))
  .end();

//# a property of a text with a brand
//= Property 'length' does not exist on type
workflow<{ id: string & { readonly brand: "id" } }>("W")
  .pass("P", ($) => ({ letters: $.id.length }))
  .end();

//# a key that may be absent among arguments
//= 'door' may be absent at state 'R': ask isPresent in a choice before it
parcel.task("R", lambda<{ door?: string }, null>("R"), { as: discard, arguments: ($) => ({ door: $.door }) }).end();

//# a key that may be absent, formatted
//= format prints texts, numbers and booleans: for a list or an object write jsonStringify(…), for a key that may be absent ask isPresent first
parcel.pass("P", ($) => ({ text: format("{}!", $.door) })).end();

//# a key that may be absent, on the way that did not ask
//= the input at state 'Ring' lacks: door (set on only some of the ways that lead here). Set it in a state before, or give arguments
parcel
  .choice("C", (c) => c.when(($) => isPresent($.door), "A").otherwise("Ring"))
  .task("Ring", ring, { as: discard })
  .succeed("A")
  .end();

//# a member of a union that its discriminant rules out
//= the input at state 'T' lacks: owner (of another type). Set it in a state before, or give arguments
parcel
  .choice("C", (c) => c.when(($) => and(isPresent($.owner), is($.owner.kind, "team")), "T").otherwise("E"))
  .task("T", lambda<{ owner: { kind: "person"; email: string } }, null>("T"), { as: discard })
  .succeed("E")
  .end();

//# an input of any
//= input is any, which JSON cannot carry: use text, a number or plain data
lambda<any, string>("Any");

//# an unknown inside an output
//= output.value is unknown, which JSON cannot carry: use text, a number or plain data
lambda<{ id: string }, { value: unknown }>("Unknown");

//# a Date in an input
//= input.at is a Date, which JSON cannot carry: use text, a number or plain data
lambda<{ at: Date }, string>("Date");

//# a Set in an output
//= output.seen is a Map or a Set, which JSON cannot carry: use text, a number or plain data
lambda<{ id: string }, { seen: Set<string> }>("Seen");

//# a bigint in a list
//= input.sizes[] is a bigint, which JSON cannot carry: use text, a number or plain data
lambda<{ sizes: bigint[] }, string>("Big");

//# a function in an input
//= input.done is a function, which JSON cannot carry: use text, a number or plain data
lambda<{ done: () => void }, string>("Callback");

//# an output of undefined
//= a function that returns nothing answers null: write null as its output
lambda<{ id: string }, void>("Nothing");

//# a Date that a pass sets
//= at state 'P' data.at is a Date, which JSON cannot carry: use an expression, text, a number or plain data
parcel.pass("P", () => ({ at: new Date() })).end();

//# an input of the workflow that JSON cannot carry
//= input.at is a Date, which JSON cannot carry: use text, a number or plain data
workflow<{ at: Date }>("W").succeed("S").end();

//# a format of a list
//= format prints texts, numbers and booleans: for a list or an object write jsonStringify(…), for a key that may be absent ask isPresent first
parcel.pass("P", ($) => ({ text: format("{}", $.stops) })).end();

//# a format with too few values
//= format has 2 {} for 1 values: give each value its {}
parcel.pass("P", ($) => ({ text: format("{} {}", $.id) })).end();

//# a result that goes nowhere
//= state 'A' does not say where its result goes: add as: "key", as: replace or as: discard
start.task("A", check, {}).succeed("B").end();

//# an option that is misspelt
//= 'retrys' is not an option of state 'A': the options are
start.task("A", check, { as: "x", retrys: [] }).succeed("B").end();

//# an option that a pass does not have
//= 'to' is not an option of state 'P': the options are
start
  .pass("P", () => ({ n: 1 }), { to: "x" })
  .succeed("B")
  .end();

//# arguments that lack a key of the input
//= the arguments of state 'A' lack: id
start
  .task("A", weigh, { as: "w", arguments: ($) => ({ identity: $.stackName }) })
  .succeed("B")
  .end();

//# a key on data that is a text
//= the data at state 'T' is not an object, so no key can be added to it: use as: replace or as: discard
workflow<string>("W").task("T", lambda<string, number>("T"), { as: "n" }).end();

//# a pass on data that is a text
//= the data at state 'P' is not an object, so no key can be added to it
workflow<string>("W")
  .pass("P", () => ({ n: 1 }))
  .end();

//# a catch that adds a key to a list
//= the data at state 'T' is not an object, so its catch can add no key to it: use as: replace or as: discard
workflow<string[]>("W")
  .task("T", lambda<string[], number>("T"), { as: replace, catch: [{ errors: ["States.ALL"], as: "e", goto: "F" }] })
  .succeed("F")
  .end();

//# a key of an index signature
//= may be absent at state 'P': ask isPresent in a choice before it
workflow<{ tags: { [key: string]: string } }>("W")
  .pass("P", ($) => ({ owner: $.tags["owner"] }))
  .end();

//# a key of digits, which would read as an index
//= Property '1' does not exist on type
workflow<{ byId: { "1": string } }>("W")
  .pass("P", ($) => ({ one: $.byId["1"] }))
  .end();

//# a goto behind a choice
//= nothing falls through to this goto: put it behind a task, a pass or a wait
parcel
  .match("M", ($) => $.fragile, { true: "A", false: "A" })
  .goto("A")
  .succeed("A")
  .end();

//# a chain that begins with a goto
//= a chain begins with a state, not with a goto
parcel.goto("A").succeed("A").end();

//# a wait for what is no number
//= wait 'W' needs a number of seconds, seconds(…) or until(…)
start
  .wait("W", ($) => $.stackName)
  .succeed("B")
  .end();

//# a wait for a key that may be absent
//= 'delay' may be absent at state 'W': ask isPresent in a choice before it
workflow<{ delay?: number }>("W")
  .wait("W", ($) => $.delay)
  .succeed("B")
  .end();

//# a fragment whose needs are not met
//= the input at state 'Name Pause' lacks: stackName. Set it in a state before, or give arguments
parcel.use(pause).succeed("B").end();

//# a fragment that is used twice under the same names
//= of the fragment is declared already: give it another name by names
start.use(pause).use(pause).succeed("B").end();

//# a way into the middle of a fragment
//= 'Pause' is inside the fragment: lead to 'Name Pause', where it begins
start
  .match("M", ($) => $.ok, { true: "Name Pause", false: "Pause" })
  .use(pause)
  .succeed("B")
  .end();

//# a new name for a state that a fragment does not have
//= the fragment has no state 'Break' to rename
start
  .use(pause, { names: { Break: "Other" } })
  .succeed("B")
  .end();

//# a fragment that replaces the data of its user
//= state 'R' is in a fragment, which adds to the data of its user and cannot replace it: use as: "key" or as: discard
fragment<{ id: string }>()((chain) => chain.task("R", weigh, { as: replace }));

//# a sum of a text
//= Argument of type 'PathTo<string, "stackName", never>' is not assignable to parameter of type 'number | Expression<number, any>'.
start.pass("P", ($) => ({ n: add($.stackName, 1) })).end();

//# a JSON text of what may be absent
//= a key that may be absent has no JSON text: ask isPresent in a choice before it
parcel.pass("P", ($) => ({ text: jsonStringify($.owner) })).end();

//# a time to wait for that may be absent
//= Argument of type 'PathTo<string | undefined, "door", "door">' is not assignable to parameter of type 'string | Expression<string, any>'.
parcel
  .wait("W", ($) => until($.door))
  .succeed("B")
  .end();

//# a variable that only some of the ways have set
//= '$grams' may be absent here: ask isPresent first, as in and(isPresent(…), …)
parcel
  .task("W", weigh, {
    as: discard,
    assign: (_, { result }) => ({ grams: result.grams }),
    catch: [{ errors: ["ScaleBusy"], goto: "C" }],
  })
  .choice("C", (c) => c.when((_, { vars }) => is(vars.grams, 1), "A").otherwise("A"))
  .succeed("A")
  .end();

//# a key that a fragment rewrites, taken for what it was before
//= match 'M' has no row for another text: add it, or a default
workflow<{ id: "a" | "b" }>("W")
  .use(fragment<{ id: string }>()((chain) => chain.pass("P", ($) => ({ id: format("{}!", $.id) }))))
  .match("M", ($) => $.id, { a: "A", b: "A" })
  .succeed("A")
  .end();

//# a wait of an Express workflow that is longer than it may last
//= wait 'W' takes longer than the 300 seconds that an Express execution may last: make the workflow STANDARD
workflow<Input>("W", { type: "EXPRESS" }).wait("W", seconds(301)).succeed("B").end();

//# a wait of an Express workflow that is computed
//= wait 'W' takes longer than the 300 seconds that an Express execution may last: make the workflow STANDARD
workflow<Input>("W", { type: "EXPRESS" })
  .wait("W", () => seconds(1000))
  .succeed("B")
  .end();

//# an iteration that takes the outer data for its own
//= the input at state 'W' lacks: id. Set it in a state before, or give arguments
parcel
  .map(
    "M",
    ($) => $.stops,
    (stop) => stop.task("W", weigh, { as: "w" }),
    { as: "all" },
  )
  .end();

//# a target that is no state of the inner chain
//= 'B' is a target but not a state of its inner chain in 'M': inner states lead to states of their own chain
parcel
  .map(
    "M",
    ($) => $.stops,
    (stop) => stop.pass("S", () => ({ a: 1 })).goto("B"),
    { as: "all" },
  )
  .succeed("B")
  .end();

//# a state of one name in two branches
//= state 'L' is declared in two branches of 'Both': give one of them another name
parcel
  .parallel("Both", [(b) => b.wait("L", seconds(1)), (b) => b.wait("L", seconds(2))], { as: "both" })
  .succeed("B")
  .end();

//# an inner state of the name of an outer one
//= state 'Check' is declared twice: names are unique in the whole machine, inner chains included
start
  .parallel("Both", [(b) => b.wait("Check", seconds(1))], { as: "both" })
  .succeed("B")
  .end();

//# a way from outside to an inner state
//= 'L' is no state of this chain: a state goes only to states of its own chain
parcel
  .parallel("Both", [(b) => b.wait("L", seconds(1))], { as: "both" })
  .goto("L")
  .end();

//# an inner chain that is ended
//= Type 'WorkflowTypeError<"a chain inside another is given back as it is, without .end()">' has no call signatures.
parcel
  .parallel("Both", [(b) => b.wait("L", seconds(1)).end()], { as: "both" })
  .succeed("B")
  .end();

//# an inner chain without a state
//= an inner chain of state 'Both' has no state: begin it with one, as in (chain) => chain.task(…)
parcel
  .parallel("Both", [(b) => b], { as: "both" })
  .succeed("B")
  .end();

//# what is no inner chain
//= an inner chain of state 'M' is what its callback makes of what it is given: write (chain) => chain.task(…)
parcel
  .map(
    "M",
    ($) => $.stops,
    (stop) => ({ stop }),
    { as: "all" },
  )
  .succeed("B")
  .end();

//# a parallel without a branch
//= parallel 'Both' has no branch: write [(branch) => branch.task(…), …]
parcel.parallel("Both", [], { as: "both" }).succeed("B").end();

//# a map over what is no list
//= map 'M' needs a list: give the path of one, as in ($) => $.items
parcel
  .map(
    "M",
    ($) => $.id,
    (one) => one.wait("L", seconds(1)),
    { as: "all" },
  )
  .succeed("B")
  .end();

//# a map over a list that may be absent
//= 'list' may be absent at state 'M': ask isPresent in a choice before it
workflow<{ list?: string[] }>("W")
  .map(
    "M",
    ($) => $.list,
    (one) => one.wait("L", seconds(1)),
    { as: "all" },
  )
  .succeed("B")
  .end();

//# a key on an item that is a text
//= the data at state 'T' is not an object, so no key can be added to it: use as: replace or as: discard
workflow<{ names: string[] }>("W")
  .map(
    "M",
    ($) => $.names,
    (name) => name.task("T", lambda<string, number>("T"), { as: "n" }),
    { as: "all" },
  )
  .end();

//# a variable of the chain around, assigned inside
//= variable 'grams' belongs to the chain around that of state 'S', which can read it and not assign it: give it another name
parcel
  .task("W", weigh, { as: discard, assign: (_, { result }) => ({ grams: result.grams }) })
  .map(
    "M",
    ($) => $.stops,
    (stop) => stop.pass("S", () => ({}), { assign: () => ({ grams: 1 }) }),
    { as: "all" },
  )
  .end();

//# an error of ASL's own, misspelt, where any text may be raised
//= 'States.Timout' in catch is not an error of state 'Both': what it runs declares any but those of States
parcel
  .parallel("Both", [(b) => b.fail("F", ($) => ({ error: $.id, cause: "c" }))], {
    as: "both",
    catch: [{ errors: ["States.Timout", "Anything"], goto: "G" }],
  })
  .succeed("G")
  .end();

//# a variable of the chain around, assigned by a way of a choice inside
//= variable 'grams' belongs to the chain around that of state 'S', which can read it and not assign it: give it another name
parcel
  .task("W", weigh, { as: discard, assign: (_, { result }) => ({ grams: result.grams }) })
  .map(
    "M",
    ($) => $.stops,
    (stop) =>
      stop
        .choice("S", (choose) =>
          choose.when(($) => is($.city, "x"), "T", { comment: "x" }).otherwise("T", { assign: () => ({ grams: 1 }) }),
        )
        .wait("T", seconds(1)),
    { as: "all" },
  )
  .end();

//# a way of a choice that assigns what only another way has shown to be there
//= 'door' may be absent at state 'C': ask isPresent in a choice before it
parcel
  .choice("C", (choose) =>
    choose.when(($) => isPresent($.door), "T").otherwise("T", { assign: ($) => ({ door: $.door }) }),
  )
  .succeed("T")
  .end();

//# a loop that brings a variable of another type
//= the way back to 'A' lacks the variables: grams (of another type)
parcel
  .pass("P", () => ({}), { assign: () => ({ grams: 1 }) })
  .wait("A", seconds(1))
  .choice("C", (choose) => choose.when(($) => is($.id, "x"), "A", { assign: () => ({ grams: "one" }) }).otherwise("B"))
  .succeed("B")
  .end();

//# an option that a way of a choice does not have
//= 'asign' is not an option of a way out of choice 'C': the options are
parcel
  .choice("C", (choose) => choose.when(($) => is($.id, "x"), "A", { asign: () => ({ n: 1 }) }).otherwise("A"))
  .succeed("A")
  .end();

//# an option that a wait does not have
//= 'retry' is not an option of state 'A': the options are
parcel.wait("A", seconds(1), { retry: [] }).end();

//# a pass of a fragment that replaces the data of its user
//= state 'S' is in a fragment, which adds to the data of its user and cannot replace it
fragment<{ id: string }>()((chain) => chain.pass("S", ($) => ({ id: $.id }), { as: replace }));

//# a pass that puts what may be absent in place of the data
//= 'door' may be absent at state 'S': ask isPresent in a choice before it
parcel.pass("S", ($) => $.door, { as: replace }).end();

//# a pass under a key, which is written in what it sets
//= state 'S' is a pass, which sets the keys that it gives: write ($) => ({ key: value }), or as: replace for the whole data
parcel.pass("S", ($) => ({ a: $.id }), { as: "key" }).end();

//# an error that no branch declares
//= 'ScaleBusi' in catch is not an error of state 'Both': what it runs declares ScaleBusy
parcel
  .parallel("Both", [(b) => b.task("W", weigh, { as: replace })], {
    as: "both",
    catch: [{ errors: ["ScaleBusi"], goto: "F" }],
  })
  .succeed("F")
  .end();

//# an option of a map that is misspelt
//= 'maxConcurency' is not an option of state 'M': the options are
parcel
  .map(
    "M",
    ($) => $.stops,
    (stop) => stop.wait("L", seconds(1)),
    { as: "all", maxConcurency: 3 },
  )
  .succeed("B")
  .end();

//# a key of an item that may be absent, selected
//= 'item.door' may be absent at state 'M': ask isPresent in a choice before it
workflow<{ houses: { door?: string }[] }>("W")
  .map(
    "M",
    withItemSelector(
      ($) => $.houses,
      (_, { item }) => ({ door: item.door }),
    ),
    (h) => h.wait("L", seconds(1)),
    {
      as: "all",
    },
  )
  .succeed("B")
  .end();

//# a reader that is not told what to read
//= the reader of 'M' must be told what to read: add arguments: ($) => ({ Bucket: …, Key: … })
parcel
  .distributedMap("M", jsonLines<{ city: string }>(), (line) => line.wait("R", seconds(1)), { as: discard })
  .succeed("B")
  .end();

//# a reader that is told too little
//= the arguments of state 'M' lack: Key
parcel
  .distributedMap("M", jsonLines<{ city: string }>(), (line) => line.wait("R", seconds(1)), {
    as: discard,
    arguments: ($) => ({ Bucket: $.id }),
  })
  .succeed("B")
  .end();

//# arguments for items of the data
//= the items of 'M' are in the data, so its reader is told nothing: take out arguments
parcel
  .distributedMap(
    "M",
    fromItems(($) => $.stops),
    (stop) => stop.wait("R", seconds(1)),
    {
      as: discard,
      arguments: ($) => ({ Bucket: $.id }),
    },
  )
  .succeed("B")
  .end();

//# a column that a CSV file does not have
//= Property 'city' does not exist on type
parcel
  .distributedMap("M", csv({ headers: ["town", "size"] }), (row) => row.pass("R", ($) => ({ at: $.city })), {
    as: discard,
    arguments: () => ({ Bucket: "b", Key: "k" }),
  })
  .succeed("B")
  .end();

//# a number of a CSV file, which is text
//= 'size' is a text: compare it with a text
parcel
  .distributedMap(
    "M",
    csv<"town" | "size">(),
    (row) => row.choice("Large?", (c) => c.when(($) => gt($.size, 3), "Large").otherwise("Large")).succeed("Large"),
    { as: discard, arguments: () => ({ Bucket: "b", Key: "k" }) },
  )
  .succeed("B")
  .end();

//# a variable of the machine in an execution of a distributed map
//= Property 'grams' does not exist on type
parcel
  .task("W", weigh, { as: discard, assign: (_, { result }) => ({ grams: result.grams }) })
  .distributedMap(
    "M",
    fromItems(($) => $.stops),
    (stop) => stop.pass("S", (_, { vars }) => ({ n: vars.grams })),
    {
      as: "all",
    },
  )
  .end();

//# what batches share, without batches
//= withBatchInput at state 'M' is for batches: add batch: { maxItems: … }, or write withItemSelector
parcel
  .distributedMap(
    "M",
    withBatchInput(
      fromItems(($) => $.stops),
      ($) => ({ id: $.id }),
    ),
    (stop) => stop.wait("R", seconds(1)),
    {
      as: discard,
    },
  )
  .succeed("B")
  .end();

//# an item of a batch, taken for the data
//= Property 'city' does not exist on type
parcel
  .distributedMap(
    "M",
    fromItems(($) => $.stops),
    (stops) => stops.pass("S", ($) => ({ at: $.city })),
    {
      as: discard,
      batch: { maxItems: 10 },
    },
  )
  .succeed("B")
  .end();

//# an error of what the executions of a distributed map run
//= 'ScaleBusy' in catch is not an error of state 'M': what it runs declares States.ExceedToleratedFailureThreshold
parcel
  .distributedMap(
    "M",
    fromItems(($) => $.stops),
    (stop) => stop.wait("R", seconds(1)),
    {
      as: discard,
      catch: [{ errors: ["ScaleBusy"], goto: "B" }],
    },
  )
  .succeed("B")
  .end();

//# outputs that a writer has written, taken for the result
//= Property '0' does not exist on type
parcel
  .distributedMap(
    "M",
    fromItems(($) => $.stops),
    (stop) => stop.wait("R", seconds(1)),
    {
      as: "all",
      writer: () => ({ Bucket: "b" }),
    },
  )
  .pass("P", ($) => ({ first: $.all[0] }))
  .end();

//# a distributed map in an Express workflow
//= 'M' is a distributed map, which an Express execution cannot run: use .map, or make the workflow STANDARD
workflow<Parcel>("W", { type: "EXPRESS" })
  .distributedMap(
    "M",
    fromItems(($) => $.stops),
    (stop) => stop.wait("R", seconds(1)),
    { as: discard },
  )
  .succeed("B")
  .end();

//# a long wait in an Express execution of a distributed map
//= wait 'R' takes longer than the 300 seconds that an Express execution may last: make the workflow STANDARD
parcel
  .distributedMap(
    "M",
    fromItems(($) => $.stops),
    (stop) => stop.parallel("Both", [(b) => b.wait("R", seconds(400))], { as: "x" }),
    {
      as: discard,
      executionType: "EXPRESS",
    },
  )
  .succeed("B")
  .end();

//# an activity in an Express workflow
//= state 'A' is an activity, which an Express execution cannot run: make the workflow STANDARD
workflow<Parcel>("W", { type: "EXPRESS" })
  .task("A", activity<{ id: string }, null>("Act"), { as: discard })
  .succeed("B")
  .end();

//# an activity of a fragment in an Express workflow
//= state 'A' of the fragment is one that an Express execution cannot run: make the workflow STANDARD
workflow<Parcel>("W", { type: "EXPRESS" })
  .use(
    fragment<{ stops: { city: string }[] }>()((chain) =>
      chain.map(
        "M",
        ($) => $.stops,
        (stop) => stop.task("A", activity<{ city: string }, null>("Act"), { as: "a" }),
        {
          as: discard,
        },
      ),
    ),
  )
  .succeed("B")
  .end();
