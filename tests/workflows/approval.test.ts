import assert from "node:assert/strict";
import { simulate, untaken } from "statewright/testing";
import { test } from "uvu";
import { definition } from "../../generators/definition.js";
import { approval } from "../../workflows/approval.js";
import { aslFindings } from "../generators/asl-findings.js";
import { duration } from "./flow.js";

const input = { requestId: "r-1", title: "A new database", requestedBy: "ada" };
const published: unknown[] = [];
const tasks = {
  "Remind Approvers": () => ({ MessageId: "reminder" }),
  "Publish Outcome": (sent: { readonly Message: unknown }) => {
    published.push(sent.Message);
    return { MessageId: "outcome" };
  },
};
const hours = 3600;

test.before.each(() => {
  published.length = 0;
});

test("another check of ASL refuses the definition", () => {
  assert.deepEqual(aslFindings(definition(approval)), []);
});

test("the token is not in the message, or an approval is not published with who gave it", async () => {
  const { status, states } = await simulate(approval, {
    input,
    tasks: {
      ...tasks,
      "Ask For Approval": ({ MessageBody }, { token }) => {
        assert.deepEqual(MessageBody, { requestId: "r-1", title: "A new database", taskToken: token.value });
        return { verdict: "approved", by: "grace" };
      },
    },
  });
  assert.deepEqual(
    [status, ...states],
    ["SUCCEEDED", "Begin", "Ask For Approval", "Verdict?", "Note Approval", "Publish Outcome"],
  );
  assert.deepEqual(published, [{ requestId: "r-1", outcome: "approved", detail: "by grace" }]);
});

test("a rejection after a day, kept alive by heartbeats, runs out or is published without its reason", async () => {
  const { status, states, events } = await simulate(approval, {
    input,
    tasks: {
      ...tasks,
      "Ask For Approval": (_, { token, sleep }) => {
        const later = async () => {
          for (let beat = 0; beat < 3; beat += 1) {
            await sleep(8 * hours);
            token.heartbeat();
          }
          token.succeed({ verdict: "rejected", by: "grace", reason: "too dear" });
        };
        void later();
      },
    },
  });
  assert.deepEqual([status, ...states.slice(-2)], ["SUCCEEDED", "Note Rejection", "Publish Outcome"]);
  assert.equal(duration(events), 24 * hours);
  assert.deepEqual(published, [{ requestId: "r-1", outcome: "rejected", detail: "by grace: too dear" }]);
});

test("a request that nobody takes is not sent again with a new token, or is waited for without end", async () => {
  const tokens = new Set<string>();
  const { status, states, events } = await simulate(approval, {
    input,
    tasks: { ...tasks, "Ask For Approval": (_, { token }) => void tokens.add(token.value) },
  });
  const again = ["Ask For Approval", "Reminded Enough?", "Remind Approvers"];
  assert.deepEqual(
    [status, ...states],
    [
      ...["SUCCEEDED", "Begin", ...again, ...again],
      ...["Ask For Approval", "Reminded Enough?", "Note Expiry", "Publish Outcome"],
    ],
  );
  assert.equal(tokens.size, 3);
  assert.equal(duration(events), 3 * 12 * hours);
  assert.deepEqual(published, [{ requestId: "r-1", outcome: "expired", detail: "nobody answered" }]);
});

test("people who never answer are waited for without end, though the request is kept alive", async () => {
  const { events } = await simulate(approval, {
    input,
    tasks: {
      ...tasks,
      "Ask For Approval": async (_, { token, sleep, signal }) => {
        while (!signal.aborted) {
          await sleep(6 * hours);
          token.heartbeat();
        }
        return undefined;
      },
    },
  });
  assert.equal(duration(events), 3 * 48 * hours);
});

test("a request that is withdrawn is waited for, or published without why", async () => {
  const { status } = await simulate(approval, {
    input,
    tasks: {
      ...tasks,
      "Ask For Approval": (_, { token }) => void token.fail("RequestWithdrawn", "ada found another way"),
    },
  });
  assert.equal(status, "SUCCEEDED");
  assert.deepEqual(published, [{ requestId: "r-1", outcome: "withdrawn", detail: "ada found another way" }]);
});

test("a state or a transition of the approval was never taken by these tests", () => {
  assert.deepEqual(untaken(approval), { states: [], transitions: [] });
});

test.run();
