// One workflow, written once, does the same in both query languages.
import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "uvu";
import { DefinitionError } from "../../asl/diagnostic.js";
import { validate } from "../../asl/index.js";
import type { StateMachineDefinition } from "../../asl/types.js";
import type { QueryLanguage } from "../../dsl/model.js";
import { definition } from "../../generators/definition.js";
import { execute } from "../../simulator/index.js";
import { aslFindings } from "./asl-findings.js";
import { drawFrom, type Mock, type Plan, plan } from "./language-plans.js";

/** The definition; `undefined` where a field would need more intrinsic calls than AWS takes. */
function definitionOf(plan: Plan, language: QueryLanguage): StateMachineDefinition | undefined {
  try {
    return definition(plan.build(language));
  } catch (error) {
    const isLimit =
      error instanceof DefinitionError && error.diagnostics.every(({ code }) => code === "INTRINSIC_LIMIT");
    if (isLimit) return undefined;
    throw error;
  }
}

/** Answers for the functions of one run. */
function answers(mocks: ReadonlyMap<string, Mock>) {
  const calls = new Map<string, number>();
  return (substitution: string, payload: unknown) => {
    const name = substitution.replace(/^Function/, "Function ");
    const mock = mocks.get(name);
    assert.ok(mock, `no function ${name}`);
    const count = (calls.get(name) ?? 0) + 1;
    calls.set(name, count);
    if (count <= mock.fails) throw Object.assign(new Error("failed"), { name: mock.error });
    return { echo: payload, made: mock.made };
  };
}

/** How it ends, and the data of each state on the way. */
async function run(plan: Plan, asl: StateMachineDefinition) {
  const { status, output, error, events } = await execute(asl, {
    input: plan.input,
    lambda: answers(plan.mocks),
    seed: 1,
  });
  // Where a group fails, how far its other chains came is nobody's promise.
  const failed = events.some(({ type }) => type === "ParallelStateFailed" || type === "MapStateFailed");
  const entered = events.flatMap(({ stateEnteredEventDetails: details }) =>
    details === undefined || failed
      ? []
      : [`${details.name}: ${JSON.stringify(sorted(JSON.parse(details.input ?? "")))}`],
  );
  return { status, error, output: sorted(output), entered: entered.sort() };
}

/** With keys in one order: JSON has none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

const findings = (asl: StateMachineDefinition) => validate(asl).filter(({ severity }) => severity === "error");
// To look further than each run of the tests does: LANGUAGE_RUNS=2000 LANGUAGE_SEED=7.
const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const bounds = { seed: setting("LANGUAGE_SEED", 1), includeErrorInReport: true };

test("a workflow does otherwise in JSONata than in JSONPath", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => {
      const made = plan(drawFrom(gen));
      const jsonPath = definitionOf(made, "JSONPath");
      fc.pre(jsonPath !== undefined);
      const jsonata = definition(made.build("JSONata"));
      assert.deepEqual([findings(jsonPath), findings(jsonata)], [[], []]);
      const expected = await run(made, jsonPath);
      const actual = await run(made, jsonata);
      const shown = () => JSON.stringify({ input: made.input, jsonPath, jsonata }, null, 2);
      assert.deepEqual({ ...actual, entered: [] }, { ...expected, entered: [] }, shown());
      assert.deepEqual(actual.entered, expected.entered, shown());
    }),
    { ...bounds, numRuns: setting("LANGUAGE_RUNS", 60), interruptAfterTimeLimit: setting("LANGUAGE_MS", 15_000) },
  );
});

test("asl-validator refuses what is written in either language", () => {
  fc.assert(
    fc.property(fc.gen(), (gen) => {
      const made = plan(drawFrom(gen, true));
      const jsonPath = definitionOf(made, "JSONPath");
      fc.pre(jsonPath !== undefined);
      assert.deepEqual(aslFindings(jsonPath), []);
      assert.deepEqual(aslFindings(definition(made.build("JSONata"))), []);
    }),
    { ...bounds, numRuns: setting("VALIDATOR_RUNS", 5), endOnFailure: true },
  );
});

test.run();
