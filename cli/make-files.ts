// From the author's modules to the files that the generator makes of them. Heavy: `generate` loads it when it has to.
import { resolve } from "node:path";
import type { Diagnostic } from "../asl/diagnostic.js";
import { duplicateFiles } from "../generators/duplicate-files.js";
import type { GeneratedFile } from "../generators/generated-file.js";
import { generate } from "../generators/index.js";
import { loadModules, machinesOf } from "./load-workflows.js";
import { machineFindings } from "./machine-findings.js";
import { definitionDiagnostics, ModulesError } from "./module-failure.js";
import { openModuleLoader } from "./module-loader.js";
import { isOwnFile } from "./own-package.js";
import type { Progress } from "./progress.js";
import type { Project } from "./project.js";
import { readTypes } from "./read-types.js";
import { relativePath, sourceOf } from "./sources.js";
import { noWorkflows } from "./workflow-files.js";

export interface MadeFiles {
  readonly files: readonly GeneratedFile[];
  /** Where there are any, there are no files. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the files were made from, but for this package itself; POSIX, from the project's root. */
  readonly sources: readonly string[];
}

/** @throws ModulesError, UsageError */
export async function makeFiles(project: Project, modules: readonly string[], progress: Progress): Promise<MadeFiles> {
  const { root, layout, tsconfig } = project;
  progress.say(`loading ${layout.workflows}`);
  const loader = await openModuleLoader(root, tsconfig);
  const loaded = await loadModules(loader, root, modules);
  const read = (await loader.close()).map((file) => sourceOf(relativePath(root, file)));
  if (loaded.failures.length > 0) throw new ModulesError(loaded.failures);
  const machines = machinesOf(loaded.modules);
  if (machines.length === 0) throw noWorkflows(layout.workflows);
  const duplicates = duplicateFiles(
    machines.map(({ machine }) => machine),
    layout,
  );
  if (duplicates.length > 0) return { files: [], diagnostics: duplicates, sources: [] };

  progress.say("reading types");
  const reading = readTypes(project, { machines, modules: loaded.modules });
  const sources = [...new Set([...read, ...reading.sources])].filter((path) => !isOwnFile(resolve(root, path)));
  if (reading.diagnostics.length > 0) return { files: [], diagnostics: reading.diagnostics, sources: [] };

  progress.say("generating");
  const files: GeneratedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { machine, types } of reading.machines) {
    // What passes the rules of the language and is no ASL all the same: text of the author's own.
    const errors = machineFindings(machine).filter(({ severity }) => severity === "error");
    diagnostics.push(...errors);
    if (errors.length > 0) continue;
    try {
      files.push(...(await generate(machine, types, layout)));
    } catch (error) {
      const found = definitionDiagnostics(error);
      if (found === undefined) throw error;
      diagnostics.push(...found);
    }
  }
  return { files: diagnostics.length > 0 ? [] : files, diagnostics, sources };
}
