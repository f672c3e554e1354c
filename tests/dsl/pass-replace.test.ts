// A pass whose value becomes the whole data.
import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import { add, format, replace, type StateMachineModel, workflow } from "statewright";
import { test } from "uvu";
import { definition } from "../../generators/definition.js";
import { execute, validateStateMachineDefinition } from "../../simulator/index.js";
import type { Loose } from "./findings.js";
import type { DataAt, OutputOf, VarsAt } from "./machine-types.js";

interface Order {
  id: string;
  count: number;
  lines: { sku: string }[];
  note?: string;
}
const order = workflow<Order>("Order");
const input = { id: "o-1", count: 2, lines: [{ sku: "a" }, { sku: "b" }] };

const machines = {
  object: order
    .pass("Shape", ($) => ({ orderId: $.id, first: $.lines[0] }), { as: replace })
    .succeed("End")
    .end(),
  computed: order
    .pass("Shape", ($) => ({ text: format("{}!", $.id), more: [$.count, { n: add($.count, 1) }] }), { as: replace })
    .end(),
  path: order.pass("Shape", ($) => $.lines, { as: replace }).end(),
  list: order.pass("Shape", ($) => [$.id, "x", $.count], { as: replace }).end(),
  expression: order.pass("Shape", ($) => format("{}-{}", $.id, $.count), { as: replace }).end(),
  literal: order.pass("Shape", () => ({ done: true, by: ["x"] }), { as: replace }).end(),
  nothing: order.pass("Shape", () => null, { as: replace }).end(),
  variable: order
    .pass("Shape", ($) => ({ orderId: $.id }), { as: replace, assign: ($) => ({ kept: $.lines }) })
    .pass("Back", (_, { vars }) => ({ lines: vars.kept }))
    .end(),
};
const outputs = {
  object: { orderId: "o-1", first: { sku: "a" } },
  computed: { text: "o-1!", more: [2, { n: 3 }] },
  path: input.lines,
  list: ["o-1", "x", 2],
  expression: "o-1-2",
  literal: { done: true, by: ["x"] },
  nothing: null,
  variable: { orderId: "o-1", lines: input.lines },
};

test("behind a pass that replaces the data, another type is known than what it gives", () => {
  expectTypeOf<DataAt<typeof machines.object, "Shape">>().toEqualTypeOf<Order>();
  expectTypeOf<DataAt<typeof machines.object, "End">>().toEqualTypeOf<{ orderId: string; first: { sku: string } }>();
  expectTypeOf<OutputOf<typeof machines.computed>>().toEqualTypeOf<{
    text: string;
    more: (number | { n: number })[];
  }>();
  expectTypeOf<OutputOf<typeof machines.path>>().toEqualTypeOf<{ sku: string }[]>();
  expectTypeOf<OutputOf<typeof machines.expression>>().toEqualTypeOf<string>();
  expectTypeOf<OutputOf<typeof machines.nothing>>().toEqualTypeOf<null>();
  expectTypeOf<DataAt<typeof machines.variable, "Back">>().toEqualTypeOf<{ orderId: string }>();
  expectTypeOf<VarsAt<typeof machines.variable, "Back">>().toEqualTypeOf<{ kept: { sku: string }[] }>();
});

for (const QueryLanguage of ["JSONPath", "JSONata"] as const) {
  for (const [name, machine] of Object.entries(machines)) {
    test(`in ${QueryLanguage} a pass puts something else in place of the data than the ${name} that it is given`, async () => {
      const asl = definition({ ...machine, QueryLanguage });
      assert.equal(validateStateMachineDefinition({ definition: JSON.stringify(asl) }).result, "OK");
      const { output } = await execute(asl, { input });
      assert.deepEqual(output, outputs[name as keyof typeof outputs]); // as `entries` forgets
    });
  }
}

test("a pass that replaces the data is written in a longer way than ASL has for it", () => {
  const fieldsOf = (machine: StateMachineModel) => {
    const { Type, End, Next, ...fields } = (definition(machine) as Loose).States.Shape; // `any`: read as a reader of the file does
    return fields;
  };
  assert.deepEqual(fieldsOf(machines.path), { InputPath: "$.lines" });
  assert.deepEqual(fieldsOf(machines.literal), { Result: { done: true, by: ["x"] } });
  assert.deepEqual(fieldsOf(machines.object), {
    Parameters: { "orderId.$": "$.id", "first.$": "$.lines[0]" },
  });
});

test.run();
