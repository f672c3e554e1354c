// The CDK construct of a machine, as TypeScript text.
import { posix } from "node:path";
import { later } from "../asl/iam.js";
import type { StateMachineModel } from "../dsl/model.js";
import { banner } from "./banner.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { activitiesOf, lambdasOf, substitutionsOf } from "./lambdas.js";
import { constructFile, handlerFile, relativePath, workflowFile } from "./layout.js";
import { identifier, typeName, uniqueNames } from "./names.js";
import { isInvokedHere, type Permissions, permissions, queueMark, type Statement } from "./permissions.js";
import { namedSubstitutions } from "./substitutions.js";

/** The names that the text needs. */
interface Names {
  readonly construct: string;
  readonly props: string;
  readonly functions: string;
  readonly functionOptions: string;
}
/** What a construct is made from, besides its functions. */
interface Parts {
  readonly entries: readonly Entry[];
  readonly activities: readonly Named[];
  /** Texts that only the deployment knows. */
  readonly texts: readonly Named[];
  readonly permissions: Permissions;
  /** The keys of the functions that the machine's own role invokes. */
  readonly invoked: readonly string[];
}
/** The key of a property, and the substitution in the definition. */
type Named = Pick<Entry, "name" | "key" | "substitution">;
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
  const parts = partsOf(machine, path, layout);
  const definition = relativePath(path, workflowFile(machine, "asl.json", layout));
  const texts = [imports(parts), declarations(names, parts), body(machine, names, parts, definition)];
  return [{ path, contents: `// ${banner(machine.source)}\n${texts.join("\n")}` }];
}

function partsOf(machine: StateMachineModel, path: string, layout: Layout): Parts {
  const entries = entriesOf(machine, path, layout);
  const activities = activitiesOf(machine);
  const own = new Set([...entries, ...activities].map(({ name }) => name));
  const texts = namedSubstitutions(machine).filter((name) => !own.has(name));
  return {
    entries,
    activities: namedOf(
      machine,
      activities.map(({ name }) => name),
    ),
    texts: namedOf(machine, texts),
    permissions: permissions(machine),
    invoked: entries.filter(({ name }) => isInvokedHere(machine, name)).map(({ key }) => key),
  };
}

function namedOf(machine: StateMachineModel, all: readonly string[]): Named[] {
  const keys = uniqueNames(all, identifier);
  const substitutions = substitutionsOf(machine);
  return all.map((name) => ({
    name,
    key: keys.get(name) ?? name,
    substitution: substitutions.get(name) ?? name,
  }));
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
const onlyWith = (entries: readonly unknown[], text: string) => (entries.length === 0 ? "" : text);
const lines = <Each>(entries: readonly Each[], line: (entry: Each) => string) => entries.map(line).join("\n");

const imports = ({
  entries,
  activities,
  permissions: { statements, unknown },
  invoked,
}: Parts) => `import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ${[
  ...(entries.length > 0 ? ["Duration"] : []),
  ...(statements.some(isOfQueue) ? ["Fn"] : []),
  "RemovalPolicy",
  "Stack",
].join(", ")} } from "aws-cdk-lib";
import { Alarm, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { ${[
  ...(statements.some(isOfMachine) ? ["Policy"] : []),
  ...([...invoked, ...statements, ...unknown].length > 0 ? ["PolicyStatement"] : []),
  "Role",
  "ServicePrincipal",
].join(", ")} } from "aws-cdk-lib/aws-iam";
${onlyWith(
  entries,
  `import { type IFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, type NodejsFunctionProps } from "aws-cdk-lib/aws-lambda-nodejs";
`,
)}import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { ${onlyWith(activities, "Activity, ")}DefinitionBody, ${onlyWith(activities, "type IActivity, ")}LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
`;

const declarations = (
  names: Names,
  { entries, activities, texts, permissions: { statements, unknown } }: Parts,
) => `${onlyWith(
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
)}${onlyWith(
  texts,
  `  /** Texts of the definition that are known when it is deployed. */
  readonly substitutions: {
${lines(texts, ({ key }) => `    readonly ${key}: string;`)}
  };
`,
)}${onlyWith(
  activities,
  `  /** Activities made elsewhere. Each of the others is made here. */
  readonly activities?: {
${lines(activities, ({ key }) => `    readonly ${key}?: IActivity;`)}
  };
`,
)}${onlyWith(
  statements.filter(isOpen),
  `  /** ARNs of what the data decides, by the action that is allowed on them. @default all that the definition leaves open */
  readonly resources?: {
${lines(openActions(statements), ([action, states]) => `    /** Of ${statesText(states)}. */\n    readonly ${JSON.stringify(action)}?: readonly string[];`)}
  };
`,
)}${onlyWith(
  unknown,
  `  /** What the role needs for calls whose rights are not known here, by the name of their state. */
  readonly statements: {
${lines(unknown, (state) => `    readonly ${JSON.stringify(state)}: readonly PolicyStatement[];`)}
  };
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

const body = (machine: StateMachineModel, names: Names, parts: Parts, definition: string) => {
  const { entries, activities, texts, invoked } = parts;
  const substituted = [
    ...entries.map(({ key, substitution }) => [substitution, `functions.${key}.functionArn`] as const),
    ...activities.map(({ key, substitution }) => [substitution, `this.activities.${key}.activityArn`] as const),
    ...texts.map(({ key, substitution }) => [substitution, `props.substitutions.${key}`] as const),
  ];
  const isFree = texts.length === 0 && parts.permissions.unknown.length === 0;
  return `/** ${docText(machine.Comment ?? `The workflow ${machine.name}.`)} */
export class ${names.construct} extends Construct {
  readonly stateMachine: StateMachine;
${onlyWith(
  entries,
  `  /** Those passed in and those made here. */
  readonly functions: ${names.functions};
`,
)}${onlyWith(
  activities,
  `  /** Those passed in and those made here. */
  readonly activities: {
${lines(activities, ({ key }) => `    readonly ${key}: IActivity;`)}
  };
`,
)}  /** Of the state machine. */
  readonly logGroup: LogGroup;
  /** Add actions to them: an alarm alone tells nobody. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ${names.props}${isFree ? " = {}" : ""}) {
    super(scope, id);
    const tracing = props.tracing ?? true;
    const logging = {
      retention: props.logs?.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: props.logs?.removalPolicy ?? RemovalPolicy.RETAIN,
    };
${onlyWith(entries, functionsText(names, entries))}${onlyWith(
  activities,
  `    const waiting = new Construct(this, "Activities");
    this.activities = {
${lines(activities, ({ key, substitution }) => `      ${key}: props.activities?.${key} ?? new Activity(waiting, "${substitution}"),`)}
    };
`,
)}
    this.logGroup = new LogGroup(this, "Logs", logging);
    const stack = Stack.of(this);
    // Step Functions takes it for machines of this account alone.
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com", {
        conditions: {
          StringEquals: { "aws:SourceAccount": stack.account },
          // Its own ARN is not known before its role.
          ArnLike: { "aws:SourceArn": \`arn:\${stack.partition}:states:\${stack.region}:\${stack.account}:stateMachine:*\` },
        },
      }),
    });
    this.stateMachine = new StateMachine(this, "StateMachine", {
      role,
      ...(props.stateMachineName === undefined ? {} : { stateMachineName: props.stateMachineName }),
      stateMachineType: StateMachineType.${machine.type},
      definitionBody: DefinitionBody.fromString(readFileSync(file(${urlText(definition)}), "utf8")),
${onlyWith(
  substituted,
  `      definitionSubstitutions: {
${lines(substituted, ([substitution, value]) => `        ${propertyText(substitution)}: ${value},`)}
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
  invoked,
  `    // Not grantInvoke, which would allow every version of them too.
    role.addToPolicy(
      new PolicyStatement({
        actions: ["lambda:InvokeFunction"],
        resources: ${invoked.length === entries.length ? "Object.values(functions)" : `[${invoked.map((key) => `functions.${key}`).join(", ")}]`}.map(({ functionArn }) => functionArn),
      }),
    );
`,
)}${grantsText(parts)}
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
};

// ---------------------------------------------------------------- what the role may do
const isOpen = ({ isExact }: Statement) => !isExact;
/** The actions that the author may narrow, each once, and the states that need it: statements may begin with the same one. */
function openActions(
  statements: readonly Statement[],
): readonly (readonly [action: string, states: readonly string[]])[] {
  const byAction = new Map<string, readonly string[]>();
  for (const { actions, states } of statements.filter(isOpen)) {
    const [action = ""] = actions;
    byAction.set(action, [...new Set([...(byAction.get(action) ?? []), ...states])]);
  }
  return [...byAction];
}
const marks = ({ resources, condition = ["", ""] }: Statement) => [...resources, ...condition].join(" ");
const isOfQueue = (statement: Statement) => marks(statement).includes(queueMark("").slice(0, -1));
/** One that names the machine itself, which may not wait for what names it. */
const isOfMachine = (statement: Statement) =>
  [later.machine, later.executions].some((mark) => marks(statement).includes(mark));
const statesText = (states: readonly string[]) => docText(states.map((state) => `'${state}'`).join(", "));

/** A resource as a text of TypeScript. */
function resourceText(resource: string, { texts }: Parts): string {
  if (resource === later.unknown) return '"*"';
  if (resource === later.machine) return "this.stateMachine.stateMachineArn";
  const keyOf = (name: string) => texts.find((text) => text.name === name)?.key ?? name;
  const inside: { readonly [mark: string]: string } = {
    partition: "${stack.partition}",
    region: "${stack.region}",
    account: "${stack.account}",
    executions:
      "arn:${stack.partition}:states:${stack.region}:${stack.account}:execution:${this.stateMachine.stateMachineName}",
    unknown: "*",
  };
  let isTemplate = false;
  const text = resource
    .replace(/[`\\]|\$\{/g, (special) => `\\${special}`)
    .replace(/⟦(\w+)(?: ([^⟧]*))?⟧/g, (_, mark: string, name = "") => {
      isTemplate ||= mark !== "unknown";
      if (mark === "substitution") return `\${props.substitutions.${keyOf(name)}}`;
      const url = `Fn.split("/", props.substitutions.${keyOf(name)})`;
      return mark === "queue" ? `\${Fn.select(3, ${url})}:\${Fn.select(4, ${url})}` : (inside[mark] ?? "*");
    });
  if (!isTemplate) return JSON.stringify(resource.replaceAll(later.unknown, "*"));
  const [, alone] = /^\$\{([\w.]+)\}$/.exec(text) ?? [];
  return alone ?? `\`${text}\``;
}

function statementText(statement: Statement, parts: Parts): string {
  const { actions, resources, condition } = statement;
  const text = (values: readonly string[]) => values.map((value) => resourceText(value, parts)).join(", ");
  const open = isOpen(statement) ? `props.resources?.[${JSON.stringify(actions[0])}] ?? ` : "";
  const list = `[${text(resources)}]`;
  const [operator, key, ...values] = condition ?? [];
  return `new PolicyStatement({
        actions: [${actions.map((action) => JSON.stringify(action)).join(", ")}],
        resources: ${open === "" ? list : `[...(${open}${list})]`},
${operator === undefined || key === undefined ? "" : `        conditions: { ${operator}: { ${JSON.stringify(key)}: [${text(values)}] } },\n`}      }),`;
}

function grantsText(parts: Parts): string {
  const { statements, unknown } = parts.permissions;
  const comment = ({ states }: Statement) => `      // ${statesText(states)}\n      `;
  const own = statements.filter(isOfMachine);
  const others = statements.filter((statement) => !isOfMachine(statement));
  return [
    onlyWith(
      [...others, ...unknown],
      `    for (const statement of [
${[...others.map((one) => `${comment(one)}${statementText(one, parts)}`), ...unknown.map((state) => `      ...props.statements[${JSON.stringify(state)}],`)].join("\n")}
    ])
      role.addToPolicy(statement);
`,
    ),
    onlyWith(
      own,
      `    // A policy of its own: what names the state machine cannot be there before it.
    new Policy(this, "OnItself", {
      statements: [
${own.map((one) => `${comment(one)}${statementText(one, parts)}`).join("\n")}
      ],
    }).attachToRole(role);
`,
    ),
  ].join("");
}

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
