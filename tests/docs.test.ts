// The code of docs/ is compiled, each page in a folder of its own: a block is a module, and what a page calls
// `workflows/order.ts` in the line above a block stands there, so that the blocks below can import it.
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
import { fileURLToPath } from "node:url";
import { test } from "uvu";
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

function blocksOf(page: string): readonly Block[] {
  const lines = readFileSync(join(root, "docs", page), "utf8").split("\n");
  const blocks: Block[] = [];
  for (const [index, text] of lines.entries()) {
    if (text !== "```ts") continue;
    const end = lines.indexOf("```", index + 1);
    const above = lines.slice(Math.max(0, index - 2), index).join("\n");
    const [, named] = /`([\w/-]+\.ts)`[^`]*$/.exec(above) ?? [];
    blocks.push({
      page,
      line: index + 2,
      file: named ?? `block-${index + 1}.ts`,
      code: lines.slice(index + 1, end).join("\n"),
    });
  }
  return blocks;
}

const blocks = pages.flatMap(blocksOf);
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
  const found = complaints(await tsc("7", ["-p", "tsconfig.json"], project));
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
