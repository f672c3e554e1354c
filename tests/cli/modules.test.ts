// What happens with modules that cannot be loaded, and with packages of either kind.
import assert from "node:assert/strict";
import { test } from "uvu";
import { newProject, order } from "./project.js";

const broken: readonly (readonly [what: string, files: Readonly<Record<string, string>>, err: string])[] = [
  [
    "that does not parse",
    { "workflows/a.ts": "export const a = 1;\nexport const b = = 2;\n" },
    'error: workflows/a.ts:2:18: this is no TypeScript: Unexpected "="\n  fix: correct this line or one before it\n',
  ],
  [
    "that throws",
    { "workflows/a.ts": "interface A {\n  a: string;\n}\nthrow new TypeError('boom');\n" },
    "error: workflows/a.ts:4: TypeError: boom\n  fix: correct what the module does when it is loaded\n",
  ],
  [
    "that throws a text",
    { "workflows/a.ts": "throw 'boom';\n" },
    "error: workflows/a.ts: it throws: boom\n  fix: correct what the module does when it is loaded\n",
  ],
  [
    "that imports one that throws",
    { "workflows/a.ts": 'import "lib/b.js";\n', "lib/b.ts": "\nthrow new Error('boom');\n" },
    "error: lib/b.ts:2: Error: boom (loaded by workflows/a.ts)\n  fix: correct what the module does when it is loaded\n",
  ],
  [
    "that imports a package that is not installed",
    { "workflows/a.ts": 'import { a } from "@no/such-package/deep";\nexport const b = a;\n' },
    'error: workflows/a.ts: it imports "@no/such-package", which does not exist\n  fix: install it (npm install @no/such-package), or correct the name\n',
  ],
  [
    "whose workflow has no end",
    {
      "workflows/a.ts":
        'import { workflow } from "statewright";\nexport const a = workflow<{ id: string }>("A").pass("B", () => ({ b: 1 }));\n',
    },
    "error: workflows/a.ts: the workflow a has no end\n  fix: call .end() behind its last state\n",
  ],
  [
    "that imports a file that is not there",
    { "workflows/a.ts": 'import { a } from "./b.js";\nexport const b = a;\n' },
    "error: workflows/a.ts: it imports workflows/b.js, which does not exist\n  fix: correct the path\n",
  ],
  [
    "that imports what another does not export",
    {
      "workflows/a.ts": 'import { c } from "./b.js";\nexport const d = c;\n',
      "workflows/b.ts": "export const b = 1;\n",
    },
    'error: workflows/a.ts:1: "./b.js" exports no "c"\n  fix: correct the name; a type is imported with `import type`\n',
  ],
  [
    "whose definition is wrong",
    {
      "workflows/a.ts":
        'import { workflow } from "statewright";\nconst start = workflow<{ id: string }>("A") as any;\nexport const a = start.pass("B", () => ({ b: 1 })).pass("B", () => ({ b: 1 })).end();\n',
    },
    "error DUPLICATE_STATE_NAME  A › B  (workflows/a.ts:3)\n  state 'B' is declared twice, first at workflows/a.ts:3\n  fix: give one of them another name\n",
  ],
];
for (const [what, files, err] of broken) {
  test(`a module ${what} gives one message with its line, exit code 2, and nothing on disk`, async () => {
    const project = newProject(files);
    const before = project.list();
    assert.deepEqual(await project.run(["generate"]), { code: 2, out: "", err });
    assert.deepEqual(project.list(), before);
  });
}

test("every module that cannot be loaded is told, not only the first", async () => {
  const project = newProject({
    "workflows/a.ts": "throw new Error('a');\n",
    "workflows/b.ts": "throw new Error('b');\n",
  });
  const { err } = await project.run(["generate"]);
  assert.deepEqual(err.match(/error: .*/g), ["error: workflows/a.ts:1: Error: a", "error: workflows/b.ts:1: Error: b"]);
});

test("no folder of workflows, an empty one, and one without a workflow are told apart", async () => {
  const none = newProject({});
  const fix = "  fix: write a workflow in workflows/, or say where yours are with --workflows\n";
  assert.deepEqual(await none.run(["generate"]), {
    code: 2,
    out: "",
    err: `error: there is no folder workflows\n${fix}`,
  });
  const empty = newProject({ "workflows/readme.md": "" });
  assert.equal((await empty.run(["validate"])).err, `error: the folder workflows has no TypeScript module\n${fix}`);
  const other = newProject({ "workflows/a.ts": "export const a = 1;\n" });
  assert.deepEqual(await other.run(["generate"]), {
    code: 2,
    out: "",
    err: "error: no module in workflows exports a workflow\n  fix: export one: export const deploy = workflow<Input>(…)….end();\n",
  });
});

test('a package without "type": "module" works alike, with the lines of the author\'s files', async () => {
  const project = newProject({
    "package.json": '{ "name": "old" }',
    "lib/names.ts": 'export const name = "Order";\n',
    "workflows/order.ts": order
      .replace('"Order", {', "name, {")
      .replace("import", 'import { name } from "lib/names.js";\nimport'),
  });
  project.write({ "answers.json": '{ "Charge Card": { "chargeId": "c" }, "Get Parcel Status": "sent" }' });
  const run = await project.run(["run", "order", "--tasks", "answers.json"]);
  assert.deepEqual([run.code, run.err, run.out.split("\n")[0]], [0, "", "Order (workflows/order.ts:11)"]);
});

test.run();
