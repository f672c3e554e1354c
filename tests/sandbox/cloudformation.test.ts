import assert from "node:assert/strict";
import {
  AlreadyExistsException,
  ChangeSetNotFoundException,
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateSummaryCommand,
  InsufficientCapabilitiesException,
  InvalidChangeSetStatusException,
  ListChangeSetsCommand,
  TokenAlreadyExistsException,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { test } from "uvu";
import { createSandbox, type FaultPlan, type SandboxOptions } from "../../sandbox/index.js";

const TOPIC = "Resources: { Topic: { Type: AWS::SNS::Topic } }";
const topicWith = (properties: string) =>
  `Resources: { Topic: { Type: AWS::SNS::Topic, Properties: { ${properties} } } }`;
const TWO = `Resources: { Topic: { Type: AWS::SNS::Topic }, Queue: { Type: AWS::SQS::Queue } }`;

/** An account, and the few calls that the tests make over and over. */
function account(faults: FaultPlan = {}, options: SandboxOptions = {}) {
  const sandbox = createSandbox({ faults, ...options });
  const { cloudFormation } = sandbox.clients("test");
  const start = sandbox.clock.now();
  const createStack = (input: Partial<CreateStackCommandInput> = {}) =>
    cloudFormation.send(new CreateStackCommand({ StackName: "orders", TemplateBody: TOPIC, ...input }));
  const createChangeSet = (input: Partial<CreateChangeSetCommandInput> = {}) =>
    cloudFormation.send(
      new CreateChangeSetCommand({ StackName: "orders", ChangeSetName: "one", TemplateBody: TWO, ...input }),
    );
  const stack = async (StackName = "orders") =>
    (await cloudFormation.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  const changeSet = (ChangeSetName = "one", StackName = "orders") =>
    cloudFormation.send(new DescribeChangeSetCommand({ ChangeSetName, StackName }));
  const execute = (ChangeSetName = "one") =>
    cloudFormation.send(new ExecuteChangeSetCommand({ ChangeSetName, StackName: "orders" }));

  /** The statuses that something shows from now on, with the second at which each was seen first. */
  async function course(seconds: number, look: () => Promise<string | undefined>): Promise<string[]> {
    const seen: string[] = [];
    for (let second = 0; second <= seconds; second += 1) {
      const status = await look().catch((error) => error.name);
      if (seen.at(-1)?.split(" ")[0] !== status) seen.push(`${status} ${second}`);
      await sandbox.settle(1);
    }
    return seen;
  }
  const stackCourse = (seconds: number, name = "orders") =>
    course(seconds, async () => (await stack(name))?.StackStatus);
  const changeSetCourse = (seconds: number) =>
    course(seconds, async () => {
      const { Status, ExecutionStatus } = await changeSet();
      return `${Status}/${ExecutionStatus}`;
    });
  /** A stack that is there, and a change set for it that may be executed. */
  async function planned(input: Partial<CreateChangeSetCommandInput> = {}) {
    await createStack();
    await sandbox.settle(60);
    await createChangeSet(input);
    await sandbox.settle(60);
  }
  return {
    ...sandbox,
    client: cloudFormation,
    start,
    createStack,
    createChangeSet,
    stack,
    changeSet,
    execute,
    stackCourse,
    changeSetCourse,
    planned,
  };
}
const refusal =
  (name: string, message: string | RegExp, httpStatusCode = 400) =>
  (error: Error) => {
    assert.equal(error.name, name);
    if (typeof message === "string") assert.equal(error.message, message);
    else assert.match(error.message, message);
    assert.equal(Reflect.get(Reflect.get(error, "$metadata"), "httpStatusCode"), httpStatusCode);
    return true;
  };

// ---------------------------------------------------------------- stacks in time

test("a stack is created in time", async () => {
  const { createStack, stackCourse, stack } = account();
  const { StackId } = await createStack();
  assert.match(StackId ?? "", /^arn:aws:cloudformation:us-east-1:123456789012:stack\/orders\/[0-9a-f-]{36}$/);
  assert.deepEqual(await stackCourse(30), ["CREATE_IN_PROGRESS 0", "CREATE_COMPLETE 25"]);
  assert.equal((await stack(StackId))?.StackName, "orders");
});

for (const [name, faults, input, expected] of [
  ["and is rolled back", {}, {}, ["CREATE_IN_PROGRESS 0", "ROLLBACK_IN_PROGRESS 13", "ROLLBACK_COMPLETE 28"]],
  [
    "and its rollback fails",
    { rollbackFails: true },
    {},
    ["CREATE_IN_PROGRESS 0", "ROLLBACK_IN_PROGRESS 13", "ROLLBACK_FAILED 28"],
  ],
  ["and stays as it is", {}, { OnFailure: "DO_NOTHING" }, ["CREATE_IN_PROGRESS 0", "CREATE_FAILED 13"]],
  ["and stays as it is, said otherwise", {}, { DisableRollback: true }, ["CREATE_IN_PROGRESS 0", "CREATE_FAILED 13"]],
  [
    "and is deleted: its name then finds nothing",
    {},
    { OnFailure: "DELETE" },
    ["CREATE_IN_PROGRESS 0", "DELETE_IN_PROGRESS 13", "ValidationError 28"],
  ],
] as const) {
  test(`a stack fails to be created ${name}`, async () => {
    const stacks = [{ on: "create", fails: "The role is gone.", ...faults }] as const;
    const { createStack, stackCourse } = account({ stacks });
    await createStack(input);
    assert.deepEqual(await stackCourse(40), expected);
  });
}

test("a slow stack takes longer, and one that exceeds its timeout fails", async () => {
  const slow = account({ stacks: [{ on: "create", slowSeconds: 100 }] });
  await slow.createStack();
  assert.deepEqual(await slow.stackCourse(130), ["CREATE_IN_PROGRESS 0", "CREATE_COMPLETE 125"]);
  const late = account({ stacks: [{ on: "create", slowSeconds: 100 }] });
  await late.createStack({ TimeoutInMinutes: 1 });
  assert.deepEqual(await late.stackCourse(100), [
    "CREATE_IN_PROGRESS 0",
    "ROLLBACK_IN_PROGRESS 60",
    "ROLLBACK_COMPLETE 75",
  ]);
});

test("the events of a stack tell why it failed", async () => {
  const { client, createStack, settle } = account({ stacks: [{ on: "create", fails: "The role is gone." }] });
  await createStack();
  await settle(60);
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "orders" }));
  const failed = StackEvents.find(({ ResourceStatus }) => ResourceStatus === "CREATE_FAILED");
  assert.deepEqual([failed?.LogicalResourceId, failed?.ResourceStatusReason], ["Topic", "The role is gone."]);
  assert.equal(StackEvents[0]?.ResourceStatus, "ROLLBACK_COMPLETE");
});

test("the events of a stack tell which call began them", async () => {
  const { client, createStack, createChangeSet, settle } = account();
  await createStack({ ClientRequestToken: "c1" });
  await settle(60);
  const tokens = async () => {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "orders" }));
    return StackEvents.map(({ ClientRequestToken, ResourceStatus }) => `${ClientRequestToken} ${ResourceStatus}`);
  };
  assert.deepEqual(await tokens(), ["c1 CREATE_COMPLETE", "c1 CREATE_IN_PROGRESS"]);
  await createChangeSet();
  await settle(60);
  await client.send(
    new ExecuteChangeSetCommand({ ChangeSetName: "one", StackName: "orders", ClientRequestToken: "e1" }),
  );
  assert.equal((await tokens())[0], "e1 UPDATE_IN_PROGRESS");
});

test("a template is summed up before anything is made of it", async () => {
  const { client, s3 } = account();
  const text = `
Transform: AWS::Serverless-2016-10-31
Parameters: { environmentName: { Type: String }, size: { Type: Number, Default: 3 } }
Resources: { Role: { Type: AWS::IAM::Role, Properties: { RoleName: r } }, Topic: { Type: AWS::SNS::Topic } }`;
  s3.put("t", "1", text);
  const summary = await client.send(
    new GetTemplateSummaryCommand({ TemplateURL: "https://t.s3.us-east-1.amazonaws.com/1" }),
  );
  assert.deepEqual(
    summary.Parameters?.map(({ ParameterKey, ParameterType, DefaultValue }) => [
      ParameterKey,
      ParameterType,
      DefaultValue,
    ]),
    [
      ["environmentName", "String", undefined],
      ["size", "Number", "3"],
    ],
  );
  assert.deepEqual(summary.Capabilities, ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]);
  assert.deepEqual(summary.DeclaredTransforms, ["AWS::Serverless-2016-10-31"]);
  assert.deepEqual(summary.ResourceTypes, ["AWS::IAM::Role", "AWS::SNS::Topic"]);
});

test("a deleted stack is found by its id alone, and its name is free", async () => {
  const { client, createStack, stack, settle } = account();
  const { StackId } = await createStack();
  await settle(60);
  await client.send(new DeleteStackCommand({ StackName: "orders" }));
  assert.equal((await stack())?.StackStatus, "DELETE_IN_PROGRESS");
  await settle(60);
  await assert.rejects(stack(), refusal("ValidationError", "Stack with id orders does not exist"));
  assert.equal((await stack(StackId))?.StackStatus, "DELETE_COMPLETE");
  const again = await createStack();
  assert.notEqual(again.StackId, StackId);
  await client.send(new DeleteStackCommand({ StackName: "nowhere" }));
});

test("a name that a template gives can be had once in an account", async () => {
  const { createStack, stack, settle, client } = account();
  const body = (name: string) =>
    `Resources: { Work: { Type: AWS::Lambda::Function, Properties: { FunctionName: ${name} } } }`;
  await createStack({ TemplateBody: body("prod_Work") });
  await settle(60);
  await createStack({ StackName: "green", TemplateBody: body("prod_Work") });
  await createStack({ StackName: "other", TemplateBody: body("prod_Other") });
  await settle(60);
  assert.deepEqual(
    [(await stack("green"))?.StackStatus, (await stack("other"))?.StackStatus],
    ["ROLLBACK_COMPLETE", "CREATE_COMPLETE"],
  );
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "green" }));
  assert.equal(
    StackEvents.some(({ ResourceStatusReason = "" }) =>
      /identifier 'prod_Work' already exists/.test(ResourceStatusReason),
    ),
    true,
  );
});

// ---------------------------------------------------------------- change sets in time

test("a change set becomes executable in time, and the stack takes it in time", async () => {
  const { createStack, createChangeSet, changeSetCourse, changeSet, execute, stackCourse, stack, settle, ...account_ } =
    account();
  await createStack();
  await settle(60);
  const { Id = "", StackId } = await createChangeSet();
  assert.deepEqual(await changeSetCourse(10), [
    "CREATE_PENDING/UNAVAILABLE 0",
    "CREATE_IN_PROGRESS/UNAVAILABLE 4",
    "CREATE_COMPLETE/AVAILABLE 8",
  ]);
  assert.equal(StackId, (await stack())?.StackId);
  assert.deepEqual(
    (await changeSet()).Changes?.map(({ Type, ResourceChange }) => [
      Type,
      ResourceChange?.Action,
      ResourceChange?.LogicalResourceId,
    ]),
    [["Resource", "Add", "Queue"]],
  );
  await execute();
  assert.equal((await changeSet(Id)).ExecutionStatus, "EXECUTE_IN_PROGRESS");
  assert.deepEqual(await stackCourse(30), [
    // At first the service still shows what was.
    "CREATE_COMPLETE 0",
    "UPDATE_IN_PROGRESS 1",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS 20",
    "UPDATE_COMPLETE 25",
  ]);
  assert.equal((await changeSet(Id)).ExecutionStatus, "EXECUTE_COMPLETE");
  const updated = await stack();
  assert.deepEqual([updated?.ChangeSetId, updated?.LastUpdatedTime !== undefined], [Id, true]);
  assert.equal(account_.cloudFormation.stacks[0]?.resources.has("Queue"), true);
});

for (const [name, rollbackFails, expected] of [
  [
    "rolls back",
    false,
    [
      "CREATE_COMPLETE 0",
      "UPDATE_IN_PROGRESS 1",
      "UPDATE_ROLLBACK_IN_PROGRESS 10",
      "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS 25",
      "UPDATE_ROLLBACK_COMPLETE 30",
    ],
  ],
  [
    "cannot even roll back",
    true,
    ["CREATE_COMPLETE 0", "UPDATE_IN_PROGRESS 1", "UPDATE_ROLLBACK_IN_PROGRESS 10", "UPDATE_ROLLBACK_FAILED 25"],
  ],
] as const) {
  test(`an update that fails ${name}, and the old resources stay`, async () => {
    const { planned, execute, stackCourse, changeSet, cloudFormation } = account({
      stacks: [{ on: "update", fails: "no", rollbackFails }],
    });
    await planned();
    await execute();
    assert.deepEqual(await stackCourse(40), expected);
    assert.equal((await changeSet()).ExecutionStatus, "EXECUTE_FAILED");
    assert.deepEqual([...(cloudFormation.stacks[0]?.resources.keys() ?? [])], ["Topic"]);
  });
}

test("what changes in place keeps its physical resource, what is replaced gets another", async () => {
  const { createStack, createChangeSet, execute, settle, cloudFormation, changeSet } = account();
  const body = (TopicName: string, delay: number) =>
    `Resources: { Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: ${TopicName} } }, Queue: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: ${delay} } } }`;
  await createStack({ TemplateBody: body("a", 1) });
  await settle(60);
  const physical = () => ["Topic", "Queue"].map((id) => cloudFormation.stacks[0]?.resources.get(id)?.physicalId);
  const before = physical();
  await createChangeSet({ TemplateBody: body("b", 2) });
  await settle(60);
  assert.deepEqual(
    (await changeSet()).Changes?.map(({ ResourceChange }) => [
      ResourceChange?.Replacement,
      ResourceChange?.PhysicalResourceId,
    ]),
    [
      ["False", before[1]],
      ["True", "a"],
    ],
  );
  await execute();
  await settle(60);
  assert.deepEqual(physical(), ["b", before[1]]);
});

for (const [name, faults, input, reason] of [
  [
    "the same template",
    {},
    { TemplateBody: TOPIC },
    "The submitted information didn't contain changes. Submit different information to create a change set.",
  ],
  ["the same, as the service says elsewhere", { empty: true }, {}, "No updates are to be performed."],
  ["a reason of its own", { fails: "A transform failed." }, {}, "A transform failed."],
  [
    "a resource of another type",
    {},
    { TemplateBody: "Resources: { Topic: { Type: AWS::SQS::Queue } }" },
    "Update of resource type is not permitted. The new template modifies resource type of the following resources: [Topic]",
  ],
] as const) {
  test(`a change set fails for ${name}, and cannot be executed`, async () => {
    const { planned, changeSet, execute } = account({ changeSets: [faults] });
    await planned(input);
    const { Status, ExecutionStatus, StatusReason, ChangeSetId } = await changeSet();
    assert.deepEqual([Status, ExecutionStatus, StatusReason], ["FAILED", "UNAVAILABLE", reason]);
    await assert.rejects(execute(), (error) => {
      assert.equal(error instanceof InvalidChangeSetStatusException, true);
      return refusal(
        "InvalidChangeSetStatusException",
        `ChangeSet [${ChangeSetId}] cannot be executed in its current status of [FAILED]`,
      )(error as Error);
    });
  });
}
test("an output alone is a change, without a change of resources", async () => {
  const { planned, changeSet } = account();
  await planned({ TemplateBody: `${TOPIC}\nOutputs: { Name: { Value: !Ref Topic } }` });
  const { Status, Changes } = await changeSet();
  assert.deepEqual([Status, Changes], ["CREATE_COMPLETE", []]);
});

test("changes come a page at a time, and all of them once", async () => {
  const { planned, client } = account({ changeSets: [{ changesPerPage: 2 }] });
  const many = Array.from({ length: 5 }, (_, index) => `Q${index}: { Type: AWS::SQS::Queue }`).join(", ");
  await planned({ TemplateBody: `Resources: { Topic: { Type: AWS::SNS::Topic }, ${many} }` });
  const pages: (string | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page: {
      NextToken?: string | undefined;
      Changes?: { ResourceChange?: { LogicalResourceId?: string | undefined } | undefined }[] | undefined;
    } = await client.send(new DescribeChangeSetCommand({ ChangeSetName: "one", StackName: "orders", NextToken }));
    pages.push((page.Changes ?? []).map(({ ResourceChange }) => ResourceChange?.LogicalResourceId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.deepEqual(pages, [["Q0", "Q1"], ["Q2", "Q3"], ["Q4"]]);
});

test("a row can be what the service alone would make of it", async () => {
  const { planned, changeSet } = account({ changeSets: [{ first: { Action: "Dynamic" } }] });
  await planned();
  assert.equal((await changeSet()).Changes?.[0]?.ResourceChange?.Action, "Dynamic");
});

test("executing a change set deletes the others of its stack", async () => {
  const { planned, createChangeSet, execute, settle, client } = account();
  await planned();
  await createChangeSet({ ChangeSetName: "two", TemplateBody: topicWith("DisplayName: x") });
  await settle(60);
  await execute("two");
  const { Summaries = [] } = await client.send(new ListChangeSetsCommand({ StackName: "orders" }));
  assert.deepEqual(
    Summaries.map(({ ChangeSetName }) => ChangeSetName),
    ["two"],
  );
  await assert.rejects(execute("one"), (error) => {
    assert.equal(error instanceof ChangeSetNotFoundException, true);
    return refusal("ChangeSetNotFoundException", "ChangeSet [one] does not exist", 404)(error as Error);
  });
});

test("a change set is obsolete when the stack has changed since", async () => {
  const { planned, client, changeSet, execute, settle } = account();
  await planned();
  await client.send(new UpdateStackCommand({ StackName: "orders", TemplateBody: topicWith("DisplayName: x") }));
  assert.equal((await changeSet()).ExecutionStatus, "OBSOLETE");
  await settle(60);
  await assert.rejects(execute(), {
    name: "InvalidChangeSetStatusException",
    message: /current status of \[OBSOLETE\]$/,
  });
});

test("a change set is obsolete when the stack has changed while it was made", async () => {
  const { createStack, createChangeSet, client, changeSet, settle } = account();
  await createStack();
  await settle(60);
  await createChangeSet();
  await client.send(new UpdateStackCommand({ StackName: "orders", TemplateBody: topicWith("DisplayName: x") }));
  await settle(60);
  const { Status, ExecutionStatus } = await changeSet();
  assert.deepEqual([Status, ExecutionStatus], ["CREATE_COMPLETE", "OBSOLETE"]);
});

test("a change set that was executed well may be forgotten", async () => {
  const { planned, execute, settle, changeSet } = account({ changeSets: [{ forgotten: true }] });
  await planned();
  await execute();
  await settle(60);
  await assert.rejects(changeSet(), ChangeSetNotFoundException);
});

test("deleting a change set: done twice it is done once, and not while it is made or executed", async () => {
  const { createStack, createChangeSet, settle, client, execute } = account();
  const remove = () => client.send(new DeleteChangeSetCommand({ ChangeSetName: "one", StackName: "orders" }));
  await assert.rejects(remove(), refusal("ValidationError", "Stack [orders] does not exist"));
  await createStack();
  await settle(60);
  await remove();
  await createChangeSet();
  await assert.rejects(remove(), InvalidChangeSetStatusException);
  await settle(60);
  await remove();
  await remove();
  await createChangeSet();
  await settle(60);
  await execute();
  await assert.rejects(remove(), InvalidChangeSetStatusException);
});

test("a change set of the type CREATE makes a place for a stack, and executed makes the stack", async () => {
  const { createChangeSet, createStack, settle, stack, client, execute, stackCourse } = account();
  await createChangeSet({ ChangeSetType: "CREATE" });
  await settle(60);
  assert.equal((await stack())?.StackStatus, "REVIEW_IN_PROGRESS");
  await assert.rejects(
    createChangeSet({ ChangeSetName: "two" }),
    refusal("ValidationError", "Stack [orders] does not exist"),
  );
  await assert.rejects(createStack(), AlreadyExistsException);
  await execute();
  assert.deepEqual(await stackCourse(30), ["CREATE_IN_PROGRESS 0", "CREATE_COMPLETE 25"]);
  await assert.rejects(
    createChangeSet({ ChangeSetName: "three", ChangeSetType: "CREATE" }),
    refusal("ValidationError", "Stack [orders] already exists and cannot be created again with the changeSet [three]."),
  );
  await client.send(new DeleteStackCommand({ StackName: "orders" }));
});

// ---------------------------------------------------------------- nested stacks

const nesting = (url: string, others = "") =>
  `Resources: { Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: "https://t.s3.us-east-1.amazonaws.com/${url}", Parameters: { name: a } } }${others} }`;
const innerQueue = (properties: string) =>
  `Parameters: { name: { Type: String } }\nResources: { Queue: { Type: AWS::SQS::Queue, Properties: { ${properties} } } }`;

/** A stack with one nested in it. */
async function nested() {
  const sandbox = account();
  sandbox.s3.put("t", "1", innerQueue("DelaySeconds: 1, QueueName: !Ref name"));
  await sandbox.createStack({ TemplateBody: nesting("1") });
  await sandbox.settle(60);
  const [parent, child] = sandbox.cloudFormation.stacks;
  return { ...sandbox, parent, child };
}

test("a nested stack is a stack of its own, and goes with its parent", async () => {
  const { parent, child, stack, client, settle } = await nested();
  assert.equal(parent?.resources.get("Inner")?.physicalId, child?.id);
  assert.equal((await stack(child?.id))?.StackStatus, "CREATE_COMPLETE");
  assert.equal(child?.resources.get("Queue")?.physicalId, "a");
  await client.send(new DeleteStackCommand({ StackName: "orders" }));
  await settle(60);
  assert.equal((await stack(child?.id))?.StackStatus, "DELETE_COMPLETE");
});

test("what a nested stack changes is told by a change set of its own, where that is asked for", async () => {
  const { s3, createChangeSet, changeSet, settle, client, execute, child } = await nested();
  s3.put("t", "2", innerQueue("DelaySeconds: 2, QueueName: b"));
  await createChangeSet({ TemplateBody: nesting("2") });
  await createChangeSet({ ChangeSetName: "deep", TemplateBody: nesting("2"), IncludeNestedStacks: true });
  await settle(60);
  const row = async (name: string) => (await changeSet(name)).Changes?.[0]?.ResourceChange;
  assert.deepEqual([(await row("one"))?.Replacement, (await row("one"))?.ChangeSetId], ["False", undefined]);
  const id = (await row("deep"))?.ChangeSetId;
  const inner = await client.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
  assert.deepEqual(
    [inner.StackId, inner.Changes?.map(({ ResourceChange }) => ResourceChange?.Replacement)],
    [child?.id, ["True"]],
  );
  await execute("deep");
  await settle(60);
  assert.deepEqual(
    [child?.standing.status, child?.resources.get("Queue")?.physicalId, child?.changeSets.size],
    ["UPDATE_COMPLETE", "b", 0],
  );
});

test("a nested stack that stays as it is, is no change where one looks into it, and always one where not", async () => {
  const { createChangeSet, changeSet, settle, s3, client } = await nested();
  const TemplateBody = nesting("1", ", Topic: { Type: AWS::SNS::Topic }");
  await createChangeSet({ TemplateBody: nesting("1") });
  await createChangeSet({ ChangeSetName: "more", TemplateBody });
  await createChangeSet({ ChangeSetName: "deep", TemplateBody, IncludeNestedStacks: true });
  // Another address of the same template: the row is there, and what is in it changes nothing.
  s3.put("t", "3", innerQueue("DelaySeconds: 1, QueueName: !Ref name"));
  await createChangeSet({ ChangeSetName: "moved", TemplateBody: nesting("3"), IncludeNestedStacks: true });
  await settle(60);
  const rows = async (name: string) =>
    (await changeSet(name)).Changes?.map(({ ResourceChange }) => ResourceChange?.LogicalResourceId);
  assert.equal((await changeSet()).Status, "FAILED");
  assert.deepEqual(
    [await rows("more"), await rows("deep"), await rows("moved")],
    [["Inner", "Topic"], ["Topic"], ["Inner"]],
  );
  const moved = (await changeSet("moved")).Changes?.[0]?.ResourceChange?.ChangeSetId;
  const { Status, StatusReason = "" } = await client.send(new DescribeChangeSetCommand({ ChangeSetName: moved }));
  assert.equal(Status, "FAILED");
  assert.match(StatusReason, /^The submitted information didn't contain changes\./);
});

test("a change set with others under it is deleted in time, and its name is free only then", async () => {
  const { s3, createChangeSet, changeSetCourse, settle, client, child } = await nested();
  s3.put("t", "2", innerQueue("DelaySeconds: 2"));
  const input = { TemplateBody: nesting("2"), IncludeNestedStacks: true, ClientToken: "t1" };
  await createChangeSet(input);
  await settle(60);
  assert.equal(child?.changeSets.size, 1);
  const remove = () => client.send(new DeleteChangeSetCommand({ ChangeSetName: "one", StackName: "orders" }));
  await remove();
  await remove();
  await assert.rejects(createChangeSet(input), AlreadyExistsException);
  assert.deepEqual(await changeSetCourse(5), [
    "DELETE_PENDING/UNAVAILABLE 0",
    "DELETE_IN_PROGRESS/UNAVAILABLE 2",
    "ChangeSetNotFoundException 4",
  ]);
  assert.equal(child?.changeSets.size, 0);
  await createChangeSet(input);
});

test("a template that nests itself is refused", async () => {
  const { createStack, s3 } = account();
  s3.put("t", "1", nesting("1").replace("Resources:", "Parameters: { name: { Type: String } }\nResources:"));
  await assert.rejects(createStack({ TemplateBody: nesting("1") }), refusal("ValidationError", /nested more than/));
});

// ---------------------------------------------------------------- what is refused, and what is taken twice

test("what is not there is told in the words of each operation", async () => {
  const { stack, changeSet, createChangeSet, client, execute, createStack, settle } = account();
  await assert.rejects(stack(), refusal("ValidationError", "Stack with id orders does not exist"));
  await assert.rejects(createChangeSet(), refusal("ValidationError", "Stack [orders] does not exist"));
  await assert.rejects(
    client.send(new UpdateStackCommand({ StackName: "orders", TemplateBody: TOPIC })),
    refusal("ValidationError", "Stack [orders] does not exist"),
  );
  await createStack();
  await settle(60);
  await assert.rejects(changeSet(), refusal("ChangeSetNotFoundException", "ChangeSet [one] does not exist", 404));
  await assert.rejects(execute(), ChangeSetNotFoundException);
  await assert.rejects(
    client.send(new DescribeChangeSetCommand({ ChangeSetName: "one" })),
    refusal("ValidationError", /^StackName must be specified/),
  );
});

test("a stack in another state than a stable one takes no update", async () => {
  const { createStack, createChangeSet, settle, stack } = account({ stacks: [{ on: "create", fails: "no" }] });
  const { StackId } = await createStack();
  const notNow = (status: string) =>
    refusal("ValidationError", `Stack:${StackId} is in ${status} state and can not be updated.`);
  await assert.rejects(createChangeSet(), notNow("CREATE_IN_PROGRESS"));
  await settle(60);
  assert.equal((await stack())?.StackStatus, "ROLLBACK_COMPLETE");
  await assert.rejects(createChangeSet(), notNow("ROLLBACK_COMPLETE"));
});

test("with a token a stack is created once, however often it is asked for", async () => {
  const { createStack, client, settle } = account();
  const first = await createStack({ ClientRequestToken: "t1" });
  assert.deepEqual((await createStack({ ClientRequestToken: "t1" })).StackId, first.StackId);
  await assert.rejects(createStack({ ClientRequestToken: "t2" }), (error) => {
    assert.equal(error instanceof AlreadyExistsException, true);
    return refusal("AlreadyExistsException", "Stack [orders] already exists")(error as Error);
  });
  await assert.rejects(createStack(), AlreadyExistsException);
  await assert.rejects(createStack({ StackName: "other", ClientRequestToken: "t1" }), TokenAlreadyExistsException);
  await client.send(new DeleteStackCommand({ StackName: "orders" }));
  await settle(60);
  await assert.rejects(createStack({ ClientRequestToken: "t1" }), TokenAlreadyExistsException);
});
test("with a token a change set is created and executed once", async () => {
  const { planned, createChangeSet, client, settle } = account();
  await planned({ ClientToken: "t1" });
  const again = await createChangeSet({ ClientToken: "t1" });
  const listed = await client.send(new ListChangeSetsCommand({ StackName: "orders" }));
  assert.deepEqual(
    listed.Summaries?.map(({ ChangeSetId }) => ChangeSetId),
    [again.Id],
  );
  await assert.rejects(createChangeSet({ ClientToken: "t2" }), AlreadyExistsException);
  await assert.rejects(createChangeSet(), AlreadyExistsException);
  const execute = (ClientRequestToken: string) =>
    client.send(new ExecuteChangeSetCommand({ ChangeSetName: "one", StackName: "orders", ClientRequestToken }));
  await execute("e1");
  await execute("e1");
  await assert.rejects(execute("e2"), InvalidChangeSetStatusException);
  await settle(60);
});

test("an update that changes nothing is refused", async () => {
  const { createStack, settle, client } = account();
  await createStack();
  await settle(60);
  await assert.rejects(
    client.send(new UpdateStackCommand({ StackName: "orders", TemplateBody: TOPIC })),
    refusal("ValidationError", "No updates are to be performed."),
  );
});

const ROLE = "Resources: { Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } } }";
const NAMED_ROLE = "Resources: { Role: { Type: AWS::IAM::Role, Properties: { RoleName: r } } }";
for (const [name, input, capability] of [
  ["a role", { TemplateBody: ROLE }, "CAPABILITY_IAM"],
  ["a role with a name", { TemplateBody: NAMED_ROLE, Capabilities: ["CAPABILITY_IAM"] }, "CAPABILITY_NAMED_IAM"],
  [
    "a macro",
    { TemplateBody: `Transform: AWS::Serverless-2016-10-31\n${TOPIC}`, Capabilities: ["CAPABILITY_IAM"] },
    "CAPABILITY_AUTO_EXPAND",
  ],
] satisfies [string, Partial<CreateStackCommandInput>, string][]) {
  test(`${name} wants ${capability}`, async () => {
    const { createStack } = account();
    await assert.rejects(createStack(input), (error) => {
      assert.equal(error instanceof InsufficientCapabilitiesException, true);
      return refusal("InsufficientCapabilitiesException", `Requires capabilities : [${capability}]`)(error as Error);
    });
    await createStack({ ...input, Capabilities: ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"] });
  });
}
test("a change set reviews macros without leave for them", async () => {
  const { planned, changeSet } = account();
  await planned({ TemplateBody: `Transform: AWS::Serverless-2016-10-31\n${TWO}` });
  assert.equal((await changeSet()).Status, "CREATE_COMPLETE");
});

for (const [name, input, message] of [
  ["no template", { TemplateBody: undefined }, "Either Template URL or Template Body must be specified."],
  [
    "a body that is too long",
    { TemplateBody: TOPIC.padEnd(51_201) },
    `1 validation error detected: Value '${TOPIC.slice(0, 20)}...' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200`,
  ],
  [
    "a parameter that the template lacks",
    { Parameters: [{ ParameterKey: "size", ParameterValue: "1" }] },
    "Parameters: [size] do not exist in the template",
  ],
  [
    "a parameter without a value",
    { TemplateBody: `Parameters: { size: { Type: String } }\n${TOPIC}` },
    "Parameters: [size] must have values",
  ],
  [
    "a parameter that may not be so",
    {
      TemplateBody: `Parameters: { size: { Type: String, AllowedValues: [s, m] } }\n${TOPIC}`,
      Parameters: [{ ParameterKey: "size", ParameterValue: "1" }],
    },
    "Parameter 'size' must be one of AllowedValues",
  ],
  [
    "a reference that leads nowhere",
    { TemplateBody: topicWith("DisplayName: !Ref Nothing") },
    "Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template",
  ],
  [
    "a type that is none",
    { TemplateBody: "Resources: { A: { Type: Topic } }" },
    "Template format error: Unrecognized resource types: [Topic]",
  ],
  [
    "a name that is none",
    { StackName: "a_b" },
    "1 validation error detected: Value 'a_b' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*",
  ],
  [
    "a place that is none",
    { TemplateBody: undefined, TemplateURL: "https://example.org/t.yaml" },
    "TemplateURL must be a supported URL.",
  ],
  [
    "an object that is not there",
    { TemplateBody: undefined, TemplateURL: "https://templates.s3.us-east-1.amazonaws.com/none.yaml" },
    "S3 error: The specified key does not exist.",
  ],
] satisfies [string, Partial<CreateStackCommandInput>, string][]) {
  test(`a stack is refused for ${name}, and none is left behind`, async () => {
    const { createStack, cloudFormation, s3 } = account();
    s3.createBucket("templates");
    await assert.rejects(createStack(input), refusal("ValidationError", message));
    assert.deepEqual(cloudFormation.stacks, []);
  });
}

test("a large template is read from S3, by either form of its URL", async () => {
  const { createStack, settle, stack, s3 } = account();
  s3.put("templates", "a b/large.yaml", TOPIC.padEnd(60_000));
  await createStack({
    TemplateBody: undefined,
    TemplateURL: "https://templates.s3.us-east-1.amazonaws.com/a%20b/large.yaml",
  });
  await createStack({
    StackName: "other",
    TemplateBody: undefined,
    TemplateURL: "https://s3.us-east-1.amazonaws.com/templates/a%20b/large.yaml",
  });
  await settle(60);
  assert.deepEqual(
    [(await stack())?.StackStatus, (await stack("other"))?.StackStatus],
    ["CREATE_COMPLETE", "CREATE_COMPLETE"],
  );
});

test("a parameter keeps its value where that is asked for, and else falls back to its default", async () => {
  const { createStack, createChangeSet, settle, changeSet } = account();
  const TemplateBody = `Parameters: { size: { Type: String, Default: "1" } }\n${topicWith("DisplayName: !Ref size")}`;
  await createStack({ TemplateBody, Parameters: [{ ParameterKey: "size", ParameterValue: "2" }] });
  await settle(60);
  await createChangeSet({ TemplateBody, Parameters: [{ ParameterKey: "size", UsePreviousValue: true }] });
  await createChangeSet({ ChangeSetName: "two", TemplateBody });
  await settle(60);
  assert.deepEqual([(await changeSet()).Status, (await changeSet("two")).Status], ["FAILED", "CREATE_COMPLETE"]);
});

test("outputs come to the physical resources", async () => {
  const { createStack, settle, stack } = account();
  await createStack({
    TemplateBody: `${topicWith("TopicName: orders")}\nOutputs: { Name: { Value: !Ref Topic }, Text: { Value: !Sub "<\${Topic}>" } }`,
  });
  await settle(60);
  assert.deepEqual((await stack())?.Outputs, [
    { OutputKey: "Name", OutputValue: "orders" },
    { OutputKey: "Text", OutputValue: "<orders>" },
  ]);
});

test.run();
