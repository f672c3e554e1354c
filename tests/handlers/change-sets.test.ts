import assert from "node:assert/strict";
import { ChangeSetStatus, ExecutionStatus, StackStatus } from "@aws-sdk/client-cloudformation";
import { test } from "uvu";
import { createChangeSetWith } from "../../handlers/deploy/create-change-set.js";
import { deleteChangeSetWith } from "../../handlers/deploy/delete-change-set.js";
import { executeChangeSetWith } from "../../handlers/deploy/execute-change-set.js";
import { getChangeSetCreationStatusWith } from "../../handlers/deploy/get-change-set-creation-status.js";
import { getUpdateStatusWith } from "../../handlers/deploy-await-update/get-update-status.js";
import type { CloudFormationSender, DeployClients, S3Sender } from "../../handlers/senders.js";
import { zip } from "../../sandbox/zip.js";
import { type Answer, asClient, awsError, denied, each, fake, missingStack, object, throttled } from "./fakes.js";

const name = "prod-app-change-set-1";
const id = `arn:aws:cloudformation:eu-west-1:123456789012:changeSet/${name}/9c0b`;
const place = { StackName: "prod-app", ChangeSetName: name };
const input = { environmentName: "prod", stackName: "app", changeSetName: name };
const revision = {
  environmentName: "prod",
  stackName: "app",
  templatePath: "t.yaml",
  revisionS3Bucket: "artifacts",
  revisionS3Key: "pipeline/Source/1",
};
const gone = awsError("ChangeSetNotFoundException", `ChangeSet [${name}] does not exist`, 404);
const wrong = awsError("InvalidChangeSetStatusException");
const taken = awsError("AlreadyExistsException");
const found = (Status: string, ExecutionStatus = "UNAVAILABLE", others: object = {}) => ({
  ChangeSetName: name,
  ChangeSetId: id,
  Status,
  ExecutionStatus,
  ...others,
});
const ready = found("CREATE_COMPLETE", "AVAILABLE");
const empty = [
  "The submitted information didn't contain changes. Submit different information to create a change set.",
  "No updates are to be performed.",
];
type Answers = Readonly<Record<string, Answer>>;
const client = (answers: Answers) => {
  const cloudFormation = fake(answers);
  return { cloudFormation, clients: { cloudFormation: asClient<CloudFormationSender>(cloudFormation) } };
};
const commands = ({ sent }: ReturnType<typeof fake>) => sent.map(({ command }) => command);

// ---------------------------------------------------------------- creation
const updated = new Date("2026-01-02T03:04:05Z");
const stack = {
  StackId: "arn:stack/prod-app/1",
  StackStatus: "UPDATE_COMPLETE",
  CreationTime: new Date("2025-01-01T00:00:00Z"),
  LastUpdatedTime: updated,
  Parameters: [{ ParameterKey: "environmentName" }, { ParameterKey: "size" }, { ParameterKey: "former" }],
};
const create = (answers: Answers, of: Partial<typeof revision> = {}) => {
  const cloudFormation = fake({
    DescribeStacks: { Stacks: [stack] },
    GetTemplateSummary: {
      Parameters: [{ ParameterKey: "environmentName" }, { ParameterKey: "size" }, { ParameterKey: "latest" }],
    },
    CreateChangeSet: { Id: id, StackId: stack.StackId },
    DeleteChangeSet: {},
    ...answers,
  });
  const s3 = fake({ GetObject: object(zip({ name: "t.yaml", contents: "Resources: {}" })) });
  const clients: DeployClients = {
    cloudFormation: asClient<CloudFormationSender>(cloudFormation),
    s3: asClient<S3Sender>(s3),
  };
  return { cloudFormation, run: createChangeSetWith(clients)({ ...revision, ...of }) };
};

test("a change set is not created as it should be", async () => {
  const { run, cloudFormation } = create({});
  const ChangeSetName = await run;
  assert.match(ChangeSetName, /^prod-app-change-set-[0-9a-f]{16}$/);
  assert.deepEqual(cloudFormation.inputs("CreateChangeSet"), [
    {
      StackName: "prod-app",
      ChangeSetName,
      ChangeSetType: "UPDATE",
      ClientToken: ChangeSetName,
      IncludeNestedStacks: true,
      TemplateBody: "Resources: {}",
      // One that is not sent falls back to its default; one that is new has no previous value.
      Parameters: [
        { ParameterKey: "environmentName", ParameterValue: "prod" },
        { ParameterKey: "size", UsePreviousValue: true },
      ],
      Capabilities: ["CAPABILITY_NAMED_IAM"],
    },
  ]);
});

test("a retry makes another change set, or another revision or an updated stack the same", async () => {
  const first = await create({}).run;
  assert.equal(await create({}).run, first);
  const later = { Stacks: [{ ...stack, LastUpdatedTime: new Date("2026-01-02T03:04:06Z") }] };
  const never = { Stacks: [{ ...stack, LastUpdatedTime: undefined }] };
  const names = [
    first,
    await create({}, { revisionS3Key: "pipeline/Source/2" }).run,
    await create({}, { templatePath: "t.yaml", revisionS3Bucket: "others" }).run,
    await create({ DescribeStacks: later }).run,
    await create({ DescribeStacks: never }).run,
  ];
  assert.equal(new Set(names).size, names.length);
});

test("a long stack name makes a change set's name of more than 128 characters", async () => {
  const made = await create({}, { stackName: "a".repeat(123) }).run;
  assert.equal(made.length, 128);
  assert.match(made, /^[A-Za-z][-A-Za-z0-9]*$/);
});

for (const [what, of] of [
  ["pending", found("CREATE_PENDING")],
  ["being created", found("CREATE_IN_PROGRESS")],
  ["ready", ready],
  ["being executed", found("CREATE_COMPLETE", "EXECUTE_IN_PROGRESS")],
] as const) {
  test(`a change set of an earlier try that is ${what} is not used again`, async () => {
    const { run, cloudFormation } = create({ CreateChangeSet: taken, DescribeChangeSet: of });
    await run;
    assert.deepEqual(commands(cloudFormation).slice(-2), ["CreateChangeSet", "DescribeChangeSet"]);
  });
}
for (const [what, of] of [
  ["failed", found("FAILED", "UNAVAILABLE", { StatusReason: empty[0] })],
  ["obsolete", found("CREATE_COMPLETE", "OBSOLETE")],
  ["gone by then", gone],
] as const) {
  test(`a change set of an earlier try that is ${what} is used again, or left behind`, async () => {
    const { run, cloudFormation } = create({
      CreateChangeSet: each(taken, { Id: id }),
      DescribeChangeSet: of,
    });
    const ChangeSetName = await run;
    assert.deepEqual(commands(cloudFormation).slice(-3), ["DescribeChangeSet", "DeleteChangeSet", "CreateChangeSet"]);
    assert.deepEqual(cloudFormation.inputs("DeleteChangeSet"), [{ StackName: "prod-app", ChangeSetName }]);
  });
}

test("a stack that is busy or gone by then is waited for in the function", async () => {
  const busy = awsError("ValidationError", "Stack:arn is in UPDATE_IN_PROGRESS state and can not be updated.");
  await assert.rejects(create({ CreateChangeSet: busy }).run, busy);
  const absent = awsError("ValidationError", "Stack [prod-app] does not exist");
  await assert.rejects(create({ DescribeStacks: missingStack("prod-app"), CreateChangeSet: absent }).run, absent);
  await assert.rejects(create({ CreateChangeSet: throttled }).run, { name: "TransientError" });
});

// ---------------------------------------------------------------- creation status
const status = (answer: Answer) => {
  const { cloudFormation, clients } = client({ DescribeChangeSet: answer });
  return { cloudFormation, run: getChangeSetCreationStatusWith(clients)(input) };
};

test("a change set that is being created is judged otherwise than the table says", async () => {
  const verdicts: Record<string, string> = {};
  for (const one of Object.values(ChangeSetStatus)) verdicts[one] = await status(found(one)).run;
  assert.deepEqual(verdicts, {
    CREATE_PENDING: "in_progress",
    CREATE_IN_PROGRESS: "in_progress",
    CREATE_COMPLETE: "complete",
    FAILED: "failed",
    DELETE_PENDING: "failed",
    DELETE_IN_PROGRESS: "failed",
    DELETE_COMPLETE: "failed",
    DELETE_FAILED: "failed",
  });
  assert.equal(await status(found("CREATED")).run, "failed");
  assert.equal(await status({}).run, "failed");
  const { cloudFormation, run } = status(ready);
  await run;
  assert.deepEqual(cloudFormation.inputs("DescribeChangeSet"), [place]);
});

test("a change set without changes is a failure, or another failure is not", async () => {
  for (const StatusReason of empty) {
    assert.equal(await status(found("FAILED", "UNAVAILABLE", { StatusReason })).run, "no_changes");
    assert.equal(await status(found("CREATE_COMPLETE", "AVAILABLE", { StatusReason })).run, "complete");
  }
  for (const StatusReason of ["Template error: resource Table", "Failed: didn't contain changes", ""]) {
    assert.equal(await status(found("FAILED", "UNAVAILABLE", { StatusReason })).run, "failed");
  }
});

test("a change set or a stack that is gone is waited for, or a refusal counts as that", async () => {
  assert.equal(await status(gone).run, "failed");
  assert.equal(await status(awsError("ValidationError", "Stack [prod-app] does not exist")).run, "failed");
  await assert.rejects(status(denied).run, denied);
  await assert.rejects(status(awsError("ValidationError", "bad name")).run, { name: "ValidationError" });
});

// ---------------------------------------------------------------- execution
const execute = (answers: Answers) => {
  const { cloudFormation, clients } = client({ ExecuteChangeSet: {}, ...answers });
  return { cloudFormation, run: executeChangeSetWith(clients)(input) };
};

test("a change set is executed without a token, or its id is not answered", async () => {
  const { cloudFormation, run } = execute({ DescribeChangeSet: ready });
  assert.deepEqual(await run, { changeSetId: id });
  const [{ ClientRequestToken, ...others } = {}] = cloudFormation.inputs("ExecuteChangeSet");
  assert.deepEqual(others, place);
  assert.match(ClientRequestToken, /^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/);
});

for (const of of [found("CREATE_COMPLETE", "EXECUTE_IN_PROGRESS"), found("CREATE_COMPLETE", "EXECUTE_COMPLETE")]) {
  test(`a change set in ${of.ExecutionStatus}, whose answer was lost, is executed again or an error`, async () => {
    const again = execute({ DescribeChangeSet: of });
    assert.deepEqual(await again.run, { changeSetId: id });
    assert.deepEqual(again.cloudFormation.inputs("ExecuteChangeSet"), []);
    const between = execute({ DescribeChangeSet: each(ready, of), ExecuteChangeSet: wrong });
    assert.deepEqual(await between.run, { changeSetId: id });
  });
}

test("a change set that vanished is taken for executed, or for not executed against the stack's word", async () => {
  const of = (ChangeSetId?: string) => ({ Stacks: [{ StackStatus: "UPDATE_COMPLETE", ChangeSetId }] });
  const executed = execute({ DescribeChangeSet: gone, DescribeStacks: of(id) });
  assert.deepEqual(await executed.run, { changeSetId: id });
  assert.deepEqual(executed.cloudFormation.inputs("ExecuteChangeSet"), []);
  for (const DescribeStacks of [of(), of(id.replace(name, `${name}2`)), missingStack("prod-app")]) {
    await assert.rejects(execute({ DescribeChangeSet: gone, DescribeStacks }).run, {
      name: "ChangeSetNotExecutable",
      message: `The change set ${name} does not exist any more.`,
    });
  }
});

test("a change set that cannot be executed is executed, or made anew", async () => {
  const executable = "CREATE_COMPLETE/AVAILABLE";
  for (const one of Object.values(ChangeSetStatus)) {
    for (const other of Object.values(ExecutionStatus)) {
      if (`${one}/${other}` === executable || other.startsWith("EXECUTE_IN") || other === "EXECUTE_COMPLETE") continue;
      const { cloudFormation, run } = execute({ DescribeChangeSet: found(one, other) });
      await assert.rejects(run, { name: "ChangeSetNotExecutable" });
      assert.deepEqual(commands(cloudFormation), ["DescribeChangeSet"]);
    }
  }
  const obsolete = found("CREATE_COMPLETE", "OBSOLETE");
  const { run } = execute({ DescribeChangeSet: each(ready, obsolete), ExecuteChangeSet: wrong });
  await assert.rejects(run, {
    name: "ChangeSetNotExecutable",
    message: `The change set ${name} is in CREATE_COMPLETE, OBSOLETE. The stack was changed since it was made: deploy again.`,
  });
});

test("a refusal to execute is hidden", async () => {
  await assert.rejects(execute({ DescribeChangeSet: ready, ExecuteChangeSet: denied }).run, denied);
  await assert.rejects(execute({ DescribeChangeSet: ready, ExecuteChangeSet: wrong }).run, wrong);
  await assert.rejects(execute({ DescribeChangeSet: ready, ExecuteChangeSet: throttled }).run, {
    name: "TransientError",
  });
});

// ---------------------------------------------------------------- deletion
const remove = (answers: Answers, of: object = { changeSetName: name }) => {
  const { cloudFormation, clients } = client({ DeleteChangeSet: {}, ...answers });
  return { cloudFormation, run: deleteChangeSetWith(clients)({ ...revision, ...of }) };
};
const row = (LogicalResourceId: string, of: object) => ({
  Type: "Resource",
  ResourceChange: { LogicalResourceId, ResourceType: "AWS::DynamoDB::Table", ...of },
});

test("a rejected change set is executed, kept, or deleted without saying what it would have done", async () => {
  const { cloudFormation, run } = remove({
    DescribeChangeSet: each(
      { ...ready, Changes: [row("One", { Action: "Add" }), row("Two", { Action: "Remove" })], NextToken: "two" },
      { ...ready, Changes: [row("Three", { Action: "Modify", Replacement: "True" })] },
    ),
  });
  assert.deepEqual(await run, {
    changeSetId: id,
    reason:
      "The change set was deleted instead of executed: Two (AWS::DynamoDB::Table) would be deleted; " +
      "Three (AWS::DynamoDB::Table) would be replaced.",
  });
  assert.deepEqual(commands(cloudFormation), ["DescribeChangeSet", "DescribeChangeSet", "DeleteChangeSet"]);
  assert.deepEqual(cloudFormation.inputs("DeleteChangeSet"), [place]);
});

test("a reason is as long as the change set", async () => {
  const Changes = Array.from({ length: 30 }, (_, index) => row(`Table${index}`, { Action: "Remove" }));
  const { reason } = await remove({ DescribeChangeSet: { ...ready, Changes } }).run;
  assert.match(reason, /Table19 \(AWS::DynamoDB::Table\) would be deleted; and 10 more\.$/);
});

for (const [of, reason] of [
  [
    found("FAILED", "UNAVAILABLE", { StatusReason: empty[0] }),
    "The stack is what the template asks for: nothing changes.",
  ],
  [
    found("FAILED", "UNAVAILABLE", { StatusReason: "no such resource" }),
    `The change set ${name} is in FAILED, UNAVAILABLE. CloudFormation says: no such resource`,
  ],
  [
    found("CREATE_COMPLETE", "OBSOLETE"),
    `The change set ${name} is in CREATE_COMPLETE, OBSOLETE. The stack was changed since it was made: deploy again.`,
  ],
  [found("DELETE_FAILED"), `The change set ${name} is in DELETE_FAILED, UNAVAILABLE.`],
  [ready, `The change set ${name} was not executed.`],
] as const) {
  test(`one in ${of.Status}, ${of.ExecutionStatus} is kept, or deleted without: ${reason}`, async () => {
    const { cloudFormation, run } = remove({ DescribeChangeSet: of });
    assert.deepEqual(await run, { changeSetId: id, reason });
    assert.deepEqual(cloudFormation.inputs("DeleteChangeSet"), [place]);
  });
}

for (const [what, of] of [
  ["being executed", found("CREATE_COMPLETE", "EXECUTE_IN_PROGRESS")],
  ["executed", found("CREATE_COMPLETE", "EXECUTE_COMPLETE")],
  ["being deleted", found("DELETE_IN_PROGRESS")],
  ["to be deleted", found("DELETE_PENDING")],
  ["deleted", found("DELETE_COMPLETE")],
  ["gone", gone],
] as const) {
  test(`one that is ${what} is deleted, or an error`, async () => {
    const { cloudFormation, run } = remove({ DescribeChangeSet: of });
    assert.equal((await run).changeSetId, of === gone ? name : id);
    assert.deepEqual(commands(cloudFormation), ["DescribeChangeSet"]);
  });
}

test("one that is being created is given up", async () => {
  const { run } = remove({ DescribeChangeSet: found("CREATE_IN_PROGRESS"), DeleteChangeSet: wrong });
  await assert.rejects(run, { name: "ChangeSetInProgress", cause: wrong });
});

test("one that went with its stack is an error, or a refusal is none", async () => {
  const absent = awsError("ValidationError", "Stack [prod-app] does not exist");
  assert.equal((await remove({ DescribeChangeSet: ready, DeleteChangeSet: absent }).run).changeSetId, id);
  await assert.rejects(remove({ DescribeChangeSet: ready, DeleteChangeSet: denied }).run, denied);
});

test("a change set whose changes cannot be read is left behind", async () => {
  for (const DescribeChangeSet of [denied, each({ ...ready, NextToken: "two" }, denied)]) {
    const { cloudFormation, run } = remove({ DescribeChangeSet });
    assert.deepEqual(await run, {
      changeSetId: name,
      reason: `What the change set ${name} would have changed could not be read: User is not authorized`,
    });
    assert.deepEqual(cloudFormation.inputs("DeleteChangeSet"), [place]);
  }
  const { cloudFormation, run } = remove({ DescribeChangeSet: throttled });
  await assert.rejects(run, { name: "TransientError" });
  assert.deepEqual(cloudFormation.inputs("DeleteChangeSet"), []);
});

test("a lost answer takes the reason with it, or is asked after without end", async () => {
  const Changes = [row("Table", { Action: "Remove" })];
  const once = remove({ DescribeChangeSet: { ...ready, Changes }, DeleteChangeSet: each(throttled, {}) });
  assert.match((await once.run).reason, /would be deleted/);
  const always = remove({ DescribeChangeSet: ready, DeleteChangeSet: throttled });
  await assert.rejects(always.run, { name: "TransientError" });
  assert.equal(always.cloudFormation.inputs("DeleteChangeSet").length, 3);
});

test("a change set whose creation was not answered is left behind", async () => {
  const DescribeStacks = { Stacks: [stack] };
  const made = await create({}).run;
  const { cloudFormation, run } = remove({ DescribeChangeSet: found("CREATE_PENDING"), DescribeStacks }, {});
  await run;
  assert.deepEqual(cloudFormation.inputs("DeleteChangeSet"), [{ StackName: "prod-app", ChangeSetName: made }]);
});

// ---------------------------------------------------------------- update status
const update = (StackStatus: string, answer: Answer = gone) => {
  const { cloudFormation, clients } = client({
    DescribeStacks: { Stacks: [{ StackStatus }] },
    DescribeChangeSet: answer,
  });
  return { cloudFormation, run: getUpdateStatusWith(clients)(input) };
};
const pending = [
  "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
  "UPDATE_IN_PROGRESS",
  "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
  "UPDATE_ROLLBACK_IN_PROGRESS",
];
const atRest = [
  "CREATE_COMPLETE",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
];

test("a stack that has the change set behind it is judged otherwise than the table says", async () => {
  for (const answer of [gone, found("CREATE_COMPLETE", "EXECUTE_COMPLETE")]) {
    for (const one of Object.values(StackStatus)) {
      const verdict = one === "UPDATE_COMPLETE" ? "complete" : pending.includes(one) ? "in_progress" : "failed";
      assert.equal(await update(one, answer).run, verdict, one);
    }
  }
  assert.equal(await update("UPDATE_COMPLETELY").run, "failed");
});

test("the status from before the update is taken for the one after it", async () => {
  for (const one of atRest) {
    for (const begun of ["AVAILABLE", "EXECUTE_IN_PROGRESS"]) {
      assert.equal(await update(one, found("CREATE_COMPLETE", begun)).run, "in_progress", one);
    }
    for (const failed of ["EXECUTE_FAILED", "OBSOLETE", "UNAVAILABLE", "EXECUTED"]) {
      assert.equal(await update(one, found("CREATE_COMPLETE", failed)).run, "failed", one);
    }
  }
});

test("a stack that is gone is waited for, or a stack in motion has its change set asked", async () => {
  const { clients } = client({ DescribeStacks: missingStack("prod-app") });
  assert.equal(await getUpdateStatusWith(clients)(input), "failed");
  const { cloudFormation, run } = update("UPDATE_IN_PROGRESS");
  await run;
  assert.deepEqual(cloudFormation.sent, [{ command: "DescribeStacks", input: { StackName: "prod-app" } }]);
});

test.run();
