// The language service of TypeScript 6, which the editors have that come with it, in this process.
import { join } from "node:path";
import ts from "typescript-6";
import { type Editor, editBetween } from "./editor.js";

/** Opens `big.ts` of a project. */
export function openInLanguageService(folder: string, contents: string): Editor {
  const file = join(folder, "big.ts");
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const versions = [contents];
  const current = () => versions.at(-1) ?? "";
  const snapshot = (text: string): ts.IScriptSnapshot => ({
    getText: (start, end) => text.slice(start, end),
    getLength: () => text.length,
    getChangeRange: (old) => {
      const { start, removed, inserted } = editBetween(old.getText(0, old.getLength()), text);
      return { span: { start, length: removed }, newLength: inserted.length };
    },
  });
  const service = ts.createLanguageService(
    {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [file],
      getScriptVersion: (name) => (name === file ? String(versions.length) : "0"),
      getScriptSnapshot: (name) => {
        const text = name === file ? current() : ts.sys.readFile(name);
        return text === undefined ? undefined : snapshot(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    },
    ts.createDocumentRegistry(),
  );
  return {
    change: (text) => {
      versions.push(text);
    },
    problems: async () =>
      [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(({ messageText }) =>
        ts.flattenDiagnosticMessageText(messageText, "\n"),
      ),
    offered: async (at) =>
      (service.getCompletionsAtPosition(file, at, undefined)?.entries ?? []).map(({ name }) => name),
    close: async () => service.dispose(),
  };
}
