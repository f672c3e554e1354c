// The CDK construct of a machine, as TypeScript text.
import { posix } from "node:path";
import type { StateMachineModel } from "../dsl/model.js";
import { banner } from "./banner.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { lambdasOf, substitutionsOf } from "./lambdas.js";
import { constructFile, handlerFile, relativePath, workflowFile } from "./layout.js";
import { identifier, typeName, uniqueNames } from "./names.js";

/** The names that the text needs. */
interface Names {
  readonly construct: string;
  readonly props: string;
  readonly functions: string;
  readonly functionOptions: string;
}
/** A function of the machine, as the text refers to it. */
interface Entry {
  /** As the author named it. */
  readonly name: string;
  /** The property: `checkStackExistence`. */
  readonly key: string;
  /** The substitution in the definition, and the construct's id: `CheckStackExistence`. */
  readonly substitution: string;
  /** The handler, relative to the construct's file. */
  readonly handler: string;
}

/**
 * `generated/<workflow>/construct.ts`: a construct with the state machine, its functions, grants for exactly those,
 * log groups, tracing, and alarms by option.
 */
export function generateConstruct(machine: StateMachineModel, layout: Layout = defaultLayout): GeneratedFile[] {
  const path = constructFile(machine, layout);
  const names: Names = {
    construct: typeName(`${machine.name} Workflow`),
    props: typeName(`${machine.name} Workflow Props`),
    functions: typeName(`${machine.name} Functions`),
    functionOptions: typeName(`${machine.name} Function Options`),
  };
  const entries = entriesOf(machine, path, layout);
  const definition = relativePath(path, workflowFile(machine, "asl.json", layout));
  const parts = [imports(entries), declarations(names, entries), body(machine, names, entries, definition)];
  return [{ path, contents: `// ${banner(machine.source)}\n${parts.join("\n")}` }];
}

function entriesOf(machine: StateMachineModel, path: string, layout: Layout): Entry[] {
  const lambdas = lambdasOf(machine);
  const keys = uniqueNames(
    lambdas.map(({ name }) => name),
    identifier,
  );
  const substitutions = substitutionsOf(machine);
  return lambdas.map((lambda) => ({
    name: lambda.name,
    key: keys.get(lambda.name) ?? lambda.name,
    substitution: substitutions.get(lambda.name) ?? lambda.name,
    handler: relativePath(path, handlerFile(lambda, layout)),
  }));
}

/** A machine without functions leaves out all that is about them. */
const onlyWith = (entries: readonly Entry[], text: string) => (entries.length === 0 ? "" : text);
const lines = (entries: readonly Entry[], line: (entry: Entry) => string) => entries.map(line).join("\n");

const imports = (entries: readonly Entry[]) => `import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ${onlyWith(entries, "Duration, ")}RemovalPolicy } from "aws-cdk-lib";
import { Alarm, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
${onlyWith(
  entries,
  `import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type IFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, type NodejsFunctionProps } from "aws-cdk-lib/aws-lambda-nodejs";
`,
)}import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
`;

const declarations = (names: Names, entries: readonly Entry[]) => `${onlyWith(
  entries,
  `/** The Lambda functions of the workflow. */
export interface ${names.functions} {
${lines(entries, ({ key }) => `  readonly ${key}: IFunction;`)}
}

/** What can be chosen for a function that is made here: memory, timeout, environment, network, bundling and so on. */
export type ${names.functionOptions} = Omit<NodejsFunctionProps, "code" | "entry" | "handler">;

`,
)}export interface ${names.props} {
  /** @default a name made by CloudFormation */
  readonly stateMachineName?: string;
${onlyWith(
  entries,
  `  /** Functions made elsewhere. Each of the others is made here from its handler. */
  readonly functions?: Partial<${names.functions}>;
  /** For all functions made here. @default 256 MB, 30 seconds */
  readonly functionDefaults?: ${names.functionOptions};
  /** For single functions made here; what is left out comes from \`functionDefaults\`, and their environments are joined. */
  readonly functionOptions?: { readonly [Name in keyof ${names.functions}]?: ${names.functionOptions} };
`,
)}  readonly logs?: {
    /** @default one month */
    readonly retention?: RetentionDays;
    /** What the state machine logs. @default LogLevel.ALL */
    readonly level?: LogLevel;
    /** Whether the data of an execution is logged with its events. @default false */
    readonly includeExecutionData?: boolean;
    /** What becomes of the log groups with the stack. @default RemovalPolicy.RETAIN */
    readonly removalPolicy?: RemovalPolicy;
  };
  /** X-Ray for the state machine${onlyWith(entries, " and the functions made here")}. @default true */
  readonly tracing?: boolean;
  /** One alarm for executions that fail, one for those that run out of time; see \`alarms\` of the construct. @default false */
  readonly alarms?: boolean;
}
`;

const body = (
  machine: StateMachineModel,
  names: Names,
  entries: readonly Entry[],
  definition: string,
) => `/** ${docText(machine.Comment ?? `The workflow ${machine.name}.`)} */
export class ${names.construct} extends Construct {
  readonly stateMachine: StateMachine;
${onlyWith(
  entries,
  `  /** Those passed in and those made here. */
  readonly functions: ${names.functions};
`,
)}  /** Of the state machine. */
  readonly logGroup: LogGroup;
  /** Add actions to them: an alarm alone tells nobody. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ${names.props} = {}) {
    super(scope, id);
    const tracing = props.tracing ?? true;
    const logging = {
      retention: props.logs?.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: props.logs?.removalPolicy ?? RemovalPolicy.RETAIN,
    };
${onlyWith(entries, functionsText(names, entries))}
    this.logGroup = new LogGroup(this, "Logs", logging);
    this.stateMachine = new StateMachine(this, "StateMachine", {
      ...(props.stateMachineName === undefined ? {} : { stateMachineName: props.stateMachineName }),
      stateMachineType: StateMachineType.${machine.type},
      definitionBody: DefinitionBody.fromString(readFileSync(file(${urlText(definition)}), "utf8")),
${onlyWith(
  entries,
  `      definitionSubstitutions: {
${lines(entries, ({ key, substitution }) => `        ${propertyText(substitution)}: functions.${key}.functionArn,`)}
      },
`,
)}      logs: {
        destination: this.logGroup,
        level: props.logs?.level ?? LogLevel.ALL,
        includeExecutionData: props.logs?.includeExecutionData ?? false,
      },
      tracingEnabled: tracing,
    });
${onlyWith(
  entries,
  `    // Not grantInvoke, which would allow every version of them too.
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({
        actions: ["lambda:InvokeFunction"],
        resources: Object.values(functions).map(({ functionArn }) => functionArn),
      }),
    );
`,
)}
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
          alarm("Failed", this.stateMachine.metricFailed(), ${JSON.stringify(`An execution of ${machine.name} failed`)}),
          alarm("TimedOut", this.stateMachine.metricTimedOut(), ${JSON.stringify(`An execution of ${machine.name} ran out of time`)}),
        ]
      : [];
  }
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
`;

const functionsText = (names: Names, entries: readonly Entry[]) => `
    const made = new Construct(this, "Functions");
    const provide = (key: keyof ${names.functions}, name: string, entry: string): IFunction => {
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
${lines(
  entries,
  ({ key, substitution, handler }) => `      ${key}: provide("${key}", "${substitution}", ${urlText(handler)}),`,
)}
    };
    this.functions = functions;
`;

const propertyText = (name: string) => (/^\d/.test(name) ? JSON.stringify(name) : name);
/** A relative path as the text of a URL: what means something there is escaped. */
const urlText = (path: string) =>
  JSON.stringify(
    posix
      .normalize(path)
      .replace(/[%#?\\]/g, encodeURIComponent)
      .replace(/^(?!\.)/, "./"),
  );
/** Text of one line that does not end the comment around it. */
const docText = (text: string) => text.replace(/\s+/g, " ").replaceAll("*/", "*\\/").trim();
