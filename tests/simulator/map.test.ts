import assert from "node:assert/strict";
import { test } from "uvu";
import { execute, type HistoryEvent } from "../../simulator/index.js";
import { failing, inState, resultOf, rowOf, times, ways } from "./machines.js";

const map = (states: Record<string, object>, fields: object = {}) => ({
  Type: "Map",
  ItemProcessor: rowOf(states),
  ...fields,
});
const pass = { Type: "Pass" };
const task = { Type: "Task", Resource: "${Work}" };
const wait = { Type: "Wait", SecondsPath: "$" };
const boom = { Type: "Fail", Error: "Boom", Cause: "on purpose" };
/** Fails the items that are 0, waits for as long as the others say. */
const failOnZero = {
  Zero: {
    Type: "Choice",
    Choices: [{ Variable: "$", NumericEquals: 0, Next: "Boom" }],
    Default: "Wait",
  },
  Wait: { ...wait, End: true },
  Boom: boom,
};
const typesOf = (events: readonly HistoryEvent[]) => events.map(({ type }) => type);

test("the items are the input, what ItemsPath selects, a variable, or what the context object holds", async () => {
  assert.deepEqual(await resultOf(map({ A: pass }), [1, null, { a: [] }]), [1, null, { a: [] }]);
  assert.deepEqual(await resultOf(map({ A: pass }, { ItemsPath: "$.a[1].b" }), { a: [0, { b: [1, 2] }] }), [1, 2]);
  assert.deepEqual(await resultOf(map({ A: pass }, { InputPath: "$.a", ItemsPath: "$.b" }), { a: { b: [3] } }), [3]);
  assert.deepEqual(await resultOf(map({ A: pass }, { ItemsPath: "$$.Execution.Input.x" }), { x: [4] }), [4]);
  const { output } = await execute(
    rowOf({ Set: { Type: "Pass", Assign: { list: [5] } }, M: map({ A: pass }, { ItemsPath: "$list" }) }),
  );
  assert.deepEqual(output, [5]);
});

test("what is no array cannot be mapped over", async () => {
  assert.equal(
    await resultOf(map({ A: pass }, { ItemsPath: "$.a" }), { a: { b: 1 } }),
    `States.Runtime: ${inState("S")} Reference path "$.a" must point to array.`,
  );
});

test("no items, no iterations, an empty result", async () => {
  const { output, events } = await execute(rowOf({ M: map({ A: pass }) }), { input: [] });
  assert.deepEqual(output, []);
  assert.deepEqual(ways(events).slice(1), [
    "2(0) MapStateEntered",
    "3(2) MapStateStarted",
    "4(3) MapStateSucceeded",
    "5(3) MapStateExited",
    "6(5) ExecutionSucceeded",
  ]);
});

test("one at a time, each iteration follows the one before, and what comes after the end of the last one", async () => {
  const { events } = await execute(rowOf({ M: map({ A: pass }, { MaxConcurrency: 1 }) }), { input: [1, 2] });
  assert.deepEqual(ways(events).slice(1), [
    "2(0) MapStateEntered",
    "3(2) MapStateStarted",
    "4(3) MapIterationStarted",
    "5(4) PassStateEntered",
    "6(5) PassStateExited",
    "7(6) MapIterationSucceeded",
    "8(6) MapIterationStarted",
    "9(8) PassStateEntered",
    "10(9) PassStateExited",
    "11(10) MapIterationSucceeded",
    "12(11) MapStateSucceeded",
    "13(11) MapStateExited",
    "14(13) ExecutionSucceeded",
  ]);
  assert.deepEqual(events[2]?.mapStateStartedEventDetails, { length: 2 });
  assert.deepEqual(events[7]?.mapIterationStartedEventDetails, { index: 1, name: "M" });
});

test("as many iterations run at the same time as MaxConcurrency says, 40 when it says nothing", async () => {
  const lastTime = async (fields: object, count: number) => {
    const { events } = await execute(rowOf({ M: map({ A: { Type: "Wait", Seconds: 10 } }, fields) }), {
      input: { n: 2, items: Array.from({ length: count }, () => 0) },
    });
    return times(events).at(-1);
  };
  const items = { ItemsPath: "$.items" };
  assert.equal(await lastTime({ ...items, MaxConcurrency: 3 }, 7), "30 ExecutionSucceeded");
  assert.equal(await lastTime({ ...items, MaxConcurrencyPath: "$.n" }, 7), "40 ExecutionSucceeded");
  assert.equal(await lastTime({ ...items, MaxConcurrency: 0 }, 40), "10 ExecutionSucceeded");
  assert.equal(await lastTime({ ...items, MaxConcurrency: 1000 }, 41), "20 ExecutionSucceeded");
});

test("the results stand in the order of the items, whichever iteration ends first", async () => {
  assert.deepEqual(await resultOf(map({ A: wait }), [30, 10, 20]), [30, 10, 20]);
});

test("a MaxConcurrencyPath takes texts of integers, and refuses what is none before the Map starts", async () => {
  const state = map({ A: pass }, { ItemsPath: "$.items", MaxConcurrencyPath: "$.n" });
  assert.deepEqual(await resultOf(state, { n: "2", items: [1] }), [1]);
  for (const [n, shown] of [
    ["two", "two"],
    [1.5, "1.5"],
    [{}, "{}"],
    ["", ""],
  ] as const) {
    const { cause, events } = await execute(rowOf({ S: state }), { input: { n, items: [1] } });
    assert.equal(
      cause,
      `${inState("S")} The MaxConcurrencyPath field refers to value "${shown}" which is not a valid integer: $.n`,
    );
    assert.deepEqual(typesOf(events).slice(1), ["MapStateEntered", "ExecutionFailed"]);
  }
  assert.equal(
    await resultOf(state, { n: -1, items: [1] }),
    `States.Runtime: ${inState("S")} MaxConcurrency cannot be negative.`,
  );
});

test("ItemSelector, or Parameters as it was called, makes what an iteration gets", async () => {
  const selector = {
    "v.$": "$$.Map.Item.Value",
    "i.$": "$$.Map.Item.Index",
    "n.$": "$.n",
    "x.$": "$$.State.Name",
    c: 1,
  };
  const expected = [
    { v: "a", i: 0, n: 7, x: "S", c: 1 },
    { v: "b", i: 1, n: 7, x: "S", c: 1 },
  ];
  const input = { n: 7, items: ["a", "b"] };
  for (const field of ["ItemSelector", "Parameters"]) {
    assert.deepEqual(await resultOf(map({ A: pass }, { ItemsPath: "$.items", [field]: selector }), input), expected);
  }
});

test("Iterator is ItemProcessor as it was called", async () => {
  const { ItemProcessor, ...others } = map({ A: pass });
  assert.deepEqual(await resultOf({ ...others, Iterator: ItemProcessor }, [1]), [1]);
});

test("the states of an iteration see its item in the context object, within a Map those of the inner one", async () => {
  const read = { Type: "Pass", Parameters: { "item.$": "$$.Map.Item" } };
  assert.deepEqual(await resultOf(map({ A: read }), ["a"]), [{ item: { Index: 0, Value: "a" } }]);
  const inner = map({ In: read }, { ResultPath: "$.inner", ItemsPath: "$.list" });
  const state = map({ M: inner, Out: { ...read, ResultPath: "$.outer" } });
  assert.deepEqual(await resultOf(state, [{ list: ["b"] }]), [
    {
      list: ["b"],
      inner: [{ item: { Index: 0, Value: "b" } }],
      outer: { item: { Index: 0, Value: { list: ["b"] } } },
    },
  ]);
});

test("an iteration reads the variables around it, and sets its own, which no other sees", async () => {
  const { output } = await execute(
    rowOf({
      Set: { Type: "Pass", Assign: { x: 1 } },
      M: map(
        {
          A: { Type: "Pass", Assign: { "mine.$": "$" } },
          B: { Type: "Wait", Seconds: 1 },
          C: { Type: "Pass", Parameters: { "x.$": "$x", "mine.$": "$mine" } },
        },
        { Assign: { "sum.$": "States.MathAdd($[0].mine, $[1].mine)" } },
      ),
      Last: { Type: "Pass", Parameters: { "all.$": "$", "sum.$": "$sum" } },
    }),
    { input: [10, 20] },
  );
  assert.deepEqual(output, {
    all: [
      { x: 1, mine: 10 },
      { x: 1, mine: 20 },
    ],
    sum: 30,
  });
});

test("a failure cuts the other iterations off, and each is told behind it with the state that it was in", async () => {
  const { status, error, events } = await execute(rowOf({ M: map(failOnZero, { MaxConcurrency: 2 }) }), {
    input: [60, 0, 60, 60],
  });
  assert.deepEqual([status, error], ["FAILED", "Boom"]);
  const failed = events.findIndex(({ type }) => type === "FailStateEntered");
  const { id = 0 } = events[failed] ?? {};
  assert.deepEqual(
    events
      .slice(failed + 1)
      .map(({ type, previousEventId, mapIterationAbortedEventDetails, mapIterationFailedEventDetails }) => [
        type,
        previousEventId,
        (mapIterationAbortedEventDetails ?? mapIterationFailedEventDetails)?.index,
      ]),
    [
      ["MapIterationAborted", id, 0],
      ["WaitStateAborted", id, undefined],
      ["MapIterationFailed", id, 1],
      ["MapStateFailed", id, undefined],
      ["ExecutionFailed", id + 4, undefined],
    ],
  );
});

test("Retry runs all iterations again, behind what failed; MapStateFailed comes with the last try alone", async () => {
  const { events } = await execute(
    rowOf({ M: map({ B: boom }, { Retry: [{ ErrorEquals: ["Boom"], MaxAttempts: 1, IntervalSeconds: 5 }] }) }),
    { input: [1] },
  );
  assert.deepEqual(ways(events).slice(2), [
    "3(2) MapStateStarted",
    "4(3) MapIterationStarted",
    "5(4) FailStateEntered",
    "6(5) MapIterationFailed",
    "7(5) MapStateStarted",
    "8(7) MapIterationStarted",
    "9(8) FailStateEntered",
    "10(9) MapIterationFailed",
    "11(9) MapStateFailed",
    "12(11) ExecutionFailed",
  ]);
  assert.equal(times(events).at(-1), "5 ExecutionFailed");
});

test("Catch takes an iteration's error, and goes on outside the Map", async () => {
  const { output, events } = await execute(
    rowOf({
      M: map({ A: task }, { Catch: [{ ErrorEquals: ["Broken"], ResultPath: "$[0]", Next: "After" }], End: true }),
      After: pass,
    }),
    {
      input: [1],
      lambda: () => {
        throw failing("Broken", "it is");
      },
    },
  );
  assert.equal((output as [{ Error: string }])[0].Error, "Broken");
  assert.deepEqual(typesOf(events).slice(-6), [
    "MapIterationFailed",
    "MapStateFailed",
    "MapStateExited",
    "PassStateEntered",
    "PassStateExited",
    "ExecutionSucceeded",
  ]);
});

test("a selector that fails ends the Map, and with it the iterations that run", async () => {
  const { error, cause, events } = await execute(
    rowOf({ M: map({ A: wait }, { ItemSelector: { "v.$": "$$.Map.Item.Value.v" } }) }),
    { input: [{ v: 1 }, {}] },
  );
  assert.equal(error, "States.Runtime");
  assert.match(
    String(cause),
    /^An error occurred while executing the state 'M' \(entered at the event id #2\)\. The JSONPath/,
  );
  assert.equal(typesOf(events).at(-1), "ExecutionFailed");
});

test("a handler that only an iteration that was cut off waits for does not hold up the clock", async () => {
  const { events } = await execute(
    rowOf({
      M: map(
        { Route: { ...failOnZero.Zero, Default: "Work" }, Work: { ...task, End: true }, Boom: boom },
        { Catch: [{ ErrorEquals: ["Boom"], Next: "After" }], End: true },
      ),
      After: { Type: "Wait", Seconds: 60 },
    }),
    { input: [1, 0], lambda: () => new Promise(() => {}), patienceMs: Number.POSITIVE_INFINITY },
  );
  assert.equal(times(events).at(-1), "60 ExecutionSucceeded");
});

test("100,000 items in one execution: a place in the history for each, and the results in their order", async () => {
  const input = Array.from({ length: 100_000 }, (_, index) => index % 10);
  const { status, output, events } = await execute(rowOf({ M: map({ A: pass }) }), {
    input,
    stateMachineType: "EXPRESS",
  });
  assert.deepEqual([status, output, events.length], ["SUCCEEDED", input, 400_006]);
});

test("in JSONata: Items, ItemSelector, MaxConcurrency and what becomes of the result", async () => {
  const state = map(
    { A: pass },
    {
      Items: "{% $states.input.list[$ > 1] %}",
      ItemSelector: {
        v: "{% $states.context.Map.Item.Value %}",
        i: "{% $states.context.Map.Item.Index %}",
        n: "{% $n %}",
      },
      MaxConcurrency: "{% $n %}",
      Output: "{% $states.result.v %}",
      Assign: { n: "{% $count($states.result) %}" },
    },
  );
  const { output, events } = await execute(
    {
      ...rowOf({
        Set: { Type: "Pass", Assign: { n: 2 } },
        M: state,
        Last: { Type: "Pass", Output: { all: "{% $states.input %}", n: "{% $n %}" } },
      }),
      QueryLanguage: "JSONata",
    },
    { input: { list: [1, 2, 3, 4] } },
  );
  assert.deepEqual(output, { all: [2, 3, 4], n: 3 });
  const given = events
    .filter(({ type }) => type === "PassStateEntered")
    .map((event) => event.stateEnteredEventDetails?.input);
  assert.deepEqual(given.slice(1, 4), ['{"v":2,"i":0,"n":2}', '{"v":3,"i":1,"n":2}', '{"v":4,"i":2,"n":2}']);
});

test("in JSONata: an ItemSelector that fails is told before the Map fails, and the iterations that run are cut off", async () => {
  const state = map(
    { A: { Type: "Wait", Seconds: "{% $states.input %}" } },
    { ItemSelector: "{% $states.context.Map.Item.Value.v %}", MaxConcurrency: 2 },
  );
  const { error, events } = await execute(
    { ...rowOf({ M: state }), QueryLanguage: "JSONata" },
    { input: [{ v: 1 }, { v: 60 }, {}] },
  );
  assert.equal(error, "States.QueryEvaluationError");
  assert.deepEqual(times(events).slice(-7), [
    "1 WaitStateExited",
    "1 MapIterationSucceeded",
    "1 EvaluationFailed",
    "1 MapIterationAborted",
    "1 WaitStateAborted",
    "1 MapStateFailed",
    "1 ExecutionFailed",
  ]);
});

test.run();
