/** What the functions of the deploy workflows are told by their environment. */
export interface DeploySettings {
  /** Where a template goes that is too long to be sent inline. Environment: `TEMPLATE_BUCKET`. */
  readonly templateBucket?: string;
  /** Of that bucket. Environment: `AWS_REGION`, which Lambda sets. */
  readonly region?: string;
  /** The role that CloudFormation acts with; without one it takes the function's own. Environment: `CLOUDFORMATION_ROLE_ARN`. */
  readonly roleArn?: string;
}

/** What is not set, or empty, is left out. */
export function deploySettings(environment: { readonly [name: string]: string | undefined }): DeploySettings {
  const { TEMPLATE_BUCKET, AWS_REGION, CLOUDFORMATION_ROLE_ARN } = environment;
  return {
    ...(TEMPLATE_BUCKET && { templateBucket: TEMPLATE_BUCKET }),
    ...(AWS_REGION && { region: AWS_REGION }),
    ...(CLOUDFORMATION_ROLE_ARN && { roleArn: CLOUDFORMATION_ROLE_ARN }),
  };
}
