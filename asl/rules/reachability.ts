import { type Edges, edgesOf, reachedFrom, reversed, transitionsOf } from "../graph.js";
import type { Scope } from "../machine-view.js";
import { hasSubstitution } from "../substitution.js";
import { canEnd } from "./end-states.js";
import { inState, type Rule } from "./rule.js";

/** Every state can be reached from the first one of its set. */
export const reachability: Rule = ({ scopes }, report) => {
  for (const scope of scopes) {
    // A machine without an end has a fault that makes others of its kind.
    if (!canEnd(scope) || leadsAnywhere(scope)) continue;
    for (const name of unreachedSources(scope)) {
      const state = scope.states.get(name);
      if (state === undefined) continue;
      report(inState(state), `State "${name}" is not reachable.`, {
        code: "MISSING_TRANSITION_TARGET",
        fix: `let a state lead to '${name}', or remove it`,
      });
    }
  }
};

/** A transition to `${Name}` may lead to any state, and so may a machine that does not say where it starts. */
const leadsAnywhere = (scope: Scope): boolean =>
  typeof scope.document["StartAt"] !== "string" ||
  hasSubstitution(scope.document["StartAt"]) ||
  [...scope.states.values()].some((state) => transitionsOf(state).some(({ target }) => hasSubstitution(target)));

/**
 * Unreachable states that no other unreachable state leads to, and unreachable circles that nothing leads into: what is
 * reached from those alone has no fault of its own.
 */
function unreachedSources({ document, states }: Scope): readonly string[] {
  const start = String(document["StartAt"]);
  const edges = edgesOf(states);
  const reached = reachedFrom([start], edges);
  const unreached = [...states.keys()].filter((name) => !reached.has(name));
  if (unreached.length === 0) return [];
  const back = reversed(edges);
  const sources = new Set(unreached.filter((name) => back.get(name)?.every((from) => from === name) === true));
  // Where the first state does not exist, a circle may be what the machine should start with.
  if (states.has(start)) addCircles(unreached, sources, edges, back);
  return unreached.filter((name) => sources.has(name));
}

/** Adds the circles that no source leads to; of circles that lead to each other the first ones. */
function addCircles(unreached: readonly string[], sources: Set<string>, edges: Edges, back: Edges): void {
  const explained = new Set(reachedFrom(sources, edges));
  const rest = unreached.filter((name) => !explained.has(name));
  // The last root of a search along the transitions lies in a circle that leads to all that it has not left unexplained.
  const roots: string[] = [];
  const seen = new Set(explained);
  for (const name of rest) {
    if (seen.has(name)) continue;
    roots.push(name);
    collect(name, edges, seen);
  }
  for (const root of roots.reverse()) {
    if (explained.has(root)) continue;
    const circle = collect(root, back, new Set(explained));
    for (const name of circle) sources.add(name);
    collect(root, edges, explained);
  }
}

/** What is found from a name and not seen before, which is then seen. */
function collect(start: string, edges: Edges, seen: Set<string>): readonly string[] {
  const found: string[] = [];
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    found.push(name);
    for (const next of edges.get(name) ?? []) if (!seen.has(next)) open.push(next);
  }
  return found;
}
