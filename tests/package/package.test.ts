// The package as a user gets it: packed, installed into an empty folder by npm, used from there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "statewright-package-")));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const packed = join(folder, "packed");
const user = join(folder, "user");

/** What a command says; it has to end well unless another code is expected. */
function run(cwd: string, command: string, args: readonly string[], expected = 0): string {
  const isWindows = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", shell: isWindows });
  assert.equal(error, undefined, String(error));
  assert.equal(status, expected, `${command} ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}
const node = (cwd: string, ...args: string[]) => run(cwd, process.execPath, args);
const compiler = (name: string) => join(repository, "node_modules", name, "bin/tsc");
const statewright = (args: readonly string[], expected = 0) =>
  run(user, join(user, "node_modules/.bin/statewright"), args, expected);
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(user, path)), { recursive: true });
  writeFileSync(join(user, path), text);
};

const files = {
  "package.json": '{ "name": "user", "private": true, "type": "module" }\n',
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "es2022",
      lib: ["es2023"],
      module: "nodenext",
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      types: ["node"],
      typeRoots: [join(repository, "node_modules/@types")],
      outDir: "built",
      rootDir: ".",
    },
    // The constructs need aws-cdk-lib, which this user does not have.
    include: ["workflows", "handlers", "generated/functions", "generated/*/types.ts", "check.ts"],
  }),
  "workflows/order.ts": `import { is, lambda, seconds, workflow } from "statewright";

export const charge = lambda<{ orderId: string }, { chargeId: string }, "CardDeclined">("Charge");
export const getStatus = lambda<{ orderId: string }, "packed" | "sent">("GetStatus");

export const order = workflow<{ orderId: string }>("Order")
  .task("Charge", charge, { as: "charge", catch: [{ errors: ["CardDeclined"], goto: "Refused" }] })
  .wait("Wait", seconds(60))
  .task("Get Status", getStatus, { as: "status" })
  .choice("Sent?", (choose) => choose.when(($) => is($.status, "sent"), "Done").otherwise("Wait"))
  .succeed("Done")
  .fail("Refused", { error: "OrderRefused", cause: "the card was declined" })
  .end();
`,
  "answers.ts": `import { inTurn } from "statewright/testing";
export default { Charge: { chargeId: "c1" }, "Get Status": inTurn("packed", "sent") };
`,
  "input.json": '{ "orderId": "o1" }\n',
  "check.ts": `import { DefinitionError, isStateMachine } from "statewright";
import { execute } from "statewright/simulator";
import { simulate } from "statewright/testing";
import type { ChargeInput } from "./generated/order/types.js";
import { order } from "./workflows/order.js";

const input: ChargeInput = { orderId: "o1" };
const { status, output } = await simulate(order, {
  input,
  tasks: { Charge: ({ orderId }) => ({ chargeId: orderId }), "Get Status": ({ orderId }) => (orderId === "" ? "packed" : "sent") },
});
const { output: passed } = await execute({ StartAt: "A", States: { A: { Type: "Pass", Result: 1, End: true } } });
console.log(JSON.stringify([isStateMachine(order), typeof DefinitionError, status, output, passed]));
`,
};

test("npm packs the built package and nothing else", () => {
  mkdirSync(packed);
  for (const file of ["package.json", "README.md", "LICENSE"]) {
    if (existsSync(join(repository, file))) copyFileSync(join(repository, file), join(packed, file));
  }
  node(repository, compiler("typescript"), "-p", "tsconfig.build.json", "--outDir", join(packed, "dist"));
  const [listing] = JSON.parse(run(packed, "npm", ["pack", "--ignore-scripts", "--json"]));
  const paths: string[] = listing.files.map(({ path }: { path: string }) => path);
  assert.deepEqual(
    paths.filter(
      (path) =>
        !/^(?:dist\/(?:asl|cli|dsl|generators|simulator|testing)\/.+\.(?:js|d\.ts)|package\.json|README\.md|LICENSE)$/.test(
          path,
        ),
    ),
    [],
  );
  const { exports, bin } = JSON.parse(readFileSync(join(packed, "package.json"), "utf8"));
  const promised = [
    ...Object.values<string>(bin),
    ...Object.values<string | object>(exports).flatMap((one) =>
      typeof one === "string" ? [one] : Object.values<string>(one as Record<string, string>),
    ),
  ];
  assert.deepEqual(
    promised.map((path) => path.replace(/^\.\//, "")).filter((path) => !paths.includes(path)),
    [],
  );
});

test("npm installs it into an empty folder", () => {
  mkdirSync(user);
  for (const [path, text] of Object.entries(files)) write(path, text);
  const tarball = readdirSync(packed).find((name) => name.endsWith(".tgz"));
  run(user, "npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", join(packed, tarball ?? "none")]);
  assert.match(statewright(["--version"]), /^\d+\.\d+\.\d+/);
});

test("it generates there, then finds nothing to do, and --check agrees", () => {
  assert.match(statewright(["generate"]), /9 files, 9 created\n$/);
  assert.equal(statewright(["generate"]), "9 files, nothing changed\n");
  assert.equal(statewright(["generate", "--check"]), "9 files, all up to date\n");
  assert.equal(statewright(["validate"]), "  OK    workflows/order.ts\n1 file, no errors\n");
  const { sources } = JSON.parse(readFileSync(join(user, "generated/manifest.json"), "utf8"));
  assert.deepEqual(Object.keys(sources), ["tsconfig.json", "workflows/order.ts"]);
});

test("it runs a workflow on scripted answers, and on the handlers that are not written yet", () => {
  assert.equal(
    statewright(["run", "order", "--input", "input.json", "--tasks", "answers.ts"]),
    `Order (workflows/order.ts:6)
     +0s  Charge      charge: {"chargeId":"c1"}
     +0s  Wait        1m
     +1m  Get Status  status: "packed"
     +1m  Sent?       → Wait
     +1m  Wait        1m
     +2m  Get Status  status: "sent"
     +2m  Sent?       → Done
     +2m  Done
SUCCEEDED after 2m, 8 state transitions
{
  "orderId": "o1",
  "charge": {
    "chargeId": "c1"
  },
  "status": "sent"
}
`,
  );
  assert.match(statewright(["run", "order", "--input", "input.json"], 1), /Charge is not written yet/);
});

for (const name of ["typescript", "typescript-6", "typescript-5.9"]) {
  test(`what was generated and the package's own declarations compile with ${name}`, () => {
    node(user, compiler(name), "-p", ".");
  });
}

test("its three entries work in what was compiled", () => {
  const said = JSON.parse(node(user, "built/check.js"));
  assert.deepEqual(said, [
    true,
    "function",
    "SUCCEEDED",
    { orderId: "o1", charge: { chargeId: "o1" }, status: "sent" },
    1,
  ]);
});

test.run();
