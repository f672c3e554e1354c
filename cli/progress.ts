import type { Environment } from "./environment.js";

/** Says on a terminal what goes on; in a pipe it says nothing. */
export interface Progress {
  readonly say: (text: string) => void;
  /** Wipes what was said: a report follows. */
  readonly clear: () => void;
}

export function progressOn({ stderr, variables }: Pick<Environment, "stderr" | "variables">): Progress {
  if (stderr.isTTY !== true || variables["TERM"] === "dumb") return { say: () => {}, clear: () => {} };
  return {
    say: (text) => void stderr.write(`\r\u001b[2K${text} …`),
    clear: () => void stderr.write("\r\u001b[2K"),
  };
}
