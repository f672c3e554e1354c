import assert from "node:assert/strict";
import { test } from "uvu";
import { isTransient, persistently } from "../../handlers/aws/transient-error.js";
import { awsError, denied, throttled } from "./fakes.js";

const passing = [
  ...["BandwidthLimitExceeded", "ExecutionLimitExceeded", "PriorRequestNotComplete", "RequestLimitExceeded"],
  ...["RequestThrottled", "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling"],
  ...["ThrottlingException", "TooManyRequestsException", "InternalError", "InternalFailure", "InternalServerError"],
  ...["ServiceUnavailable", "ServiceUnavailableException", "NetworkingError", "RequestTimeout"],
  ...["RequestTimeoutException", "TimeoutError"],
];
const lasting = [
  ...["AccessDenied", "AccessDeniedException", "AlreadyExistsException", "ChangeSetNotFoundException", "NoSuchKey"],
  // A quota does not pass by itself, though its name reads so.
  ...["LimitExceededException", "InvalidJobStateException", "ValidationError", "TypeError", "Error"],
];

test("an error that passes by itself is not tried again, or one that does not is", () => {
  assert.deepEqual(
    passing.filter((name) => !isTransient(awsError(name))),
    [],
  );
  assert.deepEqual(
    lasting.filter((name) => isTransient(awsError(name))),
    [],
  );
});

test("an unknown error is not judged by its status on the wire, or by Node's code", () => {
  const statuses = [200, 400, 403, 404, 409, 429, 500, 501, 502, 503, 504];
  assert.deepEqual(
    statuses.filter((status) => isTransient(awsError("Unknown", "", status))),
    [429, 500, 502, 503, 504],
  );
  const codes = ["EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENOENT", "ENOTFOUND", "EPIPE", "ETIMEDOUT"];
  assert.deepEqual(
    codes.filter((code) => isTransient(Object.assign(new Error(), { code }))),
    codes.filter((code) => code !== "ENOENT"),
  );
  for (const thrown of [undefined, null, "Throttling", { name: "Throttling" }])
    assert.equal(isTransient(thrown), false);
});

test("a call is tried again too often, too soon, or for what does not pass", async () => {
  const waits: number[] = [];
  const failing = (error: Error, until = Number.POSITIVE_INFINITY) => {
    let calls = 0;
    const call = async () => {
      calls += 1;
      if (calls < until) throw error;
      return calls;
    };
    return { call, calls: () => calls };
  };
  const wait = async (attempt: number) => {
    waits.push(attempt);
  };
  assert.equal(await persistently(failing(throttled, 3).call, { wait }), 3);
  assert.deepEqual(waits, [1, 2]);
  const always = failing(throttled);
  await assert.rejects(persistently(always.call, { attempts: 5, wait }), throttled);
  assert.equal(always.calls(), 5);
  const never = failing(denied);
  await assert.rejects(persistently(never.call), denied);
  assert.equal(never.calls(), 1);
});

test.run();
