// Generated from workflows/s3-batch.ts by `statewright generate`. Edit that file, not this one.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Alarm, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Policy, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, type NodejsFunctionProps } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";

/** The Lambda functions of the workflow. */
export interface S3BatchFunctions {
  readonly importReadings: IFunction;
  readonly summarizeImport: IFunction;
}

/** What can be chosen for a function that is made here: memory, timeout, environment, network, bundling and so on. */
export type S3BatchFunctionOptions = Omit<NodejsFunctionProps, "code" | "entry" | "handler">;

export interface S3BatchWorkflowProps {
  /** @default a name made by CloudFormation */
  readonly stateMachineName?: string;
  /** Functions made elsewhere. Each of the others is made here from its handler. */
  readonly functions?: Partial<S3BatchFunctions>;
  /** For all functions made here. @default 256 MB, 30 seconds */
  readonly functionDefaults?: S3BatchFunctionOptions;
  /** For single functions made here; what is left out comes from `functionDefaults`, and their environments are joined. */
  readonly functionOptions?: { readonly [Name in keyof S3BatchFunctions]?: S3BatchFunctionOptions };
  /** Texts of the definition that are known when it is deployed. */
  readonly substitutions: {
    readonly dataBucketName: string;
    readonly rejectedTopicArn: string;
  };
  /** ARNs of what the data decides, by the action that is allowed on them. @default all that the definition leaves open */
  readonly resources?: {
    /** Of 'Import Readings'. */
    readonly "s3:GetObject"?: readonly string[];
    /** Of 'Import Readings'. */
    readonly "s3:PutObject"?: readonly string[];
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

/** Imports a file of meter readings in batches, and tells of those that were rejected. */
export class S3BatchWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  /** Those passed in and those made here. */
  readonly functions: S3BatchFunctions;
  /** Of the state machine. */
  readonly logGroup: LogGroup;
  /** Add actions to them: an alarm alone tells nobody. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: S3BatchWorkflowProps) {
    super(scope, id);
    const tracing = props.tracing ?? true;
    const logging = {
      retention: props.logs?.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: props.logs?.removalPolicy ?? RemovalPolicy.RETAIN,
    };

    const made = new Construct(this, "Functions");
    const provide = (key: keyof S3BatchFunctions, name: string, entry: string): IFunction => {
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
      importReadings: provide("importReadings", "ImportReadings", "../../handlers/s3-batch/import-readings.ts"),
      summarizeImport: provide("summarizeImport", "SummarizeImport", "../../handlers/s3-batch/summarize-import.ts"),
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
      definitionBody: DefinitionBody.fromString(readFileSync(file("./s3-batch.asl.json"), "utf8")),
      definitionSubstitutions: {
        ImportReadings: functions.importReadings.functionArn,
        SummarizeImport: functions.summarizeImport.functionArn,
        DataBucketName: props.substitutions.dataBucketName,
        RejectedTopicArn: props.substitutions.rejectedTopicArn,
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
      // 'Import Readings'
      new PolicyStatement({
        actions: ["s3:GetObject"],
        resources: [...(props.resources?.["s3:GetObject"] ?? [`arn:${stack.partition}:s3:::${props.substitutions.dataBucketName}/readings/*`])],
      }),
      // 'Import Readings'
      new PolicyStatement({
        actions: ["s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
        resources: [...(props.resources?.["s3:PutObject"] ?? [`arn:${stack.partition}:s3:::${props.substitutions.dataBucketName}/results/*/*`])],
      }),
      // 'Tell Of Rejected'
      new PolicyStatement({
        actions: ["sns:Publish"],
        resources: [props.substitutions.rejectedTopicArn],
      }),
    ])
      role.addToPolicy(statement);
    // A policy of its own: what names the state machine cannot be there before it.
    new Policy(this, "OnItself", {
      statements: [
      // 'Import Readings'
      new PolicyStatement({
        actions: ["states:StartExecution"],
        resources: [this.stateMachine.stateMachineArn],
      }),
      // 'Import Readings'
      new PolicyStatement({
        actions: ["states:DescribeExecution", "states:StopExecution"],
        resources: [`arn:${stack.partition}:states:${stack.region}:${stack.account}:execution:${this.stateMachine.stateMachineName}/ImportReadings:*`, `arn:${stack.partition}:states:${stack.region}:${stack.account}:execution:${this.stateMachine.stateMachineName}:*`],
      }),
      ],
    }).attachToRole(role);

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
          alarm("Failed", this.stateMachine.metricFailed(), "An execution of S3Batch failed"),
          alarm("TimedOut", this.stateMachine.metricTimedOut(), "An execution of S3Batch ran out of time"),
        ]
      : [];
  }
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
