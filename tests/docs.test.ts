// The code of docs/ is compiled, each page in a folder of its own: a block is a module, and what a page calls
// `workflows/order.ts` in the line above a block stands there, so that the blocks below can import it. What it calls
// `order.test.ts` is run. A block of `json asl` shows states of the workflows that the block of code before it exports,
// with those of their fields that the page is about; behind `asl` may stand the name of the workflow that is meant.
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { test } from "uvu";
import type { State, StateGroup } from "../asl/types.js";
import { validate } from "../asl/validate.js";
import { isStateMachine, type StateMachineModel } from "../dsl/model.js";
import { definition } from "../generators/definition.js";
import { complaints, tsc } from "./types/compile.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));

interface Block {
  readonly page: string;
  /** In the page, from 1: of the first line of code. */
  readonly line: number;
  /** Named by the author, or by its place. */
  readonly file: string;
  readonly code: string;
}
/** What a page shows of a definition. */
interface Shown {
  readonly place: string;
  /** The block of code that it is made of. */
  readonly of: Block | undefined;
  readonly workflow: string | undefined;
  readonly states: { readonly [name: string]: { readonly [field: string]: unknown } };
}

function blocksOf(page: string): readonly Block[] {
  const lines = readFileSync(join(root, "docs", page), "utf8").split("\n");
  const blocks: Block[] = [];
  for (const [index, text] of lines.entries()) {
    if (text !== "```ts") continue;
    const end = lines.indexOf("```", index + 1);
    const above = lines.slice(Math.max(0, index - 2), index).join("\n");
    const [, named] = /`([\w/.-]+\.ts)`[^`]*$/.exec(above) ?? [];
    blocks.push({
      page,
      line: index + 2,
      file: named ?? `block-${index + 1}.ts`,
      code: lines.slice(index + 1, end).join("\n"),
    });
  }
  return blocks;
}

function shownIn(page: string): readonly Shown[] {
  const lines = readFileSync(join(root, "docs", page), "utf8").split("\n");
  return lines.flatMap((text, index) => {
    const [mark, workflow] = /^```json asl(?: (\w+))?$/.exec(text) ?? [];
    if (mark === undefined) return [];
    const of = blocks.filter((block) => block.page === page && block.line <= index).at(-1);
    const states = JSON.parse(lines.slice(index + 1, lines.indexOf("```", index + 1)).join("\n"));
    return { place: `docs/${page}:${index + 1}`, of, workflow, states };
  });
}

const blocks = pages.flatMap(blocksOf);
const shown = pages.flatMap(shownIn);
const project = mkdtempSync(join(tmpdir(), "statewright-docs-"));
const folderOf = (page: string) => page.replace(/\.md$/, "");

test.before(() => {
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  for (const room of ["workflows", "handlers", "generated"]) symlinkSync(join(root, room), join(project, room));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
  const paths = {
    statewright: [join(root, "dsl/index.ts")],
    "statewright/simulator": [join(root, "simulator/index.ts")],
    "statewright/testing": [join(root, "testing/index.ts")],
  };
  const options = {
    ...compilerOptions,
    paths,
    noUnusedLocals: false,
    noUnusedParameters: false,
    preserveSymlinks: true,
  };
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, include: pages.map((page) => `${folderOf(page)}/**/*.ts`) }),
  );
  for (const { page, file, code } of blocks) {
    const path = join(project, folderOf(page), file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
});
test.after(() => rmSync(project, { recursive: true }));

test("the code of a page does not compile, or the compiler does not refuse it with the sentence below it", async () => {
  assert.ok(blocks.length > 0);
  const said = complaints(await tsc("7", ["-p", "tsconfig.json"], project));
  const found = said.map((one) => ({ ...one, text: one.text.replaceAll('\\"', '"') }));
  const told = found.map(({ file, line, text }) => {
    const block = blocks.find((one) => file === `${folderOf(one.page)}/${one.file}`);
    const sentence = block?.code.split("\n")[line]?.trim();
    const isMeant = sentence?.startsWith("// ✗ ") === true && text.includes(sentence.slice(5));
    return isMeant ? undefined : `docs/${block?.page}:${(block?.line ?? 0) + line - 1}: ${text}`;
  });
  assert.deepEqual(
    told.filter((one) => one !== undefined),
    [],
  );
  const meant = blocks.flatMap(({ code }) => code.match(/^\s*\/\/ ✗ .*/gm) ?? []);
  assert.equal(found.length, meant.length, "a line that a page says is refused compiles");
});

const fileOf = ({ page, file }: Block) => join(project, folderOf(page), file);
const isTest = ({ file }: Block) => file.endsWith(".test.ts");
/** The workflows that a block exports. A block of refusals would be refused again when it runs. */
async function machinesOf(block: Block): Promise<readonly StateMachineModel[]> {
  if (!/^export const /m.test(block.code) || block.code.includes("// ✗ ")) return [];
  return Object.values(await import(pathToFileURL(fileOf(block)).href)).filter(isStateMachine);
}
/** All states by their names, those of inner chains included. */
const statesOf = ({ States }: StateGroup): readonly (readonly [string, State])[] =>
  Object.entries(States).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.Type === "Parallel" ? state.Branches.flatMap(statesOf) : []),
    ...(state.Type === "Map" && state.ItemProcessor ? statesOf(state.ItemProcessor) : []),
  ]);

test("AWS would refuse a workflow of a page", async () => {
  const findings = [];
  for (const block of blocks) {
    for (const machine of await machinesOf(block)) {
      for (const { message, location } of validate(definition(machine), { type: machine.type })) {
        findings.push(`docs/${block.page}: ${machine.name} ${location}: ${message}`);
      }
    }
  }
  assert.deepEqual(findings, []);
});

test("a page shows another definition than the code above it makes", async () => {
  assert.ok(shown.length > 0);
  for (const { place, of, workflow, states } of shown) {
    const machines = of === undefined ? [] : await machinesOf(of);
    const meant = machines.filter(({ name }) => workflow === undefined || name === workflow);
    assert.equal(meant.length, 1, `${place}: the block above exports ${machines.map(({ name }) => name)}: name one`);
    const made = Object.fromEntries(meant.flatMap((machine) => statesOf(definition(machine))));
    for (const [name, fields] of Object.entries(states)) {
      const state: object = made[name] ?? {};
      const same = Object.fromEntries(Object.entries(state).filter(([field]) => Object.hasOwn(fields, field)));
      assert.equal(JSON.stringify(fields, null, 2), JSON.stringify(same, null, 2), `${place}: state '${name}'`);
    }
  }
});

test("a test that stands on a page fails", async () => {
  const tests = blocks.filter(isTest);
  assert.ok(tests.length > 0);
  for (const block of tests) {
    await import(pathToFileURL(fileOf(block)).href).catch((error) => {
      throw new Error(`docs/${block.page}:${block.line}: ${error instanceof Error ? error.message : error}`);
    });
  }
});

test("a page links to a file that does not exist", () => {
  const missing = pages.flatMap((page) => {
    const text = readFileSync(join(root, "docs", page), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link ?? "");
    return links.filter((link) => !existsSync(join(root, "docs", link))).map((link) => `docs/${page}: ${link}`);
  });
  assert.deepEqual(missing, []);
});

test("a page is not in the list of pages", () => {
  const list = readFileSync(join(root, "docs", "README.md"), "utf8");
  const others = pages.filter((page) => page !== "README.md");
  assert.deepEqual(
    others.filter((page) => !list.includes(`(${page})`)),
    [],
  );
});

test.run();
