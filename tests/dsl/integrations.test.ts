// Calls of services: from the chain to ASL, to what checks it, to a run.
import assert from "node:assert/strict";
import { CreateStackCommand, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { PutJobSuccessResultCommand } from "@aws-sdk/client-codepipeline";
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { SendTaskSuccessCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import * as statewright from "statewright";
import {
  batch,
  type CommandClass,
  DefinitionError,
  discard,
  http,
  isPresent,
  lambda,
  sdk,
  sns,
  sqs,
  states,
  substitution,
  workflow,
} from "statewright";
import { simulate } from "statewright/testing";
import { test } from "uvu";
import { type TaskState, validate } from "../../asl/index.js";
import { integrations } from "../../asl/integrations.js";
import { sdkActionName, sdkService, sdkServiceName } from "../../asl/sdk-services.js";
import { definition, generateDefinition } from "../../generators/definition.js";
import { lambdasOf } from "../../generators/lambdas.js";
import { aslFindings } from "../generators/asl-findings.js";

// ---------------------------------------------------------------- names
const resourceOf = (run: unknown) => {
  const machine = workflow<{ id: string }>("W")
    .task("S", run as statewright.Run<unknown, null>, { as: discard })
    .end();
  return (definition(machine).States["S"] as { Resource: string }).Resource;
};

for (const [command, resource] of [
  [CreateStackCommand, "arn:aws:states:::aws-sdk:cloudformation:createStack"],
  [DescribeStacksCommand, "arn:aws:states:::aws-sdk:cloudformation:describeStacks"],
  [PutJobSuccessResultCommand, "arn:aws:states:::aws-sdk:codepipeline:putJobSuccessResult"],
  [QueryCommand, "arn:aws:states:::aws-sdk:dynamodb:query"],
  [ListObjectsV2Command, "arn:aws:states:::aws-sdk:s3:listObjectsV2"],
  [StartExecutionCommand, "arn:aws:states:::aws-sdk:sfn:startExecution"],
] as const) {
  test(`${command.name} is not called ${resource}`, () => {
    // Of classes so different TypeScript finds no common one.
    assert.equal(resourceOf(sdk(command as CommandClass<any, any>)), resource);
    assert.equal(resourceOf(sdk(command as CommandClass<any, any>).waitForTaskToken()), `${resource}.waitForTaskToken`);
  });
}

for (const [client, name, prefix] of [
  ["ConfigServiceClient", "config", "Config"],
  ["DirectoryServiceClient", "directory", "Directory"],
  ["DirectoryServiceDataClient", "directoryservicedata", "DirectoryServiceData"],
  ["DatabaseMigrationServiceClient", "databasemigration", "DatabaseMigration"],
  ["LexRuntimeServiceClient", "lexruntime", "LexRuntime"],
  ["CloudWatchLogsClient", "cloudwatchlogs", "CloudWatchLogs"],
  ["DynamoDBClient", "dynamodb", "DynamoDb"],
  ["APIGatewayClient", "apigateway", "ApiGateway"],
  ["ECRPUBLICClient", "ecrpublic", "EcrPublic"],
  ["IoTAnalyticsClient", "iotanalytics", "IoTAnalytics"],
  ["B2biClient", "b2bi", "B2Bi"],
  ["SFNClient", "sfn", "Sfn"],
  ["WAFV2Client", "wafv2", "Wafv2"],
] as const) {
  test(`the service of ${client} is not ${name}, or its errors do not begin with ${prefix}`, () => {
    assert.equal(sdkServiceName(client), name);
    assert.equal(sdkService(name)?.errorPrefix, prefix);
  });
}
test("a service that is younger than the published table has no name", () => {
  assert.equal(sdkServiceName("BrandNewServiceClient"), "brandnew");
  assert.equal(sdkService("brandnew"), undefined);
});
test("capitals in front of an operation stay", () => {
  assert.deepEqual(["CreateDBInstance", "ListObjectsV2", "DNSSECThing"].map(sdkActionName), [
    "createDBInstance",
    "listObjectsV2",
    "dnssecThing",
  ]);
});
test("what is no command class is taken", () => {
  class Mine {}
  for (const wrong of [Mine, {}, () => 1, "CreateStackCommand"]) {
    assert.throws(() => sdk(wrong as unknown as CommandClass<any, any>), {
      name: "TypeError",
      message: /^sdk\(…\) takes a command class of a client of AWS's SDK, version 3, as CreateStackCommand, not /,
    });
  }
});

// ---------------------------------------------------------------- every service, action and pattern
/** As the author's module has them: their names are those of the services, but for what a name cannot hold. */
const names: Readonly<Record<string, string>> = {
  "emr-containers": "emrContainers",
  "emr-serverless": "emrServerless",
};
const exported = statewright as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const members = { "": "", ".sync": "sync", ".sync:2": "sync", ".waitForTaskToken": "waitForTaskToken" } as const;
type Make = () => statewright.Run<unknown, unknown>;

for (const [service, { actions }] of Object.entries(integrations)) {
  for (const [action, patterns] of Object.entries(actions) as [string, readonly (keyof typeof members)[]][]) {
    test(`${service}:${action} is not offered in its patterns alone, or its ASL is refused`, () => {
      const call = (service === "http" ? http : exported[names[service] ?? service]?.[action]) as Make &
        Readonly<Record<string, Make>>;
      const offered = ["sync", "waitForTaskToken"].filter((member) => member in call);
      assert.deepEqual(offered, [...new Set(patterns.map((pattern) => members[pattern]))].filter(Boolean));
      for (const make of [call, ...offered.map((member) => call[member] as Make)]) {
        const resource = resourceOf(make());
        const known = patterns.map((pattern) => `arn:aws:states:::${service}:${action}${pattern}`);
        assert.ok(known.includes(resource), resource);
      }
      for (const pattern of patterns) {
        const Resource = `arn:aws:states:::${service}:${action}${pattern}`;
        const faults = validate({ StartAt: "S", States: { S: { Type: "Task", Resource, End: true } } });
        assert.deepEqual(
          faults.filter(({ location }) => location.endsWith("/Resource")),
          [],
        );
        if (pattern !== "") {
          const [fault] = validate(
            { StartAt: "S", States: { S: { Type: "Task", Resource, End: true } } },
            { type: "EXPRESS" },
          ).filter(({ location }) => location.endsWith("/Resource"));
          assert.match(fault?.message ?? "", /Express state machine does not support/);
        }
      }
    });
  }
}

// ---------------------------------------------------------------- one workflow with all kinds
const ask = lambda<{ id: string; token: string }, null>("Ask Manager");
const release = workflow<{ id: string; queue: string }>("Release")
  .task(
    "Find",
    sdk(DescribeStacksCommand, ($) => ({ StackName: $.id })),
    { as: "found", catch: [{ errors: ["CloudFormation.CloudFormationException"], as: "missing", goto: "Create" }] },
  )
  .choice("Is There?", (choose) => choose.when(($) => isPresent($.found.Stacks), "Tell").otherwise("Create"))
  .task(
    "Create",
    sdk(CreateStackCommand, ($) => ({ StackName: $.id, TemplateURL: substitution("TemplateUrl") })),
    { as: discard },
  )
  .task(
    "Tell",
    sqs.sendMessage(($) => ({ QueueUrl: $.queue, MessageBody: { id: $.id, at: substitution("Stage") } })),
    { as: "sent" },
  )
  .task("Ask", ask.waitForTaskToken<{ verdict: "go" | "stop" }, "Withdrawn">(), {
    as: "call",
    arguments: ($, { context }) => ({ id: $.id, token: context.Task.Token }),
    timeoutSeconds: 600,
    heartbeatSeconds: 60,
    catch: [{ errors: ["Withdrawn", "States.Timeout"], goto: "Stopped" }],
  })
  .match("Go?", ($) => $.call.verdict, { go: "Build", stop: "Stopped" })
  .task(
    "Build",
    batch.submitJob.sync(($) => ({ JobName: $.id, JobQueue: "builds", JobDefinition: "build:3" })),
    { as: "job", catch: [{ errors: ["States.TaskFailed"], goto: "Stopped" }] },
  )
  .task("Roll Out", states.startExecution.sync<{ regions: string[] }>(), {
    as: "rollOut",
    arguments: ($) => ({ StateMachineArn: substitution("RollOut"), Input: { id: $.id, job: $.job.JobId } }),
  })
  .task("Announce", sns.publish.waitForTaskToken<null>(), {
    as: discard,
    arguments: ($, { context }) => ({
      TopicArn: "arn:aws:sns:us-east-1:1:t",
      Message: { id: $.id, t: context.Task.Token },
    }),
  })
  .pass("Sum Up", ($) => ({ regions: $.rollOut.Output.regions }))
  .succeed("Released")
  .fail("Stopped", { error: "Stopped", cause: "It was not released." })
  .end();

test("the ASL of calls is not what AWS has", () => {
  const { States } = definition(release);
  const fields = (name: string) => {
    const { Resource, Parameters, HeartbeatSeconds } = States[name] as TaskState;
    return { Resource, Parameters, ...(HeartbeatSeconds !== undefined && { HeartbeatSeconds }) };
  };
  assert.deepEqual(["Create", "Tell", "Ask", "Build", "Roll Out", "Announce"].map(fields), [
    {
      Resource: "arn:aws:states:::aws-sdk:cloudformation:createStack",
      Parameters: { "StackName.$": "$.id", TemplateURL: "${TemplateUrl}" },
    },
    {
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { "QueueUrl.$": "$.queue", MessageBody: { "id.$": "$.id", at: "${Stage}" } },
    },
    {
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: { FunctionName: "${AskManager}", Payload: { "id.$": "$.id", "token.$": "$$.Task.Token" } },
      HeartbeatSeconds: 60,
    },
    {
      Resource: "arn:aws:states:::batch:submitJob.sync",
      Parameters: { "JobName.$": "$.id", JobQueue: "builds", JobDefinition: "build:3" },
    },
    {
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: { StateMachineArn: "${RollOut}", Input: { "id.$": "$.id", "job.$": "$.job.JobId" } },
    },
    {
      Resource: "arn:aws:states:::sns:publish.waitForTaskToken",
      Parameters: {
        TopicArn: "arn:aws:sns:us-east-1:1:t",
        Message: { "id.$": "$.id", "t.$": "$$.Task.Token" },
      },
    },
  ]);
  assert.deepEqual(validate(definition(release)), []);
  assert.deepEqual(aslFindings(definition(release)), []);
});

test("a function that is given a token has no handler", () => {
  assert.deepEqual(
    lambdasOf(release).map(({ name }) => name),
    ["Ask Manager"],
  );
});
test("a text of the deployment is not replaced by CloudFormation, or one of the author's is", () => {
  const machine = workflow<{ id: string }>("W")
    .task(
      "S",
      sqs.sendMessage(() => ({ QueueUrl: substitution("Queue"), MessageBody: "costs ${Queue}" })),
      { as: discard },
    )
    .end();
  const [file] = generateDefinition(machine);
  assert.match(file?.contents ?? "", /"QueueUrl": "\$\{Queue\}"/);
  assert.match(file?.contents ?? "", /"MessageBody": "costs \\u0024\{Queue\}"/);
});

const tasks = {
  Find: () => ({ Stacks: [] }),
  Tell: () => ({ MessageId: "m", MD5OfMessageBody: "d" }),
  Build: () => ({
    JobArn: "a",
    JobId: "j-1",
    JobName: "n",
    JobQueue: "q",
    JobDefinition: "d",
    Status: "SUCCEEDED" as const,
    CreatedAt: 0,
  }),
  "Roll Out": () => ({
    ExecutionArn: "e",
    StateMachineArn: "s",
    Name: "n",
    Status: "SUCCEEDED" as const,
    StartDate: "",
    StopDate: "",
    Output: { regions: ["eu"] },
  }),
  Announce: () => null,
};
const input = { id: "r-1", queue: "https://sqs.us-east-1.amazonaws.com/1/q" };

test("what a mock gives does not come back with the token", async () => {
  const { status, output, events } = await simulate(release, {
    input,
    tasks: {
      ...tasks,
      Ask: ({ id, token }, tools) => {
        assert.deepEqual([id, token], ["r-1", tools.token.value]);
        return { verdict: "go" };
      },
    },
  });
  assert.equal(status, "SUCCEEDED");
  assert.deepEqual(output && "regions" in output ? output.regions : undefined, ["eu"]);
  assert.equal(events.filter(({ type }) => type === "TaskSubmitted").length, 4);
});
test("a token that nobody uses does not run out, or one that is used later does not count", async () => {
  const silent = await simulate(release, { input, tasks: { ...tasks, Ask: () => undefined } });
  assert.equal(silent.error, "Stopped");
  const late = await simulate(release, {
    input,
    tasks: {
      ...tasks,
      Ask: (_, { token, sleep }) => {
        sleep(50).then(() => {
          token.heartbeat();
          sleep(50).then(() => token.succeed({ verdict: "go" }));
        });
      },
    },
  });
  assert.equal(late.status, "SUCCEEDED");
  const withdrawn = await simulate(release, {
    input,
    tasks: { ...tasks, Ask: (_, { token }) => void token.fail("Withdrawn", "changed my mind") },
  });
  assert.equal(withdrawn.error, "Stopped");
});
test("a failed call of the SDK, and a failed job, do not go where their catches lead", async () => {
  const failed = Object.assign(new Error("Stack with id r-1 does not exist"), {
    name: "CloudFormation.CloudFormationException",
  });
  const { states: way, error } = await simulate(release, {
    input,
    tasks: {
      ...tasks,
      Find: () => Promise.reject(failed),
      Create: () => ({}),
      Ask: () => ({ verdict: "go" }),
      Build: () => Promise.reject(new Error("exit 1")),
    },
  });
  assert.deepEqual(way, ["Find", "Create", "Tell", "Ask", "Go?", "Build", "Stopped"]);
  assert.equal(error, "Stopped");
});

// ---------------------------------------------------------------- when the types are passed by
for (const [what, run, error, message, fix] of [
  [
    "of another service",
    sdk(CreateStackCommand),
    "S3.NoSuchKeyException",
    "'S3.NoSuchKeyException' is not an error of cloudformation:createStack",
    "use one of: CloudFormation.<Name>Exception",
  ],
  [
    "without its ending",
    sdk(SendTaskSuccessCommand),
    "Sfn.TaskTimedOut",
    "'Sfn.TaskTimedOut' is not an error of sfn:sendTaskSuccess",
    "use one of: Sfn.<Name>Exception",
  ],
  [
    "of another integration",
    sqs.sendMessage(),
    "SNS.NotFoundException",
    "'SNS.NotFoundException' is not an error of sqs:sendMessage",
    "use one of: SQS.<Name>",
  ],
] as const) {
  test(`an error ${what} is waited for in vain`, () => {
    assert.throws(
      () =>
        workflow<{ id: string }>("W")
          .task("S", run as unknown as statewright.Run<unknown, null, any>, {
            as: discard,
            retry: [{ errors: [error as any] }],
          })
          .end(),
      (thrown: unknown) => {
        assert.ok(thrown instanceof DefinitionError);
        const found = thrown.diagnostics.map((one) => [one.code, one.message, one.fix]);
        assert.deepEqual(found, [["UNDECLARED_ERROR", message, fix]]);
        return true;
      },
    );
  });
}

test.run();
