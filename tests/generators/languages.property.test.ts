// One workflow, written once, does the same in both query languages.
import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "uvu";
import { DefinitionError } from "../../asl/diagnostic.js";
import { validate } from "../../asl/index.js";
import type { QueryLanguage } from "../../dsl/model.js";
import { definition } from "../../generators/definition.js";
import { execute } from "../../simulator/index.js";
import { aslFindings } from "./asl-findings.js";
import { drawFrom, type Mock, type Plan, plan } from "./language-plans.js";

/** The definition, `undefined` where it needs more intrinsic calls in a field than AWS takes. */
function definitionOf(plan: Plan, language: QueryLanguage) {
  try {
    return definition(plan.build(language));
  } catch (error) {
    if (error instanceof DefinitionError && error.diagnostics.every(({ code }) => code === "INTRINSIC_LIMIT"))
      return undefined;
    throw error;
  }
}

/** Answers for the functions of one run. */
function answers(mocks: ReadonlyMap<string, Mock>) {
  const calls = new Map<string, number>();
  return (name: string, payload: unknown) => {
    const mock = mocks.get(name.replace(/^Function(\d+)$/, "Function $1"));
    assert.ok(mock, `no function ${name}`);
    const count = (calls.get(name) ?? 0) + 1;
    calls.set(name, count);
    if (count <= mock.fails) throw Object.assign(new Error("failed"), { name: mock.error });
    return { echo: payload, made: mock.made };
  };
}

async function run(plan: Plan, language: QueryLanguage) {
  const asl = definitionOf(plan, language);
  if (asl === undefined) return undefined;
  assert.deepEqual(validate(asl), []);
  assert.deepEqual(aslFindings(asl), []);
  const { status, output, error, events } = await execute(asl, {
    input: plan.input,
    lambda: answers(plan.mocks),
    seed: 1,
  });
  /** Each state that was entered, with its data. */
  const entered = events.flatMap(({ stateEnteredEventDetails: details }) =>
    details ? [`${details.name}: ${JSON.stringify(sorted(JSON.parse(details.input ?? "null")))}`] : [],
  );
  return { asl, result: { status, error, output: sorted(output), entered: entered.sort() } };
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

test("a workflow ends otherwise in JSONata than in JSONPath", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => {
      const made = plan(drawFrom(gen));
      const jsonPath = await run(made, "JSONPath");
      fc.pre(jsonPath !== undefined);
      const jsonata = await run(made, "JSONata");
      try {
        assert.deepEqual(jsonata?.result, jsonPath?.result);
      } catch (error) {
        if (error instanceof Error)
          error.message += `\n${JSON.stringify({ input: made.input, jsonPath: jsonPath?.asl, jsonata: jsonata?.asl }, null, 1)}`;
        throw error;
      }
    }),
    { numRuns: Number(process.env["LANGUAGE_RUNS"] ?? 150), seed: Number(process.env["LANGUAGE_SEED"] ?? 1) },
  );
});

test.run();
