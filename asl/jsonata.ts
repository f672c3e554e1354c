// Expressions in JSONata, `{% … %}`, made once for a definition. The package evaluates them; AWS's restrictions and functions
// are laid over it.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
import jsonata from "jsonata";
import type { Json } from "./json.js";
import { analyzeJsonata } from "./jsonata-analysis.js";
import { EVALUATION, type JsonataEvaluation, jsonataFunctions } from "./jsonata-functions.js";
import { AslSyntaxError } from "./syntax-error.js";

/** What stands in `$states`, each made only where an expression asks for it. */
export type States = { readonly [member: string]: (() => Json) | undefined };

export interface JsonataExpression {
  /** Without the signs around it, as AWS's messages quote it. */
  readonly text: string;
  /** `undefined` where it selects nothing. Rejects with a `JsonataFailure`. */
  readonly evaluate: (evaluation: JsonataEvaluation, states: States) => Promise<Json | undefined>;
}

/** An expression fails: its message is what AWS puts behind "threw an error during evaluation". */
export class JsonataFailure extends Error {
  override readonly name = "JsonataFailure";
}

const FORM = /^\{%([^]*)%\}$/;

/** Whether a value means an expression: a text of the form `{% … %}`, with nothing around it. */
export const isJsonata = (value: unknown): value is string => typeof value === "string" && FORM.test(value);

/** A text of the form `{% … %}`. Throws an `AslSyntaxError`. */
export function compileJsonata(field: string): JsonataExpression {
  const text = (FORM.exec(field)?.[1] ?? field).trim();
  refuse(text);
  const expression = jsonata(text);
  const { names, functions } = namesIn(expression.ast());
  for (const name of names) {
    const own = Object.hasOwn(jsonataFunctions, name) ? jsonataFunctions[name] : undefined;
    // The package hands its functions whatever their signature lets through.
    if (own !== undefined) expression.registerFunction(name, own.call as () => unknown, own.signature);
  }
  // AWS does not have it. Nothing is there instead.
  if (names.has("eval")) expression.assign("eval", undefined);
  if (functions) boundEvaluation(expression);
  const states = names.has("states") ? wantedStates(text) : none;
  names.delete("states");
  return {
    text,
    async evaluate(evaluation, given) {
      const bindings: Record<string, unknown> = { [EVALUATION]: evaluation };
      // A variable of the state machine hides a function of the same name.
      for (const name of names) {
        const value = evaluation.variable(name);
        if (value !== undefined) bindings[name] = value;
      }
      if (states !== none) bindings["states"] = statesOf(given, states);
      if (functions) bindings[BOUNDS] = { steps: 0, depth: 0 } satisfies Bounds;
      try {
        return plain(await expression.evaluate(undefined, bindings));
      } catch (error) {
        throw new JsonataFailure(messageOf(error));
      }
    },
  };
}

/** Refuses what AWS refuses before it takes a definition. */
function refuse(text: string): void {
  const { fault, bareNames, readsRoot } = analyzeJsonata(text);
  if (fault !== undefined) throw new AslSyntaxError(fault, "INVALID_JSONATA_EXPRESSION");
  const [name] = [...bareNames, ...(readsRoot ? ["$$"] : [])];
  if (name === undefined) return;
  const message = `Reference to '${name}' at the top level is not supported.`;
  throw new AslSyntaxError(message, "UNSUPPORTED_JSONATA_EXPRESSION");
}

/** Every variable and function that an expression names, without `$`, and whether it defines functions of its own. */
function namesIn(tree: unknown): { readonly names: Set<string>; readonly functions: boolean } {
  const names = new Set<string>();
  let functions = false;
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) for (const item of part) visit(item);
    else if (typeof part === "object" && part !== null) {
      const { type, value }: { readonly type?: unknown; readonly value?: unknown } = part;
      if (type === "variable" && typeof value === "string") names.add(value);
      if (type === "lambda") functions = true;
      visit(Object.values(part));
    }
  };
  visit(tree);
  return { names, functions };
}

const none: ReadonlySet<string> = new Set();

/** The members of `$states` that are asked for; "all" where it is not clear that these are all. */
function wantedStates(text: string): ReadonlySet<string> | "all" {
  const named = /\$states\s*\.\s*[A-Za-z]/g;
  const count = (form: RegExp) => text.match(form)?.length ?? 0;
  return count(/\$states(?![\w])/g) === count(named) ? new Set(analyzeJsonata(text).statesMembers) : "all";
}

function statesOf(given: States, wanted: ReadonlySet<string> | "all"): Record<string, Json> {
  const states: Record<string, Json> = {};
  for (const [name, make] of Object.entries(given)) {
    if (make !== undefined && (wanted === "all" || wanted.has(name))) states[name] = make();
  }
  return states;
}

// ---------------------------------------------------------------- bounds and failures

interface Bounds {
  steps: number;
  depth: number;
}
/** A variable that no expression can name. */
const BOUNDS = "the bounds";
/** How many nodes of its tree an evaluation may visit: AWS bounds the time, in which two machines do not do the same work. */
const MOST_STEPS = 1_000_000;
const DEEPEST = 500;
const ENDLESS = "Expression evaluation timeout: Check for infinite loop";
const TOO_DEEP =
  "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";

interface Environment {
  readonly lookup: (name: string) => unknown;
}
/** Ends an evaluation that does not end by itself. Costs each step, so it is for expressions that can call themselves. */
function boundEvaluation(expression: jsonata.Expression): void {
  // Bound by `evaluate` alone.
  const boundsOf = (environment: Environment) => environment.lookup(BOUNDS) as Bounds;
  const enter = (_node: unknown, _input: unknown, environment: Environment) => {
    const bounds = boundsOf(environment);
    bounds.steps += 1;
    bounds.depth += 1;
    if (bounds.steps > MOST_STEPS) throw new Error(ENDLESS);
    if (bounds.depth > DEEPEST) throw new Error(TOO_DEEP);
  };
  const leave = (_node: unknown, _input: unknown, environment: Environment) => {
    boundsOf(environment).depth -= 1;
  };
  // The package looks for these symbols among the names, which its types do not say.
  expression.assign(Symbol.for("jsonata.__evaluate_entry") as unknown as string, enter);
  expression.assign(Symbol.for("jsonata.__evaluate_exit") as unknown as string, leave);
}

/** The package throws plain objects as well as errors. */
function messageOf(error: unknown): string {
  if (error instanceof RangeError) return `: ${TOO_DEEP}`;
  const parts: { readonly code?: unknown; readonly message?: unknown } =
    typeof error === "object" && error !== null ? error : { message: error };
  const message = String(parts.message);
  return parts.code === undefined ? `: ${message}` : `. ${parts.code}: ${message}`;
}

// ---------------------------------------------------------------- results

interface Marked {
  readonly sequence?: boolean;
  readonly keepSingleton?: boolean;
}

/** A result as JSON: the value itself where nothing in it has to change, so that what was only passed on stays the same. */
function plain(value: unknown): Json | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // AWS writes those that JSON lacks as text.
      return Number.isFinite(value) ? value : String(value);
    case "object":
      if (value === null) return null;
      return Array.isArray(value) ? plainArray(value) : plainObject(value);
    default:
      return undefined;
  }
}

function plainArray(items: readonly unknown[] & Marked): Json {
  const results = items.map((item) => plain(item) ?? null);
  const same = items.sequence !== true && items.keepSingleton !== true;
  // Compared item by item, the list itself holds nothing but JSON.
  return same && results.every((item, index) => item === items[index]) ? (items as readonly Json[]) : results;
}

function plainObject(object: object): Json | undefined {
  if ("_jsonata_function" in object || "_jsonata_lambda" in object) return undefined;
  const members = Object.entries(object).map(([key, member]): [string, unknown, Json | undefined] => [
    key,
    member,
    plain(member),
  ]);
  // Compared member by member, the object holds nothing but JSON.
  if (members.every(([, member, result]) => result !== undefined && result === member)) return object as Json & object;
  return Object.fromEntries(members.flatMap(([key, , result]) => (result === undefined ? [] : [[key, result]])));
}
