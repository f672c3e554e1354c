// What the demonstration prints of a deployment, as text.
import type { Change, ResourceChange } from "@aws-sdk/client-cloudformation";
import type { Style } from "../../cli/report.js";
import { duration } from "../../cli/run-trace.js";

/** One answer to the pipeline, so many milliseconds after the action began. */
export interface Told {
  readonly at: number;
  readonly text: string;
  readonly paint: "good" | "bad" | "faint";
}

const label = (name: string, style: Style) => style.strong(name.padEnd(10));
const lines = (name: string, texts: readonly string[], style: Style): string =>
  texts.map((text, index) => `${label(index === 0 ? name : "", style)}${text}\n`).join("");

/** Words in lines of no more than so many characters, where words are no longer than that. */
function wrap(text: string, width: number): string[] {
  const wrapped: string[] = [];
  for (const word of text.split(" ")) {
    const last = wrapped.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  return wrapped;
}
const WIDTH = 100;

/** What CloudFormation found that a change set would do. */
export function renderChanges(changes: readonly Change[], style: Style): string {
  const texts = changes.map(({ ResourceChange: change = {} }) => changeText(change, style));
  return lines("changes", texts.length === 0 ? ["the stack is new"] : texts, style);
}

function changeText(change: ResourceChange, style: Style): string {
  const { LogicalResourceId = "", ResourceType = "" } = change;
  const [sign, verb, paint] = verdict(change);
  const properties = (change.Details ?? []).flatMap(({ Target }) => (Target?.Name === undefined ? [] : [Target.Name]));
  const which = properties.length === 0 ? "" : style.faint(`: ${[...new Set(properties)].join(", ")}`);
  return `${style[paint](`${sign} ${verb.padEnd(8)}`)} ${LogicalResourceId.padEnd(13)} ${style.faint(ResourceType)}${which}`;
}

type Verdict = readonly [sign: string, verb: string, paint: "good" | "bad" | "changed"];
const modified: Readonly<Record<string, Verdict>> = {
  True: ["!", "replace", "bad"],
  Conditional: ["!", "replace?", "bad"],
  False: ["~", "modify", "changed"],
};
function verdict({ Action, Replacement }: ResourceChange): Verdict {
  if (Action === "Add") return ["+", "add", "good"];
  if (Action === "Remove") return ["-", "delete", "bad"];
  return modified[Replacement ?? ""] ?? ["?", Action ?? "unknown", "bad"];
}

/** `+1m 30s  succeeded: …`, a line an answer. */
export const renderTold = (told: readonly Told[], style: Style): string =>
  lines(
    "pipeline",
    told.flatMap(({ at, text, paint }) =>
      wrap(text, WIDTH).map((line, index) => {
        const time = index === 0 ? `+${duration(at)}` : "";
        return `${style.faint(time.padStart(6))}  ${style[paint](line)}`;
      }),
    ),
    style,
  );

/** A row a stack: its name, and the statuses that it went through since the action began. */
export const renderStacks = (
  stacks: readonly (readonly [name: string, statuses: readonly string[]])[],
  style: Style,
): string =>
  lines(
    "stack",
    stacks.map(
      ([name, statuses]) => `${name}  ${statuses.length === 0 ? style.faint("untouched") : statuses.join(" → ")}`,
    ),
    style,
  );

/** Columns as wide as their widest cell, under a head. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[], style: Style): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("   ")
      .trimEnd();
  return [style.strong(line(head)), ...rows.map(line)].map((text) => `${text}\n`).join("");
}

/** `2 added, 1 replaced`. */
export function changesInWords(changes: readonly Change[]): string {
  const words = changes.map(({ ResourceChange: change = {} }) => inWords[verdict(change)[1]] ?? "unknown");
  const counts = [...new Set(words)].map((word) => `${words.filter((one) => one === word).length} ${word}`);
  return counts.length === 0 ? "the stack is new" : counts.join(", ");
}
const inWords: Readonly<Record<string, string>> = {
  add: "added",
  delete: "deleted",
  modify: "modified",
  replace: "replaced",
  "replace?": "perhaps replaced",
};
