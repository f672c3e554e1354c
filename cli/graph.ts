import { extname, resolve } from "node:path";
import type { StateMachineModel } from "../dsl/model.js";
import type { Disk } from "./disk.js";
import type { Environment, ExitCode } from "./environment.js";
import { findWorkflow } from "./find-workflow.js";
import { openModuleLoader } from "./module-loader.js";
import { openProject } from "./project.js";
import { refusedByDisk, UsageError } from "./usage-error.js";
import { putFile } from "./write-files.js";

type Draw = (machine: StateMachineModel) => string | Promise<string>;
/** Each loads what it needs: Graphviz is heavy. */
const formats = {
  mermaid: async (machine) => (await import("../generators/graph-mermaid.js")).graphMermaid(machine),
  svg: async (machine) => (await import("../generators/graph-svg.js")).graphSvg(machine),
  dot: async (machine) => (await import("../generators/graph-svg.js")).graphDot(machine),
} satisfies Readonly<Record<string, Draw>>;
export type GraphFormat = keyof typeof formats;
export const graphFormats = Object.keys(formats);
const endings: Readonly<Record<string, GraphFormat>> = { ".svg": "svg", ".dot": "dot", ".gv": "dot" };
/** What the name of the file asks for. */
const formatOf = (out: string | undefined): GraphFormat => endings[extname(out ?? "")] ?? "mermaid";
const isFormat = (text: string): text is GraphFormat => Object.hasOwn(formats, text);

export interface GraphOptions {
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly workflows?: string | undefined;
}

export async function graphCommand(environment: Environment, wanted: string, options: GraphOptions): Promise<ExitCode> {
  const { disk, cwd, stdout } = environment;
  const { out, workflows } = options;
  const { format = formatOf(out) } = options;
  if (!isFormat(format))
    throw new UsageError(`there is no format "${format}"`, `use one of: ${graphFormats.join(", ")}`);
  const project = openProject(disk, cwd, { workflows });
  const loader = await openModuleLoader(project.root, project.tsconfig);
  try {
    const { machine } = await findWorkflow({ disk, project, cwd, loader, wanted });
    const text = await formats[format](machine);
    if (out === undefined) stdout.write(text);
    else putPicture(disk, resolve(cwd, out), text, out);
    return 0;
  } finally {
    await loader.close();
  }
}

function putPicture(disk: Disk, path: string, text: string, typed: string): void {
  try {
    putFile(disk, path, text);
  } catch (error) {
    throw refusedByDisk(error, `${typed} cannot be written`, "name another place with --out");
  }
}
