// The pipeline: Source and Prod. Its parts are written out, since the CDK's own would let it do more than it has to.
import { Validations } from "aws-cdk-lib";
import { CfnPipeline } from "aws-cdk-lib/aws-codepipeline";
import { Rule } from "aws-cdk-lib/aws-events";
import { CodePipeline } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { acceptPattern } from "./accept-pattern.js";
import { type DeployStage, sourceArtifact, sourceVariables } from "./deploy-action.js";
import type { Source } from "./source.js";
import type { Storage } from "./storage.js";

export interface DeployPipelineProps {
  readonly pipelineName: string;
  readonly storage: Storage;
  readonly source: Source;
  readonly deployStage: DeployStage;
}

export class DeployPipeline extends Construct {
  readonly pipeline: CfnPipeline;

  constructor(scope: Construct, id: string, { pipelineName, storage, source, deployStage }: DeployPipelineProps) {
    super(scope, id);
    const { artifacts, key } = storage;
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("codepipeline.amazonaws.com"),
      description: "What the deploy pipeline may do",
    });
    const everyArtifact = artifacts.arnForObjects("*");
    acceptPattern(role, everyArtifact, "The bucket is the pipeline's own, and CodePipeline makes the keys.");
    for (const statement of [
      new PolicyStatement({
        actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
        resources: [everyArtifact],
      }),
      new PolicyStatement({
        actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"],
        resources: [artifacts.bucketArn],
      }),
      ...(key === undefined
        ? []
        : [new PolicyStatement({ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key.keyArn] })]),
      ...source.statements,
      ...deployStage.statements,
    ])
      role.addToPolicy(statement);
    Validations.of(role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "lambda:ListFunctions has no resource-level permissions.",
    });

    this.pipeline = new CfnPipeline(this, "Pipeline", {
      name: pipelineName,
      roleArn: role.roleArn,
      pipelineType: "V2",
      artifactStore: {
        type: "S3",
        location: artifacts.bucketName,
        ...(key === undefined ? {} : { encryptionKey: { type: "KMS", id: key.keyArn } }),
      },
      stages: [
        {
          name: "Source",
          actions: [
            {
              name: "Source",
              actionTypeId: { category: "Source", owner: "AWS", version: "1", provider: source.action.provider },
              configuration: source.action.configuration,
              outputArtifacts: [{ name: sourceArtifact }],
              namespace: sourceVariables,
              runOrder: 1,
            },
          ],
        },
        {
          name: "Prod",
          actions: deployStage.actions.map(({ name, category, provider, takesArtifact, configuration }, index) => ({
            name,
            actionTypeId: { category, owner: "AWS", version: "1", provider },
            configuration,
            inputArtifacts: takesArtifact ? [{ name: sourceArtifact }] : [],
            runOrder: index + 1,
          })),
        },
      ],
    });
    // It runs as soon as it is there, and then needs all that its role may do.
    this.pipeline.node.addDependency(role);
    if (source.starts !== undefined)
      new Rule(this, "Started", {
        description: `Starts ${pipelineName} when its source changes`,
        eventPattern: source.starts,
        targets: [new CodePipeline(this.pipeline)],
      });
  }
}
