import assert from "node:assert/strict";
import { test } from "uvu";
import { findings, pass, rowOf, task } from "./findings.js";

const invalid = (field: string, label: string) =>
  `SCHEMA_VALIDATION_FAILED /States/A/${field}: The value for the field '${label}' must be a valid JSONPath or a valid intrinsic function call`;

test("paths and calls that are wrong, told at the field that holds them", () => {
  const state = {
    ...pass,
    InputPath: "a",
    Parameters: {
      list: [{ "x.$": "States.Nope()" }],
      "y.$": 1,
      "z.$": 'States.StringToJson(\'{"a\\"b"}\')',
      "f.$": "$.a[0",
    },
    ResultPath: "$$.x",
    Assign: { "v.$": "$." },
  };
  assert.deepEqual(findings(rowOf({ A: state })), [
    invalid("InputPath", "InputPath"),
    invalid("Parameters", "x.$"),
    invalid("Parameters", "y.$"),
    invalid("Parameters", "z.$"),
    invalid("Parameters", "f.$"),
    "SCHEMA_VALIDATION_FAILED /States/A/ResultPath: The value for the field 'ResultPath' must be a valid reference path",
    invalid("Assign", "v.$"),
  ]);
});

test("a result is written to one place", () => {
  const states = ["$.a[*]", "$..a", "$.a[0:1]", "$v.a", "States.UUID()"].map((ResultPath) =>
    findings(rowOf({ A: { ...pass, ResultPath } })),
  );
  const wrong =
    "SCHEMA_VALIDATION_FAILED /States/A/ResultPath: The value for the field 'ResultPath' must be a valid reference path";
  for (const found of states) assert.deepEqual(found.slice(0, 1), [wrong]);
});

test("paths that select several nodes, calls, and null, where a path stands", () => {
  const fine = {
    ...pass,
    InputPath: "$.a[*]..b",
    OutputPath: null,
    Parameters: { "a.$": "$.list[?(@.x == 1)]", "b.$": "$$" },
  };
  assert.deepEqual(findings(rowOf({ A: fine })), []);
});

test("expressions that do not parse are told in the words of the parser, at their place", () => {
  const outputs = { a: ["{% 1 + %}"], b: '{% "unterminated %}', c: "{% [1,2) %}", d: "{% a ?? b %}" };
  assert.deepEqual(findings(rowOf({ A: { ...pass, Output: outputs } }, { QueryLanguage: "JSONata" })), [
    "INVALID_JSONATA_EXPRESSION /States/A/Output/a[0]: Unexpected end of expression",
    "INVALID_JSONATA_EXPRESSION /States/A/Output/b: String literal must be terminated by a matching quote",
    'INVALID_JSONATA_EXPRESSION /States/A/Output/c: Expected "]", got ")"',
    'INVALID_JSONATA_EXPRESSION /States/A/Output/d: The symbol "?" cannot be used as a unary operator',
  ]);
});

const ofOutput = (expression: string, state: object = pass) =>
  findings(rowOf({ A: { ...state, Output: `{% ${expression} %}` } }, { QueryLanguage: "JSONata" })).map((finding) =>
    finding.replace("/States/A/Output: ", ""),
  );
const bare = (name: string) =>
  `UNSUPPORTED_JSONATA_EXPRESSION Reference to '${name}' at the top level is not supported.`;

test("names without data to read them from", () => {
  assert.deepEqual(ofOutput("phone"), [bare("phone")]);
  assert.deepEqual(ofOutput("$.a + b.c"), [bare("$"), bare("b")]);
  assert.deepEqual(ofOutput("$sum(items.price)"), [bare("items")]);
  assert.deepEqual(ofOutput("{ 'a': [x, *] }"), [bare("x"), bare("*")]);
  assert.deepEqual(ofOutput("$$.a"), ["INVALID_JSONATA_EXPRESSION Reference to '$$' is not supported."]);
});

test("names within predicates, steps, sorts, groups and functions have data", () => {
  for (const expression of [
    "$states.input.items[price > 1 and $.b].name",
    "$states.input.(a + b)",
    "$states.input.items^(>price, name)",
    "$states.input.items{ name: price }",
    "$map($states.input, function($v) { $v.a + b })",
    "$states.input ~> |items|{ 'a': price }|",
    "$states.input.items@$i#$n.{ 'a': $i, 'b': $n, 'c': name }",
  ]) {
    assert.deepEqual(ofOutput(expression), [], expression);
  }
});

test("members of $states that are not there", () => {
  const absent = (member: string) => `UNSUPPORTED_JSONATA_EXPRESSION Field '$states.${member}' does not exist.`;
  assert.deepEqual(ofOutput("$states.result"), [absent("result")]);
  assert.deepEqual(ofOutput("$states.result", task), []);
  assert.deepEqual(ofOutput("$states.errorOutput", task), [absent("errorOutput")]);
  assert.deepEqual(ofOutput("$states.inptu.a & $states.context.Execution.Id"), [absent("inptu")]);
  const state = {
    ...task,
    Arguments: "{% $states.result %}",
    Catch: [
      {
        ErrorEquals: ["States.ALL"],
        Output: "{% $states.errorOutput %}",
        Assign: { a: "{% $states.result %}" },
        Next: "B",
      },
    ],
  };
  assert.deepEqual(findings(rowOf({ A: state, B: pass }, { QueryLanguage: "JSONata" })), [
    "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Arguments: Field '$states.result' does not exist.",
    "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Catch[0]/Assign/a: Field '$states.result' does not exist.",
  ]);
});

test("$eval is not there", () => {
  assert.deepEqual(ofOutput("$eval('1')"), ["UNSUPPORTED_JSONATA_EXPRESSION Function '$eval' is not supported."]);
});

test("an expression that is nested deeper than the stack is told, one that is too long is not looked at", () => {
  assert.deepEqual(ofOutput(`${"(".repeat(9_000)}1${")".repeat(9_000)}`), [
    "INVALID_JSONATA_EXPRESSION The expression is nested too deeply",
  ]);
  const tooLong = "UNSUPPORTED The expression is too long to be looked at";
  assert.deepEqual(ofOutput(`$states.input${".a".repeat(300_000)}`), [`~${tooLong}`]);
  const path = findings(rowOf({ A: { ...pass, InputPath: `$[${" ".repeat(900_000)}` } }));
  assert.deepEqual(path, ["~UNSUPPORTED /States/A/InputPath: The expression is too long to be looked at"]);
});

test("what looks evaluated and is not", () => {
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...pass, Result: { a: ["$.b"] } },
        B: {
          ...pass,
          Parameters: { a: "$.b", c: ["States.UUID()", { d: "$$.Execution.Id" }], price: "$5", "e.$": "$.f" },
        },
        C: { ...pass, Parameters: { a: "{% 1 %}" } },
        D: { ...pass, QueryLanguage: "JSONata", Output: { a: "$.b", "c.$": "x" } },
        E: { Type: "Fail", Error: "$.error", Cause: "it cost $.5" },
      }),
    ),
    [
      "~PASS_RESULT_IS_STATIC /States/A/Result: Result is static: nothing in it is evaluated",
      "~NO_DOLLAR /States/B/Parameters: The value of 'a' is taken as it stands: to evaluate '$.b' its key has to be 'a.$'",
      "~NO_DOLLAR /States/B/Parameters: The value of 'd' is taken as it stands: to evaluate '$$.Execution.Id' its key has to be 'd.$'",
      "~SCHEMA_VALIDATION_FAILED /States/C/Parameters: The value of 'a' is taken as it stands: the query language here is JSONPath",
      "~SCHEMA_VALIDATION_FAILED /States/D/Output/a: '$.b' is taken as it stands: the query language here is JSONata",
      "~SCHEMA_VALIDATION_FAILED /States/D/Output/c.$: The value of 'c.$' is taken as it stands, and so is its key: the query language here is JSONata",
      "~NO_PATH /States/E/Error: '$.error' is taken as it stands: a path has to stand in 'ErrorPath'",
      "~UNWRITTEN_PATH /States/B/Parameters: No state that leads here writes '$.f': the data has a",
    ],
  );
});

test("a text that is only half an expression, and a key that is given twice", () => {
  const half = (text: string) =>
    `'${text}' is no expression: one begins with {% and ends with %}, without a space around`;
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...pass, QueryLanguage: "JSONata", Output: { a: "hello {% $states.input.name %}", b: ["{% 1 }"] } },
        B: { ...pass, Parameters: { a: 1, "a.$": "$.a", c: { "b.$": "$.b", b: null } } },
      }),
    ),
    [
      `~INVALID_JSONATA_EXPRESSION /States/A/Output/a: ${half("hello {% $states.input.name %}")}`,
      `~INVALID_JSONATA_EXPRESSION /States/A/Output/b[0]: ${half("{% 1 }")}`,
      "SCHEMA_VALIDATION_FAILED /States/B/Parameters: 'a' and 'a.$' both stand for the key 'a'",
      "SCHEMA_VALIDATION_FAILED /States/B/Parameters: 'b' and 'b.$' both stand for the key 'b'",
    ],
  );
});

test("members of the context object that are not there", () => {
  const absent = (text: string) => `~UNWRITTEN_PATH ${text}`;
  const map = (ItemSelector: object, inner: object) => ({
    Type: "Map",
    ItemSelector,
    ItemProcessor: rowOf({ I: { ...pass, Parameters: inner } }),
  });
  assert.deepEqual(
    findings(
      rowOf({
        A: { ...pass, Parameters: { "a.$": "$$.Excution.Id", "b.$": "$$.Execution.Arn", "c.$": "$$.State.Name" } },
        B: { ...pass, Parameters: { "a.$": "$$.Map.Item.Value", "b.$": "$$.Task.Token" }, ResultPath: "$.b" },
        C: map({ "a.$": "$$.Map.Item.Index" }, { "b.$": "$$.Map.Item.Value" }),
        D: { ...pass, QueryLanguage: "JSONata", Output: "{% $states.context.State.Nmae %}" },
        E: {
          Type: "Choice",
          Choices: [{ Variable: "$$.Task.Token", IsPresent: true, Next: "F" }],
          Default: "F",
        },
        F: { Type: "Succeed" },
      }),
    ),
    [
      absent(
        "/States/A/Parameters: The context object has no 'Excution': it has Execution, Map, State, StateMachine, Task",
      ),
      absent(
        "/States/A/Parameters: 'Execution' of the context object has no 'Arn': it has Id, Input, Name, RoleArn, StartTime, RedriveCount, RedriveTime",
      ),
      absent(
        "/States/B/Parameters: 'Map' of the context object is there in the ItemSelector of a Map and within its iterations alone",
      ),
      absent("/States/B/Parameters: 'Task' of the context object is there in a Task that waits for a token alone"),
      absent("/States/D/Output: 'State' of the context object has no 'Nmae': it has EnteredTime, Name, RetryCount"),
    ],
  );
});

test.run();
