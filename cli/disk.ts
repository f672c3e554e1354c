import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from "node:fs";

export type EntryKind = "file" | "folder" | "link" | "other";

/** What the command does with a disk. Paths are absolute; failures are Node's system errors. */
export interface Disk {
  /** The text of a file; `undefined` where no file is. */
  readonly read: (path: string) => string | undefined;
  /** What is in a folder, sorted by name; nothing where there is no folder. */
  readonly list: (folder: string) => readonly { readonly name: string; readonly kind: EntryKind }[];
  /** What is at a path itself: a link is a link, wherever it leads. */
  readonly kind: (path: string) => EntryKind | undefined;
  /** The path with all links followed; `undefined` where nothing is. */
  readonly realPath: (path: string) => string | undefined;
  readonly canWrite: (path: string) => boolean;
  /** A name that no other process and no other call uses. */
  readonly uniqueName: () => string;
  /** Whether a process of that id is running, other than this one. */
  readonly isRunning: (processId: number) => boolean;

  readonly makeFolder: (path: string) => void;
  /** Writes a file that must not exist yet, down to the disk. */
  readonly writeNew: (path: string, contents: string) => void;
  /** Puts a file in the place of another, in one step. */
  readonly rename: (from: string, to: string) => void;
  /** Moves a file to a name that must be free, in one step. */
  readonly moveToFree: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Removes a folder when it is empty. */
  readonly removeEmptyFolder: (path: string) => void;
}

export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

const ABSENT = ["ENOENT", "ENOTDIR"];
/** `undefined` where the file system says that there is no such thing. */
function unlessAbsent<T>(look: () => T, codes: readonly string[] = ABSENT): T | undefined {
  try {
    return look();
  } catch (error) {
    if (codes.includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

const kindOf = (entry: Pick<Stats, "isFile" | "isDirectory" | "isSymbolicLink">): EntryKind =>
  entry.isSymbolicLink() ? "link" : entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";

export const nodeDisk: Disk = {
  read: (path) => unlessAbsent(() => readFileSync(path, "utf8"), [...ABSENT, "EISDIR"]),
  list: (folder) =>
    (unlessAbsent(() => readdirSync(folder, { withFileTypes: true })) ?? [])
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  kind: (path) => {
    const stats = unlessAbsent(() => lstatSync(path));
    return stats && kindOf(stats);
  },
  realPath: (path) => unlessAbsent(() => realpathSync(path)),
  canWrite: (path) => {
    try {
      accessSync(path, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  uniqueName: () => `${process.pid}-${randomBytes(6).toString("hex")}`,
  isRunning: (processId) => {
    if (processId === process.pid) return false;
    try {
      process.kill(processId, 0);
      return true;
    } catch (error) {
      return errorCode(error) === "EPERM";
    }
  },

  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  writeNew: (path, contents) => {
    const file = openSync(path, "wx");
    try {
      writeFileSync(file, contents);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
  rename: renameSync,
  moveToFree: (from, to) => {
    try {
      linkSync(from, to);
    } catch (error) {
      // Some disks know no second names. There the check and the move are two steps.
      if (errorCode(error) === "EEXIST" || unlessAbsent(() => lstatSync(to)) !== undefined) throw error;
      return renameSync(from, to);
    }
    unlinkSync(from);
  },
  remove: (path) => void unlessAbsent(() => unlinkSync(path)),
  removeEmptyFolder: (path) => {
    try {
      rmdirSync(path);
    } catch {
      // Not empty, or gone already.
    }
  },
};
