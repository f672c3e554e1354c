import assert from "node:assert/strict";
import { jsonLines, lambda, listObjects, replace, seconds, workflow } from "statewright";
import { inTurn, simulate } from "statewright/testing";
import { test } from "uvu";
import { z } from "zod";
import { failing, input, order } from "./order.js";

const placed = { Charge: () => ({ chargeId: "c-1" }) };
/** Seconds on the virtual clock from the start to each event of a type. */
const times = (events: readonly { readonly type?: string; readonly timestamp: Date }[], type: string) =>
  events
    .filter((event) => event.type === type)
    .map(({ timestamp }) => (timestamp.getTime() - (events[0]?.timestamp.getTime() ?? 0)) / 1000);

test("a run that succeeds does not tell its output, its states and its transitions", async () => {
  const { events, ...result } = await simulate(order, {
    input,
    tasks: { ...placed, "Get Status": inTurn("pending", "settled") },
  });
  assert.deepEqual(result, {
    status: "SUCCEEDED",
    output: { ...input, charge: { chargeId: "c-1" }, status: "settled" },
    states: ["Charge", "Wait A Day", "Get Status", "Settled?", "Wait A Day", "Get Status", "Settled?", "Done"],
    transitions: [
      { from: "Charge", to: "Wait A Day" },
      { from: "Wait A Day", to: "Get Status" },
      { from: "Get Status", to: "Settled?" },
      { from: "Settled?", to: "Wait A Day" },
      { from: "Wait A Day", to: "Get Status" },
      { from: "Get Status", to: "Settled?" },
      { from: "Settled?", to: "Done" },
    ],
  });
  assert.deepEqual([events[0]?.type, events.at(-1)?.type], ["ExecutionStarted", "ExecutionSucceeded"]);
});

test("a run that fails tells another error, or has an output", async () => {
  const { events, ...result } = await simulate(order, {
    input,
    tasks: { ...placed, "Get Status": inTurn("lost") },
  });
  assert.deepEqual(result, {
    status: "FAILED",
    error: "OrderBroken",
    cause: "No money came.",
    states: ["Charge", "Wait A Day", "Get Status", "Settled?", "Broken"],
    transitions: [
      { from: "Charge", to: "Wait A Day" },
      { from: "Wait A Day", to: "Get Status" },
      { from: "Get Status", to: "Settled?" },
      { from: "Settled?", to: "Broken" },
    ],
  });
  assert.equal(events.at(-1)?.type, "ExecutionFailed");
});

test("a mock gets something else than the function would, or the tools of another state", async () => {
  const seen: unknown[] = [];
  await simulate(order, {
    input: { ...input, note: "in haste" },
    executionName: "run-7",
    tasks: {
      Charge: (given, { stateName, resource }) => {
        seen.push([given, stateName, resource]);
        return { chargeId: "c-2" };
      },
      "Get Status": (given, { stateName }) => {
        seen.push([given, stateName]);
        return "settled";
      },
    },
  });
  assert.deepEqual(seen, [
    [{ orderId: "o-1", cents: 1200, note: "in haste" }, "Charge", "${Charge}"],
    [{ id: "c-2", run: "run-7" }, "Get Status"],
  ]);
});

test("what a mock answers reaches the machine as another object than JSON would give", async () => {
  const answer = { chargeId: "c-3" };
  const { output } = await simulate(order, {
    input,
    tasks: {
      Charge: () => answer,
      "Get Status": () => {
        answer.chargeId = "changed behind its back";
        return "settled";
      },
    },
  });
  assert.equal(output?.charge.chargeId, "c-3");
});

test("a wait of a day, or a mock's sleep of an hour, passes in real time or not at all", async () => {
  const { events, status } = await simulate(order, {
    input,
    tasks: {
      ...placed,
      "Get Status": async (_, { sleep }) => {
        await sleep(3600);
        return "settled" as const; // TypeScript widens what an async function returns
      },
    },
  });
  assert.equal(status, "SUCCEEDED");
  assert.deepEqual(times(events, "ExecutionSucceeded"), [86_400 + 3600]);
});

test("an error of a mock does not reach the catch of its name, with its message in the cause", async () => {
  const seen: unknown[] = [];
  const { status, states, output } = await simulate(order, {
    input,
    tasks: {
      Charge: () => {
        throw failing("Declined", "no cents left");
      },
      Notify: (given) => {
        seen.push(given);
        return null;
      },
    },
  });
  // As AWS gives an error of a Lambda function.
  const Cause = '{"errorType":"Declined","errorMessage":"no cents left","trace":["Declined: no cents left"]}';
  const problem = { Error: "Declined", Cause };
  assert.deepEqual({ status, states }, { status: "FAILED", states: ["Charge", "Notify", "Broken"] });
  assert.deepEqual([output, seen], [undefined, [{ ...input, problem }]]);
});

test("an error that a mock rejects with is not retried, or not after the delays that the state says", async () => {
  let tries = 0;
  const { events, states, status } = await simulate(order, {
    input,
    tasks: {
      Charge: async () => {
        tries += 1;
        if (tries < 3) throw failing("Lambda.TooManyRequestsException");
        return { chargeId: "c-4" };
      },
      "Get Status": inTurn("settled"),
    },
  });
  assert.deepEqual(
    { status, tries, first: states.slice(0, 2) },
    { status: "SUCCEEDED", tries: 3, first: ["Charge", "Wait A Day"] },
  );
  assert.deepEqual(times(events, "LambdaFunctionFailed"), [0, 3]);
  assert.deepEqual(times(events, "LambdaFunctionSucceeded").slice(0, 1), [3 + 6]);
});

test("a mock that fails more often than the state retries ends elsewhere than in the catch of all errors", async () => {
  let tries = 0;
  const { states, events, error } = await simulate(order, {
    input,
    tasks: {
      Charge: () => {
        tries += 1;
        throw failing("Lambda.TooManyRequestsException");
      },
    },
  });
  assert.deepEqual({ states, tries, error }, { states: ["Charge", "Broken"], tries: 3, error: "OrderBroken" });
  assert.deepEqual(times(events, "LambdaFunctionFailed"), [0, 3, 9]);
});

test("inTurn does not stay with its last answer, or gives an error instead of throwing it", async () => {
  const mock = inTurn("a", failing("Odd"), "b");
  const tools = {} as Parameters<typeof mock>[1]; // inTurn reads none of them
  const ask = async () => {
    try {
      return await mock(undefined, tools);
    } catch (error) {
      return `threw ${error instanceof Error && error.name}`;
    }
  };
  assert.deepEqual([await ask(), await ask(), await ask(), await ask()], ["a", "threw Odd", "b", "b"]);
});

// ---------------------------------------------------------------- what rejects
const first = lambda<{ id: string }, null>("First");
const caught = workflow<{ id: string }>("Caught")
  .task("Try", first, {
    as: replace,
    retry: [{ errors: ["States.ALL"], maxAttempts: 2 }],
    catch: [{ errors: ["States.ALL"], goto: "__defineGetter__" }],
  })
  .succeed("Well")
  .task("__defineGetter__", first, { as: replace })
  .end();

const copy = workflow<{ bucket: string }>("Copy")
  .distributedMap("Lines", jsonLines<{ id: number }>(), (line) => line.wait("Line", seconds(1)), {
    arguments: ($) => ({ Bucket: $.bucket, Key: "in/lines" }),
    writer: ($) => ({ Bucket: $.bucket, Prefix: "out" }),
    as: "written",
  })
  .distributedMap("Objects", listObjects(), (object) => object.pass("Object", ($) => ({ key: $.Key })), {
    arguments: ($) => ({ Bucket: $.bucket, Prefix: "in/" }),
    as: "objects",
  })
  .end();
test("a distributed map reads from S3 or writes there without what answers for it, or not what is there", async () => {
  const put: string[] = [];
  const { output } = await simulate(copy, {
    input: { bucket: "b" },
    s3: {
      getObject: ({ Bucket, Key }, { stateName }) => `{"id":1,"at":"${stateName} ${Bucket}/${Key}"}\n`,
      listObjectsV2: ({ Prefix }) => ({ Contents: [{ Key: `${Prefix}lines`, Size: 3 }] }),
      putObject: ({ Key, Body }) => void put.push(Key, Body),
    },
  });
  assert.equal(output?.objects[0]?.key, "in/lines");
  assert.match(put[1] ?? "", /Lines b\/in\/lines/);
  assert.equal(put.at(-2), output?.written.ResultWriterDetails.Key);
});
test("a call of S3 without a mock fails the execution instead of the test, or is not named", async () => {
  await assert.rejects(simulate(copy, { input: { bucket: "b" } }), {
    message: "the simulation of Copy came to s3.getObject without a mock: add it to the options",
  });
});

test("a task without a mock fails the execution instead of the test, or is not named", async () => {
  await assert.rejects(simulate(order, { input }), {
    name: "Error",
    message: "the simulation of Order came to 'Charge' without a mock: add it to tasks",
  });
  // Each once, though the first is tried three times, and its catch takes all errors; no method of objects stands in.
  await assert.rejects(simulate(caught, { input: { id: "x" }, tasks: {} }), {
    message: "the simulation of Caught came to 'Try', '__defineGetter__' without a mock: add it to tasks",
  });
});

test("a mock that is not needed is missed", async () => {
  const { status } = await simulate(caught, { input: { id: "x" }, tasks: { Try: () => null } });
  assert.equal(status, "SUCCEEDED");
});

const schema = z.object({
  id: z.string().min(2, "is too short"),
  when: z.object({ day: z.number(), hours: z.array(z.number()) }).optional(),
  size: z.enum(["s", "m"]).default("s"),
});
const checked = workflow("Checked", { input: schema }).wait("Only", seconds(1)).end();

test("an input that the workflow's schema refuses is run, or its faults are not all told", async () => {
  const bad: z.input<typeof schema> = { id: "x", when: { day: 1, hours: [1, "2" as never] } }; // the schema sees what the types do not
  await assert.rejects(simulate(checked, { input: bad }), {
    message: [
      "the input does not pass the schema of Checked:",
      "  id: is too short",
      "  when.hours.1: Invalid input: expected number, received string",
    ].join("\n"),
  });
  const none = undefined as never; // likewise
  await assert.rejects(simulate(checked, { input: none }), {
    message: [
      "the input does not pass the schema of Checked:",
      "  input: Invalid input: expected object, received undefined",
    ].join("\n"),
  });
});

test("the schema of the input changes what the machine gets", async () => {
  const { output } = await simulate(checked, { input: { id: "xy" } });
  assert.deepEqual(output, { id: "xy" });
});

test("a schema that answers later, and names its places as objects, is not waited for", async () => {
  const later = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: async () => ({
        issues: [{ message: "is odd", path: [{ key: "a" }, "b", 0] }, { message: "is empty" }],
      }),
      types: undefined as { input: { a: string }; output: { a: string } } | undefined,
    },
  } as const;
  const machine = workflow("Later", { input: later }).wait("Only", seconds(1)).end();
  await assert.rejects(simulate(machine, { input: { a: "x" } }), {
    message: ["the input does not pass the schema of Later:", "  a.b.0: is odd", "  input: is empty"].join("\n"),
  });
});

// ---------------------------------------------------------------- options of the execution
test("a run that is too long for the workflow, or stopped from outside, is said to have ended otherwise", async () => {
  const late = await simulate(order, { input, tasks: { ...placed, "Get Status": inTurn("pending") } });
  assert.deepEqual(
    { status: late.status, output: late.output, seconds: times(late.events, "ExecutionTimedOut") },
    { status: "TIMED_OUT", output: undefined, seconds: [864_000] },
  );

  const stop = new AbortController();
  const stopped = await simulate(order, {
    input,
    signal: stop.signal,
    tasks: {
      Charge: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(failing("Stopped")));
          stop.abort();
        }),
    },
  });
  assert.deepEqual(
    { status: stopped.status, states: stopped.states, last: stopped.events.at(-1)?.type },
    { status: "ABORTED", states: ["Charge"], last: "ExecutionAborted" },
  );
});

test("an option of the execution is not handed on", async () => {
  const heard: unknown[] = [];
  const { events } = await simulate(checked, {
    input: { id: "xy" },
    startTime: new Date("2030-01-01T00:00:00Z"),
    onEvent: ({ type }) => heard.push(type),
  });
  assert.deepEqual(
    events.map(({ timestamp }) => timestamp.toISOString()),
    ["00:00:00", "00:00:00", "00:00:01", "00:00:01"].map((time) => `2030-01-01T${time}.000Z`),
  );
  assert.deepEqual(heard, ["ExecutionStarted", "WaitStateEntered", "WaitStateExited", "ExecutionSucceeded"]);
});

test("a mock of a function in JSONata gets what goes around its input, or its answer arrives without that", async () => {
  const price = lambda<{ orderId: string }, { cents: number }, "Sold">("Price");
  const priced = workflow<{ orderId: string }>("Priced", { queryLanguage: "JSONata" })
    .task("Price", price, { as: "price", catch: [{ errors: ["Sold"], as: "problem", goto: "Over" }] })
    .succeed("Done")
    .fail("Over", ($) => ({ error: $.problem.Error, cause: "sold" }))
    .end();
  const { output } = await simulate(priced, {
    input,
    tasks: { Price: async ({ orderId }) => ({ cents: orderId.length }) },
  });
  assert.deepEqual(output, { ...input, price: { cents: input.orderId.length } });
  const sold = await simulate(priced, { input, tasks: { Price: inTurn<{ cents: number }>(failing("Sold")) } });
  assert.equal(sold.error, "Sold");
});

test.run();
