// What the compiler finds in the author's modules, as findings of ours.
import { ts } from "ts-morph";
import type { Diagnostic } from "../asl/diagnostic.js";
import { relativePath } from "./sources.js";

/** A literal type that stands alone where something else was expected. */
const LITERAL = /(?:parameter of type '|to type '|WorkflowTypeError<)("(?:[^"\\]|\\.)*")['>]/g;
/** The builder refuses by a sentence as a type. It quotes a name or tells the way out, which sets it apart from a mere name. */
const isSentence = (text: string) => /\S '|^'|: /.test(text) && text.includes(" ");
const NO_USE = /^(?:No overload matches this call|Overload \d+ of \d+|The last overload )/;

/** The sentence to show: the builder's own where it refused something, otherwise the compiler's first one that says something. */
export function sentenceOf(message: string | ts.DiagnosticMessageChain): string {
  const whole = ts.flattenDiagnosticMessageText(message, "\n");
  const literals = [...whole.matchAll(LITERAL)].map(([, literal = '""']) => unquoted(literal));
  const lines = whole.split("\n").map((line) => line.trim());
  return literals.find(isSentence) ?? lines.find((line) => !NO_USE.test(line)) ?? whole;
}
const unquoted = (literal: string) => literal.slice(1, -1).replace(/\\(["\\])/g, "$1");

/** Each mistake once, by file and line. */
export function compilerFindings(root: string, found: readonly ts.Diagnostic[]): Diagnostic[] {
  const findings = new Map<string, Diagnostic & { readonly order: readonly [string, number] }>();
  for (const { file, start, messageText } of found) {
    const name = file === undefined ? "tsconfig.json" : relativePath(root, file.fileName);
    const line = file === undefined || start === undefined ? 1 : file.getLineAndCharacterOfPosition(start).line + 1;
    const message = sentenceOf(messageText);
    const source = `${name}:${line}`;
    findings.set(`${source}\n${message}`, {
      severity: "error",
      code: "TYPE_ERROR",
      location: source,
      message,
      source,
      order: [name, line],
    });
  }
  return [...findings.values()]
    .sort(({ order: left }, { order: right }) =>
      left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : left[1] - right[1],
    )
    .map(({ order: _, ...finding }) => finding);
}
