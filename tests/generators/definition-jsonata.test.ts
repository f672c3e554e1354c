// What states and values become in JSONata, as one reads it. That it means the same as in JSONPath is asked by running it:
// `languages.property.test.ts`, `meaning.test.ts`.
import assert from "node:assert/strict";
import { test } from "uvu";
import { DefinitionError } from "../../asl/diagnostic.js";
import { validate } from "../../asl/index.js";
import type { MapState } from "../../asl/types.js";
import type { ChoiceRule, ConditionNode, RawNode, State, StateMachineModel, ValueNode } from "../../dsl/model.js";
import { definition, generateDefinition } from "../../generators/definition.js";
import { aslFindings } from "./asl-findings.js";
import {
  call,
  choice,
  compare,
  fail,
  group,
  key,
  list,
  literal,
  machine,
  map,
  object,
  parallel,
  pass,
  path,
  pathOf,
  succeed,
  task,
  wait,
  when,
} from "./models.js";

const jsonata = (name: string, ...states: State[]): StateMachineModel =>
  machine(name, states, { QueryLanguage: "JSONata" });
const asl = (...states: State[]) => definition(jsonata("M", ...states)).States[states[0]?.name ?? ""];
const raw = (code: string): RawNode => ({ kind: "raw", language: "JSONata", code });
const messages = (machine: StateMachineModel) => {
  try {
    definition(machine);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.diagnostics.map(({ code, field, message }) => `${code} ${field}: ${message}`);
  }
};
/** The expression of one value, as an argument of a function. */
const printed = (node: ValueNode) => {
  const { Arguments } = asl(task("T", { arguments: object({ v: node }) })) as {
    readonly Arguments?: { readonly Payload: { readonly v: unknown } };
  };
  return Arguments?.Payload.v;
};
const condition = (node: ConditionNode) => {
  const { Choices } = asl(choice("C", [when(node, "Done")], "Done"), succeed("Done")) as {
    readonly Choices: readonly { readonly Condition?: unknown }[];
  };
  return Choices[0]?.Condition;
};
const [a, b] = [path("a"), path("b")];
const test_ = (name: "isPresent" | "isNull" | "isNumeric" | "isTimestamp", value: ValueNode): ConditionNode => ({
  kind: "test",
  test: name,
  value,
});

test("the machine says its language, and its states do not repeat it", () => {
  assert.deepEqual(definition(jsonata("M", pass("P", {}))), {
    QueryLanguage: "JSONata",
    StartAt: "P",
    States: { P: { Type: "Pass", End: true } },
  });
});

test("a state of another language than the machine's says so, and the states inside it take the machine's", () => {
  const inner = group(task("Inner", { as: key("inner") }));
  const states = [
    parallel("Both", [inner], { QueryLanguage: "JSONata", Next: "Last" }),
    task("Last", { as: key("last") }),
  ];
  assert.deepEqual(definition(machine("M", states)).States, {
    Both: {
      Type: "Parallel",
      QueryLanguage: "JSONata",
      Branches: [
        {
          StartAt: "Inner",
          States: { Inner: { Type: "Task", Resource: "${Inner}", ResultPath: "$.inner", End: true } },
        },
      ],
      Output: "{% $merge([$states.input, {'results': $states.result}]) %}",
      Next: "Last",
    },
    Last: { Type: "Task", Resource: "${Last}", ResultPath: "$.last", End: true },
  });
});

test("a function is called through lambda:invoke, and its answer taken out of the envelope", () => {
  const state = task("Charge", {
    arguments: object({ card: path("card", "number"), note: literal("{% no %}"), all: list(a, literal(1)) }),
    as: key("payment"),
    Assign: object({ paymentId: pathOf("result", "id"), whole: pathOf("result"), from: a }),
    TimeoutSeconds: path("limit"),
    HeartbeatSeconds: 5,
    Credentials: object({ RoleArn: path("role") }),
    Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }],
    Catch: [
      {
        ErrorEquals: ["Declined"],
        as: key("problem"),
        Assign: object({ why: pathOf("error", "Cause"), who: a }),
        Next: "Charge",
      },
      { ErrorEquals: ["States.Timeout"], as: { kind: "replace" }, Next: "Charge" },
      { ErrorEquals: ["States.ALL"], as: { kind: "discard" }, Next: "Charge" },
    ],
  });
  assert.deepEqual(asl(state), {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: {
      FunctionName: "${Charge}",
      Payload: {
        card: "{% $states.input.card.number %}",
        note: "{% '{% no %\\u007d' %}",
        all: ["{% $states.input.a %}", 1],
      },
    },
    Credentials: { RoleArn: "{% $states.input.role %}" },
    TimeoutSeconds: "{% $states.input.limit %}",
    HeartbeatSeconds: 5,
    Output: "{% $merge([$states.input, {'payment': $states.result.Payload}]) %}",
    Assign: {
      paymentId: "{% $states.result.Payload.id %}",
      whole: "{% $states.result.Payload %}",
      from: "{% $states.input.a %}",
    },
    Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }],
    Catch: [
      {
        ErrorEquals: ["Declined"],
        Output: "{% $merge([$states.input, {'problem': $states.errorOutput}]) %}",
        Assign: { why: "{% $states.errorOutput.Cause %}", who: "{% $states.input.a %}" },
        Next: "Charge",
      },
      { ErrorEquals: ["States.Timeout"], Next: "Charge" },
      { ErrorEquals: ["States.ALL"], Output: "{% $states.input %}", Next: "Charge" },
    ],
    End: true,
  });
});

test("a function without arguments gets the whole data; its answer takes its place, or is dropped", () => {
  const asTask = (kind: "replace" | "discard") =>
    asl(task("T", { as: { kind } })) as { readonly Arguments?: unknown; readonly Output?: unknown };
  assert.deepEqual(asTask("replace").Arguments, { FunctionName: "${T}", Payload: "{% $states.input %}" });
  assert.equal(asTask("replace").Output, "{% $states.result.Payload %}");
  assert.equal(asTask("discard").Output, "{% $states.input %}");
});

test("a payload that is known to be a text is JSON text, since lambda:invoke sends a text as it is", () => {
  const payload = (node: ValueNode) =>
    (asl(task("T", { arguments: node })) as { Arguments?: { Payload?: unknown } }).Arguments?.Payload;
  assert.equal(payload(literal("it's")), '"it\'s"');
  assert.equal(payload(literal(null)), "null");
  assert.equal(payload(literal(5)), 5);
  assert.equal(
    payload(call("format", literal("{}!"), a)),
    "{% $exists($states.input.a) ? $replace($string({'': $states.input.a & '!'}), /^\\{\"\":|\\}$/, '') %}",
  );
});

test("the substitution of a function stays one in the file, and no text of the author's becomes one", () => {
  const [file] = generateDefinition(jsonata("M", task("T", { arguments: object({ text: literal("${T}") }) })));
  assert.deepEqual(file?.contents.match(/.*\$\{.*/g), ['        "FunctionName": "${T}",']);
});

test("other resources get their arguments as they are; without placement their answer is the output", () => {
  const sqs = task("Send", {
    run: {
      kind: "integration",
      integration: { service: "sqs", action: "sendMessage", sdk: false, pattern: "", source: "w.ts:1" },
    },
    arguments: object({ QueueUrl: literal("https://q"), MessageBody: object({ id: path("order id") }) }),
    as: { kind: "replace" },
    Assign: object({ id: pathOf("result", "MessageId") }),
  });
  assert.deepEqual(asl(sqs), {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage",
    Arguments: { QueueUrl: "https://q", MessageBody: { id: "{% $states.input.`order id` %}" } },
    Assign: { id: "{% $states.result.MessageId %}" },
    End: true,
  });
});

test("a Pass merges its keys into the data, and gives nothing where a part of them is absent", () => {
  const output = (entries: Record<string, ValueNode>) => (asl(pass("P", entries)) as { Output?: unknown }).Output;
  assert.equal(output({ n: literal(1), t: literal("it's") }), `{% $merge([$states.input, {'n': 1, 't': "it's"}]) %}`);
  assert.equal(
    output({ copy: path("a", "b") }),
    "{% $exists($states.input.a.b) ? $merge([$states.input, {'copy': $states.input.a.b}]) %}",
  );
  assert.equal(
    output({ "odd '\"": object({ deep: list(literal(null), literal(-2)) }) }),
    "{% $merge([$states.input, {\"odd '\\\"\": {'deep': [null, -2]}}]) %}",
  );
});

test("what every way has set need not be asked for", () => {
  const states = [
    choice("C", [when(test_("isPresent", path("door")), "P")], "T"),
    pass("P", { a: literal(1) }, { Assign: object({ v: literal(1) }), Next: "Q" }),
    task("T", { as: key("a"), Assign: object({ v: pathOf("result") }), Next: "Q" }),
    pass("Q", { copy: a, b: pathOf("variable", "v"), name: pathOf("context", "State", "Name") }, { Next: "R" }),
    pass("R", { copy: path("door"), c: path("a", "b"), w: pathOf("variable", "w") }),
  ];
  const { States } = definition(jsonata("M", ...states));
  assert.deepEqual(
    ["Q", "R"].map((name) => (States[name] as { Output?: unknown }).Output),
    [
      "{% $merge([$states.input, {'copy': $states.input.a, 'b': $v, 'name': $states.context.State.Name}]) %}",
      "{% $exists($states.input.door) and $exists($states.input.a.b) and $exists($w) ? " +
        "$merge([$states.input, {'copy': $states.input.door, 'c': $states.input.a.b, 'w': $w}]) %}",
    ],
  );
});

test("waits, ends and rules of a choice", () => {
  const { States } = definition(
    jsonata(
      "M",
      wait("Ten", "seconds", literal(10), { Next: "Delay" }),
      wait("Delay", "seconds", call("add", path("delay"), literal(1)), {
        Assign: object({ d: path("delay") }),
        Next: "At",
      }),
      wait("At", "timestamp", literal("2030-01-01T00:00:00Z"), { Next: "Until" }),
      wait("Until", "timestamp", path("at"), { Next: "Which" }),
      {
        ...choice(
          "Which",
          [
            {
              condition: compare("equals", a, literal(1)),
              Assign: object({ x: a }),
              Next: "Failed",
            } satisfies ChoiceRule,
          ],
          "Done",
        ),
        Assign: object({ x: literal(0) }),
      },
      succeed("Done"),
      fail("Failed", literal("No"), call("format", literal("{}: {}"), a, b)),
    ),
  );
  assert.deepEqual(States, {
    Ten: { Type: "Wait", Seconds: 10, Next: "Delay" },
    Delay: {
      Type: "Wait",
      Seconds: "{% $exists($states.input.delay) ? $floor($states.input.delay + 0.5) + 1 %}",
      Assign: { d: "{% $states.input.delay %}" },
      Next: "At",
    },
    At: { Type: "Wait", Timestamp: "2030-01-01T00:00:00Z", Next: "Until" },
    Until: { Type: "Wait", Timestamp: "{% $states.input.at %}", Next: "Which" },
    Which: {
      Type: "Choice",
      Choices: [
        {
          Condition: "{% $exists($states.input.a) ? $states.input.a = 1 %}",
          Assign: { x: "{% $states.input.a %}" },
          Next: "Failed",
        },
      ],
      Default: "Done",
      Assign: { x: 0 },
    },
    Done: { Type: "Succeed" },
    Failed: {
      Type: "Fail",
      Error: "No",
      Cause: "{% $exists($states.input.a) and $exists($states.input.b) ? $states.input.a & ': ' & $states.input.b %}",
    },
  });
});

test("an inline map has its list, and its selector sees item and data", () => {
  const state = map("Each", group(task("Greet", { as: { kind: "replace" } })), {
    items: path("people"),
    selector: object({ person: pathOf("context", "Map", "Item", "Value"), of: path("team") }),
    MaxConcurrency: path("atOnce"),
    as: { kind: "discard" },
  });
  assert.deepEqual(asl(state), {
    Type: "Map",
    Items: "{% $states.input.people %}",
    ItemSelector: { person: "{% $states.context.Map.Item.Value %}", of: "{% $states.input.team %}" },
    ItemProcessor: {
      ProcessorConfig: { Mode: "INLINE" },
      StartAt: "Greet",
      States: {
        Greet: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          Arguments: { FunctionName: "${Greet}", Payload: "{% $states.input %}" },
          Output: "{% $states.result.Payload %}",
          End: true,
        },
      },
    },
    MaxConcurrency: "{% $states.input.atOnce %}",
    Output: "{% $states.input %}",
    End: true,
  });
  const items = (node: ValueNode) =>
    (asl(map("Each", group(pass("P", {})), { items: node })) as { Items?: unknown }).Items;
  assert.deepEqual(items(list(literal(1), a)), [1, "{% $states.input.a %}"]);
  // A filter that finds one item gives that item alone.
  assert.equal(items(raw("$states.input.orders[paid]")), "{% [$states.input.orders[paid]] %}");
});

const distributed = map("Each Row", group(pass("P", { a: literal(1) })), {
  distributed: {
    executionType: "STANDARD",
    label: "Rows",
    reader: {
      action: "getObject",
      config: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
      maxItems: path("most"),
      arguments: object({ Bucket: path("bucket"), Key: literal("in.csv") }),
    },
    batch: { maxItems: 10, maxInputBytes: path("bytes"), input: object({ run: path("run") }) },
    writer: { arguments: object({ Bucket: path("bucket") }), config: { OutputType: "JSONL" } },
    tolerated: { count: path("most"), percentage: 5 },
  },
});

test("a distributed map has reader, batcher, writer and tolerance, each number or an expression for one", () => {
  const { ItemProcessor, ...others } = asl(distributed) as MapState;
  assert.deepEqual(others, {
    Type: "Map",
    ItemReader: {
      Resource: "arn:aws:states:::s3:getObject",
      ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItems: "{% $states.input.most %}" },
      Arguments: { Bucket: "{% $states.input.bucket %}", Key: "in.csv" },
    },
    ItemBatcher: {
      MaxItemsPerBatch: 10,
      MaxInputBytesPerBatch: "{% $states.input.bytes %}",
      BatchInput: { run: "{% $states.input.run %}" },
    },
    ToleratedFailureCount: "{% $states.input.most %}",
    ToleratedFailurePercentage: 5,
    Label: "Rows",
    ResultWriter: {
      Resource: "arn:aws:states:::s3:putObject",
      Arguments: { Bucket: "{% $states.input.bucket %}" },
      WriterConfig: { OutputType: "JSONL" },
    },
    Output: "{% $merge([$states.input, {'results': $states.result}]) %}",
    End: true,
  });
  assert.deepEqual(ItemProcessor?.ProcessorConfig, { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" });
});

const operators: readonly (readonly [ValueNode, string])[] = [
  [call("format", literal("{}"), literal(5)), "$string(5)"],
  [call("format", literal("no place")), "'no place'"],
  [call("uuid"), "$uuid()"],
  [call("hash", literal("x"), literal("SHA-256")), "$hash('x', 'SHA-256')"],
  [call("add", call("arrayLength", list()), literal(1.5)), "$count([]) + 2"],
  [call("add", literal(1), call("add", literal(2), literal(-3))), "1 + (2 - 3)"],
  [call("random", literal(1), literal(7)), "$floor($random() * 6) + 1"],
  [call("random", literal(0), literal(9), literal(3)), "$floor($random(3) * 9) + 0"],
  [call("jsonParse", literal("[1]")), "$parse('[1]')"],
  [call("jsonStringify", object({ a: literal(1) })), "$string({'a': 1})"],
  [call("jsonStringify", literal("t")), "$replace($string({'': 't'}), /^\\{\"\":|\\}$/, '')"],
  [call("base64Encode", literal("t")), "$not($contains('t', /[^\\x00-\\x7F]/)) ? $base64encode('t')"],
  [
    call("base64Decode", literal("dA==")),
    "($_1 := $base64decode('dA=='); $not($contains($_1, /[^\\x00-\\x7F]/)) ? $_1)",
  ],
  [call("split", literal("a-b"), literal("-")), "[$split('a-b', '-')[$ != '']]"],
  [call("split", literal("a-b"), literal("-/.")), "[$split('a-b', /-|\\/|\\./)[$ != '']]"],
  [call("split", literal("a-b"), literal("")), "['a-b'[$ != '']]"],
  [call("array", literal(1), list(literal(2))), "[1, [2]]"],
  [
    call("array", pathOf("context", "State")),
    "[$type($states.context.State) = 'array' ? [[$states.context.State]] : $states.context.State]",
  ],
  [call("arrayItem", list(literal(1)), literal(0)), "[1][0]"],
  [call("arrayContains", list(literal(1)), literal(1)), "$exists([1][$ = 1])"],
  [call("arrayContains", list(literal(1)), list()), "($_1 := []; $exists([1][$ = $_1]))"],
  [call("arrayRange", literal(1), literal(9), literal(2)), "[$range(1, 9, 2)]"],
  [call("arrayPartition", list(literal(1)), literal(2)), "$partition([1], 2)"],
  [call("arrayUnique", list(literal(1))), "[$distinct([1])]"],
  [call("merge", object({ a: literal(1) }), object({})), "$merge([{'a': 1}, {}])"],
  [call("orElse", path("a", "b"), literal(0)), "$exists($states.input.a.b) ? $states.input.a.b : 0"],
  [
    call("orElse", a, call("format", literal("{}!"), b)),
    "$exists($states.input.a) ? $states.input.a : ($exists($states.input.b) ? $states.input.b & '!' : $error('the default is absent'))",
  ],
  [
    call("arrayLength", raw("$states.input.items[price > 1]")),
    "($_1 := $states.input.items[price > 1]; $exists($_1) ? $count($_1))",
  ],
  [path("and", "`", "", 0, "é", "n1"), "$lookup($lookup($states.input.`and`, '`'), '')[0].`é`.n1"],
  [object({ "x.$": a }), "$exists($states.input.a) ? {'x.$': $states.input.a}"],
  [raw(" $sum($states.input.prices) "), "$sum($states.input.prices)"],
];
for (const [node, expected] of operators) {
  test(`an operator does not become ${expected}`, () => {
    assert.equal(printed(node), `{% ${expected} %}`);
  });
}

const present = (value: ValueNode) => test_("isPresent", value);
const conditions: readonly (readonly [ConditionNode, string])[] = [
  [present(a), "$exists($states.input.a)"],
  [test_("isNull", a), "$exists($states.input.a) ? $states.input.a = null"],
  [test_("isNumeric", a), "$exists($states.input.a) ? $type($states.input.a) = 'number'"],
  [
    { kind: "not", condition: compare("equals", a, literal("x")) },
    "$exists($states.input.a) ? $not($states.input.a = 'x')",
  ],
  [
    compare("lessThan", literal(3), a),
    "$exists($states.input.a) ? $type($states.input.a) = 'number' and 3 < $states.input.a",
  ],
  [
    { kind: "and", conditions: [present(a), compare("equals", a, literal(1))] },
    "$exists($states.input.a) and $states.input.a = 1",
  ],
  [
    { kind: "or", conditions: [compare("equals", a, literal(1)), compare("equals", a, literal(2))] },
    "$exists($states.input.a) ? $states.input.a = 1 or $states.input.a = 2",
  ],
  [
    {
      kind: "or",
      conditions: [present(a), { kind: "and", conditions: [compare("equals", b, literal(1)), present(a)] }],
    },
    "$exists($states.input.a) or ($exists($states.input.b) ? $states.input.b = 1 and $exists($states.input.a) : " +
      "$error('not so: $exists($states.input.b)'))",
  ],
  [
    { kind: "and", conditions: [{ kind: "or", conditions: [present(a), present(b)] }, present(a)] },
    "($exists($states.input.a) or $exists($states.input.b)) and $exists($states.input.a)",
  ],
  [
    { kind: "matches", value: pathOf("context", "State", "Name"), pattern: "*" },
    "$type($states.context.State.Name) = 'string'",
  ],
  [
    { kind: "matches", value: pathOf("context", "State", "Name"), pattern: "a\\*b" },
    "$states.context.State.Name = 'a*b'",
  ],
  [
    { kind: "matches", value: pathOf("context", "State", "Name"), pattern: "*.txt" },
    "$type($states.context.State.Name) = 'string' and $contains($states.context.State.Name, /\\.txt$/)",
  ],
  [
    { kind: "matches", value: pathOf("context", "State", "Name"), pattern: "in/*/x*" },
    "$type($states.context.State.Name) = 'string' and $contains($states.context.State.Name, /^in\\/[\\s\\S]*\\/x/)",
  ],
];
for (const [node, expected] of conditions) {
  test(`a condition does not become ${expected}`, () => {
    assert.equal(condition(node), `{% ${expected} %}`);
  });
}

test("what JSONata cannot say is told, all of it, with its place", () => {
  const jsonPath: RawNode = { kind: "raw", language: "JSONPath", code: "$.a" };
  assert.deepEqual(
    messages(
      jsonata(
        "M",
        choice(
          "C",
          [
            when({ kind: "and", conditions: [] }, "T"),
            when(compare("lessThan", a, literal(true)), "T"),
            when(compare("equals", a, literal("now"), "timestamp"), "T"),
          ],
          "T",
        ),
        task("T", {
          arguments: object({
            a: jsonPath,
            b: raw("{% $states.input %}"),
            c: raw("$states.input."),
            d: raw("price"),
            e: raw("$states.result"),
            f: raw("$eval('1')"),
            g: raw("$$"),
            h: call("unknown"),
            i: call("format", a),
            j: call("format", literal("{}")),
            k: literal(Number.NaN),
            l: pathOf("result"),
          }),
          TimeoutSeconds: literal("soon"),
          Next: "F",
        }),
        fail("F", literal("E"), list(a)),
      ),
    ),
    [
      "UNSUPPORTED_EXPRESSION Choices[0].Condition: and() has no condition",
      "UNSUPPORTED_EXPRESSION Choices[1].Condition: nothing can be ordered against true",
      'UNSUPPORTED_EXPRESSION Choices[2].Condition: "now" is no time',
      "UNSUPPORTED_EXPRESSION Arguments.Payload.a: '$.a' is JSONPath, and this state is in JSONata",
      "UNSUPPORTED_EXPRESSION Arguments.Payload.b: '{% $states.input %}' has the signs of a field around it",
      "INVALID_JSONATA_EXPRESSION Arguments.Payload.c: in '$states.input.': Unexpected end of expression",
      "UNSUPPORTED_JSONATA_EXPRESSION Arguments.Payload.d: in 'price': Reference to 'price' at the top level is not supported.",
      "UNSUPPORTED_JSONATA_EXPRESSION Arguments.Payload.e: in '$states.result': Field '$states.result' does not exist.",
      "UNSUPPORTED_JSONATA_EXPRESSION Arguments.Payload.f: in '$eval('1')': Function '$eval' is not supported.",
      "INVALID_JSONATA_EXPRESSION Arguments.Payload.g: in '$$': Reference to '$$' is not supported.",
      "UNSUPPORTED_EXPRESSION Arguments.Payload.h: JSONata has no 'unknown'",
      "UNSUPPORTED_EXPRESSION Arguments.Payload.i: the template of format is not a text: one from the data could hold braces that mean something else",
      "UNSUPPORTED_EXPRESSION Arguments.Payload.j: format has 1 {} for 0 values",
      "NOT_JSON Arguments.Payload.k: NaN is a number that JSON cannot carry",
      "UNSUPPORTED_EXPRESSION Arguments.Payload.l: there is no result here",
      'UNSUPPORTED_EXPRESSION TimeoutSeconds: "soon" is no number',
      "UNSUPPORTED_EXPRESSION Cause: Cause is a text",
    ],
  );
});

test("a variable that is called like a function is refused, since it would hide it", () => {
  const state = task("T", {
    Assign: object({ count: pathOf("result"), attempts: literal(1) }),
    Catch: [{ ErrorEquals: ["E"], as: key("e"), Assign: object({ merge: pathOf("error", "Cause") }), Next: "T" }],
  });
  assert.deepEqual(messages(jsonata("M", state)), [
    "UNSUPPORTED_EXPRESSION Assign.count: the variable 'count' hides JSONata's function $count",
    "UNSUPPORTED_EXPRESSION Catch[0].Assign.merge: the variable 'merge' hides JSONata's function $merge",
  ]);
  assert.deepEqual(messages(machine("M", [state])), []);
});

test("code of the author's sees the result and the error where there are these", () => {
  const state = task("T", {
    Assign: object({ a: raw("$states.result.Payload.a") }),
    Catch: [{ ErrorEquals: ["E"], as: key("e"), Assign: object({ b: raw("$states.errorOutput.Cause") }), Next: "T" }],
  });
  assert.deepEqual(messages(jsonata("M", state)), []);
  const wrong = task("T", {
    Assign: object({ a: raw("$states.errorOutput.Cause") }),
    Catch: [{ ErrorEquals: ["E"], as: key("e"), Assign: object({ b: raw("$states.result") }), Next: "T" }],
  });
  assert.deepEqual(messages(jsonata("M", wrong)), [
    "UNSUPPORTED_JSONATA_EXPRESSION Assign.a: in '$states.errorOutput.Cause': Field '$states.errorOutput' does not exist.",
    "UNSUPPORTED_JSONATA_EXPRESSION Catch[0].Assign.b: in '$states.result': Field '$states.result' does not exist.",
  ]);
});

test("asl-validator and our own rules pass every form that is written", () => {
  const everything = jsonata(
    "Everything",
    task("One", {
      arguments: object({ a, b: list(b, object({ c: literal(null) })) }),
      TimeoutSeconds: 9,
      Catch: [{ ErrorEquals: ["States.ALL"], as: key("problem"), Next: "Failed" }],
      Next: "Two",
    }),
    pass("Two", Object.fromEntries(operators.map(([node], index) => [`key${index}`, node])), { Next: "Three" }),
    parallel("Three", [group(task("Inner"))], { Next: "Four" }),
    map("Four", group(pass("Item", { x: literal(1) })), { Next: "Each Row" }),
    { ...distributed, Next: "Six" },
    choice(
      "Six",
      conditions.map(([node]) => when(node, "Done")),
      "Seven",
    ),
    wait("Seven", "timestamp", path("at"), { Next: "Done" }),
    succeed("Done"),
    fail("Failed", path("problem", "Error"), path("problem", "Cause")),
  );
  assert.deepEqual(aslFindings(definition(everything)), []);
  assert.deepEqual(validate(definition(everything)), []);
});

test("a time that is finer than JSONata compares is cut without a word", () => {
  const at = (time: string) =>
    jsonata(
      "M",
      choice("C", [when(compare("equals", a, literal(time), "timestamp"), "Done")], "Done"),
      succeed("Done"),
    );
  assert.deepEqual(messages(at("2030-01-01T00:00:00.1230001Z")), [
    "UNSUPPORTED_EXPRESSION Choices[0].Condition: '2030-01-01T00:00:00.1230001Z' is finer than a millisecond, to which JSONata compares times",
  ]);
  assert.deepEqual(messages(at("2030-01-01T00:00:00.123000Z")), []);
});

test.run();
