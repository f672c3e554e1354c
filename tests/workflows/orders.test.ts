import assert from "node:assert/strict";
import { inTurn, simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { validate } from "../../asl/validate.js";
import { definition } from "../../generators/definition.js";
import { type Order, orders } from "../../workflows/orders.js";
import { aslFindings } from "../generators/asl-findings.js";
import { duration, throttled } from "./flow.js";

const input: Order = {
  orderId: "o-1",
  customerId: "c-1",
  address: "1 Long Street",
  totalCents: 4200,
  lines: ["cup", "pot", "spoon"].map((sku, index) => ({ sku, quantity: index + 1 })),
};
const failure = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const throws = (error: Error) => (): never => {
  throw error;
};

const done = {
  "Reserve Stock": () => ({ reservationId: "r-1" }),
  "Charge Payment": () => ({ chargeId: "ch-1" }),
  "Ship Line": ({ sku }: { readonly sku: string }) => ({ sku, trackingNumber: `t-${sku}` }),
  "Issue Invoice": () => ({ invoiceNumber: "i-1" }),
  "Publish Fulfilment": () => ({ FailedEntryCount: 0, Entries: [{ EventId: "e-1" }] }),
};
/** Notes in which order things are undone, and by what. */
function undo() {
  const undone: unknown[] = [];
  const note = (what: string) => (given: { readonly orderId: string }) => {
    undone.push([what, given.orderId]);
    return null;
  };
  return {
    undone,
    "Cancel Fulfilment": note("shipments"),
    "Refund Payment": note("payment"),
    "Release Stock": note("stock"),
  };
}
const everything = [
  ["shipments", "o-1"],
  ["payment", "o-1"],
  ["stock", "o-1"],
];

test("a check of ASL refuses the definition", () => {
  assert.deepEqual([validate(definition(orders)), aslFindings(definition(orders))], [[], []]);
});

test("an order is not published with all its shipments, in the order of its lines, and its invoice", async () => {
  const published: unknown[] = [];
  const { status, states } = await simulate(orders, {
    input,
    tasks: {
      ...done,
      // The first line takes longest.
      "Ship Line": async ({ orderId, address, sku, quantity }, { sleep }) => {
        assert.deepEqual([orderId, address], ["o-1", "1 Long Street"]);
        await sleep(10 / quantity);
        return { sku, trackingNumber: `t-${sku}` };
      },
      "Issue Invoice": ({ payment }) => ({ invoiceNumber: `i-${payment.chargeId}` }),
      "Publish Fulfilment": ({ Entries }) => {
        published.push(...Entries.map(({ Detail }) => Detail));
        return done["Publish Fulfilment"]();
      },
    },
  });
  assert.deepEqual([status, states[0], states.at(-1)], ["SUCCEEDED", "Reserve Stock", "Order Fulfilled"]);
  assert.deepEqual(published, [
    {
      orderId: "o-1",
      shipments: ["cup", "pot", "spoon"].map((sku) => ({ sku, trackingNumber: `t-${sku}` })),
      invoiceNumber: "i-ch-1",
    },
  ]);
});
test("a function that is throttled fails the order, or a bus that is busy does", async () => {
  const { status } = await simulate(orders, {
    input,
    tasks: {
      ...done,
      "Reserve Stock": inTurn<{ reservationId: string }>(throttled(), throttled(), { reservationId: "r-1" }),
      "Ship Line": inTurn<{ sku: string; trackingNumber: string }>(throttled(), { sku: "cup", trackingNumber: "t" }),
      "Publish Fulfilment": inTurn<ReturnType<(typeof done)["Publish Fulfilment"]>>(
        failure("EventBridge.InternalException", "busy"),
        done["Publish Fulfilment"](),
      ),
    },
  });
  assert.equal(status, "SUCCEEDED");
});

test("an order that is fulfilled is undone, or called fulfilled, where that cannot be published", async () => {
  const undoing = undo();
  const { status, error } = await simulate(orders, {
    input,
    tasks: { ...done, ...undoing, "Publish Fulfilment": throws(failure("EventBridge.InternalException", "busy")) },
  });
  assert.deepEqual([status, error, undoing.undone], ["FAILED", "EventBridge.InternalException", []]);
});

const cutOff = failure("Sandbox.Timedout", "Task timed out after 30.00 seconds");
for (const [what, tasks, error, undone] of [
  ["that is out of stock", { "Reserve Stock": throws(failure("OutOfStock", "no pot")) }, "OutOfStock", []],
  ["whose reservation is not answered", { "Reserve Stock": throws(cutOff) }, "Sandbox.Timedout", everything.slice(2)],
  [
    "whose payment is declined",
    { "Charge Payment": throws(failure("PaymentDeclined", "no funds")) },
    "PaymentDeclined",
    everything.slice(2),
  ],
  ["whose payment is not answered", { "Charge Payment": throws(cutOff) }, "Sandbox.Timedout", everything.slice(1)],
  [
    "with a line that nobody delivers",
    {
      "Ship Line": ({ sku }: { readonly sku: string }) => {
        if (sku === "pot") throw failure("NotDeliverable", "too large");
        return done["Ship Line"]({ sku });
      },
    },
    "NotDeliverable",
    everything,
  ],
  ["without an invoice", { "Issue Invoice": throws(failure("Error", "no number")) }, "Error", everything],
] as const) {
  test(`an order ${what} succeeds, or more or less is undone than was done, or in another order`, async () => {
    const undoing = undo();
    const ran = await simulate(orders, { input, tasks: { ...done, ...undoing, ...tasks } });
    assert.deepEqual(
      [ran.status, ran.error, ran.states.at(-1), undoing.undone],
      ["FAILED", error, "Order Rejected", undone],
    );
  });
}
test("lines that are being shipped when one fails are waited for, or shipped after all is undone", async () => {
  const events: string[] = [];
  const { error } = await simulate(orders, {
    input,
    tasks: {
      ...done,
      ...undo(),
      "Ship Line": async ({ sku }, { sleep, signal }) => {
        await sleep(sku === "pot" ? 1 : 60).catch(() => events.push(`${sku} stopped`));
        if (sku === "pot") throw failure("NotDeliverable", "too large");
        return { sku, trackingNumber: signal.aborted ? "" : "t" };
      },
      "Cancel Fulfilment": () => {
        events.push("cancelled");
        return null;
      },
    },
  });
  assert.equal(error, "NotDeliverable");
  assert.deepEqual(events.sort(), ["cancelled", "cup stopped", "spoon stopped"]);
});

for (const state of ["Cancel Fulfilment", "Refund Payment", "Release Stock"] as const) {
  test(`${state} is tried once, or without end, or nobody is told that it failed`, async () => {
    const sent: unknown[] = [];
    const ran = await simulate(orders, {
      input,
      executionName: "run-1",
      tasks: {
        ...done,
        ...undo(),
        "Issue Invoice": throws(failure("Error", "no number")),
        [state]: throws(failure("Error", "no connection")),
        "Ask For Help": ({ Message }) => {
          sent.push(Message);
          return { MessageId: "m-1" };
        },
      },
    });
    assert.deepEqual(
      [ran.error, ran.cause?.includes("no connection"), ...ran.states.slice(-3)],
      ["CompensationFailed", true, state, "Ask For Help", "Order Half Undone"],
    );
    assert.equal(duration(ran.events), 10 + 20 + 40 + 80 + 160 + 320 + 600 + 600);
    const [{ orderId, problem, obstacle, execution }] = sent as [
      Record<"orderId" | "execution", string> & Record<"problem" | "obstacle", { Error: string; Cause: string }>,
    ];
    assert.deepEqual([orderId, problem.Error, obstacle.Error], ["o-1", "Error", "Error"]);
    assert.match(problem.Cause, /no number/);
    assert.match(obstacle.Cause, /no connection/);
    assert.match(execution, /:execution:.*:run-1$/);
  });
}

test("a state or a transition of the workflow was never taken by these tests", () => {
  assert.deepEqual(untaken(orders), { states: [], transitions: [] });
});

test.run();
