import assert from "node:assert/strict";
import { test } from "uvu";
import { colourStyle, plainStyle } from "../../cli/report.js";
import { duration, traceOf } from "../../cli/run-trace.js";
import type { HistoryEvent, HistoryEventType } from "../../simulator/index.js";

/** Events one after the other, as a machine without branches makes them. */
function history() {
  const events: HistoryEvent[] = [];
  const start = Date.UTC(2025, 0, 1);
  const add = (seconds: number, type: HistoryEventType, details: object = {}, previous = events.length): number => {
    const id = events.length + 1;
    // The details are those of the type, as the tests below write them.
    events.push({
      id,
      previousEventId: previous,
      type,
      timestamp: new Date(start + seconds * 1000),
      ...details,
    } as HistoryEvent);
    return id;
  };
  const enter = (seconds: number, type: string, name: string, input: unknown, previous?: number) =>
    add(
      seconds,
      `${type}StateEntered` as HistoryEventType,
      { stateEnteredEventDetails: { name, input: JSON.stringify(input) } },
      previous,
    );
  const exit = (seconds: number, type: string, name: string, output: unknown, more: object = {}, previous?: number) =>
    add(
      seconds,
      `${type}StateExited` as HistoryEventType,
      { stateExitedEventDetails: { name, output: JSON.stringify(output), ...more } },
      previous,
    );
  return { events, add, enter, exit };
}
const traced = (events: readonly HistoryEvent[], stateNames: readonly string[], style = plainStyle) => {
  const trace = traceOf({
    stateNames,
    style,
    thrownAt: (name) => (name === "Create" ? "handlers/create.ts:7" : undefined),
  });
  return { text: events.map((event) => trace.lines(event)).join(""), end: trace.end };
};

test("a run reads as the way through its states: time, state, what was added, where a choice led", () => {
  const { events, add, enter, exit } = history();
  const names = ["Check", "Exists?", "Wait a While", "Create", "Done"];
  add(0, "ExecutionStarted", { executionStartedEventDetails: { input: "{}" } }, 0);
  enter(0, "Task", "Check", { stack: "a" }, 0);
  add(0, "LambdaFunctionScheduled");
  add(0, "LambdaFunctionSucceeded");
  exit(0, "Task", "Check", { stack: "a", exists: true });
  enter(0, "Choice", "Exists?", { stack: "a", exists: true });
  exit(0, "Choice", "Exists?", { stack: "a", exists: true });
  enter(0, "Wait", "Wait a While", { stack: "a", exists: true });
  exit(90, "Wait", "Wait a While", { stack: "a", exists: true });
  enter(90, "Task", "Create", { stack: "a", exists: true });
  add(90, "LambdaFunctionScheduled");
  add(90, "LambdaFunctionFailed", {
    lambdaFunctionFailedEventDetails: { error: "Busy", cause: '{"errorMessage":"try later","errorType":"Busy"}' },
  });
  add(92.5, "LambdaFunctionScheduled");
  add(92.5, "LambdaFunctionFailed", {
    lambdaFunctionFailedEventDetails: { error: "StackAlreadyExists", cause: "no JSON" },
  });
  exit(92.5, "Task", "Create", { stack: "a", exists: true, error: { Error: "StackAlreadyExists" } });
  enter(92.5, "Succeed", "Done", {});
  exit(92.5, "Succeed", "Done", {}, { assignedVariables: { tries: "2" } });
  add(92.5, "ExecutionSucceeded", { executionSucceededEventDetails: { output: "{}" } });
  const { text, end } = traced(events, names);
  assert.equal(
    text + end({ status: "SUCCEEDED", output: { stack: "a" } }),
    `     +0s  Check         exists: true
     +0s  Exists?       → Wait a While
     +0s  Wait a While  1m 30s
 +1m 30s  Create        Busy: try later (handlers/create.ts:7)
 +1m 33s  Create        retry 1
 +1m 33s  Create        StackAlreadyExists: no JSON (handlers/create.ts:7)
 +1m 33s  Create        caught, error: {"Error":"StackAlreadyExists"}
 +1m 33s  Done          $tries: 2
SUCCEEDED after 1m 33s, 6 state transitions
{
  "stack": "a"
}
`,
  );
});

test("an execution that failed ends with its error and cause, and shows no output", () => {
  const { events, add, enter } = history();
  add(0, "ExecutionStarted", {}, 0);
  enter(0, "Fail", "Deployment Failed", {}, 0);
  add(0, "ExecutionFailed", { executionFailedEventDetails: { error: "DeploymentFailed", cause: "unsafe" } });
  const { text, end } = traced(events, ["Deployment Failed"]);
  assert.equal(
    text + end({ status: "FAILED", error: "DeploymentFailed", cause: "unsafe" }),
    `     +0s  Deployment Failed
FAILED after 0s, 1 state transition
  error: DeploymentFailed
  cause: unsafe
`,
  );
});

test("a choice that leads nowhere still has its line", () => {
  const { events, add, enter, exit } = history();
  add(0, "ExecutionStarted", {}, 0);
  enter(0, "Choice", "Exists?", {}, 0);
  exit(0, "Choice", "Exists?", {});
  const { text, end } = traced(events, ["Exists?"]);
  assert.equal(
    text + end({ status: "FAILED", error: "States.Runtime" }),
    "     +0s  Exists?\nFAILED after 0s, 1 state transition\n  error: States.Runtime\n",
  );
});

test("the states of branches stand indented, each with its own choice", () => {
  const { events, add, enter, exit } = history();
  add(0, "ExecutionStarted", {}, 0);
  enter(0, "Parallel", "Both", { a: 1 }, 0);
  const started = add(0, "ParallelStateStarted");
  const left = enter(0, "Choice", "Left", { a: 1 }, started);
  const right = enter(0, "Choice", "Right", { a: 1 }, started);
  const leftEnd = exit(0, "Choice", "Left", { a: 1 }, {}, left);
  const rightEnd = exit(0, "Choice", "Right", { a: 1 }, {}, right);
  const r = enter(0, "Pass", "R", { a: 1 }, rightEnd);
  const l = enter(0, "Pass", "L", { a: 1 }, leftEnd);
  exit(0, "Pass", "R", { a: 1, r: 2 }, {}, r);
  const last = exit(0, "Pass", "L", { a: 1, l: 2 }, {}, l);
  const done = add(0, "ParallelStateSucceeded", {}, last);
  const over = exit(0, "Parallel", "Both", [1, 2], {}, started);
  enter(0, "Succeed", "End", [1, 2], over);
  assert.ok(done > 0);
  assert.equal(
    traced(events, ["Both", "Left", "Right", "L", "R", "End"]).text,
    `     +0s    Right  → R
     +0s    Left   → L
     +0s    R      r: 2
     +0s    L      l: 2
     +0s  Both   data: [1,2]
`,
  );
});

test("the end of a parallel or a map is told by its own name and depth, not by those of the state inside that ended last", () => {
  const { events, add, enter, exit } = history();
  add(0, "ExecutionStarted", {}, 0);
  enter(0, "Parallel", "Both", { a: 1 }, 0);
  add(0, "ParallelStateStarted");
  enter(0, "Map", "Each", { a: 1 });
  add(0, "MapStateStarted");
  add(0, "MapIterationStarted", { mapIterationStartedEventDetails: { name: "Each", index: 0 } });
  enter(0, "Pass", "Inside", 1);
  exit(0, "Pass", "Inside", 2);
  add(0, "MapIterationSucceeded", { mapIterationSucceededEventDetails: { name: "Each", index: 0 } });
  const last = add(0, "MapStateSucceeded");
  exit(0, "Map", "Each", { a: 1, all: [2] }, {}, last - 1);
  const done = add(0, "ParallelStateSucceeded");
  exit(0, "Parallel", "Both", { a: 1, both: [3] }, {}, done - 1);
  enter(0, "Pass", "Behind", { a: 1, both: [3] });
  exit(0, "Pass", "Behind", { a: 1, both: [3], b: 4 });
  assert.equal(
    traced(events, ["Behind"]).text,
    `     +0s      Inside  data: 2
     +0s    Each    all: [2]
     +0s  Both    both: [3]
     +0s  Behind  b: 4
`,
  );
});

test("a parallel that is tried again, and then fails, is told of by its own name, and so is the one around it", () => {
  const { events, add, enter, exit } = history();
  const failed = { lambdaFunctionFailedEventDetails: { error: "Busy", cause: "later" } };
  add(0, "ExecutionStarted", {}, 0);
  enter(0, "Parallel", "Outer", {}, 0);
  add(0, "ParallelStateStarted");
  enter(0, "Parallel", "Inner", {});
  add(0, "ParallelStateStarted");
  enter(0, "Task", "Task", {});
  add(0, "LambdaFunctionScheduled");
  const first = add(0, "LambdaFunctionFailed", failed);
  add(0, "TaskStateAborted");
  add(1, "ParallelStateStarted", {}, first);
  enter(1, "Task", "Task", {});
  add(1, "LambdaFunctionScheduled");
  add(1, "LambdaFunctionFailed", failed);
  add(1, "ParallelStateFailed");
  add(1, "ParallelStateFailed");
  exit(1, "Parallel", "Outer", { problem: "Busy" });
  const { text, end } = traced(events, ["Outer"]);
  assert.equal(
    text + end({ status: "SUCCEEDED" }),
    `     +0s      Task   Busy: later
     +1s    Inner  retry 1
     +1s      Task   Busy: later
     +1s    Inner  failed
     +1s  Outer  failed
     +0s  Outer  caught, 1s, problem: "Busy"
SUCCEEDED after 1s, 5 state transitions
`,
  );
});

test("data that lost keys is shown whole, a long value is cut, an unchanged one is not shown", () => {
  const { events, enter, exit } = history();
  enter(0, "Pass", "A", { a: 1, b: 2 }, 0);
  exit(0, "Pass", "A", { a: 1 });
  enter(0, "Pass", "B", { a: 1 });
  exit(0, "Pass", "B", { a: 1, long: "x".repeat(100), c: 3 });
  enter(0, "Pass", "C", { a: 1 });
  exit(0, "Pass", "C", { a: 1 });
  assert.equal(
    traced(events, ["A"]).text,
    `     +0s  A  data: {"a":1}\n     +0s  B  long: "${"x".repeat(58)}…, c: 3\n     +0s  C\n`,
  );
});

test("a key that a state writes is shown also where it keeps its value, but not where the state failed", () => {
  const { events, add, enter, exit } = history();
  enter(0, "Task", "Get", { status: "busy", id: 1 }, 0);
  exit(0, "Task", "Get", { status: "busy", id: 1 });
  enter(0, "Task", "Get", { status: "busy", id: 1 });
  add(0, "TaskFailed", { taskFailedEventDetails: { error: "No" } });
  exit(0, "Task", "Get", { status: "busy", id: 1 });
  const trace = traceOf({ stateNames: ["Get"], style: plainStyle, writes: () => ["status"] });
  assert.equal(
    events.map((event) => trace.lines(event)).join(""),
    '     +0s  Get  status: "busy"\n     +0s  Get  No\n     +0s  Get  caught\n',
  );
});

test("colours mark time, failures and outcome, and nothing else differs", () => {
  const { events, add, enter } = history();
  enter(0, "Task", "Create", {}, 0);
  add(0, "TaskTimedOut", { taskTimedOutEventDetails: { error: "States.Timeout" } });
  const { text, end } = traced(events, ["Create"], colourStyle);
  assert.equal(
    text + end({ status: "TIMED_OUT" }),
    "\u001b[2m     +0s\u001b[22m  Create  \u001b[31mStates.Timeout (handlers/create.ts:7)\u001b[39m\n\u001b[31mTIMED_OUT\u001b[39m after 0s, 1 state transition\n",
  );
});

test("durations read as a person says them", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0s"],
    [1500, "1.5s"],
    [59_999, "59.999s"],
    [60_000, "1m"],
    [90_000, "1m 30s"],
    [3_600_000, "1h"],
    [3_661_000, "1h 1m 1s"],
    [86_400_000 * 3 + 3_600_000, "3d 1h"],
  ];
  assert.deepEqual(
    cases.map(([milliseconds]) => duration(milliseconds)),
    cases.map(([, text]) => text),
  );
});

test.run();
