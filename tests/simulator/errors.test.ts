import assert from "node:assert/strict";
import { test } from "uvu";
import { type ExecuteOptions, execute, type HistoryEvent } from "../../simulator/index.js";
import { failing, rowOf, times, ways } from "./machines.js";

/** A handler that throws these in turn, then answers. */
const throwing = (...names: readonly string[]) => {
  const left = [...names];
  return () => {
    const name = left.shift();
    if (name !== undefined) throw failing(name, `because of ${name}`);
    return "done";
  };
};
const work = (fields: object) =>
  rowOf({
    Work: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:glue:startJobRun", ...fields },
    Done: { Type: "Pass" },
  });
const run = (fields: object, handler: () => unknown, options: ExecuteOptions = {}) =>
  execute(work(fields), { tasks: { Work: handler }, ...options });
/** Seconds between one try's failure and the next try. */
const delays = (events: readonly HistoryEvent[]) => {
  const tries = events.filter(({ type }) => type === "TaskScheduled").map(({ timestamp }) => Number(timestamp));
  return tries.slice(1).map((time, index) => (time - (tries[index] ?? 0)) / 1000);
};

test("a failed task is tried again after 1, 2 and 4 seconds, without events of its own", async () => {
  const { status, output, events } = await run({ Retry: [{ ErrorEquals: ["States.ALL"] }] }, throwing("A", "B", "C"));
  assert.deepEqual([status, output], ["SUCCEEDED", "done"]);
  assert.deepEqual(ways(events).slice(1, 7), [
    "2(0) TaskStateEntered",
    "3(2) TaskScheduled",
    "4(3) TaskStarted",
    "5(4) TaskFailed",
    "6(5) TaskScheduled",
    "7(6) TaskStarted",
  ]);
  assert.deepEqual(delays(events), [1, 2, 4]);
});

test("a task that fails once more than it may be tried fails the execution", async () => {
  const { status, error, events } = await run(
    { Retry: [{ ErrorEquals: ["States.ALL"] }] },
    throwing("A", "A", "A", "A"),
  );
  assert.deepEqual([status, error], ["FAILED", "A"]);
  assert.equal(events.filter(({ type }) => type === "TaskFailed").length, 4);
});

for (const [what, retrier, expected] of [
  ["interval and backoff", { IntervalSeconds: 3, BackoffRate: 1.5 }, [3, 4.5, 6.75]],
  ["a rate of one", { IntervalSeconds: 2, BackoffRate: 1, MaxAttempts: 4 }, [2, 2, 2, 2]],
  ["a maximum delay", { IntervalSeconds: 10, MaxDelaySeconds: 25 }, [10, 20, 25]],
  ["no attempts", { MaxAttempts: 0 }, []],
] as const) {
  test(`a retrier with ${what} waits ${expected.join(", ")} seconds`, async () => {
    const handler = throwing(...Array.from({ length: 9 }, () => "A"));
    const { events } = await run({ Retry: [{ ErrorEquals: ["A"], ...retrier }] }, handler);
    assert.deepEqual(delays(events), expected);
  });
}

test("full jitter draws each delay from the seed, between nothing and the whole", async () => {
  const jittered = async (seed: number) => {
    const retrier = {
      ErrorEquals: ["A"],
      IntervalSeconds: 100,
      BackoffRate: 1,
      MaxAttempts: 20,
      JitterStrategy: "FULL",
    };
    return delays((await run({ Retry: [retrier] }, throwing(...Array(20).fill("A")), { seed })).events);
  };
  const drawn = await jittered(1);
  assert.equal(drawn.length, 20);
  assert.equal(
    drawn.every((delay) => delay >= 0 && delay < 100),
    true,
  );
  assert.equal(new Set(drawn).size > 15, true);
  assert.deepEqual(await jittered(1), drawn);
  assert.notDeepEqual(await jittered(2), drawn);
});

test("each retrier counts its own tries, and one that is used up leaves the error to Catch", async () => {
  const fields = {
    Retry: [
      { ErrorEquals: ["A"], MaxAttempts: 1 },
      { ErrorEquals: ["B"], MaxAttempts: 2 },
      { ErrorEquals: ["States.ALL"], MaxAttempts: 9 },
    ],
    Catch: [{ ErrorEquals: ["A"], Next: "Done" }],
  };
  const { output, events } = await run(fields, throwing("A", "B", "B", "A", "C"));
  assert.deepEqual(output, { Error: "A", Cause: "because of A" });
  assert.deepEqual(delays(events), [1, 1, 2]);
});

test("a visit that comes later starts counting anew", async () => {
  const definition = rowOf({
    Work: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:glue:startJobRun",
      ResultPath: "$.r",
      Retry: [{ ErrorEquals: ["A"], MaxAttempts: 1 }],
    },
    Again: { Type: "Choice", Choices: [{ Variable: "$.r", StringEquals: "more", Next: "Work" }], Default: "Done" },
    Done: { Type: "Succeed" },
  });
  const answers = ["A", "more", "A", "done"];
  const { status, events } = await execute(definition, {
    tasks: {
      Work: () => {
        const next = answers.shift();
        if (next === "A") throw failing("A");
        return next;
      },
    },
  });
  assert.equal(status, "SUCCEEDED");
  assert.equal(events.filter(({ type }) => type === "TaskFailed").length, 2);
});

test("$$.State.RetryCount counts the tries of a visit", async () => {
  const counts: unknown[] = [];
  const left = throwing("A", "A");
  await execute(work({ Parameters: { "n.$": "$$.State.RetryCount" }, Retry: [{ ErrorEquals: ["A"] }] }), {
    tasks: {
      Work: ({ parameters }) => {
        counts.push(parameters.n);
        return left();
      },
    },
  });
  assert.deepEqual(counts, [0, 1, 2]);
});

const matching: readonly (readonly [names: readonly string[], error: string, matches: boolean])[] = [
  [["A", "B"], "B", true],
  [["A"], "a", false],
  [["States.ALL"], "A", true],
  [["States.TaskFailed"], "A", true],
  [["States.TaskFailed"], "States.Timeout", false],
  [["States.Timeout"], "States.Timeout", true],
  [["States.ALL"], "States.Timeout", true],
  [["States.ALL"], "States.Runtime", false],
  [["States.Runtime"], "States.Runtime", false],
  [["States.ALL"], "States.DataLimitExceeded", true],
];
for (const [names, error, matches] of matching) {
  test(`ErrorEquals ${names.join(", ")} ${matches ? "means" : "does not mean"} ${error}`, async () => {
    const result = await run({ Catch: [{ ErrorEquals: names, Next: "Done" }] }, throwing(error));
    assert.deepEqual([result.status, result.error], matches ? ["SUCCEEDED", undefined] : ["FAILED", error]);
  });
}

test("a caught error takes the place of the input, or the one that ResultPath gives it", async () => {
  const caught = async (fields: object) =>
    (
      await run(
        { OutputPath: "$.never", Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done", ...fields }] },
        throwing("A"),
        { input: { a: 1 } },
      )
    ).output;
  const error = { Error: "A", Cause: "because of A" };
  assert.deepEqual(await caught({}), error);
  assert.deepEqual(await caught({ ResultPath: "$.b.error" }), { a: 1, b: { error } });
  assert.deepEqual(await caught({ ResultPath: null }), { a: 1 });
});

test("a catcher assigns from the error, and what the task would have assigned does not happen", async () => {
  const definition = rowOf({
    Work: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:glue:startJobRun",
      Assign: { result: "set" },
      Catch: [
        { ErrorEquals: ["B"], Assign: { wrong: 1 }, Next: "Look" },
        { ErrorEquals: ["A"], Assign: { "reason.$": "$.Cause" }, Next: "Look" },
      ],
    },
    Look: { Type: "Pass", Parameters: { "reason.$": "$reason" } },
  });
  const { output, events } = await execute(definition, { tasks: { Work: throwing("A") } });
  assert.deepEqual(output, { reason: "because of A" });
  assert.deepEqual(ways(events).slice(4, 7), ["5(4) TaskFailed", "6(5) TaskStateExited", "7(6) PassStateEntered"]);
  assert.deepEqual(events[5]?.stateExitedEventDetails?.assignedVariables, { reason: '"because of A"' });
});

// ---------------------------------------------------------------- timeouts

const slow =
  (seconds: number) =>
  (_name: string, _payload: unknown, { sleep }: { sleep: (seconds: number) => Promise<void> }) =>
    sleep(seconds);

for (const resource of ["${Slow}", "arn:aws:states:::lambda:invoke"]) {
  test(`${resource} that is not done in time fails with States.Timeout and no cause`, async () => {
    const state = { Type: "Task", Resource: resource, Parameters: { FunctionName: "Slow" }, TimeoutSeconds: 5 };
    const { status, error, cause, events } = await execute(rowOf({ Work: state }), { lambda: slow(60) });
    assert.deepEqual([status, error, cause], ["FAILED", "States.Timeout", undefined]);
    const family = resource === "${Slow}" ? "LambdaFunctionTimedOut" : "TaskTimedOut";
    assert.deepEqual(times(events).slice(-2), [`5 ${family}`, "5 ExecutionFailed"]);
  });
}

test("a task in time is not disturbed by its timeout", async () => {
  const definition = rowOf({
    Work: { Type: "Task", Resource: "${Slow}", TimeoutSeconds: 61 },
    Rest: { Type: "Wait", Seconds: 100 },
  });
  const { status, events } = await execute(definition, { lambda: slow(60) });
  assert.equal(status, "SUCCEEDED");
  assert.equal(times(events).at(-1), "160 ExecutionSucceeded");
});

test("timeouts can come from the data, and have to be positive integers", async () => {
  const state = { Type: "Task", Resource: "${Slow}", TimeoutSecondsPath: "$.t" };
  const after = async (t: unknown) => {
    const { error, cause, events } = await execute(rowOf({ Work: state }), { input: { t }, lambda: slow(60) });
    return [error, cause, times(events).at(-1)];
  };
  assert.deepEqual(await after(7), ["States.Timeout", undefined, "7 ExecutionFailed"]);
  assert.deepEqual(await after("soon"), [
    "States.Runtime",
    "An error occurred while executing the state 'Work' (entered at the event id #2). The TimeoutSecondsPath field refers to value \"soon\" which is not a valid integer: $.t",
    "0 ExecutionFailed",
  ]);
});

test("every try has its own timeout, and a timeout can be caught", async () => {
  const fields = {
    TimeoutSeconds: 5,
    Retry: [{ ErrorEquals: ["States.Timeout"], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Done" }],
  };
  const { output, events } = await execute(work(fields), { tasks: { Work: ({ sleep }) => sleep(60) } });
  assert.deepEqual(output, { Error: "States.Timeout", Cause: "" });
  assert.deepEqual(
    times(events).filter((line) => line.includes("TimedOut")),
    ["5 TaskTimedOut", "11 TaskTimedOut"],
  );
});

for (const name of ["States.HeartbeatTimeout", "States.Timeout"]) {
  test(`a missed heartbeat is caught as ${name}`, async () => {
    const fields = { HeartbeatSeconds: 5, Catch: [{ ErrorEquals: [name], Next: "Done" }] };
    const { output } = await execute(work(fields), { tasks: { Work: ({ sleep }) => sleep(60) } });
    assert.deepEqual(output, { Error: "States.Timeout", Cause: "" });
  });
}
test("a handler that sends heartbeats goes on", async () => {
  const { status } = await execute(work({ HeartbeatSeconds: 5 }), {
    tasks: {
      Work: async ({ sleep, heartbeat }) => {
        for (let beat = 0; beat < 10; beat += 1) {
          await sleep(4);
          heartbeat();
        }
      },
    },
  });
  assert.equal(status, "SUCCEEDED");
});

test("a machine that takes too long is timed out, with States.Timeout in the event alone", async () => {
  const definition = { ...rowOf({ Rest: { Type: "Wait", Seconds: 60 } }), TimeoutSeconds: 5 };
  const { events, ...result } = await execute(definition);
  assert.deepEqual(result, { status: "TIMED_OUT" });
  assert.deepEqual(ways(events), ["1(0) ExecutionStarted", "2(0) WaitStateEntered", "3(0) ExecutionTimedOut"]);
  assert.deepEqual(times(events).at(-1), "5 ExecutionTimedOut");
  assert.deepEqual(events.at(-1)?.executionTimedOutEventDetails, { error: "States.Timeout" });
});

for (const [type, seconds] of [
  ["EXPRESS", 300],
  ["STANDARD", 31_536_000],
] as const) {
  test(`an execution of type ${type} may take ${seconds} seconds`, async () => {
    const lasting = async (Seconds: number) =>
      (await execute(rowOf({ Rest: { Type: "Wait", Seconds } }), { stateMachineType: type })).status;
    assert.equal(await lasting(seconds - 1), "SUCCEEDED");
    assert.equal(await lasting(seconds + 1), "TIMED_OUT");
  });
}

test.run();
