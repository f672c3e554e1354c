import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "uvu";
import { DefinitionError, type ExecuteOptions, execute } from "../../simulator/index.js";
import { brokenDefinitions } from "../asl/broken-definitions.js";
import { rowOf } from "./machines.js";

/** `CODE location: message` of everything that is wrong. */
async function findings(definition: object, options: ExecuteOptions = {}): Promise<readonly string[]> {
  try {
    await execute(definition, { lambda: () => assert.fail("it ran"), ...options });
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.diagnostics.map(({ code, location, message }) => `${code} ${location}: ${message}`);
  }
  return [];
}
const task = { Type: "Task", Resource: "${Work}" };
const pass = { Type: "Pass" };

test("a definition that AWS would not take is refused with all that is wrong in it, before anything runs", async () => {
  const definition = rowOf({
    First: task,
    "Get It": { ...task, TimeoutSeconds: 0, Retry: [{ ErrorEquals: [] }], Next: "Nowhere" },
  });
  assert.deepEqual(await findings(definition), [
    "SCHEMA_VALIDATION_FAILED /States/Get It/TimeoutSeconds: Expected a positive integer but was 0",
    "SCHEMA_VALIDATION_FAILED /States/Get It/Retry[0]/ErrorEquals: Expected a list of at least one error name but was []",
    "MISSING_TRANSITION_TARGET /States/Get It/Next: Missing 'Next' target: Nowhere",
    "MISSING_END_STATE /: Workflow has no terminal state",
  ]);
});

test("a warning refuses nothing", async () => {
  // A path in a key without `.$` looks like a mistake.
  assert.deepEqual(await findings(rowOf({ A: { ...pass, Parameters: { x: "$.y" } } })), []);
});

test("a finding names its state and field", async () => {
  await assert.rejects(execute(rowOf({ "Get It": { ...task, Retry: [{ ErrorEquals: [] }] } })), (error) => {
    assert(error instanceof DefinitionError);
    const [{ code, location, state, field } = assert.fail("there is none")] = error.diagnostics;
    assert.deepEqual(
      [code, location, state, field],
      ["SCHEMA_VALIDATION_FAILED", "/States/Get It/Retry[0]/ErrorEquals", "Get It", "Retry[0].ErrorEquals"],
    );
    assert.match(error.message, /^error SCHEMA_VALIDATION_FAILED {2}\/States\/Get It\/Retry\[0\]\/ErrorEquals\n/);
    return true;
  });
});

test("Express takes no activities, no jobs, no task tokens and no distributed Maps", async () => {
  const definition = rowOf({
    A: { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:Check" },
    B: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Parameters: { QueueUrl: "q", "MessageBody.$": "$$.Task.Token" },
    },
    C: {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: { StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:Child" },
    },
    D: {
      Type: "Map",
      ItemProcessor: { ...rowOf({ E: pass }), ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" } },
    },
  });
  const refused = await findings(definition, { stateMachineType: "EXPRESS" });
  assert.deepEqual(
    refused.map((finding) => finding.replace(/^\S+ (\S+): .*(does not support)/, "$1 $2")),
    [
      "/States/A/Resource does not support Activity ARN",
      "/States/B/Resource does not support '.waitForTaskToken' service integration",
      "/States/C/Resource does not support '.sync' service integration",
      "/States/D/ItemProcessor/ProcessorConfig/Mode does not support 'DISTRIBUTED' Map states",
    ],
  );
});

test("paths that JSONPath knows and this does not are refused by name", async () => {
  const definition = rowOf({
    A: { ...pass, InputPath: "$.a[(@.length-1)]", Parameters: { list: [{ "x.$": "$.b.length()" }] } },
    B: { Type: "Wait", SecondsPath: "$.a[0:4:2]" },
  });
  assert.deepEqual(await findings(definition), [
    "UNSUPPORTED /States/A/InputPath: '$.a[(@.length-1)]' uses scripts ([(…)]), which is not supported",
    "UNSUPPORTED /States/A/Parameters: '$.b.length()' uses functions of paths (.length()), which is not supported",
    "UNSUPPORTED /States/B/SecondsPath: '$.a[0:4:2]' uses slices with a step ([a:b:c]), which is not supported",
  ]);
});

test("a substitution that was not made stands for a function or a text, and for nothing else", async () => {
  const definition = rowOf({
    A: { ...pass, Result: { text: "a ${Name} in a text" } },
    B: { Type: "Wait", Seconds: "${Delay}" },
    C: { ...task, TimeoutSeconds: "${Limit}" },
  });
  assert.deepEqual(await findings(definition), [
    'SCHEMA_VALIDATION_FAILED /States/B/Seconds: Expected an integer from 0 to 99999999 but was "${Delay}"',
    'SCHEMA_VALIDATION_FAILED /States/C/TimeoutSeconds: Expected a positive integer but was "${Limit}"',
  ]);
  const { status } = await execute(definition, { substitutions: { Delay: 1, Limit: 2 }, lambda: () => 1 });
  assert.equal(status, "SUCCEEDED");
});

test("documents that are no definition are refused, never run and never a crash", async () => {
  for (const junk of [
    {},
    [],
    [1],
    { StartAt: 1, States: 2 },
    { StartAt: "A", States: { A: null } },
    { StartAt: "A", States: [1] },
    { StartAt: "A", States: { A: { Type: "Choice", Choices: [1, null] } } },
    { StartAt: "A", States: "${States}" },
    { StartAt: "${A}", States: { A: { Type: "${Type}", Next: "${Next}" } } },
  ]) {
    assert.notEqual((await findings(junk)).length, 0, JSON.stringify(junk));
  }
});

test("a damaged definition is refused or runs to an end, and never is a crash", async () => {
  await fc.assert(
    fc.asyncProperty(brokenDefinitions, async (definition) => {
      if (typeof definition !== "object" || definition === null) return;
      try {
        const { events } = await execute(definition, {
          lambda: () => ({}),
          substitutions: {},
          patienceMs: 0,
          signal: AbortSignal.timeout(2000),
        });
        assert.match(events.at(-1)?.type ?? "", /^Execution/);
      } catch (error) {
        // The caller gave no handler for the services that a definition may call.
        const known = error instanceof Error && ["DefinitionError", "MissingHandler"].includes(error.name);
        if (!known) throw error;
      }
    }),
    { numRuns: 500, seed: 30 },
  );
});

test("the definition is left as it is", async () => {
  const definition = rowOf({ A: { ...pass, Result: { x: "${x}" } } });
  const before = structuredClone(definition);
  assert.deepEqual((await execute(definition, { substitutions: { x: 1 } })).output, { x: 1 });
  assert.deepEqual(definition, before);
});

test.run();
