// A definition made ready to run: each state a closure. Throws one error that lists all that cannot be run.
import { DefinitionError, type Diagnostic } from "../asl/diagnostic.js";
import type { QueryLanguage, StateGroup, StateMachineDefinition, StateOf, StateType } from "../asl/types.js";
import { definitionErrors } from "./definition-errors.js";
import type { HistoryEventType } from "./history-event.js";
import type { StateMachineType } from "./limits.js";
import { machinePlace, type Place, statePlace } from "./place.js";
import type { Probe } from "./probe.js";
import { compileChoice } from "./states/choice.js";
import { compileFail } from "./states/fail.js";
import { compileMap } from "./states/map.js";
import { compileParallel } from "./states/parallel.js";
import { compilePass } from "./states/pass.js";
import { compileSucceed } from "./states/succeed.js";
import { compileTask } from "./states/task.js";
import { compileWait } from "./states/wait.js";
import type { RunState } from "./visit.js";

/** A set of states that lead to each other: the machine, a branch, a processor. */
export interface Group {
  readonly first: CompiledState;
  readonly states: ReadonlyMap<string, CompiledState>;
}
export interface CompiledState {
  readonly name: string;
  readonly entered: HistoryEventType;
  /** A Fail state has none. */
  readonly exited: HistoryEventType | undefined;
  /** Where it can be cut off while it waits. */
  readonly aborted: HistoryEventType | undefined;
  readonly run: RunState;
}
/** Compiles a set of states within a state. */
export type CompileGroup = (group: StateGroup, place: Place) => Group;
export interface Machine extends Group {
  readonly timeoutSeconds: number | undefined;
}

interface Executor<Type extends StateType> {
  readonly compile: (state: StateOf<Type>, place: Place, compileInner: CompileGroup) => RunState;
  readonly entered: HistoryEventType;
  readonly exited?: HistoryEventType;
  readonly aborted?: HistoryEventType;
}
const executors: { readonly [Type in StateType]: Executor<Type> } = {
  Task: {
    compile: compileTask,
    entered: "TaskStateEntered",
    exited: "TaskStateExited",
    aborted: "TaskStateAborted",
  },
  Pass: { compile: compilePass, entered: "PassStateEntered", exited: "PassStateExited" },
  Choice: { compile: compileChoice, entered: "ChoiceStateEntered", exited: "ChoiceStateExited" },
  Wait: {
    compile: compileWait,
    entered: "WaitStateEntered",
    exited: "WaitStateExited",
    aborted: "WaitStateAborted",
  },
  Succeed: { compile: compileSucceed, entered: "SucceedStateEntered", exited: "SucceedStateExited" },
  Fail: { compile: compileFail, entered: "FailStateEntered" },
  Parallel: {
    compile: compileParallel,
    entered: "ParallelStateEntered",
    exited: "ParallelStateExited",
    aborted: "ParallelStateAborted",
  },
  Map: { compile: compileMap, entered: "MapStateEntered", exited: "MapStateExited", aborted: "MapStateAborted" },
};

/** Generic in the state's type, so that the look-up needs no cast. */
function compileState<Type extends StateType>(
  type: Type,
  state: StateOf<Type>,
  place: Place,
  compileInner: CompileGroup,
): CompiledState {
  const { compile, entered, exited, aborted } = executors[type];
  return { name: place.step, entered, exited, aborted, run: compile(state, place, compileInner) };
}

function compileGroup({ StartAt, States }: StateGroup, place: Place, ofMachine: QueryLanguage | undefined): Group {
  const compileInner: CompileGroup = (inner, at) => compileGroup(inner, at, ofMachine);
  // Apart, since entries take five times as long where there are many.
  const [names, documents] = [Object.keys(States), Object.values(States)];
  const states = new Map<string, CompiledState>();
  for (const [index, state] of documents.entries()) {
    const name = names[index] ?? "";
    const at = statePlace(place, name, state.QueryLanguage ?? ofMachine ?? "JSONPath");
    states.set(name, compileState(state.Type, state as never, at, compileInner));
  }
  const first = states.get(StartAt);
  if (first === undefined) throw new Error(`the validator let '${StartAt}' through, which is no state`);
  return { first, states };
}

/** What is wrong with a state by itself: where it leads to is not looked at. */
export function errorsAlone(state: object, name: string, language: QueryLanguage | undefined): readonly Diagnostic[] {
  return definitionErrors(alone(state, name, language), "STANDARD").filter(
    ({ code, location, state: at, field = "" }) =>
      !(code === "MISSING_END_STATE" && location === "/") &&
      !(code === "MISSING_TRANSITION_TARGET" && at === name && /(?:^|\.)(?:Next|Default)$/.test(field)),
  );
}

const alone = (state: object, name: string, language: QueryLanguage | undefined) => ({
  ...(language && { QueryLanguage: language }),
  StartAt: name,
  States: { [name]: state },
});

/** Such a state without errors, made ready to run. Throws a `DefinitionError` for what is not supported yet. */
export function compileAlone(
  state: object,
  name: string,
  language: QueryLanguage | undefined,
  probe: Probe,
): CompiledState {
  const findings: Diagnostic[] = [];
  const { first } = compileGroup(valid(alone(state, name, language)), machinePlace(findings, probe), language);
  if (findings.length > 0) throw new DefinitionError(findings);
  return first;
}

/** Throws one error that lists all that is wrong. */
export function compileMachine(definition: object, machineType: StateMachineType): Machine {
  const findings = [...definitionErrors(definition, machineType)];
  if (findings.length > 0) throw new DefinitionError(findings);
  const machine = valid(definition);
  const { QueryLanguage, TimeoutSeconds } = machine;
  const group = compileGroup(machine, machinePlace(findings), QueryLanguage);
  if (findings.length > 0) throw new DefinitionError(findings);
  return { ...group, timeoutSeconds: typeof TimeoutSeconds === "number" ? TimeoutSeconds : undefined };
}

/** What the validator let through has the fields of its type. */
const valid = (definition: object): StateMachineDefinition => definition as StateMachineDefinition;
