// A machine as a picture sees it: boxes and arrows with readable texts, whatever draws them.
import { allStates } from "../dsl/all-states.js";
import type { Catcher, MapState, Placement, State, StateGroup, StateMachineModel, TaskState } from "../dsl/model.js";
import { conditionLabel, valueLabel } from "./graph-labels.js";

export interface GraphNode {
  /** The state's name. */
  readonly name: string;
  readonly type: State["Type"];
  /** What the state does, in a few words; empty where its name and shape say it all. */
  readonly detail: string;
  /** The chains inside it: the branches of a Parallel, the iteration of a Map. */
  readonly groups: readonly GraphGroup[];
}
export interface GraphGroup {
  readonly start: string;
  readonly nodes: readonly GraphNode[];
  /** The states with which it ends. */
  readonly ends: readonly string[];
}
export interface GraphEdge {
  readonly from: string;
  /** A state, or absent: the execution ends here. */
  readonly to?: string;
  /** Why this way is taken, a line each; several where several lead to the same state. */
  readonly labels: readonly string[];
  /** `catch` is the way of an error. */
  readonly kind: "next" | "rule" | "otherwise" | "catch";
}
export interface Graph {
  readonly title: string;
  readonly start: string;
  readonly nodes: readonly GraphNode[];
  /** Those of the chains inside states too, but for the ways on which these end. */
  readonly edges: readonly GraphEdge[];
}

/** States in the order of declaration, arrows in the order in which ASL tries them. */
export function graph(machine: StateMachineModel): Graph {
  return {
    title: machine.name,
    start: machine.StartAt,
    nodes: machine.states.map(node),
    edges: allStates(machine)
      .flatMap((state) => joined(edges(state)))
      .filter(({ from, to }) => to !== undefined || machine.states.some(({ name }) => name === from)),
  };
}

const node = (state: State): GraphNode => ({
  name: state.name,
  type: state.Type,
  detail: detail(state),
  groups: state.Type === "Parallel" ? state.branches.map(group) : state.Type === "Map" ? [group(state.processor)] : [],
});
/** A node and those inside it. */
export const withInner = (one: GraphNode): readonly GraphNode[] => [
  one,
  ...one.groups.flatMap(({ nodes }) => nodes.flatMap(withInner)),
];
const group = ({ StartAt, states }: StateGroup): GraphGroup => ({
  start: StartAt,
  nodes: states.map(node),
  ends: states.filter(endsHere).map(({ name }) => name),
});
const endsHere = (state: State) =>
  state.Type !== "Choice" && state.Type !== "Fail" && (state.Type === "Succeed" || state.Next === undefined);

function edges(state: State): GraphEdge[] {
  const from = state.name;
  switch (state.Type) {
    case "Succeed":
    case "Fail":
      return [];
    case "Choice":
      return [
        ...state.rules.map(
          ({ condition, Next }): GraphEdge => ({ from, to: Next, labels: [conditionLabel(condition)], kind: "rule" }),
        ),
        ...(state.Default === undefined
          ? []
          : [{ from, to: state.Default, labels: ["otherwise"], kind: "otherwise" } as const]),
      ];
    case "Task":
    case "Parallel":
    case "Map":
      return [onward(from, state.Next), ...(state.Catch ?? []).map((catcher) => caught(from, catcher))];
    default:
      return [onward(from, state.Next)];
  }
}

const onward = (from: string, to: string | undefined): GraphEdge =>
  to === undefined ? { from, labels: [], kind: "next" } : { from, to, labels: [], kind: "next" };
const caught = (from: string, { ErrorEquals, Next }: Catcher): GraphEdge => ({
  from,
  to: Next,
  labels: ErrorEquals.map((error) => (error === "States.ALL" ? "any error" : error)),
  kind: "catch",
});

/** One arrow for all that lead from one state to another in the same manner. */
function joined(all: readonly GraphEdge[]): GraphEdge[] {
  const byTarget = new Map<string, GraphEdge>();
  for (const edge of all) {
    const key = `${edge.kind} ${edge.to ?? ""}`;
    const first = byTarget.get(key);
    byTarget.set(
      key,
      first === undefined ? edge : { ...first, labels: [...new Set([...first.labels, ...edge.labels])] },
    );
  }
  return [...byTarget.values()].map((edge) => ({ ...edge, labels: edge.labels.map(alternative) }));
}
const alternative = (label: string, index: number) => (index === 0 ? label : `or ${label}`);

function detail(state: State): string {
  switch (state.Type) {
    case "Task":
      return [called(state), placement(state.as)].filter(Boolean).join(", ");
    case "Parallel":
      return ["all at once", placement(state.as)].filter(Boolean).join(", ");
    case "Map":
      return [repeated(state), placement(state.as)].filter(Boolean).join(", ");
    case "Pass":
      if (state.data !== undefined) return placement({ kind: "replace" });
      return state.set.entries.length === 0 ? "" : `sets ${state.set.entries.map(([key]) => key).join(", ")}`;
    case "Wait":
      return state.wait.kind === "seconds"
        ? `${state.wait.value.kind === "literal" ? "" : "for "}${valueLabel(state.wait.value)} s`
        : `until ${state.wait.value.kind === "literal" ? state.wait.value.value : valueLabel(state.wait.value)}`;
    case "Fail":
      return state.error.kind === "literal" ? String(state.error.value) : valueLabel(state.error);
    default:
      return "";
  }
}

/** What a task runs that its own name may not tell. */
function called({ run }: TaskState): string {
  if (run.kind === "lambda") return "";
  if (run.kind === "activity") return `activity ${run.activity.name}`;
  const { service, action, pattern } = run.integration;
  return `${service}:${action}${pattern}`;
}

function repeated({ items, distributed, MaxConcurrency }: MapState): string {
  const single = items === undefined ? "each item that is read" : `each of ${valueLabel(items)}`;
  const what = distributed?.batch === undefined ? single : "each batch";
  const most = typeof MaxConcurrency === "number" && MaxConcurrency > 0 ? `, ${MaxConcurrency} at once` : "";
  return `${distributed ? "an execution for" : "for"} ${what}${most}`;
}

function placement(as: Placement): string {
  if (as.kind === "key") return `adds ${as.key}`;
  return as.kind === "replace" ? "replaces the data" : "";
}
