import assert from "node:assert/strict";
import { test } from "uvu";
import { duplicateFiles } from "../../generators/duplicate-files.js";
import { defaultLayout } from "../../generators/generated-file.js";
import {
  constructFile,
  functionsFile,
  handlerFile,
  importPath,
  relativePath,
  typesFile,
  workflowFile,
} from "../../generators/layout.js";
import { deploy, lambda, machine, task } from "./models.js";

test("files lie where the design says, also under other folders", () => {
  const blueGreen = { name: "DeployBlueGreen" };
  const createStack = lambda("CreateStack", "workflows/shared/functions.ts:4");
  assert.deepEqual(
    [
      workflowFile(blueGreen, "asl.json"),
      typesFile(blueGreen),
      constructFile(blueGreen),
      functionsFile(createStack),
      handlerFile(createStack),
    ],
    [
      "generated/deploy-blue-green/deploy-blue-green.asl.json",
      "generated/deploy-blue-green/types.ts",
      "generated/deploy-blue-green/construct.ts",
      "generated/functions/shared/functions.ts",
      "handlers/shared/functions/create-stack.ts",
    ],
  );
  const layout = { generated: "out/made", handlers: "src/lambdas", workflows: "src/flows" };
  const declared = lambda("CreateStack", "src/flows/deploy.ts:4");
  assert.deepEqual(
    [workflowFile(blueGreen, "svg", layout), functionsFile(declared, layout), handlerFile(declared, layout)],
    [
      "out/made/deploy-blue-green/deploy-blue-green.svg",
      "out/made/functions/deploy.ts",
      "src/lambdas/deploy/create-stack.ts",
    ],
  );
});

test("an import between generated files is relative and ends in .js", () => {
  assert.equal(relativePath("generated/deploy/construct.ts", "handlers/deploy/a.ts"), "../../handlers/deploy/a.ts");
  assert.equal(relativePath("generated/deploy/construct.ts", "generated/deploy/deploy.asl.json"), "./deploy.asl.json");
  assert.equal(
    importPath("handlers/shared/functions/a.ts", "generated/functions/shared/functions.ts"),
    "../../../generated/functions/shared/functions.js",
  );
  assert.equal(importPath("generated/a.ts", "workflows/b.mts"), "../workflows/b.mjs");
});

test("a name whose parts are dots or separators writes to no other folder", () => {
  const evil = machine("../../evil", [
    task("Run", { run: { kind: "lambda", lambda: lambda("../../etc/passwd", "../../x.ts:1") } }),
  ]);
  assert.equal(workflowFile(evil, "asl.json"), "generated/evil/evil.asl.json");
  assert.equal(handlerFile(lambda("../../etc/passwd", "../../x.ts:1")), "handlers/x/etc-passwd.ts");
});

test("two workflows with one file are an error, once, with both places", () => {
  const other = machine("deploy", [task("Run")], { source: "workflows/other.ts:7" });
  assert.deepEqual(duplicateFiles([deploy, other]), [
    {
      severity: "error",
      code: "DUPLICATE_FILE",
      location: "/",
      message:
        "the workflow 'deploy' of workflows/other.ts and the workflow 'Deploy' of workflows/deploy.ts would both be written to generated/deploy/deploy.asl.json",
      workflow: "deploy",
      fix: "give one of them another name",
      source: "workflows/other.ts:7",
    },
  ]);
});

test("two functions of one module with one handler are an error, and so are modules that a disk takes for one", () => {
  const run = (name: string, source: string) => task(name, { run: { kind: "lambda", lambda: lambda(name, source) } });
  const same = machine("A", [run("GetURL", "workflows/a.ts:1"), run("getUrl", "workflows/a.ts:2")]);
  assert.deepEqual(
    duplicateFiles([same]).map(({ message, state, source }) => ({ message, state, source })),
    [
      {
        message:
          "the function 'getUrl' of workflows/a.ts and the function 'GetURL' of workflows/a.ts would both be written to handlers/a/get-url.ts",
        state: "getUrl",
        source: "workflows/a.ts:2",
      },
    ],
  );
  const modules = machine("B", [run("One", "workflows/Shared.ts:1"), run("Two", "workflows/shared.ts:2")]);
  assert.deepEqual(
    duplicateFiles([modules]).map(({ message }) => message),
    [
      "the functions of the module 'shared' and the functions of the module 'Shared' would both be written to generated/functions/Shared.ts",
    ],
  );
});

test("workflows that share a function share its files", () => {
  const shared = task("Run", { run: { kind: "lambda", lambda: lambda("Run", "workflows/shared.ts:1") } });
  assert.deepEqual(duplicateFiles([machine("A", [shared]), machine("B", [shared])], defaultLayout), []);
});

test.run();
