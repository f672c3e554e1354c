// The query language of a workflow and of its states, from the author's options to the model.
import assert from "node:assert/strict";
import { format, fragment, is, jsonata, jsonPath, lambda, orElse, replace, seconds, workflow } from "statewright";
import { test } from "uvu";
import { toNode } from "../../dsl/nodes.js";
import { definition } from "../../generators/definition.js";
import { finding, findings, loose } from "./findings.js";
import { sourceLines } from "./source-lines.js";

const lines = sourceLines(import.meta.url);
const run = lambda<{ id: string }, { id: string }>("Run");

test("a workflow loses its language, or its states repeat it", () => {
  const machine = workflow<{ id: string }>("W", { queryLanguage: "JSONata" })
    .task("Run", run, { as: replace })
    .wait("Wait", seconds(1))
    .end();
  assert.equal(machine.QueryLanguage, "JSONata");
  assert.deepEqual(
    machine.states.map(({ QueryLanguage }) => QueryLanguage),
    [undefined, undefined],
  );
  assert.equal(definition(machine).QueryLanguage, "JSONata");
  assert.equal(workflow<{ id: string }>("W").wait("Wait", seconds(1)).end().QueryLanguage, "JSONPath");
});

test("a state of any kind loses the language that its options give it", () => {
  const options = { queryLanguage: "JSONata" } as const;
  const machine = workflow<{ id: string; ids: string[] }>("W")
    .pass("Pass", () => ({ a: 1 }), options)
    .task("Task", run, { as: "run", ...options })
    .wait("Wait", seconds(1), options)
    .parallel("Parallel", [(branch) => branch.wait("Branch", seconds(1))], { as: "both", ...options })
    .map(
      "Map",
      ($) => $.ids,
      (item) => item.wait("Item", seconds(1)),
      { as: "all", ...options },
    )
    .choice("Choice", (choose) => choose.when(($) => is($.id, "a"), "Match").otherwise("Match"), options)
    .match("Match", ($) => $.id, { a: "Succeed", default: "Fail" }, options)
    .succeed("Succeed", options)
    .fail("Fail", { error: "E", cause: "C" }, options)
    .end();
  assert.deepEqual(
    machine.states.map(({ QueryLanguage }) => QueryLanguage),
    machine.states.map(() => "JSONata"),
  );
});

test("a state in JSONPath of a machine in JSONata is let through when the types are passed by", () => {
  const chain = loose("W", { queryLanguage: "JSONata" }).parallel(
    "Both",
    [(branch: ReturnType<typeof loose>) => branch.wait("Inside", seconds(1), { queryLanguage: "JSONPath" })],
    { as: replace },
  );
  assert.deepEqual(findings(chain), [
    finding({
      code: "SCHEMA_VALIDATION_FAILED",
      location: "/States/Both/Branches[0]/States/Inside/QueryLanguage",
      state: "Inside",
      field: "QueryLanguage",
      message: "state 'Inside' is in JSONPath, which a workflow in JSONata does not hold",
      fix: "take its queryLanguage out",
      source: lines.call("wait", "Inside"),
    }),
  ]);
});

test("the escape hatches and the default are other nodes than they say", () => {
  assert.deepEqual(toNode(jsonata<number>("$sum($states.input.a)")), {
    kind: "raw",
    language: "JSONata",
    code: "$sum($states.input.a)",
  });
  assert.deepEqual(toNode(jsonPath<number>("$.a")), { kind: "raw", language: "JSONPath", code: "$.a" });
  const machine = workflow<{ a?: number }>("W", { queryLanguage: "JSONata" })
    .pass("P", ($) => ({ text: format("{}", orElse($.a, 0)) }))
    .end();
  assert.deepEqual(definition(machine).States["P"], {
    Type: "Pass",
    Output: "{% $merge([$states.input, {'text': $string($exists($states.input.a) ? $states.input.a : 0)}]) %}",
    End: true,
  });
});

test("a fragment loses what only JSONata says", () => {
  const sum = fragment<{ ids: number[] }>({ queryLanguage: "JSONata" })((chain) =>
    chain.pass("Sum", () => ({ total: jsonata<number>("$sum($states.input.ids)") })),
  );
  const machine = workflow<{ ids: number[] }>("W", { queryLanguage: "JSONata" }).use(sum).end();
  assert.deepEqual(definition(machine).States["Sum"], {
    Type: "Pass",
    Output: "{% ($_1 := $sum($states.input.ids); $exists($_1) ? $merge([$states.input, {'total': $_1}])) %}",
    End: true,
  });
});

test.run();
