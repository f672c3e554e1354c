import assert from "node:assert/strict";
import { test } from "uvu";
import { runExecution } from "../../scripts/conformance/execution.js";

/** What does not agree, of a case that is recorded as told. */
async function findings(definition: object, expected: object, more: object = {}): Promise<readonly string[]> {
  const given = { id: "x", suite: "x", kind: "execution", definition, expected, eventsOrder: "not-recorded", ...more };
  const { results } = await runExecution(given as Parameters<typeof runExecution>[0]);
  return results;
}
const single = (state: object) => ({ StartAt: "S", States: { S: { End: true, ...state } } });
const task = (resource: string, Parameters: object = {}) =>
  single({
    Type: "Task",
    Resource: resource.startsWith("arn:") ? resource : `arn:aws:states:::${resource}`,
    Parameters,
  });
const succeeded = (output: unknown) => ({ status: "SUCCEEDED", output });

test("an answer that is not the recorded one is told", async () => {
  const definition = single({ Type: "Pass", Result: { a: 1 } });
  assert.deepEqual(await findings(definition, succeeded({ a: 1 })), []);
  assert.deepEqual(await findings(definition, succeeded({ a: 2 })), ["$.expected.output.a: 2 was recorded, got 1"]);
});

test("what is drawn at random need not be what was drawn then", async () => {
  const definition = single({ Type: "Pass", Parameters: { "id.$": "States.UUID()", n: 1 } });
  assert.deepEqual(await findings(definition, succeeded({ id: "another", n: 1 })), []);
  assert.equal((await findings(definition, succeeded({ id: "another", n: 2 }))).length, 1);
});

test("an object that was put before can be read", async () => {
  const setup = [{ service: "s3", op: "put_object", args: { Bucket: "b", Key: "k", Body: "text" } }];
  const definition = {
    ...single({
      ...{ Type: "Task", Resource: "arn:aws:states:::aws-sdk:s3:getObject", Parameters: { Bucket: "b", Key: "k" } },
      ResultSelector: { "body.$": "$.Body" },
    }),
  };
  assert.deepEqual(await findings(definition, succeeded({ body: "text" }), { setup }), []);
});

test("a table may be there or not, and a case agrees with one of the two", async () => {
  const get = task("dynamodb:getItem", { TableName: "t", Key: { id: { S: "1" } } });
  assert.deepEqual(await findings(get, succeeded({}), { needs: ["dynamodb"] }), []);
  const missing = { status: "FAILED", error: "DynamoDB.ResourceNotFoundException", cause: "Requested <text> <more>" };
  const [finding = ""] = await findings(get, missing, { needs: ["dynamodb"] });
  assert.equal(finding, "");
  const other = { status: "FAILED", error: "DynamoDB.OtherException" };
  assert.equal((await findings(get, other, { needs: ["dynamodb"] })).length > 0, true);
});

test("a helper that listens ends a task by the token in its message, and without one the task times out", async () => {
  const definition = single({
    ...{ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", TimeoutSeconds: 60 },
    Parameters: { QueueUrl: "q", MessageBody: { Message: "m", "TaskToken.$": "$$.Task.Token" } },
  });
  const helpers = ["sqs_send_task_success_state_machine"];
  assert.deepEqual(await findings(definition, succeeded("m"), { helpers }), []);
  assert.deepEqual(await findings(definition, { status: "FAILED", error: "States.Timeout" }), []);
});

test("an activity's task is done by the machine that works on it", async () => {
  const arn = "arn:aws:states:us-east-1:111111111111:activity:a";
  const worker = {
    StartAt: "Get",
    States: {
      Get: {
        ...{ Type: "Task", Resource: "arn:aws:states:::aws-sdk:sfn:getActivityTask" },
        Parameters: { "ActivityArn.$": "$.ActivityArn" },
        Next: "Send",
      },
      Send: {
        ...{ Type: "Task", Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess" },
        Parameters: { "TaskToken.$": "$.TaskToken", "Output.$": "$.Input" },
        End: true,
      },
    },
  };
  const definition = single({ Type: "Task", Resource: arn });
  const given = { input: { n: 1 }, helpers: [{ consumer: worker }] };
  assert.deepEqual(await findings(definition, succeeded({ n: 1 }), given), []);
});

test("a state machine that is started answers", async () => {
  const definition = single({
    ...{ Type: "Task", Resource: "arn:aws:states:::states:startExecution.sync:2" },
    Parameters: { StateMachineArn: "arn:aws:states:us-east-1:111111111111:stateMachine:Child" },
    ResultSelector: { "output.$": "$.Output" },
  });
  assert.deepEqual(await findings(definition, succeeded({ output: { Arg1: "argument1" } })), []);
});

test("an execution that someone stops is aborted in its first state", async () => {
  const definition = single({ Type: "Wait", Seconds: 60 });
  assert.deepEqual(await findings(definition, { status: "ABORTED" }, { actions: [{ op: "stop_execution" }] }), []);
});

test.run();
