// The deploy flow with CloudFormation and S3 behind HTTP: handlers and trigger are the real ones with the SDK's own clients, the
// machine runs in the simulator, whose clock skips every wait, and the pipeline is the sandbox's.
import { readFileSync } from "node:fs";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { deployFunctions, startDeploymentWith } from "../../handlers/index.js";
import { createSandbox, type Sandbox, type SandboxOptions, stateMachineArn, zip } from "../../sandbox/index.js";
import type { Emulator } from "./emulators.js";

export type Workflow = "deploy" | "deploy-await-update" | "deploy-blue-green";

export interface Account {
  readonly emulator: Emulator;
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  readonly stepFunctions: SFNClient;
  /** A name that no other case has. */
  readonly unique: (word: string) => string;
}

const ARTIFACTS = "artifacts";
const INPUTS = "inputs";
const TEMPLATES = "templates";

/** The clients find the emulator as they would in a function that is told so: by the environment. */
export async function openAccount(emulator: Emulator, endpoint: string): Promise<Account> {
  process.env["AWS_ENDPOINT_URL"] = endpoint;
  const requestHandler = { connectionTimeout: 5000, requestTimeout: 30_000 };
  const s3 = new S3Client({ requestHandler });
  for (const Bucket of [ARTIFACTS, INPUTS, TEMPLATES]) await s3.send(new CreateBucketCommand({ Bucket }));
  let count = 0;
  return {
    emulator,
    cloudFormation: new CloudFormationClient({ requestHandler }),
    s3,
    stepFunctions: new SFNClient({ requestHandler }),
    unique: (word) => {
      count += 1;
      return `${word}${count}`;
    },
  };
}

export interface Revision {
  readonly workflow?: Workflow;
  readonly environmentName: string;
  readonly template: string;
  /** What the input file says otherwise. */
  readonly input?: Readonly<Record<string, unknown>>;
}
export interface Deployment {
  readonly action: Sandbox["codePipeline"]["actions"][number];
  /** The states that were entered, in order. */
  readonly states: readonly string[];
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** Puts the revision where a pipeline would, and runs the pipeline's action to its end. */
export async function deploy(account: Account, revision: Revision): Promise<Deployment> {
  const { s3, cloudFormation } = account;
  const { workflow = "deploy-await-update", environmentName, template, input = {} } = revision;
  const artifact = { bucketName: ARTIFACTS, objectKey: `pipeline/Source/${account.unique("revision")}` };
  const file = { environmentName, stackName: "app", templatePath: "template.yaml", ...input };
  const inputKey = `${account.unique("input")}.json`;
  await put(s3, artifact.bucketName, artifact.objectKey, zip({ name: "template.yaml", contents: template }));
  await put(s3, INPUTS, inputKey, JSON.stringify(file));

  const settings = { templateBucket: TEMPLATES, region: "us-east-1" };
  const functions = Object.fromEntries(
    Object.entries(deployFunctions).map(([name, make]) => [name, () => make({ cloudFormation, s3 }, settings)]),
  );
  const { codePipeline, stepFunctions } = pipelineOf(account, {
    functions,
    machines: { Deploy: JSON.parse(readFileSync(`generated/${workflow}/${workflow}.asl.json`, "utf8")) },
  });
  const action = await codePipeline.run(actionOf(inputKey, artifact));
  const [execution] = stepFunctions.executions;
  const states = (execution?.events ?? []).flatMap(
    ({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? [],
  );
  return { action, states, error: execution?.error, cause: execution?.cause };
}

/** A pipeline whose trigger reads the input over HTTP; `stepFunctions` says whether it starts executions there too. */
export function pipelineOf(
  account: Account,
  options: SandboxOptions,
  stepFunctions?: SFNClient,
  machineArn = stateMachineArn("Deploy"),
) {
  return createSandbox({
    ...options,
    functions: {
      ...options.functions,
      StartDeployment: (inMemory) =>
        startDeploymentWith(
          {
            codePipeline: inMemory.codePipeline,
            s3: account.s3,
            stepFunctions: stepFunctions ?? inMemory.stepFunctions,
          },
          { stateMachineArn: machineArn },
        ),
    },
  });
}

const actionOf = (inputKey: string, place: { readonly bucketName: string; readonly objectKey: string }) => ({
  functionName: "StartDeployment",
  userParameters: JSON.stringify({ s3Bucket: INPUTS, stateMachineFile: inputKey }),
  inputArtifacts: [{ name: "SourceOutput", revision: null, ...place }],
});
/** An input file, and the action that is told of it. */
export async function putInput(account: Account, input: object) {
  const inputKey = `${account.unique("input")}.json`;
  await put(account.s3, INPUTS, inputKey, JSON.stringify(input));
  return actionOf(inputKey, { bucketName: ARTIFACTS, objectKey: "pipeline/Source/none" });
}
const put = (s3: S3Client, Bucket: string, Key: string, Body: string | Uint8Array) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));
