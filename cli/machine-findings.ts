// What the validator says of the ASL of a workflow.
import type { Diagnostic } from "../asl/diagnostic.js";
import { validate } from "../asl/validate.js";
import type { StateMachineModel } from "../dsl/model.js";
import { definition } from "../generators/definition.js";
import { definitionDiagnostics } from "./module-failure.js";

/** Everything that is wrong with a workflow's definition, each with the line of the workflow that it comes from. */
export function machineFindings(machine: StateMachineModel): readonly Diagnostic[] {
  try {
    return withSource(validate(definition(machine), { type: machine.type }), machine);
  } catch (error) {
    const diagnostics = definitionDiagnostics(error);
    if (diagnostics === undefined) throw error;
    return diagnostics;
  }
}

function withSource(findings: readonly Diagnostic[], machine: StateMachineModel): readonly Diagnostic[] {
  const sources = new Map(machine.states.map(({ name, source }) => [name, source]));
  return findings.map((finding) => {
    // A state within another has the line of the outermost one around it, where it has none of its own.
    const [, outermost = ""] = /^\/States\/([^/]+)/.exec(finding.location) ?? [];
    const source = sources.get(finding.state ?? "") ?? sources.get(outermost) ?? machine.source;
    return { ...finding, workflow: machine.name, source };
  });
}
