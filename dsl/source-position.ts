// Where the author called a function of ours: read from the stack, since a plain `tsc` and `tsx` both keep source maps.

const FRAME = /^at (?:.*? \(|async )?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):\d+\)?$/;
const plain = (file: string) =>
  file.startsWith("file://") ? decodeURIComponent(new URL(file).pathname) : file.replaceAll("\\", "/");
// In a bundle, as a Lambda function is, there is no such folder, and every frame is the author's.
const OWN = import.meta.url ? plain(new URL(".", import.meta.url).href) : undefined;

function relativeToRoot(file: string): string {
  const root = typeof process === "undefined" ? "" : `${process.cwd().replaceAll("\\", "/")}/`;
  return root.length > 1 && file.startsWith(root) ? file.slice(root.length) : file;
}

/** `workflows/deploy.ts:42`: the first frame of the stack that is not this package's, relative to the folder the process runs in. */
export function sourcePosition(): string {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  Error.captureStackTrace(holder, sourcePosition);
  Error.stackTraceLimit = limit;
  for (const line of holder.stack?.split("\n").slice(1) ?? []) {
    const [, file, row] = FRAME.exec(line.trim()) ?? [];
    if (file === undefined || file.startsWith("node:")) continue;
    const path = plain(file).replace(/\?.*$/, "");
    if (OWN === undefined || !path.startsWith(OWN)) return `${relativeToRoot(path)}:${row}`;
  }
  return "unknown:0";
}
