// What a JSONata expression refers to, found without evaluating it.
// @see https://states-language.net/#jsonata
import jsonata from "jsonata";
import { jsonataFunctionNames } from "./jsonata-function-names.js";

export interface JsonataAnalysis {
  /** Why it is no expression at all; nothing else is known then. */
  readonly fault?: string;
  /** Names of fields that are read where there is no data (`phone`), and `$` there. */
  readonly bareNames: readonly string[];
  /** `$$`, which has no meaning in a state machine. */
  readonly readsRoot: boolean;
  /** Members of `$states` that are read: `input`. */
  readonly statesMembers: readonly string[];
  /** Variables that the expression reads and does not define, functions left out. */
  readonly variables: readonly string[];
  /** `$eval`. */
  readonly callsEval: boolean;
}

/** Found once for a text: a definition is looked at again and again while it is written. */
const known = new Map<string, JsonataAnalysis>();
const MOST_KNOWN = 2_000;

export function analyzeJsonata(text: string): JsonataAnalysis {
  const before = known.get(text);
  if (before !== undefined) return before;
  const analysis = analyze(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, analysis);
  return analysis;
}

const nothing: JsonataAnalysis = {
  bareNames: [],
  readsRoot: false,
  statesMembers: [],
  variables: [],
  callsEval: false,
};

function analyze(text: string): JsonataAnalysis {
  try {
    const walk = new Walk();
    walk.visit(jsonata(text).ast(), { bound: new Set(), hasData: false });
    return {
      bareNames: [...walk.bareNames],
      readsRoot: walk.readsRoot,
      statesMembers: [...walk.statesMembers],
      variables: [...walk.variables],
      callsEval: walk.callsEval,
    };
  } catch (error) {
    return { ...nothing, fault: faultOf(error) };
  }
}

/** The parser throws plain objects with a message, and runs out of stack in an expression that is nested too deeply. */
function faultOf(error: unknown): string {
  if (error instanceof RangeError) return "The expression is nested too deeply";
  const message = typeof error === "object" && error !== null && "message" in error ? error.message : undefined;
  return typeof message === "string" && message !== "" ? message : "The expression cannot be read";
}

interface Surroundings {
  /** Variables that the expression itself defines. */
  readonly bound: Set<string>;
  /** Whether `$` and names of fields mean something: in predicates, steps of a path and bodies of functions. */
  readonly hasData: boolean;
}
/** A node of the tree, which the package's own types describe for a part of the kinds only. */
interface Node {
  readonly [member: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.flat(2).filter(isNode) : []);

class Walk {
  readonly bareNames = new Set<string>();
  readonly statesMembers = new Set<string>();
  readonly variables = new Set<string>();
  readsRoot = false;
  callsEval = false;

  visit(node: unknown, around: Surroundings): void {
    if (!isNode(node)) return;
    const type = String(node["type"]);
    const visit = Object.hasOwn(this.#kinds, type) ? this.#kinds[type] : undefined;
    if (visit === undefined) this.#members(node, around);
    else visit(node, around);
    // A step, or anything that is filtered, sorted out or grouped.
    const inside: Surroundings = { ...around, hasData: true };
    for (const stage of [...nodes(node["predicate"]), ...nodes(node["stages"])]) this.visit(stage["expr"], inside);
    if (isNode(node["group"])) for (const part of nodes(node["group"]["lhs"])) this.visit(part, inside);
  }

  readonly #kinds: { readonly [type: string]: (node: Node, around: Surroundings) => void } = {
    name: ({ value }, { hasData }) => {
      if (!hasData) this.bareNames.add(String(value));
    },
    wildcard: (_, { hasData }) => {
      if (!hasData) this.bareNames.add("*");
    },
    descendant: (_, { hasData }) => {
      if (!hasData) this.bareNames.add("**");
    },
    variable: ({ value }, { bound, hasData }) => {
      const name = String(value);
      if (name === "") {
        if (!hasData) this.bareNames.add("$");
      } else if (name === "$") this.readsRoot = true;
      else if (bound.has(name) || name === "states") return;
      else if (name === "eval") this.callsEval = true;
      else if (!jsonataFunctionNames.has(name)) this.variables.add(name);
    },
    path: ({ steps }, around) => this.#path(nodes(steps), around),
    block: ({ expressions }, { bound, hasData }) => {
      const within: Surroundings = { bound: new Set(bound), hasData };
      for (const expression of nodes(expressions)) this.visit(expression, within);
    },
    bind: ({ lhs, rhs }, around) => {
      // A function may call itself.
      if (isNode(lhs)) around.bound.add(String(lhs["value"]));
      this.visit(rhs, around);
    },
    lambda: ({ arguments: parameters, body }, { bound }) => {
      const names = nodes(parameters).map(({ value }) => String(value));
      this.visit(body, { bound: new Set([...bound, ...names]), hasData: true });
    },
    transform: ({ pattern, update, delete: removed }, { bound }) => {
      for (const part of [pattern, update, removed]) this.visit(part, { bound, hasData: true });
    },
    regex: () => {},
    string: () => {},
    number: () => {},
    value: () => {},
    operator: () => {},
  };

  #path(steps: readonly Node[], { bound, hasData }: Surroundings): void {
    const within = new Set(bound);
    for (const [index, step] of steps.entries()) {
      for (const name of [step["focus"], step["index"]]) if (typeof name === "string") within.add(name);
      if (step["type"] === "sort") {
        for (const term of nodes(step["terms"])) this.visit(term["expression"], { bound: within, hasData: true });
      } else this.visit(step, { bound: within, hasData: hasData || index > 0 });
    }
    const [first, second] = steps;
    const readsStates = first?.["type"] === "variable" && first["value"] === "states" && !bound.has("states");
    if (readsStates && second?.["type"] === "name") this.statesMembers.add(String(second["value"]));
  }

  /** Operators, calls and constructors: they change nothing for what is within. */
  #members(node: Node, around: Surroundings): void {
    for (const key of ["procedure", "lhs", "rhs", "expression", "condition", "then", "else"])
      this.visit(node[key], around);
    for (const key of ["arguments", "expressions", "lhs"])
      for (const part of nodes(node[key])) this.visit(part, around);
  }
}
