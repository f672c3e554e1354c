import assert from "node:assert/strict";
import { test } from "uvu";
import { ConfigurationError, readConfiguration } from "../../infra/configuration.js";
import { readPolicy } from "../../infra/policy-file.js";
import { makeApp } from "./synthesise.js";

const refused = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    return error.message;
  }
  throw new Error("nothing was refused");
};

test("without options the sample is deployed from CodeCommit by the trigger, and the update is awaited", () => {
  assert.deepEqual(readConfiguration({ "@aws-cdk/core:checkSecretUsage": true, "aws:cdk:bundling-stacks": [] }), {
    source: "codecommit",
    workflow: "deploy-await-update",
    deployAction: "lambda",
    environmentName: "prod",
    stackName: "sample-lambda-app",
    templatePath: "lambda-template.yaml",
    deploymentPolicy: "infra/sample/deployment-policy.json",
    permissionsBoundary: "infra/sample/permissions-boundary.json",
    encryption: "kms",
    logRetentionDays: 30,
    bundleSdk: false,
    onDelete: "retain",
    repositoryName: "sample-lambda-app",
    createRepository: true,
    branch: "main",
  });
});

test("options of the command line, which are text, mean what those of cdk.json mean", () => {
  const given = readConfiguration({ bundleSdk: "true", createRepository: "false", logRetentionDays: "7" });
  assert.deepEqual(
    [given.bundleSdk, given.source === "codecommit" && given.createRepository, given.logRetentionDays],
    [true, false, 7],
  );
});

test("every wrong option is told, with what would be right", () => {
  assert.equal(
    refused(() =>
      readConfiguration({
        workflow: "deployment",
        environmentName: "1st",
        stackName: "my_app",
        templatePath: "../template.yaml",
        logRetentionDays: "31",
        alarmEmail: "nobody",
        bundleSdk: "yes",
        souce: "s3",
      }),
    ),
    [
      'workflow: Invalid option: expected one of "deploy"|"deploy-await-update"|"deploy-blue-green"',
      "environmentName: must start with a letter",
      "stackName: may hold letters, digits and hyphens",
      "templatePath: must stay inside the artifact",
      "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      "alarmEmail: must be an e-mail address",
      "bundleSdk: say true or false",
      "souce: no such option",
    ].join("\n"),
  );
});

test("an option of another source is refused, and what a source needs is asked for", () => {
  assert.equal(
    refused(() => readConfiguration({ source: "s3", branch: "main" })),
    "branch: no such option",
  );
  assert.equal(
    refused(() => readConfiguration({ source: "codeconnections", connectionArn: "arn:aws:iam::1:role/x" })),
    "connectionArn: must be the ARN of a connection\nfullRepositoryId: is missing",
  );
  assert.equal(
    refused(() => readConfiguration({ source: "github" })),
    "source: must be codecommit, s3 or codeconnections",
  );
});

test("a name that a stack cannot have is refused before AWS does", () => {
  assert.equal(
    refused(() => readConfiguration({ stackName: "a".repeat(91) })),
    "stackName: with the environment's name it may have 95 characters",
  );
});

test("the deploying stack is named so that CloudFormation's role may change it", () => {
  const { stack } = makeApp({ environmentName: "test", stackName: "application" });
  assert.equal(stack.stackName, "deploy-test-application");
  assert.equal(
    refused(() => readConfiguration({ environmentName: "deploy" })),
    "environmentName: must not be the word that the names of deploying stacks start with",
  );
});

test("a policy that is not there, not JSON or not a policy is told with its option, file and field", () => {
  assert.match(
    refused(() => makeApp({ deploymentPolicy: "infra/none.json" })),
    /^deploymentPolicy: ENOENT: .*infra\/none\.json/,
  );
  assert.match(
    refused(() => readPolicy("deploymentPolicy", "p.json", "{")),
    /^deploymentPolicy: p\.json: /,
  );
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Alow", Action: 1 }] };
  assert.deepEqual(refused(() => readPolicy("deploymentPolicy", "p.json", JSON.stringify(policy))).split("\n"), [
    'deploymentPolicy: p.json: Statement.0.Effect: Invalid option: expected one of "Allow"|"Deny"',
    "deploymentPolicy: p.json: Statement.0.Action: must be a text or a list of texts",
    "deploymentPolicy: p.json: Statement.0.Resource: must be a text or a list of texts",
  ]);
  const unknown = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::${Bucket}/${aws:username}" }],
  };
  assert.equal(
    refused(() =>
      makeApp({}, (path) =>
        JSON.stringify(
          path.includes("deployment")
            ? unknown
            : { ...unknown, Statement: [{ ...unknown.Statement[0], Resource: "arn:aws:s3:::${aws:username}" }] },
        ),
      ),
    ),
    "deploymentPolicy: ${Bucket}: no such name; there are AWS::Partition, AWS::Region, AWS::AccountId, StackName, NamePrefix, PermissionsBoundary",
  );
});

test.run();
