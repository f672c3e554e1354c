// The parts of docs/deploy-pipeline.md that are made of what they tell of: options, roles and costs.
//   npx tsx scripts/deploy-pipeline-page.ts   writes them into the page
import "./demo/quiet-sdk.js";
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { options, readConfiguration } from "../infra/configuration.js";
import { deployPipelineApp } from "../infra/deploy-pipeline-app.js";
import { boundaryRows, type PolicyRow, policyRows, policyTable } from "../infra/policy-table.js";
import { type DeployCost, deployCosts } from "./deploy-costs.js";

export const page = "docs/deploy-pipeline.md";

interface Option {
  readonly description?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
}
const defaults = new Map<string, unknown>(
  [readConfiguration({ source: "s3" }), readConfiguration({})].flatMap((one) => Object.entries(one)),
);
/** Every option once: what it decides, what may be said, and the default. */
function optionsTable(): string {
  // The schema is ours, and of this form.
  const { oneOf, anyOf } = z.toJSONSchema(options, { io: "input" }) as {
    readonly oneOf?: readonly { readonly properties: Readonly<Record<string, Option>> }[];
    readonly anyOf?: readonly { readonly properties: Readonly<Record<string, Option>> }[];
  };
  const sources = (oneOf ?? anyOf ?? []).map(({ properties }) => properties);
  const of = (name: string) => sources.filter((properties) => name in properties);
  const row = (name: string) => {
    const own = of(name);
    const [option = {}] = own.map((properties) => properties[name] ?? {});
    const choices = name === "source" ? sources.map(({ source }) => source?.const ?? "") : (option.enum ?? []);
    const standard = defaults.get(name);
    const only =
      own.length === sources.length ? "" : ` (source ${own.map(({ source }) => `\`${source?.const}\``).join(", ")})`;
    const described = `${option.description ?? ""}${only}`;
    return `| \`${name}\` | ${described} | ${choices.map((choice) => `\`${choice}\``).join(", ")} | ${standard === undefined ? "" : `\`${String(standard)}\``} |`;
  };
  const names = [...new Set(["source", ...sources.flatMap((properties) => Object.keys(properties))])];
  return ["| option | what it decides | one of | default |", "| --- | --- | --- | --- |", ...names.map(row)].join("\n");
}

const everyFunction = (rows: readonly PolicyRow[], own: string) => {
  const logs = rows.find(({ actions }) => String(actions) === "logs:CreateLogStream,logs:PutLogEvents");
  const tracing = rows.find(({ actions }) => String(actions) === "xray:PutTraceSegments,xray:PutTelemetryRecords");
  const usual =
    logs !== undefined && tracing !== undefined && String(logs.resources) === `<${own.replace(/\/Role$/, "/Logs")}>`;
  if (!usual) throw new Error(`${own} does not write its logs and traces as the other functions do`);
  return [logs, tracing];
};
/** What each role may do; the page says in words what all functions may. */
function rolesTable(): string {
  const { stack } = deployPipelineApp((path) => readFileSync(path, "utf8"), {
    context: { "aws:cdk:bundling-stacks": [] },
  });
  const rows = policyRows(stack);
  const functions = new Set(rows.filter(({ trusts }) => trusts === "lambda.amazonaws.com").map(({ role }) => role));
  const left = [...functions].flatMap((role) =>
    everyFunction(
      rows.filter((row) => row.role === role),
      role,
    ),
  );
  return policyTable([...rows.filter((row) => !left.includes(row)), ...boundaryRows(stack)]);
}

function costsTable(costs: readonly DeployCost[]): string {
  const rows = costs.map(
    ({ what, transitions, functionCalls, triggerCalls, seconds }) =>
      `| ${what} | ${transitions} | ${functionCalls} | ${triggerCalls} | ${seconds} s |`,
  );
  const head = ["deployment", "state transitions", "calls of functions", "calls of the trigger", "takes"];
  return [`| ${head.join(" | ")} |`, "| --- | --: | --: | --: | --: |", ...rows].join("\n");
}

/** The page with each part between `<!-- name -->` and `<!-- /name -->` made anew. */
export async function fillPage(text: string): Promise<string> {
  const costs = await deployCosts();
  const parts = { options: optionsTable, roles: rolesTable, costs: () => costsTable(costs) };
  return Object.entries(parts).reduce((filled, [name, make]) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before, rest] = filled.split(start);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`${page} has no part ${name}`);
    return `${before}${start}\n\n${make()}\n\n${end}${after}`;
  }, text);
}

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url))
  writeFileSync(page, await fillPage(readFileSync(page, "utf8")));
