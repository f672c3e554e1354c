// The command as a process of its own, as a shell starts it.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "uvu";
import { answers, newProject, order, repository, type TestProject } from "./project.js";

const command = [
  "--import",
  pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href,
  join(repository, "cli/main.ts"),
];
const start = (project: TestProject, argv: readonly string[]) =>
  spawn(process.execPath, [...command, ...argv], { cwd: project.root, stdio: ["pipe", "pipe", "pipe"] });

/** Collects what a process says; `until` waits for a text of a stream that has not been waited for yet. */
function listen(child: ChildProcess) {
  const said = { out: "", err: "" };
  const seen = { out: 0, err: 0 };
  let wake = () => {};
  const collect = (name: "out" | "err") => (chunk: unknown) => {
    said[name] += chunk;
    wake();
  };
  child.stdout?.on("data", collect("out"));
  child.stderr?.on("data", collect("err"));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => {
      resolve({ code, ...said });
      wake();
    }),
  );
  const until = async (name: "out" | "err", text: string) => {
    for (;;) {
      const at = said[name].indexOf(text, seen[name]);
      if (at >= 0) {
        seen[name] = at + text.length;
        return;
      }
      assert.equal(child.exitCode, null, `ended before it said "${text}": ${said.out}${said.err}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { ended, until };
}
const run = (project: TestProject, argv: readonly string[], input = "") => {
  const child = start(project, argv);
  child.stdin?.end(input);
  return listen(child).ended;
};

const files = { "workflows/order.ts": order, "answers.ts": answers };
const input = '{ "orderId": "o1", "amountCents": 100 }';

test("input comes from standard input, output goes to a pipe without colours, the exit code tells how it went", async () => {
  const project = newProject(files);
  const good = await run(project, ["run", "order", "--tasks", "answers.ts", "--input", "-"], input);
  assert.deepEqual([good.code, good.err], [0, ""]);
  assert.match(good.out, /^Order \(workflows\/order\.ts:10\)\n {5}\+0s {2}Charge Card {8}charge: /);
  const wrong = await run(project, ["run", "ordr"]);
  assert.deepEqual(wrong, {
    code: 2,
    out: "",
    err: 'error: there is no workflow "ordr" in workflows\n  fix: did you mean "order"?\n',
  });
});

test("what workflows and answers print does not stand between the lines of --json", async () => {
  const project = newProject({
    "workflows/order.ts": `console.log("loaded");\n${order}`,
    "answers.ts": `export default { "Charge Card": () => { console.log("asked"); return { chargeId: "c" }; }, "Get Parcel Status": "sent" };\n`,
  });
  const { code, out, err } = await run(project, ["run", "order", "--tasks", "answers.ts", "--json"]);
  assert.deepEqual([code, JSON.parse(out).status, err], [0, "SUCCEEDED", "loaded\nasked\n"]);
});

test("whoever stops reading gets no complaint", async () => {
  const child = start(newProject(files), ["graph", "order"]);
  child.stdout?.destroy();
  const { code, err } = await listen(child).ended;
  assert.deepEqual([code, err], [0, ""]);
});

const handlers = (body: string) => ({
  "workflows/order.ts": order,
  "handlers/order/charge-card.ts": `export const handler = () => {\n  ${body}\n};\n`,
  "handlers/order/get-parcel-status.ts": 'export const handler = async () => "sent";\n',
});

test("a handler that leaves something running does not keep the process", async () => {
  const project = newProject(handlers('setInterval(() => {}, 1000);\n  return { chargeId: "c" };'));
  assert.equal((await run(project, ["run", "order"])).code, 0);
});

test("a handler that waits for what can never come is told, and the process ends", async () => {
  const { code, err } = await run(newProject(handlers("return new Promise(() => {});")), ["run", "order"]);
  assert.equal(code, 2);
  assert.match(err, /^error: a module or a handler waits for something that can never come\n/m);
});

test("--watch generates at every change, goes on after errors, and ends at Ctrl-C", async () => {
  const project = newProject(files);
  const child = start(project, ["generate", "--watch"]);
  const { until, ended } = listen(child);
  await until("out", "9 files, 9 created\n");
  await until("out", "watching workflows");
  project.write({ "workflows/order.ts": order.replace("seconds(30)", "seconds(60)") });
  await until("out", "changed   generated/order/order.asl.json");
  await until("out", "watching workflows");
  project.write({ "workflows/order.ts": "export const = 1;\n" });
  await until("err", "workflows/order.ts:1:14: this is no TypeScript");
  await until("out", "watching workflows");
  project.write({ "workflows/order.ts": order.replace("seconds(30)", "seconds(60)") });
  await until("out", "9 files, nothing changed");
  await until("out", "watching workflows");
  project.write({ "workflows/more/refund.ts": order.replace('"Order"', '"Refund"') });
  await until("out", "created   generated/refund/refund.asl.json");
  await until("out", "watching workflows");
  child.kill("SIGINT");
  const { code } = await ended;
  assert.equal(code, 0);
  assert.match(project.read("generated/order/order.asl.json"), /"Seconds": 60/);
});

test.run();
