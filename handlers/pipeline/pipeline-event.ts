/**
 * What CodePipeline invokes a function with.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html
 */
export interface PipelineEvent {
  readonly "CodePipeline.job": PipelineJob;
}

/** Every call has a job of its own; only `continuationToken` links them. */
export interface PipelineJob {
  readonly id: string;
  readonly accountId: string;
  readonly data: {
    readonly actionConfiguration: {
      readonly configuration: { readonly FunctionName: string; readonly UserParameters?: string };
    };
    readonly inputArtifacts: readonly InputArtifact[];
    readonly outputArtifacts: readonly unknown[];
    /** Secret: never logged, never passed on. Nothing here reads them. */
    readonly artifactCredentials?: unknown;
    readonly continuationToken?: string;
    readonly encryptionKey?: { readonly id: string; readonly type: string };
  };
}

/** One ZIP object. */
export interface InputArtifact {
  readonly name: string;
  readonly revision: string | null;
  readonly location: {
    readonly type: string;
    readonly s3Location: { readonly bucketName: string; readonly objectKey: string };
  };
}
