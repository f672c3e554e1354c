// Starts a compiler of TypeScript as a user would, and reads what it says.
import { spawn } from "node:child_process";

/** The versions that users have, by their names among the dependencies. */
const compilers = { "5.9": "typescript-5.9", "6": "typescript-6", "7": "typescript" } as const;
export type Version = keyof typeof compilers;

export interface Complaint {
  readonly file: string;
  readonly line: number;
  /** The first line of the message. */
  readonly message: string;
  /** The whole of it. */
  readonly text: string;
}

export function tsc(version: Version, args: readonly string[], cwd = process.cwd()): Promise<string> {
  const bin = new URL(`../../node_modules/${compilers[version]}/bin/tsc`, import.meta.url).pathname;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, "--pretty", "false", ...args], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", () => resolve(output));
  });
}

/** The complaints in what a compiler printed: each begins with `file(line,column): error`, what is indented belongs to it. */
export function complaints(output: string): readonly Complaint[] {
  const found: Complaint[] = [];
  for (const line of output.split("\n")) {
    const [, file, row, message] = /^(.+?)\((\d+),\d+\): error TS\d+: (.*)$/.exec(line) ?? [];
    const last = found.at(-1);
    if (file !== undefined && message !== undefined) found.push({ file, line: Number(row), message, text: message });
    else if (last !== undefined && line.startsWith(" "))
      found[found.length - 1] = { ...last, text: `${last.text}\n${line}` };
  }
  return found;
}
