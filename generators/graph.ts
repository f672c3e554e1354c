// A machine as a picture sees it: boxes and arrows with readable texts, whatever draws them.
import type { Catcher, Placement, State, StateMachineModel } from "../dsl/model.js";
import { conditionLabel, valueLabel } from "./graph-labels.js";

export interface GraphNode {
  /** The state's name. */
  readonly name: string;
  readonly type: State["Type"];
  /** What the state does, in a few words; empty where its name and shape say it all. */
  readonly detail: string;
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
  readonly edges: readonly GraphEdge[];
}

/** States in the order of declaration, arrows in the order in which ASL tries them. */
export function graph(machine: StateMachineModel): Graph {
  return {
    title: machine.name,
    start: machine.StartAt,
    nodes: machine.states.map((state) => ({ name: state.name, type: state.Type, detail: detail(state) })),
    edges: machine.states.flatMap((state) => joined(edges(state))),
  };
}

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
      return placement(state.as);
    case "Pass":
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

function placement(as: Placement): string {
  if (as.kind === "key") return `adds ${as.key}`;
  return as.kind === "replace" ? "replaces the data" : "";
}
