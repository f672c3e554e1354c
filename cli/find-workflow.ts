import { posix, resolve } from "node:path";
import { fileName } from "../generators/names.js";
import type { Disk } from "./disk.js";
import { type LoadedMachine, loadModules, machinesOf } from "./load-workflows.js";
import { ModulesError } from "./module-failure.js";
import type { ModuleLoader } from "./module-loader.js";
import { didYouMean } from "./near-names.js";
import type { Project } from "./project.js";
import { relativePath, WORKFLOW_ENDING } from "./sources.js";
import { UsageError } from "./usage-error.js";
import { noWorkflows, workflowFiles } from "./workflow-files.js";

export interface FindRequest {
  readonly disk: Disk;
  readonly project: Project;
  /** Absolute; files are typed relative to it. */
  readonly cwd: string;
  readonly loader: ModuleLoader;
  /** A file, the workflow's own name, or its name as files have it: `workflows/deploy.ts`, `Deploy`, `deploy`. */
  readonly wanted: string;
}

/** @throws UsageError, ModulesError */
export async function findWorkflow(request: FindRequest): Promise<LoadedMachine> {
  const { disk, project, cwd, loader, wanted } = request;
  const { root, layout } = project;
  if (WORKFLOW_ENDING.test(wanted)) {
    const file = relativePath(root, resolve(disk.realPath(cwd) ?? cwd, wanted));
    if (disk.kind(resolve(root, file)) === undefined) {
      throw new UsageError(`there is no file ${wanted}`, didYouMean(wanted, workflowFiles(disk, project)));
    }
    return onlyOne(machinesIn(await loadModules(loader, root, [file])), file);
  }
  const files = workflowFiles(disk, project);
  const isWanted = ({ machine }: LoadedMachine) => machine.name === wanted || fileName(machine.name) === wanted;
  // Most often the file has the name of its workflow: then the others need not be loaded, and may be broken.
  const likely = files.filter((file) => posix.basename(file).replace(WORKFLOW_ENDING, "") === fileName(wanted));
  const quickly = machinesOf((await loadModules(loader, root, likely)).modules).filter(isWanted);
  if (quickly.length > 0) return onlyOne(quickly, `"${wanted}"`);

  const { modules, failures } = await loadModules(loader, root, files);
  const machines = machinesOf(modules);
  const found = machines.filter(isWanted);
  if (found.length > 0) return onlyOne(found, `"${wanted}"`);
  if (failures.length > 0) throw new ModulesError(failures);
  if (machines.length === 0) throw noWorkflows(layout.workflows);
  const names = machines.map(({ machine }) => fileName(machine.name));
  throw new UsageError(`there is no workflow "${wanted}" in ${layout.workflows}`, didYouMean(wanted, names));
}

function machinesIn({ modules, failures }: Awaited<ReturnType<typeof loadModules>>): LoadedMachine[] {
  if (failures.length > 0) throw new ModulesError(failures);
  return machinesOf(modules);
}

function onlyOne(machines: readonly LoadedMachine[], where: string): LoadedMachine {
  const [first, ...others] = machines;
  if (first === undefined) throw noWorkflows(where);
  if (others.length === 0) return first;
  const names = machines.map(({ machine, file }) => `"${fileName(machine.name)}" (${file})`).join(", ");
  throw new UsageError(`${where} could be ${names}`, "name one of them, or the file that has only it");
}
