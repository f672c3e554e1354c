// How long an author waits for the list of what may stand at the caret, at the end of a chain of 200 states: at once after a key
// was hit, and once more without another. With the language service of TypeScript 6 and the language server of 7, each warm.
//   npx tsx scripts/bench-completion.ts
import { realpathSync, rmSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { type BenchRow, benchTable } from "./bench-simulator.js";
import { bigWorkflow, projectOf } from "./big-workflow.js";
import { atCaret, type Editor } from "./editors/editor.js";
import { openInLanguageServer } from "./editors/language-server.js";
import { openInLanguageService } from "./editors/language-service.js";

const STATES = 200;

/** Where the caret is: what stands before and behind it, and a letter that an author would go on with. */
interface Place {
  readonly what: string;
  readonly end: string;
  readonly letter: string;
  /** Among what must be offered. */
  readonly expected: readonly string[];
}
const last = `S${STATES}`;
const places: readonly Place[] = [
  {
    what: "a key behind `$.`",
    end: `  .pass("${last}", ($) => ({ late: $.¦ }))\n  .end()`,
    letter: "s",
    expected: ["id", "items", "s0", "a0"],
  },
  {
    what: 'a target in goto("")',
    end: `  .wait("${last}", seconds(1))\n  .goto("¦")`,
    letter: "S",
    expected: ["S0", last],
  },
  {
    what: 'a target in when(…, "")',
    end: `  .choice("${last}", (c) => c.when(($) => is($.s0, "complete"), "¦").otherwise("S0"))`,
    letter: "S",
    expected: ["S0", last],
  },
];

const editors: { readonly [name: string]: (folder: string, text: string) => Editor | Promise<Editor> } = {
  "TypeScript 6's language service": openInLanguageService,
  "TypeScript 7's language server": openInLanguageServer,
};

const figures = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const [median, worst] = [sorted[sorted.length >> 1] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
  return `${median.toFixed(median < 10 ? 1 : 0)} ms, worst ${worst.toFixed(worst < 10 ? 1 : 0)}`;
};

async function measure(name: string, { what, end, letter, expected }: Place, rounds: number): Promise<BenchRow> {
  const { text, at } = atCaret(bigWorkflow(["loop", "mixed", "diamond", "task"], STATES, end));
  const folder = projectOf(text);
  const editor = await editors[name]?.(folder, text);
  if (editor === undefined) throw new Error(`there is no ${name}`);
  try {
    await editor.problems();
    const missing = new Set(expected);
    const ask = async (caret: number) => {
      const started = performance.now();
      const names = await editor.offered(caret);
      const took = performance.now() - started;
      for (const offer of names) missing.delete(offer);
      return took;
    };
    const edited: number[] = [];
    const unchanged: number[] = [];
    for (let round = -2; round < rounds; round += 1) {
      const typed = round % 2 === 0 ? letter : "";
      editor.change(`${text.slice(0, at)}${typed}${text.slice(at)}`);
      const [took, again] = [await ask(at + typed.length), await ask(at + typed.length)];
      if (round < 0) continue;
      edited.push(took);
      unchanged.push(again);
    }
    return {
      what: `completion of ${what}, ${STATES} states, ${name}`,
      measured: `after an edit ${figures(edited)} of ${rounds}; again ${figures(unchanged)}${missing.size === 0 ? "" : `; does not offer ${[...missing].join(", ")}`}`,
      reach: "100 ms",
    };
  } finally {
    await editor.close();
    rmSync(folder, { recursive: true });
  }
}

/** All rows, one after the other. */
export async function benchCompletion(rounds = 9): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const name of Object.keys(editors)) for (const place of places) rows.push(await measure(name, place, rounds));
  return rows;
}

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  console.log(benchTable(await benchCompletion()));
}
