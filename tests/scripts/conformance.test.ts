import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "uvu";

const pass = { Type: "Pass", End: true };
const machine = { StartAt: "A", States: { A: { ...pass, InputPath: "$name" } } };
const cases: { readonly [kind: string]: { readonly [name: string]: object } } = {
  execution: {
    agrees: {
      definition: { StartAt: "A", States: { A: pass } },
      input: { n: 1 },
      eventsOrder: "not-recorded",
      expected: { status: "SUCCEEDED", output: { n: 1 } },
    },
  },
  test_state: {
    agrees: { definition: pass, input: { n: 1 }, expected: { status: "SUCCEEDED", output: { n: 1 } } },
    differs: { definition: pass, input: { n: 1 }, expected: { status: "SUCCEEDED", output: { n: 2 } } },
  },
  validation: {
    agrees: {
      operation: "create_state_machine",
      stateMachineType: "STANDARD",
      definition: {},
      expected: {
        error: "InvalidDefinition",
        message:
          "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'",
      },
    },
  },
  variable_references: { agrees: { definition: machine, expected: { variableReferences: { A: ["name"] } } } },
};

const directory = mkdtempSync(join(tmpdir(), "statewright-cases-"));
const entries = Object.entries(cases).flatMap(([kind, named]) =>
  Object.entries(named).map(([name, given]) => {
    const entry = { id: `${kind}/${name}`, file: `cases/${kind}/${name}.json`, suite: kind, kind, core: true };
    mkdirSync(dirname(join(directory, entry.file)), { recursive: true });
    writeFileSync(join(directory, entry.file), JSON.stringify({ ...entry, ...given }));
    return entry;
  }),
);
writeFileSync(join(directory, "INDEX.json"), JSON.stringify({ cases: entries }));
test.after(() => rmSync(directory, { recursive: true }));

/** Exit code and what is printed. */
function conformance(...args: readonly string[]): { readonly code: number | null; readonly out: string } {
  const { STATEWRIGHT_CASES: _cases, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/conformance.ts", ...args],
    { encoding: "utf8", env },
  );
  return { code: status, out: stdout + stderr };
}

test("all four kinds are run, agreement is told by kind, and what does not agree is listed", () => {
  const { code, out } = conformance("--cases", directory);
  assert.equal(code, 0);
  for (const kind of Object.keys(cases)) assert.match(out, new RegExp(`^── ${kind}$`, "m"));
  assert.match(out, /^test_state\/differs\n {2}\$\.expected\.output\.n: 2 was recorded, got 1$/m);
  assert.deepEqual(
    [...out.matchAll(/^total +(\d+\/\d+)/gm)].map(([, agreement]) => agreement),
    ["1/1", "1/2", "1/1", "1/1"],
  );
});

test("fewer that agree than were reached end with exit code 1, and a kind that was not run has none", () => {
  const reached = ["--cases", directory, "--least", "test_state=1"];
  assert.equal(conformance(...reached, "--least", "execution=1").code, 0);
  const lost = conformance(...reached, "--least", "test_state=2", "--kind", "test_state", "--least", "validation=1");
  assert.equal(lost.code, 1);
  assert.match(lost.out, /less agrees than was reached: test_state=2\nless agrees than was reached: validation=1\n$/);
});

test("without cases it says what it needs and is content; wrong use is told apart", () => {
  const without = conformance();
  assert.equal(without.code, 0);
  assert.match(without.out, /needs recorded cases: --cases DIR, or the variable STATEWRIGHT_CASES/);
  assert.equal(conformance("--cases", join(directory, "cases")).code, 2);
  assert.match(conformance("--kind", "nothing").out, /^there is no kind 'nothing': use one of execution, /);
});

test.run();
