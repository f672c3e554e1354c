import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { operations, type Service, type World } from "./surroundings.js";

interface S3Object {
  readonly body: string;
  readonly etag: string;
  readonly modified: Date;
}

const encrypted = { ServerSideEncryption: "AES256" };

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString("base64");
}

export function s3({ clock }: World): Service {
  const buckets = new Map<string, Map<string, S3Object>>();
  function put(Bucket: string, Key: string, body: string): S3Object {
    const etag = `"${createHash("md5").update(body).digest("hex")}"`;
    const object = { body, etag, modified: new Date(clock.now()) };
    const bucket = buckets.get(Bucket) ?? new Map<string, S3Object>();
    buckets.set(Bucket, bucket.set(Key, object));
    return object;
  }
  return {
    setup: ({ op, args }) => {
      if (op === "put_object") put(String(args["Bucket"]), String(args["Key"]), String(args["Body"]));
    },
    tasks: operations(["s3", "aws-sdk:s3"], {
      putObject: ({ resource, parameters: { Bucket, Key, Body } }) => {
        // By the SDK a body is sent as JSON, even a text.
        const { body, etag } = put(Bucket, Key, resource.includes(":aws-sdk:") ? JSON.stringify(Body) : Body);
        return { ChecksumCRC32: checksum(body), ChecksumType: "FULL_OBJECT", ETag: etag, ...encrypted };
      },
      getObject: ({ parameters: { Bucket, Key } }) => {
        const object = buckets.get(Bucket)?.get(Key);
        if (object === undefined)
          throw Object.assign(new Error("The specified key does not exist."), { name: "NoSuchKey" });
        return {
          AcceptRanges: "bytes",
          ContentLength: Buffer.byteLength(object.body),
          ContentType: "binary/octet-stream",
          ETag: object.etag,
          LastModified: object.modified,
          Metadata: {},
          ...encrypted,
          Body: object.body,
        };
      },
      listObjectsV2: ({ parameters: { Bucket } }) => ({
        Contents: [...(buckets.get(Bucket) ?? [])].map(([Key, { body, etag, modified }]) => ({
          Key,
          ETag: etag,
          LastModified: modified,
          Size: Buffer.byteLength(body),
          StorageClass: "STANDARD",
        })),
      }),
      listBuckets: () => ({ Buckets: [...buckets.keys()].map((Name) => ({ Name })) }),
    }),
  };
}
