// Wrong uses of `simulate`, which the compiler refuses: each comment stands over the smallest expression that is wrong.
import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import { lambda, seconds, workflow } from "statewright";
import { inTurn, type Mock, simulate, type Transition, untaken } from "statewright/testing";
import { test } from "uvu";
import { z } from "zod";
import { input, order } from "./order.js";

const size = lambda("Size", {
  input: z.object({ at: z.string().transform((text) => new Date(text)) }),
  output: z.object({ n: z.string().transform(Number) }),
});
const sized = workflow("Sized", { input: z.object({ at: z.string(), tries: z.number().default(1) }) })
  .task("Size", size, { as: "size" })
  .end();
const waiting = workflow<string>("Waiting").wait("Only", seconds(1)).end();

// Never called: what is looked at is whether it compiles.
export async function wrongUses(): Promise<void> {
  // ---------------------------------------------------------------- the input
  await simulate(order, {
    input: {
      ...input,
      // @ts-expect-error -- cents are a number
      cents: "1200",
    },
  });
  await simulate(order, {
    // @ts-expect-error -- cents are missing
    input: { orderId: "o-1" },
  });
  await simulate(order, {
    input: {
      ...input,
      // @ts-expect-error -- the workflow has no such key
      centz: 1200,
    },
  });
  await simulate(
    order,
    // @ts-expect-error -- there is always an input
    { tasks: {} },
  );
  await simulate(waiting, {
    // @ts-expect-error -- the input of this one is a text
    input: {},
  });
  await simulate(sized, {
    input: {
      at: "now",
      // @ts-expect-error -- what is sent to the schema is a number, or nothing
      tries: "1",
    },
  });

  // ---------------------------------------------------------------- names
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- no state of that name
      Chrge: () => ({ chargeId: "c-1" }),
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- a state, but not one that runs a task
      "Wait A Day": () => null,
    },
  });
  await simulate(order, {
    input,
    // @ts-expect-error -- no such option
    task: {},
  });

  // ---------------------------------------------------------------- what a mock gets
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- the function gets no such key
      Charge: ({ amount }) => ({ chargeId: String(amount) }),
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- cents are a number
      Charge: (given: { cents: string }) => ({ chargeId: given.cents }),
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- the note may be absent
      Charge: ({ note }) => ({ chargeId: note }),
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- the machine's data has it, the state's arguments have not
      "Get Status": ({ orderId }) => (orderId === "" ? "lost" : "settled"),
    },
  });
  await simulate(sized, {
    input: { at: "now" },
    tasks: {
      // @ts-expect-error -- the machine sends a text, of which the handler's schema makes a date
      Size: ({ at }) => ({ n: at.getTime() }),
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- a mock's tools have no parameters: they are its first argument
      Charge: (_, { parameters }) => ({ chargeId: parameters.orderId }),
    },
  });

  // ---------------------------------------------------------------- what a mock answers
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- a number is no id
      Charge: () => ({ chargeId: 1 }),
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- nothing is answered
      Charge: () => {},
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- the answer itself is no mock: write inTurn(…), or a function
      "Get Status": "settled",
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- no such status
      "Get Status": () => "setled",
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- no such status, later
      "Get Status": async () => "setled" as const,
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- no such status, among others
      "Get Status": inTurn("pending", "setled"),
    },
  });
  await simulate(order, {
    input,
    tasks: {
      // @ts-expect-error -- the function answers null
      Notify: () => undefined,
    },
  });
  await simulate(sized, {
    input: { at: "now" },
    tasks: {
      // @ts-expect-error -- the data holds the number that the schema makes of the handler's text
      Size: () => ({ n: "1" }),
    },
  });

  // ---------------------------------------------------------------- what comes of it
  const { output, status } = await simulate(order, { input });
  // @ts-expect-error -- there is no output unless the run succeeded
  output.status;
  // @ts-expect-error -- no such status of an execution
  status === "SUCCEDED";
  // @ts-expect-error -- not a workflow
  untaken({});
}

test("the output of a simulation is not typed as the workflow's is", async () => {
  const result = await simulate(order, {
    input,
    tasks: { Charge: () => ({ chargeId: "c-1" }), "Get Status": inTurn("settled") },
  });
  interface Output {
    orderId: string;
    cents: number;
    note?: string;
    charge: { chargeId: string };
    status: "settled" | "pending" | "lost";
  }
  assert.ok(result.status === "SUCCEEDED");
  expectTypeOf(result.output).toEqualTypeOf<Output>();
  assert.equal(result.output.charge.chargeId, "c-1");
  expectTypeOf(result.states).toEqualTypeOf<readonly string[]>();
  expectTypeOf(result.transitions).toEqualTypeOf<readonly Transition[]>();
  expectTypeOf(result.error).toEqualTypeOf<string | undefined>();
});

test("a mock in one of its forms is refused", async () => {
  const asked: Mock<{ id: string; run: string }, "settled" | "pending" | "lost"> = ({ id }) =>
    id === "" ? "lost" : "settled";
  const { states } = await simulate(order, {
    input,
    tasks: {
      // Of an input that is only looked at in part, with a part of what can be answered, now or later.
      Charge: async ({ cents }: { cents: number }) => ({ chargeId: `c-${cents}` }),
      "Get Status": asked,
      Notify: () => {
        throw new Error("never called");
      },
    },
  });
  assert.equal(states.at(-1), "Done");
  const sent = await simulate(sized, { input: { at: "now" }, tasks: { Size: ({ at }) => ({ n: at.length }) } });
  assert.deepEqual(sent.output, { at: "now", size: { n: 3 } });
});

test.run();
