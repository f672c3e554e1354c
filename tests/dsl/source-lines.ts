// The lines of a test file on which its workflows are written, found in its text: a second way to what the builder reads from
// the stack.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

export interface SourceLines {
  /** The line of `.method("state"`: the first of them, if there are several. */
  readonly call: (method: string, state: string) => string;
  /** The line that a text first stands on. */
  readonly text: (text: string) => string;
}

/** For `import.meta.url`. A position reads `tests/dsl/model.test.ts:42`. */
export function sourceLines(url: string): SourceLines {
  const path = fileURLToPath(url);
  const file = relative(process.cwd(), path).replaceAll("\\", "/");
  const code = readFileSync(path, "utf8");
  const position = (index: number, sought: string) => {
    if (index < 0) throw new Error(`${file} has no ${sought}`);
    return `${file}:${code.slice(0, index).split("\n").length}`;
  };
  return {
    // A call too long for one line has its first argument on the next.
    call: (method, state) => {
      const found = [`.${method}("${state}"`, `.${method}(\n`].flatMap((start) => {
        for (let index = code.indexOf(start); index >= 0; index = code.indexOf(start, index + 1)) {
          const rest = code.slice(index + method.length + 2).trimStart();
          if (rest.startsWith(`"${state}"`)) return [index];
        }
        return [];
      });
      return position(found.length === 0 ? -1 : Math.min(...found), `.${method}("${state}"`);
    },
    text: (text) => position(code.indexOf(text), text),
  };
}
