// S3 in memory: buckets with versioned objects.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  NoSuchBucket,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import type { Clock } from "../simulator/index.js";
import { type CommonErrors, operation, type Service } from "./service.js";
import { failuresOf } from "./service-errors.js";

export interface StoredObject {
  readonly body: Uint8Array;
  readonly versionId: string;
  readonly etag: string;
  readonly lastModified: Date;
}
export interface S3 extends Service {
  readonly createBucket: (bucket: string) => void;
  /** Puts an object there; makes the bucket. Gives its version. */
  readonly put: (bucket: string, key: string, body: Uint8Array | string) => string;
  /** Throws the errors of GetObject. */
  readonly read: (bucket: string, key: string, versionId?: string) => StoredObject;
}

const failure = failuresOf(S3ServiceException);
const errors: CommonErrors = {
  throttled: () => failure("SlowDown", "Please reduce your request rate.", 503),
  denied: () => failure("AccessDenied", "Access Denied", 403),
  unavailable: () => failure("InternalError", "We encountered an internal error. Please try again.", 500),
};
const $metadata = { httpStatusCode: 404 };

export function createS3({ clock }: { readonly clock: Pick<Clock, "now"> }): S3 {
  const buckets = new Map<string, Map<string, readonly StoredObject[]>>();
  let versions = 0;

  function bucketOf(name: string | undefined): Map<string, readonly StoredObject[]> {
    const bucket = buckets.get(name ?? "");
    if (bucket === undefined) throw new NoSuchBucket({ message: "The specified bucket does not exist", $metadata });
    return bucket;
  }
  function read(bucketName: string | undefined, key: string | undefined, versionId?: string): StoredObject {
    const all = bucketOf(bucketName).get(key ?? "") ?? [];
    const found = versionId === undefined ? all.at(-1) : all.find((one) => one.versionId === versionId);
    if (found !== undefined) return found;
    if (versionId !== undefined) throw failure("NoSuchVersion", "The specified version does not exist.", 404);
    throw new NoSuchKey({ message: "The specified key does not exist.", $metadata });
  }
  function write(bucket: Map<string, readonly StoredObject[]>, key: string, body: Uint8Array | string): StoredObject {
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
    versions += 1;
    const stored = {
      body: bytes,
      versionId: `version-${versions}`,
      etag: `"${createHash("md5").update(bytes).digest("hex")}"`,
      lastModified: new Date(clock.now()),
    };
    bucket.set(key, [...(bucket.get(key) ?? []), stored]);
    return stored;
  }
  const createBucket = (name: string) => {
    if (!buckets.has(name)) buckets.set(name, new Map());
  };
  const describe = ({ body, versionId, etag, lastModified }: StoredObject) => ({
    ContentLength: body.byteLength,
    ETag: etag,
    VersionId: versionId,
    LastModified: lastModified,
  });

  const operations = [
    operation(GetObjectCommand, ({ Bucket, Key, VersionId }) => {
      const stored = read(Bucket, Key, VersionId);
      return { ...describe(stored), Body: bodyOf(stored.body) };
    }),
    operation(HeadObjectCommand, ({ Bucket, Key, VersionId }) => {
      try {
        return describe(read(Bucket, Key, VersionId));
      } catch {
        // A HEAD has no body to tell more in.
        throw new NotFound({ message: "UnknownError", $metadata });
      }
    }),
    operation(PutObjectCommand, ({ Bucket, Key = "", Body = "" }) => {
      if (typeof Body !== "string" && !(Body instanceof Uint8Array)) {
        throw new TypeError("the sandbox's S3 takes text and bytes");
      }
      const { etag, versionId } = write(bucketOf(Bucket), Key, Body);
      return { ETag: etag, VersionId: versionId };
    }),
    operation(DeleteObjectCommand, ({ Bucket, Key = "" }) => {
      bucketOf(Bucket).delete(Key);
      return {};
    }),
  ];
  return {
    name: "s3",
    operations,
    errors,
    createBucket,
    put: (bucket, key, body) => {
      createBucket(bucket);
      return write(bucketOf(bucket), key, body).versionId;
    },
    read,
  };
}

/** A stream with the helpers that the SDK gives to one. */
function bodyOf(bytes: Uint8Array): NonNullable<GetObjectCommandOutput["Body"]> {
  const copy = () => Uint8Array.from(bytes);
  const helpers = {
    transformToByteArray: async () => copy(),
    transformToString: async (encoding?: string) => Buffer.from(bytes).toString(encoding as BufferEncoding | undefined),
    transformToWebStream: () => Readable.toWeb(Readable.from([copy()])),
  };
  // The SDK's type is that of Node's response and the browser's Blob at once; what a handler may use of it is here.
  return Object.assign(Readable.from([copy()]), helpers) as unknown as NonNullable<GetObjectCommandOutput["Body"]>;
}
