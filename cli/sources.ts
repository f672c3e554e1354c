// What the generated files were made from: when all of it is as it was, nothing has to be read again.
import { isAbsolute, posix, relative, resolve } from "node:path";
import type { Layout } from "../generators/generated-file.js";
import type { Disk } from "./disk.js";
import { type Hashes, hashOf, type Manifest } from "./manifest.js";

/** Endings of modules that a workflow may be written in. */
export const WORKFLOW_ENDING = /(?<!\.d)\.[cm]?ts$/;

/** POSIX and relative to the root, where the disk allows it. */
export function relativePath(root: string, path: string): string {
  const way = relative(root, path);
  return (isAbsolute(way) ? path : way).replaceAll("\\", "/");
}

/** The modules of a folder and of those inside it, sorted; POSIX, relative to the root. */
export function modulesIn(disk: Disk, root: string, folder: string): string[] {
  return disk.list(resolve(root, folder)).flatMap(({ name, kind }) => {
    if (name.startsWith(".") || name === "node_modules") return [];
    const path = posix.join(folder, name);
    if (kind === "folder") return modulesIn(disk, root, path);
    return kind !== "other" && WORKFLOW_ENDING.test(name) ? [path] : [];
  });
}

/** A file of a package counts by the package's `package.json`: its version says enough, and other machines have the same. */
export function sourceOf(path: string): string {
  const inPackage = /^(.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
  return inPackage === undefined ? path : `${inPackage}/package.json`;
}

export const hashSources = (disk: Disk, root: string, paths: Iterable<string>): Hashes =>
  new Map([...new Set(paths)].map((path) => [path, hashOrNull(disk.read(resolve(root, path)))]));
const hashOrNull = (text: string | undefined) => (text === undefined ? null : hashOf(text));

const sameEntries = (a: Hashes, b: Hashes) =>
  a.size === b.size && [...a].every(([path, hash]) => b.has(path) && b.get(path) === hash);

export interface SettledRequest {
  readonly disk: Disk;
  readonly root: string;
  readonly layout: Layout;
  readonly statewright: string;
  readonly previous: Manifest | undefined;
  /** Sources as they are now. */
  readonly sources: Hashes;
}

/** Whether a new run would change nothing: same sources, same options, and everything that was made is there, untouched. */
export function isSettled({ disk, root, layout, statewright, previous, sources }: SettledRequest): boolean {
  if (previous === undefined || previous.writing.size > 0 || previous.statewright !== statewright) return false;
  if (previous.workflows !== layout.workflows || previous.handlers !== layout.handlers) return false;
  return (
    sameEntries(previous.sources, sources) &&
    sameEntries(previous.files, hashSources(disk, root, previous.files.keys())) &&
    previous.stubs.every((path) => disk.kind(resolve(root, path)) !== undefined)
  );
}
