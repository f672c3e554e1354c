// Everything that the command says, as text. Nothing here prints.
import { type Diagnostic, formatDiagnostic } from "../asl/diagnostic.js";
import type { Output } from "./environment.js";
import type { ModuleFailure } from "./module-failure.js";
import type { Plan } from "./plan-files.js";

/** Turns text into the same text in a colour, or leaves it. */
type Paint = (text: string) => string;
export interface Style {
  readonly good: Paint;
  readonly bad: Paint;
  readonly changed: Paint;
  readonly faint: Paint;
  readonly strong: Paint;
}
const ansi =
  (start: number, end: number): Paint =>
  (text) =>
    `\u001b[${start}m${text}\u001b[${end}m`;
const asIs: Paint = (text) => text;
export const plainStyle: Style = { good: asIs, bad: asIs, changed: asIs, faint: asIs, strong: asIs };
export const colourStyle: Style = {
  good: ansi(32, 39),
  bad: ansi(31, 39),
  changed: ansi(33, 39),
  faint: ansi(2, 22),
  strong: ansi(1, 22),
};
/** Colours are for terminals, and not for people who set `NO_COLOR` (https://no-color.org). */
export function styleFor(output: Output, variables: Readonly<Record<string, string | undefined>>): Style {
  const isWanted = (variables["NO_COLOR"] ?? "") === "" && variables["TERM"] !== "dumb";
  return output.isTTY === true && isWanted ? colourStyle : plainStyle;
}

/** `3 files`, `1 file` */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

export function renderError(message: string, fix: string | undefined, style: Style): string {
  return `${style.bad("error")}: ${message}\n${fix === undefined ? "" : `  fix: ${fix}\n`}`;
}

export function renderDiagnostics(diagnostics: readonly Diagnostic[], style: Style): string {
  return diagnostics
    .map((diagnostic) => {
      const paint = diagnostic.severity === "error" ? style.bad : style.changed;
      return `${formatDiagnostic(diagnostic).replace(/^\w+/, paint)}\n`;
    })
    .join("");
}

/** Modules that could not be loaded; the same reason behind several modules is said once. */
export function renderFailures(failures: readonly ModuleFailure[], style: Style): string {
  const texts = failures.map(({ message, fix, diagnostics }) =>
    diagnostics === undefined ? renderError(message, fix, style) : renderDiagnostics(diagnostics, style),
  );
  return [...new Set(texts)].join("");
}

type Row = readonly [status: string, path: string, paint: keyof Style, note?: string];
const rows = (all: readonly Row[], style: Style) =>
  all
    .map(([status, path, paint, note]) => {
      return `  ${style[paint](status.padEnd(9))} ${path}${note === undefined ? "" : style.faint(`  (${note})`)}\n`;
    })
    .join("");

const PAINTS = { created: "good", changed: "changed", removed: "bad" } as const;

/** What a run of the generator did. */
export function renderGenerated({ changes, left, total }: Plan, style: Style): string {
  const all: Row[] = [
    ...changes.map(({ status, path, edited }): Row => {
      return edited ? [status, path, PAINTS[status], "it had been edited by hand"] : [status, path, PAINTS[status]];
    }),
    ...left.map((path): Row => ["left", path, "bad", "no longer made, but edited by hand: delete it yourself"]),
  ];
  const counts = (["created", "changed", "removed"] as const).flatMap((status) => {
    const count = changes.filter((change) => change.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const summary = counts.length === 0 ? "nothing changed" : counts.join(", ");
  return `${rows(all, style)}${counted(total, "file")}, ${summary}\n`;
}

/** A run that had nothing to read. */
export const renderSettled = (total: number): string => `${counted(total, "file")}, nothing changed\n`;

export interface Staleness {
  readonly path: string;
  readonly status: "stale" | "missing" | "extra";
}
/** What `--check` found. */
export function renderCheck(findings: readonly Staleness[], total: number, style: Style): string {
  const all = findings.map(({ status, path }): Row => [status, path, "bad"]);
  const counts = (["stale", "missing", "extra"] as const).flatMap((status) => {
    const count = findings.filter((finding) => finding.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const summary = counts.length === 0 ? "all up to date" : `${counts.join(", ")}: run statewright generate`;
  return `${rows(all, style)}${counted(total, "file")}, ${summary}\n`;
}
