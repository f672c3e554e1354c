// The role that CloudFormation takes: the only one here that may touch the application's resources.
import { Aws, Stack } from "aws-cdk-lib";
import { ManagedPolicy, Policy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { acceptActions, acceptPattern } from "./accept-pattern.js";
import { type Configuration, physicalStackName } from "./configuration.js";
import { fillIn, type PolicyJson } from "./policy-file.js";

export interface Policies {
  /** What CloudFormation may do. */
  readonly deploymentPolicy: PolicyJson;
  /** What the roles in the template may do at most. */
  readonly permissionsBoundary: PolicyJson;
}
export interface DeploymentRoleProps {
  readonly configuration: Configuration;
  readonly policies: Policies;
}

export class DeploymentRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { configuration, policies }: DeploymentRoleProps) {
    super(scope, id);
    const stackName = physicalStackName(configuration);
    const names = {
      "AWS::Partition": Aws.PARTITION,
      "AWS::Region": Aws.REGION,
      "AWS::AccountId": Aws.ACCOUNT_ID,
      StackName: stackName,
      // What CloudFormation names begins with the stack's name, which it cuts where the whole grows too long.
      NamePrefix: stackName.slice(0, 20),
    };
    const document = (option: keyof Policies, known: Readonly<Record<string, string>>) => {
      const statements = fillIn(option, policies[option], known).Statement.map((one) => PolicyStatement.fromJson(one));
      const reason = `Which resources the template may have is said in the file of the option ${option}.`;
      for (const { actions, resources } of statements) {
        for (const action of actions.filter(isPattern)) acceptActions(this, action, reason);
        for (const resource of resources.filter(isPattern)) acceptPattern(this, resource, reason);
      }
      return new PolicyDocument({ statements });
    };
    const boundary = new ManagedPolicy(this, "PermissionsBoundary", {
      // The template has to know it, so that the name cannot be left to CloudFormation.
      managedPolicyName: `${stackName}-boundary-${Stack.of(this).region}`,
      description: `What the roles of ${stackName} may do at most`,
      document: document("permissionsBoundary", names),
    });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("cloudformation.amazonaws.com"),
      description: `What CloudFormation may do for ${stackName}`,
    });
    new Policy(this, "Policy", {
      document: document("deploymentPolicy", { ...names, PermissionsBoundary: boundary.managedPolicyArn }),
      roles: [this.role],
    });
  }
}

const isPattern = (text: string) => text.includes("*");
