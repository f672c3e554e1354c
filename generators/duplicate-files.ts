import type { Diagnostic } from "../asl/diagnostic.js";
import { allStates } from "../dsl/all-states.js";
import type { StateMachineModel } from "../dsl/model.js";
import { defaultLayout, type Layout } from "./generated-file.js";
import { lambdasOf } from "./lambdas.js";
import { constructFile, functionsFile, handlerFile, typesFile, workflowFile } from "./layout.js";
import { moduleName } from "./names.js";

/** Who asks for a file: two owners of one file are an error, one owner may ask for it twice. */
interface Claim {
  readonly path: string;
  readonly owner: string;
  readonly workflow: string;
  readonly location: string;
  readonly source: string;
  readonly state?: string;
}

function claims(machine: StateMachineModel, layout: Layout): Claim[] {
  const { name: workflow, source } = machine;
  const own = [
    workflowFile(machine, "asl.json", layout),
    workflowFile(machine, "mmd", layout),
    workflowFile(machine, "svg", layout),
    typesFile(machine, layout),
    constructFile(machine, layout),
  ].map((path) => ({ path, owner: `the workflow '${workflow}' of ${place(source)}`, workflow, location: "/", source }));
  const functions = lambdasOf(machine).flatMap((lambda) => {
    const state =
      allStates(machine).find(
        (one) => one.Type === "Task" && one.run.kind === "lambda" && one.run.lambda.name === lambda.name,
      )?.name ?? "";
    const common = { workflow, state, location: `/States/${state}/Resource`, source: lambda.source };
    const module = moduleName(lambda.source, layout.workflows);
    return [
      {
        ...common,
        path: handlerFile(lambda, layout),
        owner: `the function '${lambda.name}' of ${place(lambda.source)}`,
      },
      { ...common, path: functionsFile(lambda, layout), owner: `the functions of the module '${module}'` },
    ];
  });
  return [...own, ...functions];
}

const place = (source: string) => source.replace(/(?::\d+)+$/, "");

/**
 * Workflows, functions and modules whose files would be one file, also on a disk that knows no upper case
 * (`DUPLICATE_FILE`). One finding for each pair.
 */
export function duplicateFiles(machines: readonly StateMachineModel[], layout: Layout = defaultLayout): Diagnostic[] {
  const firsts = new Map<string, Claim>();
  const reported = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const claim of machines.flatMap((machine) => claims(machine, layout))) {
    const key = claim.path.normalize("NFC").toLowerCase();
    const first = firsts.get(key) ?? claim;
    firsts.set(key, first);
    const pair = `${first.owner}\n${claim.owner}`;
    if (first.owner === claim.owner || reported.has(pair)) continue;
    reported.add(pair);
    diagnostics.push({
      severity: "error",
      code: "DUPLICATE_FILE",
      location: claim.location,
      message: `${claim.owner} and ${first.owner} would both be written to ${first.path}`,
      workflow: claim.workflow,
      ...(claim.state === undefined ? {} : { state: claim.state, field: "Resource" }),
      fix: "give one of them another name",
      source: claim.source,
    });
  }
  return diagnostics;
}
