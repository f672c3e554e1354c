// `handlers/<module>/<function>.ts`: a stub for each function, written once and then the author's.
import type { StateMachineModel } from "../dsl/model.js";
import { contractNames, handleFile } from "./functions.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { functionsFile, handlerFile, importPath } from "./layout.js";
import type { MachineTypes } from "./machine-types.js";
import { docText } from "./type-lines.js";

/**
 * The Lambda entry point of each function: `handle` with the contract, so that a contract that changes breaks its type
 * check, and a body that says that it is not written yet.
 */
export function generateHandlers(
  _machine: StateMachineModel,
  types: MachineTypes,
  layout: Layout = defaultLayout,
): readonly GeneratedFile[] {
  return types.modules.flatMap((module) => {
    const names = contractNames(module);
    return module.functions.map(({ name }): GeneratedFile => {
      const path = handlerFile({ name, source: module.file }, layout);
      const { value } = names(name);
      const contents = `import { ${value} } from ${JSON.stringify(importPath(path, functionsFile({ source: module.file }, layout)))};
import { handle } from ${JSON.stringify(importPath(path, handleFile(layout)))};

/**
 * ${docText(`${name}, declared in ${module.file}.`)}
 * This file is yours: it was generated once, and is never overwritten.
 */
export const handler = handle(${value}, async (input) => {
  throw new Error(\`${templateText(`${name} is not written yet. It got `)}\${JSON.stringify(input)}\`);
});
`;
      return { path, contents, once: true };
    });
  });
}

const templateText = (text: string) => text.replace(/[\\`]|\$(?=\{)/g, "\\$&");
