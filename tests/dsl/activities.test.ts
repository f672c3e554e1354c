// Activities, and the role that a task is called with: from the chain to a run of the ASL.
import assert from "node:assert/strict";
import { activity, DefinitionError, lambda, workflow } from "statewright";
import { simulate } from "statewright/testing";
import { test } from "uvu";
import { validate } from "../../asl/index.js";
import { definition } from "../../generators/definition.js";
import { aslFindings } from "../generators/asl-findings.js";

const review = activity<{ id: string }, { verdict: "good" | "bad" }, "Unreadable">("Review Paper");
const charge = lambda<{ id: string }, { chargeId: string }>("Charge");

const paper = workflow<{ id: string; role: string }>("Paper")
  .task("Review", review, {
    as: "review",
    heartbeatSeconds: 30,
    timeoutSeconds: 600,
    catch: [{ errors: ["Unreadable", "States.HeartbeatTimeout"], goto: "Give Up" }],
  })
  .task("Charge", charge, { as: "charge", credentials: ($) => ({ RoleArn: $.role }) })
  .succeed("Done")
  .fail("Give Up", { error: "NotReviewed", cause: "Nobody could read it." })
  .end();

test("an activity is not its substitution in ASL, or the role of a call is not a path", () => {
  const { States } = definition(paper);
  assert.deepEqual(States["Review"], {
    Type: "Task",
    Resource: "${ReviewPaper}",
    TimeoutSeconds: 600,
    HeartbeatSeconds: 30,
    ResultPath: "$.review",
    Catch: [{ ErrorEquals: ["Unreadable", "States.HeartbeatTimeout"], ResultPath: null, Next: "Give Up" }],
    Next: "Charge",
  });
  const { Credentials } = States["Charge"] as { Credentials?: unknown };
  assert.deepEqual(Credentials, { "RoleArn.$": "$.role" });
  assert.deepEqual(validate(definition(paper)), []);
  assert.deepEqual(aslFindings(definition(paper)), []);
});

test("the worker's answer does not come back, or the history knows no activity", async () => {
  const { status, output, events } = await simulate(paper, {
    input: { id: "p-1", role: "arn:aws:iam::123456789012:role/Teller" },
    tasks: {
      Review: async ({ id }, { heartbeat, sleep }) => {
        await sleep(20);
        heartbeat();
        await sleep(20);
        return { verdict: id === "p-1" ? "good" : "bad" };
      },
      Charge: () => ({ chargeId: "c-1" }),
    },
  });
  assert.equal(status, "SUCCEEDED");
  assert.deepEqual(output?.review, { verdict: "good" });
  assert.ok(events.some(({ type }) => type === "ActivitySucceeded"));
  const scheduled = events.find(({ type }) => type === "LambdaFunctionScheduled");
  assert.equal(
    scheduled?.lambdaFunctionScheduledEventDetails?.taskCredentials?.roleArn,
    "arn:aws:iam::123456789012:role/Teller",
  );
});

test("a worker that falls silent is waited for", async () => {
  const { error } = await simulate(paper, {
    input: { id: "p-1", role: "r" },
    tasks: { Review: async (_, { sleep }) => sleep(31).then(() => ({ verdict: "good" as const })) },
  });
  assert.equal(error, "NotReviewed");
});

test("a function and an activity share a name, and so a substitution", () => {
  const twice = () =>
    workflow<{ id: string }>("Twice")
      .task("A", charge, { as: "a" })
      .task("B", activity<{ id: string }, null>("Charge"), { as: "b" })
      .end();
  assert.throws(twice, (error: unknown) => {
    assert.ok(error instanceof DefinitionError);
    const [found, ...others] = error.diagnostics;
    assert.deepEqual(others, []);
    assert.equal(found?.code, "DUPLICATE_FUNCTION");
    assert.match(found?.message ?? "", /^the activity 'Charge' is declared at .*:\d+ and at .*:\d+$/);
    return true;
  });
});

test.run();
