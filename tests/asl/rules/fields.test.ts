import assert from "node:assert/strict";
import { test } from "uvu";
import { findings, pass, rowOf, task } from "./findings.js";

test("what a machine lacks is told in one sentence, and nothing that follows from it", () => {
  assert.deepEqual(findings({}), ["SCHEMA_VALIDATION_FAILED /: These fields are required: [States, StartAt]"]);
  assert.deepEqual(findings({ States: { A: { ...pass, End: true } } }), [
    "SCHEMA_VALIDATION_FAILED /: These fields are required: [StartAt]",
  ]);
  assert.deepEqual(findings({ StartAt: "A" }), ["SCHEMA_VALIDATION_FAILED /: These fields are required: [States]"]);
  assert.deepEqual(findings({ StartAt: "A", States: {} }), [
    "SCHEMA_VALIDATION_FAILED /States: Expected an object with at least one state but was {}",
  ]);
});

test("fields of the machine, of branches and of processors", () => {
  const branch = { StartAt: "B", States: { B: { ...pass, End: true } }, TimeoutSeconds: 1, QueryLanguage: "JSONPath" };
  const processor = {
    StartAt: "C",
    States: { C: { ...pass, End: true } },
    ProcessorConfig: { Mode: "FAST", Extra: 1 },
  };
  const distributed = { StartAt: "D", States: { D: { ...pass, End: true } }, ProcessorConfig: { Mode: "DISTRIBUTED" } };
  const machine = { Version: "2.0", TimeoutSeconds: 0, QueryLanguage: "XPath", Extra: 1, Comment: 1 };
  assert.deepEqual(
    findings(
      rowOf(
        {
          P: { Type: "Parallel", Branches: [branch, 1] },
          M: { Type: "Map", ItemProcessor: processor },
          N: { Type: "Map", ItemProcessor: distributed },
        },
        machine,
      ),
    ),
    [
      'SCHEMA_VALIDATION_FAILED /Version: Expected one of [1.0] but was "2.0"',
      "SCHEMA_VALIDATION_FAILED /TimeoutSeconds: Expected a positive integer but was 0",
      'SCHEMA_VALIDATION_FAILED /QueryLanguage: Expected one of [JSONPath, JSONata] but was "XPath"',
      "SCHEMA_VALIDATION_FAILED /: Field 'Extra' is not supported",
      "SCHEMA_VALIDATION_FAILED /Comment: Expected a string but was 1",
      "SCHEMA_VALIDATION_FAILED /States/P/Branches[0]: Field 'TimeoutSeconds' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/P/Branches[0]: Field 'QueryLanguage' is not supported",
      'SCHEMA_VALIDATION_FAILED /States/M/ItemProcessor/ProcessorConfig/Mode: Expected one of [INLINE, DISTRIBUTED] but was "FAST"',
      "SCHEMA_VALIDATION_FAILED /States/M/ItemProcessor/ProcessorConfig: Field 'Extra' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/N/ItemProcessor/ProcessorConfig: These fields are required: [ExecutionType]",
      `SCHEMA_VALIDATION_FAILED /States/P/Branches: Expected a list of at least one object but was ${JSON.stringify([branch, 1]).slice(0, 60)}…`,
    ],
  );
});

test("each type of state has fields of its own: others are not supported", () => {
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...pass, TimeoutSeconds: 1, Catch: [] },
        B: { Type: "Wait", Seconds: 1, Retry: [], ResultPath: "$.a" },
        C: { Type: "Map", TimeoutSeconds: 1, ItemProcessor: { StartAt: "M", States: { M: { ...pass, End: true } } } },
        D: { Type: "Succeed", Assign: { a: 1 }, Next: "E" },
        E: { Type: "Fail", OutputPath: "$", End: true },
      }),
    ),
    [
      "SCHEMA_VALIDATION_FAILED /States/A: Field 'TimeoutSeconds' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/A: Field 'Catch' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/B: Field 'Retry' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/B: Field 'ResultPath' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/C: Field 'TimeoutSeconds' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/D: Field 'Assign' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/D: Field 'Next' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/E: Field 'OutputPath' is not supported",
      "SCHEMA_VALIDATION_FAILED /States/E: Field 'End' is not supported",
      'MISSING_TRANSITION_TARGET /States/E: State "E" is not reachable.',
    ],
  );
});

test("fields of one query language are refused in the other", () => {
  const inPath = "The QueryLanguage is set to 'JSONPath', but field";
  const inJsonata = "The QueryLanguage is set to 'JSONata', but field";
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...pass, Output: 1 },
        B: { ...task, Arguments: {}, Catch: [{ ErrorEquals: ["E"], Next: "A", Output: 1 }] },
        C: {
          ...task,
          QueryLanguage: "JSONata",
          InputPath: "$",
          Parameters: {},
          ResultPath: "$",
          TimeoutSecondsPath: "$.t",
        },
        D: {
          Type: "Choice",
          QueryLanguage: "JSONata",
          Choices: [{ Variable: "$.a", IsNull: true, Next: "E" }],
          Default: "E",
        },
        E: { Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "A" }], Default: "F" },
        F: { ...pass, QueryLanguage: "JSONata", Output: {} },
      }),
    ),
    [
      `SCHEMA_VALIDATION_FAILED /States/A: ${inPath} 'Output' is only supported for the 'JSONata' QueryLanguage`,
      `SCHEMA_VALIDATION_FAILED /States/B: ${inPath} 'Arguments' is only supported for the 'JSONata' QueryLanguage`,
      `SCHEMA_VALIDATION_FAILED /States/B/Catch[0]: ${inPath} 'Output' is only supported for the 'JSONata' QueryLanguage`,
      ...["InputPath", "Parameters", "ResultPath", "TimeoutSecondsPath"].map(
        (field) =>
          `SCHEMA_VALIDATION_FAILED /States/C: ${inJsonata} '${field}' is only supported for the 'JSONPath' QueryLanguage`,
      ),
      ...["Variable", "IsNull"].map(
        (field) =>
          `SCHEMA_VALIDATION_FAILED /States/D/Choices[0]: ${inJsonata} '${field}' is only supported for the 'JSONPath' QueryLanguage`,
      ),
      `SCHEMA_VALIDATION_FAILED /States/E/Choices[0]: ${inPath} 'Condition' is only supported for the 'JSONata' QueryLanguage`,
    ],
  );
});

test("a machine in JSONata holds no state in JSONPath; what is within a JSONata state takes the machine's language", () => {
  const message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
  assert.deepEqual(findings(rowOf({ A: { ...pass, QueryLanguage: "JSONPath" } }, { QueryLanguage: "JSONata" })), [
    `SCHEMA_VALIDATION_FAILED /States/A: ${message}`,
  ]);
  const processor = { StartAt: "P", States: { P: { ...pass, Output: 1, End: true } } };
  assert.deepEqual(findings(rowOf({ M: { Type: "Map", QueryLanguage: "JSONata", ItemProcessor: processor } })), [
    "SCHEMA_VALIDATION_FAILED /States/M/ItemProcessor/States/P: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
  ]);
});

test("values of the wrong kind, in states and in their parts", () => {
  assert.deepEqual(
    findings(
      rowOf({
        A: {
          ...task,
          TimeoutSeconds: "{% 1 %}",
          InputPath: 1,
          Next: 1,
          Retry: {},
          Catch: [{ ErrorEquals: [], Next: "B" }],
        },
        B: {
          ...task,
          Retry: [
            {
              ErrorEquals: ["A"],
              IntervalSeconds: 0,
              BackoffRate: 0.5,
              MaxDelaySeconds: 31_622_401,
              JitterStrategy: "HALF",
            },
          ],
        },
        C: { Type: "Wait", Seconds: 1.5 },
        D: { Type: "Wait", Timestamp: "2016-12-05T25:29:29Z" },
        E: { Type: "Wait", Timestamp: "{% '2016-03-14T01:59:00Z' %}" },
        F: { Type: "Wait", QueryLanguage: "JSONata", Timestamp: "{% '2016-03-14T01:59:00Z' %}" },
        G: { ...pass, End: false },
      }),
    ),
    [
      'SCHEMA_VALIDATION_FAILED /States/A/TimeoutSeconds: Expected a positive integer but was "{% 1 %}"',
      "SCHEMA_VALIDATION_FAILED /States/A/InputPath: Expected a path or null but was 1",
      "SCHEMA_VALIDATION_FAILED /States/A/Next: Expected a string but was 1",
      "SCHEMA_VALIDATION_FAILED /States/A/Retry: Expected a list of objects but was {}",
      "SCHEMA_VALIDATION_FAILED /States/A/Catch[0]/ErrorEquals: Expected a list of at least one error name but was []",
      "SCHEMA_VALIDATION_FAILED /States/B/Retry[0]/IntervalSeconds: Expected a positive integer but was 0",
      "SCHEMA_VALIDATION_FAILED /States/B/Retry[0]/BackoffRate: Expected a number of at least 1 but was 0.5",
      "SCHEMA_VALIDATION_FAILED /States/B/Retry[0]/MaxDelaySeconds: Expected an integer from 1 to 31622400 but was 31622401",
      'SCHEMA_VALIDATION_FAILED /States/B/Retry[0]/JitterStrategy: Expected one of [FULL, NONE] but was "HALF"',
      "SCHEMA_VALIDATION_FAILED /States/C/Seconds: Expected an integer from 0 to 99999999 but was 1.5",
      "SCHEMA_VALIDATION_FAILED /States/D/Timestamp: String does not match RFC3339 timestamp",
      "SCHEMA_VALIDATION_FAILED /States/E/Timestamp: String does not match RFC3339 timestamp",
      "SCHEMA_VALIDATION_FAILED /States/G/End: Expected true but was false",
    ],
  );
});

test("parts of a Map, whose tables are their own", () => {
  const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
  const processor = { ProcessorConfig, StartAt: "P", States: { P: { ...pass, End: true } } };
  assert.deepEqual(
    findings(
      rowOf({
        A: {
          Type: "Map",
          ItemProcessor: processor,
          ItemReader: { ReaderConfig: { InputType: "XML", MaxItems: -1 } },
          ItemBatcher: { MaxInputBytesPerBatch: 300_000, Size: 1 },
          ResultWriter: { Resource: "arn:aws:states:::s3:getObject", WriterConfig: { OutputType: "CSV" } },
        },
        B: { Type: "Map" },
      }),
    ),
    [
      "SCHEMA_VALIDATION_FAILED /States/A/ItemReader: These fields are required: [Resource]",
      'SCHEMA_VALIDATION_FAILED /States/A/ItemReader/ReaderConfig/InputType: Expected one of [CSV, JSON, JSONL, PARQUET, MANIFEST] but was "XML"',
      "SCHEMA_VALIDATION_FAILED /States/A/ItemReader/ReaderConfig/MaxItems: Expected an integer of at least 0 but was -1",
      "SCHEMA_VALIDATION_FAILED /States/A/ItemBatcher/MaxInputBytesPerBatch: Expected an integer from 1 to 262144 but was 300000",
      "SCHEMA_VALIDATION_FAILED /States/A/ItemBatcher: Field 'Size' is not supported",
      'SCHEMA_VALIDATION_FAILED /States/A/ResultWriter/WriterConfig/OutputType: Expected one of [JSON, JSONL] but was "CSV"',
      "SCHEMA_VALIDATION_FAILED /States/B: These fields are required: [ItemProcessor]",
      "SCHEMA_VALIDATION_FAILED /States/A/ResultWriter/Resource: The resource provided arn:aws:states:::s3:getObject is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
    ],
  );
});

test("states that are none", () => {
  assert.deepEqual(findings({ StartAt: "A", States: { A: null, B: [], C: {}, D: { Type: 1 } } }), [
    "SCHEMA_VALIDATION_FAILED /States/A: A state has to be an object",
    "SCHEMA_VALIDATION_FAILED /States/B: A state has to be an object",
    "SCHEMA_VALIDATION_FAILED /States/C: These fields are required: [Type]",
    "SCHEMA_VALIDATION_FAILED /States/D/Type: Expected one of [Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map] but was 1",
    ...["B", "C", "D"].map((name) => `MISSING_TRANSITION_TARGET /States/${name}: State "${name}" is not reachable.`),
  ]);
});

test("fields that exclude each other, and fields of which one has to be there", () => {
  const both = (one: string, other: string) => `You cannot specify both '${one}' and '${other}'`;
  assert.deepEqual(
    findings({
      StartAt: "A",
      States: {
        A: {
          ...task,
          TimeoutSeconds: 9,
          TimeoutSecondsPath: "$.t",
          HeartbeatSeconds: 1,
          HeartbeatSecondsPath: "$.h",
          Next: "B",
        },
        B: { Type: "Wait", Seconds: 1, Timestamp: "2024-01-01T00:00:00Z", Next: "C" },
        C: { Type: "Wait", QueryLanguage: "JSONata", Next: "D" },
        D: { ...pass, Next: "E", End: true },
        E: pass,
        F: { Type: "Fail", Error: "e", ErrorPath: "$.e", Cause: "c", CausePath: "$.c" },
        G: { Type: "Choice", Choices: [{ Variable: "$", IsNull: true, Next: "F" }], Default: "A" },
      },
    }),
    [
      `SCHEMA_VALIDATION_FAILED /States/A/TimeoutSecondsPath: ${both("TimeoutSeconds", "TimeoutSecondsPath")}`,
      `SCHEMA_VALIDATION_FAILED /States/A/HeartbeatSecondsPath: ${both("HeartbeatSeconds", "HeartbeatSecondsPath")}`,
      "SCHEMA_VALIDATION_FAILED /States/B: A Wait state must contain exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]",
      "SCHEMA_VALIDATION_FAILED /States/C: A Wait state must contain exactly one of [Seconds, Timestamp]",
      `SCHEMA_VALIDATION_FAILED /States/D/End: ${both("Next", "End")}`,
      "SCHEMA_VALIDATION_FAILED /States/E: One of these fields is required: [Next, End]",
      `SCHEMA_VALIDATION_FAILED /States/F/ErrorPath: ${both("Error", "ErrorPath")}`,
      `SCHEMA_VALIDATION_FAILED /States/F/CausePath: ${both("Cause", "CausePath")}`,
      'MISSING_TRANSITION_TARGET /States/G: State "G" is not reachable.',
    ],
  );
});

test.run();
