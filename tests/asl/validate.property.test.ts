import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "uvu";
import { validate } from "../../asl/validate.js";
import { validateStateMachineDefinition, variableReferences } from "../../simulator/index.js";
import { brokenDefinitions } from "./broken-definitions.js";

test("any value and any damaged definition gives findings, never a crash, and stays as it is", () => {
  fc.assert(
    fc.property(brokenDefinitions, fc.constantFrom("STANDARD", "EXPRESS"), (definition, type) => {
      const before = fc.stringify(definition);
      for (const { severity, code, location, message } of validate(definition, { type })) {
        assert.match(severity, /^(?:error|warning)$/);
        assert.match(code, /^[A-Z_]+$/);
        assert.match(location, /^\//);
        assert.notEqual(message, "");
      }
      assert.equal(fc.stringify(definition), before);
    }),
    { numRuns: 2_000, seed: 20 },
  );
});

test("the functions with AWS's shapes take damaged texts too", () => {
  const texts = fc.oneof(
    fc.string(),
    brokenDefinitions.map((definition) => {
      try {
        return JSON.stringify(definition) ?? "";
      } catch {
        return "{";
      }
    }),
  );
  fc.assert(
    fc.property(texts, fc.nat(), (text, cut) => {
      const definition = cut % 3 === 0 ? text.slice(0, cut % (text.length + 1)) : text;
      const { result, diagnostics } = validateStateMachineDefinition({ definition, severity: "WARNING" });
      assert.equal(result, diagnostics.some(({ severity }) => severity === "ERROR") ? "FAIL" : "OK");
    }),
    { numRuns: 1_000, seed: 21 },
  );
  fc.assert(
    fc.property(brokenDefinitions, (definition) => {
      for (const names of Object.values(variableReferences(definition).variableReferences)) {
        assert.deepEqual(names, [...new Set(names)].sort());
      }
    }),
    { numRuns: 500, seed: 22 },
  );
});

test.run();
