// What the compiler must refuse of calls of services. As in `refused.ts`; `accepted-integrations.ts` holds the same, corrected.
import { activity, discard, lambda, workflow } from "statewright";

interface Order {
  id: string;
  role: string;
  amount: number;
}
const charge = lambda<{ id: string }, { chargeId: string }, "CardDeclined">("Charge");
const review = activity<{ id: string }, { verdict: "good" | "bad" }, "Unreadable">("Review");
const order = workflow<Order>("W");

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
