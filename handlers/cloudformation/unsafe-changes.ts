// Of a change set, what may lose a resource or its data. Only what is known to be harmless is let through: an addition, and
// a change in place.
import type { Change, ChangeAction, PolicyAction, Replacement, ResourceChange } from "@aws-sdk/client-cloudformation";

/** The changes of nested stacks, by the ids of their change sets. */
export type NestedChanges = ReadonlyMap<string, readonly Change[]>;

export const isNestedStack = ({ ResourceType }: ResourceChange): boolean =>
  ResourceType === "AWS::CloudFormation::Stack";

/** What would become of the resource; nothing where it stays. */
type Judgement = string | undefined;

/** Only a modification has a `Replacement` that means something. */
const replacements: Readonly<Record<Replacement, Judgement>> = {
  True: "would be replaced",
  Conditional: "may be replaced",
  False: undefined,
};
const actions: Readonly<Record<ChangeAction, (change: ResourceChange) => Judgement>> = {
  Add: () => undefined,
  Modify: ({ Replacement: value }) =>
    isKey(replacements, value) ? replacements[value] : unknown("replacement", value),
  Remove: () => "would be deleted",
  Import: () => "would be imported",
  Dynamic: () => "may be deleted or replaced: that is known only when the change set is executed",
  SyncWithActual: () => "would be taken for what it has become outside of its template",
};
/** What becomes of the resource that is there. Retained, too, it is given up: no template tells of it any more. */
const policyActions: Readonly<Record<PolicyAction, string>> = {
  Delete: "would be deleted",
  Retain: "would leave the stack and be kept",
  Snapshot: "would be deleted after a snapshot",
  ReplaceAndDelete: "would be replaced, and the old one deleted",
  ReplaceAndRetain: "would be replaced, and the old one kept outside of the stack",
  ReplaceAndSnapshot: "would be replaced, and the old one deleted after a snapshot",
};
const isKey = <Key extends string>(table: Readonly<Record<Key, unknown>>, key: string | undefined): key is Key =>
  key !== undefined && Object.hasOwn(table, key);
const unknown = (what: string, value: string | undefined): string =>
  `has the ${what} ${value ?? "(none)"}, which is not known to be safe`;

function judgementOf(change: ResourceChange): Judgement {
  const { Action, PolicyAction: policy } = change;
  if (policy !== undefined)
    return isKey(policyActions, policy) ? policyActions[policy] : unknown("policy action", policy);
  return isKey(actions, Action) ? actions[Action](change) : unknown("action", Action);
}

/** A sentence for each change that is not known to be harmless; those of a nested stack are judged one by one where they are given. */
export const unsafeChanges = (changes: readonly Change[], nested: NestedChanges = new Map()): readonly string[] =>
  changes.flatMap((change) => unsafeParts(change, nested, ""));

function unsafeParts(
  { Type = "Resource", ResourceChange: change }: Change,
  nested: NestedChanges,
  within: string,
): readonly string[] {
  if (Type !== "Resource" || change === undefined) return [`a change of type ${Type} cannot be judged`];
  const { LogicalResourceId = "a resource", ResourceType = "of unknown type", Action, ChangeSetId } = change;
  const name = `${within}${LogicalResourceId} (${ResourceType})`;
  const judgement = judgementOf(change);
  if (judgement !== undefined) return [`${name} ${judgement}`];
  if (!isNestedStack(change)) return [];

  const inner = ChangeSetId === undefined ? undefined : nested.get(ChangeSetId);
  if (inner === undefined) return Action === "Add" ? [] : [`${name} is a nested stack whose changes are not known`];
  const others = new Map([...nested].filter(([id]) => id !== ChangeSetId)); // so that a circle comes to an end
  return inner.flatMap((part) => unsafeParts(part, others, `${within}${LogicalResourceId}/`));
}
