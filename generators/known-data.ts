// What is surely there when a state is entered, as far as the model tells: keys of the data and variables that every way
// there has set. What an expression in JSONata reads of these it need not ask for.
import type { ConditionNode, ObjectNode, PathNode, Placement, State, StateGroup } from "../dsl/model.js";
import { shownBy } from "./shown-by.js";

export interface Known {
  readonly keys: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}
export const nothingKnown: Known = { keys: new Set(), variables: new Set() };

/** By name of the state. A state that nothing leads to knows nothing. */
export function knownData(group: StateGroup, start: Known): ReadonlyMap<string, Known> {
  const byName = new Map(group.states.map((state) => [state.name, state]));
  const known = new Map<string, Known>();
  const waiting: [target: string, Known][] = [[group.StartAt, start]];
  for (let way = waiting.pop(); way !== undefined; way = waiting.pop()) {
    const [target, brought] = way;
    const state = byName.get(target);
    const before = known.get(target);
    const now = before === undefined ? brought : common(before, brought);
    // What is known of a state only ever shrinks, so this ends.
    if (state === undefined || (before !== undefined && sizeOf(now) === sizeOf(before))) continue;
    known.set(target, now);
    waiting.push(...waysOut(state, now));
  }
  return known;
}

const sizeOf = ({ keys, variables }: Known) => keys.size + variables.size;
const both = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
  new Set([...left].filter((one) => right.has(one)));
const common = (left: Known, right: Known): Known => ({
  keys: both(left.keys, right.keys),
  variables: both(left.variables, right.variables),
});

interface Assigning {
  readonly Assign?: { readonly entries: readonly (readonly [name: string, unknown])[] };
}
const keysOf = ({ entries }: ObjectNode) => entries.map(([key]) => key);
const withKeys = (known: Known, keys: readonly string[]): Known => ({
  ...known,
  keys: new Set([...known.keys, ...keys]),
});
const assigned = (known: Known, { Assign }: Assigning): Known => ({
  ...known,
  variables: new Set([...known.variables, ...(Assign?.entries ?? []).map(([name]) => name)]),
});
function placed(known: Known, as: Placement): Known {
  if (as.kind === "key") return withKeys(known, [as.key]);
  return as.kind === "discard" ? known : { ...known, keys: new Set() };
}
function shown(known: Known, condition: ConditionNode): Known {
  const paths = shownBy(condition);
  const firstOf = (root: PathNode["root"]) =>
    paths
      .filter((path) => path.root === root)
      .flatMap(({ steps: [first] }) => (typeof first === "string" ? [first] : []));
  return {
    keys: new Set([...known.keys, ...firstOf("input")]),
    variables: new Set([...known.variables, ...firstOf("variable")]),
  };
}

function waysOut(state: State, known: Known): readonly [target: string, Known][] {
  const next = (after: Known): readonly [string, Known][] =>
    "Next" in state && state.Next !== undefined ? [[state.Next, after]] : [];
  switch (state.Type) {
    case "Task":
    case "Parallel":
    case "Map":
      return [
        ...next(assigned(placed(known, state.as), state)),
        ...(state.Catch ?? []).map((one): [string, Known] => [one.Next, assigned(placed(known, one.as), one)]),
      ];
    case "Pass":
      return next(
        assigned(
          withKeys(
            state.data === undefined ? known : { ...known, keys: new Set() },
            keysOf(state.data?.kind === "object" ? state.data : state.set),
          ),
          state,
        ),
      );
    case "Wait":
      return next(assigned(known, state));
    case "Choice":
      return [
        ...state.rules.map((rule): [string, Known] => [rule.Next, assigned(shown(known, rule.condition), rule)]),
        ...(state.Default === undefined ? [] : [[state.Default, assigned(known, state)] as [string, Known]]),
      ];
    case "Succeed":
    case "Fail":
      return [];
  }
}

/** What is known where a chain inside a state begins: a branch gets its data, an iteration an item, of which nothing is known. */
export function knownInside(state: State, known: Known): Known {
  if (state.Type === "Parallel") return known;
  // The executions of a distributed map see no variables of the one that starts them.
  return state.Type === "Map" && state.distributed === undefined
    ? { ...nothingKnown, variables: known.variables }
    : nothingKnown;
}

/** Members of the context object that are always there. */
const CONTEXT = new Set(
  [
    ["Execution"],
    ...["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount"].map((name) => ["Execution", name]),
    ["State"],
    ...["EnteredTime", "Name", "RetryCount"].map((name) => ["State", name]),
    ["StateMachine"],
    ...["Id", "Name"].map((name) => ["StateMachine", name]),
    // Where a path may lead to these at all, they are there.
    ["Map", "Item", "Index"],
    ["Map", "Item", "Value"],
    ["Task", "Token"],
  ].map((steps) => steps.join(".")),
);

/** Whether what a path leads to is there, with what is known. */
export function isSure({ root, steps }: PathNode, { keys, variables }: Known): boolean {
  const [first, ...others] = steps;
  if (root === "context") return steps.length === 0 || CONTEXT.has(steps.join("."));
  if (others.length > 0 || typeof first === "number") return false;
  if (root === "variable") return first !== undefined && variables.has(first);
  if (first === undefined) return true;
  return root === "error" ? first === "Error" || first === "Cause" : root === "input" && keys.has(first);
}
