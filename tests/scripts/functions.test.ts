import assert from "node:assert/strict";
import { test } from "uvu";
import { functionsOf } from "../../scripts/conformance/functions.js";
import { execute } from "../../simulator/index.js";

const answerOf = async (behaviour: Parameters<typeof functionsOf>[0], input: unknown) =>
  execute(
    { StartAt: "T", States: { T: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:1:function:f", End: true } } },
    { input, lambda: functionsOf(behaviour) },
  );

test("a function that a case describes answers as described", async () => {
  const note = `the string "got-" followed by Python's str() of the event`;
  const { output } = await answerOf({ f: { kind: "returns", note } }, [{ a: "it's" }, null, true, 1.5]);
  assert.equal(output, "got-[{'a': 'it\\'s'}, None, True, 1.5]");
  const long = await answerOf({ f: { kind: "returns", note: "a string of 2 KiB of 'x'" } }, {});
  assert.equal(long.output, "x".repeat(2048));
});

test("a function that a case does not know is not found, as the service says it", async () => {
  const { error, cause } = await answerOf({}, {});
  assert.equal(error, "Lambda.ResourceNotFoundException");
  assert.match(cause ?? "", /^Function not found: arn:aws:lambda:us-east-1:111111111111:function:f:\$LATEST \(/);
});

test.run();
