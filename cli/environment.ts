import type { Disk } from "./disk.js";

/** Where text goes: a terminal, a pipe, or a test. */
export interface Output {
  readonly write: (text: string) => unknown;
  /** Colours and progress are for terminals alone. */
  readonly isTTY?: boolean;
}

/** Everything outside the command that it touches. */
export interface Environment {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The rest of standard input, for `--input -`. */
  readonly readStdin: () => Promise<string>;
  /** The folder that the command was called in; absolute. */
  readonly cwd: string;
  /** Environment variables: `NO_COLOR`, `TERM`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly disk: Disk;
  /** Whether this is the built command. Run from its sources, it may have changed since the last time: it always reads. */
  readonly isBuilt: boolean;
  /** Milliseconds since 1970; `--watch` prints it. */
  readonly now: () => number;
  /** Calls back at Ctrl-C until the answer is called. */
  readonly onInterrupt: (callback: () => void) => () => void;
  /** Runs this command once more in a process of its own, with other arguments; resolves to its exit code. */
  readonly runAgain: (args: readonly string[], cwd: string) => Promise<number>;
}

/** 0: all is well; 1: findings, or an execution that did not succeed; 2: the command was used wrongly. */
export type ExitCode = 0 | 1 | 2;
