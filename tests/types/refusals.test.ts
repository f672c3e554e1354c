import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "uvu";
import { type Complaint, complaints, tsc, type Version } from "./compile.js";

interface Block {
  readonly file: string;
  readonly title: string;
  readonly sentence: string;
  readonly from: number;
  readonly to: number;
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

function blocksOf(file: string): readonly Block[] {
  const lines = read(`./cases/${file}`).split("\n");
  const starts = lines.flatMap((line, index) => (line.startsWith("//# ") ? [index] : []));
  return starts.map((start, index) => ({
    file,
    title: lines[start]?.slice("//# ".length) ?? "",
    sentence: lines[start + 1]?.slice("//= ".length) ?? "",
    from: start + 1,
    to: starts[index + 1] ?? lines.length,
  }));
}

/** Names of the types that hold the chain together, which no author has to know. */
const helperTypes = [
  "checks",
  "contexts",
  "chain",
  "choose",
  "options",
  "fragments",
  "machine",
  "expressions",
  "inner",
  "distributed",
  "readers",
  "markers",
]
  .flatMap((room) =>
    [...read(`../../dsl/${room}.ts`).matchAll(/^(?:export )?(?:type|interface) (\w+)/gm)].map(([, name]) => name ?? ""),
  )
  .filter(
    (name) =>
      ![
        "At",
        "Chain",
        "Condition",
        "Expression",
        "Fragment",
        "Path",
        "PathTo",
        "Variables",
        "WorkflowTypeError",
      ].includes(name),
  );

const cases = readdirSync(new URL("./cases", import.meta.url));
const blocks = cases.filter((file) => file.startsWith("refused")).flatMap(blocksOf);
const isIn = ({ file, from, to }: Block, complaint: Complaint) =>
  complaint.file.endsWith(`/${file}`) && complaint.line > from && complaint.line <= to;
const outputs = new Map<Version, Promise<readonly Complaint[]>>();
const compiled = (version: Version) => {
  const known = outputs.get(version) ?? tsc(version, ["-p", "tests/types/cases"]).then(complaints);
  outputs.set(version, known);
  return known;
};

for (const version of ["5.9", "6", "7"] as const) {
  test(`TypeScript ${version} prints another number of complaints, or another sentence, for a mistake`, async () => {
    const all = await compiled(version);
    const seen = blocks.map((block) => [block.title, all.filter((complaint) => isIn(block, complaint)).length]);
    assert.deepEqual(
      seen,
      blocks.map(({ title }) => [title, 1]),
    );
    for (const block of blocks) {
      const { title, sentence } = block;
      const text = all.find((complaint) => isIn(block, complaint))?.text.replaceAll('\\"', '"') ?? "";
      assert.ok(text.includes(sentence), `${title}\n  expected: ${sentence}\n  printed:  ${text}`);
    }
  });

  test(`TypeScript ${version} shows a helper type, or an arity, to the author of a mistake`, async () => {
    for (const complaint of await compiled(version)) {
      const { file, line, text } = complaint;
      const block = blocks.find((one) => isIn(one, complaint));
      assert.doesNotMatch(text, /Expected \d+ arguments/, `${file}:${line}`);
      // A fragment is printed whole, as it is the author's own value; its parts are named there.
      if (block?.title.includes("fragment")) continue;
      const shown = helperTypes.filter((name) => new RegExp(`\\b${name}<`).test(text));
      assert.deepEqual(shown, [], `${block?.title}: ${text}`);
    }
  });

  test(`TypeScript ${version} refuses the corrected code`, async () => {
    const accepted = (await compiled(version)).filter(({ file }) => /accepted[^/]*\.ts$/.test(file));
    assert.deepEqual(accepted, []);
  });
}

test.run();
