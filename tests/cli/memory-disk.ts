// A disk in memory that can die at any operation, ignore case, refuse to be written, and hold links.
import { posix } from "node:path";
import type { Disk, EntryKind } from "../../cli/disk.js";

type Node =
  | { readonly kind: "file"; readonly text: string }
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly to: string };

export interface MemoryDiskOptions {
  readonly ignoreCase?: boolean;
  /** Folders that cannot be written. */
  readonly readOnly?: readonly string[];
  /** Ids of processes that are running. */
  readonly running?: readonly number[];
}

/** A system error, as Node throws it. */
const systemError = (code: string, path: string) =>
  Object.assign(new Error(`${code}: '${path}'`), { code, path, syscall: "open" });

export class MemoryDisk implements Disk {
  readonly #nodes = new Map<string, Node>();
  readonly #options: MemoryDiskOptions;
  /** Operations that change the disk, so far. */
  operations = 0;
  /** The process dies at this operation: that and each later one throws. */
  diesAt = Number.POSITIVE_INFINITY;
  /** What changed the disk, in order: `rename /p/a.ts`. */
  readonly log: string[] = [];
  #names = 0;

  constructor(files: Readonly<Record<string, string>> = {}, options: MemoryDiskOptions = {}) {
    this.#options = options;
    for (const [path, text] of Object.entries(files)) this.put(path, text);
  }

  /** For the test itself: no operation, never fails. */
  put(path: string, text: string): void {
    this.#folders(posix.dirname(path));
    this.#nodes.set(this.#spelling(path), { kind: "file", text });
  }
  putLink(path: string, to: string): void {
    this.#folders(posix.dirname(path));
    this.#nodes.set(path, { kind: "link", to });
  }
  putFolder(path: string): void {
    this.#folders(path);
  }
  drop(path: string): void {
    this.#nodes.delete(this.#spelling(path));
  }
  /** Every file with its text, sorted. */
  files(): Record<string, string> {
    const entries = [...this.#nodes].flatMap(([path, node]) =>
      node.kind === "file" ? [[path, node.text] as const] : [],
    );
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  folders(): string[] {
    return [...this.#nodes].flatMap(([path, node]) => (node.kind === "folder" ? [path] : [])).sort();
  }
  copy(): MemoryDisk {
    const copy = new MemoryDisk({}, this.#options);
    for (const [path, node] of this.#nodes) copy.#nodes.set(path, node);
    return copy;
  }

  #folders(path: string): void {
    for (let folder = path; folder !== posix.dirname(folder); folder = posix.dirname(folder)) {
      if (this.#at(folder) === undefined) this.#nodes.set(folder, { kind: "folder" });
    }
  }
  /** The path as the disk spells it. */
  #spelling(path: string): string {
    if (!this.#options.ignoreCase || this.#nodes.has(path)) return path;
    return [...this.#nodes.keys()].find((one) => one.toLowerCase() === path.toLowerCase()) ?? path;
  }
  #at(path: string): Node | undefined {
    return this.#nodes.get(this.#spelling(path));
  }
  #follow(path: string): string | undefined {
    let real = "/";
    for (const part of path.split("/").filter(Boolean)) {
      real = posix.join(real, part);
      const node = this.#at(real);
      if (node === undefined) return undefined;
      if (node.kind !== "link") continue;
      const target = this.#follow(posix.resolve(posix.dirname(real), node.to));
      if (target === undefined) return undefined;
      real = target;
    }
    return real;
  }
  #operate(what: string, path: string, half: () => void = () => {}): void {
    this.operations += 1;
    if (this.operations === this.diesAt) half();
    if (this.operations >= this.diesAt) throw systemError("EIO", path);
    this.log.push(`${what} ${path}`);
  }

  read = (path: string): string | undefined => {
    const node = this.#at(this.#follow(path) ?? path);
    return node?.kind === "file" ? node.text : undefined;
  };
  list = (folder: string): readonly { readonly name: string; readonly kind: EntryKind }[] => {
    const real = this.#follow(folder);
    return [...this.#nodes]
      .filter(([path]) => posix.dirname(path) === real && path !== real)
      .map(([path, { kind }]) => ({ name: posix.basename(path), kind }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  kind = (path: string): EntryKind | undefined => {
    const parent = this.#follow(posix.dirname(path));
    return parent === undefined ? undefined : this.#at(posix.join(parent, posix.basename(path)))?.kind;
  };
  realPath = (path: string): string | undefined => this.#follow(path);
  canWrite = (path: string): boolean => !(this.#options.readOnly ?? []).includes(path);
  uniqueName = (): string => `77-${(this.#names++).toString(16).padStart(12, "0")}`;
  isRunning = (processId: number): boolean => (this.#options.running ?? []).includes(processId);

  makeFolder = (path: string): void => {
    if (this.#at(path) !== undefined) return;
    this.#operate("makeFolder", path);
    this.#folders(path);
  };
  writeNew = (path: string, contents: string): void => {
    if (this.kind(path) !== undefined) throw systemError("EEXIST", path);
    const half = () => this.#nodes.set(path, { kind: "file", text: contents.slice(0, contents.length / 2) });
    this.#operate("writeNew", path, half);
    this.#nodes.set(path, { kind: "file", text: contents });
  };
  rename = (from: string, to: string): void => {
    this.#operate("rename", to);
    const node = this.#at(from);
    if (node === undefined) throw systemError("ENOENT", from);
    this.#nodes.delete(this.#spelling(to));
    this.#nodes.set(to, node);
    this.#nodes.delete(from);
  };
  moveToFree = (from: string, to: string): void => {
    this.#operate("link", to);
    const node = this.#at(from);
    if (node === undefined) throw systemError("ENOENT", from);
    if (this.#at(to) !== undefined) throw systemError("EEXIST", to);
    this.#nodes.set(to, node);
    this.#operate("unlink", from);
    this.#nodes.delete(from);
  };
  remove = (path: string): void => {
    this.#operate("remove", path);
    this.#nodes.delete(this.#spelling(path));
  };
  removeEmptyFolder = (path: string): void => {
    if (this.list(path).length > 0) return;
    this.#operate("removeEmptyFolder", path);
    this.#nodes.delete(path);
  };
}
