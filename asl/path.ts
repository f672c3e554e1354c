// JSONPath as ASL writes it: `$.a[0]['b c']` into the data, `$$.Execution.Id` into the context object, `$name.a` into a
// variable. Keys and single indices are read here; what can select several nodes is left to a library.
// @see https://states-language.net/#path
import { AslSyntaxError } from "./syntax-error.js";

/** What `$` stands for depends on the field; `$$` and variables are the same in all. */
export type PathRoot = "input" | "context" | "variable";

/**
 * A path, parsed.
 * @see https://states-language.net/#path
 */
export interface Path {
  readonly root: PathRoot;
  /** The name, where the root is a variable. */
  readonly variable: string;
  /** A text is a key, a number an index; one below zero counts from the end. */
  readonly steps: readonly (string | number)[];
  /**
   * A path that can select several nodes (`$.a[*].b`, `$..c`), in the form of the standard, from the root on. Its value is the
   * array of all that it selects; `steps` are those before it can branch.
   */
  readonly query: string | undefined;
  /** As it was written. */
  readonly text: string;
}

// A dot is followed by anything that does not itself mean something in a path.
const NAME = /[^.[\]()'"\s,*?]+/y;
// Inside an intrinsic call other names have to stand in brackets.
const PLAIN_NAME = /[A-Za-z0-9_\u{80}-\u{10ffff}]+/uy;
const VARIABLE = /[\p{ID_Start}_][\p{ID_Continue}\u200c\u200d]*/uy;
const INDEX = /\[\s*(-?\d+)\s*\]/y;
const QUOTED = /\[\s*(?:'((?:\\[^]|[^'\\])*)'|"((?:\\[^]|[^"\\])*)")\s*\]/y;

// A list of keys, a list of indices, a slice without a step.
const SEVERAL =
  /\[\s*(?:'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*")(?:\s*,\s*(?:'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"))+\s*\]/y;
const INDICES = /\[\s*-?\d+(?:\s*,\s*-?\d+)+\s*\]/y;
// Spaces belong to one part each: else a long run of them is tried in every way.
const SLICE = /\[\s*(?:(-?\d+)\s*)?:\s*(?:(-?\d+)\s*)?\]/y;
const ANY = /\[\s*\*\s*\]/y;

/** What JSONPath libraries know and the service does not, with the name that a refusal calls it by. */
const beyond: readonly (readonly [form: RegExp, name: string])[] = [
  [/\[\s*\(/y, "scripts ([(…)])"],
  [/\[[^\]'"]*:[^\]'"]*:/y, "slices with a step ([a:b:c])"],
  [/\.[A-Za-z]+\(/y, "functions of paths (.length())"],
];

const matchAt = (form: RegExp, text: string, at: number): RegExpExecArray | null => {
  form.lastIndex = at;
  return form.exec(text);
};

/** A path and where it ends; the caller decides what may follow. */
export interface PathAt {
  readonly path: Path;
  readonly end: number;
}

/** Reads a path that begins at `start`. In an intrinsic call (`plain`) names beside letters, digits and `_` need brackets. */
export function parsePathAt(text: string, start: number, plain = false): PathAt {
  if (text[start] !== "$") throw new AslSyntaxError(`'${text.slice(start)}' is no path: a path starts with $`);
  let end = start + 1;
  let root: PathRoot = "input";
  let variable = "";
  const name = matchAt(VARIABLE, text, end);
  if (text[end] === "$") {
    root = "context";
    end += 1;
  } else if (name !== null) {
    root = "variable";
    variable = name[0];
    end += variable.length;
  }
  const steps: (string | number)[] = [];
  let query = "$";
  let branches = false;
  for (;;) {
    const step = stepAt(text, end, plain) ?? branchAt(text, end, plain);
    if (step === undefined) break;
    branches ||= step.step === undefined;
    if (step.step !== undefined && !branches) steps.push(step.step);
    query += step.query ?? `[${JSON.stringify(step.step)}]`;
    end = step.end;
  }
  return { path: { root, variable, steps, query: branches ? query : undefined, text: text.slice(start, end) }, end };
}

interface StepAt {
  /** Absent where it can select several nodes. */
  readonly step?: string | number;
  /** Where that is not the step in brackets. */
  readonly query?: string;
  readonly end: number;
}

/** A step that can select several nodes. */
function branchAt(text: string, at: number, plain: boolean): StepAt | undefined {
  const first = text[at];
  if (first !== "." && first !== "[") return undefined;
  const other = beyond.find(([form]) => matchAt(form, text, at) !== null);
  if (other !== undefined)
    throw new AslSyntaxError(`'${text}' uses ${other[1]}, which is not supported`, "UNSUPPORTED");
  const descends = text.startsWith("..", at);
  const dots = descends ? 2 : first === "." ? 1 : 0;
  const prefix = descends ? ".." : "";
  const from = at + dots;
  if (dots > 0 && text[from] === "*") return { query: `${prefix}[*]`, end: from + 1 };
  const several = [ANY, INDICES, SLICE, SEVERAL].find((form) => matchAt(form, text, from) !== null);
  if (several !== undefined) return { query: prefix + text.slice(from, several.lastIndex), end: several.lastIndex };
  if (/^\[\s*\?/.test(text.slice(from))) {
    const end = endOfBrackets(text, from);
    return { query: prefix + text.slice(from, end), end };
  }
  if (descends) {
    // What may stand behind one dot may stand behind two.
    const step = text[from] === "[" ? stepAt(text, from, plain) : stepAt(text, from - 1, plain);
    if (step?.step !== undefined) return { query: `..[${JSON.stringify(step.step)}]`, end: step.end };
  }
  throw new AslSyntaxError(`'${text}' is no path: no key and no index at '${text.slice(at)}'`);
}

/** Behind the bracket that closes the one at `start`. */
function endOfBrackets(text: string, start: number): number {
  let depth = 0;
  const sign = /'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"|[[\]]/g;
  sign.lastIndex = start;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    if (found[0] === "[") depth += 1;
    else if (found[0] === "]") depth -= 1;
    if (depth === 0) return sign.lastIndex;
  }
  throw new AslSyntaxError(`'${text}' is no path: '${text.slice(start)}' is not closed`);
}

/** A step that selects one node at most. */
function stepAt(text: string, at: number, plain: boolean): StepAt | undefined {
  const first = text[at];
  if (first !== "." && first !== "[") return undefined;
  // `$.['key']` is `$['key']`.
  const bracket = first === "." && text[at + 1] === "[" ? at + 1 : at;
  const index = matchAt(INDEX, text, bracket);
  if (index !== null) return { step: Number(index[1]), end: INDEX.lastIndex };
  const quoted = matchAt(QUOTED, text, bracket);
  if (quoted !== null) {
    return { step: (quoted[1] ?? quoted[2] ?? "").replace(/\\([^])/g, "$1"), end: QUOTED.lastIndex };
  }
  const form = plain ? PLAIN_NAME : NAME;
  const name = first === "." ? matchAt(form, text, at + 1) : null;
  if (name === null) return undefined;
  const end = at + 1 + name[0].length;
  return text[end] === "(" ? undefined : { step: name[0], end };
}

/** A text that is one path. Throws an `AslSyntaxError`. */
export function parsePath(text: string): Path {
  const { path, end } = parsePathAt(text, 0);
  if (end !== text.length) throw new AslSyntaxError(`'${text}' is no path: '${text.slice(end)}' was not expected`);
  return path;
}

const QUOTED_PARTS = new RegExp(QUOTED.source, "g");

/**
 * A path that can be written to: into the data alone, and of one node.
 * @see https://states-language.net/#ref-paths
 */
export function parseReferencePath(text: string): Path {
  const path = parsePath(text);
  const wrong = /[@:]/.exec(text.replaceAll(QUOTED_PARTS, ""));
  if (wrong !== null) {
    throw new AslSyntaxError(`'${text}' is no reference path: a key with ${wrong[0]} has to stand in brackets`);
  }
  if (path.query !== undefined) {
    throw new AslSyntaxError(`'${text}' is no reference path: it can select several places`);
  }
  if (path.root !== "input") {
    throw new AslSyntaxError(`'${text}' is no reference path: it has to lead into the data, so start with $`);
  }
  if (path.steps.some((step) => typeof step === "number" && step < 0)) {
    throw new AslSyntaxError(`'${text}' is no reference path: an index is at least 0`);
  }
  return path;
}
