// Why a module of the author's could not be loaded, in one message without a stack.
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "../asl/diagnostic.js";
import { relativePath } from "./sources.js";

export interface ModuleFailure {
  /** The module that was asked for; relative to the root. */
  readonly file: string;
  /** What happened, with its place: `workflows/deploy.ts:12: TypeError: …`. */
  readonly message: string;
  readonly fix: string;
  /** What `.end()` found, where that is the reason. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Thrown where modules are needed that cannot be loaded. */
export class ModulesError extends Error {
  override readonly name = "ModulesError";
  readonly failures: readonly ModuleFailure[];
  constructor(failures: readonly ModuleFailure[]) {
    super(failures.map(({ message }) => message).join("\n"));
    this.failures = failures;
  }
}

interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code: string | undefined;
}
interface Explanation {
  /** `workflows/deploy.ts:12`, where it is known. */
  readonly place: string | undefined;
  readonly message: string;
  readonly fix: string;
}
type Explain = (thrown: Thrown, root: string) => Explanation | undefined;

/** esbuild: `/p/workflows/a.ts:2:17: ERROR: Unexpected "="`, its columns from 0. */
const badSyntax: Explain = ({ message }, root) => {
  const [, file, line, column, text = ""] = /^(.+?):(\d+):(\d+): ERROR: (.+)$/m.exec(message) ?? [];
  if (file === undefined || !/^(?:Transform|Build) failed/.test(message)) return undefined;
  return {
    place: `${relativePath(root, file)}:${line}:${Number(column) + 1}`,
    message: `this is no TypeScript: ${text}`,
    fix: /top-level await/i.test(text)
      ? 'put "type": "module" into package.json: only such a package may await at the top of a module'
      : "correct this line or one before it",
  };
};

const missingModule: Explain = ({ code, message, stack }, root) => {
  if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") return undefined;
  const [, name = ""] = /^Cannot find (?:package|module) '([^']+)'/.exec(message) ?? [];
  const [, importer] = /(?: imported from |Require stack:\n- )(.+?)(?:\?.*)?$/m.exec(message) ?? [];
  const isFile = /^(?:[./\\]|[A-Za-z]:|file:)/.test(name);
  const shown = isFile && !name.startsWith(".") ? relativePath(root, plainPath(name)) : name;
  return {
    place: importer === undefined ? placeIn(stack, root) : relativePath(root, plainPath(importer)),
    message: `it imports ${isFile ? shown : `"${name}"`}, which does not exist`,
    fix: isFile ? "correct the path" : `install it (npm install ${packageOf(name)}), or correct the name`,
  };
};

const missingExport: Explain = ({ name, message, stack }, root) => {
  const pattern = /^The requested module '([^']+)' does not provide an export named '([^']+)'/;
  const [, module = "", wanted] = pattern.exec(message) ?? [];
  if (name !== "SyntaxError" || wanted === undefined) return undefined;
  return {
    place: placeIn(stack, root),
    message: `"${module}" exports no "${wanted}"`,
    fix: "correct the name; a type is imported with `import type`",
  };
};

const thrownError = ({ name, message, stack }: Thrown, root: string): Explanation => ({
  place: placeIn(stack, root),
  message: `${name}: ${message}`,
  fix: "correct what the module does when it is loaded",
});

const explanations: readonly Explain[] = [badSyntax, missingModule, missingExport];

/** @param file relative to the root */
export function moduleFailure(error: unknown, file: string, root: string): ModuleFailure {
  const diagnostics = definitionDiagnostics(error);
  if (diagnostics !== undefined) {
    return { file, message: `${file} cannot be used`, fix: "correct its definition", diagnostics };
  }
  const thrown: Thrown =
    error instanceof Error
      ? { name: error.name, message: error.message, stack: error.stack ?? "", code: codeOf(error) }
      : { name: "it throws", message: String(error), stack: "", code: undefined };
  const found = explanations.map((explain) => explain(thrown, root)).find((one) => one !== undefined);
  const { place = file, message, fix } = found ?? thrownError(thrown, root);
  const via = place === file || place.startsWith(`${file}:`) ? "" : ` (loaded by ${file})`;
  return { file, message: `${place}: ${withoutRoot(message, root)}${via}`, fix };
}

const codeOf = (error: Error) => ("code" in error ? String(error.code) : undefined);

/** What a `DefinitionError` carries. It is known by its shape: it may come from another copy of the package. */
export function definitionDiagnostics(error: unknown): readonly Diagnostic[] | undefined {
  if (!(error instanceof Error) || error.name !== "DefinitionError" || !("diagnostics" in error)) return undefined;
  return Array.isArray(error.diagnostics) ? error.diagnostics : undefined;
}

/** The place of a call as the stack had it, relative to the project's root: the loader keeps the process there. */
export function relativeSource(source: string, root: string): string {
  const [, file = "", line = ""] = /^(.*?)((?::\d+)*)$/s.exec(source) ?? [];
  return isAbsolute(file) ? `${relativePath(root, file)}${line}` : source;
}

const withoutRoot = (text: string, root: string) => text.replaceAll(`${root}/`, "").replaceAll(`${root}\\`, "");
const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
const plainPath = (text: string) => (text.startsWith("file:") ? fileURLToPath(text) : text);

const FRAME = /(?:\(|\bat (?:async )?|^)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+)(?::\d+)?\)?$/;
/** The first line of the author's in a stack. */
export function placeIn(stack: string, root: string): string | undefined {
  for (const line of stack.split("\n")) {
    const [, file, row] = FRAME.exec(line.trim()) ?? [];
    if (file === undefined) continue;
    const path = relativePath(root, plainPath(file.replace(/\?.*$/, "")));
    if (!path.startsWith("../") && !/(?:^|\/)node_modules\//.test(path)) return `${path}:${row}`;
  }
  return undefined;
}
