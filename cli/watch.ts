import { type FSWatcher, watch } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Disk } from "./disk.js";
import type { Environment, ExitCode } from "./environment.js";
import { isInside, readManifest } from "./plan-files.js";
import { type FolderOptions, openProject, type Project } from "./project.js";
import { styleFor } from "./report.js";

/** Editors save in several steps; what changes within this time is one change. */
const QUIET_MS = 100;
/** What may be part of a workflow. Editors also write swap files and backups. */
const MODULE = /\.(?:[cm]?[jt]sx?|json)$/;

/** Generates at every change of a source, in a process of its own, so that changed modules load anew. Ends at Ctrl-C. */
export async function watchCommand(
  environment: Environment,
  options: FolderOptions,
  args: readonly string[],
): Promise<ExitCode> {
  const { disk, cwd, now, onInterrupt, runAgain, stdout, variables } = environment;
  const style = styleFor(stdout, variables);
  const project = openProject(disk, cwd, options);
  const watchers = new Map<string, FSWatcher>();
  let sources: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  let changed = true;
  let ended = false;

  const stopListening = onInterrupt(() => {
    ended = true;
    wake?.();
  });
  const change = (folder: string, name: string | null) => {
    if (name !== null && !isSource(folder, name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      wake?.();
    }, QUIET_MS);
  };
  /** Some systems tell no name. A new folder has no ending, and may hold workflows. */
  const isSource = (folder: string, name: string) => {
    const isWorkflows = isInside(resolve(project.root, project.layout.workflows), folder);
    return isWorkflows ? MODULE.test(name) || !name.includes(".") : sources.has(resolve(folder, name));
  };
  /** One watcher a folder: watching whole trees is not dependable on every system that Node runs on. */
  const watchFolders = () => {
    sources = new Set(sourcesOf(disk, project));
    const wanted = new Set(foldersOf(disk, project, sources));
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, (_, name) => change(folder, name));
      // A folder that goes takes its watcher along.
      watcher.on("error", () => watchers.delete(folder));
      watchers.set(folder, watcher);
    }
  };

  try {
    while (!ended) {
      if (changed) {
        changed = false;
        // Before the run, so that nothing is missed that is saved while it lasts; after it, for what it found out.
        watchFolders();
        await runAgain(["generate", ...args], cwd);
        if (ended) break;
        watchFolders();
        const time = new Date(now()).toTimeString().slice(0, 8);
        stdout.write(style.faint(`${time} watching ${project.layout.workflows}, Ctrl-C ends\n`));
      }
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (ended || changed) resolve();
        });
        wake = undefined;
      }
    }
    return 0;
  } finally {
    clearTimeout(timer);
    stopListening();
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** The folder of workflows with all inside it, and the folders of the other sources. */
function foldersOf(disk: Disk, { root, layout }: Project, sources: ReadonlySet<string>): string[] {
  const inside = (folder: string): string[] => [
    folder,
    ...disk
      .list(folder)
      .filter(({ name, kind }) => kind === "folder" && name !== "node_modules" && !name.startsWith("."))
      .flatMap(({ name }) => inside(resolve(folder, name))),
  ];
  const folders = [...inside(resolve(root, layout.workflows)), ...[...sources].map((file) => dirname(file))];
  return [...new Set(folders)].filter((folder) => disk.kind(folder) === "folder");
}

/** What the last run read, without packages; absolute. */
function sourcesOf(disk: Disk, { root, layout }: Project): string[] {
  const read = () => {
    try {
      return [...(readManifest(disk, root, layout)?.sources.keys() ?? [])];
    } catch {
      // The run says what is wrong with the manifest.
      return [];
    }
  };
  return [...read(), "tsconfig.json"]
    .filter((path) => !/(?:^|\/)node_modules\//.test(path))
    .map((path) => resolve(root, path));
}
