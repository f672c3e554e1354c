// Generated from workflows/approval.ts by `statewright generate`. Edit that file, not this one.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Fn, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Alarm, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";

export interface ApprovalWorkflowProps {
  /** @default a name made by CloudFormation */
  readonly stateMachineName?: string;
  /** Texts of the definition that are known when it is deployed. */
  readonly substitutions: {
    readonly approvalQueueUrl: string;
    readonly reminderTopicArn: string;
    readonly outcomeTopicArn: string;
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
  /** X-Ray for the state machine. @default true */
  readonly tracing?: boolean;
  /** One alarm for executions that fail, one for those that run out of time; see `alarms` of the construct. @default false */
  readonly alarms?: boolean;
}

/** Waits for a person's approval, reminds of it, and publishes how it ended. */
export class ApprovalWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  /** Of the state machine. */
  readonly logGroup: LogGroup;
  /** Add actions to them: an alarm alone tells nobody. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ApprovalWorkflowProps) {
    super(scope, id);
    const tracing = props.tracing ?? true;
    const logging = {
      retention: props.logs?.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: props.logs?.removalPolicy ?? RemovalPolicy.RETAIN,
    };

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
      definitionBody: DefinitionBody.fromString(readFileSync(file("./approval.asl.json"), "utf8")),
      definitionSubstitutions: {
        ApprovalQueueUrl: props.substitutions.approvalQueueUrl,
        ReminderTopicArn: props.substitutions.reminderTopicArn,
        OutcomeTopicArn: props.substitutions.outcomeTopicArn,
      },
      logs: {
        destination: this.logGroup,
        level: props.logs?.level ?? LogLevel.ALL,
        includeExecutionData: props.logs?.includeExecutionData ?? false,
      },
      tracingEnabled: tracing,
    });
    for (const statement of [
      // 'Ask For Approval'
      new PolicyStatement({
        actions: ["sqs:SendMessage"],
        resources: [`arn:${stack.partition}:sqs:${stack.region}:${Fn.select(3, Fn.split("/", props.substitutions.approvalQueueUrl))}:${Fn.select(4, Fn.split("/", props.substitutions.approvalQueueUrl))}`],
      }),
      // 'Remind Approvers', 'Publish Outcome'
      new PolicyStatement({
        actions: ["sns:Publish"],
        resources: [props.substitutions.outcomeTopicArn, props.substitutions.reminderTopicArn],
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
          alarm("Failed", this.stateMachine.metricFailed(), "An execution of Approval failed"),
          alarm("TimedOut", this.stateMachine.metricTimedOut(), "An execution of Approval ran out of time"),
        ]
      : [];
  }
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
