// What CloudFormation shows of its stacks and change sets.
import type {
  DescribeChangeSetCommandOutput,
  Parameter,
  Stack as StackDescription,
  StackStatus,
} from "@aws-sdk/client-cloudformation";
import { isObject, type Json, type JsonObject } from "../../asl/json.js";
import { arn } from "../account.js";
import type { ParameterValues } from "./evaluate-template.js";
import { type ChangeSet, isDeleted, type Stack, type Standing } from "./stack.js";

/** What a caller is shown at a moment of where a stack stands. */
export const shown = ({ standing, former }: Stack, now: number): Standing =>
  former !== undefined && now < former.until ? former.standing : standing;

/** Absent values are no keys, as in an answer over the wire. */
const present = <Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } =>
  // The entries that are left have the types of those that were given.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

const parameterList = (values: ParameterValues): Parameter[] =>
  Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));

export function stackDescription(stack: Stack, now: number): StackDescription {
  const { status, reason, lastUpdatedTime, changeSetId } = shown(stack, now);
  const { content } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: stack.creationTime,
    StackStatus: status,
    EnableTerminationProtection: stack.terminationProtection,
    DisableRollback: false,
    NotificationARNs: [],
    Tags: [...(content?.tags ?? [])],
    DriftInformation: { StackDriftStatus: "NOT_CHECKED" },
    ...present({
      StackStatusReason: reason,
      LastUpdatedTime: lastUpdatedTime,
      ChangeSetId: changeSetId,
      DeletionTime: isDeleted(stack) ? stack.deletionTime : undefined,
      RoleARN: content?.roleArn,
      Capabilities: content && [...content.capabilities],
      Parameters: content && parameterList(content.parameters),
      Outputs: hasOutputs.has(status) ? outputsOf(stack) : undefined,
    }),
  };
}
const hasOutputs: ReadonlySet<StackStatus> = new Set([
  "CREATE_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
  "UPDATE_ROLLBACK_COMPLETE",
]);

function outputsOf({ content, resources }: Stack) {
  if (content === undefined) return undefined;
  return Object.entries(content.evaluated.outputs).flatMap(([OutputKey, output]) => {
    if (!isObject(output)) return [];
    const value = outputValue(output["Value"] ?? null, (logicalId) => resources.get(logicalId)?.physicalId);
    return [{ OutputKey, OutputValue: value }];
  });
}

/** The text that a reference comes to, once the resources are there. An attribute is told by its name alone. */
function outputValue(value: Json, physicalId: (logicalId: string) => string | undefined): string {
  if (!isObject(value)) return String(value);
  const { Ref, "Fn::GetAtt": place, "Fn::Sub": text } = value;
  if (typeof Ref === "string") return physicalId(Ref) ?? Ref;
  if (Array.isArray(place)) {
    const [logicalId, attribute] = place.map(String);
    return attribute === "Arn"
      ? arn("sandbox", physicalId(logicalId ?? "") ?? "")
      : `${physicalId(logicalId ?? "")}.${attribute}`;
  }
  if (typeof text !== "string") return JSON.stringify(value);
  return text.replace(/\$\{([^!}.]+)(?:\.([^}]+))?\}/g, (_place, id: string, attribute?: string) =>
    outputValue(
      attribute === undefined ? { Ref: id } : ({ "Fn::GetAtt": [id, attribute] } satisfies JsonObject),
      physicalId,
    ),
  );
}

/** One page of a change set. */
export function changeSetDescription(
  changeSet: ChangeSet,
  nextToken: string | undefined,
): Omit<DescribeChangeSetCommandOutput, "$metadata"> {
  const { stack, content, changesPerPage } = changeSet;
  const start = nextToken === undefined ? 0 : Number(nextToken.slice("page-from-".length));
  const end = start + changesPerPage;
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: changeSet.creationTime,
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.status,
    NotificationARNs: [],
    RollbackConfiguration: {},
    Capabilities: [...content.capabilities],
    Tags: [...content.tags],
    Parameters: parameterList(content.parameters),
    IncludeNestedStacks: changeSet.includeNestedStacks,
    Changes: changeSet.changes.slice(start, end).map((change) => {
      const physicalId = stack.resources.get(change.LogicalResourceId ?? "")?.physicalId;
      return {
        Type: "Resource",
        // A caller may do with it as it likes.
        ResourceChange: structuredClone({
          ...change,
          ...(physicalId !== undefined && change.Action !== "Add" && { PhysicalResourceId: physicalId }),
        }),
      };
    }),
    ...present({
      Description: changeSet.description,
      StatusReason: changeSet.reason,
      OnStackFailure: changeSet.onStackFailure,
      NextToken: end < changeSet.changes.length ? `page-from-${end}` : undefined,
    }),
  };
}
