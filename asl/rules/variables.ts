import { type Document, documentsOf, isDocument } from "../document.js";
import { readExpression } from "../expression-reading.js";
import { type Edges, edgesOf, reachedFrom } from "../graph.js";
import type { Scope, StateView } from "../machine-view.js";
import { inState, type Report, type Rule } from "./rule.js";

const LONGEST_NAME = 80;
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}\u200c\u200d]*$/u;
/** Above it the way of each variable through the states is not followed: the check stays linear. */
const MOST_FOLLOWED = 4_000_000;

/** Variables: names that can be assigned, none of an outer set again, and none read that nobody can have assigned. */
export const variables: Rule = ({ scopes }, report) => {
  const known = new Map<Scope, ScopeVariables>();
  for (const scope of scopes) {
    const own = new ScopeVariables(scope, outerOf(scope, known));
    known.set(scope, own);
    for (const state of scope.states.values()) {
      for (const { name, field } of assignments(state)) checkName(name, state, field, own, report);
    }
  }
  for (const [scope, own] of known) {
    for (const state of scope.states.values()) checkReads(state, own, report);
  }
};

function outerOf({ outer, isDistributed }: Scope, known: ReadonlyMap<Scope, ScopeVariables>): ScopeVariables["outer"] {
  const variables = outer === undefined || isDistributed ? undefined : known.get(outer.state.scope);
  return outer === undefined || variables === undefined ? undefined : { variables, state: outer.state };
}

interface Assignment {
  readonly name: string;
  /** The `Assign` that holds it, and the key. */
  readonly field: string;
}

/** Everything that a state may assign, whichever way it leaves. */
function assignments({ document, type, language }: StateView): readonly Assignment[] {
  if (type === undefined || type === "Succeed" || type === "Fail") return [];
  const found: Assignment[] = [];
  const add = (part: Document, steps: string) => {
    const { Assign } = part;
    if (!isDocument(Assign)) return;
    for (const key of Object.keys(Assign)) {
      const name = language === "JSONPath" && key.endsWith(".$") ? key.slice(0, -2) : key;
      found.push({ name, field: `${steps}Assign/${key}` });
    }
  };
  add(document, "");
  for (const list of ["Choices", "Catch"]) {
    for (const [index, part] of documentsOf(document[list])) add(part, `${list}[${index}]/`);
  }
  return found;
}

/** The variables of one set of states. */
class ScopeVariables {
  readonly outer: { readonly variables: ScopeVariables; readonly state: StateView } | undefined;
  /** The states that assign each variable. */
  readonly assigners = new Map<string, string[]>();
  readonly #states: ReadonlyMap<string, StateView>;
  readonly #after = new Map<string, ReadonlySet<string>>();
  #edges: Edges | undefined;

  constructor({ states }: Scope, outer: ScopeVariables["outer"]) {
    this.outer = outer;
    this.#states = states;
    for (const state of states.values()) {
      for (const { name } of assignments(state)) {
        const before = this.assigners.get(name);
        if (before === undefined) this.assigners.set(name, [state.name]);
        else before.push(state.name);
      }
    }
  }

  /** Whether some way to a state passes one that assigns the variable; `otherwise` where there is too much to follow. */
  mayBeSet(variable: string, state: StateView, otherwise: boolean): boolean {
    if (this.assigners.has(variable) && this.#isSetBefore(variable, state, otherwise)) return true;
    return this.isSetOutside(variable, otherwise);
  }

  /** The same, of the sets of states around this one. What the state around it assigns is set when this set has ended. */
  isSetOutside(variable: string, otherwise: boolean): boolean {
    return this.outer?.variables.mayBeSet(variable, this.outer.state, otherwise) === true;
  }

  #isSetBefore(variable: string, { name }: StateView, otherwise: boolean): boolean {
    if (this.assigners.size * this.#states.size > MOST_FOLLOWED) return otherwise;
    const before = this.#after.get(variable);
    if (before !== undefined) return before.has(name);
    this.#edges ??= edgesOf(this.#states);
    const edges = this.#edges;
    const next = (this.assigners.get(variable) ?? []).flatMap((assigner) => edges.get(assigner) ?? []);
    const after = reachedFrom(next, edges);
    this.#after.set(variable, after);
    return after.has(name);
  }
}

function checkName(name: string, state: StateView, field: string, own: ScopeVariables, report: Report): void {
  const at = inState(state, field);
  if (name === "states") report(at, "The variable name 'states' is reserved");
  else if (!NAME.test(name)) report(at, `'${name}' is no name of a variable`, { fix: "use letters, digits and _" });
  else if ([...name].length > LONGEST_NAME) {
    report(at, `The variable name is longer than ${LONGEST_NAME} characters`);
  } else if (own.isSetOutside(name, false)) {
    report(at, `The variable name '${name}' was already defined in a parent scope.`, {
      code: "DUPLICATE_VARIABLE_NAME",
      fix: "use another name: inside a branch or a processor, outer variables can be read only",
    });
  }
}

function checkReads(state: StateView, own: ScopeVariables, report: Report): void {
  const told = new Set<string>();
  for (const expression of state.expressions) {
    for (const variable of readExpression(expression).variables) {
      const at = `${expression.field}${expression.kind === "jsonata" ? expression.within : ""}`;
      if (told.has(`${variable} ${at}`) || own.mayBeSet(variable, state, true)) continue;
      told.add(`${variable} ${at}`);
      report(inState(state, at), `Variable '${variable}' is possibly not defined.`, {
        code: "POSSIBLY_UNDEFINED_VARIABLE",
        severity: "warning",
        ...(state.scope.isDistributed
          ? { fix: "pass it in by ItemSelector: a distributed Map sees no outer variables" }
          : {}),
      });
    }
  }
}
