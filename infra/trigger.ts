// The function between the pipeline and the state machine, and the bucket that tells it what to deploy.
import { fileURLToPath } from "node:url";
import { Duration, Validations } from "aws-cdk-lib";
import { Alarm, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { bundling } from "./bundling.js";
import type { Configuration } from "./configuration.js";
import type { DeployMachine } from "./deploy-machine.js";
import { FunctionRole } from "./function-role.js";
import type { Storage } from "./storage.js";

/** The input file in its bucket. */
export const inputKey = "deploy-input.json";

export interface TriggerProps {
  readonly configuration: Configuration;
  readonly storage: Storage;
  readonly machine: DeployMachine;
}

export class Trigger extends Construct {
  readonly function: NodejsFunction;
  /** Holds the input file. */
  readonly inputs: IBucket;
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, { configuration, storage, machine }: TriggerProps) {
    super(scope, id);
    this.inputs = storage.bucket("Inputs");
    const { stateMachine } = machine;
    const statements = [
      new PolicyStatement({ actions: ["s3:GetObject"], resources: [this.inputs.arnForObjects(inputKey)] }),
      ...(storage.key === undefined
        ? []
        : [new PolicyStatement({ actions: ["kms:Decrypt"], resources: [storage.key.keyArn] })]),
      new PolicyStatement({ actions: ["states:StartExecution"], resources: [stateMachine.stateMachineArn] }),
      new PolicyStatement({ actions: ["states:DescribeExecution"], resources: [machine.executions] }),
      new PolicyStatement({
        actions: ["codepipeline:PutJobSuccessResult", "codepipeline:PutJobFailureResult"],
        resources: ["*"],
      }),
    ];
    const { role, logGroup } = new FunctionRole(this, "Function", {
      configuration,
      functionName: "Trigger",
      statements,
    });
    this.function = new NodejsFunction(this, "Handler", {
      description: "Starts the deployment of a pipeline's job, and tells the pipeline how it goes",
      entry: fileURLToPath(new URL("../handlers/pipeline/start-deployment.ts", import.meta.url)),
      runtime: Runtime.NODEJS_24_X,
      memorySize: 256,
      timeout: Duration.seconds(60),
      tracing: Tracing.ACTIVE,
      bundling: bundling(configuration.bundleSdk),
      environment: { STATE_MACHINE_ARN: stateMachine.stateMachineArn },
      role,
      logGroup,
    });
    Validations.of(role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "Neither the answers to CodePipeline's jobs nor X-Ray have resource-level permissions.",
    });
    this.alarm = new Alarm(this, "Failed", {
      metric: this.function.metricErrors(),
      alarmDescription: "The trigger of the deploy pipeline failed, so that a job may be without an answer",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
