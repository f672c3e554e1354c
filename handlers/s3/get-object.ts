import { GetObjectCommand } from "@aws-sdk/client-s3";
import { invalidDeployment } from "../invalid-deployment.js";
import type { S3Sender } from "../senders.js";

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}
/** The object's bytes, all at once. @throws InvalidDeployment where there is none, or it is longer than `atMost` bytes */
export async function getObject(s3: S3Sender, { bucket, key }: ObjectPlace, atMost: number): Promise<Uint8Array> {
  const name = `s3://${bucket}/${key}`;
  const found = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    if (missing.has(error.name)) throw invalidDeployment(`there is no ${name}`, error);
    if (error.name !== "AccessDenied") throw error;
    // S3 does not say of what, and says so too of an object that is not there, to who may not list its bucket.
    const message = `${name} cannot be read, or is not there: ${error.message}`;
    throw Object.assign(new Error(message, { cause: error }), { name: error.name });
  });
  // Its length is asked before the bytes are: they have to fit into the function's memory.
  const { Body, ContentLength } = found;
  if (Body === undefined || ContentLength === undefined) throw new Error(`S3 answered without the bytes of ${name}`);
  if (ContentLength > atMost) {
    throw invalidDeployment(`${name} has ${ContentLength} bytes, of which at most ${atMost} are read`);
  }
  return Body.transformToByteArray();
}
const missing = new Set(["NoSuchKey", "NoSuchBucket", "NotFound"]);
