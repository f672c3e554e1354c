import assert from "node:assert/strict";
import { test } from "uvu";
import { findings, pass, rowOf, task } from "./findings.js";

const undefinedAt = (place: string, name: string) =>
  `~POSSIBLY_UNDEFINED_VARIABLE /States/${place}: Variable '${name}' is possibly not defined.`;
const parentScope = (place: string, name: string) =>
  `DUPLICATE_VARIABLE_NAME /States/${place}: The variable name '${name}' was already defined in a parent scope.`;

test("variables that nobody has assigned, in every place that reads one", () => {
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...pass, InputPath: "$a.x", Parameters: { "p.$": "States.Format('{} {}', $b, $.c)" } },
        B: { ...pass, QueryLanguage: "JSONata", Output: { o: "{% ($own := $c; $own + $count([1])) %}" } },
        C: { Type: "Choice", Choices: [{ Variable: "$d", StringEqualsPath: "$e", Next: "A" }], Default: "Z" },
        Z: { Type: "Succeed" },
      }),
    ),
    [
      undefinedAt("A/InputPath", "a"),
      undefinedAt("A/Parameters", "b"),
      undefinedAt("B/Output/o", "c"),
      undefinedAt("C/Choices[0]/Variable", "d"),
      undefinedAt("C/Choices[0]/StringEqualsPath", "e"),
    ],
  );
});

test("a variable is there behind the state that assigns it, not in it and not before it", () => {
  const states = {
    A: { ...pass, InputPath: "$x" },
    B: { ...pass, Assign: { x: 1, "y.$": "$x" } },
    C: { ...pass, InputPath: "$x" },
  };
  assert.deepEqual(findings(rowOf(states)), [undefinedAt("A/InputPath", "x"), undefinedAt("B/Assign", "x")]);
  const again = { Type: "Choice", Choices: [{ Variable: "$.again", IsPresent: true, Next: "A" }], Default: "E" };
  assert.deepEqual(findings(rowOf({ ...states, D: again, E: pass })), []);
});

test("what catchers and rules assign is there behind them", () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], Assign: { "why.$": "$.Cause" }, Next: "C" }];
  const Choices = [{ Variable: "$.a", IsPresent: true, Assign: { hit: true }, Next: "C" }];
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...task, Catch },
        B: { Type: "Choice", Choices, Default: "C" },
        C: { ...pass, Parameters: { "w.$": "$why", "h.$": "$hit" } },
      }),
    ),
    [],
  );
});

test("outer variables are read within branches and processors, and assigned nowhere but outside", () => {
  const branch = (Assign: object) => ({
    StartAt: "B",
    States: { B: { ...pass, Parameters: { "x.$": "$x" }, Assign, End: true } },
  });
  const first = { ...pass, Assign: { x: 1 } };
  assert.deepEqual(findings(rowOf({ A: first, P: { Type: "Parallel", Branches: [branch({ y: 1 })] } })), []);
  assert.deepEqual(findings(rowOf({ A: first, P: { Type: "Parallel", Branches: [branch({ "x.$": "$.a" })] } })), [
    parentScope("P/Branches[0]/States/B/Assign/x.$", "x"),
  ]);
});

test("what the state around a branch assigns when it ends is no outer variable within it", () => {
  const branch = { StartAt: "B", States: { B: { ...pass, Assign: { x: 1 }, End: true } } };
  const Catch = [{ ErrorEquals: ["States.ALL"], Assign: { x: 2 }, Next: "Z" }];
  assert.deepEqual(findings(rowOf({ P: { Type: "Parallel", Branches: [branch], Catch }, Z: pass })), []);
});

test("variables of a branch end with it, and a distributed Map sees no outer ones", () => {
  const branch = { StartAt: "B", States: { B: { ...pass, Assign: { x: 1 }, End: true } } };
  assert.deepEqual(findings(rowOf({ P: { Type: "Parallel", Branches: [branch] }, Z: { ...pass, InputPath: "$x" } })), [
    undefinedAt("Z/InputPath", "x"),
  ]);
  const processor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "B",
    States: { B: { ...pass, InputPath: "$x", Assign: { y: 1 }, End: true } },
  };
  const map = { Type: "Map", ItemProcessor: processor, ItemSelector: { "x.$": "$x" } };
  assert.deepEqual(findings(rowOf({ A: { ...pass, Assign: { x: 1, y: 2 } }, M: map })), [
    undefinedAt("M/ItemProcessor/States/B/InputPath", "x"),
  ]);
});

test("names that no variable can have", () => {
  const longest = "x".repeat(80);
  assert.deepEqual(
    findings(
      rowOf({ A: { ...pass, Assign: { "a.b": 1, states: 1, "1a": 1, größe_2: 1, [longest]: 1, [`${longest}x`]: 1 } } }),
    ),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/Assign/1a: '1a' is no name of a variable",
      "SCHEMA_VALIDATION_FAILED /States/A/Assign/a.b: 'a.b' is no name of a variable",
      "SCHEMA_VALIDATION_FAILED /States/A/Assign/states: The variable name 'states' is reserved",
      `SCHEMA_VALIDATION_FAILED /States/A/Assign/${longest}x: The variable name is longer than 80 characters`,
    ].sort((a, b) => order(a) - order(b)),
  );
});
const order = (finding: string) =>
  ["a.b", "states", "1a", "x".repeat(81)].findIndex((name) => finding.includes(`/Assign/${name}:`));

const unwritten = (place: string, path: string, data: string) =>
  `~UNWRITTEN_PATH /States/${place}: No state that leads here writes '${path}'${data}`;

test("a path into data that the machine has built itself, without that key", () => {
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...pass, Parameters: { "id.$": "$.id", nested: { a: 1 } } },
        B: { ...pass, Result: 1, ResultPath: "$.one.two" },
        C: {
          ...pass,
          Parameters: {
            "a.$": "$.id",
            "b.$": "$.nested.b",
            "c.$": "States.Array($.one.two, $.one.three)",
            "d.$": "$.idd",
          },
          ResultPath: null,
        },
        D: { ...pass, InputPath: "$.nested", Parameters: { "x.$": "$.id" } },
      }),
    ),
    [
      unwritten("C/Parameters", "$.nested.b", ": the data has id, nested, one"),
      unwritten("C/Parameters", "$.one.three", ": the data has id, nested, one"),
      unwritten("C/Parameters", "$.idd", ": the data has id, nested, one"),
      unwritten("D/Parameters", "$.id", ": the data has a"),
    ],
  );
});

test("behind a catcher without a ResultPath the input is gone", () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], Next: "C" }];
  const kept = [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "C" }];
  const states = (catchers: object) => ({
    A: { ...task, Catch: catchers },
    B: { Type: "Succeed" },
    C: { ...pass, Parameters: { "stack.$": "$.stackName", "error.$": "$.error.Cause" } },
  });
  assert.deepEqual(findings(rowOf(states(Catch))), [
    unwritten("C/Parameters", "$.stackName", ": the data has Error, Cause"),
    unwritten("C/Parameters", "$.error.Cause", ": the data has Error, Cause"),
  ]);
  assert.deepEqual(findings(rowOf(states(kept))), []);
});

test("data that comes from outside, from a task, or on one of several ways may hold any key", () => {
  const start = { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "A" }], Default: "B" };
  assert.deepEqual(
    findings(
      rowOf({
        S: start,
        A: { ...pass, Parameters: { x: 1 }, Next: "C" },
        B: { ...pass, Parameters: { y: 1 } },
        C: { ...pass, Parameters: { "x.$": "$.x", "y.$": "$.y" } },
        D: { ...task, ResultSelector: { "v.$": "$.Payload" }, ResultPath: "$.r" },
        E: { ...pass, Parameters: { "v.$": "$.r.v.deep", "x.$": "$.x" } },
        F: task,
        G: { ...pass, InputPath: "$.anything" },
      }),
    ),
    [],
  );
});

test("a machine that asks whether a key is there knows that it may not be", () => {
  const asked = { Type: "Choice", Choices: [{ Variable: "$.b", IsPresent: true, Next: "C" }], Default: "D" };
  const states = {
    A: { ...pass, Result: { a: 1 } },
    B: asked,
    C: { ...pass, InputPath: "$.b.c" },
    D: { Type: "Succeed" },
  };
  assert.deepEqual(findings(rowOf(states)), []);
});

test("an item has the keys that the selector gives it", () => {
  const processor = {
    StartAt: "P",
    States: { P: { ...pass, Parameters: { "a.$": "$.item", "b.$": "$.itm" }, End: true } },
  };
  const map = { Type: "Map", ItemSelector: { "item.$": "$$.Map.Item.Value" }, ItemProcessor: processor };
  assert.deepEqual(findings(rowOf({ M: map })), [
    unwritten("M/ItemProcessor/States/P/Parameters", "$.itm", ": the data has item"),
  ]);
});

test("a loop that wraps its data again and again is followed to an end", () => {
  const again = { Type: "Choice", Choices: [{ Variable: "$.go", IsPresent: true, Next: "A" }], Default: "Z" };
  assert.deepEqual(
    findings(rowOf({ A: { ...pass, Parameters: { "prev.$": "$", n: 1 } }, B: again, Z: { Type: "Succeed" } })),
    [],
  );
});

test.run();
