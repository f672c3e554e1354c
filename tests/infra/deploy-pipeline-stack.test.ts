import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Match, Template } from "aws-cdk-lib/assertions";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { test } from "uvu";
import { type PolicyRow, policyRows } from "../../infra/policy-table.js";
import { makeApp, propertiesOf, synthesise } from "./synthesise.js";

const github = {
  source: "codeconnections",
  connectionArn: "arn:aws:codeconnections:eu-west-1:111111111111:connection/c-1",
  fullRepositoryId: "owner/application",
};
const chosen = {
  "what is the default": synthesise(),
  "the workflow that does not wait, from S3": synthesise({ workflow: "deploy", source: "s3", encryption: "sse-s3" }),
  "blue/green, from GitHub": synthesise({ workflow: "deploy-blue-green", ...github, alarmEmail: "ops@example.com" }),
  "CodePipeline's own action": synthesise({
    deployAction: "step-functions",

    bundleSdk: "true",
  }),
};
const usual = chosen["what is the default"];

const line = ({ role, effect, actions, resources, conditions }: PolicyRow) =>
  [role, effect, actions.join(","), resources.join(","), conditions.join(",")].join(" | ");
/** The lines of the one that the other lacks. */
const beyond = (one: ReturnType<typeof synthesise>, other: ReturnType<typeof synthesise>) => {
  const known = new Set(policyRows(other.stack).map(line));
  return policyRows(one.stack)
    .map(line)
    .filter((text) => !known.has(text));
};

test("the AWS Solutions pack, which was asked for each choice, does refuse what it finds", () => {
  assert.equal(Object.keys(chosen).length, 4);
  const { stack } = makeApp();
  new Bucket(stack, "Careless");
  assert.throws(() => Template.fromStack(stack), /Validation failed/);
});

test("only the role of Execute Change Set executes change sets, and only CloudFormation's touches resources", () => {
  for (const [name, { stack }] of Object.entries(chosen)) {
    const rows = policyRows(stack);
    const holders = (pattern: RegExp) =>
      new Set(rows.filter(({ actions }) => actions.some((action) => pattern.test(action))).map(({ role }) => role));
    assert.deepEqual([...holders(/^cloudformation:Execute/)], ["Machine/Roles/ExecuteChangeSet/Role"], name);
    assert.deepEqual(
      [...holders(/^cloudformation:(Create|Delete|Update)/)].sort(),
      ["CreateChangeSet", "CreateStack", "DeleteChangeSet"].map((one) => `Machine/Roles/${one}/Role`),
      name,
    );
    assert.deepEqual([...holders(/^(iam:(?!PassRole)|lambda:(?!Invoke|ListFunctions))/)], ["Deployment/Role"], name);
    assert.deepEqual(
      rows.filter(({ actions, effect }) => effect === "Allow" && actions.some((action) => action.includes("*"))),
      [],
      name,
    );
  }
});

test("whoever passes a role passes CloudFormation's, to CloudFormation, and makes nothing without it", () => {
  for (const { stack } of Object.values(chosen))
    for (const { role, actions, resources, conditions } of policyRows(stack)) {
      if (role === "Deployment/Role") continue;
      if (actions.includes("iam:PassRole")) {
        assert.deepEqual(resources, ["<Deployment/Role>"]);
        assert.deepEqual(conditions, ["StringEquals iam:PassedToService cloudformation.amazonaws.com"]);
      }
      if (actions.some((action) => /^cloudformation:Create(Stack|ChangeSet)$/.test(action)))
        assert.ok(conditions.includes("StringEquals cloudformation:RoleArn <Deployment/Role>"), role);
    }
});

test("CloudFormation's role may make or change what a role may do without the boundary, which the sample's role lacks", () => {
  const changes = /^iam:(Create|Put|Attach|Detach|DeleteRolePolicy|DeleteRolePermissionsBoundary)/;
  const rows = policyRows(usual.stack).filter(({ actions }) => actions.some((action) => changes.test(action)));
  assert.equal(rows.length, 1);
  assert.deepEqual(rows[0]?.conditions, ["StringEquals iam:PermissionsBoundary <Deployment/PermissionsBoundary>"]);
  usual.template.hasResourceProperties("AWS::IAM::ManagedPolicy", {
    ManagedPolicyName: { "Fn::Join": ["", ["prod-sample-lambda-app-boundary-", { Ref: "AWS::Region" }]] },
  });
  const sample = readFileSync("infra/sample/application/lambda-template.yaml", "utf8");
  assert.match(
    sample,
    /PermissionsBoundary: !Sub arn:\$\{AWS::Partition\}:iam::\$\{AWS::AccountId\}:policy\/\$\{environmentName\}-sample-lambda-app-boundary-\$\{AWS::Region\}/,
  );
});

test("only blue/green may make a second stack, and only under a name that its workflow makes", () => {
  const green = "?".repeat(32);
  const stacks = `stack/prod-sample-lambda-app/*,stack/prod-sample-lambda-app-${green}/*`;
  assert.deepEqual(
    beyond(chosen["blue/green, from GitHub"], usual).filter((text) => text.includes("green") || text.includes("?")),
    [
      `Machine/Roles/CreateStack/Role | Allow | cloudformation:CreateStack | ${stacks} | StringEquals cloudformation:RoleArn <Deployment/Role>`,
      `Machine/Roles/CreateStack/Role | Allow | cloudformation:DescribeStacks | ${stacks} | `,
      `Machine/Roles/CreateStack/Role | Allow | cloudformation:DescribeStackEvents | ${stacks} | `,
      `Machine/Roles/GetStackCreationStatus/Role | Allow | cloudformation:DescribeStacks | ${stacks} | `,
      `Machine/Roles/GetStackFailureReason/Role | Allow | cloudformation:DescribeStacks | ${stacks} | `,
      `Machine/Roles/GetStackFailureReason/Role | Allow | cloudformation:DescribeStackEvents | ${stacks} | `,
    ],
  );
});

test("CodePipeline's own action needs no trigger, and starts and watches just this machine", () => {
  assert.deepEqual(beyond(chosen["CodePipeline's own action"], usual), [
    "Machine/Roles/CreateStack/Role | Allow | s3:GetObject,s3:GetObjectVersion | <Storage/Artifacts>/revisions/* | ",
    "Machine/Roles/CreateChangeSet/Role | Allow | s3:GetObject,s3:GetObjectVersion | <Storage/Artifacts>/revisions/* | ",
    "Pipeline/Role | Allow | states:StartExecution,states:DescribeStateMachine | <Machine/Workflow/StateMachine> | ",
    "Pipeline/Role | Allow | states:DescribeExecution | execution:<Machine/Workflow/StateMachine>:* | ",
  ]);
  assert.deepEqual(
    policyRows(chosen["CodePipeline's own action"].stack).filter(({ role }) => role.startsWith("Trigger")),
    [],
  );
});

test("Step Functions takes the machine's role for this account alone", () => {
  usual.template.hasResourceProperties("AWS::IAM::Role", {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Action: "sts:AssumeRole",
          Effect: "Allow",
          Principal: { Service: "states.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } },
            ArnLike: { "aws:SourceArn": Match.anyValue() },
          },
        },
      ],
    },
  });
});

test("every bucket is encrypted, versioned, private, logged, and refuses what does not come over TLS", () => {
  for (const [name, { template }] of Object.entries(chosen)) {
    const algorithm = name.includes("S3") ? "AES256" : "aws:kms";
    const buckets = Object.entries(template.findResources("AWS::S3::Bucket"));
    for (const [id, { Properties }] of buckets) {
      const accessLogs = id.includes("AccessLogs");
      const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
      assert.equal(rule.ServerSideEncryptionByDefault.SSEAlgorithm, accessLogs ? "AES256" : algorithm, id);
      assert.deepEqual(Properties.PublicAccessBlockConfiguration, {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      if (!accessLogs) {
        assert.deepEqual(Properties.VersioningConfiguration, { Status: "Enabled" }, id);
        assert.ok(Properties.LoggingConfiguration.DestinationBucketName, id);
      }
      template.hasResourceProperties("AWS::S3::BucketPolicy", {
        Bucket: { Ref: id },
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Action: "s3:*",
              Effect: "Deny",
              Principal: { AWS: "*" },
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            }),
          ]),
        },
      });
    }
    assert.ok(buckets.length >= 3, name);
  }
  usual.template.allResourcesProperties("AWS::KMS::Key", { EnableKeyRotation: true });
  chosen["the workflow that does not wait, from S3"].template.resourceCountIs("AWS::KMS::Key", 0);
});

test("a bucket has a name that somebody chose", () => {
  for (const { template } of Object.values(chosen))
    for (const bucket of propertiesOf(template, "AWS::S3::Bucket")) assert.equal(bucket["BucketName"], undefined);
});

test("the trigger starts another machine than its own, or looks at another's executions", () => {
  const rows = policyRows(usual.stack).filter(({ role }) => role.startsWith("Trigger/"));
  const machine = "Machine/Workflow/StateMachine";
  assert.deepEqual(rows.filter(({ actions }) => actions.some((action) => action.startsWith("states:"))).map(line), [
    `Trigger/Function/Role | Allow | states:StartExecution | <${machine}> | `,
    `Trigger/Function/Role | Allow | states:DescribeExecution | execution:<${machine}>:* | `,
  ]);
});

test("every function has its own log group, and every log group ends some day", () => {
  for (const { template } of Object.values(chosen)) {
    const functions = propertiesOf(template, "AWS::Lambda::Function");
    const groups = propertiesOf(template, "AWS::Logs::LogGroup");
    assert.equal(groups.length, functions.length + 1);
    assert.equal(new Set(functions.map(({ LoggingConfig }) => JSON.stringify(LoggingConfig))).size, functions.length);
    for (const { RetentionInDays } of groups) assert.equal(RetentionInDays, 30);
  }
  const { template } = synthesise({ logRetentionDays: 7, onDelete: "destroy" });
  template.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: 7 });
  template.allResources("AWS::Logs::LogGroup", { DeletionPolicy: "Delete" });
  template.allResources("AWS::S3::Bucket", { DeletionPolicy: "Delete" });
});

const stagesOf = ({ template }: ReturnType<typeof synthesise>) => {
  const [pipeline] = propertiesOf(template, "AWS::CodePipeline::Pipeline");
  const stages = pipeline?.["Stages"] as readonly {
    readonly Name: string;
    readonly Actions: readonly {
      readonly Name: string;
      readonly ActionTypeId: { readonly Category: string; readonly Provider: string };
      readonly Configuration: Readonly<Record<string, unknown>>;
      readonly InputArtifacts: readonly { readonly Name: string }[];
    }[];
  }[];
  return { pipeline, stages };
};

test("the pipeline takes the source when it changes, and hands its artifact to the trigger with the place of the input", () => {
  const { pipeline, stages } = stagesOf(usual);
  assert.equal(pipeline?.["PipelineType"], "V2");
  assert.deepEqual(
    stages.map(({ Name, Actions }) => [
      Name,
      ...Actions.map(({ ActionTypeId }) => `${ActionTypeId.Category} ${ActionTypeId.Provider}`),
    ]),
    [
      ["Source", "Source CodeCommit"],
      ["Prod", "Invoke Lambda"],
    ],
  );
  assert.equal(stages[0]?.Actions[0]?.Configuration["PollForSourceChanges"], "false");
  const deploy = stages[1]?.Actions[0];
  assert.deepEqual(deploy?.InputArtifacts, [{ Name: "SourceOutput" }]);
  assert.deepEqual(deploy?.Configuration["UserParameters"], {
    "Fn::Join": [
      "",
      [
        '{"s3Bucket":"',
        { Ref: "StorageInputsAD56580B" },
        '","stateMachineFile":"deploy-input.json","artifactName":"SourceOutput"}',
      ],
    ],
  });
  usual.template.hasResourceProperties("AWS::Events::Rule", {
    EventPattern: {
      source: ["aws.codecommit"],
      detail: { event: ["referenceCreated", "referenceUpdated"], referenceType: ["branch"], referenceName: ["main"] },
    },
  });
});

test("a repository that is there already is used, and not made again", () => {
  const { stack, template } = synthesise({
    createRepository: "false",
    repositoryName: "application",
    branch: "release",
  });
  template.resourceCountIs("AWS::CodeCommit::Repository", 0);
  assert.ok(policyRows(stack).some(({ resources }) => resources.includes("application")));
  template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { detail: { referenceName: ["release"] } } });
});

test("a source in S3 starts the pipeline by its event, and one behind a connection by the connection", () => {
  const s3 = chosen["the workflow that does not wait, from S3"].template;
  s3.hasResourceProperties("AWS::S3::Bucket", {
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  });
  s3.hasResourceProperties("AWS::Events::Rule", {
    EventPattern: {
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { object: { key: ["source.zip"] } },
    },
  });
  const connected = chosen["blue/green, from GitHub"];
  connected.template.resourceCountIs("AWS::Events::Rule", 0);
  const { stages } = stagesOf(connected);
  assert.deepEqual(stages[0]?.Actions[0]?.Configuration, {
    ConnectionArn: github.connectionArn,
    FullRepositoryId: "owner/application",
    BranchName: "main",
    DetectChanges: "true",
    OutputArtifactFormat: "CODE_ZIP",
  });
  assert.ok(policyRows(connected.stack).some(({ actions }) => actions.includes("codeconnections:UseConnection")));
});

test("CodePipeline's own action gets the input that the workflow asks for, with an artifact that lies where it says", () => {
  const [, prod] = stagesOf(chosen["CodePipeline's own action"]).stages;
  const [publish, deploy] = prod?.Actions ?? [];
  const text = (value: unknown) => JSON.stringify(value).replaceAll('\\"', '"');
  assert.equal(publish?.Configuration["ObjectKey"], "revisions/#{codepipeline.PipelineExecutionId}.zip");
  assert.match(
    text(deploy?.Configuration["Input"]),
    /"environmentName":"prod","stackName":"sample-lambda-app","templatePath":"lambda-template.yaml","revisionS3Bucket":.*StorageArtifacts.*"revisionS3Key":"revisions\/#{codepipeline.PipelineExecutionId}.zip","revision":"#{Source.CommitId}"/,
  );
  assert.equal(deploy?.Configuration["InputType"], "Literal");
  assert.deepEqual(deploy?.InputArtifacts, []);
});

test("failed and timed out executions, and a trigger that throws, raise an alarm, which somebody hears who is named", () => {
  const alarms = propertiesOf(usual.template, "AWS::CloudWatch::Alarm");
  assert.deepEqual(alarms.map(({ MetricName }) => MetricName).sort(), [
    "Errors",
    "ExecutionsFailed",
    "ExecutionsTimedOut",
  ]);
  const { template } = chosen["blue/green, from GitHub"];
  template.hasResourceProperties("AWS::SNS::Subscription", { Protocol: "email", Endpoint: "ops@example.com" });
  template.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.anyValue() });
  for (const { AlarmActions } of propertiesOf(template, "AWS::CloudWatch::Alarm"))
    assert.equal((AlarmActions as readonly unknown[]).length, 1);
});

test("a function runs the handler that its workflow names, told the role of CloudFormation and where long templates go", () => {
  for (const { template, stack } of Object.values(chosen)) {
    const handlers = Object.entries(template.findResources("AWS::Lambda::Function")).filter(([id]) =>
      id.startsWith("Machine"),
    );
    const role = stack.node.findChild("Deployment").node.findChild("Role");
    assert.ok(role);
    for (const [id, { Properties }] of handlers)
      assert.deepEqual(
        Object.keys(Properties.Environment.Variables),
        ["CLOUDFORMATION_ROLE_ARN", "TEMPLATE_BUCKET"],
        id,
      );
    const [machine] = propertiesOf(template, "AWS::StepFunctions::StateMachine");
    assert.equal(Object.keys(machine?.["DefinitionSubstitutions"] as object).length, handlers.length);
  }
  usual.template.resourceCountIs("AWS::Lambda::Function", 11);
  usual.template.allResourcesProperties("AWS::Lambda::Function", { Runtime: "nodejs24.x" });
});

test.run();
