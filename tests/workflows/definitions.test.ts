// Both validators over every definition that is generated, and where the other one is wrong.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import validateByOther from "asl-validator";
import { test } from "uvu";
import { validate } from "../../asl/index.js";
import { aslFindings, mistakes } from "../generators/asl-findings.js";

const files = readdirSync("generated", { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".asl.json"),
);
assert.ok(files.length >= readdirSync("workflows").length);
for (const file of files) {
  test(`${file} is generated with what a validator refuses`, () => {
    const definition = JSON.parse(readFileSync(`generated/${file}`, "utf8"));
    assert.deepEqual(validate(definition), []);
    assert.deepEqual(aslFindings(definition), []);
  });
}

for (const { because, example } of mistakes) {
  test(`asl-validator is right by now, or AWS is not with us: ${because}`, () => {
    const definition = {
      StartAt: "Send",
      States: { Send: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", ...example, End: true } },
    };
    const options = { checkArn: true, checkPaths: true };
    assert.ok(validateByOther(structuredClone(definition), options).errors.length > 0);
    assert.deepEqual(aslFindings(definition), []);
  });
}

test("a mistake of asl-validator hides what it is right about", () => {
  const Parameters = { list: [null, 1], "path.$": "no path" };
  const definition = { StartAt: "P", States: { P: { Type: "Pass", Parameters, Nxt: "P", End: true } } };
  assert.ok(aslFindings(definition).length > 0);
});

test.run();
