// A definition as the rules look at it: every set of states with its states, each with its place, its query language and
// what it evaluates. Made once for all rules; knows nothing of what is right or wrong.
import { type Document, documentsOf, isDocument } from "./document.js";
import { type Expression, expressionsOf } from "./state-expressions.js";
import type { QueryLanguage, StateType } from "./types.js";

export type StateMachineType = "STANDARD" | "EXPRESS";

/** A set of states that lead to each other: the machine, a branch, a processor. */
export interface Scope {
  /** `""` of the machine, `/States/Each/ItemProcessor` of a processor. */
  readonly location: string;
  readonly document: Document;
  readonly states: ReadonlyMap<string, StateView>;
  /** The state that it is a part of, and as which field. */
  readonly outer: { readonly state: StateView; readonly field: string } | undefined;
  /** Runs as executions of its own, which see no variables of the machine. */
  readonly isDistributed: boolean;
  /** Of the execution that runs it. */
  readonly machineType: StateMachineType;
}
export interface StateView {
  readonly name: string;
  /** Empty for what is no object. */
  readonly document: Document;
  readonly isObject: boolean;
  /** `undefined` for a type that does not exist. */
  readonly type: StateType | undefined;
  readonly language: QueryLanguage;
  readonly location: string;
  readonly scope: Scope;
  readonly inner: readonly Scope[];
  /** Everything that is evaluated when it runs. */
  readonly expressions: readonly Expression[];
}
export interface MachineView {
  readonly document: Document;
  readonly language: QueryLanguage;
  readonly root: Scope;
  /** Outer ones first. */
  readonly scopes: readonly Scope[];
  /** In the order of the document, those within a state behind it. */
  readonly states: readonly StateView[];
}

const TYPES: ReadonlySet<unknown> = new Set<StateType>([
  "Task",
  "Pass",
  "Choice",
  "Wait",
  "Succeed",
  "Fail",
  "Parallel",
  "Map",
]);
const isStateType = (value: unknown): value is StateType => TYPES.has(value);

export function viewMachine(document: Document, machineType: StateMachineType): MachineView {
  const language = document["QueryLanguage"] === "JSONata" ? "JSONata" : "JSONPath";
  const scopes: Scope[] = [];
  const all: StateView[] = [];
  const viewScope = (
    part: Document,
    location: string,
    outer: Scope["outer"],
    distributed?: { readonly machineType: StateMachineType },
  ): Scope => {
    const states = new Map<string, StateView>();
    const around = outer?.state.scope.machineType ?? machineType;
    const scope: Scope = {
      location,
      document: part,
      states,
      outer,
      isDistributed: distributed !== undefined,
      machineType: distributed?.machineType ?? around,
    };
    scopes.push(scope);
    const documents = isDocument(part["States"]) ? Object.entries(part["States"]) : [];
    for (const [name, state] of documents) states.set(name, viewState(name, state, scope));
    return scope;
  };
  const viewState = (name: string, value: unknown, scope: Scope): StateView => {
    const state: Document = isDocument(value) ? value : {};
    const { Type, QueryLanguage } = state;
    const inner: Scope[] = [];
    const own = QueryLanguage === "JSONata" || QueryLanguage === "JSONPath" ? QueryLanguage : language;
    const type = isStateType(Type) ? Type : undefined;
    const view: StateView = {
      name,
      document: state,
      isObject: isDocument(value),
      type,
      language: own,
      location: `${scope.location}/States/${name}`,
      scope,
      inner,
      expressions: type === undefined ? [] : expressionsOf(state, type, own),
    };
    all.push(view);
    for (const [field, part] of partsWithStates(state, type)) {
      inner.push(
        viewScope(part, `${view.location}/${field}`, { state: view, field }, distribution(part, scope.machineType)),
      );
    }
    return view;
  };
  const root = viewScope(document, "", undefined);
  return { document, language, root, scopes, states: all };
}

function partsWithStates(
  state: Document,
  type: StateType | undefined,
): readonly (readonly [field: string, part: Document])[] {
  if (type === "Parallel")
    return documentsOf(state["Branches"]).map(([index, branch]) => [`Branches[${index}]`, branch]);
  if (type !== "Map") return [];
  return ["ItemProcessor", "Iterator"].flatMap((field) => {
    const part = state[field];
    return isDocument(part) ? [[field, part] as const] : [];
  });
}

function distribution(
  part: Document,
  around: StateMachineType,
): { readonly machineType: StateMachineType } | undefined {
  const config = part["ProcessorConfig"];
  if (!isDocument(config) || config["Mode"] !== "DISTRIBUTED") return undefined;
  const type = config["ExecutionType"];
  return { machineType: type === "EXPRESS" || type === "STANDARD" ? type : around };
}
