import type { Diagnostic, DiagnosticCode } from "../../asl/diagnostic.js";
import type { State, StateMachineModel } from "../model.js";
import { locationOf } from "./groups.js";

/** An error about a field of a state; the field as a path inside the state, `Catch[0].Next`. */
export function finding(
  machine: StateMachineModel,
  state: Pick<State, "name" | "source">,
  code: DiagnosticCode,
  field: string,
  message: string,
  fix: string,
): Diagnostic {
  const inside = field === "" ? "" : `/${field.replaceAll(".", "/")}`;
  return {
    severity: "error",
    code,
    location: `${locationOf(machine, state)}${inside}`,
    message,
    workflow: machine.name,
    state: state.name,
    ...(field !== "" && { field }),
    fix,
    source: state.source,
  };
}

/** A finding about the machine as a whole. */
export function machineFinding(
  machine: StateMachineModel,
  code: DiagnosticCode,
  field: string,
  message: string,
  fix: string,
): Diagnostic {
  return {
    severity: "error",
    code,
    location: `/${field}`,
    message,
    workflow: machine.name,
    ...(field !== "" && { field }),
    fix,
    source: machine.source,
  };
}
