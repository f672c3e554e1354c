import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { App, Duration, Stack } from "aws-cdk-lib";
import { Annotations, Match, Template } from "aws-cdk-lib/assertions";
import { type IFunction, Function as Lambda } from "aws-cdk-lib/aws-lambda";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { test } from "uvu";
import type { StateMachineModel } from "../../dsl/model.js";
import { generateConstruct } from "../../generators/construct.js";
import { generateDefinition } from "../../generators/definition.js";
import { type ConstructProject, constructProject } from "./construct-project.js";
import { deploy, lambda, literal, machine, task, wait } from "./models.js";

// A deprecated API throws instead of printing a warning.
process.env["JSII_DEPRECATED"] = "fail";

/** What every generated construct has; the props are each workflow's own. */
interface Workflow extends Construct {
  readonly stateMachine: StateMachine;
  readonly functions?: Readonly<Record<string, IFunction>>;
  readonly alarms: readonly unknown[];
}
type WorkflowClass = new (scope: Construct, id: string, props?: object) => Workflow;

const projects: ConstructProject[] = [];
test.after(() => {
  for (const { remove } of projects) remove();
});

interface Synthesised {
  readonly template: Template;
  readonly workflow: Workflow;
  readonly stack: Stack;
}
async function synthesise(model: StateMachineModel, className: string, props: object = {}): Promise<Synthesised> {
  const project = constructProject(model);
  projects.push(project);
  const module: Readonly<Record<string, WorkflowClass | undefined>> = await import(
    pathToFileURL(project.construct).href
  );
  const Class = module[className];
  if (Class === undefined) throw new Error(`no ${className} in ${Object.keys(module).join(", ")}`);
  const stack = new Stack(new App({ context: { "aws:cdk:bundling-stacks": [] } }), "Test");
  const functionDefaults = { projectRoot: project.root, depsLockFilePath: join(project.root, "package-lock.json") };
  const workflow = new Class(stack, "Deploy", {
    ...props,
    functionDefaults: {
      ...functionDefaults,
      ...("functionDefaults" in props ? (props.functionDefaults as object) : {}),
    },
  });
  const template = Template.fromStack(stack);
  // In every test: no construct warns about anything.
  assert.deepEqual(Annotations.fromStack(stack).findWarning("*", Match.anyValue()), []);
  assert.deepEqual(Annotations.fromStack(stack).findError("*", Match.anyValue()), []);
  return { stack, workflow, template };
}

const resources = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map((resource): unknown => resource["Properties"]);
const stateMachine = ({ template }: Synthesised) =>
  resources(template, "AWS::StepFunctions::StateMachine")[0] as Readonly<Record<string, unknown>>;
const arn = (stack: Stack, { functionArn }: IFunction): unknown => stack.resolve(functionArn);

const small = machine("Small", [task("First", { Next: "Second" }), task("Second")]);

test("deploy has a state machine on the generated definition, and a function for each handler", async () => {
  const made = await synthesise(deploy, "DeployWorkflow");
  const { template, workflow, stack } = made;
  template.resourceCountIs("AWS::StepFunctions::StateMachine", 1);
  template.resourceCountIs("AWS::Lambda::Function", 8);
  template.resourceCountIs("AWS::Logs::LogGroup", 9);
  template.resourceCountIs("AWS::CloudWatch::Alarm", 0);
  const functions = workflow.functions ?? {};
  assert.deepEqual(Object.keys(functions), [
    "checkStackExistence",
    "createChangeSet",
    "getChangeSetCreationStatus",
    "inspectChangeSetChanges",
    "executeChangeSet",
    "deleteChangeSet",
    "createStack",
    "getStackCreationStatus",
  ]);
  const capital = (key: string) => `${key[0]?.toUpperCase()}${key.slice(1)}`;
  assert.deepEqual(stateMachine(made), {
    DefinitionString: generateDefinition(deploy)[0]?.contents,
    DefinitionSubstitutions: Object.fromEntries(
      Object.entries(functions).map(([key, value]) => [capital(key), arn(stack, value)]),
    ),
    LoggingConfiguration: {
      Destinations: [
        {
          CloudWatchLogsLogGroup: { LogGroupArn: { "Fn::GetAtt": ["DeployLogs6AB4AD5F", "Arn"] } },
        },
      ],
      IncludeExecutionData: false,
      Level: "ALL",
    },
    RoleArn: stack.resolve(workflow.stateMachine.role.roleArn),
    StateMachineType: "STANDARD",
    TracingConfiguration: { Enabled: true },
  });
  for (const group of resources(template, "AWS::Logs::LogGroup")) assert.deepEqual(group, { RetentionInDays: 30 });
  for (const properties of resources(template, "AWS::Lambda::Function")) {
    const { Code, Role, LoggingConfig, ...others } = properties as Record<string, unknown>;
    assert.ok(Code && Role && LoggingConfig);
    assert.deepEqual(others, {
      Handler: "index.handler",
      MemorySize: 256,
      Runtime: "nodejs24.x",
      Timeout: 30,
      TracingConfig: { Mode: "Active" },
    });
  }
});

test("the state machine may invoke its own functions and no other, in no other version", async () => {
  const { template, workflow, stack } = await synthesise(small, "SmallWorkflow");
  const role = stack.resolve(workflow.stateMachine.role.roleName);
  const policies = resources(template, "AWS::IAM::Policy") as readonly {
    readonly Roles: readonly unknown[];
    readonly PolicyDocument: { readonly Statement: readonly unknown[] };
  }[];
  const own = policies.filter(({ Roles }) => JSON.stringify(Roles) === JSON.stringify([role]));
  assert.deepEqual(
    own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
    [
      // Logs and X-Ray know no resources: this is what AWS asks for, and what the CDK adds.
      {
        Action: [
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups",
        ],
        Effect: "Allow",
        Resource: "*",
      },
      {
        Action: [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
        ],
        Effect: "Allow",
        Resource: "*",
      },
      {
        Action: "lambda:InvokeFunction",
        Effect: "Allow",
        Resource: Object.values(workflow.functions ?? {}).map((one) => arn(stack, one)),
      },
    ],
  );
});

test("a function passed in is used, and none is made for it", async () => {
  const elsewhere = new Stack(new App(), "Elsewhere");
  const second = "arn:aws:lambda:eu-west-1:111111111111:function:second";
  const made = await synthesise(small, "SmallWorkflow", {
    functions: { second: Lambda.fromFunctionArn(elsewhere, "Second", second) },
  });
  made.template.resourceCountIs("AWS::Lambda::Function", 1);
  made.template.resourceCountIs("AWS::Logs::LogGroup", 2);
  const first = made.workflow.functions?.["first"];
  assert.ok(first);
  assert.deepEqual(stateMachine(made)["DefinitionSubstitutions"], {
    First: arn(made.stack, first),
    Second: second,
  });
  made.template.hasResourceProperties("AWS::IAM::Policy", {
    PolicyDocument: {
      Statement: Match.arrayWith([
        { Action: "lambda:InvokeFunction", Effect: "Allow", Resource: [arn(made.stack, first), second] },
      ]),
    },
  });
});

test("memory, timeout, environment, logs, tracing, alarms and the name are options", async () => {
  const made = await synthesise({ ...small, type: "EXPRESS" }, "SmallWorkflow", {
    stateMachineName: "small",
    functionDefaults: { memorySize: 512, environment: { STAGE: "test", LEVEL: "info" } },
    functionOptions: { second: { timeout: Duration.minutes(5), environment: { LEVEL: "debug" } } },
    logs: { retention: RetentionDays.ONE_WEEK, includeExecutionData: true },
    tracing: false,
    alarms: true,
  });
  const functions = resources(made.template, "AWS::Lambda::Function").map((properties) => {
    const { MemorySize, Timeout, Environment, TracingConfig } = properties as Record<string, unknown>;
    return { MemorySize, Timeout, Environment, TracingConfig };
  });
  assert.deepEqual(functions, [
    {
      MemorySize: 512,
      Timeout: 30,
      Environment: { Variables: { STAGE: "test", LEVEL: "info" } },
      TracingConfig: undefined,
    },
    {
      MemorySize: 512,
      Timeout: 300,
      Environment: { Variables: { STAGE: "test", LEVEL: "debug" } },
      TracingConfig: undefined,
    },
  ]);
  made.template.hasResourceProperties("AWS::StepFunctions::StateMachine", {
    StateMachineName: "small",
    StateMachineType: "EXPRESS",
    TracingConfiguration: { Enabled: false },
    LoggingConfiguration: { IncludeExecutionData: true },
  });
  made.template.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: 7 });
  const alarm = (MetricName: string, AlarmDescription: string) => ({
    AlarmDescription,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    Dimensions: [{ Name: "StateMachineArn", Value: made.stack.resolve(made.workflow.stateMachine.stateMachineArn) }],
    EvaluationPeriods: 1,
    MetricName,
    Namespace: "AWS/States",
    Period: 300,
    Statistic: "Sum",
    Threshold: 1,
    TreatMissingData: "notBreaching",
  });
  assert.deepEqual(resources(made.template, "AWS::CloudWatch::Alarm"), [
    alarm("ExecutionsFailed", "An execution of Small failed"),
    alarm("ExecutionsTimedOut", "An execution of Small ran out of time"),
  ]);
  assert.equal(made.workflow.alarms.length, 2);
});

test("a machine without functions has a construct without them", async () => {
  const made = await synthesise(machine("Idle", [wait("Wait", "seconds", literal(1))]), "IdleWorkflow");
  assert.deepEqual(
    Object.values((made.template.toJSON() as { Resources: Record<string, { Type: string }> }).Resources).map(
      ({ Type }) => Type,
    ),
    ["AWS::Logs::LogGroup", "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::StepFunctions::StateMachine"],
  );
  assert.equal("functions" in made.workflow, false);
});

const odd = machine(
  "Map",
  ["ToString", "delete", "部署", "Create-Stack", "CreateStack", "1st", "StateMachine", "Logs"].map(
    (name, index, all) => {
      const next = all[index + 1];
      const run = { kind: "lambda", lambda: lambda(name, "workflows/a#b%20/it's.ts:3") } as const;
      return task(name, { run, ...(next === undefined ? {} : { Next: next }) });
    },
  ),
  { Comment: 'ends */ the "comment"\nor not' },
);

test("functions of any name have their property, their construct and their handler", async () => {
  // The two that would share a handler are an error of their own, so here they come from two modules.
  const apart = {
    ...odd,
    states: odd.states.map((state) =>
      state.Type === "Task" && state.name === "Create-Stack"
        ? { ...state, run: { kind: "lambda" as const, lambda: lambda("Create-Stack", "workflows/other.ts:3") } }
        : state,
    ),
  };
  const { workflow } = await synthesise(apart, "MapWorkflow");
  assert.deepEqual(
    Object.entries(workflow.functions ?? {}).map(([key, value]) => [key, value.node.path]),
    [
      ["toString_", "Test/Deploy/Functions/ToString/Handler"],
      ["delete_", "Test/Deploy/Functions/delete/Handler"],
      ["部署", "Test/Deploy/Functions/U90E8U7F72/Handler"],
      ["createStack", "Test/Deploy/Functions/CreateStack2/Handler"],
      ["createStack2", "Test/Deploy/Functions/CreateStack/Handler"],
      ["_1st", "Test/Deploy/Functions/1st/Handler"],
      ["stateMachine", "Test/Deploy/Functions/StateMachine/Handler"],
      ["logs", "Test/Deploy/Functions/Logs/Handler"],
    ],
  );
});

test("every construct type-checks under the strictest settings, and so do its props", () => {
  const project = constructProject(odd);
  projects.push(project);
  for (const model of [deploy, machine("Idle", [wait("Wait", "seconds", literal(1))])]) {
    writeFileSync(join(project.root, `${model.name}.ts`), generateConstruct(model)[0]?.contents ?? "");
  }
  const use = (options: string) =>
    `import { App, Stack } from "aws-cdk-lib";\nimport { DeployWorkflow } from "./Deploy.js";\nnew DeployWorkflow(new Stack(new App(), "S"), "D", ${options});\n`;
  writeFileSync(
    join(project.root, "right.ts"),
    use(`{ functionOptions: { createStack: { memorySize: 512 } }, alarms: true }`),
  );
  writeFileSync(join(project.root, "wrong.ts"), use(`{ functionOptions: { createStak: { memorySize: 512 } } }`));
  writeFileSync(
    join(project.root, "tsconfig.json"),
    JSON.stringify({
      extends: resolve("tsconfig.json"),
      compilerOptions: { paths: {} },
      include: ["**/*.ts"],
    }),
  );
  let output = "";
  try {
    execFileSync(
      process.execPath,
      [resolve("node_modules/typescript/bin/tsc"), "-p", project.root, "--pretty", "false"],
      {
        cwd: project.root,
        encoding: "utf8",
      },
    );
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout);
  }
  assert.equal(
    output.trim(),
    "wrong.ts(3,73): error TS2561: Object literal may only specify known properties, but 'createStak' does not exist in type '{ readonly checkStackExistence?: DeployFunctionOptions; readonly createChangeSet?: DeployFunctionOptions; readonly getChangeSetCreationStatus?: DeployFunctionOptions; ... 4 more ...; readonly getStackCreationStatus?: DeployFunctionOptions; }'. Did you mean to write 'createStack'?",
  );
});

test.run();
