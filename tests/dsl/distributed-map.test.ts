// Distributed maps, run over what S3 holds, and refused by `.end()` where the types were passed by.
import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import {
  activity,
  athenaManifest,
  csv,
  discard,
  type Expression,
  format,
  fromItems,
  jsonArray,
  jsonLines,
  listObjects,
  loadObjects,
  manifest,
  parquet,
  replace,
  type StateMachineModel,
  seconds,
  type WrittenResult,
  withBatchInput,
  withItemSelector,
  workflow,
} from "statewright";
import { test } from "uvu";
import { validate } from "../../asl/validate.js";
import { definition } from "../../generators/index.js";
import { execute, type TaskRequest } from "../../simulator/index.js";
import { aslFindings } from "../generators/asl-findings.js";
import { findings, type Loose, loose } from "./findings.js";
import type { DataAt, InputOf, VarsAt } from "./machine-types.js";

interface Job {
  bucket: string;
  key: string;
  factor: number;
  places: { city: string }[];
}
const job = workflow<Job>("Job");
const at = ($: { readonly bucket: Expression<string>; readonly key: Expression<string> }) => ({
  Bucket: $.bucket,
  Key: $.key,
});
const input: Job = { bucket: "b", key: "k", factor: 2, places: [{ city: "Oslo" }, { city: "Bergen" }] };

/** Runs a machine over an object of S3, or a listing. */
async function run(
  machine: StateMachineModel,
  object: string,
  others: Record<string, (request: TaskRequest) => unknown> = {},
) {
  const asl = definition(machine);
  assert.deepEqual([validate(asl), aslFindings(asl)], [[], []]);
  const got: unknown[] = [];
  const { output, error, cause } = await execute(asl, {
    input,
    tasks: {
      "arn:aws:states:::s3:getObject": ({ parameters }) => {
        got.push(parameters);
        return { Body: object };
      },
      ...others,
    },
  });
  assert.equal(error, undefined, cause);
  return { output: output as InputOf<typeof machine>, got };
}

test("items of the data reach their executions without what a selector makes of them", async () => {
  const machine = job
    .distributedMap(
      "Places",
      withItemSelector(
        fromItems(($) => $.places),
        ($, { item, index }) => ({ city: item.city, factor: $.factor, index }),
      ),
      (place) => place.pass("Name", ($) => ({ label: format("{} {}", $.city, $.factor) })),
      { as: "labels", maxConcurrency: 1, executionType: "EXPRESS" },
    )
    .end();
  expectTypeOf<DataAt<typeof machine, "Name">>().toEqualTypeOf<{ city: string; factor: number; index: number }>();
  const { output } = await run(machine, "");
  assert.deepEqual(output, {
    ...input,
    labels: [
      { city: "Oslo", factor: 2, index: 0, label: "Oslo 2" },
      { city: "Bergen", factor: 2, index: 1, label: "Bergen 2" },
    ],
  });
});

test("a file of S3 is read in another way than its reader says", async () => {
  const machine = job
    .distributedMap("Csv", csv<"name" | "size">(), (row) => row.wait("Row", seconds(1)), {
      as: "csv",
      arguments: at,
    })
    .distributedMap(
      "Tabs",
      csv({ headers: ["line"], delimiter: "TAB", maxItems: 1 }),
      (row) => row.pass("Tab", ($) => ({ line: format("{}!", $.line) })),
      { as: "tabs", arguments: at },
    )
    .end();
  expectTypeOf<DataAt<typeof machine, "Row">>().toEqualTypeOf<{ name: string; size: string }>();
  const { output, got } = await run(machine, "name,size\na,1\nb,2\n");
  assert.deepEqual(got, [
    { Bucket: "b", Key: "k" },
    { Bucket: "b", Key: "k" },
  ]);
  assert.deepEqual(output, {
    ...input,
    csv: [
      { name: "a", size: "1" },
      { name: "b", size: "2" },
    ],
    tabs: [{ line: "name,size!" }],
  });
});

test("the list that a pointer leads to is not read, or not up to the number that the data tells", async () => {
  const machine = job
    .distributedMap(
      "Json",
      jsonArray<{ id: number }>({ pointer: "/all/orders" }),
      (one) => one.wait("One", seconds(1)),
      {
        as: "orders",
        arguments: at,
        maxItems: ($) => $.factor,
        tolerated: { percentage: ($) => $.factor },
      },
    )
    .end();
  const { output } = await run(machine, '{"all":{"orders":[{"id":1},{"id":2},{"id":3}]}}');
  assert.deepEqual(output, { ...input, orders: [{ id: 1 }, { id: 2 }] });
});

test("batches lack their items, or what they share", async () => {
  const machine = job
    .distributedMap(
      "Batches",
      withBatchInput(
        withItemSelector(jsonLines<{ id: number }>(), (_, { item }) => ({ number: item.id })),
        ($) => ({ factor: $.factor }),
      ),
      (batch) => batch.pass("Batch", ($) => ({ first: $.Items[0].number, by: $.BatchInput.factor })),
      { as: "batches", arguments: at, batch: { maxItems: 2 }, maxConcurrency: 1 },
    )
    .end();
  expectTypeOf<DataAt<typeof machine, "Batch">>().toEqualTypeOf<{
    BatchInput: { factor: number };
    Items: { number: number }[];
  }>();
  const { output } = await run(machine, '{"id":1}\n{"id":2}\n{"id":3}\n');
  const shared = { BatchInput: { factor: 2 }, by: 2 };
  assert.deepEqual(output, {
    ...input,
    batches: [
      { ...shared, Items: [{ number: 1 }, { number: 2 }], first: 1 },
      { ...shared, Items: [{ number: 3 }], first: 3 },
    ],
  });
});

test("a writer leaves other than the place of its manifest, or writes elsewhere", async () => {
  const machine = job
    .distributedMap("Listed", listObjects(), (object) => object.pass("Object", ($) => ({ bytes: $.Size })), {
      as: "written",
      arguments: ($) => ({ Bucket: $.bucket, Prefix: "in/" }),
      writer: ($) => ({ Bucket: $.bucket, Prefix: "out" }),
      writerConfig: { outputType: "JSONL", transformation: "COMPACT" },
      assign: (_, { result }) => ({ place: result.ResultWriterDetails.Key }),
    })
    .wait("End", seconds(1))
    .end();
  expectTypeOf<DataAt<typeof machine, "End">["written"]>().toEqualTypeOf<WrittenResult>();
  expectTypeOf<VarsAt<typeof machine, "End">>().toEqualTypeOf<{ place: string }>();
  const put: string[] = [];
  const { output } = await run(machine, "", {
    "arn:aws:states:::s3:listObjectsV2": ({ parameters }) => {
      assert.deepEqual(parameters, { Bucket: "b", Prefix: "in/" });
      return { Contents: [{ Key: "in/a", ETag: "e", LastModified: 5, Size: 3, StorageClass: "STANDARD" }] };
    },
    "arn:aws:states:::s3:putObject": ({ parameters }) => {
      put.push(String((parameters as { Key: unknown }).Key));
      return {};
    },
  });
  const { written } = output as unknown as { written: WrittenResult };
  assert.match(written.MapRunArn, /:mapRun:/);
  assert.equal(written.ResultWriterDetails.Bucket, "b");
  assert.match(written.ResultWriterDetails.Key, /^out\/.*manifest\.json$/);
  assert.ok(put.includes(written.ResultWriterDetails.Key));
});

test("the config of a reader is not what AWS takes", () => {
  const readers = { jsonArray: jsonArray<string>(), parquet: parquet<string>(), manifest: manifest() };
  const machine = job
    .distributedMap("Array", readers.jsonArray, (one) => one.wait("A", seconds(1)), { as: discard, arguments: at })
    .distributedMap("Parquet", readers.parquet, (one) => one.wait("P", seconds(1)), { as: discard, arguments: at })
    .distributedMap("Inventory", readers.manifest, (one) => one.wait("I", seconds(1)), { as: discard, arguments: at })
    .distributedMap("Athena", athenaManifest<string>({ format: "JSONL" }), (one) => one.wait("T", seconds(1)), {
      as: discard,
      arguments: at,
    })
    .distributedMap(
      "Objects",
      loadObjects<string>({ format: "CSV", headers: ["a"] }),
      (one) => one.wait("O", seconds(1)),
      {
        as: discard,
        arguments: ($) => ({ Bucket: $.bucket }),
      },
    )
    .end();
  assert.deepEqual(
    machine.states.map((state) => state.Type === "Map" && state.distributed?.reader?.config),
    [
      { InputType: "JSON" },
      { InputType: "PARQUET" },
      { InputType: "MANIFEST", ManifestType: "S3_INVENTORY" },
      { InputType: "JSONL", ManifestType: "ATHENA_DATA" },
      { Transformation: "LOAD_AND_FLATTEN", InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["a"] },
    ],
  );
  assert.deepEqual([validate(definition(machine)), aslFindings(definition(machine))], [[], []]);
});

// ---------------------------------------------------------------- refused where the types were passed by
type Found = readonly [location: string, code: string, message: string];
const list = ($: Loose) => $.list;
const body = (name: string) => (chain: Loose) => chain.wait(name, seconds(1));
const refused: readonly (readonly [title: string, chain: () => Loose, expected: readonly Found[]])[] = [
  [
    "labels that no ARN can hold, or that stand for two maps",
    () =>
      loose()
        .distributedMap("One", fromItems(list), body("A"), { as: replace, label: "two words" })
        .distributedMap("Two", fromItems(list), body("B"), { as: replace, label: "l".repeat(41) })
        .distributedMap("Three", fromItems(list), body("C"), { as: replace, label: "same" })
        .distributedMap("Four", fromItems(list), body("D"), { as: replace, label: "same" }),
    [
      ["/States/One/Label", "INVALID_LABEL_NAME", `the label of state 'One' has " ", which no ARN can hold`],
      ["/States/Two/Label", "INVALID_LABEL_NAME", "the label of state 'Two' has 41 characters: AWS takes 1 to 40"],
      ["/States/Four/Label", "DUPLICATE_LABEL_NAME", "the label 'same' stands for two maps"],
    ],
  ],
  [
    "numbers of a distributed map that AWS does not take",
    () =>
      loose()
        .distributedMap("M", jsonLines({ maxItems: 0 }), body("A"), {
          as: replace,
          arguments: () => ({ Bucket: "b", Key: "k" }),
          batch: { maxItems: 0, maxInputBytes: 262_145 },
          tolerated: { count: -1, percentage: 101 },
        })
        .distributedMap("N", fromItems(list), body("B"), { as: replace, batch: {}, writerConfig: {} }),
    [
      [
        "/States/N/ResultWriter",
        "SCHEMA_VALIDATION_FAILED",
        "state 'N' says how its outputs are written, and not where",
      ],
      ...(
        [
          ["ItemReader.ReaderConfig.MaxItems", 0, "1 to 100000000"],
          ["ItemBatcher.MaxItemsPerBatch", 0, "1 to 99999999"],
          ["ItemBatcher.MaxInputBytesPerBatch", 262_145, "1 to 262144"],
          ["ToleratedFailureCount", -1, "0 to 99999999"],
        ] as const
      ).map(
        ([field, value, range]): Found => [
          `/States/M/${field.replaceAll(".", "/")}`,
          "SCHEMA_VALIDATION_FAILED",
          `${field} of state 'M' is ${value}: ASL takes whole numbers from ${range}`,
        ],
      ),
      [
        "/States/M/ToleratedFailurePercentage",
        "SCHEMA_VALIDATION_FAILED",
        "ToleratedFailurePercentage of state 'M' is 101: ASL takes numbers from 0 to 100",
      ],
      ["/States/N/ItemBatcher", "SCHEMA_VALIDATION_FAILED", "the batches of state 'N' have no size"],
    ],
  ],
  [
    "what an Express execution cannot run, in the machine and in a distributed map",
    () =>
      loose("W", { type: "EXPRESS" })
        .task("Worker", activity<{ id: string }, null>("Worker"), { as: discard })
        .parallel("Both", [(one: Loose) => one.distributedMap("M", fromItems(list), body("A"), { as: replace })], {
          as: replace,
        }),
    [
      [
        "/States/Worker/Resource",
        "SCHEMA_VALIDATION_FAILED",
        "state 'Worker' is an activity, which an Express execution cannot run",
      ],
      [
        "/States/Both/Branches[0]/States/M/ItemProcessor",
        "SCHEMA_VALIDATION_FAILED",
        "state 'M' is a distributed map, which an Express execution cannot run",
      ],
    ],
  ],
  [
    "a long wait in an Express execution of a distributed map",
    () =>
      loose().distributedMap("M", fromItems(list), (one: Loose) => one.wait("Long", seconds(301)), {
        as: replace,
        executionType: "EXPRESS",
      }),
    [
      [
        "/States/M/ItemProcessor/States/Long/Seconds",
        "SCHEMA_VALIDATION_FAILED",
        "Seconds of state 'Long' is 301: ASL takes whole numbers from 0 to 300",
      ],
    ],
  ],
];
for (const [title, chain, expected] of refused) {
  test(`.end() takes ${title}`, () => {
    assert.deepEqual(
      findings(chain()).map(({ location, code, message }) => [location, code, message]),
      expected,
    );
  });
}

test("a variable of the machine stands in the way of one of a distributed map's executions", () => {
  const machine = job
    .pass("Set", () => ({}), { assign: () => ({ n: 1 }) })
    .distributedMap(
      "M",
      fromItems(($) => $.places),
      (one) => one.pass("Set Inside", () => ({}), { assign: () => ({ n: "text" }) }).wait("End", seconds(1)),
      { as: discard },
    )
    .end();
  expectTypeOf<VarsAt<typeof machine, "Set Inside">>().toEqualTypeOf<{}>();
  expectTypeOf<VarsAt<typeof machine, "End">>().toEqualTypeOf<{ n: string }>();
  assert.deepEqual(validate(definition(machine)), []);
});

test.run();
