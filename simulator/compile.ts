// A definition made ready to run: each state a closure. Throws one error that lists all that cannot be run.
import { DefinitionError, type Diagnostic } from "../asl/diagnostic.js";
import { isObject } from "../asl/json.js";
import type { StateOf } from "../asl/types.js";
import { checkFields, checkState, languageOf, type RunnableType, type Surroundings } from "./check.js";
import type { HistoryEventType } from "./history-event.js";
import type { StateMachineType } from "./limits.js";
import { below, machinePlace, type Place, report, statePlace } from "./place.js";
import type { Probe } from "./probe.js";
import { machineFields } from "./shapes.js";
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
  readonly states: ReadonlyMap<string, CompiledState | undefined>;
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
/** Compiles a set of states within a state. `undefined` where that cannot be run; what is wrong is reported. */
export type CompileGroup = (
  group: { readonly [field: string]: unknown },
  place: Place,
  /** Of what runs them, where that is an execution of their own. */
  machineType?: StateMachineType,
) => Group | undefined;
export interface Machine extends Group {
  readonly timeoutSeconds: number | undefined;
}

interface Executor<Type extends RunnableType> {
  readonly compile: (state: StateOf<Type>, place: Place, compileInner: CompileGroup) => RunState;
  readonly entered: HistoryEventType;
  readonly exited?: HistoryEventType;
  readonly aborted?: HistoryEventType;
}
const executors: { readonly [Type in RunnableType]: Executor<Type> } = {
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
function compileState<Type extends RunnableType>(
  type: Type,
  state: StateOf<Type>,
  place: Place,
  compileInner: CompileGroup,
): CompiledState {
  const { compile, entered, exited, aborted } = executors[type];
  return { name: place.step, entered, exited, aborted, run: compile(state, place, compileInner) };
}

function compileGroup(
  group: { readonly [field: string]: unknown },
  place: Place,
  queryLanguage: unknown,
  machineType: StateMachineType,
): Group | undefined {
  const { StartAt } = group;
  const documents = isObject(group["States"]) ? group["States"] : {};
  // Apart, since entries take five times as long where there are many.
  const [names, bodies] = [Object.keys(documents), Object.values<unknown>(documents)];
  // All names first, since a state may lead to one below it.
  const states = new Map<string, CompiledState | undefined>();
  for (const name of names) states.set(name, undefined);
  if (typeof StartAt === "string" && !states.has(StartAt)) {
    report(below(place, "StartAt"), `Missing 'StartAt' target: ${StartAt}`, "MISSING_TRANSITION_TARGET");
  }
  const surroundings: Surroundings = { targets: states, queryLanguage, machineType };
  const compileInner: CompileGroup = (inner, at, type = machineType) => compileGroup(inner, at, queryLanguage, type);
  for (const [index, name] of names.entries()) {
    const state = bodies[index];
    const at = statePlace(place, name, languageOf(state, queryLanguage));
    // What the check let through has the fields of its type.
    if (checkState(state, at, surroundings))
      states.set(name, compileState(state.Type, state as never, at, compileInner));
  }
  const first = typeof StartAt === "string" ? states.get(StartAt) : undefined;
  return first && { first, states };
}

/** A state by itself, made ready to run: where it leads to is not looked at. */
export function compileAlone(state: unknown, name: string, queryLanguage: unknown, probe: Probe): CompiledState {
  const findings: Diagnostic[] = [];
  const place = statePlace(machinePlace(findings, probe), name, languageOf(state, queryLanguage));
  const surroundings: Surroundings = { targets: { has: () => true }, queryLanguage, machineType: "STANDARD" };
  const compileInner: CompileGroup = (inner, at, type = "STANDARD") => compileGroup(inner, at, queryLanguage, type);
  const compiled = checkState(state, place, surroundings)
    ? compileState(state.Type, state as never, place, compileInner)
    : undefined;
  if (compiled === undefined || findings.length > 0) throw new DefinitionError(findings);
  return compiled;
}

export function compileMachine(definition: object, machineType: StateMachineType): Machine {
  const findings: Diagnostic[] = [];
  const place = machinePlace(findings);
  const document: { readonly [field: string]: unknown } = { ...definition };
  checkFields(document, machineFields, place);
  const { QueryLanguage, TimeoutSeconds } = document;
  const group = compileGroup(document, place, QueryLanguage, machineType);
  if (group === undefined || findings.length > 0) throw new DefinitionError(findings);
  return { ...group, timeoutSeconds: typeof TimeoutSeconds === "number" ? TimeoutSeconds : undefined };
}
