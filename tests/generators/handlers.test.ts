import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "uvu";
import { generateFunctions } from "../../generators/functions.js";
import { generateHandlers } from "../../generators/handlers.js";
import { generateTypes } from "../../generators/types.js";
import { deploy, deployTypes } from "../fixtures/read-types/deploy-types.js";
import { makeProject, removeProjects } from "../fixtures/read-types/project.js";

test.after(removeProjects);

const handlers = generateHandlers(deploy, deployTypes);

test("the stub of a handler reads otherwise, or may be written over", () => {
  assert.deepEqual(
    handlers.map(({ path, once }) => [path, once]),
    [
      ["handlers/deploy/check-stack-existence.ts", true],
      ["handlers/deploy/prune.ts", true],
      ["handlers/shared/stacks/create-stack.ts", true],
    ],
  );
  assert.equal(
    handlers[2]?.contents,
    `import { createStack } from "../../../generated/functions/shared/stacks.js";
import { handle } from "../../../generated/handle.js";

/**
 * CreateStack, declared in workflows/shared/stacks.ts.
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(createStack, async (input) => {
  throw new Error(\`CreateStack is not written yet. It got \${JSON.stringify(input)}\`);
});
`,
  );
});

test("other folders are not followed by the imports of a stub", () => {
  const layout = { generated: "src/made", handlers: "src/lambdas", workflows: "workflows" };
  const [stub] = generateHandlers(deploy, deployTypes, layout);
  assert.equal(stub?.path, "src/lambdas/deploy/check-stack-existence.ts");
  assert.deepEqual(stub?.contents.match(/from ".*"/g), [
    'from "../../made/functions/deploy.js"',
    'from "../../made/handle.js"',
  ]);
});

/** Handlers as an author writes them, with the errors that the compiler must find in each, by line. */
const written: Record<string, { readonly text: string; readonly errors: readonly string[] }> = {
  "right.ts": {
    text: `import type { Context, Handler } from "aws-lambda";
import { checkStackExistence, type CheckStackExistenceInput, prune } from "../generated/functions/deploy.js";
import { createStack } from "../generated/functions/shared/stacks.js";
import { handle } from "../generated/handle.js";
import type { StateInputs, TaskOutputs, WorkflowInput } from "../generated/deploy/types.js";

export const check = handle(checkStackExistence, ({ stackName, environmentName }) => stackName === environmentName);
export const checked: Handler<CheckStackExistenceInput, boolean> = check;
export const pruned = handle(prune, async (tree) => tree.children[0] ?? null);
export const create = handle(createStack, async ({ stackName }, context) => {
  if (stackName === "") throw createStack.error("StackAlreadyExists", "there is one", { cause: context.awsRequestId });
  return { stackId: stackName };
});
export async function call(input: WorkflowInput, context: Context): Promise<unknown> {
  const known: boolean = await check(input, context);
  const answer: unknown = await create("anything", context);
  const states: StateInputs["Check Stack Existence"] = input;
  const output: TaskOutputs["Create Stack"] = { stackId: String(known) };
  return [answer, states, output];
}
`,
    errors: [],
  },
  "wrong.ts": {
    text: `import { checkStackExistence } from "../generated/functions/deploy.js";
import { createStack } from "../generated/functions/shared/stacks.js";
import { handle } from "../generated/handle.js";

export const answer = handle(checkStackExistence, async () => "yes");
export const key = handle(checkStackExistence, async ({ stack }) => stack === "");
export const lacking = handle(createStack, async () => ({ id: "arn" }));
export const nothing = handle(createStack, async () => {});
export const thrown = handle(createStack, async () => {
  throw createStack.error("StackExists", "there is one");
});
export const unknown = checkStackExistence.error("Anything", "this contract declares no error");
export const event = handle(checkStackExistence, async () => true)({ stackName: "a" });
`,
    errors: [
      `wrong.ts:5 Type 'Promise<string>' is not assignable to type 'boolean | Promise<boolean>'.`,
      `wrong.ts:6 Property 'stack' does not exist on type '{ environmentName: string; stackName: string; }'.`,
      `wrong.ts:7 Type 'Promise<{ id: string; }>' is not assignable to type 'CreateStackOutput | Promise<CreateStackOutput>'.`,
      `wrong.ts:8 Argument of type '() => Promise<void>' is not assignable to parameter of type '(input: { environmentName: string; stackName: string; }, context: HandlerContext) => CreateStackOutput | Promise<CreateStackOutput>'.`,
      `wrong.ts:10 Argument of type '"StackExists"' is not assignable to parameter of type '"StackAlreadyExists"'.`,
      `wrong.ts:12 Argument of type '"Anything"' is not assignable to parameter of type 'never'.`,
      `wrong.ts:13 Property 'environmentName' is missing in type '{ stackName: string; }' but required in type 'CheckStackExistenceInput'.`,
    ],
  },
};
/** The author's module, as far as its schemas go. */
const stacks = `
const schema = { "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) } } as const;
export const createStack = { name: "CreateStack", input: schema, output: schema };
`;
const generated = [...generateTypes(deploy, deployTypes), ...generateFunctions(deploy, deployTypes), ...handlers].map(
  ({ path, contents }) => [path, contents] as const,
);
const root = makeProject({
  ...Object.fromEntries(generated),
  ...Object.fromEntries(Object.entries(written).map(([name, { text }]) => [`written/${name}`, text])),
  "workflows/shared/stacks.ts": stacks,
  "package.json": '{ "type": "module" }',
  "tsconfig.json": JSON.stringify({
    extends: resolve("tsconfig.json"),
    compilerOptions: { types: ["aws-lambda"], typeRoots: [resolve("node_modules/@types")], paths: {} },
    include: ["."],
  }),
});

test("generated files do not compile, or a handler that breaks its contract does", () => {
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", root, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  const errors = stdout
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "))
    .map((line) => line.replace(/^written\/(.+)\((\d+),\d+\): error TS\d+: /, "$1:$2 "));
  assert.deepEqual(
    errors,
    Object.values(written).flatMap((file) => file.errors),
  );
});

test("a stub that was not written yet answers as if it were", async () => {
  const path = pathToFileURL(join(root, "handlers/deploy/check-stack-existence.ts")).href;
  const { handler } = (await import(path)) as { readonly handler: (event: unknown) => Promise<unknown> }; // a file that was just written
  await assert.rejects(handler({ stackName: "a" }), {
    message: 'CheckStackExistence is not written yet. It got {"stackName":"a"}',
  });
});

test.run();
