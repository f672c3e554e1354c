// The whole: a pipeline whose Prod stage runs a generated workflow, which deploys one stack.
import { ArnFormat, CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { acceptPattern } from "./accept-pattern.js";
import { type Configuration, physicalStackName } from "./configuration.js";
import { byStepFunctions, byTrigger, type DeployStage, revisions } from "./deploy-action.js";
import { DeployMachine } from "./deploy-machine.js";
import { DeploymentRole, type Policies } from "./deployment-role.js";
import type { Places } from "./permissions.js";
import { DeployPipeline } from "./pipeline.js";
import { provideSource, type Source } from "./source.js";
import { Storage } from "./storage.js";
import { inputKey, Trigger } from "./trigger.js";

export interface DeployPipelineStackProps extends StackProps {
  readonly configuration: Configuration;
  readonly policies: Policies;
}

export class DeployPipelineStack extends Stack {
  readonly machine: DeployMachine;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: DeployPipelineStackProps) {
    super(scope, id, props);
    const { configuration, policies } = props;
    const pipelineName = `${physicalStackName(configuration)}-pipeline`;
    const storage = new Storage(this, "Storage", configuration);
    const deployment = new DeploymentRole(this, "Deployment", { configuration, policies });
    const places = this.#places(configuration, storage, deployment.role.roleArn, pipelineName);
    this.#acceptPatterns(places);
    this.machine = new DeployMachine(this, "Machine", {
      configuration,
      places,
      environment: { CLOUDFORMATION_ROLE_ARN: deployment.role.roleArn, TEMPLATE_BUCKET: storage.templates.bucketName },
    });

    const source = provideSource(this, configuration, storage);
    const [deployStage, alarms] = this.#deployStage(configuration, storage, source);
    new DeployPipeline(this, "Pipeline", { pipelineName, storage, source, deployStage });
    this.alarms = [...this.machine.workflow.alarms, ...alarms];
    if (configuration.alarmEmail !== undefined) this.#tell(configuration.alarmEmail, storage);
    new CfnOutput(this, "StateMachineArn", { value: this.machine.stateMachine.stateMachineArn });
  }

  #deployStage(
    configuration: Configuration,
    storage: Storage,
    source: Source,
  ): readonly [DeployStage, readonly Alarm[]] {
    if (configuration.deployAction === "step-functions")
      return [byStepFunctions(configuration, storage, this.machine, source), []];
    const trigger = new Trigger(this, "Trigger", { configuration, storage, machine: this.machine });
    const { environmentName, stackName, templatePath } = configuration;
    const input = JSON.stringify({ environmentName, stackName, templatePath });
    new CfnOutput(this, "PutInput", {
      description: "The command that tells the trigger what to deploy",
      value: `echo '${input}' | aws s3 cp - s3://${trigger.inputs.bucketName}/${inputKey}`,
    });
    return [byTrigger(trigger), [trigger.alarm]];
  }

  #places(configuration: Configuration, storage: Storage, deploymentRole: string, pipelineName: string): Places {
    const stackName = physicalStackName(configuration);
    const stackArn = (name: string) =>
      this.formatArn({
        service: "cloudformation",
        resource: "stack",
        resourceName: `${name}/*`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      });
    const stacks = [stackArn(stackName)];
    // A green stack's name ends in the 32 hexadecimal digits of a hash.
    const green = configuration.workflow === "deploy-blue-green" ? [stackArn(`${stackName}-${"?".repeat(32)}`)] : [];
    // CodePipeline puts artifacts under the first 20 characters of its pipeline's name.
    const prefix = configuration.deployAction === "step-functions" ? revisions : `${pipelineName.slice(0, 20)}/`;
    return {
      stacks,
      newStacks: [...stacks, ...green],
      nestedStacks: [stackArn(`${stackName}-*`)],
      changeSetNames: `${stackName}-*`,
      deploymentRole,
      artifacts: storage.artifacts.arnForObjects(`${prefix}*`),
      templates: storage.templates.arnForObjects("*"),
      key: storage.key?.keyArn,
    };
  }

  /** ARNs that end in what is not known before the thing is there. */
  #acceptPatterns({ newStacks, nestedStacks, artifacts, templates }: Places): void {
    for (const stack of [...newStacks, ...nestedStacks])
      acceptPattern(this, stack, "A stack's ARN ends in an id that CloudFormation makes.");
    acceptPattern(this, artifacts, "CodePipeline makes the keys of its artifacts.");
    acceptPattern(this, templates, "The bucket holds nothing else.");
  }

  /** An alarm alone tells nobody. */
  #tell(email: string, storage: Storage): void {
    const topic = new Topic(this, "Alarms", {
      enforceSSL: true,
      ...(storage.key === undefined ? {} : { masterKey: storage.key }),
    });
    storage.key?.grantEncryptDecrypt(new ServicePrincipal("cloudwatch.amazonaws.com"));
    topic.addSubscription(new EmailSubscription(email));
    for (const alarm of this.alarms) alarm.addAlarmAction(new SnsAction(topic));
  }
}
