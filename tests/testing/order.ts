// A workflow with a loop, a choice, a wait of a day, a retry and catches.
import { discard, is, lambda, seconds, workflow } from "statewright";

export interface OrderInput {
  orderId: string;
  cents: number;
  note?: string;
}
const charge = lambda<{ orderId: string; cents: number; note?: string }, { chargeId: string }, "Declined">("Charge");
const getStatus = lambda<{ id: string; run: string }, "settled" | "pending" | "lost">("GetStatus");
const notify = lambda<{ orderId: string; problem?: { Error: string; Cause: string } }, null>("Notify");

export const order = workflow<OrderInput>("Order", { timeoutSeconds: 864_000 })
  .task("Charge", charge, {
    as: "charge",
    retry: [{ errors: ["Lambda.TooManyRequestsException"], intervalSeconds: 3, maxAttempts: 2, backoffRate: 2 }],
    catch: [
      { errors: ["Declined"], as: "problem", goto: "Notify" },
      { errors: ["States.ALL"], as: "problem", goto: "Broken" },
    ],
  })
  .wait("Wait A Day", seconds(86_400))
  .task("Get Status", getStatus, {
    as: "status",
    arguments: ($, { context }) => ({ id: $.charge.chargeId, run: context.Execution.Name }),
  })
  .choice("Settled?", (choose) =>
    choose
      .when(($) => is($.status, "settled"), "Done")
      .when(($) => is($.status, "lost"), "Broken")
      .otherwise("Wait A Day"),
  )
  .succeed("Done")
  .task("Notify", notify, { as: discard })
  .fail("Broken", { error: "OrderBroken", cause: "No money came." })
  .end();

export const input: OrderInput = { orderId: "o-1", cents: 1200 };
/** An error of that name, as a function would throw it. */
export const failing = (name: string, message = "no more is known"): Error =>
  Object.assign(new Error(message), { name });
