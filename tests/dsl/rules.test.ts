// What `.end()` finds where the types were passed by: each rule, with all that a finding says.
import assert from "node:assert/strict";
import {
  DefinitionError,
  type Diagnostic,
  format,
  formatDiagnostic,
  fragment,
  is,
  lambda,
  replace,
  seconds,
  until,
  workflow,
} from "statewright";
import { test } from "uvu";
import { z } from "zod";
import { finding, findings, type Loose, loose } from "./findings.js";
import { sourceLines } from "./source-lines.js";

const lines = sourceLines(import.meta.url);
const run = lambda<{ id: string }, string>("Run");
const checked = lambda("Checked", { input: z.object({ id: z.string() }), output: z.null(), errors: ["Busy"] });
const one = lambda<{ id: string }, string>("Twice");
const other = lambda<{ id: string }, string>("Twice");
const longest = "s".repeat(80);
const $id = ($: Loose) => $.id;

/** Two findings on one state about one field look alike but for what they say. */
const about = (method: string, state: string, field: string, said: Pick<Diagnostic, "code" | "message" | "fix">) =>
  finding({
    ...said,
    state,
    field,
    location: `/States/${state}/${field.replace(".", "/")}`,
    source: lines.call(method, state),
  });
const ofState = (method: string, state: string, said: Pick<Diagnostic, "code" | "message" | "fix">) =>
  finding({ ...said, state, location: `/States/${state}`, source: lines.call(method, state) });

const cases: readonly (readonly [title: string, chain: () => Loose, expected: () => readonly Diagnostic[]])[] = [
  // ---------------------------------------------------------------- the machine
  [
    "a workflow whose name has no letter",
    () => loose("…").succeed("S"),
    () => [
      {
        severity: "error",
        code: "INVALID_STATE_NAME",
        location: "/",
        message: "the workflow's name '…' has no letter or digit",
        workflow: "…",
        fix: 'name it, as in workflow("Deploy")',
        source: "tests/dsl/findings.ts:7",
      },
    ],
  ],
  [
    "a workflow without a state",
    () => loose(),
    () => [
      finding({
        code: "SCHEMA_VALIDATION_FAILED",
        location: "/States",
        field: "States",
        message: "the workflow has no state",
        fix: "add one before .end()",
        source: "tests/dsl/findings.ts:7",
      }),
    ],
  ],
  ...[0, -1, 1.5, 100_000_000, Number.NaN, Number.POSITIVE_INFINITY].map(
    (timeoutSeconds) =>
      [
        `a timeout of ${timeoutSeconds} seconds`,
        () => loose("W", { timeoutSeconds }).succeed("S"),
        () => [
          finding({
            code: "SCHEMA_VALIDATION_FAILED",
            location: "/TimeoutSeconds",
            field: "TimeoutSeconds",
            message: `timeoutSeconds is ${timeoutSeconds}: ASL takes whole seconds from 1 to 99999999`,
            fix: "give whole seconds",
            source: "tests/dsl/findings.ts:7",
          }),
        ],
      ] as const,
  ),

  // ---------------------------------------------------------------- names of states
  [
    "three states of one name",
    () =>
      loose()
        .wait("Twin", seconds(1))
        .pass("Twin", () => ({}))
        .task("Twin", run, { as: "r" })
        .succeed("Alone"),
    () =>
      ["pass", "task"].map((method) =>
        ofState(method, "Twin", {
          code: "DUPLICATE_STATE_NAME",
          message: `state 'Twin' is declared twice, first at ${lines.call("wait", "Twin")}`,
          fix: "give one of them another name",
        }),
      ),
  ],
  [
    "a state without a name",
    () => loose().wait("", seconds(1)),
    () => [
      finding({
        code: "INVALID_STATE_NAME",
        location: "/States/",
        state: "",
        message: "the name of state '' has 0 characters: ASL takes 1 to 80",
        fix: "name it anew",
        source: lines.call("wait", ""),
      }),
    ],
  ],
  [
    "a name of 81 characters",
    () => loose().wait(`${longest}s`, seconds(1)),
    () => [
      finding({
        code: "INVALID_STATE_NAME",
        location: `/States/${longest}s`,
        state: `${longest}s`,
        message: `the name of state '${longest}s' has 81 characters: ASL takes 1 to 80`,
        fix: "name it anew",
        source: lines.text(".wait(`${longest}s`"),
      }),
    ],
  ],

  // ---------------------------------------------------------------- transitions
  [
    "targets that are no states, wherever they are named",
    () =>
      loose()
        .task("Named", run, {
          as: "r",
          catch: [
            { errors: ["Lambda.Unknown"], goto: "There" },
            { errors: ["States.ALL"], goto: "Gone" },
          ],
        })
        .choice("Which?", (choose: Loose) => choose.when(($: Loose) => is($.id, "x"), "Nowhere").otherwise("Never"))
        .match("Row?", $id, { a: "Lost", default: "There" })
        .wait("There", seconds(1))
        .goto("Beyond"),
    () => {
      const fix = "declare it, or use one of: Named, Which?, Row?, There";
      const missing = (method: string, state: string, field: string, target: string) =>
        about(method, state, field, {
          code: "MISSING_TRANSITION_TARGET",
          message: `'${target}' is a target but not a state`,
          fix,
        });
      return [
        missing("task", "Named", "Catch[1].Next", "Gone"),
        missing("choice", "Which?", "Choices[0].Next", "Nowhere"),
        missing("choice", "Which?", "Default", "Never"),
        missing("match", "Row?", "Choices[0].Next", "Lost"),
        missing("wait", "There", "Next", "Beyond"),
      ];
    },
  ],
  [
    "a choice without a rule",
    () =>
      loose()
        .choice("Empty?", (choose: Loose) => choose.otherwise("End"))
        .succeed("End"),
    () => [
      about("choice", "Empty?", "Choices", {
        code: "SCHEMA_VALIDATION_FAILED",
        message: "choice 'Empty?' has no rule",
        fix: "add .when(condition, target), or write a goto",
      }),
    ],
  ],
  [
    "states that nothing leads to, alone and in a ring",
    () => loose().succeed("Only").wait("Island", seconds(1)).goto("Ring").wait("Ring", seconds(1)).goto("Island"),
    () =>
      ["Island", "Ring"].map((state) =>
        ofState("wait", state, {
          code: "UNREACHABLE_STATE",
          message: `no transition leads to '${state}'`,
          fix: "name it as a target of a state before, or take it out",
        }),
      ),
  ],
  [
    "an end that nothing leads to",
    () => loose().wait("Round", seconds(1)).goto("Round").succeed("Far End"),
    () => [
      ofState("succeed", "Far End", {
        code: "UNREACHABLE_STATE",
        message: "no transition leads to 'Far End'",
        fix: "name it as a target of a state before, or take it out",
      }),
      finding({
        code: "MISSING_END_STATE",
        location: "/States",
        field: "States",
        message: "no state ends the execution: it would go on until it fails",
        fix: "lead one way to a succeed or a fail",
        source: "tests/dsl/findings.ts:7",
      }),
    ],
  ],

  // ---------------------------------------------------------------- names of errors
  [
    "a retry and a catch that name no error",
    () =>
      loose()
        .task("Nameless", run, { as: "r", retry: [{ errors: [] }], catch: [{ errors: [], goto: "End" }] })
        .succeed("End"),
    () =>
      ["Retry", "Catch"].map((field) =>
        about("task", "Nameless", `${field}[0].ErrorEquals`, {
          code: "SCHEMA_VALIDATION_FAILED",
          message: `${field} of state 'Nameless' names no error`,
          fix: "name at least one",
        }),
      ),
  ],
  [
    "States.ALL before another entry, or beside another error",
    () =>
      loose()
        .task("Greedy", run, {
          as: "r",
          retry: [{ errors: ["States.ALL"] }, { errors: ["States.Timeout"] }],
          catch: [
            { errors: ["States.Timeout"], goto: "End" },
            { errors: ["Odd", "States.ALL"], goto: "End" },
          ],
        })
        .succeed("End"),
    () =>
      [
        ["Retry", 0],
        ["Catch", 1],
      ].map(([field, index]) =>
        about("task", "Greedy", `${field}[${index}].ErrorEquals`, {
          code: "CATCH_ALL_NOT_LAST",
          message: `States.ALL takes every error: it must be alone and in the last ${field}`,
          fix: "move it into an entry of its own at the end",
        }),
      ),
  ],
  [
    "errors that a contract of schemas does not declare",
    () =>
      loose()
        .task("Strict", checked, {
          as: "r",
          retry: [{ errors: ["Busy", "Lambda.Unknown", "States.Timeout", "Sandbox.Timedout", "InvalidInput"] }],
          catch: [{ errors: ["Bussy", "InvalidOutput", "Odd"], goto: "End" }],
        })
        .succeed("End"),
    () =>
      ["Bussy", "Odd"].map((error) =>
        about("task", "Strict", "Catch[0].ErrorEquals", {
          code: "UNDECLARED_ERROR",
          message: `'${error}' is not an error of Checked`,
          fix: "use one of: Busy, InvalidInput, InvalidOutput",
        }),
      ),
  ],

  // ---------------------------------------------------------------- numbers and times
  [
    "numbers of a task that ASL does not take",
    () =>
      loose().task("Numbers", run, {
        as: "r",
        timeoutSeconds: 0,
        heartbeatSeconds: 1.5,
        retry: [
          { errors: ["States.Timeout"], intervalSeconds: 0, maxAttempts: -1, backoffRate: 0.5, maxDelaySeconds: 0 },
          {
            errors: ["States.ALL"],
            intervalSeconds: 1.5,
            maxAttempts: 100_000_000,
            backoffRate: Number.NaN,
            maxDelaySeconds: 31_622_401,
          },
        ],
      }),
    () => {
      const range = (field: string, value: number, takes: string) =>
        about("task", "Numbers", field, {
          code: "SCHEMA_VALIDATION_FAILED",
          message: `${field} of state 'Numbers' is ${value}: ASL takes ${takes}`,
          fix: "give a number in that range",
        });
      const name = (index: number, field: string) => `Retry[${index}].${field}`;
      return [
        range("TimeoutSeconds", 0, "whole numbers from 1 to 99999999"),
        range("HeartbeatSeconds", 1.5, "whole numbers from 1 to 99999999"),
        about("task", "Numbers", "HeartbeatSeconds", {
          code: "SCHEMA_VALIDATION_FAILED",
          message: "the heartbeat of state 'Numbers' (1.5 s) is not smaller than its timeout (0 s)",
          fix: "make it smaller",
        }),
        range(name(0, "IntervalSeconds"), 0, "whole numbers from 1 to 99999999"),
        range(name(0, "MaxAttempts"), -1, "whole numbers from 0 to 99999999"),
        range(name(0, "BackoffRate"), 0.5, "numbers from 1"),
        range(name(0, "MaxDelaySeconds"), 0, "whole numbers from 1 to 31622400"),
        range(name(1, "IntervalSeconds"), 1.5, "whole numbers from 1 to 99999999"),
        range(name(1, "MaxAttempts"), 100_000_000, "whole numbers from 0 to 99999999"),
        range(name(1, "BackoffRate"), Number.NaN, "numbers from 1"),
        range(name(1, "MaxDelaySeconds"), 31_622_401, "whole numbers from 1 to 31622400"),
      ];
    },
  ],
  [
    "a heartbeat as long as the timeout",
    () => loose().task("Slow Heart", run, { as: "r", timeoutSeconds: 5, heartbeatSeconds: 5 }),
    () => [
      about("task", "Slow Heart", "HeartbeatSeconds", {
        code: "SCHEMA_VALIDATION_FAILED",
        message: "the heartbeat of state 'Slow Heart' (5 s) is not smaller than its timeout (5 s)",
        fix: "make it smaller",
      }),
    ],
  ],
  ...(
    [
      ["STANDARD", -1, 99_999_999],
      ["STANDARD", 0.5, 99_999_999],
      ["STANDARD", 100_000_000, 99_999_999],
      ["EXPRESS", 301, 300],
    ] as const
  ).map(
    ([type, count, most]) =>
      [
        `a wait of ${count} seconds in a ${type} workflow`,
        () => loose("W", { type }).wait("Long", seconds(count)),
        () => [
          about("wait", "Long", "Seconds", {
            code: "SCHEMA_VALIDATION_FAILED",
            message: `Seconds of state 'Long' is ${count}: ASL takes whole numbers from 0 to ${most}`,
            fix: "give a number in that range",
          }),
        ],
      ] as const,
  ),
  ...["tomorrow", "2030-01-01", "2030-01-01t00:00:00z", "2030-01-01T00:00:00", "2030-13-01T00:00:00Z"].map(
    (text) =>
      [
        `a wait until ${text}`,
        () => loose().wait("Then", until(text)),
        () => [
          about("wait", "Then", "Timestamp", {
            code: "SCHEMA_VALIDATION_FAILED",
            message: `'${text}' is not a time`,
            fix: "write it as 2030-01-01T00:00:00Z",
          }),
        ],
      ] as const,
  ),

  // ---------------------------------------------------------------- functions
  [
    "two functions of one name",
    () =>
      loose()
        .task("First Use", one, { as: "r" })
        .task("Second Use", other, { as: "r" })
        .task("Third Use", one, { as: "r" }),
    () => [
      about("task", "Second Use", "Resource", {
        code: "DUPLICATE_FUNCTION",
        message: `the function 'Twice' is declared at ${lines.text("const one =")} and at ${lines.text("const other =")}`,
        fix: "declare it once and import it, or give one of them another name",
      }),
    ],
  ],

  // ---------------------------------------------------------------- variables
  [
    "variables under names that ASL does not take",
    () =>
      loose()
        .task("T", run, { as: "r", assign: () => ({ "bad name": 1, fine_1: 1 }) })
        .pass("P", () => ({ a: 1 }), { assign: () => ({ states: 1 }) }),
    () =>
      (
        [
          ["task", "T", "bad name"],
          ["pass", "P", "states"],
        ] as const
      ).map(([method, state, name]) =>
        about(method, state, "Assign", {
          code: "SCHEMA_VALIDATION_FAILED",
          message: `'${name}' is no name for a variable: ASL takes letters, digits and _, at most 80, and not 'states'`,
          fix: "name it anew",
        }),
      ),
  ],

  // ---------------------------------------------------------------- several at once
  [
    "findings of five rules about two states",
    () =>
      loose()
        .pass("Many", () => ({ at: new Date(0) }))
        .task("Many", run, { as: "r", timeoutSeconds: 0, retry: [{ errors: [] }] })
        .goto("Away")
        .succeed("Behind"),
    () => [
      about("pass", "Many", "what is set", {
        code: "NOT_JSON",
        message: "what is set.at is a Date, which JSON cannot carry: use an expression, text, a number or plain data",
        fix: "build it from expressions, texts, numbers, booleans, lists and plain objects",
      }),
      ofState("task", "Many", {
        code: "DUPLICATE_STATE_NAME",
        message: `state 'Many' is declared twice, first at ${lines.call("pass", "Many")}`,
        fix: "give one of them another name",
      }),
      about("task", "Many", "Next", {
        code: "MISSING_TRANSITION_TARGET",
        message: "'Away' is a target but not a state",
        fix: "declare it, or use one of: Many, Many, Behind",
      }),
      about("task", "Many", "Retry[0].ErrorEquals", {
        code: "SCHEMA_VALIDATION_FAILED",
        message: "Retry of state 'Many' names no error",
        fix: "name at least one",
      }),
      about("task", "Many", "TimeoutSeconds", {
        code: "SCHEMA_VALIDATION_FAILED",
        message: "TimeoutSeconds of state 'Many' is 0: ASL takes whole numbers from 1 to 99999999",
        fix: "give a number in that range",
      }),
    ],
  ],
];

for (const [title, chain, expected] of cases) {
  test(`.end() lets pass, or tells otherwise: ${title}`, () => {
    assert.deepEqual(findings(chain()), expected());
  });
}

test("the error that .end() throws does not print each of its findings", () => {
  const chain = loose().wait("Twin Two", seconds(-1)).wait("Twin Two", until("soon"));
  const all = findings(chain);
  assert.deepEqual(
    all.map(({ code, field }) => [code, field]),
    [
      ["DUPLICATE_STATE_NAME", undefined],
      ["SCHEMA_VALIDATION_FAILED", "Seconds"],
      ["SCHEMA_VALIDATION_FAILED", "Timestamp"],
    ],
  );
  assert.throws(
    () => chain.end(),
    (error) =>
      error instanceof DefinitionError &&
      error.name === "DefinitionError" &&
      error.message === all.map(formatDiagnostic).join("\n"),
  );
});

test("a finding in a fragment does not name its state as the use does, or not the line that wrote it", () => {
  const piece = fragment<{ id: string }>()((chain: Loose) =>
    chain.pass("Set", () => ({ at: new Date(0) })).wait("Rest A While", seconds(-1)),
  );
  const chain = loose()
    .use(piece)
    .use(piece, { names: { Set: "Set Again", "Rest A While": "Rest Again" } });
  const wrong = (state: string) => [
    finding({
      code: "NOT_JSON",
      location: `/States/${state}/what is set`,
      state,
      field: "what is set",
      message: "what is set.at is a Date, which JSON cannot carry: use an expression, text, a number or plain data",
      fix: "build it from expressions, texts, numbers, booleans, lists and plain objects",
      source: lines.call("pass", "Set"),
    }),
  ];
  const late = (state: string) => [
    finding({
      code: "SCHEMA_VALIDATION_FAILED",
      location: `/States/${state}/Seconds`,
      state,
      field: "Seconds",
      message: `Seconds of state '${state}' is -1: ASL takes whole numbers from 0 to 99999999`,
      fix: "give a number in that range",
      source: lines.call("wait", "Rest A While"),
    }),
  ];
  assert.deepEqual(findings(chain), [
    ...wrong("Set"),
    ...wrong("Set Again"),
    ...late("Rest A While"),
    ...late("Rest Again"),
  ]);
});

test("what ASL takes at its bounds is refused", () => {
  const bounds = workflow<{ id: string }>("Bounds", { timeoutSeconds: 99_999_999 })
    .task(longest as "Longest", run, {
      as: replace,
      timeoutSeconds: 99_999_999,
      heartbeatSeconds: 99_999_998,
      retry: [
        {
          errors: ["Lambda.Unknown"],
          intervalSeconds: 99_999_999,
          maxAttempts: 99_999_999,
          backoffRate: 1,
          maxDelaySeconds: 31_622_400,
        },
        { errors: ["States.ALL"], intervalSeconds: 1, maxAttempts: 0, backoffRate: 1.0001, maxDelaySeconds: 1 },
      ],
    })
    .wait("No Time", seconds(0))
    .wait("All Time", seconds(99_999_999))
    .wait("Fraction", until("2030-12-31T23:59:59.123456Z"))
    .wait("Offset", until("2030-12-31T23:59:59+05:30"));
  assert.deepEqual(findings(bounds), []);
  assert.deepEqual(
    findings(loose("Short", { type: "EXPRESS", timeoutSeconds: 1 }).wait("Five Minutes", seconds(300))),
    [],
  );
  // Characters are what a reader counts, not UTF-16 units.
  assert.deepEqual(findings(loose("é1").wait("🚚".repeat(80), seconds(1))), []);
});

test("a contract without schemas, whose errors are known to types alone, has an error refused", () => {
  const chain = loose()
    .task("Free", run, { as: "r", catch: [{ errors: ["Anything"], goto: "End" }] })
    .succeed("End");
  assert.deepEqual(findings(chain), []);
});

test("a state that is never tried again is asked how often it was", () => {
  const tries = (_: unknown, { context }: Loose) => ({ tries: context.State.RetryCount });
  const chain = loose()
    .task("Run", run, { as: "r", arguments: tries, assign: tries })
    .pass("Set", (_: unknown, { context }: Loose) => ({ deep: [format("{}", context.State.RetryCount)] }))
    .map(
      "Each",
      ($: Loose) => $.list,
      (item: Loose) => item.pass("Inside", tries),
      { as: "all" },
    );
  assert.deepEqual(
    findings(chain).map(({ code, location, message }) => [code, location, message]),
    ["Set", "Inside"].map((name) => [
      "UNSUPPORTED_EXPRESSION",
      name === "Set" ? "/States/Set" : "/States/Each/ItemProcessor/States/Inside",
      `the context object of state '${name}' has no State.RetryCount: only a task, a parallel and a map are tried again`,
    ]),
  );
});

test.run();
