import { codePipeline } from "../clients/codepipeline.js";
import { s3 } from "../clients/s3.js";
import { stepFunctions } from "../clients/stepfunctions.js";
import type { TriggerClients } from "../senders.js";
import type { PipelineEvent } from "./pipeline-event.js";

export interface TriggerSettings {
  /** The machine that deploys. Environment: `STATE_MACHINE_ARN`. */
  readonly stateMachineArn: string;
  /** Gets one line a job, without secrets. @default none */
  readonly log?: (line: string) => void;
}

export const startDeploymentWith =
  (_clients: TriggerClients, _settings: TriggerSettings) =>
  async (event: PipelineEvent): Promise<void> => {
    throw new Error(`not written yet: ${event["CodePipeline.job"].id}`);
  };

export const handler = startDeploymentWith(
  { codePipeline, s3, stepFunctions },
  { stateMachineArn: process.env["STATE_MACHINE_ARN"] ?? "", log: console.log },
);
