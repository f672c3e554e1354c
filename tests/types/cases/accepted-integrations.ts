// The blocks of `refused-integrations.ts`, corrected: all of this compiles.
import { CreateStackCommand, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import {
  activity,
  add,
  batch,
  discard,
  dynamodb,
  emrServerless,
  format,
  http,
  is,
  isPresent,
  jsonPath,
  lambda,
  sdk,
  sns,
  sqs,
  states,
  substitution,
  workflow,
} from "statewright";

interface Order {
  id: string;
  role: string;
  amount: number;
  note?: string;
}
const charge = lambda<{ id: string }, { chargeId: string }, "CardDeclined">("Charge");
const ask = lambda<{ id: string; token: string }, null>("Ask");
const review = activity<{ id: string }, { verdict: "good" | "bad" }, "Unreadable">("Review");
const order = workflow<Order>("W");
const quick = workflow<Order>("Q", { type: "EXPRESS" });

// an activity, its errors, its output
order
  .task("A", review, {
    as: "review",
    heartbeatSeconds: 60,
    retry: [{ errors: ["States.HeartbeatTimeout"] }],
    catch: [{ errors: ["Unreadable"], goto: "S" }],
  })
  .match("Good?", ($) => $.review.verdict, { good: "S", bad: "F" })
  .fail("F", { error: "Bad", cause: "The review said so." })
  .succeed("S")
  .end();
activity<{ id: string }, { at: string }>("Review");

// a role as a path, and written out
order.task("A", charge, { as: "charge", credentials: ($) => ({ RoleArn: $.role }) }).end();
order
  .task("A", charge, { as: "charge", credentials: () => ({ RoleArn: "arn:aws:iam::123456789012:role/Teller" }) })
  .end();

// what the context object has everywhere
order.task("A", charge, { as: discard, arguments: (_, { context }) => ({ id: context.Execution.Name }) }).end();

// calls of the SDK, with the names of Step Functions; what an answer may lack, asked for first
order
  .task(
    "A",
    sdk(CreateStackCommand, ($) => ({
      StackName: format("s-{}", $.id),
      OnFailure: "DELETE",
      Parameters: [{ ParameterKey: "id", ParameterValue: $.id }],
      Tags: jsonPath<{ Key: string; Value: string }[]>("$.tags"),
    })),
    { as: "stack", catch: [{ errors: ["CloudFormation.AlreadyExistsException"], goto: "S" }] },
  )
  .task(
    "P",
    sdk(PutObjectCommand, ($) => ({ Bucket: "b", Key: $.id, SsekmsKeyId: "k", Body: { id: $.id } })),
    { as: discard },
  )
  .task(
    "I",
    sdk(PutItemCommand, ($) => ({
      TableName: "t",
      Item: { id: { S: $.id }, paid: { Bool: true }, more: { M: { tags: { Ss: ["a"] }, none: { Nul: true } } } },
    })),
    { as: discard },
  )
  .task(
    "D",
    sdk(DescribeStacksCommand, ($) => ({ StackName: $.id })),
    { as: "stacks" },
  )
  .choice("C", (choose) => choose.when(($) => isPresent($.stacks.Stacks), "E").otherwise("S"))
  .pass("E", ($) => ({ status: $.stacks.Stacks[0].StackStatus, since: $.stacks.Stacks[0].CreationTime }))
  .choice("F", (choose) => choose.when(($) => is($.status, "CREATE_COMPLETE"), "S").otherwise("S"))
  .succeed("S")
  .end();
order
  .choice("C", (choose) => choose.when(($) => isPresent($.note), "A").otherwise("S"))
  .task(
    "A",
    sdk(CreateStackCommand, ($) => ({ StackName: $.note })),
    { as: "stack" },
  )
  .succeed("S")
  .end();
order
  .task("A", sdk(CreateStackCommand), { as: "stack", arguments: ($) => ({ StackName: $.id }) })
  .task("B", sdk(StartExecutionCommand).waitForTaskToken<{ total: number }>(), {
    as: "child",
    arguments: ($, { context }) => ({ StateMachineArn: $.role, Input: context.Task.Token }),
    catch: [{ errors: ["States.Timeout"], goto: "S" }],
  })
  .pass("T", ($) => ({ total: add($.child.total, 1) }))
  .succeed("S");

// optimised integrations in every pattern that they have
order
  .task(
    "Q",
    sqs.sendMessage(($) => ({ QueueUrl: substitution("Queue"), MessageBody: { id: $.id }, DelaySeconds: 5 })),
    { as: "sent", retry: [{ errors: ["SQS.AmazonSQSException"] }] },
  )
  .task("E", states.startExecution.sync<{ total: number }>(), {
    as: "child",
    arguments: ($) => ({ StateMachineArn: $.sent.MessageId, Input: { id: $.id } }),
    catch: [{ errors: ["States.TaskFailed"], as: "failure", goto: "S" }],
  })
  .task(
    "B",
    batch.submitJob.sync(($) => ({ JobName: $.id, JobQueue: "q", JobDefinition: "d" })),
    { as: "job" },
  )
  .task(
    "G",
    dynamodb.getItem(($) => ({ TableName: "t", Key: { id: { S: $.id } } })),
    { as: "found" },
  )
  .task("H", http<{ rate: number }>(), {
    as: "answer",
    arguments: () => ({ ApiEndpoint: "https://rates.example", Method: "GET", Authentication: { ConnectionArn: "c" } }),
    catch: [{ errors: ["States.Http.StatusCode.404"], goto: "S" }],
  })
  .task(
    "M",
    emrServerless.startJobRun.sync<{ JobRunId: string }, { ApplicationId: string; ExecutionRoleArn: string }>(),
    {
      as: "run",
      arguments: ($) => ({ ApplicationId: $.id, ExecutionRoleArn: $.role }),
    },
  )
  .task(
    "L",
    lambda.invoke(($) => ({ FunctionName: "theirs", Payload: { id: $.id } })),
    { as: discard, catch: [{ errors: ["AnyNameOfTheirs"], goto: "S" }] },
  )
  .pass("V", ($) => ({ total: $.child.Output.total, rate: $.answer.ResponseBody.rate, job: $.job.JobId }))
  .task("N", sns.publish.waitForTaskToken<null, "Refused">(), {
    as: discard,
    arguments: ($, { context }) => ({ TopicArn: "t", Message: { token: context.Task.Token, id: $.id } }),
    catch: [{ errors: ["Refused", "SNS.NotFoundException"], goto: "S" }],
  })
  .succeed("S")
  .end();

// the author's own function that is given a token
order
  .task("A", ask.waitForTaskToken<{ verdict: "go" | "stop" }, "Withdrawn">(), {
    as: "call",
    arguments: ($, { context }) => ({ id: $.id, token: context.Task.Token }),
    timeoutSeconds: 3600,
    catch: [{ errors: ["Withdrawn", "Lambda.TooManyRequestsException"], goto: "S" }],
  })
  .match("B", ($) => $.call.verdict, { go: "S", stop: "S" })
  .succeed("S")
  .end();

// calls that wait for nothing in an Express workflow
quick
  .task(
    "A",
    sqs.sendMessage(($) => ({ QueueUrl: "q", MessageBody: $.id })),
    { as: "sent" },
  )
  .task(
    "B",
    sdk(CreateStackCommand, ($) => ({ StackName: $.sent.MessageId })),
    { as: discard },
  )
  .end();
