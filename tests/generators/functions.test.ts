import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "uvu";
import { contractNames, generateFunctions } from "../../generators/functions.js";
import type { FunctionTypes } from "../../generators/machine-types.js";
import { deploy, deployTypes } from "../fixtures/read-types/deploy-types.js";
import { makeProject, removeProjects } from "../fixtures/read-types/project.js";

test.after(removeProjects);

const files = generateFunctions(deploy, deployTypes);

test("the contracts of a module read otherwise", () => {
  assert.deepEqual(
    files.map(({ path }) => path),
    ["generated/handle.ts", "generated/functions/deploy.ts", "generated/functions/shared/stacks.ts"],
  );
  assert.equal(
    files[1]?.contents,
    `// Generated from workflows/deploy.ts by \`statewright generate\`. Edit that file, not this one.
import { type Contract, contract } from "../handle.js";

/** A type that holds itself. */
export type Tree = {
  children: Tree[];
};

/** What the handler of CheckStackExistence gets. */
export type CheckStackExistenceInput = {
  environmentName: string;
  stackName: string;
};
/** What the handler of CheckStackExistence answers. */
export type CheckStackExistenceOutput = boolean;
/** The names of the errors that CheckStackExistence may throw. */
export type CheckStackExistenceErrors = never;
/** The contract of CheckStackExistence. */
export const checkStackExistence: Contract<CheckStackExistenceInput, CheckStackExistenceOutput, CheckStackExistenceErrors> =
  contract("CheckStackExistence");

/** What the handler of Prune gets. */
export type PruneInput = Tree;
/** What the handler of Prune answers. */
export type PruneOutput = Tree | null;
/** The names of the errors that Prune may throw. */
export type PruneErrors = never;
/** The contract of Prune. */
export const prune: Contract<PruneInput, PruneOutput, PruneErrors> = contract("Prune");
`,
  );
  assert.equal(
    files[2]?.contents,
    `// Generated from workflows/shared/stacks.ts by \`statewright generate\`. Edit that file, not this one.
import { createStack as createStackLambda } from "../../../workflows/shared/stacks.js";
import { type CheckedContract, contract } from "../../handle.js";

/** What the handler of CreateStack gets. */
export type CreateStackInput = {
  environmentName: string;
  stackName: string;
};
/** What the handler of CreateStack answers. */
export type CreateStackOutput = {
  stackId: string;
};
/** The names of the errors that CreateStack may throw. */
export type CreateStackErrors = "StackAlreadyExists";
/** The contract of CreateStack, with its schemas. */
export const createStack: CheckedContract<CreateStackInput, CreateStackOutput, CreateStackErrors> =
  contract("CreateStack", createStackLambda);
`,
  );
});

test("a machine without functions gets files for them", () => {
  assert.deepEqual(generateFunctions(deploy, { ...deployTypes, modules: [] }), []);
});

test("two functions of a module share a name, or take one that is in use", () => {
  const like = (name: string): FunctionTypes => ({
    name,
    source: "workflows/odd.ts:1",
    input: "{}",
    output: "{}",
    errors: "never",
    hasSchema: true,
  });
  const names = contractNames({
    file: "workflows/odd.ts",
    declarations: [{ name: "LoopInput", is: "recursive", text: "LoopInput[]" }],
    functions: ["Delete", "handle", "Handler", "Contract", "Get-It", "GetIt", "GetItLambda", "Loop", "Checked"].map(
      like,
    ),
  });
  const values = (name: string) => Object.values(names(name)).join(" ");
  assert.deepEqual(["Delete", "handle", "Handler", "Contract", "Get-It", "GetIt", "GetItLambda", "Loop"].map(values), [
    "delete_ delete_Lambda DeleteInput DeleteOutput DeleteErrors",
    "handle2 handleLambda HandleInput HandleOutput HandleErrors",
    "handler2 handlerLambda HandlerInput HandlerOutput HandlerErrors",
    "contract2 contractLambda ContractInput ContractOutput ContractErrors",
    "getIt getItLambda2 GetItInput GetItOutput GetItErrors",
    "getIt2 getItLambda3 GetItInput2 GetItOutput2 GetItErrors2",
    "getItLambda getItLambdaLambda GetItLambdaInput GetItLambdaOutput GetItLambdaErrors",
    "loop loopLambda LoopInput2 LoopOutput LoopErrors",
  ]);
});

// ---------------------------------------------------------------- what handle.ts does
type Path = readonly (PropertyKey | { readonly key: PropertyKey })[];
type Validate = (value: unknown) => unknown;
interface HandleModule {
  readonly handle: (
    contract: unknown,
    fn: (input: unknown, context: { readonly functionName: string; getRemainingTimeInMillis(): number }) => unknown,
  ) => (event: unknown, context?: unknown) => Promise<unknown>;
  readonly contract: (
    name: string,
    schemas?: unknown,
  ) => { readonly error: (name: string, message: string, options?: { cause?: unknown }) => Error };
}
const root = makeProject({ "package.json": '{ "type": "module" }', "handle.ts": files[0]?.contents ?? "" });
const { contract, handle } = (await import(pathToFileURL(join(root, "handle.ts")).href)) as HandleModule; // a file that was just written
const schema = (validate: Validate) => ({ "~standard": { version: 1, vendor: "test", validate } });
const issues = (...all: (readonly [string, Path?])[]) => ({
  issues: all.map(([message, path]) => (path === undefined ? { message } : { message, path })),
});

test("a contract without schemas changes the input or the answer", async () => {
  const handler = handle(contract("Echo"), (input) => ({ input }));
  assert.deepEqual(await handler({ a: undefined, b: [1] }), { input: { a: undefined, b: [1] } });
});

test("the handler does not see the parsed input, or its answer goes out unparsed", async () => {
  const checked = contract("Double", {
    input: schema(async (value) => ({ value: Number(value) })),
    output: schema((value) => ({ value: `${String(value)} EUR` })),
  });
  assert.equal(await handle(checked, async (input) => Number(input) * 2)("21"), "42 EUR");
});

test("an input that breaks its schema reaches the handler, or an issue is not told with its path", async () => {
  let calls = 0;
  const found = issues(
    ["a text is missing", ["items", 0, { key: "id" }]],
    ["too long", ["two words", "a"]],
    ["not an object"],
    ["empty path", []],
    ["a symbol", [Symbol("s"), 3]],
  );
  const handler = handle(contract("Pay", { input: schema(async () => found) }), () => calls++);
  await assert.rejects(handler({}), {
    name: "InvalidInput",
    message: `the input of Pay breaks its contract
  items[0].id: a text is missing
  ["two words"].a: too long
  the whole: not an object
  the whole: empty path
  ["Symbol(s)"][3]: a symbol`,
  });
  assert.equal(calls, 0);
});

test("an answer that breaks its schema goes back to the state machine", async () => {
  const handler = handle(contract("Pay", { output: schema(() => issues(["no receipt", ["receipt"]])) }), () => ({}));
  await assert.rejects(handler({}), {
    name: "InvalidOutput",
    message: "the output of Pay breaks its contract\n  receipt: no receipt",
  });
});

test("Step Functions does not see the name of a declared error, or its cause is lost", async () => {
  const pay = contract("Pay");
  const cause = new Error("socket hang up");
  const handler = handle(pay, () => {
    throw pay.error("CardDeclined", "the bank said no", { cause });
  });
  await assert.rejects(handler({}), (error: Error) => {
    assert.ok(error instanceof Error);
    assert.deepEqual([error.name, error.message, error.cause], ["CardDeclined", "the bank said no", cause]);
    return true;
  });
  assert.equal("cause" in pay.error("CardDeclined", "no cause"), false);
});

test("the context of Lambda is not passed on, or there is none outside Lambda", async () => {
  const handler = handle(contract("Pay"), (_input, context) => [
    context.functionName,
    context.getRemainingTimeInMillis(),
  ]);
  assert.deepEqual(await handler({}), ["Pay", 900_000]);
  assert.deepEqual(await handler({}, { functionName: "prod-pay", getRemainingTimeInMillis: () => 5 }), ["prod-pay", 5]);
});

test.run();
