import assert from "node:assert/strict";
import { test } from "uvu";
import type { ConditionNode, DistributedModel } from "../../dsl/model.js";
import { graph } from "../../generators/graph.js";
import { generateGraph } from "../../generators/graph-files.js";
import { conditionLabel, valueLabel } from "../../generators/graph-labels.js";
import { graphMermaid } from "../../generators/graph-mermaid.js";
import { graphDot, graphSvg } from "../../generators/graph-svg.js";
import {
  call,
  choice,
  compare,
  deploy,
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
  raw,
  succeed,
  task,
  wait,
  when,
} from "./models.js";

const present = (value: ReturnType<typeof path>): ConditionNode => ({ kind: "test", test: "isPresent", value });

/** Names that mean something to Mermaid, to Graphviz or to XML, each kind of state, and every kind of way. */
const odd = machine('Odd <Release> & "Co" --', [
  task('Build \\N "it" <now> `x` #1;', {
    Next: "end",
    Catch: [
      { ErrorEquals: ["Throttled", "BuildFailed"], as: key("e"), Next: "Ünï 部署 {x}|" },
      { ErrorEquals: ["States.ALL"], as: { kind: "discard" }, Next: "No" },
    ],
  }),
  choice(
    "end",
    [
      when(
        { kind: "and", conditions: [compare("lessThan", path("count"), literal(3)), present(path("owner"))] },
        "start",
      ),
      when(compare("equals", path("kind"), literal("a|b")), "start"),
      when(compare("equals", path("kind"), literal("b")), "1. Until"),
    ],
    "Ünï 部署 {x}|",
  ),
  pass("start", { a: literal(1), green: call("format", literal("{}-green"), path("a")) }, { Next: "stop" }),
  wait("1. Until", "timestamp", path("notBefore")),
  task("Ünï 部署 {x}|", { as: { kind: "replace" } }),
  succeed("stop"),
  fail("No", path("e", "Error"), literal("c")),
]);

test("the arrows of deploy say why each way is taken", () => {
  const { start, nodes, edges, title } = graph(deploy);
  assert.deepEqual([title, start, nodes.length], ["Deploy", "Check Stack Existence", 16]);
  assert.deepEqual(
    nodes.filter(({ detail }) => detail !== "").map(({ type, detail }) => `${type}: ${detail}`),
    [
      "Task: adds doesStackExist",
      "Task: adds changeSetName",
      "Wait: 10 s",
      "Task: adds changeSetCreationStatus",
      "Task: adds changeSetAction",
      "Task: adds changeSetExecutionDetails",
      "Task: adds changeSetDeletionDetails",
      "Task: adds stackCreationDetails",
      "Wait: 10 s",
      "Task: adds stackCreationStatus",
      "Fail: DeploymentFailed",
    ],
  );
  assert.deepEqual(
    edges.filter(({ labels }) => labels.length > 0).map(({ from, to, labels }) => `${from} -> ${to}: ${labels.join()}`),
    [
      "Does Stack Exist? -> Create Change Set: doesStackExist is true",
      "Does Stack Exist? -> Create Stack: doesStackExist is false",
      'Change Set Created? -> Inspect Change Set Changes: changeSetCreationStatus is "complete"',
      "Change Set Created? -> Wait Change Set Creation: otherwise",
      'Safe to Update Infra? -> Execute Change Set: changeSetAction is "CAN-SAFELY-UPDATE-EXISTING-STACK"',
      "Safe to Update Infra? -> Delete Change Set: otherwise",
      'Stack Created? -> Deployment Succeeded: stackCreationStatus is "complete"',
      "Stack Created? -> Wait Stack Creation: otherwise",
    ],
  );
  assert.equal(edges.length, 18);
});

test("ways of one kind to one state are one arrow, a catch stays apart, an end leads nowhere", () => {
  assert.deepEqual(
    graph(odd).edges.map(({ from, to, labels, kind }) => [from.slice(0, 5), to?.slice(0, 5), kind, ...labels]),
    [
      ["Build", "end", "next"],
      ["Build", "Ünï 部", "catch", "Throttled", "or BuildFailed"],
      ["Build", "No", "catch", "any error"],
      ["end", "start", "rule", "count < 3 and owner is present", 'or kind is "a|b"'],
      ["end", "1. Un", "rule", 'kind is "b"'],
      ["end", "Ünï 部", "otherwise", "otherwise"],
      ["start", "stop", "next"],
      ["1. Un", undefined, "next"],
      ["Ünï 部", undefined, "next"],
    ],
  );
});

/** A parallel with a catch, and a map that holds a parallel. */
const nested = machine("Nested", [
  parallel("Both", [group(task("Build", { Next: "Test" }), task("Test")), group(task("Audit"))], {
    Next: "Each",
    Catch: [{ ErrorEquals: ["States.ALL"], as: { kind: "discard" }, Next: "Failed" }],
  }),
  map(
    "Each",
    group(
      choice("Ok?", [when(compare("equals", path("ok"), literal(true)), "Fine")], "Inner"),
      succeed("Fine"),
      parallel("Inner", [group(task("Left")), group(task("Right"))]),
    ),
    { MaxConcurrency: 3 },
  ),
  fail("Failed", literal("E"), literal("c")),
]);

test("a branch or an iteration stands outside its state, or the ways on which it ends lead out of it", () => {
  const { nodes, edges } = graph(nested);
  const tree = (all: typeof nodes): unknown =>
    all.map(({ name, groups }) => (groups.length === 0 ? name : [name, ...groups.map((one) => tree(one.nodes))]));
  assert.deepEqual(tree(nodes), [
    ["Both", ["Build", "Test"], ["Audit"]],
    ["Each", ["Ok?", "Fine", ["Inner", ["Left"], ["Right"]]]],
    "Failed",
  ]);
  assert.deepEqual(
    nodes.flatMap(({ detail, groups }) => (groups.length === 0 ? [] : [detail, groups.map(({ ends }) => ends)])),
    [
      "all at once, adds results",
      [["Test"], ["Audit"]],
      "for each of items, 3 at once, adds results",
      [["Fine", "Inner"]],
    ],
  );
  assert.deepEqual(
    edges.map(({ from, to = "the end" }) => `${from} -> ${to}`),
    ["Both -> Each", "Both -> Failed", "Build -> Test", "Each -> the end", "Ok? -> Fine", "Ok? -> Inner"],
  );
});

test("a distributed map says of what else than an item, or a batch of them, it makes an execution", () => {
  const reader = { action: "getObject", config: { InputType: "JSON" }, arguments: object({}) } as const;
  const detail = (distributed: Omit<DistributedModel, "executionType">) =>
    graph(
      machine("M", [map("Each", group(task("Do")), { distributed: { executionType: "STANDARD", ...distributed } })]),
    ).nodes[0]?.detail;
  assert.deepEqual(
    [detail({}), detail({ reader }), detail({ reader, batch: { maxItems: 10 } })],
    [
      "an execution for each of items, adds results",
      "an execution for each item that is read, adds results",
      "an execution for each batch, adds results",
    ],
  );
});

test("Mermaid draws a state with chains inside as a box of its own among them", () => {
  const text = graphMermaid(nested);
  assert.match(text, /subgraph s_Both\["Both[^\n]*\n {4}direction TB\n {4}subgraph s_Both_1\[" "\]/);
  assert.equal(text.match(/^\s*subgraph /gm)?.length, text.match(/^\s*end$/gm)?.length);
  assert.doesNotMatch(text, /^\s*s_Both\[/m);
});

test("the picture lets an arrow into a frame, or gives a frame to what has no chain inside", async () => {
  const [svg, dot] = await Promise.all([graphSvg(nested), graphDot(nested)]);
  // Both, its two branches, Each, Inner and its two branches.
  assert.equal(svg.match(/class="cluster"/g)?.length, 7);
  assert.match(dot, /ltail=cluster_0,\n?\s*lhead=cluster_1|lhead=cluster_1,\n?\s*ltail=cluster_0/);
});

test("conditions and values read as a person says them", () => {
  const [a, b] = [path("a"), path("items", 0, "b")];
  const not = (condition: ConditionNode): ConditionNode => ({ kind: "not", condition });
  const is = compare("equals", a, literal("x"));
  assert.deepEqual(
    [
      is,
      not(is),
      compare("greaterThanEquals", b, pathOf("variable", "limit", "high")),
      compare("lessThan", a, literal("2030-01-01T00:00:00Z"), "timestamp"),
      not(compare("equals", a, b, "timestamp")),
      present(pathOf("context", "Task", "Token")),
      not(present(a)),
      { kind: "test", test: "isNumeric", value: a } as const,
      { kind: "matches", value: a, pattern: "log-*" } as const,
      not({ kind: "matches", value: a, pattern: "log-*" }),
      { kind: "and", conditions: [is, { kind: "or", conditions: [present(a), present(b)] }] } as const,
    ].map(conditionLabel),
    [
      'a is "x"',
      'a is not "x"',
      "items[0].b ≥ $limit.high",
      'a is before "2030-01-01T00:00:00Z"',
      "a is not at items[0].b",
      "context.Task.Token is present",
      "a is not present",
      "a is a number",
      'a matches "log-*"',
      'not (a matches "log-*")',
      'a is "x" and (a is present or items[0].b is present)',
    ],
  );
  assert.equal(
    valueLabel(object({ a: list(path(), raw("$.x[*]"), call("format", literal("{}"), path("b"))) })),
    '{ a: [the data, $.x[*], format("{}", b)] }',
  );
});

test("Mermaid gets every name as text, whatever it means to Mermaid", () => {
  assert.equal(
    graphMermaid(odd),
    `flowchart TD
  accTitle: Odd #60;Release#62; #38; #34;Co#34; --
  start(( )) --> s_BuildNitnowx1
  s_BuildNitnowx1("Build #92;N #34;it#34; #60;now#62; #96;x#96; #35;1#59;<br/><small>adds result</small>"):::Task
  s_end{{"end"}}:::Choice
  s_start["start<br/><small>sets a, green</small>"]:::Pass
  s_1Until(["1#46; Until<br/><small>until notBefore</small>"]):::Wait
  s_UniU90E8U7F72x("Ünï 部署 #123;x#125;#124;<br/><small>replaces the data</small>"):::Task
  s_stop(["stop"]):::Succeed
  s_No(["No<br/><small>e.Error</small>"]):::Fail
  s_BuildNitnowx1 --> s_end
  s_BuildNitnowx1 -.->|"Throttled<br/>or BuildFailed"| s_UniU90E8U7F72x
  s_BuildNitnowx1 -.->|"any error"| s_No
  s_end -->|"count #60; 3 and owner is present<br/>or kind is #34;a#124;b#34;"| s_start
  s_end -->|"kind is #34;b#34;"| s_1Until
  s_end -->|"otherwise"| s_UniU90E8U7F72x
  s_start --> s_stop
  s_1Until --> stop
  s_UniU90E8U7F72x --> stop
  stop((( )))
  classDef Task fill:#dbeafe,stroke:#3b82f6,color:#1e3a8a
  classDef Choice fill:#fef3c7,stroke:#d97706,color:#78350f
  classDef Pass fill:#ede9fe,stroke:#8b5cf6,color:#4c1d95
  classDef Wait fill:#f1f5f9,stroke:#64748b,color:#1e293b
  classDef Succeed fill:#dcfce7,stroke:#16a34a,stroke-width:3px,color:#14532d
  classDef Fail fill:#fee2e2,stroke:#dc2626,stroke-width:3px,color:#7f1d1d
`,
  );
});

test("states whose names have the same letters are apart in Mermaid too", () => {
  const twins = machine("Twins", [pass("Go!", {}, { Next: "Go?" }), pass("Go?", {}, { Next: "Go" }), pass("Go", {})]);
  const ids = [...graphMermaid(twins).matchAll(/^ {2}(s_\w+)\[/gm)].map(([, id]) => id);
  assert.equal(ids.length, 3);
  assert.equal(new Set(ids).size, 3);
});

/** The texts of an XML document; throws where it is not well-formed. */
function textsOf(xml: string): string[] {
  const open: string[] = [];
  const texts: string[] = [];
  const rest = xml.replace(
    /<!--(?:(?!--)[^])*-->|<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/g,
    (_, close: string | undefined, name: string | undefined, _attributes, single: string | undefined, text = "") => {
      assert.match(text, /^(?:[^&\p{Cc}]|\n|&(?:amp|lt|gt|quot|apos|#\d+);)*$/u);
      if (text.trim() !== "") texts.push(text.trim());
      if (name !== undefined && close === "/") assert.equal(open.pop(), name);
      else if (name !== undefined && single !== "/") open.push(name);
      return "";
    },
  );
  assert.deepEqual([rest, open], ["", []]);
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  const decode = (_: string, code: string) => entities[code] ?? String.fromCodePoint(Number(code.slice(1)));
  return texts.map((text) => text.replace(/&(#?\w+);/g, decode).trim());
}

test("the SVG is well-formed and holds every state, every reason and the title", async () => {
  const texts = textsOf(await graphSvg(odd));
  const { nodes, edges, title } = graph(odd);
  const expected = [
    title,
    ...nodes.flatMap(({ name, detail }) => [name, detail]),
    ...edges.flatMap(({ labels }) => labels),
  ];
  assert.deepEqual(
    expected.filter((text) => text !== "" && !texts.includes(text)),
    [],
  );
});

test("control characters in a name do not break the picture", async () => {
  const texts = textsOf(await graphSvg(machine("A\0B\u001b", [pass("C\tD\u0007", {})])));
  assert.ok(texts.includes("A B"), texts.join());
  assert.ok(texts.includes("C D"), texts.join());
});

test("the same machine gives the same bytes, with no trace of the tool, the time or the machine it ran on", async () => {
  const [first, second] = [await graphSvg(deploy), await graphSvg(deploy)];
  assert.equal(first, second);
  assert.deepEqual(first.match(/graphviz|generated by|https?:\/\/(?!www\.w3\.org)|\b20\d\d[-.]/gi), null);
});

test("the picture is also there in Graphviz's own language", async () => {
  const dot = await graphDot(deploy);
  assert.match(dot, /^digraph Deploy \{/);
  assert.match(dot, /"Does Stack Exist\?" -> "Create Stack"/);
});

test("both files begin with the line that says where they come from", async () => {
  const files = await generateGraph({ ...deploy, source: "workflows/a--b.ts:3" });
  assert.deepEqual(
    files.map(({ path: file, contents }) => [file, contents.split("\n")[0]]),
    [
      [
        "generated/deploy/deploy.mmd",
        "%% Generated from workflows/a--b.ts by `statewright generate`. Edit that file, not this one.",
      ],
      [
        "generated/deploy/deploy.svg",
        "<!-- Generated from workflows/a- -b.ts by `statewright generate`. Edit that file, not this one. -->",
      ],
    ],
  );
  for (const { path: file, contents } of files) if (file.endsWith(".svg")) textsOf(contents);
});

test.run();
