// Carries out a plan. Every file is written beside its place and then renamed, so it is old or new at any moment; the
// manifest first says what is about to be written, so that a run that dies in between loses no knowledge of what is ours.
import { dirname, resolve } from "node:path";
import { type Disk, errorCode } from "./disk.js";
import { hashOf, type Manifest, printManifest } from "./manifest.js";
import { type Plan, temporaryName } from "./plan-files.js";

export interface WriteRequest {
  readonly disk: Disk;
  readonly root: string;
  readonly plan: Plan;
  readonly previous: Manifest | undefined;
}

/** Writes a file beside its place, and then puts it there in one step. */
export function putFile(disk: Disk, path: string, contents: string, place = disk.rename): void {
  const temporary = temporaryName(path, disk.uniqueName());
  disk.makeFolder(dirname(path));
  try {
    disk.writeNew(temporary, contents);
    place(temporary, path);
  } catch (error) {
    try {
      disk.remove(temporary);
    } catch {
      // The first failure is the one to tell; the next run clears what is left.
    }
    throw error;
  }
}

/** Writes what the plan says. A failure of the disk is thrown as it is; running again repairs what it left. */
export function writeFiles({ disk, root, plan, previous }: WriteRequest): void {
  const { changes, dropped, manifest, manifestPath, leftovers } = plan;
  const absolute = (path: string) => resolve(root, path);
  const putManifest = (text: string) => {
    if (disk.read(absolute(manifestPath)) !== text) putFile(disk, absolute(manifestPath), text);
  };

  /** Another run at the same time, as under `--watch`, may have made the same file meanwhile. */
  const placeNew = (from: string, to: string) => {
    try {
      disk.moveToFree(from, to);
    } catch (error) {
      if (errorCode(error) !== "EEXIST" || disk.read(from) !== disk.read(to)) throw error;
      disk.remove(from);
    }
  };

  for (const path of leftovers) disk.remove(path);
  if (changes.length > 0) putManifest(printManifest(intention(plan, previous)));

  // On a disk that ignores case, a file that goes may be in the place of one that comes.
  for (const { status, path } of changes) if (status === "removed") disk.remove(absolute(path));
  for (const { status, path, contents = "" } of changes) {
    if (status === "created") putFile(disk, absolute(path), contents, placeNew);
    if (status === "changed") putFile(disk, absolute(path), contents);
  }
  for (const path of dropped) {
    const top = dirname(absolute(manifestPath));
    for (let folder = dirname(absolute(path)); folder !== top && folder.startsWith(top); folder = dirname(folder)) {
      disk.removeEmptyFolder(folder);
    }
  }
  putManifest(printManifest(manifest));
}

/** The manifest while files are being written: what is ours stays ours, and what comes is named with its hash. */
function intention({ changes, manifest, standing }: Plan, previous: Manifest | undefined): Manifest {
  const coming = changes.flatMap(({ path, contents }) =>
    contents === undefined ? [] : [[path, hashOf(contents)] as const],
  );
  return { ...(previous ?? manifest), files: standing, writing: new Map(coming) };
}
