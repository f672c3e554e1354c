import assert from "node:assert/strict";
import { test } from "uvu";
import { answers, newProject, order } from "./project.js";

const input = '{ "orderId": "o1", "amountCents": 100 }';
const project = newProject({ "workflows/order.ts": order, "answers.ts": answers, "input.json": input });
const argv = ["run", "order", "--input", "input.json", "--tasks", "answers.ts"];

test("a run prints its way as it happens, then outcome, state transitions and output", async () => {
  assert.deepEqual(await project.run(argv), {
    code: 0,
    out: `Order (workflows/order.ts:10)
     +0s  Charge Card        charge: {"chargeId":"c1"}
     +0s  Wait for Parcel    30s
    +30s  Get Parcel Status  parcel: "packed"
    +30s  Parcel Sent?       → Wait for Parcel
    +30s  Wait for Parcel    30s
     +1m  Get Parcel Status  parcel: "sent"
     +1m  Parcel Sent?       → Order Done
     +1m  Order Done
SUCCEEDED after 1m, 8 state transitions
{
  "orderId": "o1",
  "amountCents": 100,
  "charge": {
    "chargeId": "c1"
  },
  "parcel": "sent"
}
`,
    err: "",
  });
});

test("each line is there before the next task is asked", async () => {
  const said: string[] = [];
  const spying = project.copy({
    "answers.ts": `export default {
  "Charge Card": () => { globalThis.spy("charged"); return { chargeId: "c1" }; },
  "Get Parcel Status": () => { globalThis.spy("asked"); return "sent"; },
};
`,
  });
  Object.assign(globalThis, { spy: (text: string) => said.push(text) });
  await spying.run(argv, { stdout: { write: (text) => said.push(text.trim().slice(0, 20)) } });
  assert.deepEqual(said.slice(0, 6), [
    "Order (workflows/ord",
    "charged",
    "+0s  Charge Card    ",
    "+0s  Wait for Parcel",
    "asked",
    "+30s  Get Parcel Sta",
  ]);
});

test("a workflow is found by its name, its kebab name and its file, from a folder inside the project too", async () => {
  const { out } = await project.run(argv);
  const [, , ...options] = argv;
  for (const name of ["Order", "workflows/order.ts", "./workflows/order.ts", `${project.root}/workflows/order.ts`]) {
    assert.equal((await project.run(["run", name, ...options])).out, out, name);
  }
  const inside = ["run", "order.ts", "--input", "../input.json", "--tasks", "../answers.ts"];
  assert.equal((await project.run(inside, { cwd: `${project.root}/workflows` })).out, out);
});

test("an execution that fails shows its error and cause, and exits with 1", async () => {
  const declined = project.copy({
    "answers.ts":
      'export default { "Charge Card": () => { throw Object.assign(new Error("no money"), { name: "CardDeclined" }); } };\n',
  });
  const { code, out, err } = await declined.run(argv);
  assert.deepEqual([code, err], [1, ""]);
  assert.equal(
    // The data holds the cause as AWS writes it for a Lambda function: JSON with a stack.
    out.replace(/"Cause":.*/, "…"),
    `Order (workflows/order.ts:10)
     +0s  Charge Card        CardDeclined: no money (answers.ts:1)
     +0s  Charge Card        caught, problem: {"Error":"CardDeclined",…
     +0s  Order Refused
FAILED after 0s, 2 state transitions
  error: OrderRefused
  cause: the card was declined
`,
  );
});

test("a retry has a line of its own, with the time that it waited for, and counts as a state transition", async () => {
  const busy = project.copy({
    "answers.ts": `export default {
  "Charge Card": (input, { call }) => {
    if (call === 1) throw Object.assign(new Error("wait"), { name: "Lambda.TooManyRequestsException" });
    return { chargeId: "c2" };
  },
  "Get Parcel Status": "sent",
};
`,
  });
  const { code, out } = await busy.run(argv);
  assert.deepEqual(
    [code, out.split("\n").slice(1, 4), out.split("\n").find((line) => line.startsWith("SUCCEEDED"))],
    [
      0,
      [
        "     +0s  Charge Card        Lambda.TooManyRequestsException: wait (answers.ts:3)",
        "     +2s  Charge Card        retry 1",
        '     +2s  Charge Card        charge: {"chargeId":"c2"}',
      ],
      "SUCCEEDED after 32s, 6 state transitions",
    ],
  );
});

test("--json prints status, output and events, and nothing else", async () => {
  const { code, out, err } = await project.run([...argv, "--json"]);
  const { status, output, events, ...others } = JSON.parse(out);
  assert.deepEqual(
    { code, err, status, output, others },
    {
      code: 0,
      err: "",
      status: "SUCCEEDED",
      output: { orderId: "o1", amountCents: 100, charge: { chargeId: "c1" }, parcel: "sent" },
      others: {},
    },
  );
  assert.equal(events[0].type, "ExecutionStarted");
  assert.equal(events.at(-1).type, "ExecutionSucceeded");
  const failed = project.copy({ "answers.json": "{}", "workflows/order.ts": order.replace('as: "problem", ', "") });
  const refused = await failed.run([...argv.slice(0, 4), "--tasks", "answers.json", "--json"]);
  assert.deepEqual([refused.code, refused.out], [2, ""]);
});

test("answers may be a JSON file, a list is an answer like any other", async () => {
  const lists = newProject({
    "workflows/list.ts": `import { lambda, workflow } from "statewright";
export const find = lambda<{ id: string }, string[]>("Find");
export const list = workflow<{ id: string }>("List").task("Find", find, { as: "found" }).end();
`,
    "answers.json": '{ "Find": ["a", "b"] }',
  });
  const { code, out } = await lists.run(["run", "list", "--tasks", "answers.json", "--input", "-"], {
    readStdin: async () => '{ "id": "1" }',
  });
  assert.equal(code, 0);
  assert.match(out, /Find {2}found: \["a","b"\]\n/);
});

test("an answer for a function in JSONata is called with what goes around its input", async () => {
  const inJsonata = project.copy({
    "workflows/order.ts": order.replace('"Order", { ', '"Order", { queryLanguage: "JSONata", '),
    "answers.ts": `export default {
  "Charge Card": async ({ orderId }) => ({ chargeId: orderId }),
  "Get Parcel Status": ({ chargeId }) => (chargeId === "o1" ? "sent" : "packed"),
};
`,
  });
  const { code, out } = await inJsonata.run([...argv, "--json"]);
  assert.equal(code, 0, out);
  assert.deepEqual(JSON.parse(out).output, { ...JSON.parse(input), charge: { chargeId: "o1" }, parcel: "sent" });
});

test("an answer can sleep on the virtual clock", async () => {
  const slow = project.copy({
    "answers.ts": `export default {
  "Charge Card": async (input, { sleep }) => { await sleep(600); return { chargeId: input.orderId }; },
  "Get Parcel Status": "sent",
};
`,
  });
  const { out } = await slow.run(argv);
  assert.match(out, / {4}\+0s {2}Charge Card {8}10m, charge: \{"chargeId":"o1"\}\n/);
  assert.match(out, /SUCCEEDED after 10m 30s, 5 state transitions\n/);
});

test("without --tasks the handlers run, called as Lambda calls them", async () => {
  const handled = project.copy({
    "handlers/order/charge-card.ts": `export const handler = async (event: { orderId: string }, context: { functionName: string }) => {
  const answer = { chargeId: \`\${event.orderId}-\${context.functionName}\` };
  event.orderId = "changed by the handler";
  return answer;
};
`,
    "handlers/order/get-parcel-status.ts": 'export const handler = async () => "sent";\n',
  });
  const { code, out } = await handled.run(argv.slice(0, 4));
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out.slice(out.indexOf("\n{"))), {
    orderId: "o1",
    amountCents: 100,
    charge: { chargeId: "o1-ChargeCard" },
    parcel: "sent",
  });
});

test("a handler's error tells where it was thrown", async () => {
  const broken = project.copy({
    "handlers/order/charge-card.ts": "export const handler = () => {\n  const x: any = undefined;\n  return x.y;\n};\n",
    "handlers/order/get-parcel-status.ts": 'export const handler = async () => "sent";\n',
  });
  const { code, out } = await broken.run(argv.slice(0, 4));
  assert.equal(code, 1);
  assert.match(
    out,
    /Charge Card {8}TypeError: Cannot read properties of undefined .* \(handlers\/order\/charge-card\.ts:3\)\n/,
  );
});

const wrong: readonly (readonly [
  what: string,
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
  err: string,
])[] = [
  [
    "a workflow that is not there",
    ["run", "ordr"],
    {},
    'error: there is no workflow "ordr" in workflows\n  fix: did you mean "order"?\n',
  ],
  [
    "a workflow's file that is not there",
    ["run", "workflows/ordr.ts"],
    {},
    'error: there is no file workflows/ordr.ts\n  fix: did you mean "workflows/order.ts"?\n',
  ],
  [
    "an input file that is not there",
    ["run", "order", "--input", "nope.json"],
    {},
    "error: there is no file nope.json\n  fix: name a JSON file\n",
  ],
  [
    "an input that is a folder",
    ["run", "order", "--input", "workflows"],
    {},
    "error: workflows is a folder\n  fix: name a JSON file\n",
  ],
  [
    "an input that does not parse",
    ["run", "order", "--input", "input.json"],
    { "input.json": '{\n  "orderId": "o1",\n}' },
    "error: input.json is no JSON: a key in double quotes is expected here (line 3, column 1)\n  fix: correct that place\n",
  ],
  [
    "a tasks module that is not there",
    ["run", "order", "--tasks", "nope.ts"],
    {},
    "error: there is no file nope.ts\n  fix: name a module of answers\n",
  ],
  [
    "a tasks module that throws",
    ["run", "order", "--tasks", "answers.ts"],
    { "answers.ts": '\nthrow new Error("no answers today");\n' },
    "error: answers.ts:2: Error: no answers today\n  fix: correct what the module does when it is loaded\n",
  ],
  [
    "a tasks module without a default export",
    ["run", "order", "--tasks", "answers.ts"],
    { "answers.ts": "export const answers = {};\n" },
    'error: answers.ts has no answers: its default export is not an object\n  fix: export default { "State Name": answer or (input) => answer }\n',
  ],
  [
    "an answer for a state that is not there",
    ["run", "order", "--tasks", "answers.ts"],
    { "answers.ts": 'export default { "Charge Crad": 1 };\n' },
    'error: answers.ts answers for "Charge Crad", which is no task of Order\n  fix: did you mean "Charge Card"?\n',
  ],
  [
    "handlers that are not there",
    ["run", "order"],
    {},
    "error: there is no handlers/order/charge-card.ts, no handlers/order/get-parcel-status.ts\n  fix: make the stubs with statewright generate and fill them in, or answer for the tasks with --tasks\n",
  ],
];
for (const [what, wrongArgv, files, err] of wrong) {
  test(`${what} gives one message and exit code 2`, async () => {
    const other = newProject({ "workflows/order.ts": order, ...files });
    assert.deepEqual(await other.run(wrongArgv), { code: 2, out: "", err });
  });
}

test("a state without an answer ends the run, whatever the workflow catches", async () => {
  const without = newProject({
    "workflows/order.ts": order.replace('["CardDeclined"], as', '["States.ALL"], as'),
    "answers.ts": 'export default { "Get Parcel Status": "sent" };\n',
  });
  const { code, out, err } = await without.run(["run", "order", "--tasks", "answers.ts"]);
  assert.deepEqual(
    { code, out, err },
    {
      code: 2,
      out: "Order (workflows/order.ts:10)\n",
      err: 'error: answers.ts has no answer for the state "Charge Card"\n  fix: add "Charge Card": … to its default export\n',
    },
  );
});

const copies = `import { jsonLines, lambda, replace, sns, workflow } from "statewright";
const keep = lambda<{ id: number }, { kept: number }>("Keep");
export const copy = workflow<{ key: string }>("Copy")
  .distributedMap("Lines", jsonLines<{ id: number }>(), (line) => line.task("Keep Line", keep, { as: replace }), {
    arguments: ($) => ({ Bucket: "b", Key: $.key }),
    writer: () => ({ Bucket: "b" }),
    as: "written",
  })
  .task("Tell", sns.publish(($) => ({ TopicArn: "arn:aws:sns:eu-west-1:1:t", Message: $.key })), { as: "told" })
  .end();
`;
test("a distributed map is not given what a module answers for its reader and its writer", async () => {
  const made = newProject({
    "workflows/copy.ts": copies,
    "input.json": '{ "key": "k" }',
    "answers.ts": `export default {
  Lines: ({ Key, Body }) => (Body === undefined ? '{"id":1}\\n{"id":2}\\n' : Key),
  "Keep Line": ({ id }) => ({ kept: id }),
  Tell: { MessageId: "m" },
};
`,
  });
  const { code, out, err } = await made.run(["run", "copy", "--input", "input.json", "--tasks", "answers.ts"]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /"Key": ".*manifest.json"/);
  assert.match(out, /^SUCCEEDED after 0s, 2 state transitions, and 2 in 2 executions of distributed maps$/m);
});
test("a service that no handler answers for is taken for a mistake of the command", async () => {
  const made = newProject({
    "workflows/copy.ts": copies,
    "handlers/copy/keep.ts": "export const handler = async () => ({ kept: 1 });\n",
    "input.json": '{ "key": "k" }',
  });
  assert.deepEqual(await made.run(["run", "copy", "--input", "input.json"]), {
    code: 2,
    out: "Copy (workflows/copy.ts:3)\n",
    err: 'error: no handler answers for the state "Lines", which calls a service\n  fix: answer with --tasks, by a module: export default { "Lines": … }\n',
  });
});

test("a handler that cannot be loaded, or exports no handler, ends the run", async () => {
  const files = { "handlers/order/get-parcel-status.ts": "export const handler = 1;\n", "workflows/order.ts": order };
  const broken = newProject({ ...files, "handlers/order/charge-card.ts": 'import "./nope.js";\n' });
  assert.equal(
    (await broken.run(["run", "order"])).err,
    "error: handlers/order/charge-card.ts: it imports handlers/order/nope.js, which does not exist\n  fix: correct the path\n",
  );
  const empty = newProject({ ...files, "handlers/order/charge-card.ts": "export const handle = 1;\n" });
  assert.equal(
    (await empty.run(["run", "order"])).err,
    'error: handlers/order/charge-card.ts exports no function "handler"\n  fix: export const handler = handle(…)\n',
  );
});

test("an input is checked by the workflow's schema, and sent as it is", async () => {
  const schema = `{
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof value.id === "string"
        ? { value: { ...value, added: true } }
        : { issues: [{ message: "a text is needed", path: ["id"] }, { message: "unknown shape" }] },
  },
}`;
  const checked = newProject({
    "workflows/checked.ts": `import { type StandardSchema, workflow } from "statewright";
const schema: StandardSchema<{ id: string }, { id: string; added: boolean }> = ${schema.replace("(value)", "(value: any)")};
export const checked = workflow("Checked", { input: schema }).pass("A", ($) => ({ copy: $.id })).end();
`,
    "good.json": '{ "id": "1" }',
    "bad.json": "{}",
  });
  const good = await checked.run(["run", "checked", "--input", "good.json", "--tasks", "bad.json", "--json"]);
  assert.deepEqual([good.code, JSON.parse(good.out).output], [0, { id: "1", copy: "1" }]);
  assert.deepEqual(await checked.run(["run", "checked", "--input", "bad.json"]), {
    code: 2,
    out: "",
    err: "error: bad.json is not the workflow's input:\n  id: a text is needed\n  unknown shape\n  fix: correct it\n",
  });
});

test("a broken module does not keep another workflow from running", async () => {
  const other = project.copy({ "workflows/broken.ts": "throw new Error('broken');\n" });
  assert.equal((await other.run(argv)).code, 0);
  const missing = await other.run(["run", "nope"]);
  assert.deepEqual([missing.code, missing.err.split("\n")[0]], [2, "error: workflows/broken.ts:1: Error: broken"]);
});

test("a name that several workflows have is refused with the names and files", async () => {
  const refund =
    'import { workflow } from "statewright";\nexport const refund = workflow<{ id: string }>("Refund").pass("A", () => ({ a: 1 })).end();\n';
  const twice = newProject({ "workflows/a.ts": refund, "workflows/b.ts": refund });
  assert.deepEqual(await twice.run(["run", "refund"]), {
    code: 2,
    out: "",
    err: 'error: "refund" could be "refund" (workflows/a.ts), "refund" (workflows/b.ts)\n  fix: name one of them, or the file that has only it\n',
  });
});

test.run();
