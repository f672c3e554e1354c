import { dirname, join, resolve } from "node:path";
import { defaultLayout, type Layout } from "../generators/generated-file.js";
import type { Disk } from "./disk.js";
import { relativePath } from "./sources.js";

/** Where the author's files are. */
export interface Project {
  /** Absolute, with all links followed, as stack traces have it. */
  readonly root: string;
  readonly layout: Layout;
  /** Absolute; absent where the project has none. */
  readonly tsconfig: string | undefined;
}

export interface FolderOptions {
  /** Each as typed: relative to the folder that the command was called in. */
  readonly workflows?: string | undefined;
  readonly out?: string | undefined;
  readonly handlers?: string | undefined;
}

/** The project of a folder: that of the nearest `package.json` upwards, else the folder itself. */
export function openProject(disk: Disk, cwd: string, { workflows, out, handlers }: FolderOptions): Project {
  const here = disk.realPath(cwd) ?? cwd;
  let root = here;
  while (disk.kind(join(root, "package.json")) === undefined && dirname(root) !== root) root = dirname(root);
  if (disk.kind(join(root, "package.json")) === undefined) root = here;
  const folder = (typed: string | undefined, usual: string) =>
    typed === undefined ? usual : relativePath(root, resolve(here, typed)) || ".";
  const tsconfig = join(root, "tsconfig.json");
  return {
    root,
    layout: {
      generated: folder(out, defaultLayout.generated),
      handlers: folder(handlers, defaultLayout.handlers),
      workflows: folder(workflows, defaultLayout.workflows),
    },
    tsconfig: disk.kind(tsconfig) === undefined ? undefined : tsconfig,
  };
}
