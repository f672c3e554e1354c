// The state machine of the chosen workflow, each of its functions under a role of its own.
import { ArnFormat, Stack, Validations } from "aws-cdk-lib";
import type { IRole } from "aws-cdk-lib/aws-iam";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { DeployWorkflow } from "../generated/deploy/construct.js";
import { DeployAwaitUpdateWorkflow } from "../generated/deploy-await-update/construct.js";
import { DeployBlueGreenWorkflow } from "../generated/deploy-blue-green/construct.js";
import { acceptPattern } from "./accept-pattern.js";
import { bundling } from "./bundling.js";
import type { Configuration } from "./configuration.js";
import { FunctionRole } from "./function-role.js";
import { type Places, permissions } from "./permissions.js";
import { removalPolicy } from "./storage.js";

const workflows = {
  deploy: DeployWorkflow,
  "deploy-await-update": DeployAwaitUpdateWorkflow,
  "deploy-blue-green": DeployBlueGreenWorkflow,
} satisfies Record<Configuration["workflow"], unknown>;

export interface DeployMachineProps {
  readonly configuration: Configuration;
  readonly places: Places;
  /** What the functions are told of the account they work in. */
  readonly environment: Readonly<Record<string, string>>;
}

export class DeployMachine extends Construct {
  readonly stateMachine: StateMachine;
  readonly workflow: InstanceType<(typeof workflows)[Configuration["workflow"]]>;

  constructor(scope: Construct, id: string, { configuration, places, environment }: DeployMachineProps) {
    super(scope, id);
    const { workflow, logRetentionDays, onDelete } = configuration;
    const roles = new Construct(this, "Roles");
    const functionOptions: Record<string, { readonly role: IRole; readonly logGroup: ILogGroup }> = {};
    for (const [name, granted] of Object.entries(permissions[workflow])) {
      const functionName = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
      const statements = granted.flatMap((permission) => permission(places));
      const { role, logGroup } = new FunctionRole(roles, functionName, { configuration, functionName, statements });
      functionOptions[name] = { role, logGroup };
    }
    this.workflow = new workflows[workflow](this, "Workflow", {
      functionDefaults: { bundling: bundling(configuration.bundleSdk), environment },
      functionOptions,
      logs: { retention: logRetentionDays, removalPolicy: removalPolicy(onDelete) },
      alarms: true,
    });
    this.stateMachine = this.workflow.stateMachine;
    acceptPattern(Stack.of(this), this.executions, "Each execution has a name of its own.");
    Validations.of(this.stateMachine.role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "Neither the delivery of logs nor X-Ray has resource-level permissions.",
    });
  }

  /** The executions of this machine, as IAM names them. */
  get executions(): string {
    const resourceName = `${this.stateMachine.stateMachineName}:*`;
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service: "states", resource: "execution", resourceName, arnFormat });
  }
}
