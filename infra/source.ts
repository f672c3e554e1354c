// Where the template comes from: the pipeline's first action, what the pipeline may do for it, and what starts the pipeline.
import { fileURLToPath } from "node:url";
import { Code, Repository } from "aws-cdk-lib/aws-codecommit";
import type { EventPattern } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import type { Configuration } from "./configuration.js";
import { removalPolicy, type Storage } from "./storage.js";

type ConfigurationOf<Source extends Configuration["source"]> = Extract<Configuration, { readonly source: Source }>;
interface Action {
  readonly provider: string;
  readonly configuration: Readonly<Record<string, string>>;
}
export interface Source {
  readonly action: Action;
  /** The variable of the action that identifies the revision. */
  readonly revisionVariable: "CommitId" | "VersionId";
  /** What the pipeline may do for it, beside writing the artifact. */
  readonly statements: readonly PolicyStatement[];
  /** The events that start the pipeline. Absent where the provider starts it itself. */
  readonly starts?: EventPattern;
}
type Provide<Name extends Configuration["source"]> = (
  scope: Construct,
  configuration: ConfigurationOf<Name>,
  storage: Storage,
) => Source;

const codecommit: Provide<"codecommit"> = (scope, configuration) => {
  const { repositoryName, branch } = configuration;
  const repository = configuration.createRepository
    ? new Repository(scope, "Repository", {
        repositoryName,
        description: "The template that the deploy pipeline deploys",
        code: Code.fromDirectory(fileURLToPath(new URL("./sample/application", import.meta.url)), branch),
      })
    : Repository.fromRepositoryName(scope, "Repository", repositoryName);
  if (repository instanceof Repository) repository.applyRemovalPolicy(removalPolicy(configuration.onDelete));
  return {
    action: {
      provider: "CodeCommit",
      configuration: {
        RepositoryName: repository.repositoryName,
        BranchName: branch,
        // The rule below starts the pipeline.
        PollForSourceChanges: "false",
        OutputArtifactFormat: "CODE_ZIP",
      },
    },
    revisionVariable: "CommitId",
    statements: [
      new PolicyStatement({
        actions: [
          "codecommit:CancelUploadArchive",
          "codecommit:GetBranch",
          "codecommit:GetCommit",
          "codecommit:GetUploadArchiveStatus",
          "codecommit:UploadArchive",
        ],
        resources: [repository.repositoryArn],
      }),
    ],
    starts: {
      source: ["aws.codecommit"],
      detailType: ["CodeCommit Repository State Change"],
      resources: [repository.repositoryArn],
      detail: {
        event: ["referenceCreated", "referenceUpdated"],
        referenceType: ["branch"],
        referenceName: [branch],
      },
    },
  };
};

const s3: Provide<"s3"> = (_scope, { sourceKey }, storage) => {
  const bucket = storage.bucket("Source");
  const resource = bucket.node.defaultChild;
  // The CDK's own way to ask for events brings a function of its own along.
  if (resource instanceof CfnBucket)
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  return {
    action: {
      provider: "S3",
      configuration: { S3Bucket: bucket.bucketName, S3ObjectKey: sourceKey, PollForSourceChanges: "false" },
    },
    revisionVariable: "VersionId",
    statements: [
      new PolicyStatement({
        actions: ["s3:GetObject", "s3:GetObjectVersion"],
        resources: [bucket.arnForObjects(sourceKey)],
      }),
      new PolicyStatement({
        actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"],
        resources: [bucket.bucketArn],
      }),
    ],
    starts: {
      source: ["aws.s3"],
      detailType: ["Object Created"],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [sourceKey] } },
    },
  };
};

const codeconnections: Provide<"codeconnections"> = (_scope, { connectionArn, fullRepositoryId, branch }, storage) => ({
  action: {
    provider: "CodeStarSourceConnection",
    configuration: {
      ConnectionArn: connectionArn,
      FullRepositoryId: fullRepositoryId,
      BranchName: branch,
      DetectChanges: "true",
      OutputArtifactFormat: "CODE_ZIP",
    },
  },
  revisionVariable: "CommitId",
  statements: [
    new PolicyStatement({
      // The service was renamed; the action has the name that the ARN has.
      actions: [`${connectionArn.split(":")[2]}:UseConnection`],
      resources: [connectionArn],
    }),
    new PolicyStatement({ actions: ["s3:PutObjectAcl"], resources: [storage.artifacts.arnForObjects("*")] }),
  ],
});

/** The source that the configuration names, made in `scope` where it is this stack's. */
export function provideSource(scope: Construct, configuration: Configuration, storage: Storage): Source {
  switch (configuration.source) {
    case "codecommit":
      return codecommit(scope, configuration, storage);
    case "s3":
      return s3(scope, configuration, storage);
    case "codeconnections":
      return codeconnections(scope, configuration, storage);
  }
}
