// One file of an artifact of the pipeline, which is a ZIP archive. Nothing is ever written to a disk.
import { buffer } from "node:stream/consumers";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { invalidDeployment } from "../invalid-deployment.js";

export interface EntryLimits {
  /** Files in the archive. */
  readonly entries: number;
  /** Bytes of the one that is read, unpacked. */
  readonly bytes: number;
  /** How many times longer it may be unpacked than packed. */
  readonly ratio: number;
}

/**
 * The bytes of the file at `path`, which is compared exactly.
 * @throws InvalidDeployment where the path leads outside, the archive is none, the file is not in it once, or is too much
 */
export async function readEntry(archive: Uint8Array, path: string, limits: EntryLimits): Promise<Uint8Array> {
  const finding = pathFinding(path);
  if (finding !== undefined) throw invalidDeployment(finding);
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  // The library refuses names that lead outside of the archive, and files longer than they say.
  const zip = await refuse("is no archive that can be read", () => fromBufferPromise(bytes));
  const { found, others } = await refuse("cannot be read", () => findEntry(zip, path, limits));
  const [entry, second] = found;
  if (entry === undefined) throw invalidDeployment(`the artifact has no file ${path}${hint(path, others)}`);
  const problem = second === undefined ? entryFinding(entry, limits) : "is in the artifact more than once";
  if (problem !== undefined) throw invalidDeployment(`${path} ${problem}`);
  return refuse(`cannot be unpacked at ${path}`, async () => buffer(await zip.openReadStreamPromise(entry)));
}

/** Why nothing is read from there; nothing where the path stays inside. */
export function pathFinding(path: string): string | undefined {
  const shown = `the path ${JSON.stringify(path)}`;
  if (path === "" || path.endsWith("/")) return `${shown} names no file`;
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return `${shown} is not relative`;
  if (path.includes("\\") || path.includes("\0")) return `${shown} has a character that no path in an artifact has`;
  const steps = path.split("/");
  return steps.some((step) => step === ".." || step === "." || step === "")
    ? `${shown} has a step that is empty, "." or ".."`
    : undefined;
}

async function findEntry(zip: ZipFile, path: string, { entries }: EntryLimits) {
  if (zip.entryCount > entries)
    throw new Error(`it has ${zip.entryCount} files, of which ${entries} are looked through`);
  const found: Entry[] = [];
  const others: string[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === path) found.push(entry);
    else others.push(entry.fileName);
  }
  return { found, others };
}

/** A library's words for a broken archive, as the mistake that it is. */
async function refuse<Result>(what: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw invalidDeployment(`the artifact ${what}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/** What keeps an entry from being unpacked. */
function entryFinding(entry: Entry, { bytes, ratio }: EntryLimits): string | undefined {
  const { uncompressedSize, compressedSize, externalFileAttributes } = entry;
  const unixType = (externalFileAttributes >>> 16) & 0o170000;
  if (unixType === 0o120000) return "is a symbolic link";
  if (entry.isEncrypted()) return "is encrypted";
  if (uncompressedSize > bytes) return `has ${uncompressedSize} bytes, of which at most ${bytes} are read`;
  if (uncompressedSize > ratio * compressedSize) {
    return `is ${Math.round(uncompressedSize / compressedSize)} times longer unpacked, of which at most ${ratio} times are read`;
  }
  return undefined;
}

/** A name that differs in its case alone is the likeliest mistake. */
function hint(path: string, others: readonly string[]): string {
  const meant = others.find((other) => other.toLowerCase() === path.toLowerCase());
  return meant === undefined ? "" : `: it has ${meant}, and a path is compared letter by letter`;
}
