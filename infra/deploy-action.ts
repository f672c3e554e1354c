// The stage that deploys: by the trigger function, or by CodePipeline's own Step Functions action.
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type Configuration, physicalStackName } from "./configuration.js";
import type { DeployMachine } from "./deploy-machine.js";
import type { Source } from "./source.js";
import type { Storage } from "./storage.js";
import { inputKey, type Trigger } from "./trigger.js";

/** The source's artifact. */
export const sourceArtifact = "SourceOutput";
/** The namespace of the variables that the source's action sets. */
export const sourceVariables = "Source";

export interface DeployAction {
  readonly name: string;
  readonly category: "Deploy" | "Invoke";
  readonly provider: string;
  /** Whether the source's artifact is its input. */
  readonly takesArtifact: boolean;
  readonly configuration: Readonly<Record<string, string>>;
}
export interface DeployStage {
  /** One after the other. */
  readonly actions: readonly DeployAction[];
  /** What the pipeline may do for them, beside reading the artifact. */
  readonly statements: readonly PolicyStatement[];
}

/** The trigger starts the execution, and answers for it whenever the pipeline asks. */
export const byTrigger = ({ function: trigger, inputs }: Trigger): DeployStage => ({
  actions: [
    {
      name: "Deploy",
      category: "Invoke",
      provider: "Lambda",
      takesArtifact: true,
      configuration: {
        FunctionName: trigger.functionName,
        UserParameters: JSON.stringify({
          s3Bucket: inputs.bucketName,
          stateMachineFile: inputKey,
          artifactName: sourceArtifact,
        }),
      },
    },
  ],
  statements: [
    new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [trigger.functionArn] }),
    new PolicyStatement({ actions: ["lambda:ListFunctions"], resources: ["*"] }),
  ],
});

/** Where the artifacts lie that CodePipeline's own action deploys. */
export const revisions = "revisions/";

/**
 * CodePipeline starts the execution and asks after it. Its action cannot tell where the artifact lies, so that one before it
 * puts the artifact to a place that both know.
 */
export function byStepFunctions(
  configuration: Configuration,
  storage: Storage,
  machine: DeployMachine,
  { revisionVariable }: Source,
): DeployStage {
  const revision = `${revisions}#{codepipeline.PipelineExecutionId}.zip`;
  const { environmentName, stackName, templatePath } = configuration;
  const { artifacts, key } = storage;
  const { stateMachineArn } = machine.stateMachine;
  return {
    actions: [
      {
        name: "Publish",
        category: "Deploy",
        provider: "S3",
        takesArtifact: true,
        configuration: {
          BucketName: artifacts.bucketName,
          Extract: "false",
          ObjectKey: revision,
          ...(key === undefined ? {} : { KMSEncryptionKeyARN: key.keyArn }),
        },
      },
      {
        name: "Deploy",
        category: "Invoke",
        provider: "StepFunctions",
        takesArtifact: false,
        configuration: {
          StateMachineArn: stateMachineArn,
          ExecutionNamePrefix: physicalStackName(configuration).slice(0, 40),
          InputType: "Literal",
          Input: JSON.stringify({
            environmentName,
            stackName,
            templatePath,
            revisionS3Bucket: artifacts.bucketName,
            revisionS3Key: revision,
            revision: `#{${sourceVariables}.${revisionVariable}}`,
          }),
        },
      },
    ],
    statements: [
      new PolicyStatement({
        actions: ["states:StartExecution", "states:DescribeStateMachine"],
        resources: [stateMachineArn],
      }),
      new PolicyStatement({ actions: ["states:DescribeExecution"], resources: [machine.executions] }),
    ],
  };
}
