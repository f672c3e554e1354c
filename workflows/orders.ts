// Fulfils an order: reserves its stock, charges for it, then ships its lines and issues the invoice side by side. What went
// well before something fails is undone in the opposite order: the states that undo stand one below the other at the end, and
// each catch enters them where its own work begins.
import {
  discard,
  events,
  lambda,
  replace,
  sns,
  substitution,
  transientLambdaErrors,
  withItemSelector,
  workflow,
} from "statewright";

export interface OrderLine {
  sku: string;
  quantity: number;
}
export interface Order {
  orderId: string;
  customerId: string;
  address: string;
  totalCents: number;
  lines: OrderLine[];
}
export interface Shipment {
  sku: string;
  trackingNumber: string;
}

// A call may be made twice, and its answer may be lost. So each function does once what it does for an order, and what undoes
// it goes by the order alone: it undoes what it finds, and lets nothing of the order through that comes later.
/** All lines or none. */
export const reserveStock = lambda<Pick<Order, "orderId" | "lines">, { reservationId: string }, "OutOfStock">(
  "ReserveStock",
);
export const releaseStock = lambda<Pick<Order, "orderId">, null>("ReleaseStock");
export const chargePayment = lambda<
  Pick<Order, "orderId" | "customerId" | "totalCents">,
  { chargeId: string },
  "PaymentDeclined"
>("ChargePayment");
export const refundPayment = lambda<Pick<Order, "orderId">, null>("RefundPayment");
export const shipLine = lambda<Pick<Order, "orderId" | "address"> & OrderLine, Shipment, "NotDeliverable">("ShipLine");
export const issueInvoice = lambda<
  Pick<Order, "orderId" | "customerId" | "lines"> & { payment: { chargeId: string } },
  { invoiceNumber: string }
>("IssueInvoice");
/** Of all shipments of an order, and of its invoice. */
export const cancelFulfilment = lambda<Pick<Order, "orderId">, null>("CancelFulfilment");

const retry = [
  {
    errors: [...transientLambdaErrors, "Lambda.Unknown", "Sandbox.Timedout"],
    intervalSeconds: 2,
    maxAttempts: 4,
    jitter: "FULL",
  },
] as const;
/** What undoes is tried for half an hour, whatever is wrong; then somebody has to help. */
const undoing = {
  as: discard,
  retry: [{ errors: ["States.ALL"], intervalSeconds: 10, maxAttempts: 8, maxDelaySeconds: 600 }],
  catch: [{ errors: ["States.ALL"], as: "obstacle", goto: "Ask For Help" }],
} as const;

const publishing = { as: discard, retry: [{ errors: ["States.ALL"], maxAttempts: 5 }] } as const;

export const orders = workflow<Order>("Orders", { comment: "Fulfils an order, or undoes what was done for it." })
  .task("Reserve Stock", reserveStock, {
    as: "reservation",
    retry,
    catch: [
      { errors: ["OutOfStock"], as: "problem", goto: "Order Rejected" },
      { errors: ["States.ALL"], as: "problem", goto: "Release Stock" }, // it may have been reserved all the same
    ],
  })
  .task("Charge Payment", chargePayment, {
    as: "payment",
    retry,
    catch: [
      { errors: ["PaymentDeclined"], as: "problem", goto: "Release Stock" },
      { errors: ["States.ALL"], as: "problem", goto: "Refund Payment" },
    ],
  })
  .parallel(
    "Fulfil",
    [
      (branch) =>
        branch.map(
          "Ship Lines",
          withItemSelector(
            ($) => $.lines,
            ($, { item }) => ({ orderId: $.orderId, address: $.address, sku: item.sku, quantity: item.quantity }),
          ),
          (line) => line.task("Ship Line", shipLine, { as: replace, retry }),
          { as: replace, maxConcurrency: 5 },
        ),
      (branch) => branch.task("Issue Invoice", issueInvoice, { as: replace, retry }),
    ],
    {
      as: discard,
      assign: (_, { result }) => ({ shipments: result[0], invoiceNumber: result[1].invoiceNumber }),
      // When a line cannot be shipped, the other lines and the branch beside them are stopped, and what they did is not told.
      catch: [{ errors: ["States.ALL"], as: "problem", goto: "Cancel Fulfilment" }],
    },
  )
  .task(
    "Publish Fulfilment",
    events.putEvents(($, { vars }) => ({
      Entries: [
        {
          Source: "orders",
          DetailType: "Order Fulfilled",
          Detail: { orderId: $.orderId, shipments: vars.shipments, invoiceNumber: vars.invoiceNumber },
        },
      ],
    })),
    publishing,
  )
  .succeed("Order Fulfilled")

  .task("Cancel Fulfilment", cancelFulfilment, undoing)
  .task("Refund Payment", refundPayment, undoing)
  .task("Release Stock", releaseStock, undoing)
  .fail("Order Rejected", ($) => ({ error: $.problem.Error, cause: $.problem.Cause }))

  .task(
    "Ask For Help",
    sns.publish(($, { context }) => ({
      TopicArn: substitution("HelpTopicArn"),
      Message: { orderId: $.orderId, problem: $.problem, obstacle: $.obstacle, execution: context.Execution.Id },
    })),
    publishing,
  )
  .fail("Order Half Undone", ($) => ({ error: "CompensationFailed", cause: $.obstacle.Cause }))
  .end();
