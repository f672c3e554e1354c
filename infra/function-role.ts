// The role of one function and the log group that it writes to, and to no other.
import { Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Configuration } from "./configuration.js";
import { removalPolicy } from "./storage.js";

export interface FunctionRoleProps {
  readonly configuration: Configuration;
  /** The function, as its author named it. */
  readonly functionName: string;
  /** What it may do beyond writing its logs. */
  readonly statements: readonly PolicyStatement[];
}

export class FunctionRole extends Construct {
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { configuration, functionName, statements }: FunctionRoleProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, "Logs", {
      retention: configuration.logRetentionDays,
      removalPolicy: removalPolicy(configuration.onDelete),
    });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `What the function ${functionName} may do`,
    });
    const logs = new PolicyStatement({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [this.logGroup.logGroupArn],
    });
    for (const statement of [logs, ...statements]) this.role.addToPolicy(statement);
    Validations.of(this.role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason:
        "Neither X-Ray nor cloudformation:GetTemplateSummary of a template on its way has resource-level permissions.",
    });
  }
}
