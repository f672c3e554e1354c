import assert from "node:assert/strict";
import {
  type Change,
  ChangeAction,
  PolicyAction,
  Replacement,
  type ResourceChange,
} from "@aws-sdk/client-cloudformation";
import { test } from "uvu";
import { unsafeChanges } from "../../handlers/cloudformation/unsafe-changes.js";
import { inspectChangeSetChangesWith, inspectChanges } from "../../handlers/deploy/inspect-change-set-changes.js";
import type { CloudFormationSender } from "../../handlers/senders.js";
import { asClient, awsError, denied, each, fake, throttled } from "./fakes.js";

const safe = "CAN-SAFELY-UPDATE-EXISTING-STACK";
const unsafe = "RESOURCES-BEING-DELETED-OR-REPLACED";

/** `any`: AWS may answer what its types do not know. */
const change = (of: Record<string, any>): Change => ({
  Type: "Resource",
  ResourceChange: { LogicalResourceId: "Table", ResourceType: "AWS::DynamoDB::Table", ...of } as ResourceChange,
});
const nestedStack = (of: Record<string, any>) =>
  change({ LogicalResourceId: "Network", ResourceType: "AWS::CloudFormation::Stack", ...of });

interface Case {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly nested?: Readonly<Record<string, readonly Change[]>>;
  /** Nothing where the changes are safe. */
  readonly reason?: string | RegExp;
}
const table = "Table (AWS::DynamoDB::Table)";
const network = "Network (AWS::CloudFormation::Stack)";
const inPlace = change({ Action: "Modify", Replacement: "False" });
const cases: readonly Case[] = [
  { name: "no change", changes: [] },
  { name: "an addition", changes: [change({ Action: "Add" })] },
  // Recorded at AWS: only a modification has a replacement that means something.
  { name: "an addition with a replacement", changes: [change({ Action: "Add", Replacement: "True" })] },
  { name: "a modification in place", changes: [inPlace] },
  { name: "a change without its type", changes: [{ ResourceChange: { Action: "Add" } }] },
  { name: "a removal", changes: [change({ Action: "Remove" })], reason: `${table} would be deleted` },
  {
    name: "a removal that keeps the resource",
    changes: [change({ Action: "Remove", PolicyAction: "Retain" })],
    reason: `${table} would leave the stack and be kept`,
  },
  {
    name: "a replacement",
    changes: [change({ Action: "Modify", Replacement: "True" })],
    reason: `${table} would be replaced`,
  },
  {
    name: "what may be a replacement",
    changes: [change({ Action: "Modify", Replacement: "Conditional" })],
    reason: `${table} may be replaced`,
  },
  {
    name: "a modification that does not say whether it replaces",
    changes: [change({ Action: "Modify" })],
    reason: `${table} has the replacement (none), which is not known to be safe`,
  },
  {
    name: "a modification with another replacement",
    changes: [change({ Action: "Modify", Replacement: "Perhaps" })],
    reason: `${table} has the replacement Perhaps, which is not known to be safe`,
  },
  {
    name: "the name of a method as a replacement",
    changes: [change({ Action: "Modify", Replacement: "toString" })],
    reason: /toString, which is not known to be safe$/,
  },
  {
    name: "a modification in place that deletes by policy",
    changes: [change({ Action: "Modify", Replacement: "False", PolicyAction: "Delete" })],
    reason: `${table} would be deleted`,
  },
  {
    name: "an unknown policy action",
    changes: [change({ Action: "Add", PolicyAction: "Shred" })],
    reason: `${table} has the policy action Shred, which is not known to be safe`,
  },
  { name: "an import", changes: [change({ Action: "Import" })], reason: `${table} would be imported` },
  {
    name: "what only the execution decides",
    changes: [change({ Action: "Dynamic" })],
    reason: /may be deleted or replaced/,
  },
  {
    name: "what became of it outside",
    changes: [change({ Action: "SyncWithActual" })],
    reason: /outside of its template$/,
  },
  {
    name: "Delete, which is no action",
    changes: [change({ Action: "Delete" })],
    reason: `${table} has the action Delete, which is not known to be safe`,
  },
  { name: "no action", changes: [change({})], reason: `${table} has the action (none), which is not known to be safe` },
  {
    name: "a change of another type than a resource",
    changes: [{ ...inPlace, Type: "Hook" as never }],
    reason: "a change of type Hook cannot be judged",
  },
  {
    name: "a change of nothing",
    changes: [{ Type: "Resource" }],
    reason: "a change of type Resource cannot be judged",
  },
  {
    name: "one removal behind many safe changes",
    changes: [...Array.from({ length: 50 }, () => inPlace), change({ Action: "Remove" })],
    reason: `${table} would be deleted`,
  },
  { name: "a new nested stack", changes: [nestedStack({ Action: "Add" })] },
  {
    name: "a nested stack without its own change set",
    changes: [nestedStack({ Action: "Modify", Replacement: "False" })],
    reason: `${network} is a nested stack whose changes are not known`,
  },
  {
    name: "a nested stack whose change set was not read",
    changes: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "one" })],
    nested: { another: [] },
    reason: `${network} is a nested stack whose changes are not known`,
  },
  {
    name: "a nested stack with safe changes",
    changes: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "one" })],
    nested: { one: [inPlace] },
  },
  {
    name: "a nested stack that loses a resource",
    changes: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "one" })],
    nested: { one: [inPlace, change({ Action: "Remove" })] },
    reason: `Network/${table} would be deleted`,
  },
  {
    name: "a nested stack inside of a nested stack that loses a resource",
    changes: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "one" })],
    nested: {
      one: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "two", LogicalResourceId: "Inner" })],
      two: [change({ Action: "Remove" })],
    },
    reason: `Network/Inner/${table} would be deleted`,
  },
  {
    name: "nested stacks that hold each other",
    changes: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "one" })],
    nested: { one: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "one" })] },
    reason: /whose changes are not known$/,
  },
  {
    name: "a nested stack that is replaced",
    changes: [nestedStack({ Action: "Modify", Replacement: "True", ChangeSetId: "one" })],
    nested: { one: [] },
    reason: `${network} would be replaced`,
  },
  {
    name: "a nested stack that is removed",
    changes: [nestedStack({ Action: "Remove", ChangeSetId: "one" })],
    nested: { one: [] },
    reason: `${network} would be deleted`,
  },
];
for (const { name, changes, nested = {}, reason } of cases) {
  test(`${name} is judged ${reason === undefined ? "unsafe" : "safe"}, or for another reason`, () => {
    const inner = new Map(Object.entries(nested));
    const [found, ...others] = unsafeChanges(changes, inner);
    if (reason instanceof RegExp) assert.match(found ?? "", reason);
    else assert.equal(found, reason);
    assert.deepEqual(others, []);
    assert.equal(inspectChanges(changes, inner), reason === undefined ? safe : unsafe);
  });
}

test("of all values that the SDK knows, more than an addition and a change in place are let through", () => {
  const passed = (of: Record<string, any>) => inspectChanges([change(of)]) === safe;
  assert.deepEqual(
    Object.values(ChangeAction).filter((Action) => passed({ Action, Replacement: "False" })),
    ["Add", "Modify"],
  );
  assert.deepEqual(
    Object.values(Replacement).filter((Replacement) => passed({ Action: "Modify", Replacement })),
    ["False"],
  );
  for (const Action of Object.values(ChangeAction)) {
    assert.deepEqual(
      Object.values(PolicyAction).filter((PolicyAction) => passed({ Action, Replacement: "False", PolicyAction })),
      [],
    );
  }
});

const input = { environmentName: "prod", stackName: "app", changeSetName: "prod-app-change-set-1" };
const place = { StackName: "prod-app", ChangeSetName: "prod-app-change-set-1" };
const ready = { Status: "CREATE_COMPLETE", ExecutionStatus: "AVAILABLE" };
const inspection = (answer: Parameters<typeof fake>[0][string]) => {
  const cloudFormation = fake({ DescribeChangeSet: answer });
  return {
    cloudFormation,
    run: inspectChangeSetChangesWith({ cloudFormation: asClient<CloudFormationSender>(cloudFormation) })(input),
  };
};

test("a removal on a later page is not seen", async () => {
  const { cloudFormation, run } = inspection(
    each(
      { ...ready, Changes: [inPlace], NextToken: "two" },
      { ...ready, Changes: [], NextToken: "three" },
      { ...ready, Changes: [change({ Action: "Remove" })] },
    ),
  );
  assert.equal(await run, unsafe);
  assert.deepEqual(cloudFormation.inputs("DescribeChangeSet"), [
    place,
    { ...place, NextToken: "two" },
    { ...place, NextToken: "three" },
  ]);
});

test("nested stacks are not asked, or asked by name, or one without changes stops the update", async () => {
  const modified = (ChangeSetId: string) => nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId });
  const emptyReason =
    "The submitted information didn't contain changes. Submit different information to create a change set.";
  const of: Record<string, object> = {
    [place.ChangeSetName]: { ...ready, Changes: [modified("arn:one"), modified("arn:two")] },
    "arn:one": { Status: "CREATE_COMPLETE", ExecutionStatus: "UNAVAILABLE", Changes: [inPlace] },
    "arn:two": { Status: "FAILED", ExecutionStatus: "UNAVAILABLE", StatusReason: emptyReason },
  };
  const { cloudFormation, run } = inspection(({ ChangeSetName }) => of[ChangeSetName]);
  assert.equal(await run, safe);
  assert.deepEqual(cloudFormation.inputs("DescribeChangeSet"), [
    place,
    { ChangeSetName: "arn:two" },
    { ChangeSetName: "arn:one" },
  ]);
});

test("a nested stack without a change set is asked for one", async () => {
  const added = nestedStack({ Action: "Add" });
  const { cloudFormation, run } = inspection({
    ...ready,
    Changes: [added, change({ Action: "Add", ChangeSetId: "x" })],
  });
  assert.equal(await run, safe);
  assert.deepEqual(cloudFormation.inputs("DescribeChangeSet"), [place]);
});

for (const [name, inner] of [
  ["that is gone", awsError("ChangeSetNotFoundException")],
  ["that failed", { Status: "FAILED", StatusReason: "no" }],
  ["that is being created", { Status: "CREATE_IN_PROGRESS" }],
] as const) {
  test(`the change set of a nested stack ${name} counts as one without changes`, async () => {
    const outer = {
      ...ready,
      Changes: [nestedStack({ Action: "Modify", Replacement: "False", ChangeSetId: "arn:one" })],
    };
    assert.equal(await inspection(each(outer, inner)).run, unsafe);
  });
}

test("a change set that cannot be executed is judged", async () => {
  for (const found of [
    { Status: "CREATE_IN_PROGRESS", ExecutionStatus: "UNAVAILABLE" },
    { Status: "CREATE_COMPLETE", ExecutionStatus: "UNAVAILABLE" },
    { Status: "CREATE_COMPLETE", ExecutionStatus: "OBSOLETE" },
    { Status: "FAILED", ExecutionStatus: "UNAVAILABLE", StatusReason: "no such resource" },
    {},
  ]) {
    await assert.rejects(inspection(found).run, { name: "ChangeSetNotExecutable" });
  }
  await assert.rejects(inspection(awsError("ChangeSetNotFoundException", "", 404)).run, {
    name: "ChangeSetNotExecutable",
    message: "The change set prod-app-change-set-1 does not exist any more.",
  });
});

test("a refusal counts as a change set that is not there, or throttling is not told by the name that is retried", async () => {
  await assert.rejects(inspection(denied).run, { name: "AccessDenied" });
  await assert.rejects(inspection(throttled).run, {
    name: "TransientError",
    message: "InspectChangeSetChanges: Throttling: Rate exceeded",
  });
});

test.run();
