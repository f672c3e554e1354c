// What the compiler must refuse of calls of services. As in `refused.ts`; `accepted-integrations.ts` holds the same, corrected.
import { CreateStackCommand, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { activity, batch, discard, dynamodb, lambda, sdk, sns, sqs, states, workflow } from "statewright";

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

//# an activity whose input lacks a key
//= the input at state 'A' lacks: id. Set it in a state before, or give arguments
workflow<{ role: string }>("W").task("A", review, { as: "review" }).end();

//# an error that an activity does not declare
//= 'Misread' in catch is not an error of state 'A': what it runs declares Unreadable
order
  .task("A", review, { as: "review", catch: [{ errors: ["Misread"], goto: "S" }] })
  .succeed("S")
  .end();

//# an activity whose output JSON cannot carry
//= output.at is a Date, which JSON cannot carry: use text, a number or plain data
activity<{ id: string }, { at: Date }>("Review");

//# a role that is no text
//= credentials of state 'A' give no role: write credentials: ($) => ({ RoleArn: a text })
order.task("A", charge, { as: "charge", credentials: ($) => ({ RoleArn: $.amount }) }).end();

//# a token where nothing waits for one
//= only the arguments of a task with .waitForTaskToken have a token
order.task("A", charge, { as: discard, arguments: (_, { context }) => ({ id: context.Task.Token }) }).end();

//# a call of the SDK that lacks what the service requires
//= the input of the call lacks: StackName
order.task(
  "A",
  sdk(CreateStackCommand, ($) => ({ ClientRequestToken: $.id })),
  { as: "stack" },
);

//# a call of the SDK with a key that the service does not have
//= the input of the call has no 'StackNam'
order.task(
  "A",
  sdk(CreateStackCommand, ($) => ({ StackName: "s", StackNam: $.id })),
  { as: "stack" },
);

//# a call of the SDK with a value of another type
//= Type 'PathTo<number, "amount", never>' is not assignable to type 'string | Expression<string | undefined, any>'
order.task(
  "A",
  sdk(CreateStackCommand, ($) => ({ StackName: $.amount })),
  { as: "stack" },
);

//# a call of the SDK with a text that the service does not take
//= Type '"KEEP"' is not assignable to type
order.task(
  "A",
  sdk(CreateStackCommand, () => ({ StackName: "s", OnFailure: "KEEP" })),
  { as: "stack" },
);

//# a call of the SDK with a key that may be absent
//= 'note' may be absent here: ask isPresent in a choice before it
order.task(
  "A",
  sdk(CreateStackCommand, ($) => ({ StackName: $.note })),
  { as: "stack" },
);

//# a misspelt key of the data in a call
//= Property 'idd' does not exist on type '$<Order>'
order.task(
  "A",
  sdk(CreateStackCommand, ($) => ({ StackName: $.idd })),
  { as: "stack" },
);

//# a member as the client spells it, where Step Functions has another name
//= the input of the call has no 'SSEKMSKeyId'
order.task(
  "A",
  sdk(PutObjectCommand, ($) => ({ Bucket: "b", Key: $.id, SSEKMSKeyId: "k" })),
  { as: "object" },
);

//# what an answer of the SDK may lack
//= 'stacks.Stacks' may be absent at state 'B': ask isPresent in a choice before it
order
  .task(
    "A",
    sdk(DescribeStacksCommand, ($) => ({ StackName: $.id })),
    { as: "stacks" },
  )
  .pass("B", ($) => ({ status: $.stacks.Stacks[0].StackStatus }))
  .end();

//# an error of the SDK without its ending
//= 'CloudFormation.AlreadyExists' in catch is not an error of state 'A': what it runs declares *.*Exception
order
  .task(
    "A",
    sdk(CreateStackCommand, ($) => ({ StackName: $.id })),
    { as: "stack", catch: [{ errors: ["CloudFormation.AlreadyExists"], goto: "S" }] },
  )
  .succeed("S")
  .end();

//# arguments beside the input of a call
//= state 'A' runs a call that has its input already: take its arguments out
order.task(
  "A",
  sdk(CreateStackCommand, ($) => ({ StackName: $.id })),
  { as: "stack", arguments: () => ({ StackName: "s" }) },
);

//# a message without its queue
//= the input of the call lacks: QueueUrl
order.task(
  "A",
  sqs.sendMessage(($) => ({ MessageBody: $.id })),
  { as: discard },
);

//# a message without its body, which may be anything
//= the input of the call lacks: MessageBody
order.task(
  "A",
  sqs.sendMessage(() => ({ QueueUrl: "q" })),
  { as: discard },
);

//# arguments that lack the body of a message, which may be anything
//= the arguments of state 'A' lack: MessageBody
order.task("A", sqs.sendMessage.waitForTaskToken<null>(), {
  as: discard,
  arguments: (_, { context }) => ({ QueueUrl: "q", Body: context.Task.Token }),
});

//# a message to a queue whose name may be absent
//= 'note' may be absent here: ask isPresent in a choice before it
order.task(
  "A",
  sqs.sendMessage(($) => ({ QueueUrl: $.note, MessageBody: $.id })),
  { as: discard },
);

//# a pattern that a service does not have: a job
//= Property 'sync' does not exist on type
order.task("A", sns.publish.sync(), { as: discard });

//# a pattern that a service does not have: a token
//= Property 'waitForTaskToken' does not exist on type
order.task("A", dynamodb.getItem.waitForTaskToken(), { as: discard });

//# an action that a service does not have
//= Property 'query' does not exist on type
order.task("A", dynamodb.query(), { as: discard });

//# a token where a call waits for none
//= only the arguments of a task with .waitForTaskToken have a token
order.task(
  "A",
  sqs.sendMessage((_, { context }) => ({ QueueUrl: "q", MessageBody: context.Task.Token })),
  { as: discard },
);

//# arguments without what the service requires
//= the arguments of state 'A' lack: StateMachineArn
order.task("A", states.startExecution.sync<{ total: number }>(), {
  as: "child",
  arguments: ($) => ({ Input: { id: $.id } }),
});

//# arguments with a key that the service does not have
//= the arguments of state 'A' have no 'Topic'
order.task("A", sns.publish.waitForTaskToken<null>(), {
  as: "answer",
  arguments: (_, { context }) => ({ Topic: "t", Message: context.Task.Token }),
});

//# an error of another service
//= 'SNS.NotFoundException' in retry is not an error of state 'A': what it runs declares SQS.*
order.task(
  "A",
  sqs.sendMessage(($) => ({ QueueUrl: "q", MessageBody: $.id })),
  { as: discard, retry: [{ errors: ["SNS.NotFoundException"] }] },
);

//# what comes back with a token, under a key that it does not have
//= Property 'verdct' does not exist on type 'Path<{ verdict: "go" | "stop"; }, "call", never>'. Did you mean 'verdict'?
order
  .task("A", ask.waitForTaskToken<{ verdict: "go" | "stop" }>(), {
    as: "call",
    arguments: ($, { context }) => ({ id: $.id, token: context.Task.Token }),
  })
  .match("B", ($) => $.call.verdct, { go: "S", stop: "S" })
  .succeed("S")
  .end();

//# a function that is given a token without the rest of its input
//= the arguments of state 'A' lack: id
order.task("A", ask.waitForTaskToken<null>(), {
  as: discard,
  arguments: (_, { context }) => ({ token: context.Task.Token }),
});

//# a call that waits for a token in an Express workflow
//= state 'A' is a call that waits for a task token, which an Express execution cannot run: make the workflow STANDARD
quick.task("A", sns.publish.waitForTaskToken<null>(), {
  as: discard,
  arguments: (_, { context }) => ({ TopicArn: "t", Message: context.Task.Token }),
});

//# a call that waits for a job in an Express workflow
//= state 'A' is a call that waits for a job, which an Express execution cannot run: make the workflow STANDARD
quick.task(
  "A",
  batch.submitJob.sync(($) => ({ JobName: $.id, JobQueue: "q", JobDefinition: "d" })),
  { as: "job" },
);
