import type { Diagnostic } from "../../asl/diagnostic.js";
import { DefinitionError } from "../../asl/diagnostic.js";
import type { Draft } from "../draft.js";
import type { StateMachineModel } from "../model.js";
import { assignedNames } from "./assigned-names.js";
import { errorNames } from "./error-names.js";
import { express } from "./express.js";
import { functionNames } from "./function-names.js";
import { innerChains } from "./inner-chains.js";
import { labels } from "./labels.js";
import { machineHeader } from "./machine-header.js";
import { mishaps } from "./mishaps.js";
import { numbers } from "./numbers.js";
import { outerVariableNames } from "./outer-variables.js";
import { queryLanguages } from "./query-languages.js";
import { reachability } from "./reachability.js";
import { retryCounts } from "./retry-counts.js";
import { stateNames } from "./state-names.js";
import { transitionTargets } from "./transition-targets.js";

/** One rule: the findings of it. Types can be passed by, so what they say of the structure is asked again here. */
export type Rule = (machine: StateMachineModel, draft: Draft) => readonly Diagnostic[];
const rules: readonly Rule[] = [
  machineHeader,
  queryLanguages,
  mishaps,
  innerChains,
  stateNames,
  transitionTargets,
  reachability,
  errorNames,
  express,
  numbers,
  labels,
  assignedNames,
  outerVariableNames,
  retryCounts,
  functionNames,
];

/** The finished machine, or one error that lists every finding. */
export function finish(header: Omit<StateMachineModel, "StartAt" | "states">, draft: Draft): StateMachineModel {
  const machine: StateMachineModel = { ...header, StartAt: draft.states[0]?.name ?? "", states: draft.states };
  const diagnostics = rules.flatMap((rule) => rule(machine, draft));
  if (diagnostics.length > 0) throw new DefinitionError(diagnostics);
  return machine;
}
