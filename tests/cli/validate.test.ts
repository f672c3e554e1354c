import assert from "node:assert/strict";
import { test } from "uvu";
import { newProject, order } from "./project.js";

const faulty = `import { workflow } from "statewright";
// The types refuse this; here they are bypassed.
const start = workflow<{ id: string }>("Refund") as any;
export const refund = start.pass("A", () => ({ a: 1 })).pass("A", () => ({ a: 1 })).goto("Nowhere").end();
`;

test("workflows without findings are listed, each module once", async () => {
  const project = newProject({
    "workflows/order.ts": order,
    "workflows/more/refund.ts": order.replace('"Order"', '"Refund"'),
    "workflows/prices.ts": "export const price = 1;\n",
  });
  assert.deepEqual(await project.run(["validate"]), {
    code: 0,
    out: "  OK    workflows/more/refund.ts\n  OK    workflows/order.ts\n2 files, no errors\n",
    err: "",
  });
  assert.equal(
    (await project.run(["validate", "workflows/order.ts"])).out,
    "  OK    workflows/order.ts\n1 file, no errors\n",
  );
});

test("every finding of every workflow is told, with its line, and the exit code is 1", async () => {
  const project = newProject({ "workflows/order.ts": order, "workflows/refund.ts": faulty });
  const { code, out, err } = await project.run(["validate"]);
  assert.deepEqual([code, err], [1, ""]);
  assert.match(out, /^ {2}OK {4}workflows\/order\.ts\n {2}FAIL {2}workflows\/refund\.ts\nerror /);
  assert.match(out, /error DUPLICATE_STATE_NAME {2}Refund › A {2}\(workflows\/refund\.ts:4\)\n/);
  assert.match(out, /error MISSING_TRANSITION_TARGET {2}.*\n.*'Nowhere'/);
  assert.match(out, /\n2 files, \d errors\n$/);
});

test("--json prints one object a line, a line a file, with findings as AWS has them", async () => {
  const project = newProject({ "workflows/order.ts": order, "workflows/refund.ts": faulty });
  const { code, out, err } = await project.run(["validate", "--json"]);
  assert.deepEqual([code, err], [1, ""]);
  const [first, second, ...others] = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(others, []);
  assert.deepEqual(first, { file: "workflows/order.ts", result: "OK", diagnostics: [] });
  assert.deepEqual([second.file, second.result], ["workflows/refund.ts", "FAIL"]);
  for (const diagnostic of second.diagnostics) {
    assert.deepEqual(Object.keys(diagnostic), ["severity", "code", "location", "message"]);
  }
});

test("definitions are checked by file: right, wrong, doubtful, and no JSON", async () => {
  const project = newProject({
    "right.json": '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }',
    "wrong.json": '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" } } }',
    "doubtful.json":
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "a": "$.b" }, "End": true } } }',
    "broken.json": '{\n  "StartAt": ,\n}',
    "list.json": "[]",
  });
  const names = ["right.json", "wrong.json", "doubtful.json", "broken.json", "list.json"];
  const { code, out } = await project.run(["validate", ...names, "--json"]);
  const found = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(code, 1);
  assert.deepEqual(
    found.map(({ file, result }) => [file, result]),
    [
      ["right.json", "OK"],
      ["wrong.json", "FAIL"],
      ["doubtful.json", "OK"],
      ["broken.json", "FAIL"],
      ["list.json", "FAIL"],
    ],
  );
  assert.deepEqual(
    found[1].diagnostics.map(({ code }: { code: string }) => code),
    ["MISSING_TRANSITION_TARGET", "MISSING_END_STATE"],
  );
  assert.deepEqual(
    found[2].diagnostics.map(({ severity, code }: { severity: string; code: string }) => [severity, code]),
    [["warning", "NO_DOLLAR"]],
  );
  assert.deepEqual(found[3].diagnostics, [
    {
      severity: "error",
      code: "INVALID_JSON_DESCRIPTION",
      location: "",
      message: "a value is expected here (line 2, column 14)",
    },
  ]);
  assert.equal((await project.run(["validate", "doubtful.json"])).code, 0);
});

test("a state that stands twice in a file is told, though parsed JSON no longer shows it", async () => {
  const project = newProject({
    "twice.json": '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "A": { "Type": "Succeed" } } }',
  });
  assert.deepEqual(await project.run(["validate", "twice.json"]), {
    code: 1,
    out: "  FAIL  twice.json\nerror DUPLICATE_STATE_NAME  /States/A  (twice.json:1)\n  Duplicate State name: A\n1 file, 1 error\n",
    err: "",
  });
});

const yaml = `# by hand
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: !GetAtt Charge.Arn
    Retry: &twice
      - { ErrorEquals: [States.ALL], MaxAttempts: 2 }
      - { ErrorEquals: [Busy] }
    Next: Ship/It[0]
  Ship/It[0]:
    Type: Task
    Resource: !Sub "arn:\${AWS::Partition}:states:::sqs:sendMessage"
    Parameters: { QueueUrl: !Ref Queue, MessageBody.$: $.order }
    Catch:
      - ErrorEquals: [States.ALL]
        Next: Nowhere
    Retry: *twice
    End: true
`;

test("definitions in YAML are read, with the line of each finding, through aliases and in names of any kind", async () => {
  const project = newProject({ "order.asl.yaml": yaml });
  const { code, out } = await project.run(["validate", "order.asl.yaml"]);
  assert.equal(code, 1);
  const places = [...out.matchAll(/^error (\S+) {2}(.*)$/gm)].map(([, code, place]) => `${code} ${place}`);
  assert.deepEqual(places, [
    "SCHEMA_VALIDATION_FAILED /States/Charge/Retry[0]/ErrorEquals  (order.asl.yaml:8)",
    "SCHEMA_VALIDATION_FAILED /States/Ship/It[0]/Retry[0]/ErrorEquals  (order.asl.yaml:8)",
    "MISSING_TRANSITION_TARGET /States/Ship/It[0]/Catch[0]/Next  (order.asl.yaml:17)",
  ]);
});

test("YAML that cannot be read is told in one sentence", async () => {
  const bomb = [
    "a: &a [1, 1, 1]",
    ...["b", "c", "d", "e"].map((key, index) => {
      const before = `*${"abcd"[index]}`;
      return `${key}: &${key} [${Array.from({ length: 9 }, () => before).join(", ")}]`;
    }),
  ].join("\n");
  const cases: readonly (readonly [text: string, message: string])[] = [
    [
      "StartAt: [A\n",
      "Flow sequence in block collection must be sufficiently indented and end with a ] (line 2, column 1)",
    ],
    ["StartAt: A\nStartAt: B\n", "Map keys must be unique (line 2, column 1)"],
    [bomb, "Excessive alias count indicates a resource exhaustion attack"],
    ["a: 1\n---\nb: 2\n", "Source contains multiple documents; please use YAML.parseAllDocuments() (line 2, column 1)"],
    ["a: *b\n", "Unresolved alias (the anchor must be set before the alias): b"],
    ["", "A definition has to be a JSON object"],
    ["a: &x\n  b: *x\n", "a value within itself is not JSON"],
  ];
  for (const [text, message] of cases) {
    const { code, out } = await newProject({ "a.yml": text }).run(["validate", "a.yml", "--json"]);
    assert.equal(code, 1);
    assert.deepEqual(
      JSON.parse(out).diagnostics.map((found: { message: string }) => found.message),
      [message],
    );
  }
});

test("--type EXPRESS refuses what only Standard workflows take, and there is no third type", async () => {
  const activity = { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:A", End: true };
  const project = newProject({ "a.json": JSON.stringify({ StartAt: "A", States: { A: activity } }) });
  assert.equal((await project.run(["validate", "a.json"])).code, 0);
  const { code, out } = await project.run(["validate", "a.json", "--type", "EXPRESS"]);
  assert.equal(code, 1);
  assert.match(out, /Express state machine does not support Activity ARN/);
  assert.deepEqual(await project.run(["validate", "a.json", "--type", "express"]), {
    code: 2,
    out: "",
    err: 'error: there is no type "express"\n  fix: use STANDARD or EXPRESS\n',
  });
});

test("findings in JSON are told with their lines, a byte order mark or not", async () => {
  const json = JSON.stringify(
    { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, C: { Type: "Succeed" } } },
    null,
    2,
  );
  for (const text of [json, `\uFEFF${json}`]) {
    const { out } = await newProject({ "a.json": text }).run(["validate", "a.json"]);
    assert.match(out, /^error MISSING_TRANSITION_TARGET {2}\/States\/A\/Next {2}\(a\.json:6\)$/m);
    assert.match(out, /^error MISSING_TRANSITION_TARGET {2}\/States\/C {2}\(a\.json:8\)$/m);
  }
});

test("what only the definition shows is told with the line of the workflow", async () => {
  const project = newProject({
    "workflows/poll.ts": `import { seconds, workflow } from "statewright";
export const poll = workflow<{ id: string }>("Poll")
  .choice("Again?", (choose) => choose.when(($) => is($.id, "x"), "Wait").otherwise("Done"))
  .wait("Wait", seconds(1))
  .goto("Wait")
  .succeed("Done")
  .end();
import { is } from "statewright";
`,
  });
  assert.deepEqual(await project.run(["validate"]), {
    code: 0,
    out: `  OK    workflows/poll.ts
warning ENDLESS_LOOP  Poll › Wait  (workflows/poll.ts:4)
  No way leads from here to an end: 'Wait'
  fix: let a Choice lead out of the loop
1 file, no errors, 1 warning
`,
    err: "",
  });
});

test("files that are not there or are of another kind are wrong use", async () => {
  const project = newProject({ "workflows/order.ts": order, "notes.txt": "" });
  assert.deepEqual(await project.run(["validate", "nope.json"]), {
    code: 2,
    out: "",
    err: "error: there is no file nope.json\n  fix: name a JSON file\n",
  });
  assert.deepEqual(await project.run(["validate", "workflows/nope.ts"]), {
    code: 2,
    out: "",
    err: "error: there is no file workflows/nope.ts\n  fix: name a workflow's module\n",
  });
  assert.deepEqual(await project.run(["validate", "notes.txt"]), {
    code: 2,
    out: "",
    err: "error: notes.txt is neither a definition nor a workflow\n  fix: name files that end in .json, .asl, .yaml, .yml or .ts\n",
  });
});

test("what the other workflows say is still told beside a module that cannot be loaded", async () => {
  const project = newProject({ "workflows/order.ts": order, "workflows/broken.ts": "\nthrow new Error('no');\n" });
  assert.deepEqual(await project.run(["validate"]), {
    code: 2,
    out: "  OK    workflows/order.ts\n1 file, no errors\n",
    err: "error: workflows/broken.ts:2: Error: no\n  fix: correct what the module does when it is loaded\n",
  });
});

test.run();
