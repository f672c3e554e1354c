// One workflow, written once, does the same in both query languages, and with states in both.
import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "uvu";
import { DefinitionError } from "../../asl/diagnostic.js";
import { validate } from "../../asl/index.js";
import type { StateMachineDefinition } from "../../asl/types.js";
import type { StateMachineModel } from "../../dsl/model.js";
import { definition } from "../../generators/definition.js";
import { execute, type HistoryEvent } from "../../simulator/index.js";
import { aslFindings } from "./asl-findings.js";
import { handlersOf } from "./language-plans/answers.js";
import { drawFrom } from "./language-plans/draw.js";
import { type Plan, plan } from "./language-plans/plan.js";

/** The definition; `undefined` where a field would need more intrinsic calls than AWS takes. */
function definitionOf(machine: StateMachineModel): StateMachineDefinition | undefined {
  try {
    return definition(machine);
  } catch (error) {
    const isLimit =
      error instanceof DefinitionError && error.diagnostics.every(({ code }) => code === "INTRINSIC_LIMIT");
    if (isLimit) return undefined;
    throw error;
  }
}

const FAILED_GROUPS: ReadonlySet<string> = new Set(["ParallelStateFailed", "MapStateFailed", "MapRunFailed"]);

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** How it ends, when, the data of each state on the way, and what was sent. */
async function run(plan: Plan, asl: StateMachineDefinition) {
  const sent: string[] = [];
  const events: HistoryEvent[] = [];
  const { status, output, error, cause } = await execute(asl, {
    ...{ input: plan.input, seed: 1, executionName: "one" },
    ...handlersOf(plan, sent),
    onEvent: (event) => events.push(event),
    onChildEvent: (event) => events.push(event),
  });
  // What runs at the same time gets its names in no promised order.
  const nameless = <Value>(value: Value): Value =>
    value === undefined ? value : JSON.parse(JSON.stringify(value).replace(UUID, "a uuid"));
  // Where a group fails, how far its other chains came is nobody's promise.
  const failed = events.some(({ type }) => FAILED_GROUPS.has(type));
  return {
    status,
    error,
    // Of a failure that is none of the workflow's own, each language tells in its own words.
    cause: error?.startsWith("States.") ? undefined : cause,
    output: nameless(sorted(output)),
    ended: new Date(Math.max(...events.map(({ timestamp }) => Number(timestamp)))),
    told: failed ? [] : [...events.flatMap(told), ...sent].map(nameless).sort(),
  };
}

/** What an event says of the data, of variables and of roles. */
function told(event: HistoryEvent): readonly string[] {
  const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
  const role = (event.taskScheduledEventDetails ?? event.lambdaFunctionScheduledEventDetails)?.taskCredentials?.roleArn;
  return [
    ...(entered === undefined ? [] : [`${entered.name}: ${inOrder(entered.input)}`]),
    ...Object.entries(exited?.assignedVariables ?? {}).map(
      ([name, value]) => `${exited?.name} assigns ${name} = ${inOrder(value)}`,
    ),
    ...(role === undefined ? [] : [role]),
  ];
}
const inOrder = (json: string) => JSON.stringify(sorted(JSON.parse(json)));

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
// To look further than each run of the tests does: LANGUAGE_RUNS=2000 LANGUAGE_SEED=7 LANGUAGE_MS=600000.
const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const bounds = { seed: setting("LANGUAGE_SEED", 1), includeErrorInReport: true };

test("a workflow does otherwise in JSONata than in JSONPath", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => {
      const made = plan(drawFrom(gen));
      const jsonPath = definitionOf(made.build("JSONPath"));
      fc.pre(jsonPath !== undefined);
      const expected = await run(made, jsonPath);
      assert.deepEqual(findings(jsonPath), []);
      assert.notEqual(
        expected.error,
        "States.Runtime",
        JSON.stringify({ input: made.input, jsonPath, expected }, null, 2),
      );
      for (const machine of [made.build("JSONata"), made.mixed()]) {
        const asl = definition(machine);
        assert.deepEqual(findings(asl), []);
        const actual = await run(made, asl);
        const shown: string = JSON.stringify({ input: made.input, jsonPath, asl, expected, actual }, null, 2);
        assert.deepEqual({ ...actual, told: [] }, { ...expected, told: [] }, shown);
        assert.deepEqual(actual.told, expected.told, shown);
      }
    }),
    { ...bounds, numRuns: setting("LANGUAGE_RUNS", 200), interruptAfterTimeLimit: setting("LANGUAGE_MS", 20_000) },
  );
});

test("asl-validator refuses what is written in either language", () => {
  fc.assert(
    fc.property(fc.gen(), (gen) => {
      const made = plan(drawFrom(gen));
      const jsonPath = definitionOf(made.build("JSONPath"));
      fc.pre(jsonPath !== undefined);
      assert.deepEqual(aslFindings(jsonPath), []);
      assert.deepEqual(aslFindings(definition(made.build("JSONata"))), []);
      assert.deepEqual(aslFindings(definition(made.mixed())), []);
    }),
    { ...bounds, numRuns: setting("VALIDATOR_RUNS", 10), endOnFailure: true },
  );
});

test.run();
