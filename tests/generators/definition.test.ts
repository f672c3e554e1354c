import assert from "node:assert/strict";
import { test } from "uvu";
import type { Diagnostic } from "../../asl/diagnostic.js";
import { DefinitionError } from "../../asl/diagnostic.js";
import type { PassState } from "../../asl/types.js";
import type { Placement, State, ValueNode } from "../../dsl/model.js";
import { definition, generateDefinition } from "../../generators/definition.js";
import { aslFindings } from "./asl-findings.js";
import {
  call,
  choice,
  compare,
  deploy,
  fail,
  key,
  list,
  literal,
  machine,
  object,
  pass,
  path,
  pathOf,
  raw,
  succeed,
  task,
  wait,
  when,
} from "./models.js";

/** The ASL of one state. */
const asl = (state: State) => definition(machine("M", [state])).States[state.name];
const findings = (...states: State[]): readonly Diagnostic[] => {
  try {
    definition(machine("M", states));
    return [];
  } catch (error) {
    if (error instanceof DefinitionError) return error.diagnostics;
    throw error;
  }
};
const messages = (...states: State[]) =>
  findings(...states).map(({ code, field, message }) => `${code} ${field}: ${message}`);
/** What a Pass writes for keys that are set. */
const set = (entries: Record<string, ValueNode>) => {
  const { Type, End, ...fields } = asl(pass("P", entries)) as PassState;
  assert.deepEqual({ Type, End }, { Type: "Pass", End: true });
  return fields;
};
const merged = (entries: Record<string, ValueNode>) => {
  const { Parameters, OutputPath } = set(entries) as { Parameters?: { "data.$"?: string }; OutputPath?: string };
  assert.equal(OutputPath, "$.data");
  return Parameters?.["data.$"];
};

test("the deploy flow is the definition that one would write by hand", () => {
  const { States, ...top } = definition(deploy);
  assert.deepEqual(top, {
    Comment: "Creates a stack, or updates it where that is safe",
    StartAt: "Check Stack Existence",
    TimeoutSeconds: 3600,
  });
  assert.deepEqual(
    Object.keys(States),
    deploy.states.map(({ name }) => name),
  );
  assert.deepEqual(States["Check Stack Existence"], {
    Type: "Task",
    Resource: "${CheckStackExistence}",
    ResultPath: "$.doesStackExist",
    Retry: [
      {
        ErrorEquals: ["Lambda.ServiceException", "Lambda.TooManyRequestsException"],
        IntervalSeconds: 2,
        MaxAttempts: 6,
        BackoffRate: 2,
      },
    ],
    Next: "Does Stack Exist?",
  });
  assert.deepEqual(States["Does Stack Exist?"], {
    Type: "Choice",
    Choices: [
      { Variable: "$.doesStackExist", BooleanEquals: true, Next: "Create Change Set" },
      { Variable: "$.doesStackExist", BooleanEquals: false, Next: "Create Stack" },
    ],
  });
  assert.deepEqual(States["Change Set Created?"], {
    Type: "Choice",
    Choices: [{ Variable: "$.changeSetCreationStatus", StringEquals: "complete", Next: "Inspect Change Set Changes" }],
    Default: "Wait Change Set Creation",
  });
  assert.deepEqual(States["Wait Stack Creation"], { Type: "Wait", Seconds: 10, Next: "Get Stack Creation Status" });
  assert.deepEqual(States["Deployment Succeeded"], { Type: "Succeed" });
  assert.deepEqual(States["Deployment Failed"], {
    Type: "Fail",
    Error: "DeploymentFailed",
    Cause: "The change set would delete or replace resources",
  });
  assert.deepEqual(aslFindings(definition(deploy)), []);
});

test("the file is the definition, and nothing that its author did not write", () => {
  const [file] = generateDefinition(deploy);
  assert.equal(file?.path, "generated/deploy/deploy.asl.json");
  assert.equal(file?.contents, `${JSON.stringify(definition(deploy), null, 2)}\n`);
});

test("a text of the author's that looks like a substitution is none", () => {
  const [file] = generateDefinition(
    machine("M", [
      pass(
        "${Run}",
        { a: literal("${Run}"), b: call("format", literal("${}"), path("price")) },
        { Comment: "\\${Run}", Next: "Run" },
      ),
      task("Run"),
    ]),
  );
  assert.deepEqual(file?.contents.match(/\$\{.*?\}/g), ["${Run}"]);
  assert.deepEqual(JSON.parse(file.contents).States["${Run}"], {
    Type: "Pass",
    Comment: "\\${Run}",
    Parameters: {
      "data.$": String.raw`States.JsonMerge($, States.StringToJson(States.Format('\{"a":"$\{Run\}","b":{}\}', States.JsonToString(States.Format('${"${}"}', $.price)))), false)`,
    },
    OutputPath: "$.data",
    Next: "Run",
  });
});

test("fields stand in the order in which one reads them", () => {
  const state = task("T", {
    Comment: "why",
    arguments: object({ a: path("a") }),
    as: key("b"),
    TimeoutSeconds: 10,
    HeartbeatSeconds: path("beat"),
    Assign: object({ n: pathOf("result", "n") }),
    Retry: [{ JitterStrategy: "FULL", MaxDelaySeconds: 5, ErrorEquals: ["States.ALL"] }],
    Catch: [
      { Next: "F", as: key("error"), ErrorEquals: ["States.ALL"], Assign: object({ why: pathOf("error", "Cause") }) },
    ],
    Next: "F",
  });
  assert.equal(
    JSON.stringify(definition(machine("M", [state, fail("F", literal("E"), literal("C"))])).States["T"]),
    JSON.stringify({
      Type: "Task",
      Comment: "why",
      Resource: "${T}",
      Parameters: { "a.$": "$.a" },
      TimeoutSeconds: 10,
      HeartbeatSecondsPath: "$.beat",
      ResultPath: "$.b",
      Assign: { "n.$": "$.n" },
      Retry: [{ ErrorEquals: ["States.ALL"], MaxDelaySeconds: 5, JitterStrategy: "FULL" }],
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Assign: { "why.$": "$.Cause" }, Next: "F" }],
      Next: "F",
    }),
  );
});

test("a result goes under a key, in place of the data, or nowhere; so does a caught error", () => {
  const at = (as: string): Placement => (as === "replace" || as === "discard" ? { kind: as } : key(as));
  const field = (as: string) => (asl(task("T", { as: at(as) })) as { ResultPath?: string | null }).ResultPath;
  assert.deepEqual(
    [field("a"), field("odd key"), field("replace"), field("discard")],
    ["$.a", "$['odd key']", undefined, null],
  );
  const caught = (as: string) => {
    const state = task("T", { Catch: [{ ErrorEquals: ["E"], as: at(as), Next: "T" }] });
    return (asl(state) as { Catch?: unknown }).Catch;
  };
  assert.deepEqual(caught("replace"), [{ ErrorEquals: ["E"], Next: "T" }]);
  assert.deepEqual(caught("discard"), [{ ErrorEquals: ["E"], ResultPath: null, Next: "T" }]);
});

test("a function gets an object by Parameters, one path by InputPath", () => {
  const payload = (node: ValueNode) => {
    const { InputPath, Parameters } = asl(task("T", { arguments: node })) as {
      InputPath?: string;
      Parameters?: unknown;
    };
    return InputPath ?? Parameters;
  };
  assert.equal(payload(path("order")), "$.order");
  assert.equal(payload(pathOf("context", "Execution", "Input")), "$$.Execution.Input");
  assert.equal(payload(raw("$.orders[?(@.open)]")), "$.orders[?(@.open)]");
  assert.deepEqual(payload(object({})), {});
  assert.deepEqual(
    payload(
      object({
        text: literal("$.looksLikeAPath"),
        none: literal(null),
        whole: path(),
        deep: object({ id: path("items", 0, "id"), variable: pathOf("variable", "image", "tag"), fixed: literal(1) }),
        listed: list(object({ name: path("name") }), literal("x"), list(literal(true))),
        computed: list(path("a"), literal("b"), object({ c: path("c") })),
        nothing: list(),
      }),
    ),
    {
      text: "$.looksLikeAPath",
      none: null,
      "whole.$": "$",
      deep: { "id.$": "$.items[0].id", "variable.$": "$image.tag", fixed: 1 },
      listed: [{ "name.$": "$.name" }, "x", [true]],
      "computed.$": String.raw`States.Array($.a, 'b', States.StringToJson(States.Format('\{"c":{}\}', States.JsonToString($.c))))`,
      nothing: [],
    },
  );
});

test("a key that ends in .$ stays data", () => {
  assert.deepEqual(
    asl(task("T", { arguments: object({ price: object({ "amount.$": literal("$.x"), n: path("n") }) }) })),
    {
      Type: "Task",
      Resource: "${T}",
      Parameters: {
        "price.$": String.raw`States.StringToJson(States.Format('\{"amount.$":"$.x","n":{}\}', States.JsonToString($.n)))`,
      },
      ResultPath: "$.result",
      End: true,
    },
  );
  assert.deepEqual(set({ price: object({ "amount.$": literal("$.x") }) }), {
    Result: { "amount.$": "$.x" },
    ResultPath: "$.price",
  });
  assert.deepEqual(messages(task("T", { arguments: object({ "amount.$": literal("$.x") }) })), [
    "UNSUPPORTED_EXPRESSION Parameters: a key in it ends in .$, which AWS would evaluate",
  ]);
});

test("odd keys stand in brackets, and __proto__ is a key like any other", () => {
  assert.deepEqual(set({ to: path("a b", "c-d", "it's", "back\\slash", "1st", "ü", "ok_1", 0) }), {
    InputPath: String.raw`$['a b']['c-d']['it\'s']['back\\slash']['1st']['ü'].ok_1[0]`,
    ResultPath: "$.to",
  });
  const proto = JSON.parse('{"__proto__": {"kind": "literal", "value": 1}}') as Record<string, ValueNode>;
  assert.equal(
    JSON.stringify(asl(task("__proto__", { arguments: object(proto) }))),
    '{"Type":"Task","Resource":"${proto}","Parameters":{"__proto__":1},"ResultPath":"$.result","End":true}',
  );
});

test("a Pass of one literal, one path, one object is written plainly", () => {
  assert.deepEqual(set({}), {});
  assert.deepEqual(set({ a: literal("x") }), { Result: "x", ResultPath: "$.a" });
  assert.deepEqual(set({ "odd key": list(literal(1), object({ b: literal(null) })) }), {
    Result: [1, { b: null }],
    ResultPath: "$['odd key']",
  });
  assert.equal(merged({ a: literal(null) }), `States.JsonMerge($, States.StringToJson('{"a":null}'), false)`);
  assert.deepEqual(set({ a: path("b", "c") }), { InputPath: "$.b.c", ResultPath: "$.a" });
  assert.deepEqual(set({ a: pathOf("variable", "image") }), { InputPath: "$image", ResultPath: "$.a" });
  assert.deepEqual(set({ a: object({ b: path("b"), c: literal(1), d: call("uuid") }) }), {
    Parameters: { "b.$": "$.b", c: 1, "d.$": "States.UUID()" },
    ResultPath: "$.a",
  });
});

test("a Pass of anything else merges in one state", () => {
  assert.deepEqual(set({ name: call("format", literal("{}-green"), path("name")) }), {
    Parameters: {
      "data.$": String.raw`States.JsonMerge($, States.StringToJson(States.Format('\{"name":{}\}', States.JsonToString(States.Format('{}-green', $.name)))), false)`,
    },
    OutputPath: "$.data",
  });
  // Without a value from the data there is nothing to format, and a brace means nothing.
  assert.equal(
    merged({ a: literal(1), b: object({ c: literal('it\'s {} \\ "x"\n') }) }),
    String.raw`States.JsonMerge($, States.StringToJson('{"a":1,"b":{"c":"it\'s {} \\\\ \\"x\\"\\n"}}'), false)`,
  );
  assert.equal(
    merged({ a: path("x"), b: literal("it's {} \\"), c: list(path("y"), list()), d: object({}) }),
    String.raw`States.JsonMerge($, States.StringToJson(States.Format('\{"a":{},"b":"it\'s \{\} \\\\","c":[{},[]],"d":\{\}\}', States.JsonToString($.x), States.JsonToString($.y))), false)`,
  );
});

test("what is JSON already is put into the text as it is, which saves calls", () => {
  assert.equal(
    merged({
      id: call("uuid"),
      sum: call("add", path("n"), literal(1)),
      sha: call("hash", path("t"), literal("SHA-256")),
      has: call("arrayContains", path("list"), literal("x")),
      part: call("arrayItem", path("list"), literal(0)),
    }),
    String.raw`States.JsonMerge($, States.StringToJson(States.Format('\{"id":"{}","sum":{},"sha":"{}","has":{},"part":{}\}', States.UUID(), States.MathAdd($.n, 1), States.Hash($.t, 'SHA-256'), States.ArrayContains($.list, 'x'), States.JsonToString(States.ArrayGetItem($.list, 0)))), false)`,
  );
});

test("variables that a Pass assigns see the data as it came in", () => {
  const assigns = (value: ValueNode) =>
    asl(pass("P", { a: literal(1), b: path("c") }, { Assign: object({ v: value }) }));
  assert.deepEqual(assigns(path("a")), {
    Type: "Pass",
    Parameters: {
      "data.$": String.raw`States.JsonMerge($, States.StringToJson(States.Format('\{"a":1,"b":{}\}', States.JsonToString($.c))), false)`,
      "before.$": "$",
    },
    OutputPath: "$.data",
    Assign: { "v.$": "$.before.a" },
    End: true,
  });
  assert.deepEqual(asl(pass("P", {}, { Assign: object({ v: path("a"), w: literal("$.a") }) })), {
    Type: "Pass",
    Assign: { "v.$": "$.a", w: "$.a" },
    End: true,
  });
  assert.deepEqual(asl(pass("P", { a: literal(1) }, { Assign: object({ v: pathOf("variable", "v", "next") }) })), {
    Type: "Pass",
    Result: 1,
    ResultPath: "$.a",
    Assign: { "v.$": "$v.next" },
    End: true,
  });
});

test("what a task assigns sees its result alone", () => {
  assert.deepEqual(messages(task("T", { Assign: object({ v: path("a") }) })), [
    "UNSUPPORTED_EXPRESSION Assign.v: JSONPath does not reach the state's input here: it sees the result, or the error, alone",
  ]);
});

test("a task whose arguments are one path reads its timeout or its role from what they leave of the data", () => {
  const limits = { TimeoutSeconds: path("limit"), Credentials: object({ RoleArn: path("role") }) };
  const message = (field: string) =>
    `UNSUPPORTED_EXPRESSION ${field}: JSONPath does not reach the data in ${field} where the arguments are one path: that is all that the state sees`;
  assert.deepEqual(messages(task("T", { arguments: path("order"), HeartbeatSeconds: path("beat"), ...limits })), [
    message("TimeoutSeconds"),
    message("HeartbeatSeconds"),
    message("Credentials"),
  ]);
  assert.deepEqual(messages(task("T", { arguments: path(), ...limits })), []);
  assert.deepEqual(messages(task("T", { arguments: object({ order: path("order") }), ...limits })), []);
  assert.deepEqual(messages(task("T", { arguments: path("order"), TimeoutSeconds: pathOf("variable", "limit") })), []);
});

test("each operator is its intrinsic function, arguments in order", () => {
  const text = (node: ValueNode) => {
    const { Parameters } = asl(task("T", { arguments: object({ v: node }) })) as { Parameters?: { "v.$"?: string } };
    return Parameters?.["v.$"];
  };
  const [a, b] = [path("a"), path("b")];
  assert.deepEqual(
    [
      call("format", literal("it's {{}} \\ {}{"), a, b),
      call("uuid"),
      call("hash", a, literal("MD5")),
      call("add", a, literal(-1.5)),
      call("random", literal(1), literal(9), literal(7)),
      call("jsonParse", a),
      call("jsonStringify", a),
      call("base64Encode", literal("a'b\\")),
      call("base64Decode", a),
      call("split", a, literal(",;")),
      call("merge", a, b),
      call("array", a, literal(null), literal(true), literal("{}")),
      call("array"),
      call("arrayLength", a),
      call("arrayItem", a, literal(0)),
      call("arrayContains", list(literal(1), b), object({ x: literal(1) })),
      call("arrayRange", literal(0), literal(10), literal(2)),
      call("arrayPartition", a, literal(2)),
      call("arrayUnique", a),
      call("add", literal(1e21), literal(-0)),
    ].map(text),
    [
      String.raw`States.Format('it\'s \{{}\} \\ {}\{', $.a, $.b)`,
      "States.UUID()",
      "States.Hash($.a, 'MD5')",
      "States.MathAdd($.a, -1.5)",
      "States.MathRandom(1, 9, 7)",
      "States.StringToJson($.a)",
      "States.JsonToString($.a)",
      String.raw`States.Base64Encode('a\'b\\')`,
      "States.Base64Decode($.a)",
      "States.StringSplit($.a, ',;')",
      "States.JsonMerge($.a, $.b, false)",
      "States.Array($.a, null, true, '{}')",
      "States.Array()",
      "States.ArrayLength($.a)",
      "States.ArrayGetItem($.a, 0)",
      `States.ArrayContains(States.Array(1, $.b), States.StringToJson('{"x":1}'))`,
      "States.ArrayRange(0, 10, 2)",
      "States.ArrayPartition($.a, 2)",
      "States.ArrayUnique($.a)",
      "States.MathAdd(States.StringToJson('1e+21'), 0)",
    ],
  );
});

test("ten intrinsic calls are taken, eleven are refused with the way out", () => {
  const nested = (depth: number): ValueNode => (depth === 0 ? path("n") : call("add", nested(depth - 1), literal(1)));
  assert.deepEqual(messages(task("T", { arguments: object({ n: nested(10) }) })), []);
  assert.deepEqual(findings(task("T", { arguments: object({ n: nested(11) }) })), [
    {
      severity: "error",
      code: "INTRINSIC_LIMIT",
      location: "/States/T/Parameters/n",
      message: "this takes 11 intrinsic calls, and AWS allows 10 in one field",
      workflow: "M",
      state: "T",
      field: "Parameters.n",
      fix: "compute a part of it in a .pass of its own before, and use the key that it sets",
      source: "workflows/deploy.ts:42",
    },
  ]);
  // A call inside a text is no call; one inside code that is taken as it is, is one.
  const quoted = call("array", ...Array.from({ length: 12 }, () => literal("States.UUID() it's")));
  assert.deepEqual(messages(task("T", { arguments: object({ n: quoted }) })), []);
  const hidden = raw(`States.Array(${Array.from({ length: 10 }, () => "States.UUID()").join(", ")})`);
  assert.deepEqual(messages(task("T", { arguments: object({ n: hidden }) })), [
    "INTRINSIC_LIMIT Parameters.n: this takes 11 intrinsic calls, and AWS allows 10 in one field",
  ]);
  const keys = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`k${index}`, path("n")]));
  assert.deepEqual(messages(pass("P", keys)), [
    "INTRINSIC_LIMIT Parameters: this takes 11 intrinsic calls, and AWS allows 10 in one field",
  ]);
});

test("a wait takes seconds or a moment, written or from the data", () => {
  assert.deepEqual(
    [
      wait("W", "seconds", literal(10)),
      wait("W", "seconds", path("delay")),
      wait("W", "timestamp", literal("2030-01-01T00:00:00+01:00")),
      wait("W", "timestamp", pathOf("context", "Execution", "StartTime")),
    ].map(asl),
    [
      { Type: "Wait", Seconds: 10, End: true },
      { Type: "Wait", SecondsPath: "$.delay", End: true },
      { Type: "Wait", Timestamp: "2030-01-01T00:00:00+01:00", End: true },
      { Type: "Wait", TimestampPath: "$$.Execution.StartTime", End: true },
    ],
  );
  assert.deepEqual(
    messages(
      wait("A", "timestamp", literal("tomorrow")),
      wait("B", "seconds", call("add", path("a"), literal(1))),
      wait("C", "seconds", literal("10")),
    ),
    [
      'UNSUPPORTED_EXPRESSION Timestamp: "tomorrow" is no time',
      "UNSUPPORTED_EXPRESSION SecondsPath: SecondsPath takes a path alone",
      'UNSUPPORTED_EXPRESSION Seconds: "10" is no number',
    ],
  );
});

test("a failure's texts are written, or come from the data", () => {
  assert.deepEqual(
    [
      fail("F", literal("E"), literal("")),
      fail("F", path("error", "Error"), call("format", literal("no {}"), path("name"))),
    ].map(asl),
    [
      { Type: "Fail", Error: "E", Cause: "" },
      { Type: "Fail", ErrorPath: "$.error.Error", CausePath: "States.Format('no {}', $.name)" },
    ],
  );
  assert.deepEqual(messages(fail("F", literal(1), object({}))), [
    "UNSUPPORTED_EXPRESSION ErrorPath: Error is a text",
    "UNSUPPORTED_EXPRESSION CausePath: Cause is a text",
  ]);
});

test("a literal tells the operator of a comparison, whichever side it stands on", () => {
  const rule = (condition: Parameters<typeof when>[0]) => {
    const state = asl(choice("C", [when(condition, "C")])) as { Choices?: readonly Record<string, unknown>[] };
    const { Next: _next, ...own } = state.Choices?.[0] ?? {};
    return own;
  };
  const [a, b] = [path("a"), path("b")];
  assert.deepEqual(
    [
      compare("equals", a, literal("x")),
      compare("lessThanEquals", a, literal(3)),
      compare("equals", a, literal(null)),
      compare("lessThan", literal(3), a),
      compare("greaterThan", a, literal("2030-01-01T00:00:00Z"), "timestamp"),
      compare("lessThan", a, b, "timestamp"),
      compare("greaterThan", a, b),
      compare("equals", a, pathOf("variable", "b")),
    ].map(rule),
    [
      { Variable: "$.a", StringEquals: "x" },
      { Variable: "$.a", NumericLessThanEquals: 3 },
      { Variable: "$.a", IsNull: true },
      { Variable: "$.a", NumericGreaterThan: 3 },
      { Variable: "$.a", TimestampGreaterThan: "2030-01-01T00:00:00Z" },
      { Variable: "$.a", TimestampLessThanPath: "$.b" },
      {
        Or: [
          { Variable: "$.a", StringGreaterThanPath: "$.b" },
          { Variable: "$.a", NumericGreaterThanPath: "$.b" },
        ],
      },
      {
        Or: [
          { Variable: "$.a", StringEqualsPath: "$b" },
          { Variable: "$.a", NumericEqualsPath: "$b" },
          { Variable: "$.a", BooleanEqualsPath: "$b" },
          {
            And: [
              { Variable: "$.a", IsNull: true },
              { Variable: "$b", IsNull: true },
            ],
          },
        ],
      },
    ],
  );
  const isPresent = { kind: "test", test: "isPresent", value: path("owner") } as const;
  assert.deepEqual(
    [
      { kind: "matches", value: a, pattern: "log-*.txt" } as const,
      { kind: "not", condition: isPresent } as const,
      { kind: "or", conditions: [isPresent] } as const,
      {
        kind: "and",
        conditions: [isPresent, { kind: "or", conditions: [compare("equals", a, literal(1)), isPresent] }],
      } as const,
    ].map(rule),
    [
      { Variable: "$.a", StringMatches: "log-*.txt" },
      { Not: { Variable: "$.owner", IsPresent: true } },
      { Variable: "$.owner", IsPresent: true },
      {
        And: [
          { Variable: "$.owner", IsPresent: true },
          {
            Or: [
              { Variable: "$.a", NumericEquals: 1 },
              { Variable: "$.owner", IsPresent: true },
            ],
          },
        ],
      },
    ],
  );
});

test("all that JSONPath cannot say is reported at once, by state and field", () => {
  const odd = choice("C", [
    when(compare("equals", call("uuid"), literal("x")), "C"),
    when({ kind: "and", conditions: [] }, "C"),
    when(
      {
        kind: "and",
        conditions: [
          compare("lessThan", path("a"), literal(true)),
          compare("lessThan", path("a"), literal("now"), "timestamp"),
        ],
      },
      "C",
    ),
  ]);
  assert.deepEqual(
    messages(
      odd,
      task("T", {
        arguments: call("uuid"),
        TimeoutSeconds: call("add", path("a"), literal(1)),
        Catch: [{ ErrorEquals: ["E"], as: key("e"), Assign: object({ v: path("a") }), Next: "C" }],
      }),
      pass("P", {
        a: call("unknown", path("a")),
        b: raw("total + 1"),
        c: call("format", path("template"), path("a")),
        d: call("format", literal("{} {}"), path("a")),
        e: list(literal(Number.NaN)),
      }),
    ),
    [
      "UNSUPPORTED_EXPRESSION Choices[0]: a choice in JSONPath can ask about a path alone",
      "UNSUPPORTED_EXPRESSION Choices[1]: and() has no condition",
      "UNSUPPORTED_EXPRESSION Choices[2].And[0]: nothing can be ordered against true",
      'UNSUPPORTED_EXPRESSION Choices[2].And[1]: "now" is no time',
      "UNSUPPORTED_EXPRESSION Parameters: arguments in JSONPath are an object or one path",
      "UNSUPPORTED_EXPRESSION TimeoutSecondsPath: TimeoutSecondsPath takes a path alone",
      "UNSUPPORTED_EXPRESSION Catch[0].Assign.v: JSONPath does not reach the state's input here: it sees the result, or the error, alone",
      "UNSUPPORTED_EXPRESSION Parameters.a: JSONPath has no 'unknown'",
      "UNSUPPORTED_EXPRESSION Parameters.b: 'total + 1' is neither a JSONPath nor an intrinsic call",
      "UNSUPPORTED_EXPRESSION Parameters.c: the template of format is not a text: one from the data could hold braces that mean something else",
      "UNSUPPORTED_EXPRESSION Parameters.d: format has 2 {} for 1 values",
      "NOT_JSON Parameters.e[0]: NaN is a number that JSON cannot carry",
    ],
  );
});

test("functions whose names become one substitution keep one each", () => {
  const { States } = definition(
    machine("M", [
      task("A", { function: "Create-Stack", Next: "B" }),
      task("B", { function: "CreateStack", Next: "C" }),
      task("C", { function: "Create-Stack" }),
    ]),
  );
  assert.deepEqual(
    Object.values(States).map((state) => (state as { Resource?: string }).Resource),
    ["${CreateStack2}", "${CreateStack}", "${CreateStack2}"],
  );
});

test("asl-validator passes every form that is written", () => {
  const everything = machine("Everything", [
    task("One", {
      arguments: object({ "odd key": path("odd key", 0), made: list(path("a"), object({ b: path("b") })) }),
      as: key("odd key"),
      TimeoutSeconds: path("timeout"),
      HeartbeatSeconds: 5,
      Retry: [
        {
          ErrorEquals: ["States.ALL"],
          IntervalSeconds: 1,
          MaxAttempts: 2,
          BackoffRate: 1.5,
          MaxDelaySeconds: 9,
          JitterStrategy: "FULL",
        },
      ],
      Catch: [
        { ErrorEquals: ["E"], as: { kind: "replace" }, Next: "Failed" },
        { ErrorEquals: ["States.ALL"], as: { kind: "discard" }, Next: "Failed" },
      ],
      Next: "Two",
    }),
    pass("Two", { a: literal(1), b: call("format", literal("it's {{}}"), path("b")) }, { Next: "Three" }),
    pass("Three", { a: literal({}.constructor.name) }, { Next: "Four" }),
    pass("Four", { a: path("b") }, { Next: "Five" }),
    pass("Five", { a: object({ b: path("b") }) }, { Next: "Six" }),
    wait("Six", "timestamp", path("at"), { Next: "Seven" }),
    choice(
      "Seven",
      [
        when(compare("equals", path("a"), path("b")), "Done"),
        when({ kind: "not", condition: { kind: "test", test: "isPresent", value: path("odd key") } }, "Failed"),
      ],
      "Eight",
    ),
    task("Eight", { as: { kind: "discard" } }),
    succeed("Done"),
    fail("Failed", path("error"), call("format", literal("{}"), path("cause"))),
  ]);
  assert.deepEqual(aslFindings(definition(everything)), []);
  // That it does find something:
  assert.notDeepEqual(aslFindings({ StartAt: "A", States: { A: { Type: "Pass", Next: "B" } } }), []);
});

test.run();
