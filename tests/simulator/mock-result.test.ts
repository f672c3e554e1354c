import assert from "node:assert/strict";
import { test } from "uvu";
import { type FieldValidationMode, faultOfMockResult } from "../../simulator/mock-result.js";

const sdk = (call: string) => `arn:aws:states:::aws-sdk:${call}`;
const faultOf = (resource: string, result: unknown, mode: FieldValidationMode = "STRICT") =>
  // A test's own JSON.
  faultOfMockResult(resource, result as never, mode);

test("a result is held against the response of the service, at any depth and in lists and maps", async () => {
  const items = sdk("dynamodb:query");
  assert.equal(await faultOf(items, { Items: [{ id: { S: "a" } }], Count: 1 }), undefined);
  assert.match(String(await faultOf(items, { Items: [{ id: { S: 1 } }] })), /Field 'S' must be a string$/);
  assert.match(String(await faultOf(items, { Items: [{ id: "a" }] })), /Field 'Items' must be an object$/);
  assert.match(String(await faultOf(items, { Count: "1" })), /Field 'Count' must be a number$/);
  assert.match(
    String(await faultOf(sdk("kms:describeKey"), { KeyMetadata: { KeyId: "k", Enabled: "yes" } })),
    /Field 'Enabled' must be a boolean$/,
  );
  assert.equal(await faultOf(items, []), "Mocked result must be a JSON object.");
});

test("a required field is missed by STRICT, at any depth, and by no other mode", async () => {
  const describe = sdk("kms:describeKey");
  assert.match(String(await faultOf(describe, { KeyMetadata: {} })), /Required field 'KeyId' is missing$/);
  assert.equal(await faultOf(describe, { KeyMetadata: {} }, "PRESENT"), undefined);
  assert.equal(await faultOf(describe, { KeyMetadata: 1 }, "NONE"), undefined);
});

test("a job that is waited for is held against what tells of its end", async () => {
  const start = "arn:aws:states:::states:startExecution";
  const started = { ExecutionArn: "a", StartDate: "2025-01-01T00:00:00Z" };
  assert.equal(await faultOf(start, started), undefined);
  assert.match(String(await faultOf(`${start}.sync:2`, started)), /Required field 'StateMachineArn' is missing$/);
  const ended = { ...started, StateMachineArn: "m", Status: "SUCCEEDED", Output: { n: 1 }, Input: {} };
  assert.equal(await faultOf(`${start}.sync:2`, ended), undefined);
  assert.match(
    String(await faultOf(`${start}.sync`, { ...ended, Status: "DONE" })),
    /Field 'Status' is not an expected value$/,
  );
});

test("the payload of a function may be any JSON through the integration, and is a text through the SDK", async () => {
  assert.equal(await faultOf("arn:aws:states:::lambda:invoke", { Payload: { a: 1 } }), undefined);
  assert.match(String(await faultOf(sdk("lambda:invoke"), { Payload: { a: 1 } })), /Field 'Payload' must be a string$/);
});

test("what is not known here is taken as it is", async () => {
  for (const resource of [
    "arn:aws:states:::http:invoke",
    "arn:aws:states:::apigateway:invoke",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "arn:aws:lambda:us-east-1:123456789012:function:F",
    sdk("nowhere:doThing"),
    sdk("s3:noSuchCall"),
    sdk("constructor:toString"),
  ]) {
    assert.equal(await faultOf(resource, 1), undefined);
  }
});

test.run();
