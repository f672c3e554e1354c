// Where the text of a template comes from.
import { isObject } from "../../asl/json.js";
import type { S3 } from "../s3.js";
import { validationError } from "./errors.js";

export interface TemplateSource {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
}

const LARGEST_BODY = 51_200;
const LARGEST_OBJECT = 1_000_000;

/** The text of a template, from the body, or from an object in S3. Throws CloudFormation's errors. */
export function templateText(source: TemplateSource, previous: string | undefined, s3: Pick<S3, "read">): string {
  const { TemplateBody: body, TemplateURL: url, UsePreviousTemplate: usePrevious = false } = source;
  if (Number(body !== undefined) + Number(url !== undefined) + Number(usePrevious) > 1) {
    throw validationError("Only one of Template URL, Template Body and Use Previous Template may be specified.");
  }
  if (usePrevious && previous !== undefined) return previous;
  if (url !== undefined) return fromUrl(url, s3);
  if (body === undefined || body === "")
    throw validationError("Either Template URL or Template Body must be specified.");
  if (Buffer.byteLength(body) > LARGEST_BODY) {
    const beginning = body.slice(0, 20);
    throw validationError(
      `1 validation error detected: Value '${beginning}...' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${LARGEST_BODY}`,
    );
  }
  return body;
}

function fromUrl(text: string, s3: Pick<S3, "read">): string {
  const place = placeOf(text);
  if (place === undefined) throw validationError("TemplateURL must be a supported URL.");
  const { bytes, problem } = bytesAt(place, s3);
  if (bytes === undefined) throw validationError(`S3 error: ${problem}`);
  if (bytes.byteLength > LARGEST_OBJECT) {
    throw validationError(`Template may not exceed ${LARGEST_OBJECT} bytes in size.`);
  }
  return new TextDecoder().decode(bytes);
}

function bytesAt({ bucket, key, versionId }: Place, s3: Pick<S3, "read">) {
  try {
    return { bytes: s3.read(bucket, key, versionId).body };
  } catch (error) {
    return {
      problem: isObject(error) || error instanceof Error ? String(Reflect.get(error, "message")) : String(error),
    };
  }
}

interface Place {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}
/** `https://bucket.s3.region.amazonaws.com/key` or `https://s3.region.amazonaws.com/bucket/key`. */
function placeOf(text: string): Place | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname, searchParams } = new URL(text);
  const host = /^(?:(.+)\.)?s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/.exec(hostname);
  if (protocol !== "https:" || host === null) return undefined;
  const path = decodeURIComponent(pathname.slice(1));
  const slash = path.indexOf("/");
  const [bucket, key] = host[1] === undefined ? [path.slice(0, slash), path.slice(slash + 1)] : [host[1], path];
  return { bucket, key, versionId: searchParams.get("versionId") ?? undefined };
}
