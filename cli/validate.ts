import { resolve } from "node:path";
import type { Diagnostic } from "../asl/diagnostic.js";
import type { StateMachineType } from "../asl/machine-view.js";
import { validate } from "../asl/validate.js";
import { duplicateFiles } from "../generators/duplicate-files.js";
import { isDefinitionFile, readDefinitionFile } from "./definition-file.js";
import type { Environment, ExitCode } from "./environment.js";
import { loadModules, machinesOf } from "./load-workflows.js";
import { machineFindings } from "./machine-findings.js";
import type { ModuleFailure } from "./module-failure.js";
import { openModuleLoader } from "./module-loader.js";
import { openProject, type Project } from "./project.js";
import { readText } from "./read-input.js";
import { counted, renderDiagnostics, renderFailures, type Style, styleFor } from "./report.js";
import { relativePath, WORKFLOW_ENDING } from "./sources.js";
import { UsageError } from "./usage-error.js";
import { noWorkflows, workflowFiles } from "./workflow-files.js";

export interface ValidateOptions {
  readonly json?: boolean | undefined;
  /** Of definitions; a workflow says its own. */
  readonly type?: string | undefined;
  readonly workflows?: string | undefined;
}

export interface FileFindings {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

export async function validateCommand(
  environment: Environment,
  files: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  const { disk, cwd, stdout, stderr, variables } = environment;
  const project = openProject(disk, cwd, options);
  const { type = "STANDARD" } = options;
  if (!isMachineType(type)) throw new UsageError(`there is no type "${type}"`, "use STANDARD or EXPRESS");
  const isModule = (file: string) => WORKFLOW_ENDING.test(file);
  const other = files.find((file) => !isModule(file) && !isDefinitionFile(file));
  if (other !== undefined) {
    throw new UsageError(
      `${other} is neither a definition nor a workflow`,
      "name files that end in .json, .asl, .yaml, .yml or .ts",
    );
  }
  const named = files
    .filter(isModule)
    .map((file) => relativePath(project.root, resolve(disk.realPath(cwd) ?? cwd, file)));
  const missing = named.find((file) => disk.kind(resolve(project.root, file)) === undefined);
  if (missing !== undefined) throw new UsageError(`there is no file ${missing}`, "name a workflow's module");
  const modules = files.length === 0 ? workflowFiles(disk, project) : named;
  const workflows = modules.length === 0 ? { found: [], failures: [] } : await validateModules(project, modules);
  if (files.length === 0 && workflows.found.length === 0 && workflows.failures.length === 0) {
    throw noWorkflows(project.layout.workflows);
  }
  const found: FileFindings[] = [...workflows.found];
  for (const file of files.filter((name) => !isModule(name))) {
    found.push({ file, diagnostics: validateDocument(file, await readText(environment, file), type) });
  }
  const style = styleFor(stdout, variables);
  if (workflows.failures.length > 0) stderr.write(renderFailures(workflows.failures, styleFor(stderr, variables)));
  stdout.write(options.json === true ? renderFindingsJson(found) : renderFindings(found, style));
  if (workflows.failures.length > 0) return 2;
  return found.some(isFaulty) ? 1 : 0;
}

const isMachineType = (text: string): text is StateMachineType => text === "STANDARD" || text === "EXPRESS";

const isFaulty = ({ diagnostics }: FileFindings) => diagnostics.some(({ severity }) => severity === "error");

/** Workflows as they are: the rules of `.end()` when they are loaded, and then those of the definition. */
async function validateModules(project: Project, files: readonly string[]) {
  const { root, tsconfig, layout } = project;
  const loader = await openModuleLoader(root, tsconfig);
  const { modules, failures } = await loadModules(loader, root, files);
  await loader.close();
  const machines = machinesOf(modules);
  const duplicates = duplicateFiles(
    machines.map(({ machine }) => machine),
    layout,
  );
  const findings = new Map<string, Diagnostic[]>();
  const add = (file: string, diagnostics: readonly Diagnostic[]) =>
    findings.set(file, [...(findings.get(file) ?? []), ...diagnostics]);
  for (const found of machines) add(found.file, machineFindings(found.machine));
  for (const duplicate of duplicates) {
    const owner = machines.find(({ machine }) => machine.name === duplicate.workflow);
    add(owner?.file ?? layout.workflows, [duplicate]);
  }
  const broken: ModuleFailure[] = [];
  for (const failure of failures) {
    if (failure.diagnostics === undefined) broken.push(failure);
    else add(failure.file, failure.diagnostics);
  }
  const found = [...findings].map(([file, diagnostics]): FileFindings => ({ file, diagnostics }));
  return { found: found.sort((a, b) => (a.file < b.file ? -1 : 1)), failures: broken };
}

/** A document in Amazon States Language, by whomever it was written. */
function validateDocument(file: string, text: string, type: StateMachineType): readonly Diagnostic[] {
  const { document, findings, lineOf } = readDefinitionFile(file, text);
  if (document === undefined) return findings;
  return [...findings, ...validate(document, { type })].map((finding) => {
    const line = lineOf(finding.location);
    return line === undefined ? finding : { ...finding, source: `${file}:${line}` };
  });
}

/** One object a line, a line a file. */
export const renderFindingsJson = (all: readonly FileFindings[]): string =>
  all
    .map((findings) => {
      const diagnostics = findings.diagnostics.map(({ severity, code, location, message }) => {
        return { severity, code, location, message };
      });
      return `${JSON.stringify({ file: findings.file, result: isFaulty(findings) ? "FAIL" : "OK", diagnostics })}\n`;
    })
    .join("");

export function renderFindings(all: readonly FileFindings[], style: Style): string {
  const lines = all.map((findings) => {
    const result = isFaulty(findings) ? style.bad("FAIL") : style.good("OK  ");
    return `  ${result}  ${findings.file}\n${renderDiagnostics(findings.diagnostics, style)}`;
  });
  const count = (severity: Diagnostic["severity"]) =>
    all.flatMap(({ diagnostics }) => diagnostics).filter((diagnostic) => diagnostic.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const summary = [
    errors === 0 ? "no errors" : counted(errors, "error"),
    ...(warnings === 0 ? [] : [counted(warnings, "warning")]),
  ];
  return `${lines.join("")}${counted(all.length, "file")}, ${summary.join(", ")}\n`;
}
