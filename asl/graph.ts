// How states lead to each other.
import { type Document, documentsOf } from "./document.js";
import type { StateView } from "./machine-view.js";

export interface Transition {
  /** Not a text where the definition has something else in its place. */
  readonly target: unknown;
  /** `Next`, `Choices[0]/Next`, `Default`, `Catch[0]/Next`. */
  readonly field: string;
  /** The rule or the catcher that it belongs to. */
  readonly list?: "Choices" | "Catch";
  readonly part?: Document;
}

const transitions = new WeakMap<StateView, readonly Transition[]>();
const edges = new WeakMap<ReadonlyMap<string, StateView>, Edges>();

/** What several rules ask for, found once. */
function once<Key extends object, Found>(known: WeakMap<Key, Found>, key: Key, find: (key: Key) => Found): Found {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find(key);
  known.set(key, found);
  return found;
}

/** Every way out of a state, in the order of its fields. */
export const transitionsOf = (state: StateView): readonly Transition[] => once(transitions, state, findTransitions);

function findTransitions({ document, type }: StateView): readonly Transition[] {
  const found: Transition[] = [];
  const add = (field: string) => {
    if (document[field] !== undefined) found.push({ target: document[field], field });
  };
  const addParts = (list: "Choices" | "Catch") => {
    for (const [index, part] of documentsOf(document[list])) {
      if (part["Next"] !== undefined) found.push({ target: part["Next"], field: `${list}[${index}]/Next`, list, part });
    }
  };
  if (type === "Choice") {
    addParts("Choices");
    add("Default");
  } else if (type !== "Succeed" && type !== "Fail") {
    add("Next");
    addParts("Catch");
  }
  return found;
}

/** Whether an execution of its set of states can end with it. */
export const isTerminal = ({ document, type }: StateView): boolean =>
  type === "Succeed" || type === "Fail" || document["End"] === true;

export type Edges = ReadonlyMap<string, readonly string[]>;

/** The states that each state leads to; targets that do not exist are left out. */
export const edgesOf = (states: ReadonlyMap<string, StateView>): Edges => once(edges, states, findEdges);

function findEdges(states: ReadonlyMap<string, StateView>): Edges {
  const found = new Map<string, readonly string[]>();
  for (const [name, state] of states) {
    const targets = transitionsOf(state).map(({ target }) => target);
    found.set(
      name,
      targets.filter((target): target is string => typeof target === "string" && states.has(target)),
    );
  }
  return found;
}

export function reversed(edges: Edges): Edges {
  const back = new Map<string, string[]>([...edges.keys()].map((name) => [name, []]));
  for (const [from, targets] of edges) for (const target of targets) back.get(target)?.push(from);
  return back;
}

/** What can be reached from the given names, themselves with it. */
export function reachedFrom(starts: Iterable<string>, edges: Edges): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...starts].filter((name) => edges.has(name));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const target of edges.get(name) ?? []) if (!reached.has(target)) open.push(target);
  }
  return reached;
}
