// Makes two tables from the API models of AWS: asl/sdk-actions.ts, the actions of every service, for the validator; and
// simulator/result-shapes/, what the responses of some services look like, for the mocks of TestState.
//   npx tsx scripts/make-api-tables.ts DIR
// DIR is `botocore/data` out of the package botocore (CONTRIBUTING.md).
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ResultShape, ResultShapes, ResultStructure } from "../simulator/mock-result.js";

/** Those with shapes, by the name of their folder; of some only the operations that an integration of their own calls. */
const shaped: { readonly [folder: string]: readonly string[] | "all" } = {
  athena: "all",
  batch: "all",
  bedrock: ["CreateModelCustomizationJob", "GetModelCustomizationJob"],
  cloudformation: "all",
  cloudwatch: "all",
  codebuild: "all",
  codedeploy: "all",
  codepipeline: "all",
  databrew: ["StartJobRun", "DescribeJobRun"],
  dynamodb: "all",
  ecr: "all",
  ecs: "all",
  emr: "all",
  "emr-containers": "all",
  "emr-serverless": "all",
  events: "all",
  glue: ["StartJobRun", "GetJobRun", "GetJobRuns", "StartCrawler", "GetCrawler", "GetTable", "GetPartitions"],
  iam: "all",
  kms: "all",
  lambda: "all",
  logs: "all",
  rds: ["DescribeDBInstances", "DescribeDBClusters", "DescribeDBSnapshots", "CreateDBSnapshot", "StartDBInstance"],
  s3: "all",
  sagemaker: [
    "CreateEndpoint",
    "CreateEndpointConfig",
    "CreateHyperParameterTuningJob",
    "CreateLabelingJob",
    "CreateModel",
    "CreateProcessingJob",
    "CreateTrainingJob",
    "CreateTransformJob",
    "UpdateEndpoint",
    "DescribeHyperParameterTuningJob",
    "DescribeLabelingJob",
    "DescribeProcessingJob",
    "DescribeTrainingJob",
    "DescribeTransformJob",
  ],
  scheduler: "all",
  secretsmanager: "all",
  ses: "all",
  sesv2: ["SendEmail", "SendBulkEmail"],
  sns: "all",
  sqs: "all",
  ssm: ["GetParameter", "GetParameters", "GetParametersByPath", "PutParameter", "SendCommand", "GetCommandInvocation"],
  stepfunctions: "all",
  sts: "all",
};

interface ModelShape {
  readonly type: string;
  readonly document?: boolean;
  readonly eventstream?: boolean;
  readonly members?: { readonly [name: string]: { readonly shape: string } };
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly required?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
}
interface Model {
  readonly metadata: { readonly serviceId: string };
  readonly operations: { readonly [name: string]: { readonly output?: { readonly shape: string } } };
  readonly shapes: { readonly [name: string]: ModelShape };
}

/** As a state machine names it: fields begin with a capital letter. */
const capital = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const scalars = new Map<string, "string" | "number" | "boolean">([
  ...["string", "character", "blob", "timestamp"].map((type) => [type, "string"] as const),
  ...["integer", "long", "short", "byte", "float", "double", "bigdecimal", "biginteger"].map(
    (type) => [type, "number"] as const,
  ),
  ["boolean", "boolean"],
]);

function shapesOf({ operations, shapes }: Model, wanted: readonly string[] | "all"): ResultShapes {
  const structures: Record<string, ResultStructure> = {};
  const structureNamed = (name: string): ResultShape => {
    const { members = {}, required = [] } = shapes[name] ?? { type: "structure" };
    if (!(name in structures)) {
      // It may hold itself.
      structures[name] = { members: {} };
      structures[name] = {
        members: Object.fromEntries(
          Object.entries(members).map(([member, { shape }]) => [capital(member), shapeNamed(shape)]),
        ),
        ...(required.length === 0 ? {} : { required: required.map(capital) }),
      };
    }
    return `#${name}`;
  };
  const shapeNamed = (name: string): ResultShape => {
    const shape = shapes[name];
    if (shape === undefined || shape.document || shape.eventstream) return "any";
    if (shape.type === "structure") return structureNamed(name);
    if (shape.type === "list") return [shapeNamed(shape.member?.shape ?? "")];
    if (shape.type === "map") return { map: shapeNamed(shape.value?.shape ?? "") };
    const type = scalars.get(shape.type);
    if (type === undefined) return "any";
    const { min, max, enum: values } = shape;
    if (type === "boolean" || (min === undefined && max === undefined && values === undefined)) return type;
    return { type, ...(min && { min }), ...(max && { max }), ...(values && { values }) };
  };
  return {
    operations: Object.fromEntries(
      Object.entries(operations).flatMap(([operation, { output }]) =>
        output === undefined || (wanted !== "all" && !wanted.includes(operation))
          ? []
          : [[operation, structureNamed(output.shape)]],
      ),
    ),
    structures,
  };
}

const [, , directory] = process.argv;
if (directory === undefined) {
  console.error("usage: npx tsx scripts/make-api-tables.ts DIR");
  process.exit(2);
}
const header = [
  "// Made by scripts/make-api-tables.ts; edited by nobody.",
  "// From the API models in botocore, copyright Amazon.com, Inc. or its affiliates, Apache-2.0.",
  "",
].join("\n");

function readModel(folder: string): Model {
  const versions = readdirSync(join(String(directory), folder)).sort();
  const path = join(String(directory), folder, versions.at(-1) ?? "", "service-2.json.gz");
  return JSON.parse(gunzipSync(readFileSync(path)).toString("utf8"));
}
/** As the SDK integrations name a service. */
const nameOf = ({ metadata }: Model) => metadata.serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function makeShapes(): void {
  const made = "simulator/result-shapes";
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  const names: string[] = [];
  for (const [folder, wanted] of Object.entries(shaped)) {
    const model = readModel(folder);
    const text = JSON.stringify(shapesOf(model, wanted)).replaceAll(/[\\`$]/g, "\\$&");
    const contents = `${header}const shapes: string = \`${text}\`;\nexport default shapes;\n`;
    writeFileSync(join(made, `${nameOf(model)}.ts`), contents);
    names.push(nameOf(model));
  }
  const rows = names.sort().map((name) => `  ${name}: () => import("./${name}.js"),\n`);
  const type = "{ readonly [service: string]: () => Promise<{ readonly default: string }> }";
  writeFileSync(join(made, "index.ts"), `${header}export const resultShapes: ${type} = {\n${rows.join("")}};\n`);
}

/** A line a service, with the names of its actions behind it. */
function makeActions(): void {
  const folders = readdirSync(String(directory), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const lines = folders.flatMap(({ name: folder }) => {
    if (!readdirSync(join(String(directory), folder)).some((version) => /^\d{4}-/.test(version))) return [];
    const model = readModel(folder);
    const actions = Object.keys(model.operations)
      .map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`)
      .sort();
    const name = nameOf(model);
    // Some are known without the word at their end.
    return [...new Set([name, name.replace(/(?<=.)service$/, "")])].map((known) => [known, ...actions].join(" "));
  });
  const doc = "/** `service action action …`, a line each. */\n";
  writeFileSync(
    "asl/sdk-actions.ts",
    `${header}${doc}export const sdkActions: string = \`\n${[...new Set(lines)].sort().join("\n")}\n\`;\n`,
  );
}

makeShapes();
makeActions();
