// Where in a definition something stands, and how what is wrong there is told.
import type { Diagnostic, DiagnosticCode } from "../asl/diagnostic.js";
import { AslSyntaxError } from "../asl/syntax-error.js";
import type { QueryLanguage } from "../asl/types.js";
import type { Probe } from "./probe.js";

/** One step into a definition: a field, an item of a list, a state. Made for each part that is read, so it holds little. */
export interface Place {
  readonly parent: Place | undefined;
  /** `Catch[0]`, `Next`; for a state its name. */
  readonly step: string;
  readonly isState: boolean;
  /** Of the state around it. */
  readonly queryLanguage: QueryLanguage;
  readonly findings: Diagnostic[];
  /** Of a state that is run by itself. */
  readonly probe: Probe | undefined;
}

export const machinePlace = (findings: Diagnostic[], probe?: Probe): Place => ({
  parent: undefined,
  step: "",
  isState: false,
  queryLanguage: "JSONPath",
  findings,
  probe,
});
export const statePlace = (group: Place, name: string, queryLanguage: QueryLanguage): Place => ({
  parent: group,
  step: name,
  isState: true,
  queryLanguage,
  findings: group.findings,
  probe: group.probe,
});
export const below = (parent: Place, step: string): Place => ({
  parent,
  step,
  isState: false,
  queryLanguage: parent.queryLanguage,
  findings: parent.findings,
  probe: parent.probe,
});
/** An item of the list at a place. */
export const itemOf = (list: Place, index: number): Place => ({
  ...list,
  step: `${list.step}[${index}]`,
  isState: false,
});

const location = ({ parent, step, isState }: Place): string =>
  parent === undefined ? "" : `${location(parent)}/${isState ? "States/" : ""}${step}`;

/** The state around a place, and the steps from it on. */
export function withinState(place: Place): { readonly state?: string; readonly path: readonly string[] } {
  if (place.isState) return { state: place.step, path: [] };
  if (place.parent === undefined) return { path: [] };
  const { path, ...around } = withinState(place.parent);
  return { ...around, path: [...path, place.step] };
}

export function report(place: Place, message: string, code: DiagnosticCode = "SCHEMA_VALIDATION_FAILED"): void {
  const { path, ...around } = withinState(place);
  place.findings.push({
    severity: "error",
    code,
    location: location(place) || "/",
    message,
    ...around,
    ...(path.length === 0 ? {} : { field: path.join(".") }),
  });
}

/** Makes something of a text that may be wrong; reports what is, and goes on with something that is never used. */
export function reading<Made>(place: Place, make: () => Made, otherwise: Made, message?: string): Made {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof AslSyntaxError)) throw error;
    const own = message !== undefined && error.code === "SCHEMA_VALIDATION_FAILED";
    report(place, own ? `${message}: ${error.message}` : error.message, error.code);
    return otherwise;
  }
}
