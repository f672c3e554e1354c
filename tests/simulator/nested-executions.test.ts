import assert from "node:assert/strict";
import { test } from "uvu";
import { execute, type HistoryEvent, type StateMachine } from "../../simulator/index.js";
import { rowOf, times } from "./machines.js";

const CHILD = "arn:aws:states:us-east-1:123456789012:stateMachine:Child";
const starting = (form: string, fields: object = {}, parameters: object = {}) =>
  rowOf({
    Start: {
      Type: "Task",
      Resource: `arn:aws:states:::${form}`,
      Parameters: { StateMachineArn: CHILD, Name: "run-1", Input: { n: 1 }, ...parameters },
      ...fields,
    },
  });
const double = rowOf({
  Rest: { Type: "Wait", Seconds: 60 },
  Double: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, $.n)" } },
});
const failing = rowOf({ Stop: { Type: "Fail", Error: "Broken", Cause: "by design" } });
const child = (definition: object, more: Partial<StateMachine> = {}) => ({ Child: { definition, ...more } });
const typesOf = (events: readonly HistoryEvent[]) => events.map(({ type }) => type);

/** What a description says beside its dates. */
const plainly = (description: unknown) => {
  const { StartDate, StopDate, ...rest } = description as { StartDate: number; StopDate: number };
  assert.equal(StopDate - StartDate, 60_000);
  return rest;
};

test("a task that waits for an execution gets its description, texts as texts", async () => {
  const { output, events } = await execute(starting("states:startExecution.sync"), { stateMachines: child(double) });
  const ExecutionArn = "arn:aws:states:us-east-1:123456789012:execution:Child:run-1";
  assert.deepEqual(plainly(output), {
    ExecutionArn,
    Input: '{"n":1}',
    InputDetails: { Included: true },
    Name: "run-1",
    Output: '{"n":2}',
    OutputDetails: { Included: true },
    RedriveCount: 0,
    RedriveStatus: "NOT_REDRIVABLE",
    RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
    StateMachineArn: CHILD,
    Status: "SUCCEEDED",
  });
  assert.deepEqual(times(events).slice(2, 6), [
    "0 TaskScheduled",
    "0 TaskStarted",
    "0 TaskSubmitted",
    "60 TaskSucceeded",
  ]);
  const submitted = JSON.parse(events[4]?.taskSubmittedEventDetails?.output ?? "");
  assert.equal(submitted.ExecutionArn, ExecutionArn);
  assert.equal(submitted.SdkHttpMetadata.HttpStatusCode, 200);
});

test("the second form of waiting gives input and output as JSON", async () => {
  const { output } = await execute(starting("states:startExecution.sync:2"), { stateMachines: child(double) });
  const { Input, Output } = output as { Input: unknown; Output: unknown };
  assert.deepEqual([Input, Output], [{ n: 1 }, { n: 2 }]);
});

test("an execution that fails fails the task that waits for it, which tells how", async () => {
  const { error, cause, events } = await execute(starting("states:startExecution.sync"), {
    stateMachines: child(failing),
  });
  assert.equal(error, "States.TaskFailed");
  const { Error: name, Cause, Status, Output } = JSON.parse(cause ?? "");
  assert.deepEqual([name, Cause, Status, Output], ["Broken", "by design", "FAILED", undefined]);
  assert.deepEqual(typesOf(events).slice(-3), ["TaskSubmitted", "TaskFailed", "ExecutionFailed"]);
});

test("an execution that nobody waits for goes on, and is over when execute resolves", async () => {
  const calls: unknown[] = [];
  const work = rowOf({ Rest: { Type: "Wait", Seconds: 60 }, Work: { Type: "Task", Resource: "${Work}" } });
  const { output, events } = await execute(starting("states:startExecution"), {
    stateMachines: child(work),
    lambda: (name, payload) => calls.push([name, payload]),
  });
  assert.deepEqual(Object.keys(output as object), [
    "ExecutionArn",
    "StartDate",
    "SdkHttpMetadata",
    "SdkResponseMetadata",
  ]);
  assert.equal(times(events).at(-1), "0 ExecutionSucceeded");
  assert.deepEqual(calls, [["Work", { n: 1 }]]);
});

test("the SDK's calls are answered as the SDK answers, and a synchronous one tells of a failure", async () => {
  const { output } = await execute(starting("aws-sdk:sfn:startExecution"), { stateMachines: child(double) });
  assert.deepEqual(output, {
    ExecutionArn: "arn:aws:states:us-east-1:123456789012:execution:Child:run-1",
    StartDate: "2025-01-01T00:00:00.000Z",
  });
  const express = child(failing, { stateMachineType: "EXPRESS" });
  const synchronous = await execute(starting("aws-sdk:sfn:startSyncExecution"), { stateMachines: express });
  const { Status, Error: error, ExecutionArn } = synchronous.output as { [name: string]: string };
  assert.deepEqual([Status, error], ["FAILED", "Broken"]);
  assert.match(ExecutionArn ?? "", /^arn:aws:states:us-east-1:123456789012:express:Child:run-1:[0-9a-f-]{36}$/);
});

test("a started execution knows the ARN that its caller is told", async () => {
  const look = rowOf({ Look: { Type: "Pass", Parameters: { "id.$": "$$.Execution.Id" } } });
  for (const [form, stateMachineType] of [
    ["states:startExecution.sync", "STANDARD"],
    ["aws-sdk:sfn:startSyncExecution", "EXPRESS"],
  ] as const) {
    const { output } = await execute(starting(form), { stateMachines: child(look, { stateMachineType }) });
    const { ExecutionArn, Output } = output as { ExecutionArn: string; Output: string };
    assert.equal(JSON.parse(Output).id, ExecutionArn, form);
  }
});

test("a task that is over stops the execution that it waited for", async () => {
  const told: string[] = [];
  const { error } = await execute(starting("states:startExecution.sync", { TimeoutSeconds: 10 }), {
    stateMachines: child(double),
    onChildEvent: ({ type }, name) => told.push(`${name} ${type}`),
  });
  assert.equal(error, "States.Timeout");
  assert.deepEqual(told, ["run-1 ExecutionStarted", "run-1 WaitStateEntered", "run-1 ExecutionAborted"]);
});

test("who aborts an execution aborts those that it started", async () => {
  const controller = new AbortController();
  const told: string[] = [];
  const { status } = await execute(starting("states:startExecution"), {
    stateMachines: child(double),
    signal: controller.signal,
    onEvent: ({ type }) => {
      if (type === "TaskSucceeded") controller.abort();
    },
    onChildEvent: ({ type }) => told.push(type),
  });
  assert.equal(status, "ABORTED");
  assert.equal(told.at(-1), "ExecutionAborted");
});

test("a name serves once, but for the same call while that runs", async () => {
  const twice = (second: object) =>
    rowOf({
      First: {
        ...{ Type: "Task", Resource: "arn:aws:states:::states:startExecution", ResultPath: null },
        Parameters: { StateMachineArn: CHILD, Name: "run-1", Input: { n: 1 } },
      },
      Second: {
        ...{ Type: "Task", Resource: "arn:aws:states:::states:startExecution" },
        Parameters: { StateMachineArn: CHILD, Name: "run-1", ...second },
      },
    });
  const same = await execute(twice({ Input: { n: 1 } }), { stateMachines: child(double) });
  assert.equal(same.status, "SUCCEEDED");
  const other = await execute(twice({ Input: { n: 2 } }), { stateMachines: child(double) });
  assert.equal(other.error, "StepFunctions.ExecutionAlreadyExistsException");
  assert.match(other.cause ?? "", /^Execution Already Exists: 'arn:[^']+:Child:run-1' \(Service: AWSStepFunctions; /);
});

test("a name that is none is refused", async () => {
  const { error } = await execute(starting("states:startExecution", {}, { Name: "a b" }), {
    stateMachines: child(double),
  });
  assert.equal(error, "StepFunctions.InvalidNameException");
});

test("the input is what a text says, and a text that says nothing is refused", async () => {
  const inputOf = async (Input: unknown) => {
    const { output, error } = await execute(starting("states:startExecution.sync:2", {}, { Input }), {
      stateMachines: child(rowOf({ Pass: { Type: "Pass" } })),
    });
    return error ?? (output as { Output: unknown }).Output;
  };
  assert.deepEqual(await inputOf('{"a":1}'), { a: 1 });
  assert.deepEqual(await inputOf('"text"'), "text");
  assert.deepEqual(await inputOf(null), {});
  assert.deepEqual(await inputOf([1]), [1]);
  assert.equal(await inputOf("{"), "StepFunctions.InvalidExecutionInputException");
});

test("a state machine is found by ARN, with a version too, by name and by substitution", async () => {
  const definition = rowOf({ Pass: { Type: "Pass" } });
  const reached = async (StateMachineArn: string, key: string) => {
    const { status } = await execute(starting("states:startExecution.sync", {}, { StateMachineArn }), {
      stateMachines: { [key]: { definition } },
    });
    return status;
  };
  assert.equal(await reached(CHILD, CHILD), "SUCCEEDED");
  assert.equal(await reached(`${CHILD}:7`, CHILD), "SUCCEEDED");
  assert.equal(await reached(CHILD, "Child"), "SUCCEEDED");
  assert.equal(await reached("${Child}", "Child"), "SUCCEEDED");
  await assert.rejects(
    () => reached(CHILD, "Other"),
    /no state machine 'arn:\S+:Child' to start: give it to 'stateMachines' as 'Child'/,
  );
});

test("a Standard machine cannot be run synchronously", async () => {
  const { error } = await execute(starting("aws-sdk:sfn:startSyncExecution"), { stateMachines: child(double) });
  assert.equal(error, "Sfn.StateMachineTypeNotSupportedException");
});

test("an execution that starts itself by its own name starts nothing", async () => {
  const again = starting("states:startExecution", {}, { "Input.$": "$", Input: undefined });
  let runs = 0;
  const { status } = await execute(starting("states:startExecution"), {
    stateMachines: child(again),
    onChildEvent: ({ type }) => {
      if (type === "ExecutionStarted") runs += 1;
    },
  });
  assert.deepEqual([status, runs], ["SUCCEEDED", 1]);
});

test("who gives no state machine is told that one can be given", async () => {
  await assert.rejects(() => execute(starting("states:startExecution")), /or the state machine to 'stateMachines'$/);
});

test("a started execution that cannot be run, or whose task nobody answers, is told to the caller", async () => {
  const broken = { StartAt: "None", States: { A: { Type: "Pass", End: true } } };
  const unanswered = rowOf({ Ask: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage" } });
  for (const form of ["states:startExecution", "states:startExecution.sync"]) {
    await assert.rejects(() => execute(starting(form), { stateMachines: child(broken) }), /MISSING_TRANSITION_TARGET/);
    await assert.rejects(
      () => execute(starting(form), { stateMachines: child(unanswered) }),
      /nothing answers the task 'Ask'/,
    );
  }
});

test("what a started execution starts runs on the same clock, after its starter has ended", async () => {
  const seen: string[] = [];
  const middle = starting("states:startExecution", {}, { StateMachineArn: "Leaf", Name: "leaf" });
  const leaf = rowOf({ Rest: { Type: "Wait", Seconds: 3600 }, Work: { Type: "Task", Resource: "${Work}" } });
  await execute(starting("states:startExecution"), {
    stateMachines: {
      Child: { definition: middle },
      Leaf: { definition: leaf, lambda: () => seen.push("leaf worked") },
    },
  });
  assert.deepEqual(seen, ["leaf worked"]);
});

test("a token that the child is given ends the task that waits for it, and the child is stopped", async () => {
  const told: string[] = [];
  const { output } = await execute(
    starting("states:startExecution.sync", {}, { Input: { "token.$": "$$.Task.Token" } }),
    {
      stateMachines: child(
        rowOf({
          Send: {
            Type: "Task",
            Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
            Parameters: { "TaskToken.$": "$.token", Output: '"early"' },
          },
          Rest: { Type: "Wait", Seconds: 60 },
        }),
      ),
      onChildEvent: ({ type }) => told.push(type),
    },
  );
  assert.equal(output, "early");
  assert.equal(told.at(-1), "ExecutionAborted");
});

test("a handler of a task comes before the state machines", async () => {
  const { output } = await execute(starting("states:startExecution.sync"), {
    stateMachines: child(double),
    tasks: { Start: () => "mocked" },
  });
  assert.equal(output, "mocked");
});

test.run();
