// Generated from workflows/deploy-sdk.ts by `statewright generate`. Edit that file, not this one.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Alarm, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, type NodejsFunctionProps } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";

/** The Lambda functions of the workflow. */
export interface DeploySdkFunctions {
  readonly inspectChangeSetChanges: IFunction;
}

/** What can be chosen for a function that is made here: memory, timeout, environment, network, bundling and so on. */
export type DeploySdkFunctionOptions = Omit<NodejsFunctionProps, "code" | "entry" | "handler">;

export interface DeploySdkWorkflowProps {
  /** @default a name made by CloudFormation */
  readonly stateMachineName?: string;
  /** Functions made elsewhere. Each of the others is made here from its handler. */
  readonly functions?: Partial<DeploySdkFunctions>;
  /** For all functions made here. @default 256 MB, 30 seconds */
  readonly functionDefaults?: DeploySdkFunctionOptions;
  /** For single functions made here; what is left out comes from `functionDefaults`, and their environments are joined. */
  readonly functionOptions?: { readonly [Name in keyof DeploySdkFunctions]?: DeploySdkFunctionOptions };
  /** ARNs of what the data decides, by the action that is allowed on them. @default all that the definition leaves open */
  readonly resources?: {
    /** Of 'Check Stack Existence', 'Describe Updated Stack', 'Describe Created Stack'. */
    readonly "cloudformation:DescribeStacks"?: readonly string[];
    /** Of 'Create Change Set'. */
    readonly "cloudformation:CreateChangeSet"?: readonly string[];
    /** Of 'Describe Change Set', 'Describe Execution'. */
    readonly "cloudformation:DescribeChangeSet"?: readonly string[];
    /** Of 'Execute Change Set'. */
    readonly "cloudformation:ExecuteChangeSet"?: readonly string[];
    /** Of 'Create Stack'. */
    readonly "cloudformation:CreateStack"?: readonly string[];
    /** Of 'Delete Change Set', 'Delete Empty Change Set'. */
    readonly "cloudformation:DeleteChangeSet"?: readonly string[];
  };
  readonly logs?: {
    /** @default one month */
    readonly retention?: RetentionDays;
    /** What the state machine logs. @default LogLevel.ALL */
    readonly level?: LogLevel;
    /** Whether the data of an execution is logged with its events. @default false */
    readonly includeExecutionData?: boolean;
    /** What becomes of the log groups with the stack. @default RemovalPolicy.RETAIN */
    readonly removalPolicy?: RemovalPolicy;
  };
  /** X-Ray for the state machine and the functions made here. @default true */
  readonly tracing?: boolean;
  /** One alarm for executions that fail, one for those that run out of time; see `alarms` of the construct. @default false */
  readonly alarms?: boolean;
}

/** Creates a stack, or updates it where that is safe, by calls of CloudFormation without functions in between. */
export class DeploySdkWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  /** Those passed in and those made here. */
  readonly functions: DeploySdkFunctions;
  /** Of the state machine. */
  readonly logGroup: LogGroup;
  /** Add actions to them: an alarm alone tells nobody. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: DeploySdkWorkflowProps = {}) {
    super(scope, id);
    const tracing = props.tracing ?? true;
    const logging = {
      retention: props.logs?.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: props.logs?.removalPolicy ?? RemovalPolicy.RETAIN,
    };

    const made = new Construct(this, "Functions");
    const provide = (key: keyof DeploySdkFunctions, name: string, entry: string): IFunction => {
      const given = props.functions?.[key];
      if (given !== undefined) return given;
      const place = new Construct(made, name);
      const own = props.functionOptions?.[key];
      const options = { ...props.functionDefaults, ...own };
      return new NodejsFunction(place, "Handler", {
        runtime: Runtime.NODEJS_24_X,
        memorySize: 256,
        timeout: Duration.seconds(30),
        tracing: tracing ? Tracing.ACTIVE : Tracing.DISABLED,
        ...options,
        environment: { ...props.functionDefaults?.environment, ...own?.environment },
        logGroup: options.logGroup ?? new LogGroup(place, "Logs", logging),
        entry: file(entry),
      });
    };
    const functions = {
      inspectChangeSetChanges: provide("inspectChangeSetChanges", "InspectChangeSetChanges", "../../handlers/deploy/inspect-change-set-changes.ts"),
    };
    this.functions = functions;

    this.logGroup = new LogGroup(this, "Logs", logging);
    const stack = Stack.of(this);
    // Step Functions takes it for machines of this account alone.
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com", {
        conditions: {
          StringEquals: { "aws:SourceAccount": stack.account },
          // Its own ARN is not known before its role.
          ArnLike: { "aws:SourceArn": `arn:${stack.partition}:states:${stack.region}:${stack.account}:stateMachine:*` },
        },
      }),
    });
    this.stateMachine = new StateMachine(this, "StateMachine", {
      role,
      ...(props.stateMachineName === undefined ? {} : { stateMachineName: props.stateMachineName }),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(readFileSync(file("./deploy-sdk.asl.json"), "utf8")),
      definitionSubstitutions: {
        InspectChangeSetChanges: functions.inspectChangeSetChanges.functionArn,
      },
      logs: {
        destination: this.logGroup,
        level: props.logs?.level ?? LogLevel.ALL,
        includeExecutionData: props.logs?.includeExecutionData ?? false,
      },
      tracingEnabled: tracing,
    });
    // Not grantInvoke, which would allow every version of them too.
    role.addToPolicy(
      new PolicyStatement({
        actions: ["lambda:InvokeFunction"],
        resources: Object.values(functions).map(({ functionArn }) => functionArn),
      }),
    );
    for (const statement of [
      // 'Check Stack Existence', 'Describe Updated Stack', 'Describe Created Stack'
      new PolicyStatement({
        actions: ["cloudformation:DescribeStacks"],
        resources: [...(props.resources?.["cloudformation:DescribeStacks"] ?? [`arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/*/*`])],
      }),
      // 'Create Change Set'
      new PolicyStatement({
        actions: ["cloudformation:CreateChangeSet"],
        resources: [...(props.resources?.["cloudformation:CreateChangeSet"] ?? [`arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/*/*`])],
      }),
      // 'Describe Change Set', 'Describe Execution'
      new PolicyStatement({
        actions: ["cloudformation:DescribeChangeSet"],
        resources: [...(props.resources?.["cloudformation:DescribeChangeSet"] ?? [`arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/*/*`])],
      }),
      // 'Execute Change Set'
      new PolicyStatement({
        actions: ["cloudformation:ExecuteChangeSet"],
        resources: [...(props.resources?.["cloudformation:ExecuteChangeSet"] ?? [`arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/*/*`])],
      }),
      // 'Create Stack'
      new PolicyStatement({
        actions: ["cloudformation:CreateStack"],
        resources: [...(props.resources?.["cloudformation:CreateStack"] ?? [`arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/*/*`])],
      }),
      // 'Delete Change Set', 'Delete Empty Change Set'
      new PolicyStatement({
        actions: ["cloudformation:DeleteChangeSet"],
        resources: [...(props.resources?.["cloudformation:DeleteChangeSet"] ?? [`arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/*/*`])],
      }),
    ])
      role.addToPolicy(statement);

    const alarm = (name: string, metric: IMetric, alarmDescription: string) =>
      new Alarm(this, name, {
        metric,
        alarmDescription,
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    this.alarms = props.alarms
      ? [
          alarm("Failed", this.stateMachine.metricFailed(), "An execution of DeploySdk failed"),
          alarm("TimedOut", this.stateMachine.metricTimedOut(), "An execution of DeploySdk ran out of time"),
        ]
      : [];
  }
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
