// The app: options from its context, the policies from the files that they name, and the rules that everything must keep.
import { App, type AppProps, Validations } from "aws-cdk-lib";
import { S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY } from "aws-cdk-lib/cx-api";
import { AwsSolutionsChecks } from "cdk-nag";
import { ConfigurationError, physicalStackName, readConfiguration } from "./configuration.js";
import { DeployPipelineStack } from "./deploy-pipeline-stack.js";
import { readPolicy } from "./policy-file.js";

/**
 * The app with its one stack, `DeployPipeline`.
 * @param readFile the text of a file that an option names
 * @throws ConfigurationError
 */
export function deployPipelineApp(readFile: (path: string) => string, props: AppProps = {}) {
  const app = new App({ ...props, context: { [S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY]: true, ...props.context } });
  const configuration = readConfiguration(app.node.getAllContext());
  const policy = (option: "deploymentPolicy" | "permissionsBoundary") =>
    readPolicy(option, configuration[option], textOf(readFile, option, configuration[option]));
  const stack = new DeployPipelineStack(app, "DeployPipeline", {
    // One for each environment. It does not begin with the name of the stack that it deploys: what begins so, CloudFormation's
    // role may change.
    stackName: `deploy-${physicalStackName(configuration)}`,
    description: "A pipeline that deploys a CloudFormation stack by a typed Step Functions workflow",
    configuration,
    policies: { deploymentPolicy: policy("deploymentPolicy"), permissionsBoundary: policy("permissionsBoundary") },
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack, configuration };
}

function textOf(readFile: (path: string) => string, option: string, path: string): string {
  try {
    return readFile(path);
  } catch (error) {
    throw new ConfigurationError(`${option}: ${(error as Error).message}`);
  }
}
