import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "uvu";
import { validate } from "../../asl/validate.js";
import { everyState, inJsonata, mixed, substituted } from "./definitions.js";
import { findings } from "./rules/findings.js";

const proper = { everyState, inJsonata, mixed };
for (const [name, definition] of Object.entries(proper)) {
  test(`a machine without a fault has no finding: ${name}`, () => {
    assert.deepEqual(findings(definition), []);
  });
}

test("what the generator makes has no finding", () => {
  const files = readdirSync("generated", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".asl.json"),
  );
  assert.notEqual(files.length, 0);
  for (const file of files) assert.deepEqual(findings(JSON.parse(readFileSync(`generated/${file}`, "utf8"))), [], file);
});

test("placeholders are taken for whatever their place asks for", () => {
  assert.deepEqual(findings(substituted), []);
});

test("a finding says where it is: state, field and location, in branches and processors too", () => {
  const inner = { StartAt: "B", States: { B: { Type: "Pass", Next: "C" } } };
  const definition = { StartAt: "A", States: { A: { Type: "Parallel", Branches: [inner], End: true } } };
  assert.deepEqual(validate(definition), [
    {
      severity: "error",
      code: "MISSING_TRANSITION_TARGET",
      location: "/States/A/Branches[0]/States/B/Next",
      message: "Missing 'Next' target: C",
      state: "B",
      field: "Next",
    },
    {
      severity: "error",
      code: "MISSING_END_STATE",
      location: "/States/A/Branches[0]",
      message: "Workflow has no terminal state",
      state: "A",
      field: "Branches[0]",
      fix: 'add a Succeed or Fail state, or "End": true to a state',
    },
  ]);
});

test("the definition is left as it is, and may be frozen", () => {
  const frozen = (value: unknown): unknown => {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };
  const before = structuredClone(everyState);
  validate(frozen(everyState));
  assert.deepEqual(everyState, before);
});

test("what is no JSON object is told, and nothing of it runs", () => {
  const circle: Record<string, unknown> = {};
  circle["States"] = circle;
  const list: unknown[] = [];
  list.push([list]);
  const deep = JSON.parse(`${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`);
  const explosive = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error("boom");
      },
    },
  );
  const wide = Array.from({ length: 30 }).reduce<unknown>((inner) => [inner, inner], 1);
  const cases: readonly (readonly [value: unknown, finding: string])[] = [
    [undefined, "NOT_JSON /: there is nothing here"],
    [null, "SCHEMA_VALIDATION_FAILED /: A definition has to be a JSON object"],
    ["{}", "SCHEMA_VALIDATION_FAILED /: A definition has to be a JSON object"],
    [[], "SCHEMA_VALIDATION_FAILED /: A definition has to be a JSON object"],
    [1n, "NOT_JSON /: a bigint is not JSON"],
    [{ States: { A: () => 1 } }, "NOT_JSON /States/A: a function is not JSON"],
    [{ TimeoutSeconds: Number.NaN }, "NOT_JSON /TimeoutSeconds: NaN is not JSON"],
    [{ States: new Map() }, "NOT_JSON /States: a Map is not JSON"],
    [circle, "NOT_JSON /States: a value within itself is not JSON"],
    [{ a: list }, "NOT_JSON /a[0][0]: a value within itself is not JSON"],
    [{ States: explosive }, "NOT_JSON /States: it cannot be read: boom"],
    [deep, `TOO_DEEPLY_NESTED ${"/a".repeat(20)}/…: Values are nested more than 400 levels deep`],
    [{ a: wide }, "SCHEMA_VALIDATION_FAILED /: The definition is larger than 1048576 bytes"],
    [{ Comment: "x".repeat(2_000_000) }, "SCHEMA_VALIDATION_FAILED /: The definition is larger than 1048576 bytes"],
  ];
  for (const [value, finding] of cases) assert.deepEqual(findings(value), [finding]);
});

test("members that are undefined are not there", () => {
  assert.deepEqual(
    findings({ Comment: undefined, StartAt: "A", States: { A: { Type: "Succeed", Output: undefined } } }),
    [],
  );
});

test("names that every object inherits mean nothing", () => {
  const states = JSON.parse(
    '{"__proto__": {"Type": "Pass", "Next": "constructor"}, "constructor": {"Type": "Succeed"}}',
  );
  assert.deepEqual(findings({ StartAt: "__proto__", States: states }), []);
  assert.deepEqual(findings({ StartAt: "A", States: { A: { Type: "toString" } } }), [
    'SCHEMA_VALIDATION_FAILED /States/A/Type: Expected one of [Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map] but was "toString"',
  ]);
  assert.deepEqual(
    findings({ StartAt: "A", States: { A: { Type: "Pass", Next: "toString" }, B: { Type: "Succeed" } } }),
    [
      "MISSING_TRANSITION_TARGET /States/A/Next: Missing 'Next' target: toString",
      'MISSING_TRANSITION_TARGET /States/B: State "B" is not reachable.',
    ],
  );
});

test("a machine of thousands of states in nested circles is judged", () => {
  const names = Array.from({ length: 3_000 }, (_, index) => `S${index}`);
  const States = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        Type: "Choice",
        Choices: [
          {
            Variable: `$v${(index * 7) % 3_000}`,
            IsNull: true,
            Next: names[(index + 1) % 3_000],
            Assign: { [`v${index}`]: 1 },
          },
        ],
        Default: names[(index * 3) % 3_000],
      },
    ]),
  );
  assert.deepEqual(findings({ StartAt: "S0", States }), ["MISSING_END_STATE /: Workflow has no terminal state"]);
});

test.run();
