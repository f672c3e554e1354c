// `generated/functions/<module>.ts`: the contracts of a module's functions, for their handlers.
import { posix } from "node:path";
import type { StateMachineModel } from "../dsl/model.js";
import { banner } from "./banner.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { handleModule } from "./handle-module.js";
import { functionsFile, importPath } from "./layout.js";
import type { FunctionTypes, MachineTypes, ModuleTypes } from "./machine-types.js";
import { identifier, typeName, uniqueNames } from "./names.js";
import { comment, declaration, namedTypes } from "./type-lines.js";

/** `generated/handle.ts`: what all handlers share. */
export const handleFile = (layout: Layout = defaultLayout): string => posix.join(layout.generated, "handle.ts");

/** How a function is called in its module's file. */
export interface ContractNames {
  readonly value: string;
  readonly input: string;
  readonly output: string;
  readonly errors: string;
  /** The author's own constant, where the file imports it for its schemas. */
  readonly lambda: string;
}

const SUFFIXES = { input: "Input", output: "Output", errors: "Errors" } as const;
/** Values that these files or the handlers use under their own meaning. */
const OWN_VALUES = ["contract", "handle", "handler"];
const OWN_TYPES = ["CheckedContract", "Contract"];
const functionTypeName = (name: string, suffix: string) => typeName(`${name} ${suffix}`);
/** What no other type of a module's file should be called. */
export const functionsFileNames = (functions: readonly string[]): readonly string[] => [
  ...OWN_TYPES,
  ...functions.flatMap((name) => Object.values(SUFFIXES).map((suffix) => functionTypeName(name, suffix))),
];
/** No function's name can be taken for one of the above. */
const FUNCTION = "function ";
const LAMBDA = "lambda ";

/** The names of a module's functions: no two alike, whatever the functions are called. */
export function contractNames({ functions, declarations }: ModuleTypes): (name: string) => ContractNames {
  const own = functions.map(({ name }) => name);
  const values = uniqueNames([...OWN_VALUES, ...own.flatMap((name) => [FUNCTION + name, LAMBDA + name])], (name) => {
    if (name.startsWith(FUNCTION)) return identifier(name.slice(FUNCTION.length));
    return name.startsWith(LAMBDA) ? `${identifier(name.slice(LAMBDA.length))}Lambda` : name;
  });
  const types = Object.entries(SUFFIXES).map(([side, suffix]) => {
    const reserved = [...OWN_TYPES, ...declarations.map(({ name }) => name)];
    return [
      side,
      uniqueNames([...reserved, ...own.map((name) => FUNCTION + name)], (name) =>
        name.startsWith(FUNCTION) ? functionTypeName(name.slice(FUNCTION.length), suffix) : name,
      ),
    ] as const;
  });
  return (name) => {
    const given = Object.fromEntries(types.map(([side, names]) => [side, names.get(FUNCTION + name) ?? name]));
    return {
      value: values.get(FUNCTION + name) ?? name,
      lambda: values.get(LAMBDA + name) ?? name,
      input: given["input"] ?? name,
      output: given["output"] ?? name,
      errors: given["errors"] ?? name,
    };
  };
}

/** For each module of the machine's functions its contracts, and `handle`, which all handlers are made with. */
export function generateFunctions(
  _machine: StateMachineModel,
  types: MachineTypes,
  layout: Layout = defaultLayout,
): readonly GeneratedFile[] {
  const modules = types.modules.filter(({ functions }) => functions.length > 0);
  if (modules.length === 0) return [];
  return [
    { path: handleFile(layout), contents: handleModule },
    ...modules.map((module) => moduleFile(module, functionsFile({ source: module.file }, layout), layout)),
  ];
}

function moduleFile(module: ModuleTypes, path: string, layout: Layout): GeneratedFile {
  const names = contractNames(module);
  const contracts = [...new Set(module.functions.map(contractType))].sort();
  const imports = [
    ...schemaImports(module, path, names),
    `import { ${contracts.map((name) => `type ${name}`).join(", ")}, contract } from ${JSON.stringify(importPath(path, handleFile(layout)))};\n`,
  ];
  const parts = [
    `// ${banner(module.file)}\n${imports.join("")}`,
    ...namedTypes(module.declarations),
    ...module.functions.map((one) => contractText(one, names(one.name))),
  ];
  return { path, contents: parts.join("\n") };
}

const contractType = ({ hasSchema }: FunctionTypes) => (hasSchema ? "CheckedContract" : "Contract");

/** One import for each of the author's modules whose schemas are needed. */
function schemaImports(
  { functions }: ModuleTypes,
  path: string,
  names: (name: string) => ContractNames,
): readonly string[] {
  const byFile = new Map<string, string[]>();
  for (const { name, exported, hasSchema } of functions) {
    if (!hasSchema || exported === undefined) continue;
    const { lambda } = names(name);
    byFile.set(exported.file, [...(byFile.get(exported.file) ?? []), `${exported.name} as ${lambda}`]);
  }
  return [...byFile]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(
      ([file, values]) => `import { ${values.sort().join(", ")} } from ${JSON.stringify(importPath(path, file))};\n`,
    );
}

const LINE = 120;

function contractText(types: FunctionTypes, names: ContractNames): string {
  const { name } = types;
  const start = `export const ${names.value}: ${contractType(types)}<${names.input}, ${names.output}, ${names.errors}> =`;
  const value = `contract(${JSON.stringify(name)}${types.hasSchema ? `, ${names.lambda}` : ""});`;
  return [
    declaration(names.input, types.input, `What the handler of ${name} gets.`),
    declaration(names.output, types.output, `What the handler of ${name} answers.`),
    declaration(names.errors, types.errors, `The names of the errors that ${name} may throw.`),
    comment(`The contract of ${name}${types.hasSchema ? ", with its schemas" : ""}.`),
    start.length + value.length <= LINE ? `${start} ${value}\n` : `${start}\n  ${value}\n`,
  ].join("");
}
