import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { StateMachineModel } from "../../dsl/model.js";
import { generateConstruct } from "../../generators/construct.js";
import { generateDefinition } from "../../generators/definition.js";
import type { Layout } from "../../generators/generated-file.js";
import { lambdasOf } from "../../generators/lambdas.js";
import { handlerFile } from "../../generators/layout.js";

/** A project on disk with a machine's construct, its definition and handlers that do nothing. */
export interface ConstructProject {
  readonly root: string;
  /** The construct's file. */
  readonly construct: string;
  readonly remove: () => void;
}

export function constructProject(machine: StateMachineModel, layout?: Layout): ConstructProject {
  const folder = mkdtempSync(join(tmpdir(), "statewright-construct-"));
  // Beside the project: the CDK takes a fingerprint of all that lies in it.
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  const root = join(folder, "project");
  const write = (path: string, contents: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), contents);
  };
  const [construct] = generateConstruct(machine, layout);
  if (construct === undefined) throw new Error("no construct was generated");
  for (const { path, contents } of [construct, ...generateDefinition(machine, layout)]) write(path, contents);
  for (const lambda of lambdasOf(machine))
    write(handlerFile(lambda, layout), "export const handler = async () => null;\n");
  write("package-lock.json", "{}\n");
  write("package.json", '{ "type": "module" }\n');
  return {
    root,
    construct: join(root, construct.path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
