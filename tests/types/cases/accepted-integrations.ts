// The blocks of `refused-integrations.ts`, corrected: all of this compiles.
import { activity, discard, lambda, workflow } from "statewright";

interface Order {
  id: string;
  role: string;
  amount: number;
}
const charge = lambda<{ id: string }, { chargeId: string }, "CardDeclined">("Charge");
const review = activity<{ id: string }, { verdict: "good" | "bad" }, "Unreadable">("Review");
const order = workflow<Order>("W");

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
