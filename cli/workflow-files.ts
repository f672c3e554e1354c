import { resolve } from "node:path";
import type { Disk } from "./disk.js";
import type { Project } from "./project.js";
import { modulesIn } from "./sources.js";
import { UsageError } from "./usage-error.js";

export const noWorkflows = (folder: string) =>
  new UsageError(
    `no module in ${folder} exports a workflow`,
    "export one: export const deploy = workflow<Input>(…)….end();",
  );

/** The modules of the project's workflows. */
export function workflowFiles(disk: Disk, { root, layout }: Project): string[] {
  const files = modulesIn(disk, root, layout.workflows);
  if (files.length > 0) return files;
  const exists = disk.kind(resolve(root, layout.workflows)) !== undefined;
  throw new UsageError(
    exists ? `the folder ${layout.workflows} has no TypeScript module` : `there is no folder ${layout.workflows}`,
    `write a workflow in ${layout.workflows}/, or say where yours are with --workflows`,
  );
}
