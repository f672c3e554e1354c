import { type Edges, edgesOf, isTerminal, reachedFrom, reversed, transitionsOf } from "../graph.js";
import type { Scope, StateView } from "../machine-view.js";
import { canEnd } from "./end-states.js";
import { inState, type Rule } from "./rule.js";

/** From every state a way leads to an end: else an execution that gets there goes round until it fails or is stopped. */
export const endlessLoops: Rule = ({ scopes }, report) => {
  for (const scope of scopes) {
    const edges = edgesOf(scope.states);
    const stuck = canEnd(scope) ? stuckStates(scope, edges) : [];
    const told = new Set<string>();
    for (const state of stuck) {
      if (told.has(state.name)) continue;
      const loop = reachedFrom([state.name], edges);
      for (const name of loop) told.add(name);
      const names = [...scope.states.keys()].filter((name) => loop.has(name)).map((name) => `'${name}'`);
      report(
        inState(state),
        `No way leads from here to an end: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`,
        { code: "ENDLESS_LOOP", severity: "warning", fix: "let a Choice lead out of the loop" },
      );
    }
  }
};

function stuckStates({ states, document }: Scope, edges: Edges): readonly StateView[] {
  const start = document["StartAt"];
  const ends = [...states.values()].filter((state) => isTerminal(state) || leadsElsewhere(state, edges));
  const ending = reachedFrom(
    ends.map(({ name }) => name),
    reversed(edges),
  );
  if (ending.size === states.size) return [];
  const reached = reachedFrom(typeof start === "string" ? [start] : [], edges);
  return [...states.values()].filter(({ name }) => reached.has(name) && !ending.has(name));
}

/** Its transitions have a fault, or are not known yet: nothing can be said of where it leads. */
function leadsElsewhere(state: StateView, edges: Edges): boolean {
  const transitions = transitionsOf(state);
  return transitions.length === 0 || transitions.length !== edges.get(state.name)?.length;
}
