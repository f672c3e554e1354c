// Reads the types of finished workflows and of their functions from the type checker, all in one program.
import { dirname, resolve } from "node:path";
import { Project, ts } from "ts-morph";
import type { Diagnostic } from "../asl/diagnostic.js";
import { compilerFindings } from "./read-types-diagnostics.js";
import { type ExportedMachine, type LoadedModule, type MachineReading, readMachines } from "./read-types-machines.js";
import { relativePath, sourceOf } from "./sources.js";

export type { ExportedMachine, LoadedModule, MachineReading };

/** What is asked for. Paths and sources are POSIX and relative to the project's root. */
export interface TypesRequest {
  readonly machines: readonly ExportedMachine[];
  /** The modules whose exported functions get a contract, whether a machine runs them or not. */
  readonly modules?: readonly LoadedModule[];
}
export interface TypesReading {
  /** None where there are diagnostics: types of broken code would be half `any`. */
  readonly machines: readonly MachineReading[];
  readonly diagnostics: readonly Diagnostic[];
  /**
   * What the types depend on: the project's modules, `tsconfig.json` with what it extends, and the `package.json` of
   * each package that was read. POSIX, from the project's root, sorted.
   */
  readonly sources: readonly string[];
}

/** Without a `tsconfig.json` of the author's. */
const DEFAULTS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};
/** Types alone are asked for, and what is merely untidy must not keep an author from generating. */
const OURS: ts.CompilerOptions = {
  noEmit: true,
  skipLibCheck: true,
  incremental: false,
  composite: false,
  allowImportingTsExtensions: true,
  noErrorTruncation: true,
  noUnusedLocals: false,
  noUnusedParameters: false,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  erasableSyntaxOnly: false,
};

/**
 * The types of finished workflows and of their functions, in one program for all of them.
 * @param project `root` and `tsconfig` are absolute; without a `tsconfig` strict settings are used.
 */
export function readTypes(
  project: { readonly root: string; readonly tsconfig: string | undefined },
  { machines, modules = [] }: TypesRequest,
): TypesReading {
  const { root } = project;
  const files = [...new Set([...modules, ...machines].map(({ file }) => resolve(root, file).replaceAll("\\", "/")))];
  const config = readConfig(root, project.tsconfig);
  const broken = (found: readonly ts.Diagnostic[], read: readonly string[]): TypesReading => ({
    machines: [],
    diagnostics: compilerFindings(root, found),
    sources: sourcesOf(root, read),
  });
  if (config.findings.length > 0) return broken(config.findings, config.files);
  const { program, findings } = checkedProgram(files, config.options);
  const read = [...config.files, ...filesOf(program)];
  if (findings.length > 0) return broken(findings, read);
  const reading = readMachines(root, program, machines, modules);
  return {
    machines: reading.diagnostics.length > 0 ? [] : reading.machines,
    diagnostics: reading.diagnostics,
    sources: sourcesOf(root, read),
  };
}

const sourcesOf = (root: string, files: readonly string[]) =>
  [...new Set(files.map((file) => sourceOf(relativePath(root, file))))].sort();

// ---------------------------------------------------------------- the program
interface Config {
  readonly options: ts.CompilerOptions;
  /** `tsconfig.json` and what it extends. */
  readonly files: readonly string[];
  readonly findings: readonly ts.Diagnostic[];
}

function readConfig(root: string, path: string | undefined): Config {
  if (path === undefined) {
    const typeRoots = [resolve(root, "node_modules/@types")];
    return { options: { ...DEFAULTS, ...OURS, typeRoots }, files: [], findings: [] };
  }
  const files: string[] = [];
  const findings: ts.Diagnostic[] = [];
  const parsed = ts.getParsedCommandLineOfConfigFile(path, OURS, {
    ...ts.sys,
    readFile(file) {
      files.push(file);
      return ts.sys.readFile(file);
    },
    readDirectory: () => [], // the modules are known: a search for files could take long
    onUnRecoverableConfigFileDiagnostic: (finding) => findings.push(finding),
  });
  // Of the others, only errors of syntax (below 2000) count: the author's TypeScript may know options that this one does not.
  findings.push(...(parsed?.errors ?? []).filter(({ code }) => code < 2000));
  return { options: parsed?.options ?? {}, files, findings };
}

const filesOf = (program: ts.Program) =>
  program
    .getSourceFiles()
    .filter((file) => !program.isSourceFileDefaultLibrary(file))
    .map(({ fileName }) => fileName);

/**
 * Global types (`types` of the compiler's options) take half a second to read, and a workflow seldom needs them: they
 * are left out at first. TypeScript up to 5.9 takes all that are installed where the option is absent.
 */
function checkedProgram(files: readonly string[], options: ts.CompilerOptions) {
  const project = new Project({ compilerOptions: { ...options, types: [] }, skipFileDependencyResolution: true });
  for (const file of files) project.addSourceFileAtPath(file);
  const first = check(project, files);
  if (first.findings.length === 0) return first;
  project.compilerOptions.set({ types: options.types ?? ["*"] });
  return check(project, files);
}

/** The findings in the modules, and in those of the project that lie in their folders. */
function check(project: Project, files: readonly string[]) {
  const program = project.getProgram().compilerObject;
  const folders = [...new Set(files.map((file) => `${dirname(file)}/`))];
  const findings = program
    .getSourceFiles()
    .filter(
      ({ fileName }) => !fileName.includes("/node_modules/") && folders.some((folder) => fileName.startsWith(folder)),
    )
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .filter(({ category }) => category === ts.DiagnosticCategory.Error);
  return { program, findings };
}
