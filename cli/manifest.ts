// `generated/manifest.json`: which files are the generator's, and what they were made from.
import { createHash } from "node:crypto";
import { parseJson } from "./json-text.js";

/** Hashes by path; paths are POSIX, relative to the project's root. `null`: no such file. */
export type Hashes = ReadonlyMap<string, string | null>;

export interface Manifest {
  /** The version of Statewright that wrote it. */
  readonly statewright: string;
  /** The folders that the generator was told. */
  readonly workflows: string;
  readonly handlers: string;
  /** Everything that was read to make the files. */
  readonly sources: Hashes;
  /** The files that are the generator's. */
  readonly files: Hashes;
  /** Files that were made once and are the author's from then on. */
  readonly stubs: readonly string[];
  /** What is just being written: there only while that lasts, or after a crash. */
  readonly writing: Hashes;
}

/** A hash of a text, the same for both kinds of line ends: git changes them on some machines. */
export const hashOf = (text: string): string =>
  createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex").slice(0, 32);

const sorted = (hashes: Hashes) =>
  // `fromEntries` and not assignment: a path may be `__proto__`.
  Object.fromEntries([...hashes].sort(([a], [b]) => (a < b ? -1 : 1)));

/** One line a path, so that git merges what two people generated. */
export function printManifest({ statewright, workflows, handlers, sources, files, stubs, writing }: Manifest): string {
  const manifest = {
    comment: "Written by `statewright generate`: which files are its own, and what they were made from.",
    statewright,
    workflows,
    handlers,
    sources: sorted(sources),
    files: sorted(files),
    stubs: [...stubs].sort(),
    ...(writing.size > 0 ? { writing: sorted(writing) } : {}),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function hashes(value: unknown, name: string): Hashes {
  if (!isRecord(value)) throw new TypeError(`"${name}" is not a table of hashes`);
  return new Map(
    Object.entries(value).map(([path, hash]) => {
      if (typeof hash !== "string" && hash !== null) throw new TypeError(`the hash of "${path}" is not a text`);
      return [path, hash];
    }),
  );
}

/** @throws JsonTextError or TypeError where the text is no manifest. */
export function parseManifest(text: string): Manifest {
  const value = parseJson(text);
  if (!isRecord(value)) throw new TypeError("it is not an object");
  const { statewright, workflows, handlers, sources, files, stubs, writing = {} } = value;
  if (typeof statewright !== "string" || typeof workflows !== "string" || typeof handlers !== "string") {
    throw new TypeError(`"statewright", "workflows" or "handlers" is missing`);
  }
  const isText = (item: unknown): item is string => typeof item === "string";
  if (!Array.isArray(stubs) || !stubs.every(isText)) throw new TypeError(`"stubs" is not a list of paths`);
  return {
    statewright,
    workflows,
    handlers,
    sources: hashes(sources, "sources"),
    files: hashes(files, "files"),
    stubs,
    writing: hashes(writing, "writing"),
  };
}
