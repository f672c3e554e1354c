// What the action of the pipeline is told to deploy, and how.
import type { DeployInput } from "../../workflows/deploy.js";
import { pathFinding } from "../artifact/read-entry.js";
import { stackNameFindings } from "../cloudformation/names.js";
import { invalidDeployment } from "../invalid-deployment.js";
import type { ObjectPlace } from "../s3/get-object.js";
import type { InputArtifact, PipelineJob } from "./pipeline-event.js";
import { textFields } from "./text-fields.js";

export interface Configuration {
  /** Of the file that says what is deployed. */
  readonly inputFile: ObjectPlace;
  /** What is deployed. */
  readonly artifact: InputArtifact;
}

/**
 * From `UserParameters`, a JSON object: `s3Bucket` and `stateMachineFile` tell where the input file is; `artifactName`
 * which of the action's input artifacts is deployed, where it has more than one.
 * @throws InvalidDeployment
 */
export function readConfiguration({ actionConfiguration, inputArtifacts }: PipelineJob["data"]): Configuration {
  const { UserParameters } = actionConfiguration.configuration;
  if (UserParameters === undefined) throw invalidDeployment("the action has no UserParameters");
  const { s3Bucket, stateMachineFile, artifactName } = textFields("UserParameters", UserParameters, {
    required: ["s3Bucket", "stateMachineFile"],
    optional: ["artifactName"],
  });
  return {
    inputFile: { bucket: s3Bucket, key: stateMachineFile },
    artifact: chooseArtifact(inputArtifacts, artifactName),
  };
}

function chooseArtifact(artifacts: readonly InputArtifact[], wanted: string | undefined): InputArtifact {
  const [first, ...others] = artifacts;
  if (first === undefined) throw invalidDeployment("the action has no input artifact");
  const names = artifacts.map(({ name }) => name).join(", ");
  const chosen = wanted === undefined ? first : artifacts.find(({ name }) => name === wanted);
  if (chosen === undefined) {
    throw invalidDeployment(
      `UserParameters: artifactName is ${JSON.stringify(wanted)}, but the action's input artifacts are ${names}`,
    );
  }
  if (wanted === undefined && others.length > 0) {
    throw invalidDeployment(`UserParameters: artifactName is missing: the action has the input artifacts ${names}`);
  }
  if (chosen.location?.type !== "S3") throw invalidDeployment(`the input artifact ${chosen.name} is not in S3`);
  return chosen;
}

/**
 * What an execution starts with, of the input file and of the artifact that is deployed; nothing else of the job.
 * @throws InvalidDeployment
 */
export function readDeployInput(file: string, json: string, artifact: InputArtifact): DeployInput {
  const fields = textFields(file, json, { required: ["environmentName", "stackName", "templatePath"] });
  const path = pathFinding(fields.templatePath);
  const findings = [...stackNameFindings(fields), ...(path === undefined ? [] : [`templatePath: ${path}`])];
  if (findings.length > 0) throw invalidDeployment(`${file}: ${findings.join("; ")}`);
  const { bucketName, objectKey } = artifact.location.s3Location;
  return {
    ...fields,
    revisionS3Bucket: bucketName,
    revisionS3Key: objectKey,
    ...(artifact.revision && { revision: artifact.revision }),
  };
}
