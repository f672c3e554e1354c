import type { DeployInput } from "../../workflows/deploy.js";
import { invalidDeployment } from "../invalid-deployment.js";
import { getObject } from "../s3/get-object.js";
import type { S3Sender } from "../senders.js";
import { readEntry } from "./read-entry.js";

/** CloudFormation takes no longer template, wherever it lies. */
const templateBytes = 1_048_576;
/** What fits twice into the memory of a function, as it comes and in one piece. */
const archiveBytes = 64 * 1_048_576;

/**
 * The template of a revision, from the pipeline's artifact.
 * @throws InvalidDeployment where the artifact or the template is missing, too long, or none
 */
export async function readTemplate(
  s3: S3Sender,
  { revisionS3Bucket, revisionS3Key, templatePath }: DeployInput,
): Promise<string> {
  const archive = await getObject(s3, { bucket: revisionS3Bucket, key: revisionS3Key }, archiveBytes);
  const bytes = await readEntry(archive, templatePath, { entries: 100_000, bytes: templateBytes, ratio: 250 });
  const template = decode(bytes, templatePath);
  if (template.trim() === "") throw invalidDeployment(`the template ${templatePath} is empty`);
  return template;
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw invalidDeployment(`the template ${path} is no text in UTF-8`, error);
  }
}
