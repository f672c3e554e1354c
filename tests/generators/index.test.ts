import assert from "node:assert/strict";
import { test } from "uvu";
import { DefinitionError } from "../../asl/diagnostic.js";
import type { StateMachineModel } from "../../dsl/model.js";
import { generate, type MachineTypes } from "../../generators/index.js";
import { lambdasOf } from "../../generators/lambdas.js";
import { call, lambda, machine, pass, path, task } from "./models.js";

/** Types of a machine whose data and functions are all `{}`. */
const typesOf = ({ states, ...rest }: StateMachineModel): MachineTypes => ({
  input: "{}",
  output: "{}",
  states: states.map(({ name }) => ({ name, data: "{}" })),
  tasks: states
    .filter(({ Type }) => Type === "Task")
    .map(({ name }) => ({ state: name, input: "{}", output: "{}", errors: "never" })),
  declarations: [],
  modules: [
    {
      file: "workflows/deploy.ts",
      declarations: [],
      functions: lambdasOf({ states, ...rest }).map(({ name, source }) => ({
        name,
        source,
        input: "{}",
        output: "{}",
        errors: "never",
        hasSchema: false,
      })),
    },
  ],
});

test("a machine gives all its files, each under its own name, and the same ones each time", async () => {
  const model = machine("DeployBlueGreen", [task("Create", { function: "CreateStack" })]);
  const files = await generate(model, typesOf(model));
  assert.deepEqual(
    files.map(({ path: file, once }) => (once ? `${file} (once)` : file)),
    [
      "generated/deploy-blue-green/deploy-blue-green.asl.json",
      "generated/deploy-blue-green/types.ts",
      "generated/handle.ts",
      "generated/functions/deploy.ts",
      "handlers/deploy/create-stack.ts (once)",
      "generated/deploy-blue-green/construct.ts",
      "generated/deploy-blue-green/deploy-blue-green.mmd",
      "generated/deploy-blue-green/deploy-blue-green.svg",
    ],
  );
  assert.deepEqual(await generate(model, typesOf(model)), files);
  const silent = files.filter(({ contents, once }) => !once && !contents.split("\n")[0]?.includes("Generated"));
  assert.deepEqual(
    silent.map(({ path: file }) => file),
    ["generated/deploy-blue-green/deploy-blue-green.asl.json"],
  );
});

test("files go to the folders that the project uses", async () => {
  const run = { kind: "lambda", lambda: lambda("CreateStack", "src/flows/deploy.ts:3") } as const;
  const model = machine("Deploy", [task("Create", { run })]);
  const types = typesOf(model);
  const modules = types.modules.map((module) => ({ ...module, file: "src/flows/deploy.ts" }));
  const files = await generate(
    model,
    { ...types, modules },
    { generated: "src/made", handlers: "src/lambdas", workflows: "src/flows" },
  );
  assert.deepEqual(
    files.map(({ path: file }) => file.split("/").slice(0, 3).join("/")),
    [
      "src/made/deploy",
      "src/made/deploy",
      "src/made/handle.ts",
      "src/made/functions",
      "src/lambdas/deploy",
      "src/made/deploy",
      "src/made/deploy",
      "src/made/deploy",
    ],
  );
});

test("nothing is given where two names share a file, or where ASL cannot say it", async () => {
  const codes = async (model: StateMachineModel) => {
    try {
      return (await generate(model, typesOf(model))).length;
    } catch (error) {
      if (error instanceof Error && error.name === DefinitionError.name && "diagnostics" in error) {
        return (error.diagnostics as DefinitionError["diagnostics"]).map(({ code }) => code);
      }
      throw error;
    }
  };
  const twins = machine("Twins", [task("GetURL", { Next: "getUrl" }), task("getUrl")]);
  assert.deepEqual(await codes(twins), ["DUPLICATE_FILE"]);
  assert.deepEqual(await codes(machine("Odd", [pass("P", { a: call("nonsense", path("a")) })])), [
    "UNSUPPORTED_EXPRESSION",
  ]);
});

test.run();
