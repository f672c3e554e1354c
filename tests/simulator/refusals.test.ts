import assert from "node:assert/strict";
import { test } from "uvu";
import { DefinitionError, type ExecuteOptions, execute } from "../../simulator/index.js";
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

const refused: readonly (readonly [what: string, definition: object, findings: readonly string[]])[] = [
  ["an empty document", {}, ["SCHEMA_VALIDATION_FAILED /: These fields are required: [StartAt, States]"]],
  [
    "no states",
    { StartAt: "A", States: {} },
    [
      "SCHEMA_VALIDATION_FAILED /States: Expected an object with at least one state but was {}",
      "MISSING_TRANSITION_TARGET /StartAt: Missing 'StartAt' target: A",
    ],
  ],
  [
    "fields of the machine that nobody knows",
    { ...rowOf({ A: pass }), Version: "2.0", Extra: 1 },
    [
      'SCHEMA_VALIDATION_FAILED /Version: Expected one of [1.0] but was "2.0"',
      "UNSUPPORTED /Extra: The field 'Extra' is not supported here",
    ],
  ],
  [
    "states of types that do not run yet, and of no type at all",
    rowOf({
      C: { Type: "Loop" },
      D: {},
      E: { Type: "toString" },
    }),
    [
      "UNSUPPORTED /States/C/Type: The state type 'Loop' is not supported yet",
      "SCHEMA_VALIDATION_FAILED /States/D: These fields are required: [Type]",
      "UNSUPPORTED /States/E/Type: The state type 'toString' is not supported yet",
    ],
  ],
  [
    "a JSONPath state in a machine in JSONata",
    { ...rowOf({ A: { ...pass, QueryLanguage: "JSONPath" } }), QueryLanguage: "JSONata" },
    [
      "SCHEMA_VALIDATION_FAILED /States/A: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    ],
  ],
  [
    "fields that a state cannot carry",
    rowOf({ A: { ...pass, Retry: [], Output: 1 }, B: { ...task, Result: 1, constructor: 1 } }),
    [
      "UNSUPPORTED /States/A/Retry: The field 'Retry' is not supported here",
      "UNSUPPORTED /States/A/Output: The field 'Output' is not supported here",
      "UNSUPPORTED /States/B/Result: The field 'Result' is not supported here",
      "UNSUPPORTED /States/B/constructor: The field 'constructor' is not supported here",
    ],
  ],
  [
    "fields of the wrong kind",
    rowOf({ A: { ...task, TimeoutSeconds: 0, Retry: {}, InputPath: 1 }, B: { Type: "Wait", Seconds: 1.5 } }),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/TimeoutSeconds: Expected a positive integer but was 0",
      "SCHEMA_VALIDATION_FAILED /States/A/Retry: Expected a list of objects but was {}",
      "SCHEMA_VALIDATION_FAILED /States/A/InputPath: Expected a path or null but was 1",
      "SCHEMA_VALIDATION_FAILED /States/B/Seconds: Expected an integer of at least 0 but was 1.5",
    ],
  ],
  [
    "paths and calls that JSONPath knows and this does not",
    rowOf({
      A: { ...pass, InputPath: "$.a[(@.length-1)]", Parameters: { list: [{ "x.$": "$.b.length()" }] } },
      B: { Type: "Wait", SecondsPath: "$.a[0:4:2]" },
    }),
    [
      "UNSUPPORTED /States/A/InputPath: '$.a[(@.length-1)]' uses scripts ([(…)]), which is not supported",
      "UNSUPPORTED /States/A/Parameters: '$.b.length()' uses functions of paths (.length()), which is not supported",
      "UNSUPPORTED /States/B/SecondsPath: '$.a[0:4:2]' uses slices with a step ([a:b:c]), which is not supported",
    ],
  ],
  [
    "paths and calls that are wrong",
    rowOf({
      A: {
        ...pass,
        OutputPath: "a",
        ResultPath: "$$.x",
        Parameters: { "x.$": "States.Nope()", "y.$": 1 },
        Assign: { "z.$": "$." },
      },
    }),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/Parameters: The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call: there is no intrinsic function 'States.Nope'",
      "SCHEMA_VALIDATION_FAILED /States/A/Parameters: The value for the field 'y.$' must be a valid JSONPath or a valid intrinsic function call: '1' is no path: a path starts with $",
      "SCHEMA_VALIDATION_FAILED /States/A/ResultPath: '$$.x' is no reference path: it has to lead into the data, so start with $",
      "SCHEMA_VALIDATION_FAILED /States/A/OutputPath: 'a' is no path: a path starts with $",
      "SCHEMA_VALIDATION_FAILED /States/A/Assign: The value for the field 'z.$' must be a valid JSONPath or a valid intrinsic function call: '$.' is no path: no key and no index at '.'",
    ],
  ],
  [
    "transitions to nowhere",
    {
      StartAt: "Nowhere",
      States: {
        A: { ...task, Next: "B1", Catch: [{ ErrorEquals: ["States.ALL"], Next: "B2" }] },
        C: { Type: "Choice", Choices: [{ Variable: "$", IsNull: true, Next: "B3" }], Default: "B4" },
      },
    },
    [
      "MISSING_TRANSITION_TARGET /StartAt: Missing 'StartAt' target: Nowhere",
      "MISSING_TRANSITION_TARGET /States/A/Next: Missing 'Next' target: B1",
      "MISSING_TRANSITION_TARGET /States/A/Catch[0]/Next: Missing 'Next' target: B2",
      "MISSING_TRANSITION_TARGET /States/C/Choices[0]/Next: Missing 'Next' target: B3",
      "MISSING_TRANSITION_TARGET /States/C/Default: Missing 'Default' target: B4",
    ],
  ],
  [
    "a state that goes nowhere, and one that goes and ends",
    { StartAt: "A", States: { A: pass, B: { ...pass, Next: "A", End: true } } },
    [
      "SCHEMA_VALIDATION_FAILED /States/A: One of these fields is required: [Next, End]",
      "SCHEMA_VALIDATION_FAILED /States/B/End: You cannot specify both 'Next' and 'End'",
    ],
  ],
  [
    "fields that exclude each other",
    rowOf({
      A: { ...task, TimeoutSeconds: 1, TimeoutSecondsPath: "$.t", HeartbeatSeconds: 1, HeartbeatSecondsPath: "$.h" },
      B: { Type: "Wait", Seconds: 1, Timestamp: "2024-01-01T00:00:00Z" },
      C: { Type: "Wait" },
      D: { Type: "Fail", Error: "e", ErrorPath: "$.e", Cause: "c", CausePath: "$.c" },
    }),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/TimeoutSecondsPath: You cannot specify both 'TimeoutSeconds' and 'TimeoutSecondsPath'",
      "SCHEMA_VALIDATION_FAILED /States/A/HeartbeatSecondsPath: You cannot specify both 'HeartbeatSeconds' and 'HeartbeatSecondsPath'",
      "SCHEMA_VALIDATION_FAILED /States/B: A Wait state must contain exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]",
      "SCHEMA_VALIDATION_FAILED /States/C: A Wait state must contain exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]",
      "SCHEMA_VALIDATION_FAILED /States/D/ErrorPath: You cannot specify both 'Error' and 'ErrorPath'",
      "SCHEMA_VALIDATION_FAILED /States/D/CausePath: You cannot specify both 'Cause' and 'CausePath'",
    ],
  ],
  [
    "a time that is none",
    rowOf({ A: { Type: "Wait", Timestamp: "2016-12-05T25:29:29Z" } }),
    ["SCHEMA_VALIDATION_FAILED /States/A/Timestamp: String does not match RFC3339 timestamp"],
  ],
  [
    "retriers and catchers with a fault",
    rowOf({
      A: {
        ...task,
        Retry: [{ ErrorEquals: [] }, { ErrorEquals: ["A"], BackoffRate: 0.5, Wait: 1, JitterStrategy: "HALF" }],
        Catch: [{ Next: "A" }, { ErrorEquals: ["A"], Next: "A", ResultPath: "$[*]" }],
      },
    }),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/Retry[0]/ErrorEquals: Expected a list of at least one error name but was []",
      "SCHEMA_VALIDATION_FAILED /States/A/Retry[1]/BackoffRate: Expected a number of at least 1 but was 0.5",
      "UNSUPPORTED /States/A/Retry[1]/Wait: The field 'Wait' is not supported here",
      'SCHEMA_VALIDATION_FAILED /States/A/Retry[1]/JitterStrategy: Expected one of [FULL, NONE] but was "HALF"',
      "SCHEMA_VALIDATION_FAILED /States/A/Catch[0]: These fields are required: [ErrorEquals]",
    ],
  ],
  [
    "a catcher that puts the error where a path selects several places",
    rowOf({ A: { ...task, Catch: [{ ErrorEquals: ["A"], Next: "A", ResultPath: "$[*]" }] } }),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/Catch[0]/ResultPath: '$[*]' is no reference path: it can select several places",
    ],
  ],
  [
    "rules of a Choice with a fault",
    {
      StartAt: "A",
      States: {
        A: {
          Type: "Choice",
          Choices: [
            { Variable: "$", StringEquals: 1, Next: "A" },
            { Variable: "$", StringContains: "x", Next: "A" },
            { And: [{ Variable: "$", IsNull: "yes" }, { Not: { Variable: "$", Next: "A" } }], Next: "A" },
            { Variable: "$", IsNull: true },
          ],
        },
      },
    },
    [
      "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]/StringEquals: Expected a string but was 1",
      "UNSUPPORTED /States/A/Choices[1]/StringContains: The field 'StringContains' is not supported here",
      'SCHEMA_VALIDATION_FAILED /States/A/Choices[2]/And[0]/IsNull: Expected true or false but was "yes"',
      "UNSUPPORTED /States/A/Choices[2]/And[1]/Not/Next: The field 'Next' is not supported here",
      "SCHEMA_VALIDATION_FAILED /States/A/Choices[3]: These fields are required: [Next]",
    ],
  ],
  [
    "rules of a Choice that test nothing, or two things, or a path that is none",
    {
      StartAt: "A",
      States: {
        A: {
          Type: "Choice",
          Choices: [
            { Variable: "$", Next: "A" },
            { Variable: "$", IsNull: true, IsString: true, Next: "A" },
            { Variable: "a", IsNull: true, Next: "A" },
            { Variable: "$", StringEqualsPath: "$[(1)]", Next: "A" },
          ],
        },
      },
    },
    [
      "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]: A Choice rule must contain exactly one of And, Or, Not, or a comparison operator with its Variable",
      "SCHEMA_VALIDATION_FAILED /States/A/Choices[1]: A Choice rule must contain exactly one of And, Or, Not, or a comparison operator with its Variable",
      "SCHEMA_VALIDATION_FAILED /States/A/Choices[2]/Variable: 'a' is no path: a path starts with $",
      "UNSUPPORTED /States/A/Choices[3]/StringEqualsPath: '$[(1)]' uses scripts ([(…)]), which is not supported",
    ],
  ],
  [
    "resources that cannot be run",
    rowOf({
      A: { Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.async" },
      B: { Type: "Task", Resource: "arn:aws:s3:::bucket" },
      C: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { InvocationType: "Event" } },
      D: { Type: "Task" },
    }),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/Resource: The resource provided arn:aws:states:::glue:startJobRun.async is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
      "SCHEMA_VALIDATION_FAILED /States/B/Resource: The resource provided arn:aws:s3:::bucket is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
      "UNSUPPORTED /States/C/Parameters/InvocationType: The invocation type 'Event' is not supported yet",
      "SCHEMA_VALIDATION_FAILED /States/D: These fields are required: [Resource]",
    ],
  ],
];
for (const [what, definition, expected] of refused) {
  test(`${what}: refused before it starts, each by its name`, async () => {
    assert.deepEqual(await findings(definition), expected);
  });
}

test("Express takes no activities, no jobs and no task tokens", async () => {
  const definition = rowOf({
    A: { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:Check" },
    B: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" },
    C: { Type: "Task", Resource: "arn:aws:states:::states:startExecution.sync:2" },
  });
  assert.deepEqual(await findings(definition, { stateMachineType: "EXPRESS" }), [
    "SCHEMA_VALIDATION_FAILED /States/A/Resource: Express state machine does not support Activity ARN",
    "SCHEMA_VALIDATION_FAILED /States/B/Resource: Express state machine does not support '.waitForTaskToken' service integration",
    "SCHEMA_VALIDATION_FAILED /States/C/Resource: Express state machine does not support '.sync' service integration",
  ]);
});

test("a finding names its state and field", async () => {
  await assert.rejects(execute(rowOf({ "Get It": { ...task, Retry: [{ ErrorEquals: ["A"], Wait: 1 }] } })), (error) => {
    assert(error instanceof DefinitionError);
    assert.deepEqual(error.diagnostics, [
      {
        severity: "error",
        code: "UNSUPPORTED",
        location: "/States/Get It/Retry[0]/Wait",
        message: "The field 'Wait' is not supported here",
        state: "Get It",
        field: "Retry[0].Wait",
      },
    ]);
    assert.equal(
      error.message,
      "error UNSUPPORTED  /States/Get It/Retry[0]/Wait\n  The field 'Wait' is not supported here",
    );
    return true;
  });
});

test("documents that are no definition are refused, never run and never a crash", async () => {
  for (const junk of [
    [],
    [1],
    { StartAt: 1, States: 2 },
    { StartAt: "A", States: { A: null } },
    { StartAt: "A", States: [1] },
    { StartAt: "A", States: { A: { Type: "Choice", Choices: [1, null] } } },
  ]) {
    assert.notEqual((await findings(junk)).length, 0, JSON.stringify(junk));
  }
});

test("the definition is left as it is", async () => {
  const definition = rowOf({ A: { ...pass, Result: { x: "${x}" } } });
  const before = structuredClone(definition);
  assert.deepEqual((await execute(definition, { substitutions: { x: 1 } })).output, { x: 1 });
  assert.deepEqual(definition, before);
});

test.run();
