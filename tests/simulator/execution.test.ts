import assert from "node:assert/strict";
import { type HistoryEvent as SdkEvent, HistoryEventType as SdkEventType } from "@aws-sdk/client-sfn";
import { expectTypeOf } from "expect-type";
import { test } from "uvu";
import { execute, type HistoryEvent, type HistoryEventType } from "../../simulator/index.js";
import { resultOf, rowOf, ways } from "./machines.js";

test("one Pass has AWS's events, ids and predecessors", async () => {
  const { events, ...result } = await execute(rowOf({ A: { Type: "Pass" } }), { input: [1] });
  assert.deepEqual(result, { status: "SUCCEEDED", output: [1] });
  assert.deepEqual(ways(events), [
    "1(0) ExecutionStarted",
    "2(0) PassStateEntered",
    "3(2) PassStateExited",
    "4(3) ExecutionSucceeded",
  ]);
});

test("events fit where the AWS client's are taken, and have its types", () => {
  expectTypeOf<HistoryEvent>().toExtend<SdkEvent>();
  expectTypeOf<HistoryEventType>().toEqualTypeOf<SdkEventType>();
  assert.equal(new Set(Object.values(SdkEventType)).size, 62);
});

for (const [what, input, output] of [
  ["no input is an empty object", undefined, {}],
  ["null is an input", null, null],
  ["what JSON drops is dropped", { a: undefined, b: new Date(0) }, { b: "1970-01-01T00:00:00.000Z" }],
] as const) {
  test(what, async () => {
    assert.deepEqual(await resultOf({ Type: "Pass" }, input), output);
  });
}
test("an input that the service would not take is the caller's mistake", async () => {
  const definition = rowOf({ A: { Type: "Pass" } });
  await assert.rejects(execute(definition, { input: () => 1 }), {
    name: "TypeError",
    message: "the input is a function, which JSON cannot carry",
  });
  await assert.rejects(execute(definition, { input: "a".repeat(262_143) }), RangeError);
  await assert.rejects(execute(definition, { stateMachineArn: "Deploy" }), /stateMachineArn is 'Deploy'/);
});

// ---------------------------------------------------------------- limits

const tooLarge = (source: string) =>
  `States.DataLimitExceeded: The state/task '${source}' returned a result with a size exceeding the maximum number of bytes service limit.`;
const arn = "arn:aws:lambda:us-east-1:123456789012:function:Big";

test("a state's output may have 262,144 bytes as UTF-8, and no more", async () => {
  const state = (text: string) => ({ Type: "Pass", Result: text });
  assert.equal(String(await resultOf(state("a".repeat(262_142)), {})).length, 262_142);
  assert.equal(await resultOf(state("a".repeat(262_143)), {}), tooLarge("S"));
  assert.equal(await resultOf(state("é".repeat(131_072)), {}), tooLarge("S"));
});
for (const [resource, source] of [
  [arn, arn],
  ["arn:aws:states:::lambda:invoke", "lambda"],
] as const) {
  test(`a result of ${source} that is too large fails the task, which can be caught`, async () => {
    const state = { Type: "Task", Resource: resource, Parameters: { FunctionName: "Big" } };
    const lambda = () => "a".repeat(262_144);
    assert.equal(await resultOf(state, {}, { lambda }), tooLarge(source));
    const caught = rowOf({ S: { ...state, Catch: [{ ErrorEquals: ["States.ALL"], Next: "C" }] }, C: { Type: "Pass" } });
    const { output } = await execute(caught, { lambda });
    assert.deepEqual(output, {
      Error: "States.DataLimitExceeded",
      Cause: tooLarge(source).slice("States.DataLimitExceeded: ".length),
    });
  });
}

const tooLargeFor = (target: string) =>
  `States.DataLimitExceeded: The state/task '${target}' was given an input with a size exceeding the maximum number of bytes service limit.`;
const half = "a".repeat(200_000);

test("what a task is sent is limited as well, before it is called", async () => {
  const state = { Type: "Task", Resource: arn, Parameters: { "a.$": "$", "b.$": "$" } };
  assert.equal(await resultOf(state, half, { lambda: () => assert.fail("was called") }), tooLargeFor("S"));
});
test("what an iteration or a branch is given is limited, and told as the failure of its first state", async () => {
  const inner = rowOf({ First: { Type: "Pass", Result: 1 } });
  const twice = { "a.$": "$", "b.$": "$" };
  const map = { Type: "Map", ItemSelector: twice, ItemProcessor: inner };
  assert.equal(await resultOf(map, [half]), tooLargeFor("First"));
  assert.equal(await resultOf({ Type: "Parallel", Parameters: twice, Branches: [inner] }, half), tooLargeFor("First"));
});
test("what one Assign sets is limited in all", async () => {
  const assigning = (...names: readonly string[]) => ({
    Type: "Pass",
    Assign: Object.fromEntries(names.map((name) => [`${name}.$`, "$"])),
  });
  assert.equal(await resultOf(assigning("a"), half), half);
  assert.equal(await resultOf(assigning("a", "b"), half), tooLarge("S"));
});

/** States that set variables of this name and a number, each to the whole input. */
const setting = (name: string, count: number, last: object = { End: true }) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${name}${index}`,
      {
        ...{ Type: "Pass", ResultPath: null, Assign: { [`${name}${index}.$`]: "$" } },
        ...(index + 1 < count ? { Next: `${name}${index + 1}` } : last),
      },
    ]),
  );
/** With its quotes, the fortieth part of 10 MiB. */
const quarter = "a".repeat(262_142);
const machineOf = (states: object) => ({ StartAt: Object.keys(states)[0] ?? "", States: states });
const outcomeOf = async (states: object) => {
  const { status, error, cause } = await execute(machineOf(states), { input: quarter });
  return error === undefined ? status : `${error}: ${cause}`;
};
/** Of the state that holds the inner states. */
const parallel = (branches: readonly object[], onward: object = { End: true }) => ({
  ...{ Type: "Parallel", Branches: branches.map(machineOf), ResultPath: null, ...onward },
});

test("the variables of an execution may have 10 MiB together, and no more", async () => {
  assert.equal(await outcomeOf(setting("v", 40)), "SUCCEEDED");
  assert.equal(await outcomeOf(setting("v", 41)), tooLarge("v40"));
});
test("a variable counts again each time it is set", async () => {
  const again = { ...setting("v", 40, { Next: "again" }), again: setting("v", 1)["v0"] };
  assert.equal(await outcomeOf(again), "SUCCEEDED");
});
test("the variables of branches that run side by side do not count together, or count when they have ended", async () => {
  const branch = (name: string) => ({
    ...setting(name, 20, { Next: `wait ${name}` }),
    [`wait ${name}`]: { Type: "Wait", Seconds: 1, End: true },
  });
  const both = parallel([branch("a"), branch("b")], { Next: "v0" });
  assert.equal(await outcomeOf({ both, ...setting("v", 40) }), "SUCCEEDED");
  const three = parallel([branch("a"), branch("b"), setting("c", 1)]);
  assert.equal(await outcomeOf({ three }), tooLarge("c0"));
});
test("the variables of an iteration that has ended still count", async () => {
  const wait = { Type: "Wait", Seconds: 1, End: true };
  const set = { Type: "Pass", Assign: { "x.$": "$v0" } };
  for (const inner of [{ set: { ...set, End: true } }, { set: { ...set, Next: "wait" }, wait }]) {
    const states = {
      ...setting("v", 1, { Next: "items" }),
      items: { Type: "Pass", Result: Array.from({ length: 50 }, () => 0), Next: "each" },
      each: { Type: "Map", MaxConcurrency: 1, ItemProcessor: machineOf(inner), End: true },
    };
    assert.equal(await outcomeOf(states), "SUCCEEDED");
  }
});
test("the variables of a branch that was cut off while it waited still count", async () => {
  const waiting = { ...setting("a", 40, { Next: "wait" }), wait: { Type: "Wait", Seconds: 10, End: true } };
  const failing = { later: { Type: "Wait", Seconds: 1, Next: "fail" }, fail: { Type: "Fail", Error: "E" } };
  const both = parallel([waiting, failing], {
    Next: "v0",
    Catch: [{ ErrorEquals: ["E"], ResultPath: null, Next: "v0" }],
  });
  assert.equal(await outcomeOf({ both, ...setting("v", 40) }), "SUCCEEDED");
});
test("an execution's name has 1 to 80 characters, none of them with a meaning elsewhere", async () => {
  const named = (executionName: string) => execute(rowOf({ A: { Type: "Pass" } }), { executionName });
  assert.equal((await named("é".repeat(80))).status, "SUCCEEDED");
  for (const name of ["", "n".repeat(81), "a b", "a/b", "a\u0000"]) {
    await assert.rejects(named(name), { message: `Invalid Name: '${name}'` });
  }
});
test("a call over HTTP may take 60 seconds, whatever its task allows", async () => {
  const calling = (seconds: number) =>
    resultOf(
      {
        ...{ Type: "Task", Resource: "arn:aws:states:::http:invoke", TimeoutSeconds: 600 },
        Parameters: { ApiEndpoint: "https://a.example", Method: "GET", Authentication: { ConnectionArn: "arn:c" } },
      },
      {},
      { tasks: { S: ({ sleep }) => sleep(seconds).then(() => "answered") } },
    );
  assert.equal(await calling(59), "answered");
  assert.equal(await calling(61), "States.Http.Socket: The HTTP call took longer than 60 seconds.");
});

/** The way out is there, as the service asks for one, and never taken. */
const endless = rowOf({
  A: { Type: "Pass" },
  B: { Type: "Choice", Choices: [{ Variable: "$.stop", IsPresent: true, Next: "C" }], Default: "A" },
  C: { Type: "Succeed" },
});
test("an endless loop of a Standard machine fails as its 25,000th event", async () => {
  const { status, error, cause, events } = await execute(endless);
  assert.deepEqual(
    [status, error, cause, events.length],
    ["FAILED", "States.Runtime", "The execution reached the maximum number of history events (25000).", 25_000],
  );
  assert.deepEqual(ways(events).slice(-2), ["24999(24998) PassStateExited", "25000(24999) ExecutionFailed"]);
});
test("a history may be full when the execution succeeds with its last event", async () => {
  const counting = (turns: number) =>
    execute(
      rowOf({
        A: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
        B: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: turns, Next: "A" }], Default: "C" },
        C: { Type: "Succeed" },
      }),
      { input: { n: 0 } },
    );
  const [fits, fails] = [await counting(6249), await counting(6250)];
  assert.deepEqual([fits.status, fits.events.length], ["SUCCEEDED", 25_000]);
  assert.deepEqual([fails.status, fails.events.length], ["FAILED", 25_000]);
});
test("an endless loop of an Express machine ends as one that took too long", async () => {
  const { status, events } = await execute(endless, { stateMachineType: "EXPRESS" });
  assert.deepEqual([status, events.at(-1)?.type], ["TIMED_OUT", "ExecutionTimedOut"]);
});

test("an Express execution is called by an ARN of its own kind", async () => {
  const { output } = await execute(rowOf({ A: { Type: "Pass", Parameters: { "id.$": "$$.Execution.Id" } } }), {
    stateMachineType: "EXPRESS",
    executionName: "run",
  });
  assert.match(
    (output as { id: string }).id,
    /^arn:aws:states:us-east-1:123456789012:express:StateMachine:run:[0-9a-f-]{36}$/,
  );
});

// ---------------------------------------------------------------- substitutions

test("substitutions are made wherever a text stands, and keep their kind where they stand alone", async () => {
  const definition = rowOf({
    Rest: { Type: "Wait", Seconds: "${Delay}" },
    A: {
      Type: "Pass",
      Parameters: {
        list: ["${Table}-${Stage}", "${Unknown}"],
        "x.$": "States.Format('${Stage}: {}', $.n)",
        on: "${On}",
      },
    },
  });
  const { output, events } = await execute(definition, {
    input: { n: 1 },
    substitutions: { Table: "orders", Stage: "dev", Delay: 5, On: true },
  });
  assert.deepEqual(output, { list: ["orders-dev", "${Unknown}"], x: "dev: 1", on: true });
  assert.equal((Number(events.at(-1)?.timestamp) - Number(events[0]?.timestamp)) / 1000, 5);
});
test("a function whose ARN is substituted is known by its name there", async () => {
  const names: string[] = [];
  const { events } = await execute(rowOf({ A: { Type: "Task", Resource: "${Greet}" } }), {
    substitutions: { Greet: "arn:aws:lambda:eu-west-1:1:function:greet-dev" },
    lambda: (name) => names.push(name),
  });
  assert.deepEqual(names, ["greet-dev"]);
  assert.equal(
    events[2]?.lambdaFunctionScheduledEventDetails?.resource,
    "arn:aws:lambda:eu-west-1:1:function:greet-dev",
  );
});

test.run();
