// Asks people for an approval and waits for days: the request goes to a queue with a task token, and whoever takes it from
// there answers with that. Silence is followed by reminders, and in the end by an expiry.
import { add, discard, format, lt, sns, sqs, substitution, workflow } from "statewright";

export interface ApprovalRequest {
  requestId: string;
  title: string;
  requestedBy: string;
}
/** What `SendTaskSuccess` brings. */
export type ApprovalAnswer = { verdict: "approved"; by: string } | { verdict: "rejected"; by: string; reason: string };

const days = 24 * 3600;
const mostReminders = 2;

export const approval = workflow<ApprovalRequest>("Approval", {
  comment: "Waits for a person's approval, reminds of it, and publishes how it ended.",
})
  .pass("Begin", () => ({}), { assign: () => ({ reminders: 0 }) })
  .task("Ask For Approval", sqs.sendMessage.waitForTaskToken<ApprovalAnswer, "RequestWithdrawn">(), {
    as: "answer",
    arguments: ($, { context }) => ({
      QueueUrl: substitution("ApprovalQueueUrl"),
      MessageBody: { requestId: $.requestId, title: $.title, taskToken: context.Task.Token },
    }),
    timeoutSeconds: 2 * days,
    // Whoever took the request tells by `SendTaskHeartbeat` that it is still before people; lost, it is sent once more.
    heartbeatSeconds: 12 * 3600,
    catch: [
      { errors: ["RequestWithdrawn"], as: "withdrawal", goto: "Note Withdrawal" },
      { errors: ["States.Timeout"], goto: "Reminded Enough?" },
    ],
  })
  .match("Verdict?", ($) => $.answer.verdict, { approved: "Note Approval", rejected: "Note Rejection" })

  .choice("Reminded Enough?", (choose) =>
    choose.when((_, { vars }) => lt(vars.reminders, mostReminders), "Remind Approvers").otherwise("Note Expiry"),
  )
  .task(
    "Remind Approvers",
    sns.publish(($) => ({ TopicArn: substitution("ReminderTopicArn"), Message: format("Still open: {}", $.title) })),
    { as: discard, assign: (_, { vars }) => ({ reminders: add(vars.reminders, 1) }) },
  )
  .goto("Ask For Approval") // with a new token: the one before is worth nothing any more

  .pass("Note Approval", ($) => ({ outcome: "approved", detail: format("by {}", $.answer.by) }))
  .goto("Publish Outcome")
  .pass("Note Rejection", ($) => ({
    outcome: "rejected",
    detail: format("by {}: {}", $.answer.by, $.answer.reason),
  }))
  .goto("Publish Outcome")
  .pass("Note Withdrawal", ($) => ({ outcome: "withdrawn", detail: $.withdrawal.Cause }))
  .goto("Publish Outcome")
  .pass("Note Expiry", () => ({ outcome: "expired", detail: "nobody answered" }))
  .task(
    "Publish Outcome",
    sns.publish(($) => ({
      TopicArn: substitution("OutcomeTopicArn"),
      Message: { requestId: $.requestId, outcome: $.outcome, detail: $.detail },
    })),
    { as: discard },
  )
  .end();
