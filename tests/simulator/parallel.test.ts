import assert from "node:assert/strict";
import { test } from "uvu";
import { execute, type HandlerTools, type HistoryEvent } from "../../simulator/index.js";
import { failing, inState, resultOf, rowOf, times, ways } from "./machines.js";

const parallel = (branches: readonly object[], fields: object = {}) => ({
  Type: "Parallel",
  Branches: branches.map((states) => rowOf(states as Record<string, object>)),
  ...fields,
});
const pass = { Type: "Pass" };
const task = { Type: "Task", Resource: "${Work}" };
const wait = (Seconds: number) => ({ Type: "Wait", Seconds });
const boom = { Type: "Fail", Error: "Boom", Cause: "on purpose" };

const typesOf = (events: readonly HistoryEvent[]) => events.map(({ type }) => type);

test("every branch gets the input, and the results stand in the order of the branches", async () => {
  const state = parallel([{ A: wait(5) }, { B: { Type: "Pass", Result: "b" } }, { C: pass, D: pass }]);
  assert.deepEqual(await resultOf(state, { n: 1 }), [{ n: 1 }, "b", { n: 1 }]);
});

test("Parameters shapes the input of the branches, ResultSelector and ResultPath what becomes of the result", async () => {
  const state = parallel([{ A: pass }], {
    Parameters: { "m.$": "$.n" },
    ResultSelector: { "first.$": "$[0].m" },
    ResultPath: "$.r",
  });
  assert.deepEqual(await resultOf(state, { n: 1 }), { n: 1, r: { first: 1 } });
});

test("each branch goes its own way, and what comes after follows the branch that ended last", async () => {
  const { events } = await execute(rowOf({ P: parallel([{ A: wait(2) }, { B: pass }]), Z: pass }));
  assert.deepEqual(ways(events), [
    "1(0) ExecutionStarted",
    "2(0) ParallelStateEntered",
    "3(2) ParallelStateStarted",
    "4(3) WaitStateEntered",
    "5(3) PassStateEntered",
    "6(5) PassStateExited",
    "7(4) WaitStateExited",
    "8(7) ParallelStateSucceeded",
    "9(7) ParallelStateExited",
    "10(9) PassStateEntered",
    "11(10) PassStateExited",
    "12(11) ExecutionSucceeded",
  ]);
});

test("branches wait side by side, not one after the other", async () => {
  const { events } = await execute(rowOf({ P: parallel([{ A: wait(10) }, { B: wait(30) }, { C: wait(20) }]) }));
  assert.deepEqual(
    times(events).filter((line) => line.endsWith("Exited")),
    ["10 WaitStateExited", "20 WaitStateExited", "30 WaitStateExited", "30 ParallelStateExited"],
  );
});

test("a branch reads the variables around it, and its own are gone when it ends", async () => {
  const read = { Type: "Pass", Parameters: { "x.$": "$x", "y.$": "$y" } };
  const { output } = await execute(
    rowOf({
      Set: { Type: "Pass", Assign: { x: 1 } },
      P: parallel(
        [
          { A: { Type: "Pass", Assign: { y: "a" } }, ReadA: read },
          { B: { Type: "Pass", Assign: { y: "b" } }, ReadB: read },
        ],
        { Assign: { "y.$": "$[1].y" } },
      ),
      Last: { Type: "Pass", Parameters: { "branches.$": "$", "y.$": "$y" } },
    }),
  );
  assert.deepEqual(output, {
    branches: [
      { x: 1, y: "a" },
      { x: 1, y: "b" },
    ],
    y: "b",
  });
});

test("a failure cuts the other branches off: a task, a wait, what runs within; each is told behind the failure", async () => {
  const inner = parallel([{ X: wait(60) }, { Y: pass }]);
  const { status, error, cause, events } = await execute(
    rowOf({
      P: parallel([{ A: task }, { B: wait(1), Boom: boom }, { C: wait(60) }, { D: inner }, { E: pass }]),
    }),
    { lambda: (_name, _payload, { sleep }) => sleep(3600) },
  );
  assert.deepEqual([status, error, cause], ["FAILED", "Boom", "on purpose"]);
  const failed = events.findIndex(({ type }) => type === "FailStateEntered");
  const { id } = events[failed] ?? {};
  assert.deepEqual(
    events.slice(failed + 1).map(({ type, previousEventId }) => [type, previousEventId]),
    [
      ["TaskStateAborted", id],
      ["WaitStateAborted", id],
      ["ParallelStateAborted", id],
      ["WaitStateAborted", id],
      ["ParallelStateFailed", id],
      ["ExecutionFailed", (id ?? 0) + 5],
    ],
  );
  assert.equal(times(events).at(-1), "1 ExecutionFailed");
});

test("a task that fails its branch is told as aborted, too: it never left its state", async () => {
  const { events } = await execute(rowOf({ P: parallel([{ A: task }]) }), {
    lambda: () => {
      throw failing("Broken");
    },
  });
  assert.deepEqual(ways(events).slice(3), [
    "4(3) TaskStateEntered",
    "5(4) LambdaFunctionScheduled",
    "6(5) LambdaFunctionStarted",
    "7(6) LambdaFunctionFailed",
    "8(7) TaskStateAborted",
    "9(7) ParallelStateFailed",
    "10(9) ExecutionFailed",
  ]);
});

test("every branch starts before a failure is looked at", async () => {
  const { events } = await execute(rowOf({ P: parallel([{ A: boom }, { B: wait(1) }]) }));
  assert.deepEqual(ways(events).slice(3), [
    "4(3) FailStateEntered",
    "5(3) WaitStateEntered",
    "6(4) WaitStateAborted",
    "7(4) ParallelStateFailed",
    "8(7) ExecutionFailed",
  ]);
});

test("the handler of a branch that is cut off hears of it, and what it answers then counts for nothing", async () => {
  const seen: unknown[] = [];
  const lambda = async (_name: string, _payload: unknown, { signal, sleep }: HandlerTools) => {
    try {
      await sleep(60);
    } catch {
      seen.push(signal.aborted);
    }
    return "late";
  };
  const caught = { Catch: [{ ErrorEquals: ["Boom"], Next: "After" }], End: true };
  const { status, events } = await execute(
    rowOf({ P: parallel([{ A: task }, { B: wait(1), Boom: boom }], caught), After: wait(600) }),
    { lambda },
  );
  assert.deepEqual([status, seen], ["SUCCEEDED", [true]]);
  assert.deepEqual(typesOf(events).slice(-5), [
    "ParallelStateFailed",
    "ParallelStateExited",
    "WaitStateEntered",
    "WaitStateExited",
    "ExecutionSucceeded",
  ]);
  assert.equal(times(events).at(-1), "601 ExecutionSucceeded");
});

test("Retry runs all branches again, and follows what failed the last try", async () => {
  let tries = 0;
  const { output, events } = await execute(
    rowOf({ P: parallel([{ A: task }, { B: pass }], { Retry: [{ ErrorEquals: ["Broken"], IntervalSeconds: 7 }] }) }),
    {
      lambda: () => {
        tries += 1;
        if (tries < 2) throw failing("Broken");
        return tries;
      },
      input: "in",
    },
  );
  assert.deepEqual(output, [2, "in"]);
  const lines = ways(events);
  const failed = events.find(({ type }) => type === "LambdaFunctionFailed")?.id ?? 0;
  assert.ok(lines.includes(`${failed + 2}(${failed}) ParallelStateStarted`), lines.join("\n"));
  assert.equal(times(events).at(-1), "7 ExecutionSucceeded");
});

test("Catch takes a branch's error under its own name", async () => {
  const { output } = await execute(
    rowOf({
      P: parallel([{ A: boom }, { B: wait(60) }], {
        Catch: [{ ErrorEquals: ["Boom"], ResultPath: "$.error", Next: "After" }],
        End: true,
      }),
      After: pass,
    }),
    { input: { n: 1 } },
  );
  assert.deepEqual(output, { n: 1, error: { Error: "Boom", Cause: "on purpose" } });
});

test("States.Runtime ends the execution at once: nothing catches it, and no event tells of the branches", async () => {
  const { error, cause, events } = await execute(
    rowOf({
      P: parallel([{ A: { Type: "Pass", InputPath: "$.none" } }, { B: wait(60) }], {
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "After" }],
        End: true,
      }),
      After: pass,
    }),
  );
  assert.deepEqual(
    [error, cause],
    ["States.Runtime", `${inState("A", 4)} Invalid path '$.none' : No results for path: $['none']`],
  );
  assert.deepEqual(typesOf(events).slice(-3), ["PassStateEntered", "WaitStateEntered", "ExecutionFailed"]);
});

test("an execution that runs out of time ends with no word of the branches, and their handlers are told", async () => {
  let aborted = false;
  const { status, events } = await execute(
    { ...rowOf({ P: parallel([{ A: task }, { B: wait(60) }]) }), TimeoutSeconds: 5 },
    {
      lambda: (_name, _payload, { signal, sleep }) => {
        signal.addEventListener("abort", () => {
          aborted = true;
        });
        return sleep(60);
      },
    },
  );
  assert.deepEqual([status, aborted], ["TIMED_OUT", true]);
  assert.deepEqual(typesOf(events).slice(3), [
    "TaskStateEntered",
    "WaitStateEntered",
    "LambdaFunctionScheduled",
    "LambdaFunctionStarted",
    "ExecutionTimedOut",
  ]);
});

test("a history that is full fails the execution from within a branch", async () => {
  const loop = {
    Again: { Type: "Pass" },
    Enough: { Type: "Choice", Choices: [{ Variable: "$.stop", IsPresent: true, Next: "Done" }], Default: "Again" },
    Done: { Type: "Succeed" },
  };
  const { status, error, cause, events } = await execute(rowOf({ P: parallel([loop, { B: wait(60) }]) }));
  assert.deepEqual(
    [status, error, cause, events.length],
    ["FAILED", "States.Runtime", "The execution reached the maximum number of history events (25000).", 25_000],
  );
});

test("the same seed gives the same history, however long the handlers of the branches really take", async () => {
  const definition = rowOf({ P: parallel([{ A: task }, { B: task }, { C: wait(1), D: task }]) });
  const run = (slow: number) => {
    let calls = 0;
    return execute(definition, {
      lambda: async () => {
        calls += 1;
        const mine = calls;
        await new Promise((resolve) => setTimeout(resolve, mine === slow ? 15 : 0));
        return mine;
      },
    });
  };
  assert.deepEqual(await run(1), await run(2));
});

test.run();
