// JSONPath as ASL writes it: `$.a[0]['b c']` into the data, `$$.Execution.Id` into the context object, `$name.a` into a
// variable. Keys and single indices alone: a path that can select several nodes is refused by name.
// @see https://states-language.net/#path
import { AslSyntaxError } from "./syntax-error.js";

/** What `$` stands for depends on the field; `$$` and variables are the same in all. */
export type PathRoot = "input" | "context" | "variable";

export interface Path {
  readonly root: PathRoot;
  /** The name, where the root is a variable. */
  readonly variable: string;
  /** A text is a key, a number an index; one below zero counts from the end. */
  readonly steps: readonly (string | number)[];
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

/** What else JSONPath knows, with the name that a refusal calls it by. */
const beyond: readonly (readonly [form: RegExp, name: string])[] = [
  [/\.\./y, "recursive descent (..)"],
  [/\.?\[?\s*\*/y, "wildcards (*)"],
  [/\[\s*\?/y, "filters ([?(…)])"],
  [/\[\s*\(/y, "scripts ([(…)])"],
  [/\[[^\]'"]*:/y, "slices ([a:b])"],
  [/\[[^\]]*,/y, "unions ([a,b])"],
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
  for (;;) {
    const step = stepAt(text, end, plain);
    if (step === undefined) break;
    steps.push(step.step);
    end = step.end;
  }
  return { path: { root, variable, steps, text: text.slice(start, end) }, end };
}

function stepAt(text: string, at: number, plain: boolean): { step: string | number; end: number } | undefined {
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
  const other = beyond.find(([form]) => matchAt(form, text, at) !== null || matchAt(form, text, bracket) !== null);
  if (other !== undefined) {
    throw new AslSyntaxError(`'${text}' uses ${other[1]}, which is not supported yet`, "UNSUPPORTED");
  }
  const form = plain ? PLAIN_NAME : NAME;
  const name = first === "." ? matchAt(form, text, at + 1) : null;
  if (name === null) throw new AslSyntaxError(`'${text}' is no path: no key and no index at '${text.slice(at)}'`);
  return { step: name[0], end: at + 1 + name[0].length };
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
  if (path.root !== "input") {
    throw new AslSyntaxError(`'${text}' is no reference path: it has to lead into the data, so start with $`);
  }
  if (path.steps.some((step) => typeof step === "number" && step < 0)) {
    throw new AslSyntaxError(`'${text}' is no reference path: an index is at least 0`);
  }
  return path;
}
