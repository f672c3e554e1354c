// What the role of a machine must be allowed, read from its definition.
import { type CallArguments, later, type Permission, permissionsOf } from "../asl/iam.js";
import { allStates } from "../dsl/all-states.js";
import type {
  DistributedModel,
  ItemReaderModel,
  MapState,
  State,
  StateMachineModel,
  TaskState,
  ValueNode,
} from "../dsl/model.js";

/** A statement of a policy. Its resources are texts with the marks of `later`, and `substitution` for a text of the deployment. */
export interface Statement extends Permission {
  /** The states that need it, in their order. */
  readonly states: readonly string[];
  /** Whether the definition says on what: otherwise the author may. */
  readonly isExact: boolean;
}
export interface Permissions {
  readonly statements: readonly Statement[];
  /** States whose calls need what is not known here. */
  readonly unknown: readonly string[];
}

/** The mark of a text that the deployment knows. */
const substitutionMark = (name: string): string => `⟦substitution ${name}⟧`;
/** The mark of the queue behind a URL that the deployment knows. */
export const queueMark = (name: string): string => `⟦queue ${name}⟧`;

// ---------------------------------------------------------------- arguments as text
function textOf(node: ValueNode): string {
  if (node.kind === "literal") return String(node.value);
  if (node.kind !== "call") return later.unknown;
  const [first, ...others] = node.arguments;
  if (first?.kind !== "literal") return later.unknown;
  if (node.operator === "substitution") return substitutionMark(String(first.value));
  if (node.operator !== "format") return later.unknown;
  const values = others.map(textOf);
  return String(first.value).replace(/\{\}/g, () => values.shift() ?? later.unknown);
}
const entryOf = (node: ValueNode | undefined, name: string): ValueNode | undefined =>
  node?.kind === "object" ? node.entries.find(([key]) => key === name)?.[1] : undefined;

function argumentsOf(node: ValueNode | undefined): CallArguments {
  // Where the whole of it comes from the data, any argument may be there.
  const isOpen = node?.kind !== "object";
  const text = (name: string) => {
    const value = entryOf(node, name);
    if (value !== undefined) return textOf(value);
    return isOpen ? later.unknown : undefined;
  };
  return {
    text,
    each: (list, name) => {
      const value = entryOf(node, list);
      if (value === undefined) return isOpen ? [later.unknown] : [];
      const items = value.kind === "list" ? value.items : [value];
      return items.map((item) => {
        const member = entryOf(item, name);
        if (member !== undefined) return textOf(member);
        return item.kind === "object" ? undefined : later.unknown;
      });
    },
    queue: (name) => {
      const url = text(name) ?? later.unknown;
      const [, inside] = /^⟦substitution (.*)⟧$/.exec(url) ?? [];
      if (inside !== undefined) return queueMark(inside);
      const [, , , account, queue] = url.split("/");
      return account === undefined || queue === undefined ? `${later.account}:${later.unknown}` : `${account}:${queue}`;
    },
  };
}

// ---------------------------------------------------------------- states
function ofTask({ run, arguments: given, Credentials }: TaskState): readonly Permission[] | undefined {
  if (Credentials !== undefined) {
    // The call is made by the role that it is made with.
    return [{ actions: ["sts:AssumeRole"], resources: [argumentsOf(Credentials).text("RoleArn") ?? later.unknown] }];
  }
  // The author's own functions are granted by themselves; a worker of an activity comes by itself.
  if (run.kind !== "integration" || run.integration.lambda !== undefined) return [];
  return permissionsOf(run.integration, argumentsOf(given));
}

const s3 = (place: string) => `arn:${later.partition}:s3:::${place}`;

function ofMap({ distributed }: MapState): readonly Permission[] {
  if (distributed === undefined) return [];
  const { reader, writer, label = "*", executionType } = distributed;
  // The executions of a map are called `machine/label:name`; AWS's own policies name those of the machine itself, too.
  const children = `${later.executions}/${label}:*`;
  return [
    { actions: ["states:StartExecution"], resources: [later.machine] },
    { actions: ["states:DescribeExecution", "states:StopExecution"], resources: [`${later.executions}:*`, children] },
    // Where the machine's own execution is redriven. Express ones are started anew.
    ...(executionType === "EXPRESS" ? [] : [{ actions: ["states:RedriveExecution"], resources: [children] }]),
    ...(reader === undefined ? [] : ofReader(reader)),
    ...(writer === undefined ? [] : ofWriter(writer)),
  ];
}
function ofReader({ action, config, arguments: given }: ItemReaderModel): readonly Permission[] {
  const { text } = argumentsOf(given);
  const bucket = text("Bucket") ?? later.unknown;
  if (action === "listObjectsV2") {
    return [
      { actions: ["s3:ListBucket"], resources: [s3(bucket)] },
      ...(config["Transformation"] === "LOAD_AND_FLATTEN"
        ? [{ actions: ["s3:GetObject"], resources: [s3(`${bucket}/${text("Prefix") ?? ""}*`)] }]
        : []),
    ];
  }
  // What a manifest lists lies in the same bucket, under keys that nobody knows before.
  const key = "ManifestType" in config ? later.unknown : (text("Key") ?? later.unknown);
  const versioned = text("VersionId") === undefined ? [] : ["s3:GetObjectVersion"];
  return [{ actions: ["s3:GetObject", ...versioned], resources: [s3(`${bucket}/${key}`)] }];
}
function ofWriter({ arguments: given }: NonNullable<DistributedModel["writer"]>): readonly Permission[] {
  const { text } = argumentsOf(given);
  const [bucket, prefix = ""] = [text("Bucket") ?? later.unknown, text("Prefix")];
  return [
    {
      actions: ["s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
      resources: [s3(`${bucket}/${prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`}*`)],
    },
  ];
}

function ofState(state: State): readonly Permission[] | undefined {
  if (state.Type === "Task") return ofTask(state);
  return state.Type === "Map" ? ofMap(state) : [];
}

/** All that the role of a machine needs besides the right to invoke its functions: what is alike is one statement. */
export function permissions(machine: Pick<StateMachineModel, "states">): Permissions {
  const found = new Map<string, Statement>();
  const unknown: string[] = [];
  for (const state of allStates(machine)) {
    const needed = ofState(state);
    if (needed === undefined) unknown.push(state.name);
    for (const { actions, resources, condition } of needed ?? []) {
      const key = JSON.stringify([actions, condition]);
      const before = found.get(key);
      const all = [...new Set([...(before?.resources ?? []), ...resources])].sort();
      found.set(key, {
        actions,
        resources: all,
        ...(condition && { condition }),
        states: [...new Set([...(before?.states ?? []), state.name])],
        isExact: !all.some((resource) => resource.includes(later.unknown)),
      });
    }
  }
  return { statements: [...found.values()], unknown };
}

/** The functions of a machine that its own role invokes: not those that are called with another role alone. */
export const isInvokedHere = (machine: Pick<StateMachineModel, "states">, name: string): boolean =>
  allStates(machine).some((state) => {
    if (state.Type !== "Task" || state.Credentials !== undefined) return false;
    const { run } = state;
    if (run.kind === "lambda") return run.lambda.name === name;
    return run.kind === "integration" && run.integration.lambda?.name === name;
  });
