// What an expression says, each read once: whether it is well formed, and which variables it reads.
import { compileIntrinsic } from "./intrinsic-evaluation.js";
import { type IntrinsicArgument, looksLikeIntrinsic, parseIntrinsic } from "./intrinsic-syntax.js";
import { analyzeJsonata, type JsonataAnalysis } from "./jsonata-analysis.js";
import { type Path, parsePath, parseReferencePath } from "./path.js";
import type { Expression } from "./state-expressions.js";
import { hasSubstitution } from "./substitution.js";
import { AslSyntaxError } from "./syntax-error.js";

export interface ExpressionReading {
  /** Why it is not what its field takes. */
  readonly fault?: string;
  /** Why the service may not take it. */
  readonly doubt?: string;
  readonly variables: readonly string[];
  /** The paths that it reads, those among the arguments of a call with them. */
  readonly paths: readonly Path[];
  readonly jsonata?: JsonataAnalysis;
}

/** In characters. Parsers take time that grows with the square of what they read: above it nothing is looked at. */
const LONGEST_READ = 20_000;

const empty: ExpressionReading = { variables: [], paths: [] };
const readings = new WeakMap<Expression, ExpressionReading>();

export function readExpression(expression: Expression): ExpressionReading {
  const before = readings.get(expression);
  if (before !== undefined) return before;
  const reading = read(expression);
  readings.set(expression, reading);
  return reading;
}

function read({ kind, value }: Expression): ExpressionReading {
  if (hasSubstitution(value)) return empty;
  if (typeof value !== "string") return { ...empty, fault: "it has to be a string" };
  if (value.length > LONGEST_READ) return { ...empty, doubt: "The expression is too long to be looked at" };
  if (kind === "jsonata") {
    const jsonata = analyzeJsonata(value);
    return { ...empty, variables: jsonata.variables, jsonata };
  }
  try {
    const paths = pathsOf(kind, value);
    return {
      paths,
      variables: [...new Set(paths.filter(({ root }) => root === "variable").map(({ variable }) => variable))],
    };
  } catch (error) {
    if (error instanceof AslSyntaxError && error.code === "UNSUPPORTED" && kind !== "referencePath") {
      return { ...empty, doubt: error.message, variables: firstVariable(value) };
    }
    if (error instanceof RangeError) return { ...empty, fault: "it is nested too deeply" };
    return { ...empty, fault: error instanceof Error ? error.message : String(error) };
  }
}

function pathsOf(kind: Expression["kind"], text: string): readonly Path[] {
  if (kind === "referencePath") return [parseReferencePath(text)];
  // Fields for paths take calls too, as those of templates do.
  if (!looksLikeIntrinsic(text)) return [parsePath(text)];
  compileIntrinsic(text);
  const found: Path[] = [];
  collect(parseIntrinsic(text), found);
  return found;
}

function collect(argument: IntrinsicArgument, found: Path[]): void {
  if (argument.kind === "path") found.push(argument.path);
  if (argument.kind === "call") for (const inner of argument.arguments) collect(inner, found);
}

const firstVariable = (text: string): readonly string[] => {
  const name = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)/u.exec(text)?.[1];
  return name === undefined ? [] : [name];
};
