// What a rule is: it looks at a machine and tells what it finds.
import type { Diagnostic, DiagnosticCode } from "../diagnostic.js";
import type { MachineView, Scope, StateView } from "../machine-view.js";

/** Finds one kind of mistake in a whole machine, in the order of the document. */
export type Rule = (machine: MachineView, report: Report) => void;

/** A place in a definition. */
export interface Spot {
  /** `/States/Charge Card/Catch[0]/Next` */
  readonly location: string;
  readonly state?: string;
  /** The field inside the state: `Catch[0].Next`. */
  readonly field?: string;
}
interface More {
  /** @default "SCHEMA_VALIDATION_FAILED" */
  readonly code?: DiagnosticCode;
  /** @default "error" */
  readonly severity?: Diagnostic["severity"];
  readonly fix?: string;
}
export type Report = (at: Spot, message: string, more?: More) => void;

/** A state, or a field of it given by its steps: `Catch[0]/Next`. */
export const inState = ({ location, name }: StateView, field = ""): Spot =>
  field === ""
    ? { location, state: name }
    : { location: `${location}/${field}`, state: name, field: field.replaceAll("/", ".") };

/** A set of states, or a field of it. */
export function inScope({ location, outer }: Scope, field = ""): Spot {
  if (outer !== undefined) return inState(outer.state, field === "" ? outer.field : `${outer.field}/${field}`);
  return { location: `${location}/${field}` };
}
