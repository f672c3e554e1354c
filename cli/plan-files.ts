// Decides what a run of the generator changes on disk. It looks, and touches nothing: a plan with problems is not begun.
import { basename, dirname, isAbsolute, join, posix, relative, resolve } from "node:path";
import type { GeneratedFile, Layout } from "../generators/generated-file.js";
import type { Disk } from "./disk.js";
import { type Hashes, hashOf, type Manifest, parseManifest } from "./manifest.js";
import { UsageError } from "./usage-error.js";

interface Change {
  readonly status: "created" | "changed" | "removed";
  /** POSIX, relative to the project's root. */
  readonly path: string;
  /** What will be there; nothing for a file that goes. */
  readonly contents?: string;
  /** The author had changed a file that is the generator's. */
  readonly edited: boolean;
}
interface Problem {
  /** `taken`: a file that is not the generator's; `blocked`: no file may be there; `readOnly`: the disk refuses. */
  readonly kind: "taken" | "blocked" | "readOnly";
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}
export interface Plan {
  readonly changes: readonly Change[];
  /** Files that the generator no longer makes, but that were changed by hand: they stay. */
  readonly left: readonly string[];
  /** Files that are no longer made, those that are gone already included: the folders that they leave empty go too. */
  readonly dropped: readonly string[];
  readonly problems: readonly Problem[];
  /** How many files the generator makes. */
  readonly total: number;
  readonly manifest: Manifest;
  readonly manifestPath: string;
  /** What is the generator's before the plan is carried out. */
  readonly standing: Hashes;
  /** What an earlier run that did not finish left behind; absolute. */
  readonly leftovers: readonly string[];
}
export interface PlanRequest {
  readonly disk: Disk;
  readonly root: string;
  readonly layout: Layout;
  readonly files: readonly GeneratedFile[];
  readonly previous: Manifest | undefined;
  readonly statewright: string;
  readonly sources: Hashes;
}

const manifestPathOf = (layout: Pick<Layout, "generated">) => posix.join(layout.generated, "manifest.json");

/** The manifest of the last run; `undefined` when there was none. */
export function readManifest(disk: Disk, root: string, layout: Layout): Manifest | undefined {
  const path = manifestPathOf(layout);
  const text = disk.read(resolve(root, path));
  if (text === undefined) return undefined;
  try {
    return parseManifest(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${path} cannot be read: ${reason}. It tells which files are the generator's.`,
      `take it from version control (after a merge, either side will do), or delete the folder ${layout.generated}, and generate again`,
    );
  }
}

const TEMPORARY = /^\..+\.(\d+)-[0-9a-f]+\.statewright-tmp$/;
/** The file that is written first and then renamed to `path`: in the same folder, for a rename is one step only there. */
export const temporaryName = (path: string, unique: string) =>
  join(dirname(path), `.${basename(path)}.${unique}.statewright-tmp`);

/** Whether a path is a folder, or something in it. */
export const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
};
const sameButCase = (a: string, b: string) => a.normalize("NFC").toLowerCase() === b.normalize("NFC").toLowerCase();
const byPath = (a: { readonly path: string }, b: { readonly path: string }) => (a.path < b.path ? -1 : 1);

export function planFiles({ disk, root, layout, files, previous, statewright, sources }: PlanRequest): Plan {
  const problems: Problem[] = [];
  const changes: Change[] = [];
  const left: string[] = [];
  const dropped: string[] = [];
  const owned = new Map<string, string | null>();
  const standing = new Map(previous?.files);
  const stubs: string[] = [];
  const places = placesOf(disk, root, layout);
  const wanted = distinct(files, problems);
  const manifestPath = manifestPathOf(layout);

  const isGenerated = (path: string) => path !== manifestPath && isInside(layout.generated, path);
  // A crash may have happened between the first and the last writing of the manifest: `writing` is what it was about to do.
  const before = (path: string): readonly (string | null | undefined)[] =>
    isGenerated(path) ? [previous?.files.get(path), previous?.writing.get(path)] : [];
  const isOurs = (path: string, hash: string) =>
    isGenerated(path) && (previous?.files.has(path) === true || before(path).includes(hash));

  for (const file of wanted.values()) {
    const { path, contents, once } = file;
    const blocked = places.blocked(path);
    if (blocked !== undefined) {
      problems.push(blocked);
      continue;
    }
    if (once) stubs.push(path);
    else owned.set(path, hashOf(contents));
    const found = places.look(path);
    const goes =
      found.kind === "variant" && isGenerated(found.path) && previous?.files.has(found.path) && !wanted.has(found.path);
    if (found.kind === "absent" || goes) {
      changes.push({ status: "created", path, contents, edited: false });
    } else if (found.kind === "variant") {
      problems.push(
        taken(path, `${found.path} is in the place of ${path}: this disk does not tell capital from small letters.`),
      );
    } else if (once) {
      // The author's, whatever it holds.
    } else if (found.kind === "other") {
      problems.push(taken(path, `${path} exists and is no file.`));
    } else {
      const hash = hashOf(found.text);
      const same = hash === hashOf(contents);
      const edited = !same && !before(path).includes(hash);
      if (!edited) standing.set(path, hash);
      if (same) continue;
      if (isOurs(path, hash)) changes.push({ status: "changed", path, contents, edited });
      else
        problems.push(taken(path, `${path} exists and was not made by statewright: ${manifestPath} does not list it.`));
    }
  }

  for (const path of new Set([...(previous?.files.keys() ?? []), ...(previous?.writing.keys() ?? [])])) {
    if (owned.has(path) || !isGenerated(path) || places.blocked(path) !== undefined) continue;
    dropped.push(path);
    const found = places.look(path);
    if (found.kind !== "text" && found.kind !== "other") continue;
    if (found.kind === "text" && before(path).includes(hashOf(found.text))) {
      standing.set(path, hashOf(found.text));
      changes.push({ status: "removed", path, edited: false });
    } else if (previous?.files.has(path)) {
      left.push(path);
      owned.set(path, previous.files.get(path) ?? null);
    }
  }

  const manifestBlocked = places.blocked(manifestPath);
  if (manifestBlocked !== undefined) problems.push(manifestBlocked);
  else if (places.look(manifestPath).kind === "other")
    problems.push(taken(manifestPath, `${manifestPath} is no file.`));
  problems.push(...places.readOnly([...changes.map(({ path }) => path), manifestPath]));

  const manifest: Manifest = {
    statewright,
    workflows: layout.workflows,
    handlers: layout.handlers,
    sources,
    files: owned,
    stubs,
    writing: new Map(),
  };
  const known = previous && [...previous.files.keys(), ...previous.writing.keys(), ...previous.stubs];
  const touched = [...wanted.keys(), ...(known ?? []), manifestPath];
  return {
    changes: changes.sort(byPath),
    left: left.sort(),
    dropped,
    problems: saidOnce(problems.sort(byPath)),
    total: wanted.size,
    manifest,
    manifestPath,
    standing,
    leftovers: leftovers(
      disk,
      root,
      touched.filter((path) => places.blocked(path) === undefined),
    ),
  };
}

const taken = (path: string, message: string): Problem => ({
  kind: "taken",
  path,
  message,
  fix: "move it away or delete it, then generate again",
});

/** The same sentence about several files is said once. */
const saidOnce = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ message }, index) => problems.findIndex((other) => other.message === message) === index);

/** The files by path. Two machines that share a module make the same file twice; anything else under one path is a mistake. */
function distinct(files: readonly GeneratedFile[], problems: Problem[]): ReadonlyMap<string, GeneratedFile> {
  const byPath = new Map<string, GeneratedFile>();
  const byCase = new Map<string, GeneratedFile>();
  for (const file of files) {
    const key = file.path.normalize("NFC").toLowerCase();
    const other = byCase.get(key);
    if (other === undefined) {
      byCase.set(key, file);
      byPath.set(file.path, file);
    } else if (other.path !== file.path || other.contents !== file.contents) {
      const message =
        other.path === file.path
          ? `${file.path} would be made twice, with different contents.`
          : `${other.path} and ${file.path} are one file on a disk that does not tell capital from small letters.`;
      problems.push({ kind: "blocked", path: file.path, message, fix: "rename one of the workflows or functions" });
    }
  }
  return byPath;
}

type Found =
  | { readonly kind: "absent" }
  | { readonly kind: "text"; readonly text: string }
  /** A folder, or something else that is no file. */
  | { readonly kind: "other" }
  /** On a disk that ignores case: a file under another spelling. */
  | { readonly kind: "variant"; readonly path: string };

/** Questions about the places of files; the answers are kept, for many files share their folders. */
function placesOf(disk: Disk, root: string, layout: Layout) {
  const folders = [layout.generated, layout.handlers];
  const absolute = (path: string) => resolve(root, path);
  const names = new Map<string, ReturnType<Disk["list"]>>();
  const blocks = new Map<string, Problem | undefined>();
  const list = (folder: string) => {
    const known = names.get(folder) ?? disk.list(folder);
    names.set(folder, known);
    return known;
  };

  function findBlock(path: string): Problem | undefined {
    const blocked = (message: string, fix: string): Problem => ({ kind: "blocked", path, message, fix });
    const base = folders.find((folder) => isInside(absolute(folder), absolute(path)));
    if (base === undefined || posix.normalize(path) !== path) {
      return blocked(
        `${path} would lie outside ${folders.join(" and ")}.`,
        "rename the workflow or function that it is named for",
      );
    }
    // A folder of the project has to stay in the project; one that the author chose elsewhere is its own bound.
    const bound = isInside(root, absolute(base)) ? root : absolute(base);
    const steps = [bound];
    for (const part of relative(bound, absolute(path)).split(/[\\/]/)) steps.push(join(steps.at(-1) ?? bound, part));
    const realBound = disk.realPath(bound);
    for (const [index, step] of steps.entries()) {
      const kind = disk.kind(step);
      const shown = relative(root, step).replaceAll("\\", "/");
      if (kind === "link") {
        const real = disk.realPath(step);
        if (realBound === undefined) continue;
        if (real === undefined || !isInside(realBound, real)) {
          return blocked(
            `${shown} is a link that leads out of the folder.`,
            "replace the link by a real folder or file",
          );
        }
      } else if (kind !== undefined && kind !== "folder" && index < steps.length - 1) {
        return blocked(
          `${shown} is a file, and a folder is needed there.`,
          "choose another folder, or move the file away",
        );
      }
    }
    return undefined;
  }

  return {
    blocked(path: string): Problem | undefined {
      if (!blocks.has(path)) blocks.set(path, findBlock(path));
      return blocks.get(path);
    },
    look(path: string): Found {
      const place = absolute(path);
      const listed = list(dirname(place));
      const name = basename(place);
      const entry = listed.find((one) => one.name === name);
      if (entry === undefined) {
        const variant = disk.kind(place) === undefined ? undefined : listed.find((one) => sameButCase(one.name, name));
        if (variant === undefined) return disk.kind(place) === undefined ? { kind: "absent" } : { kind: "other" };
        return { kind: "variant", path: posix.join(posix.dirname(path), variant.name) };
      }
      const real = entry.kind === "link" ? disk.realPath(place) : place;
      if (real === undefined || disk.kind(real) !== "file") return { kind: "other" };
      const text = disk.read(real);
      return text === undefined ? { kind: "other" } : { kind: "text", text };
    },
    /** The folders among those of `paths` that exist and cannot be written. */
    readOnly(paths: readonly string[]): Problem[] {
      const seen = new Map<string, Problem | undefined>();
      for (const path of paths) {
        let folder = dirname(absolute(path));
        while (disk.kind(folder) === undefined && dirname(folder) !== folder) folder = dirname(folder);
        if (seen.has(folder)) continue;
        const shown = relative(root, folder).replaceAll("\\", "/") || ".";
        const problem: Problem = {
          kind: "readOnly",
          path,
          message: `The folder ${shown} cannot be written.`,
          fix: "give yourself the right to write there, or choose another folder with --out or --handlers",
        };
        seen.set(folder, disk.canWrite(folder) ? undefined : problem);
      }
      return [...seen.values()].filter((problem) => problem !== undefined);
    },
  };
}

function leftovers(disk: Disk, root: string, paths: readonly string[]): string[] {
  const folders = new Set(paths.map((path) => dirname(resolve(root, path))));
  return [...folders].flatMap((folder) =>
    disk
      .list(folder)
      .filter(({ name, kind }) => {
        const owner = TEMPORARY.exec(name)?.[1];
        return kind === "file" && owner !== undefined && !disk.isRunning(Number(owner));
      })
      .map(({ name }) => join(folder, name)),
  );
}
