// Generated from workflows/orders.ts by `statewright generate`. Edit that file, not this one.
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
export interface OrdersFunctions {
  readonly reserveStock: IFunction;
  readonly chargePayment: IFunction;
  readonly shipLine: IFunction;
  readonly issueInvoice: IFunction;
  readonly cancelFulfilment: IFunction;
  readonly refundPayment: IFunction;
  readonly releaseStock: IFunction;
}

/** What can be chosen for a function that is made here: memory, timeout, environment, network, bundling and so on. */
export type OrdersFunctionOptions = Omit<NodejsFunctionProps, "code" | "entry" | "handler">;

export interface OrdersWorkflowProps {
  /** @default a name made by CloudFormation */
  readonly stateMachineName?: string;
  /** Functions made elsewhere. Each of the others is made here from its handler. */
  readonly functions?: Partial<OrdersFunctions>;
  /** For all functions made here. @default 256 MB, 30 seconds */
  readonly functionDefaults?: OrdersFunctionOptions;
  /** For single functions made here; what is left out comes from `functionDefaults`, and their environments are joined. */
  readonly functionOptions?: { readonly [Name in keyof OrdersFunctions]?: OrdersFunctionOptions };
  /** Texts of the definition that are known when it is deployed. */
  readonly substitutions: {
    readonly helpTopicArn: string;
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

/** Fulfils an order, or undoes what was done for it. */
export class OrdersWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  /** Those passed in and those made here. */
  readonly functions: OrdersFunctions;
  /** Of the state machine. */
  readonly logGroup: LogGroup;
  /** Add actions to them: an alarm alone tells nobody. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: OrdersWorkflowProps) {
    super(scope, id);
    const tracing = props.tracing ?? true;
    const logging = {
      retention: props.logs?.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: props.logs?.removalPolicy ?? RemovalPolicy.RETAIN,
    };

    const made = new Construct(this, "Functions");
    const provide = (key: keyof OrdersFunctions, name: string, entry: string): IFunction => {
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
      reserveStock: provide("reserveStock", "ReserveStock", "../../handlers/orders/reserve-stock.ts"),
      chargePayment: provide("chargePayment", "ChargePayment", "../../handlers/orders/charge-payment.ts"),
      shipLine: provide("shipLine", "ShipLine", "../../handlers/orders/ship-line.ts"),
      issueInvoice: provide("issueInvoice", "IssueInvoice", "../../handlers/orders/issue-invoice.ts"),
      cancelFulfilment: provide("cancelFulfilment", "CancelFulfilment", "../../handlers/orders/cancel-fulfilment.ts"),
      refundPayment: provide("refundPayment", "RefundPayment", "../../handlers/orders/refund-payment.ts"),
      releaseStock: provide("releaseStock", "ReleaseStock", "../../handlers/orders/release-stock.ts"),
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
      definitionBody: DefinitionBody.fromString(readFileSync(file("./orders.asl.json"), "utf8")),
      definitionSubstitutions: {
        ReserveStock: functions.reserveStock.functionArn,
        ChargePayment: functions.chargePayment.functionArn,
        ShipLine: functions.shipLine.functionArn,
        IssueInvoice: functions.issueInvoice.functionArn,
        CancelFulfilment: functions.cancelFulfilment.functionArn,
        RefundPayment: functions.refundPayment.functionArn,
        ReleaseStock: functions.releaseStock.functionArn,
        HelpTopicArn: props.substitutions.helpTopicArn,
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
      // 'Publish Fulfilment'
      new PolicyStatement({
        actions: ["events:PutEvents"],
        resources: [`arn:${stack.partition}:events:${stack.region}:${stack.account}:event-bus/default`],
      }),
      // 'Ask For Help'
      new PolicyStatement({
        actions: ["sns:Publish"],
        resources: [props.substitutions.helpTopicArn],
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
          alarm("Failed", this.stateMachine.metricFailed(), "An execution of Orders failed"),
          alarm("TimedOut", this.stateMachine.metricTimedOut(), "An execution of Orders ran out of time"),
        ]
      : [];
  }
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
