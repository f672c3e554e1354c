import type { Disk } from "./disk.js";
import type { Environment, ExitCode } from "./environment.js";
import type { Manifest } from "./manifest.js";
import { version } from "./own-package.js";
import { type Plan, type PlanRequest, planFiles, readManifest } from "./plan-files.js";
import { progressOn } from "./progress.js";
import { type FolderOptions, openProject } from "./project.js";
import {
  counted,
  renderCheck,
  renderDiagnostics,
  renderError,
  renderGenerated,
  renderSettled,
  type Staleness,
  styleFor,
} from "./report.js";
import { hashSources, isSettled } from "./sources.js";
import { refusedByDisk } from "./usage-error.js";
import { workflowFiles } from "./workflow-files.js";
import { writeFiles } from "./write-files.js";

export interface GenerateOptions extends FolderOptions {
  readonly check?: boolean | undefined;
  readonly force?: boolean | undefined;
}

export async function generateCommand(environment: Environment, options: GenerateOptions): Promise<ExitCode> {
  const { disk, stdout, stderr, variables } = environment;
  const style = styleFor(stdout, variables);
  const project = openProject(disk, environment.cwd, options);
  const { root, layout } = project;
  const modules = workflowFiles(disk, project);
  const previous = readManifest(disk, root, layout);
  const statewright = version;
  // Hashed before anything is read: what changes meanwhile then differs at the next run.
  const before = hashSources(disk, root, [...(previous?.sources.keys() ?? []), ...modules, "tsconfig.json"]);
  const mayRest = environment.isBuilt && options.check !== true && options.force !== true;
  if (mayRest && isSettled({ disk, root, layout, statewright, previous, sources: before })) {
    stdout.write(renderSettled((previous?.files.size ?? 0) + (previous?.stubs.length ?? 0)));
    return 0;
  }

  const progress = progressOn(environment);
  let made: Awaited<ReturnType<typeof import("./make-files.js").makeFiles>>;
  try {
    const { makeFiles } = await import("./make-files.js");
    made = await makeFiles(project, modules, progress);
  } finally {
    progress.clear();
  }
  if (made.diagnostics.length > 0) {
    stderr.write(renderDiagnostics(made.diagnostics, styleFor(stderr, variables)));
    stderr.write(`${counted(made.diagnostics.length, "error")}, nothing was written\n`);
    return 1;
  }
  const needed = [...made.sources, ...modules, "tsconfig.json"];
  const sources = new Map([...hashSources(disk, root, needed)].map(([path, hash]) => [path, before.get(path) ?? hash]));
  const plan = planFiles({ disk, root, layout, files: made.files, previous, statewright, sources });

  const isStopped = ({ kind }: Plan["problems"][number]) => options.check !== true || kind === "blocked";
  const problems = plan.problems.filter(isStopped);
  if (problems.length > 0) {
    for (const { message, fix } of problems) stderr.write(renderError(message, fix, styleFor(stderr, variables)));
    stderr.write("nothing was written\n");
    return 2;
  }
  if (options.check === true) {
    const findings = staleness(plan, previous);
    stdout.write(renderCheck(findings, plan.total, style));
    return findings.length > 0 ? 1 : 0;
  }
  write(disk, { root, plan, previous });
  stdout.write(renderGenerated(plan, style));
  return 0;
}

function write(disk: Disk, { root, plan, previous }: Pick<PlanRequest, "root" | "previous"> & { readonly plan: Plan }) {
  try {
    writeFiles({ disk, root, plan, previous });
  } catch (error) {
    const fix = "every file is whole, old or new: see to the disk and generate again";
    throw refusedByDisk(error, "the disk refused to write", fix);
  }
}

const STATUS = { created: "missing", changed: "stale", removed: "extra" } as const;

/** What differs between the disk and a fresh run. */
function staleness(
  { changes, problems, left, manifest, manifestPath }: Plan,
  previous: Manifest | undefined,
): Staleness[] {
  const lists = (known: Manifest) => JSON.stringify([[...known.files].sort(), [...known.stubs].sort()]);
  const findings: Staleness[] = [
    ...changes.map(({ status, path }): Staleness => ({ status: STATUS[status], path })),
    ...problems.filter(({ kind }) => kind === "taken").map(({ path }): Staleness => ({ status: "stale", path })),
    ...left.map((path): Staleness => ({ status: "extra", path })),
  ];
  // Other sources alone make no manifest stale: what came of them is the same.
  if (previous === undefined) findings.push({ status: "missing", path: manifestPath });
  else if (findings.length === 0 && lists(previous) !== lists(manifest))
    findings.push({ status: "stale", path: manifestPath });
  return findings.sort((a, b) => (a.path < b.path ? -1 : 1));
}
