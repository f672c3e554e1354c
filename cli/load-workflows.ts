import { resolve } from "node:path";
import { isStateMachine, type StateMachineModel } from "../dsl/model.js";
import { type ModuleFailure, moduleFailure } from "./module-failure.js";
import type { ModuleExports, ModuleLoader } from "./module-loader.js";

export interface LoadedModule {
  /** POSIX, from the project's root: `workflows/deploy.ts`. */
  readonly file: string;
  readonly exports: ModuleExports;
}
export interface LoadedMachine {
  readonly machine: StateMachineModel;
  /** The module that exports it. */
  readonly file: string;
  /** `default`, or a name. */
  readonly exportName: string;
}

const isOpenChain = (value: unknown) =>
  typeof value === "object" && value !== null && "~statewright" in value && value["~statewright"] === "Chain";

/** Loads modules one after the other: what they print and count is then the same at every run. */
export async function loadModules(loader: ModuleLoader, root: string, files: readonly string[]) {
  const modules: LoadedModule[] = [];
  const failures: ModuleFailure[] = [];
  for (const file of files) {
    try {
      const exports = await loader.load(resolve(root, file));
      const open = Object.entries(exports).find(([, value]) => isOpenChain(value));
      if (open === undefined) modules.push({ file, exports });
      else
        failures.push({
          file,
          message: `${file}: the workflow ${open[0]} has no end`,
          fix: "call .end() behind its last state",
        });
    } catch (error) {
      failures.push(moduleFailure(error, file, root));
    }
  }
  return { modules, failures };
}

/**
 * The workflows that modules export, each once, in the order of the modules. One that several export belongs to the
 * module that declares it. A module that exports none is fine: others may share it.
 */
export function machinesOf(modules: readonly LoadedModule[]): LoadedMachine[] {
  const found = new Map<StateMachineModel, LoadedMachine>();
  for (const { file, exports } of modules) {
    for (const [exportName, machine] of Object.entries(exports)) {
      if (!isStateMachine(machine)) continue;
      const first = found.get(machine);
      const declares = machine.source.replace(/(?::\d+)+$/, "") === file && first?.file !== file;
      if (first === undefined || declares) found.set(machine, { machine, file, exportName });
    }
  }
  return [...found.values()];
}
