// Of the clients, what is used here, so that a test or a sandbox can stand in for AWS.
import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import type { CodePipelineClient } from "@aws-sdk/client-codepipeline";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SFNClient } from "@aws-sdk/client-sfn";

export type CloudFormationSender = Pick<CloudFormationClient, "send">;
export type S3Sender = Pick<S3Client, "send">;
export type CodePipelineSender = Pick<CodePipelineClient, "send">;
export type StepFunctionsSender = Pick<SFNClient, "send">;

/** What the functions of the deploy workflows ask. Each takes of them what it needs. */
export interface DeployClients {
  readonly cloudFormation: CloudFormationSender;
  readonly s3: S3Sender;
}
/** What the pipeline's trigger asks. */
export interface TriggerClients {
  readonly codePipeline: CodePipelineSender;
  readonly s3: S3Sender;
  readonly stepFunctions: StepFunctionsSender;
}
