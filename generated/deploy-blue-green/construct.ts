// Generated from workflows/deploy-blue-green.ts by `statewright generate`. Edit that file, not this one.
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
export interface DeployBlueGreenFunctions {
  readonly checkStackExistence: IFunction;
  readonly createChangeSet: IFunction;
  readonly getChangeSetCreationStatus: IFunction;
  readonly deleteChangeSet: IFunction;
  readonly inspectChangeSetChanges: IFunction;
  readonly executeChangeSet: IFunction;
  readonly createStack: IFunction;
  readonly getStackCreationStatus: IFunction;
  readonly getStackFailureReason: IFunction;
}

/** What can be chosen for a function that is made here: memory, timeout, environment, network, bundling and so on. */
export type DeployBlueGreenFunctionOptions = Omit<NodejsFunctionProps, "code" | "entry" | "handler">;

export interface DeployBlueGreenWorkflowProps {
  /** @default a name made by CloudFormation */
  readonly stateMachineName?: string;
  /** Functions made elsewhere. Each of the others is made here from its handler. */
  readonly functions?: Partial<DeployBlueGreenFunctions>;
  /** For all functions made here. @default 256 MB, 30 seconds */
  readonly functionDefaults?: DeployBlueGreenFunctionOptions;
  /** For single functions made here; what is left out comes from `functionDefaults`, and their environments are joined. */
  readonly functionOptions?: { readonly [Name in keyof DeployBlueGreenFunctions]?: DeployBlueGreenFunctionOptions };
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

/** Updates a stack where that is safe, and otherwise creates a second one beside it. */
export class DeployBlueGreenWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  /** Those passed in and those made here. */
  readonly functions: DeployBlueGreenFunctions;
  /** Of the state machine. */
  readonly logGroup: LogGroup;
  /** Add actions to them: an alarm alone tells nobody. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: DeployBlueGreenWorkflowProps = {}) {
    super(scope, id);
    const tracing = props.tracing ?? true;
    const logging = {
      retention: props.logs?.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: props.logs?.removalPolicy ?? RemovalPolicy.RETAIN,
    };

    const made = new Construct(this, "Functions");
    const provide = (key: keyof DeployBlueGreenFunctions, name: string, entry: string): IFunction => {
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
      checkStackExistence: provide("checkStackExistence", "CheckStackExistence", "../../handlers/deploy/check-stack-existence.ts"),
      createChangeSet: provide("createChangeSet", "CreateChangeSet", "../../handlers/deploy/create-change-set.ts"),
      getChangeSetCreationStatus: provide("getChangeSetCreationStatus", "GetChangeSetCreationStatus", "../../handlers/deploy/get-change-set-creation-status.ts"),
      deleteChangeSet: provide("deleteChangeSet", "DeleteChangeSet", "../../handlers/deploy/delete-change-set.ts"),
      inspectChangeSetChanges: provide("inspectChangeSetChanges", "InspectChangeSetChanges", "../../handlers/deploy/inspect-change-set-changes.ts"),
      executeChangeSet: provide("executeChangeSet", "ExecuteChangeSet", "../../handlers/deploy/execute-change-set.ts"),
      createStack: provide("createStack", "CreateStack", "../../handlers/deploy/create-stack.ts"),
      getStackCreationStatus: provide("getStackCreationStatus", "GetStackCreationStatus", "../../handlers/deploy/get-stack-creation-status.ts"),
      getStackFailureReason: provide("getStackFailureReason", "GetStackFailureReason", "../../handlers/deploy/get-stack-failure-reason.ts"),
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
      definitionBody: DefinitionBody.fromString(readFileSync(file("./deploy-blue-green.asl.json"), "utf8")),
      definitionSubstitutions: {
        CheckStackExistence: functions.checkStackExistence.functionArn,
        CreateChangeSet: functions.createChangeSet.functionArn,
        GetChangeSetCreationStatus: functions.getChangeSetCreationStatus.functionArn,
        DeleteChangeSet: functions.deleteChangeSet.functionArn,
        InspectChangeSetChanges: functions.inspectChangeSetChanges.functionArn,
        ExecuteChangeSet: functions.executeChangeSet.functionArn,
        CreateStack: functions.createStack.functionArn,
        GetStackCreationStatus: functions.getStackCreationStatus.functionArn,
        GetStackFailureReason: functions.getStackFailureReason.functionArn,
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
          alarm("Failed", this.stateMachine.metricFailed(), "An execution of DeployBlueGreen failed"),
          alarm("TimedOut", this.stateMachine.metricTimedOut(), "An execution of DeployBlueGreen ran out of time"),
        ]
      : [];
  }
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
