// Workflows that use every call with every option, and the whole model that comes of them.
import assert from "node:assert/strict";
import {
  and,
  discard,
  format,
  fragment,
  gt,
  is,
  isPresent,
  lambda,
  matches,
  not,
  or,
  replace,
  type StateMachineModel,
  seconds,
  until,
  workflow,
} from "statewright";
import { test } from "uvu";
import { z } from "zod";
import type { LambdaModel, ObjectNode, PathNode, PathRoot, ValueNode } from "../../dsl/model.js";
import { sourceLines } from "./source-lines.js";

interface Parcel {
  id: string;
  fragile: boolean;
  size: "small" | "large";
  code: 1 | 2.5 | null;
  delay: number;
  at: string;
  door?: string;
}

const weigh = lambda<{ id: string; run: string; more: (number | null | { deep: boolean })[] }, number, "ScaleBusy">(
  "Weigh",
);
const wrap = lambda<{ id: string }, null>("Wrap");
const ship = lambda<{ id: string; label: string }, { parcelId: string }>("Ship");
const label = fragment<{ id: string }>()((chain) =>
  chain
    .pass("Label", ($) => ({ label: format("{}!", $.id) }))
    .task("Wrap", wrap, { as: discard, catch: [{ errors: ["States.ALL"], goto: "Give Up" }] })
    .choice("Wrapped?", (choose) => choose.when(($) => is($.id, "x"), "Label").otherwise("Rest"))
    .wait("Rest", seconds(1)),
);

const send = workflow<Parcel>("Send", {
  comment: "Sends a parcel.",
  type: "STANDARD",
  queryLanguage: "JSONPath",
  timeoutSeconds: 3600,
})
  .task("Weigh", weigh, {
    as: "weight",
    arguments: ($, { context }) => ({
      id: $.id,
      run: context.Execution.Name,
      more: [1, null, { deep: $.fragile }],
      none: undefined,
    }),
    assign: (_, { result }) => ({ grams: result, tries: 1 }),
    retry: [
      {
        errors: ["ScaleBusy", "Lambda.Unknown"],
        intervalSeconds: 2,
        maxAttempts: 5,
        backoffRate: 1.5,
        maxDelaySeconds: 60,
        jitter: "FULL",
      },
      { errors: ["States.ALL"] },
    ],
    catch: [
      { errors: ["ScaleBusy"], as: "problem", assign: (_, { error }) => ({ why: error.Cause }), goto: "Refuse" },
      { errors: ["States.Timeout"], as: replace, goto: "Break" },
      { errors: ["States.ALL"], goto: "Give Up" },
    ],
    timeoutSeconds: 300,
    heartbeatSeconds: ($) => $.delay,
    comment: "On the big scale.",
  })
  .pass("Note", ($, { vars }) => ({ noted: { id: $.id, grams: vars.grams }, fixed: [1, "x", true, null, {}] }), {
    assign: ($, { context }) => ({ last: $.id, since: context.State.EnteredTime }),
    comment: "For the record.",
  })
  .wait("Pause", seconds(10), { comment: "Rests." })
  .wait("Pause As Told", ($) => $.delay)
  .wait("Pause Some", () => seconds(5))
  .wait("Pause Until Then", until("2030-01-01T00:00:00Z"))
  .wait("Pause Until Told", ($) => until($.at))
  .choice(
    "Careful?",
    (choose) =>
      choose
        .when(($) => is($.fragile, true), "By Code")
        .when(($, { vars }) => and(isPresent($.door), or(not(matches($.door, "a*")), gt(vars.grams, 5))), "Note")
        .otherwise("By Size"),
    { comment: "Who knows." },
  )
  .match("By Code", ($) => $.code, { 1: "By Size", 2.5: "Note", null: "By Size" }, { comment: "The code tells." })
  .match("By Size", ($) => $.size, { small: "By Care", default: "Pause" })
  .match("By Care", ($) => $.fragile, { true: "Label", false: "Pause" })
  .use(label)
  .goto("Again")
  .use(label, { names: { Label: "Again", Wrap: "Wrap Again", "Wrapped?": "Wrapped Again?", Rest: "Rest Again" } })
  .task("Ship", ship, { as: replace, timeoutSeconds: ($) => $.delay, heartbeatSeconds: 20 })
  .succeed("Sent", { comment: "All well." })
  .fail("Refuse", { error: "Refused", cause: "The scale is busy." }, { comment: "Not well." })
  .fail("Break", ($) => ({ error: $.Error, cause: format("broken: {}", $.Cause) }))
  .wait("Give Up", seconds(0))
  .end();

const lines = sourceLines(import.meta.url);
const path = (root: PathRoot, ...steps: (string | number)[]): PathNode => ({ kind: "path", root, steps });
const $ = (...steps: (string | number)[]) => path("input", ...steps);
const literal = (value: string | number | boolean | null): ValueNode => ({ kind: "literal", value });
const object = (entries: { readonly [key: string]: ValueNode }): ObjectNode => ({
  kind: "object",
  entries: Object.entries(entries),
});
const lambdaModel = (name: string): LambdaModel => ({
  name,
  source: lines.text(`const ${name.toLowerCase()} = lambda`),
  errors: [],
});
const under = (key: string) => ({ kind: "key", key }) as const;
const equals = (left: ValueNode, value: string | number | boolean) =>
  ({ kind: "compare", comparison: "equals", of: "value", left, right: literal(value) }) as const;

/** The four states of the fragment, under the names of one of its uses. */
const labelStates = (
  [first, second, third, fourth]: readonly [string, string, string, string],
  use: string,
  next: string,
): StateMachineModel["states"] => {
  const usedAt = lines.text(use);
  return [
    {
      Type: "Pass",
      name: first,
      source: lines.call("pass", "Label"),
      usedAt,
      set: object({ label: { kind: "call", operator: "format", arguments: [literal("{}!"), $("id")] } }),
      Next: second,
    },
    {
      Type: "Task",
      name: second,
      source: lines.call("task", "Wrap"),
      usedAt,
      run: { kind: "lambda", lambda: lambdaModel("Wrap") },
      as: { kind: "discard" },
      Catch: [{ ErrorEquals: ["States.ALL"], as: { kind: "discard" }, Next: "Give Up" }],
      Next: third,
    },
    {
      Type: "Choice",
      name: third,
      source: lines.call("choice", "Wrapped?"),
      usedAt,
      rules: [{ condition: equals($("id"), "x"), Next: first }],
      Default: fourth,
    },
    {
      Type: "Wait",
      name: fourth,
      source: lines.call("wait", "Rest"),
      usedAt,
      wait: { kind: "seconds", value: literal(1) },
      Next: next,
    },
  ];
};

test("a call, an option or a transition of the chain is missing from the model, or another than was written", () => {
  const expected: StateMachineModel = {
    "~statewright": "StateMachine",
    name: "Send",
    Comment: "Sends a parcel.",
    type: "STANDARD",
    QueryLanguage: "JSONPath",
    TimeoutSeconds: 3600,
    source: lines.text("const send = workflow"),
    StartAt: "Weigh",
    states: [
      {
        Type: "Task",
        name: "Weigh",
        Comment: "On the big scale.",
        source: lines.call("task", "Weigh"),
        run: { kind: "lambda", lambda: lambdaModel("Weigh") },
        arguments: object({
          id: $("id"),
          run: path("context", "Execution", "Name"),
          more: { kind: "list", items: [literal(1), literal(null), object({ deep: $("fragile") })] },
        }),
        as: under("weight"),
        Assign: object({ grams: path("result"), tries: literal(1) }),
        Retry: [
          {
            ErrorEquals: ["ScaleBusy", "Lambda.Unknown"],
            IntervalSeconds: 2,
            MaxAttempts: 5,
            BackoffRate: 1.5,
            MaxDelaySeconds: 60,
            JitterStrategy: "FULL",
          },
          { ErrorEquals: ["States.ALL"] },
        ],
        Catch: [
          {
            ErrorEquals: ["ScaleBusy"],
            as: under("problem"),
            Assign: object({ why: path("error", "Cause") }),
            Next: "Refuse",
          },
          { ErrorEquals: ["States.Timeout"], as: { kind: "replace" }, Next: "Break" },
          { ErrorEquals: ["States.ALL"], as: { kind: "discard" }, Next: "Give Up" },
        ],
        TimeoutSeconds: 300,
        HeartbeatSeconds: $("delay"),
        Next: "Note",
      },
      {
        Type: "Pass",
        name: "Note",
        Comment: "For the record.",
        source: lines.call("pass", "Note"),
        set: object({
          noted: object({ id: $("id"), grams: path("variable", "grams") }),
          fixed: { kind: "list", items: [literal(1), literal("x"), literal(true), literal(null), object({})] },
        }),
        Assign: object({ last: $("id"), since: path("context", "State", "EnteredTime") }),
        Next: "Pause",
      },
      {
        Type: "Wait",
        name: "Pause",
        Comment: "Rests.",
        source: lines.call("wait", "Pause"),
        wait: { kind: "seconds", value: literal(10) },
        Next: "Pause As Told",
      },
      {
        Type: "Wait",
        name: "Pause As Told",
        source: lines.call("wait", "Pause As Told"),
        wait: { kind: "seconds", value: $("delay") },
        Next: "Pause Some",
      },
      {
        Type: "Wait",
        name: "Pause Some",
        source: lines.call("wait", "Pause Some"),
        wait: { kind: "seconds", value: literal(5) },
        Next: "Pause Until Then",
      },
      {
        Type: "Wait",
        name: "Pause Until Then",
        source: lines.call("wait", "Pause Until Then"),
        wait: { kind: "timestamp", value: literal("2030-01-01T00:00:00Z") },
        Next: "Pause Until Told",
      },
      {
        Type: "Wait",
        name: "Pause Until Told",
        source: lines.call("wait", "Pause Until Told"),
        wait: { kind: "timestamp", value: $("at") },
        Next: "Careful?",
      },
      {
        Type: "Choice",
        name: "Careful?",
        Comment: "Who knows.",
        source: lines.call("choice", "Careful?"),
        rules: [
          { condition: equals($("fragile"), true), Next: "By Code" },
          {
            condition: {
              kind: "and",
              conditions: [
                { kind: "test", test: "isPresent", value: $("door") },
                {
                  kind: "or",
                  conditions: [
                    { kind: "not", condition: { kind: "matches", value: $("door"), pattern: "a*" } },
                    {
                      kind: "compare",
                      comparison: "greaterThan",
                      of: "value",
                      left: path("variable", "grams"),
                      right: literal(5),
                    },
                  ],
                },
              ],
            },
            Next: "Note",
          },
        ],
        Default: "By Size",
      },
      {
        Type: "Choice",
        name: "By Code",
        Comment: "The code tells.",
        source: lines.call("match", "By Code"),
        rules: [
          { condition: equals($("code"), 1), Next: "By Size" },
          { condition: equals($("code"), 2.5), Next: "Note" },
          { condition: { kind: "test", test: "isNull", value: $("code") }, Next: "By Size" },
        ],
      },
      {
        Type: "Choice",
        name: "By Size",
        source: lines.call("match", "By Size"),
        rules: [{ condition: equals($("size"), "small"), Next: "By Care" }],
        Default: "Pause",
      },
      {
        Type: "Choice",
        name: "By Care",
        source: lines.call("match", "By Care"),
        rules: [
          { condition: equals($("fragile"), true), Next: "Label" },
          { condition: equals($("fragile"), false), Next: "Pause" },
        ],
      },
      ...labelStates(["Label", "Wrap", "Wrapped?", "Rest"], ".use(label)\n", "Again"),
      ...labelStates(["Again", "Wrap Again", "Wrapped Again?", "Rest Again"], ".use(label, {", "Ship"),
      {
        Type: "Task",
        name: "Ship",
        source: lines.call("task", "Ship"),
        run: { kind: "lambda", lambda: lambdaModel("Ship") },
        as: { kind: "replace" },
        TimeoutSeconds: $("delay"),
        HeartbeatSeconds: 20,
        Next: "Sent",
      },
      { Type: "Succeed", name: "Sent", Comment: "All well.", source: lines.call("succeed", "Sent") },
      {
        Type: "Fail",
        name: "Refuse",
        Comment: "Not well.",
        source: lines.call("fail", "Refuse"),
        error: literal("Refused"),
        cause: literal("The scale is busy."),
      },
      {
        Type: "Fail",
        name: "Break",
        source: lines.call("fail", "Break"),
        error: $("Error"),
        cause: { kind: "call", operator: "format", arguments: [literal("broken: {}"), $("Cause")] },
      },
      {
        Type: "Wait",
        name: "Give Up",
        source: lines.call("wait", "Give Up"),
        wait: { kind: "seconds", value: literal(0) },
      },
    ],
  };
  assert.deepEqual(send, expected);
});

test("a workflow without options has a field that nobody asked for, or lacks a default", () => {
  const plain = workflow<{ id: string }>("Plain").succeed("S").end();
  assert.deepEqual(plain, {
    "~statewright": "StateMachine",
    name: "Plain",
    type: "STANDARD",
    QueryLanguage: "JSONPath",
    source: lines.call("succeed", "S"),
    StartAt: "S",
    states: [{ Type: "Succeed", name: "S", source: lines.call("succeed", "S") }],
  });
});

test("the schemas of a contract or of the input are lost on the way into the model", () => {
  const input = z.object({ id: z.string() });
  const output = z.object({ n: z.number() });
  const checked = lambda("Checked", { input, output, errors: ["Odd"] });
  const machine = workflow("Express", { type: "EXPRESS", input }).task("Check", checked, { as: "it" }).end();
  assert.deepEqual({ type: machine.type, input: machine.input === input }, { type: "EXPRESS", input: true });
  const [state] = machine.states;
  assert.ok(state?.Type === "Task" && state.run.kind === "lambda");
  const { name, errors } = state.run.lambda;
  assert.deepEqual({ name, errors }, { name: "Checked", errors: ["Odd"] });
  assert.ok(state.run.lambda.input === input && state.run.lambda.output === output);
});

test.run();
