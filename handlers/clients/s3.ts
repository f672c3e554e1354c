// One for a container of Lambda, in a file of its own: a function bundles only the clients that it imports.
import { S3Client } from "@aws-sdk/client-s3";

export const s3 = new S3Client({});
