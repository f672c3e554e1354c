// Where each generated file lies. Everything that writes a path, or an import from one file to another, asks here.
import { posix } from "node:path";
import type { LambdaModel, StateMachineModel } from "../dsl/model.js";
import { defaultLayout, type Layout } from "./generated-file.js";
import { fileName, moduleName } from "./names.js";

type Named = Pick<StateMachineModel, "name">;
type Declared = Pick<LambdaModel, "name" | "source">;

const inWorkflow = (machine: Named, layout: Layout, file: string) =>
  posix.join(layout.generated, fileName(machine.name), file);

/** `generated/deploy/deploy.asl.json`, or a picture by its ending. */
export const workflowFile = (machine: Named, ending: "asl.json" | "mmd" | "svg", layout: Layout = defaultLayout) =>
  inWorkflow(machine, layout, `${fileName(machine.name)}.${ending}`);
/** `generated/deploy/types.ts` */
export const typesFile = (machine: Named, layout: Layout = defaultLayout) => inWorkflow(machine, layout, "types.ts");
/** `generated/deploy/construct.ts` */
export const constructFile = (machine: Named, layout: Layout = defaultLayout) =>
  inWorkflow(machine, layout, "construct.ts");
/** `generated/functions/deploy.ts`: the contracts of all functions of one module. */
export const functionsFile = (declared: Pick<Declared, "source">, layout: Layout = defaultLayout) =>
  posix.join(layout.generated, "functions", `${moduleName(declared.source, layout.workflows)}.ts`);
/** `handlers/deploy/check-stack-existence.ts` */
export const handlerFile = (declared: Declared, layout: Layout = defaultLayout) =>
  posix.join(layout.handlers, moduleName(declared.source, layout.workflows), `${fileName(declared.name)}.ts`);

/** The way from one file to another, starting with a dot: `../../handlers/deploy/create-stack.ts`. */
export function relativePath(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}
/** The same as the specifier of an import: `../functions/deploy.js`. */
export const importPath = (from: string, to: string): string =>
  relativePath(from, to).replace(/\.([cm]?)tsx?$/, ".$1js");
