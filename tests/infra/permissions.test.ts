import assert from "node:assert/strict";
import { test } from "uvu";
import { policyRows } from "../../infra/policy-table.js";
import { bundleHandlers } from "../../scripts/bundles.js";
import { synthesise } from "./synthesise.js";

/** By the name of a command's client: the service, as IAM calls it. */
const services: Readonly<Record<string, string>> = {
  "client-cloudformation": "cloudformation",
  "client-codepipeline": "codepipeline",
  "client-s3": "s3",
  "client-sfn": "states",
};

/** The actions that the code of a function asks for: the commands that are left in its bundle. */
function askedBy(code: string): readonly string[] {
  const clients = [...code.matchAll(/([\w$]+)=require\("@aws-sdk\/([\w-]+)"\)/g)];
  return clients.flatMap(([, variable = "", client = ""]) => {
    const pattern = new RegExp(`\\b${variable.replaceAll("$", "\\$")}\\.(\\w+)Command\\b`, "g");
    return [...code.matchAll(pattern)].map(([, command = ""]) => `${services[client]}:${command}`);
  });
}
const sorted = (actions: Iterable<string>) => [...new Set(actions)].sort();

/** What no command is called for: logs and traces of every function, a role that is passed along, and keys behind buckets. */
const besides = /^(logs|xray|kms):|^iam:PassRole$|^s3:GetObjectVersion$/;

test("every function may do what its code asks AWS for, and nothing else", async () => {
  const { stack } = synthesise();
  const allowed = new Map<string, string[]>();
  for (const { role, actions } of policyRows(stack)) allowed.set(role, [...(allowed.get(role) ?? []), ...actions]);
  for (const { name, code } of await bundleHandlers(false)) {
    const words = name.slice(name.lastIndexOf("/") + 1).split("-");
    const functionName = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join("");
    const role = name.startsWith("pipeline/") ? "Trigger/Function/Role" : `Machine/Roles/${functionName}/Role`;
    const asked = sorted(askedBy(code));
    assert.ok(asked.length > 0, `${name} asks for nothing`);
    assert.deepEqual(sorted((allowed.get(role) ?? []).filter((action) => !besides.test(action))), asked, name);
  }
});

test.run();
