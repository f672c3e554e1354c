// From a machine to files: pure but for Graphviz, which is loaded once.
import { DefinitionError } from "../asl/diagnostic.js";
import type { StateMachineModel } from "../dsl/model.js";
import { generateConstruct } from "./construct.js";
import { generateDefinition } from "./definition.js";
import { duplicateFiles } from "./duplicate-files.js";
import { generateFunctions } from "./functions.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { generateGraph } from "./graph-files.js";
import { generateHandlers } from "./handlers.js";
import type { MachineTypes } from "./machine-types.js";
import { generateTypes } from "./types.js";

export { definition } from "./definition.js";
export { duplicateFiles } from "./duplicate-files.js";
export { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
export { graphMermaid } from "./graph-mermaid.js";
export { graphSvg } from "./graph-svg.js";
export type { MachineTypes } from "./machine-types.js";

/** Files of one kind. The same machine and types give the same bytes. */
type Generator = (
  machine: StateMachineModel,
  types: MachineTypes,
  layout: Layout,
) => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;

/** In the order in which a reader looks: what runs, what its data is, what is to be written, what deploys it, how it looks. */
const generators: readonly Generator[] = [
  (machine, _types, layout) => generateDefinition(machine, layout),
  generateTypes,
  generateFunctions,
  generateHandlers,
  (machine, _types, layout) => generateConstruct(machine, layout),
  (machine, _types, layout) => generateGraph(machine, layout),
];

/**
 * All files of a machine. Machines that share a module of functions both give its files, with the same contents.
 * @throws {DefinitionError} with all that ASL cannot say, or with the files that two of its names would share; for
 * files shared between machines ask `duplicateFiles` for all of them.
 */
export async function generate(
  machine: StateMachineModel,
  types: MachineTypes,
  layout: Layout = defaultLayout,
): Promise<readonly GeneratedFile[]> {
  const duplicates = duplicateFiles([machine], layout);
  if (duplicates.length > 0) throw new DefinitionError(duplicates);
  const files = await Promise.all(generators.map((generator) => generator(machine, types, layout)));
  return files.flat();
}
