// What an update would do to each resource, as DescribeChangeSet tells it. Which property replaces its resource is known to
// @aws-cdk/cloudformation-diff, from the specifications of the resource types.
import { fullDiff, ResourceImpact } from "@aws-cdk/cloudformation-diff";
import type {
  PolicyAction,
  RequiresRecreation,
  ResourceChange,
  ResourceChangeDetail,
  ResourceTargetDefinition,
} from "@aws-sdk/client-cloudformation";
import { equal, type Json } from "../../asl/json.js";
import type { EvaluatedTemplate, Resource } from "./evaluate-template.js";
import { referencesIn } from "./references.js";

type Resources = EvaluatedTemplate["resources"];

/** Whether the content of a nested stack, by its logical id, is another one after the update. */
export type NestedChange = (logicalId: string) => boolean;
// Without a look into it, a nested stack is never known to be unchanged.
const NEVER_KNOWN: NestedChange = () => true;

/** A row for each resource that changes or may change, by logical id. `PhysicalResourceId` is left to the stack. */
export function resourceChanges(
  before: Resources,
  after: Resources,
  nestedChange: NestedChange = NEVER_KNOWN,
): readonly ResourceChange[] {
  const direct = directChanges(before, after, nestedChange);
  let changes = direct;
  // A change may spread from resource to resource along their references, for as many steps as there are resources.
  for (;;) {
    const next = spread(direct, changes, before, after);
    const settled =
      next.size === changes.size &&
      [...next].every(([id, change]) => change.Replacement === changes.get(id)?.Replacement);
    changes = next;
    if (settled) break;
  }
  return [...changes.values()].sort((left, right) =>
    (left.LogicalResourceId ?? "") < (right.LogicalResourceId ?? "") ? -1 : 1,
  );
}

/** Resources whose type changed under their name, which no update may do. */
export const changedTypes = (before: Resources, after: Resources): readonly string[] =>
  Object.entries(after).flatMap(([id, { Type }]) => ((before[id]?.Type ?? Type) === Type ? [] : [id]));

type Changes = ReadonlyMap<string, ResourceChange>;

// ---------------------------------------------------------------- what the templates themselves say

function directChanges(before: Resources, after: Resources, nestedChange: NestedChange): Changes {
  const changes = new Map<string, ResourceChange>();
  const { resources } = fullDiff({ Resources: before }, { Resources: after });
  resources.forEachDifference((id, difference) => {
    const [old, wanted] = [before[id], after[id]];
    if (old === undefined) return void (wanted && changes.set(id, added(id, wanted)));
    if (wanted === undefined) return void changes.set(id, removed(id, old));
    const details = Object.entries(difference.propertyUpdates)
      .filter(([name]) => !equal(old.Properties[name] ?? null, wanted.Properties[name] ?? null))
      .map(([name, { changeImpact }]) => detail(name, recreation[changeImpact ?? ResourceImpact.NO_CHANGE] ?? "Never"));
    const attributes = Object.keys(difference.otherChanges)
      .filter(isAttribute)
      .map((Attribute) => plainDetail({ Attribute, RequiresRecreation: "Never" }));
    if (details.length + attributes.length > 0) changes.set(id, modified(id, wanted, [...details, ...attributes]));
  });
  for (const [id, { Type }] of Object.entries(after)) {
    const isNested = Type === "AWS::CloudFormation::Stack" && before[id] !== undefined;
    if (isNested && !changes.has(id) && nestedChange(id)) {
      changes.set(
        id,
        modified(id, { Type, Properties: {} }, [
          {
            Target: { Attribute: "Properties", RequiresRecreation: "Never" },
            Evaluation: "Dynamic",
            ChangeSource: "Automatic",
          },
        ]),
      );
    }
  }
  return changes;
}

const recreation: { readonly [Impact in ResourceImpact]?: RequiresRecreation } = {
  [ResourceImpact.WILL_REPLACE]: "Always",
  [ResourceImpact.MAY_REPLACE]: "Conditionally",
};
const isAttribute = (name: string): name is "Metadata" | "DeletionPolicy" | "UpdateReplacePolicy" =>
  name === "Metadata" || name === "DeletionPolicy" || name === "UpdateReplacePolicy";

const target = (property: string, RequiresRecreation: RequiresRecreation): ResourceTargetDefinition =>
  property === "Tags"
    ? { Attribute: "Tags", RequiresRecreation }
    : { Attribute: "Properties", Name: property, RequiresRecreation };
const plainDetail = (Target: ResourceTargetDefinition): ResourceChangeDetail => ({
  Target,
  Evaluation: "Static",
  ChangeSource: "DirectModification",
});
const detail = (property: string, requires: RequiresRecreation) => plainDetail(target(property, requires));

// ---------------------------------------------------------------- what follows from what else changes

/** The direct changes, and what they do to the resources that refer to those in `known`. */
function spread(direct: Changes, known: Changes, before: Resources, after: Resources): Changes {
  const changes = new Map(direct);
  for (const [id, wanted] of Object.entries(after)) {
    const own = direct.get(id);
    if (before[id] === undefined || own?.Action === "Add") continue;
    const caused = Object.entries(wanted.Properties).flatMap(([property, value]) =>
      referencesIn(value).flatMap(({ logicalId, attribute }) => {
        if (!carries(known.get(logicalId), attribute)) return [];
        const cause: ResourceChangeDetail = {
          Target: target(property, requiresRecreation(wanted.Type, property)),
          // Whether the value will be another one is known only once the other resource was worked on.
          Evaluation: "Dynamic",
          ChangeSource: attribute === undefined ? "ResourceReference" : "ResourceAttribute",
          CausingEntity: attribute === undefined ? logicalId : `${logicalId}.${attribute}`,
        };
        return [cause];
      }),
    );
    if (caused.length > 0) changes.set(id, modified(id, wanted, [...(own?.Details ?? []), ...caused]));
  }
  return changes;
}

/** Whether a change can show where another resource refers to this one: its name only by replacement, an attribute by any. */
const carries = (change: ResourceChange | undefined, attribute: string | undefined): boolean =>
  change?.Action === "Modify" && (attribute !== undefined || change.Replacement !== "False");

const asked = new Map<string, RequiresRecreation>();
/** What a change of a property does to its resource, found by making one. */
function requiresRecreation(type: string, property: string): RequiresRecreation {
  const key = `${type} ${property}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const template = (value: string) => ({ Resources: { X: { Type: type, Properties: { [property]: value } } } });
  const update = fullDiff(template("before"), template("after")).resources.get("X").propertyUpdates[property];
  const requires = recreation[update?.changeImpact ?? ResourceImpact.NO_CHANGE] ?? "Never";
  asked.set(key, requires);
  return requires;
}

// ---------------------------------------------------------------- the rows

const added = (LogicalResourceId: string, { Type }: Resource): ResourceChange => ({
  Action: "Add",
  LogicalResourceId,
  ResourceType: Type,
  Scope: [],
  Details: [],
});
const removed = (LogicalResourceId: string, { Type, DeletionPolicy }: Resource): ResourceChange => ({
  Action: "Remove",
  PolicyAction: policyAction(DeletionPolicy, ""),
  LogicalResourceId,
  ResourceType: Type,
  Scope: [],
  Details: [],
});

function modified(LogicalResourceId: string, resource: Resource, Details: ResourceChangeDetail[]): ResourceChange {
  const Replacement = replacement(Details);
  return {
    Action: "Modify",
    ...(Replacement === "True" && { PolicyAction: policyAction(resource.UpdateReplacePolicy, "ReplaceAnd") }),
    LogicalResourceId,
    ResourceType: resource.Type,
    Replacement,
    Scope: [...new Set(Details.flatMap(({ Target }) => (Target?.Attribute === undefined ? [] : [Target.Attribute])))],
    Details,
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html */
function replacement(details: readonly ResourceChangeDetail[]): "True" | "Conditional" | "False" {
  const replaces = details.filter(({ Target }) => (Target?.RequiresRecreation ?? "Never") !== "Never");
  if (replaces.length === 0) return "False";
  const surely = replaces.some(
    ({ Target, Evaluation }) => Target?.RequiresRecreation === "Always" && Evaluation === "Static",
  );
  return surely ? "True" : "Conditional";
}

function policyAction(policy: Json | undefined, prefix: "" | "ReplaceAnd"): PolicyAction {
  const kept =
    policy === "Retain" || policy === "RetainExceptOnCreate" ? "Retain" : policy === "Snapshot" ? "Snapshot" : "Delete";
  return `${prefix}${kept}`;
}
