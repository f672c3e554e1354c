// The buckets, and the key that they share. All of them refuse what does not come over TLS and what is public.
import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { type IKey, Key } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Configuration } from "./configuration.js";

export class Storage extends Construct {
  /** Absent where Amazon S3's own keys encrypt. */
  readonly key: IKey | undefined;
  /** The pipeline's. */
  readonly artifacts: IBucket;
  /** Templates on their way to CloudFormation. */
  readonly templates: IBucket;
  readonly #accessLogs: IBucket;
  readonly #removalPolicy: RemovalPolicy;

  constructor(scope: Construct, id: string, { encryption, logRetentionDays, onDelete }: Configuration) {
    super(scope, id);
    this.#removalPolicy = removalPolicy(onDelete);
    this.key =
      encryption === "kms"
        ? new Key(this, "Key", {
            description: "Artifacts, inputs and alarms of the deploy pipeline",
            enableKeyRotation: true,
            removalPolicy: this.#removalPolicy,
          })
        : undefined;
    // Log delivery cannot write under a key of ours.
    this.#accessLogs = this.#make("AccessLogs", {
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(logRetentionDays) }],
    });
    Validations.of(this.#accessLogs).acknowledge({
      id: "AwsSolutions-S1",
      reason: "It holds the access logs of the others; logging its own would never end.",
    });
    this.artifacts = this.bucket("Artifacts");
    const days = Duration.days(logRetentionDays);
    this.templates = this.bucket("Templates", [{ expiration: days, noncurrentVersionExpiration: days }]);
  }

  /** A versioned bucket whose access is logged. */
  bucket(id: string, lifecycleRules: LifecycleRule[] = []): IBucket {
    const encryption =
      this.key === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: this.key, bucketKeyEnabled: true };
    return this.#make(id, {
      ...encryption,
      versioned: true,
      lifecycleRules,
      serverAccessLogsBucket: this.#accessLogs,
      serverAccessLogsPrefix: `${id}/`,
    });
  }

  #make(id: string, props: BucketProps): IBucket {
    const bucket = new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: this.#removalPolicy,
      ...props,
    });
    // Its class leaves open what its interface does not, `isWebsite`, which exactOptionalPropertyTypes minds.
    return bucket as IBucket;
  }
}

export const removalPolicy = (onDelete: Configuration["onDelete"]): RemovalPolicy =>
  onDelete === "retain" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
