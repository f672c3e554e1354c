import assert from "node:assert/strict";
import { SFNServiceException, TaskDoesNotExist } from "@aws-sdk/client-sfn";
import { test } from "uvu";
import { execute } from "../../simulator/index.js";
import { rowOf } from "./machines.js";

const $metadata = { httpStatusCode: 400, requestId: "r-1" };
const failureOf = async (call: string, thrown: unknown) => {
  const { error, cause } = await execute(rowOf({ Call: { Type: "Task", Resource: `arn:aws:states:::${call}` } }), {
    tasks: {
      Call: () => {
        throw thrown;
      },
    },
  });
  return [error, cause];
};

test("an error of an AWS client gets the name and the cause of an SDK integration", async () => {
  assert.deepEqual(
    await failureOf("aws-sdk:sfn:sendTaskSuccess", new TaskDoesNotExist({ message: "no task", $metadata })),
    [
      "Sfn.TaskDoesNotExistException",
      "no task (Service: Sfn, Status Code: 400, Request ID: r-1) (SDK Attempt Count: 1)",
    ],
  );
  const unmodelled = new SFNServiceException({
    name: "ThrottlingException",
    $fault: "client",
    message: "slower",
    $metadata,
  });
  assert.deepEqual(await failureOf("aws-sdk:sfn:startExecution", unmodelled), [
    "Sfn.SfnException",
    "slower (Service: Sfn, Status Code: 400, Request ID: r-1) (SDK Attempt Count: 1)",
  ]);
});

class DynamoDBServiceException extends Error {
  readonly $metadata = $metadata;
}
class InternalServiceException extends DynamoDBServiceException {}
const named = <Thrown extends Error>(error: Thrown, name: string): Thrown => Object.assign(error, { name });

test("a service is spelt as Step Functions spells it, by the class that all errors of its client share", async () => {
  const modelled = named(new InternalServiceException("down"), "InternalServiceException");
  assert.equal((await failureOf("aws-sdk:dynamodb:putItem", modelled))[0], "DynamoDb.InternalServiceException");
  const other = named(new DynamoDBServiceException("no"), "ValidationException");
  assert.equal((await failureOf("aws-sdk:dynamodb:putItem", other))[0], "DynamoDb.DynamoDbException");
});

test("an optimized integration names its errors after the older SDK", async () => {
  const modelled = named(new InternalServiceException("down"), "InternalServiceException");
  assert.deepEqual(await failureOf("dynamodb:putItem", modelled), [
    "DynamoDB.InternalServiceException",
    "down (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: InternalServiceException; Request ID: r-1; Proxy: null)",
  ]);
  const other = Object.assign(named(new DynamoDBServiceException("no"), "ValidationException"), { Code: "Validation" });
  assert.deepEqual(await failureOf("dynamodb:putItem", other), [
    "DynamoDB.AmazonDynamoDBException",
    "no (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: Validation; Request ID: r-1; Proxy: null)",
  ]);
});

test("an error that is no client's keeps its name and message, and so does a client's that a function threw", async () => {
  assert.deepEqual(await failureOf("sqs:sendMessage", named(new Error("as it is"), "SQS.Own")), [
    "SQS.Own",
    "as it is",
  ]);
  const inFunction = await failureOf(
    "lambda:invoke",
    named(new InternalServiceException("down"), "InternalServiceException"),
  );
  assert.equal(inFunction[0], "InternalServiceException");
});

test("events that were not taken fail the task, though the call was answered", async () => {
  const put = async (response: object) =>
    execute(rowOf({ Put: { Type: "Task", Resource: "arn:aws:states:::events:putEvents" } }), {
      tasks: { Put: () => response },
    });
  const Entries = [{ ErrorCode: "InternalFailure" }];
  const { error, cause } = await put({ Entries, FailedEntryCount: 1, SdkResponseMetadata: {} });
  assert.deepEqual([error, cause], ["EventBridge.FailedEntry", JSON.stringify({ Entries, FailedEntryCount: 1 })]);
  assert.equal((await put({ Entries: [{ EventId: "e" }], FailedEntryCount: 0 })).status, "SUCCEEDED");
});

test.run();
