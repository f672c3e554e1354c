import assert from "node:assert/strict";
import { setTimeout as realSleep } from "node:timers/promises";
import { test } from "uvu";
import type { Clock } from "../../simulator/clock.js";
import { execute, type HandlerTools } from "../../simulator/index.js";
import { realClock } from "../../simulator/real-clock.js";
import { createClock, partOf } from "../../simulator/shared-clock.js";
import { virtualClock } from "../../simulator/virtual-clock.js";
import { rowOf, times, ways } from "./machines.js";

const work = (fields: object = {}) =>
  rowOf({ Work: { Type: "Task", Resource: "${Work}", ...fields }, Done: { Type: "Succeed" } });
type Lambda = (name: string, payload: unknown, tools: HandlerTools) => unknown;

test("a run starts at a fixed moment, so that it can be repeated", async () => {
  const definition = rowOf({
    Work: {
      Type: "Task",
      Resource: "${Work}",
      ResultPath: "$.r",
      Retry: [{ ErrorEquals: ["States.ALL"], JitterStrategy: "FULL" }],
    },
    Mix: {
      Type: "Pass",
      Parameters: { "id.$": "States.UUID()", "n.$": "States.MathRandom(0, 1000)", "run.$": "$$.Execution.Name" },
    },
  });
  const run = async (seed?: number) => {
    let tries = 0;
    const lambda: Lambda = async (_name, _payload, { sleep }) => {
      // Real time that differs from run to run must not show.
      await realSleep(tries);
      await sleep(1.5);
      tries += 1;
      if (tries < 3) throw new Error("again");
    };
    return execute(definition, { lambda, seed });
  };
  const first = await run();
  assert.equal(first.status, "SUCCEEDED");
  assert.equal(first.events[0]?.timestamp.toISOString(), "2025-01-01T00:00:00.000Z");
  assert.deepEqual(await run(), first);
  assert.deepEqual(await run(1), first);
  assert.notDeepEqual(await run(2), first);
});

test("a handler's sleep moves the virtual clock and takes no real time", async () => {
  const { events } = await execute(work(), { lambda: (_name, _payload, { sleep }) => sleep(86_400) });
  assert.deepEqual(times(events).slice(2, 5), [
    "0 LambdaFunctionScheduled",
    "0 LambdaFunctionStarted",
    "86400 LambdaFunctionSucceeded",
  ]);
});

test("the clock stands still while a handler does real work", async () => {
  const { status, events } = await execute(work({ TimeoutSeconds: 1 }), {
    lambda: () => realSleep(60),
    patienceMs: Number.POSITIVE_INFINITY,
  });
  assert.equal(status, "SUCCEEDED");
  assert.equal(times(events).at(-1), "0 ExecutionSucceeded");
});

test("a handler that runs longer than the patience is overtaken by its timeout, and told so", async () => {
  let aborted = false;
  const lambda: Lambda = (_name, _payload, { signal }) => {
    signal.addEventListener("abort", () => {
      aborted = true;
    });
    return new Promise(() => {});
  };
  const { status, error, events } = await execute(work({ TimeoutSeconds: 30 }), { lambda, patienceMs: 5 });
  assert.deepEqual([status, error, aborted], ["FAILED", "States.Timeout", true]);
  assert.deepEqual(times(events).slice(-2), ["30 LambdaFunctionTimedOut", "30 ExecutionFailed"]);
});

test("a handler that is only slow answers after its patience when nothing else is due", async () => {
  const { output } = await execute(work({ Retry: [{ ErrorEquals: ["States.ALL"] }] }), {
    lambda: async (_name, _payload, { sleep }) => {
      await sleep(1);
      await realSleep(30);
      return "late";
    },
    patienceMs: 200,
  });
  assert.equal(output, "late");
});

test("a sleep ends with an error when the task is over, so that a handler can clean up", async () => {
  const seen: unknown[] = [];
  const lambda: Lambda = async (_name, _payload, { sleep, signal }) => {
    try {
      await sleep(60);
    } catch (error) {
      seen.push((error as Error).name, signal.aborted);
      throw error;
    } finally {
      seen.push("cleaned up");
    }
  };
  await execute(work({ TimeoutSeconds: 5 }), { lambda });
  await realSleep(0);
  assert.deepEqual(seen, ["AbortError", true, "cleaned up"]);
});

test("an execution that is aborted ends at once, with an event that is on no way", async () => {
  const controller = new AbortController();
  const seen: boolean[] = [];
  const running = execute(work(), {
    signal: controller.signal,
    lambda: (_name, _payload, { signal }) => {
      signal.addEventListener("abort", () => seen.push(signal.aborted));
      setTimeout(() => controller.abort(), 5);
      return new Promise(() => {});
    },
  });
  const { events, ...result } = await running;
  assert.deepEqual(result, { status: "ABORTED" });
  assert.deepEqual(ways(events).slice(-3), [
    "3(2) LambdaFunctionScheduled",
    "4(3) LambdaFunctionStarted",
    "5(0) ExecutionAborted",
  ]);
  assert.deepEqual(seen, [true]);
});
test("whoever aborts an execution may say why, as StopExecution does", async () => {
  const stop = (reason?: unknown) =>
    execute(rowOf({ Rest: { Type: "Wait", Seconds: 60 } }), { signal: AbortSignal.abort(reason) });
  const { status, error, cause, events } = await stop({ error: "Wrong", cause: "started twice" });
  assert.deepEqual([status, error, cause], ["ABORTED", "Wrong", "started twice"]);
  assert.deepEqual(events.at(-1)?.executionAbortedEventDetails, { error: "Wrong", cause: "started twice" });
  for (const reason of [undefined, "a text", null, { error: 1 }]) {
    assert.deepEqual((await stop(reason)).events.at(-1)?.executionAbortedEventDetails, {}, String(reason));
  }
});
test("an execution that is aborted before it starts does nothing", async () => {
  const { status, events } = await execute(work(), {
    signal: AbortSignal.abort(),
    lambda: () => assert.fail("was called"),
  });
  assert.deepEqual([status, ways(events)], ["ABORTED", ["1(0) ExecutionStarted", "2(0) ExecutionAborted"]]);
});
test("an execution that is aborted from within goes no further", async () => {
  const controller = new AbortController();
  const { status, events } = await execute(rowOf({ A: { Type: "Pass" }, B: { Type: "Pass" } }), {
    signal: controller.signal,
    onEvent: ({ type }) => {
      if (type === "PassStateExited") controller.abort();
    },
  });
  assert.equal(status, "ABORTED");
  assert.equal(events.at(-1)?.type, "ExecutionAborted");
  assert.equal(events.length, 4);
});

test("events are told as they happen", async () => {
  const told: unknown[] = [];
  const { events } = await execute(work(), {
    lambda: () => void told.push("handler"),
    onEvent: (event) => told.push(event),
  });
  assert.equal(told.indexOf("handler"), 4);
  assert.deepEqual(
    told.filter((one) => one !== "handler"),
    events,
  );
});

for (const clock of ["real", { speed: 50 }] as const) {
  test(`on the clock ${JSON.stringify(clock)} time passes as fast as it says`, async () => {
    const speed = clock === "real" ? 1 : clock.speed;
    const started = Date.now();
    const definition = rowOf({ Rest: { Type: "Wait", Seconds: 1 }, Work: { Type: "Task", Resource: "${Work}" } });
    const { status, events } = await execute(
      clock === "real" ? rowOf({ Work: definition.States["Work"] ?? {} }) : definition,
      {
        clock,
        lambda: (_name, _payload, { sleep }) => sleep(0.05),
      },
    );
    assert.equal(status, "SUCCEEDED");
    const [first, last] = [Number(events[0]?.timestamp), Number(events.at(-1)?.timestamp)];
    assert.equal(last - first >= (clock === "real" ? 50 : 1050), true);
    assert.equal(Date.now() - started >= (last - first) / speed - 5, true);
    assert.equal(Math.abs(first - started) < 60_000, true);
  });
}
test("a timeout ends a task on the real clock as well", async () => {
  const { error } = await execute(work({ TimeoutSeconds: 1 }), {
    clock: { speed: 100 },
    lambda: (_name, _payload, { sleep }) => sleep(60),
  });
  assert.equal(error, "States.Timeout");
});
test("a clock that does not move is refused", async () => {
  await assert.rejects(execute(work(), { clock: { speed: 0 } }), RangeError);
});

// ---------------------------------------------------------------- one clock for several

const waiting = (Seconds: number) =>
  rowOf({ Rest: { Type: "Wait", Seconds }, Work: { Type: "Task", Resource: "${Work}" } });

test("executions that share a clock live in one time, with what else happens in it", async () => {
  const clock = createClock({ startTime: new Date(5000) });
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name} ${clock.now()}`);
  clock.at(clock.now() + 15_000, note("outside"));
  const results = await Promise.all([
    execute(waiting(20), { clock, lambda: note("second") }),
    execute(waiting(10), { clock, lambda: note("first") }),
  ]);
  assert.deepEqual(seen, ["first 15000", "outside 20000", "second 25000"]);
  assert.deepEqual(
    results.map(({ events }) => Number(events.at(-1)?.timestamp)),
    [25_000, 15_000],
  );
});
test("an execution that is over leaves nothing on a shared clock, and the clock to the others", async () => {
  const clock = createClock();
  const start = clock.now();
  const controller = new AbortController();
  clock.at(start + 5000, () => controller.abort());
  const calls: number[] = [];
  const lambda = () => calls.push(clock.now() - start);
  const [aborted, ended] = await Promise.all([
    execute(waiting(10), { clock, lambda, signal: controller.signal }),
    execute({ ...waiting(20), TimeoutSeconds: 600 }, { clock, lambda }),
  ]);
  assert.deepEqual([aborted.status, ended.status], ["ABORTED", "SUCCEEDED"]);
  assert.deepEqual(calls, [20_000]);
  await new Promise<void>((resolve) => clock.at(start + 30_000, resolve));
  await new Promise(setImmediate);
  // Neither the machine's timeout nor that of a whole year is waited for.
  assert.equal(clock.now(), start + 30_000);
});
test("a part of a clock that was stopped takes no more, and starts no handler", async () => {
  const clock = createClock();
  const part = partOf(clock);
  part.at(clock.now() + 1, () => assert.fail("came after stop"));
  part.stop();
  part.at(clock.now() + 1, () => assert.fail("was taken after stop"));
  part.run(
    () => assert.fail("ran after stop"),
    () => assert.fail("settled after stop"),
  );
  await reached(clock, clock.now() + 10);
});

// ---------------------------------------------------------------- the clocks themselves

const never = new AbortController().signal;
const reached = (clock: Clock, moment: number) => new Promise<void>((resolve) => clock.at(moment, resolve));

test("what falls on the same moment comes in the order in which it was asked for", async () => {
  const clock = virtualClock(0, Number.POSITIVE_INFINITY);
  const seen: string[] = [];
  for (const [name, moment] of [
    ["c", 20],
    ["a", 10],
    ["b", 10],
    ["d", 20],
    ["now", 0],
  ] as const) {
    clock.at(moment, () => seen.push(`${name} ${clock.now()}`));
  }
  clock.at(15, () => seen.push("cancelled"))();
  await reached(clock, 30);
  assert.deepEqual(seen, ["now 0", "a 10", "b 10", "c 20", "d 20"]);
});

test("a thousand timers come in their order, whatever order they were asked for in", async () => {
  const clock = virtualClock(0, 1000);
  const moments = Array.from({ length: 1000 }, (_, index) => (index * 617) % 997);
  const seen: number[] = [];
  await new Promise<void>((resolve) => {
    for (const moment of moments) clock.at(moment, () => seen.push(moment));
    clock.at(2000, resolve);
  });
  assert.deepEqual(
    seen,
    moments.sort((left, right) => left - right),
  );
});

test("of many timers those that were cancelled do not come, and the others keep their order", async () => {
  const clock = virtualClock(0, 1000);
  const seen: number[] = [];
  const moments = Array.from({ length: 1000 }, (_, index) => (index * 617) % 997);
  const cancels = moments.map((moment) => clock.at(moment, () => seen.push(moment)));
  for (const [index, cancel] of cancels.entries()) {
    if (index % 10 === 0) continue;
    cancel();
    cancel();
  }
  await reached(clock, 2000);
  const kept = moments.filter((_, index) => index % 10 === 0);
  assert.deepEqual(
    seen,
    kept.sort((left, right) => left - right),
  );
  for (const cancel of cancels) cancel();
  await reached(clock, 3000);
});

test("handlers that run side by side are answered in the order of their start, however long they take", async () => {
  const clock = virtualClock(0, Number.POSITIVE_INFINITY);
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name} ${clock.now()}`);
  clock.run(() => realSleep(20), note("slow"));
  clock.run(() => realSleep(1), note("quick"));
  clock.run(() => undefined, note("at once"));
  clock.run((sleep) => sleep(1, never), note("sleeping"));
  clock.at(500, note("timer"));
  clock.run(() => realSleep(5), note("left"))();
  await reached(clock, 2000);
  assert.deepEqual(seen, ["slow 0", "quick 0", "at once 0", "timer 500", "sleeping 1000"]);
});

test("two sleeps of one handler at a time both end", async () => {
  const clock = virtualClock(0, 1000);
  const seen: number[] = [];
  await new Promise<void>((resolve) => {
    const both = async (sleep: (seconds: number, signal: AbortSignal) => Promise<void>) => {
      await Promise.all(
        [1, 3].map(async (seconds) => {
          await sleep(seconds, never);
          seen.push(clock.now());
        }),
      );
      await sleep(1, never);
      seen.push(clock.now());
    };
    clock.run(both, () => resolve());
  });
  assert.deepEqual(seen, [1000, 3000, 4000]);
});

test("a sleep that nobody awaits any more does not reject when the task is over", async () => {
  for (const clock of [virtualClock(0, 1000), realClock(0, 1)]) {
    const controller = new AbortController();
    const rejected: unknown[] = [];
    clock.run(
      (sleep) => void sleep(1000, controller.signal).catch((error) => rejected.push(error)),
      () => {},
    );
    await realSleep(5);
    controller.abort();
    await realSleep(5);
    clock.stop();
    assert.deepEqual(rejected, []);
  }
});

test("a clock that was stopped calls nobody", async () => {
  for (const clock of [virtualClock(0, 1000), realClock(0, 1)]) {
    clock.at(1, () => assert.fail("came after stop"));
    clock.stop();
    clock.at(1, () => assert.fail("was taken after stop"));
    await realSleep(10);
  }
});

test.run();
