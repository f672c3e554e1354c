import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "uvu";
import { type Complaint, complaints, tsc, type Version } from "./compile.js";

interface Block {
  readonly title: string;
  readonly sentence: string;
  readonly from: number;
  readonly to: number;
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

function blocksOf(text: string): readonly Block[] {
  const lines = text.split("\n");
  const starts = lines.flatMap((line, index) => (line.startsWith("//# ") ? [index] : []));
  return starts.map((start, index) => ({
    title: lines[start]?.slice("//# ".length) ?? "",
    sentence: lines[start + 1]?.slice("//= ".length) ?? "",
    from: start + 1,
    to: starts[index + 1] ?? lines.length,
  }));
}

/** Names of the types that hold the chain together, which no author has to know. */
const helperTypes = ["checks", "contexts", "chain", "expressions"]
  .flatMap((room) =>
    [...read(`../../dsl/${room}.ts`).matchAll(/^(?:export )?(?:type|interface) (\w+)/gm)].map(([, name]) => name ?? ""),
  )
  .filter(
    (name) => !["Chain", "Condition", "Expression", "Fragment", "Path", "PathTo", "WorkflowTypeError"].includes(name),
  );

const blocks = blocksOf(read("./cases/refused.ts"));
const outputs = new Map<Version, Promise<readonly Complaint[]>>();
const compiled = (version: Version) => {
  const known = outputs.get(version) ?? tsc(version, ["-p", "tests/types/cases"]).then(complaints);
  outputs.set(version, known);
  return known;
};

for (const version of ["5.9", "6", "7"] as const) {
  test(`TypeScript ${version} prints another number of complaints, or another sentence, for a mistake`, async () => {
    const all = (await compiled(version)).filter(({ file }) => file.endsWith("refused.ts"));
    const seen = blocks.map(({ title, from, to }) => [
      title,
      all.filter(({ line }) => line > from && line <= to).length,
    ]);
    assert.deepEqual(
      seen,
      blocks.map(({ title }) => [title, 1]),
    );
    for (const { title, sentence, from, to } of blocks) {
      const text = all.find(({ line }) => line > from && line <= to)?.text.replaceAll('\\"', '"') ?? "";
      assert.ok(text.includes(sentence), `${title}\n  expected: ${sentence}\n  printed:  ${text}`);
    }
  });

  test(`TypeScript ${version} shows a helper type, or an arity, to the author of a mistake`, async () => {
    for (const { file, line, text } of await compiled(version)) {
      const block = blocks.find(({ from, to }) => line > from && line <= to);
      assert.doesNotMatch(text, /Expected \d+ arguments/, `${file}:${line}`);
      // A fragment is printed whole, as it is the author's own value; its parts are named there.
      if (block?.title.includes("fragment")) continue;
      const shown = helperTypes.filter((name) => new RegExp(`\\b${name}<`).test(text));
      assert.deepEqual(shown, [], `${block?.title}: ${text}`);
    }
  });

  test(`TypeScript ${version} refuses the corrected code`, async () => {
    const accepted = (await compiled(version)).filter(({ file }) => file.endsWith("accepted.ts"));
    assert.deepEqual(accepted, []);
  });
}

test.run();
