import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import { type ExecuteOptions, execute, type HistoryEvent, type TaskRequest } from "../../simulator/index.js";
import { failing, inState, resultOf, rowOf, times, ways } from "./machines.js";

const distributed = (states: Record<string, object>, fields: object = {}, ExecutionType = "STANDARD") => ({
  Type: "Map",
  ItemProcessor: { ...rowOf(states), ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType } },
  ...fields,
});
const pass = { Type: "Pass" };
const echo = { A: pass };
/** Fails the items that are 0. */
const failOnZero = {
  Zero: { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 0, Next: "Boom" }], Default: "Done" },
  Done: { Type: "Succeed" },
  Boom: { Type: "Fail", Error: "Boom", Cause: "on purpose" },
};
const typesOf = (events: readonly HistoryEvent[]) => events.map(({ type }) => type);
const GET = "arn:aws:states:::s3:getObject";
const LIST = "arn:aws:states:::s3:listObjectsV2";
const PUT = "arn:aws:states:::s3:putObject";

const reader = (ReaderConfig: object, fields: object = {}) => ({
  ItemReader: { Resource: GET, Parameters: { Bucket: "b", Key: "k" }, ReaderConfig, ...fields },
});
const answering = (body: unknown): ExecuteOptions => ({ tasks: { [GET]: () => ({ Body: body }) } });
const readBack = (body: unknown, ReaderConfig: object) =>
  resultOf(distributed(echo, reader(ReaderConfig)), {}, answering(body));

test("the children leave no event in the history of their parent, which tells of the Map Run", async () => {
  const { output, events } = await execute(rowOf({ M: distributed(echo) }), { input: [1, 2] });
  assert.deepEqual(output, [1, 2]);
  assert.deepEqual(ways(events).slice(1), [
    "2(0) MapStateEntered",
    "3(2) MapStateStarted",
    "4(3) MapRunStarted",
    "5(4) MapRunSucceeded",
    "6(5) MapStateSucceeded",
    "7(5) MapStateExited",
    "8(7) ExecutionSucceeded",
  ]);
  assert.deepEqual(events[2]?.mapStateStartedEventDetails, { length: 2 });
  assert.match(
    events[3]?.mapRunStartedEventDetails?.mapRunArn ?? "",
    /^arn:aws:states:us-east-1:123456789012:mapRun:StateMachine\/[-0-9a-f]{36}:[-0-9a-f]{36}$/,
  );
});

test("the events of the children are told apart from those of their parent, each with its execution's name", async () => {
  const told = new Map<string, string[]>();
  const names = await resultOf(
    distributed({ A: { Type: "Pass", Parameters: { "name.$": "$$.Execution.Name" }, OutputPath: "$.name" } }),
    [1, 2],
    { onChildEvent: ({ id, type }, name) => told.set(name, [...(told.get(name) ?? []), `${id} ${type}`]) },
  );
  const events = ["1 ExecutionStarted", "2 PassStateEntered", "3 PassStateExited", "4 ExecutionSucceeded"];
  assert.deepEqual(Object.fromEntries(told), {
    [(names as string[])[0] ?? ""]: events,
    [(names as string[])[1] ?? ""]: events,
  });
});

/** The last event of each child, in the order of their ends. */
async function endsOf(state: object, options: ExecuteOptions): Promise<readonly HistoryEvent[]> {
  const ends: HistoryEvent[] = [];
  await execute(rowOf({ M: state }), {
    ...options,
    onChildEvent: (event) => {
      if (/^Execution(?!Started)/.test(event.type ?? "")) ends.push(event);
    },
  });
  return ends;
}
const endings = (events: readonly HistoryEvent[]) =>
  events.map((event) => [
    `${event.type} ${event.id}(${event.previousEventId})`,
    event.executionSucceededEventDetails?.output ??
      event.executionFailedEventDetails ??
      event.executionTimedOutEventDetails ??
      event.executionAbortedEventDetails,
  ]);
const boom = { error: "Boom", cause: "on purpose" };

test("the history of a child ends otherwise than that of an execution with its output or its failure", async () => {
  const state = distributed(failOnZero, { ToleratedFailurePercentage: 100 });
  assert.deepEqual(endings(await endsOf(state, { input: [7, 0] })), [
    ["ExecutionSucceeded 6(5)", "7"],
    ["ExecutionFailed 5(4)", boom],
  ]);
});

test("a child that waits has no end, or another one, in its history", async () => {
  const waiting = { Wait: { Type: "Wait", SecondsPath: "$", Next: "Zero" }, ...failOnZero };
  const state = distributed(waiting, { ToleratedFailurePercentage: 100 });
  assert.deepEqual(endings(await endsOf(state, { input: [2, 0] })), [
    ["ExecutionFailed 7(6)", boom],
    ["ExecutionSucceeded 8(7)", "2"],
  ]);
});

test("the histories of children that are cut off are left without an end, or go on behind it", async () => {
  const waiting = { Zero: failOnZero.Zero, Boom: failOnZero.Boom, Done: { Type: "Wait", Seconds: 10 } };
  const state = (type: string) => distributed(waiting, {}, type);
  for (const type of ["STANDARD", "EXPRESS"]) {
    const all = await endsOf(state(type), { input: [1, 0] });
    assert.deepEqual(endings(all), [
      ["ExecutionFailed 5(4)", boom],
      ["ExecutionAborted 5(0)", {}],
    ]);
  }
});

test("the histories of children are left without an end when their parent is stopped", async () => {
  const stop = new AbortController();
  const ends: HistoryEvent[] = [];
  let waiting = 0;
  const { status } = await execute(rowOf({ M: distributed({ A: { Type: "Wait", Seconds: 10 } }) }), {
    input: [1, 2],
    signal: stop.signal,
    onChildEvent: (event) => {
      if (event.type === "WaitStateEntered" && ++waiting === 2) queueMicrotask(() => stop.abort());
      if (event.type === "ExecutionAborted") ends.push(event);
    },
  });
  assert.equal(status, "ABORTED");
  assert.deepEqual(endings(ends), [
    ["ExecutionAborted 3(0)", {}],
    ["ExecutionAborted 3(0)", {}],
  ]);
});

test("a child whose own time is over ends as one whose task took too long, or the other way round", async () => {
  const slow = { A: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:F", TimeoutSeconds: 1 } };
  const options: ExecuteOptions = { input: [1], lambda: (_name, _payload, { sleep }) => sleep(400_000) };
  assert.deepEqual(endings(await endsOf(distributed(slow), options)), [
    ["ExecutionFailed 6(5)", { error: "States.Timeout" }],
  ]);
  const late = { A: { Type: "Wait", Seconds: 301 } };
  assert.deepEqual(endings(await endsOf(distributed(late, {}, "EXPRESS"), options)), [
    ["ExecutionTimedOut 3(0)", { error: "States.Timeout" }],
  ]);
});

test("a child is an execution of its own: its context object, its variables, its history", async () => {
  const read = {
    Type: "Pass",
    Parameters: { "id.$": "$$.Execution.Id", "input.$": "$$.Execution.Input", "machine.$": "$$.StateMachine.Name" },
  };
  const [first, second] = (await resultOf(distributed({ A: read }, { Label: "Each" }), ["a", "b"])) as [
    { id: string; input: string; machine: string },
    { id: string },
  ];
  assert.match(first.id, /^arn:aws:states:us-east-1:123456789012:execution:StateMachine\/Each:[-0-9a-f]{36}$/);
  assert.deepEqual([first.input, first.machine], ["a", "StateMachine/Each"]);
  assert.notEqual(first.id, second.id);
  const { error, cause } = await execute(
    rowOf({
      Set: { Type: "Pass", Assign: { x: 1 } },
      M: distributed({ A: { Type: "Pass", Parameters: { "x.$": "$x" } } }),
    }),
    { input: [1] },
  );
  assert.deepEqual(
    [error, cause],
    ["States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded"],
  );
});

test("the members of an object are items, too, with their keys", async () => {
  const input = { a: 1, b: [2] };
  assert.deepEqual(await resultOf(distributed(echo), input), [
    { Key: "a", Value: 1 },
    { Key: "b", Value: [2] },
  ]);
  const ItemSelector = { "item.$": "$$.Map.Item" };
  assert.deepEqual(await resultOf(distributed(echo, { ItemSelector }), { a: 1 }), [
    { item: { Index: 0, Key: "a", Value: 1, Source: "STATE_DATA" } },
  ]);
});

test("as many children run at the same time as MaxConcurrency says, 10,000 when it says nothing", async () => {
  const last = async (fields: object) => {
    const state = distributed({ A: { Type: "Wait", Seconds: 10 } }, fields);
    const { events } = await execute(rowOf({ M: state }), { input: Array.from({ length: 200 }, () => 0) });
    return times(events).at(-1);
  };
  assert.equal(await last({}), "10 ExecutionSucceeded");
  assert.equal(await last({ MaxConcurrency: 50 }), "40 ExecutionSucceeded");
});

test("failures are tolerated up to a count and up to a percentage; what failed is not in the result", async () => {
  const run = (fields: object, input: unknown) => resultOf(distributed(failOnZero, fields), input);
  const exceeded = "States.ExceedToleratedFailureThreshold: The specified tolerated failure threshold was exceeded";
  assert.equal(await run({}, [1, 0]), exceeded);
  assert.deepEqual(await run({ ToleratedFailureCount: 1 }, [1, 0, 2]), [1, 2]);
  assert.equal(await run({ ToleratedFailureCount: 1 }, [0, 1, 0]), exceeded);
  assert.deepEqual(await run({ ToleratedFailurePercentage: 50 }, [1, 0]), [1]);
  assert.equal(await run({ ToleratedFailurePercentage: 49.9 }, [1, 0]), exceeded);
  assert.equal(await run({ ToleratedFailureCount: 5, ToleratedFailurePercentage: 20 }, [1, 0]), exceeded);
  const byPath = { ItemsPath: "$.items", ToleratedFailureCountPath: "$.n", ToleratedFailurePercentagePath: "$.p" };
  assert.deepEqual(await run(byPath, { items: [1, 0], n: "1", p: 100 }), [1]);
});

test("tolerances out of bounds fail the execution once the Map has started", async () => {
  const byPath = { ItemsPath: "$.items", ToleratedFailureCountPath: "$.n", ToleratedFailurePercentagePath: "$.p" };
  const causes: readonly (readonly [unknown, unknown, string])[] = [
    [-1, 0, "ToleratedFailureCount cannot be negative."],
    [0, 100.5, "ToleratedFailurePercentage must be between 0 and 100."],
    [0.5, 0, 'The ToleratedFailureCountPath field refers to value "0.5" which is not a valid integer: $.n'],
    [0, [], 'The ToleratedFailurePercentagePath field refers to value "[]" which is not a valid float: $.p'],
  ];
  for (const [n, p, expected] of causes) {
    const { error, cause, events } = await execute(rowOf({ S: distributed(echo, byPath) }), {
      input: { items: [1], n, p },
    });
    assert.deepEqual([error, cause], ["States.Runtime", `${inState("S")} ${expected}`]);
    assert.deepEqual(typesOf(events).slice(1), ["MapStateEntered", "MapStateStarted", "ExecutionFailed"]);
  }
});

test("a Map Run that fails says so, and can be caught and tried again", async () => {
  const state = distributed(failOnZero, {
    Retry: [{ ErrorEquals: ["States.ExceedToleratedFailureThreshold"], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "After" }],
    End: true,
  });
  const { events } = await execute(rowOf({ M: state, After: pass }), { input: [0] });
  assert.deepEqual(typesOf(events).slice(1), [
    "MapStateEntered",
    ...["MapStateStarted", "MapRunStarted", "MapRunFailed"],
    ...["MapStateStarted", "MapRunStarted", "MapRunFailed"],
    "MapStateFailed",
    "MapStateExited",
    "PassStateEntered",
    "PassStateExited",
    "ExecutionSucceeded",
  ]);
  assert.deepEqual(events[4]?.mapRunFailedEventDetails, {
    error: "States.ExceedToleratedFailureThreshold",
    cause: "The specified tolerated failure threshold was exceeded",
  });
});

test("the children that still run when too many have failed are ended, and their handlers told", async () => {
  let aborted = 0;
  const state = distributed({
    Route: { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 0, Next: "Later" }], Default: "Work" },
    Work: { Type: "Task", Resource: "${Work}", End: true },
    Later: { Type: "Wait", Seconds: 1 },
    Boom: failOnZero.Boom,
  });
  const { status } = await execute(rowOf({ M: state }), {
    input: [1, 2, 0],
    lambda: (_name, _payload, { signal, sleep }) => {
      signal.addEventListener("abort", () => {
        aborted += 1;
      });
      return sleep(60);
    },
  });
  assert.deepEqual([status, aborted], ["FAILED", 2]);
});

test("a Map Run that is cut off itself is told as such, and nothing of its children", async () => {
  const slow = distributed({ A: { Type: "Wait", Seconds: 60 } });
  const { ItemProcessor: boom } = distributed({ B: { Type: "Wait", Seconds: 1 }, Boom: failOnZero.Boom });
  const state = { Type: "Parallel", Branches: [rowOf({ M: slow }), { StartAt: "B", States: boom.States }] };
  const { events } = await execute(rowOf({ P: state }), { input: [1, 2] });
  assert.deepEqual(typesOf(events).slice(-5), [
    "FailStateEntered",
    "MapStateAborted",
    "MapRunAborted",
    "ParallelStateFailed",
    "ExecutionFailed",
  ]);
});

test("an Express child ends after five minutes", async () => {
  const slow = { A: { Type: "Wait", Seconds: 301 } };
  const state = distributed(slow, { ToleratedFailureCount: 1 }, "EXPRESS");
  const { output, events } = await execute(rowOf({ M: state }), { input: [1] });
  assert.deepEqual([output, times(events).at(-1)], [[], "300 ExecutionSucceeded"]);
});

test("a child whose history is full has failed, and its parent goes on", async () => {
  const endless = {
    Again: { Type: "Pass" },
    Enough: { Type: "Choice", Choices: [{ Variable: "$", IsNull: true, Next: "Done" }], Default: "Again" },
    Done: { Type: "Succeed" },
  };
  const state = distributed(endless, { ToleratedFailurePercentage: 100 });
  assert.deepEqual(await resultOf(state, [1]), []);
});

// ---------------------------------------------------------------- ItemReader

test("a JSON file holds an array, or has one where ItemsPointer leads", async () => {
  assert.deepEqual(await readBack('[1, {"a": 2}]', { InputType: "JSON" }), [1, { a: 2 }]);
  assert.deepEqual(await readBack('{"a/b": [{"c": [3]}]}', { InputType: "JSON", ItemsPointer: "/a~1b/0/c" }), [3]);
  assert.equal(
    await readBack('{"a": 1}', { InputType: "JSON" }),
    "States.ItemReaderFailed: Attempting to map over non-iterable node.",
  );
});

test("a JSONL file holds an item a line", async () => {
  assert.deepEqual(await readBack('{"a": 1}\n\n[2]\r\n"three"', { InputType: "JSONL" }), [{ a: 1 }, [2], "three"]);
});

test("a CSV file's rows become objects under the headers of the first row, or under given ones", async () => {
  const first = { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" };
  assert.deepEqual(await readBack('a,b\n1,"x, ""y""\nz"\r\n\n2\n3,4,5\n', first), [
    { a: "1", b: 'x, "y"\nz' },
    { a: "2", b: "" },
    { a: "3", b: "4" },
  ]);
  const given = { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["p", "q"], CSVDelimiter: "SEMICOLON" };
  assert.deepEqual(await readBack("1;,\n", given), [{ p: "1", q: "," }]);
  assert.equal(
    await readBack("1,2", { ...given, CSVHeaders: ["p", "p"] }),
    "States.ItemReaderFailed: CSV headers cannot contain duplicates.",
  );
});

test("an object may be answered as text, as bytes, or as the stream that S3 clients give", async () => {
  const bytes = Buffer.from('["ä"]');
  for (const body of ['["ä"]', bytes, { transformToByteArray: async () => bytes }, gzipSync(bytes)]) {
    assert.deepEqual(await readBack(body, { InputType: "JSON" }), ["ä"]);
  }
  const state = distributed(echo, reader({}));
  assert.deepEqual(await resultOf(state, {}, { tasks: { S: () => "[1]" } }), [1]);
});

test("a reader's parameters come from the state's input, and its items know where they were read", async () => {
  const seen: unknown[] = [];
  const Parameters = { "Bucket.$": "$.bucket", Key: "k.json" };
  const state = distributed(echo, {
    ...reader({}, { Parameters }),
    ItemSelector: { "from.$": "$$.Map.Item.Source", "v.$": "$$.Map.Item.Value" },
  });
  const get = ({ resource, stateName, parameters }: TaskRequest) => {
    seen.push({ resource, stateName, parameters });
    return "[7]";
  };
  const { output, events } = await execute(rowOf({ M: state }), { input: { bucket: "b" }, tasks: { [GET]: get } });
  assert.deepEqual(output, [{ from: "s3://b/k.json", v: 7 }]);
  assert.deepEqual(seen, [{ resource: GET, stateName: "M", parameters: { Bucket: "b", Key: "k.json" } }]);
  assert.deepEqual(events[2]?.mapStateStartedEventDetails, { length: 0 });
});

test("MaxItems takes the first items; none means all, and fewer than none fails the reader", async () => {
  const items = "[1, 2, 3]";
  assert.deepEqual(await readBack(items, { MaxItems: 2 }), [1, 2]);
  assert.deepEqual(await readBack(items, { MaxItems: 0 }), [1, 2, 3]);
  const byPath = distributed(echo, reader({ MaxItemsPath: "$.n" }));
  assert.deepEqual(await resultOf(byPath, { n: 1 }, answering(items)), [1]);
  assert.equal(
    await resultOf(byPath, { n: -1 }, answering(items)),
    "States.ItemReaderFailed: field MaxItems must be positive",
  );
});

test("what the reader's handler throws fails the Map Run under the reader's error", async () => {
  const get = () => {
    throw failing("NoSuchKey", "The specified key does not exist.");
  };
  const { error, cause, events } = await execute(rowOf({ M: distributed(echo, reader({})) }), {
    tasks: { [GET]: get },
  });
  assert.deepEqual([error, cause], ["States.ItemReaderFailed", "The specified key does not exist."]);
  assert.deepEqual(typesOf(events).slice(3), ["MapRunStarted", "MapRunFailed", "MapStateFailed", "ExecutionFailed"]);
});

test("a reader that nothing answers is a mistake of the caller", async () => {
  await assert.rejects(
    execute(rowOf({ M: distributed(echo, reader({})) })),
    /nothing answers 'arn:aws:states:::s3:getObject'/,
  );
});

test("a listing gives its objects as items, page by page, under the names that the service uses", async () => {
  const entry = (Key: string) => ({
    Key,
    ETag: '"e"',
    Size: 3,
    StorageClass: "STANDARD",
    LastModified: new Date(5000),
  });
  const item = (Key: string) => ({ Etag: '"e"', LastModified: 5, Key, Size: 3, StorageClass: "STANDARD" });
  const list = ({ parameters }: TaskRequest) =>
    parameters.ContinuationToken === undefined
      ? { Contents: [entry("p/1"), entry("p/2")], NextContinuationToken: "more" }
      : { Contents: [entry("p/3")] };
  const listing = (fields: object) =>
    distributed(echo, { ItemReader: { Resource: LIST, Parameters: { Bucket: "b", Prefix: "p/" }, ...fields } });
  const tasks = { [LIST]: list, [GET]: ({ parameters }: TaskRequest) => `["${parameters.Key}"]` };
  assert.deepEqual(await resultOf(listing({}), {}, { tasks }), [item("p/1"), item("p/2"), item("p/3")]);
  const ReaderConfig = { InputType: "JSON", Transformation: "LOAD_AND_FLATTEN" };
  assert.deepEqual(await resultOf(listing({ ReaderConfig }), {}, { tasks }), ["p/1", "p/2", "p/3"]);
});

test("an inventory names its columns and its files, which are compressed", async () => {
  const objects: Record<string, string | Uint8Array> = {
    "b/k": JSON.stringify({
      destinationBucket: "arn:aws:s3:::data",
      fileFormat: "CSV",
      fileSchema: "Bucket, Key, Size",
      files: [{ key: "one.csv.gz" }, { key: "two.csv.gz" }],
    }),
    "data/one.csv.gz": gzipSync('"b","x","1"\n"b","y","2"\n'),
    "data/two.csv.gz": gzipSync('"b","z","3"\n'),
  };
  const tasks = { [GET]: ({ parameters }: TaskRequest) => objects[`${parameters.Bucket}/${parameters.Key}`] };
  assert.deepEqual(await resultOf(distributed(echo, reader({ InputType: "MANIFEST" })), {}, { tasks }), [
    { Bucket: "b", Key: "x", Size: "1" },
    { Bucket: "b", Key: "y", Size: "2" },
    { Bucket: "b", Key: "z", Size: "3" },
  ]);
});

test("a manifest of Athena names files of the type that is said", async () => {
  const objects: Record<string, string> = { "b/k": "s3://o/a/1\ns3://o/2\n", "o/a/1": '{"n":1}\n', "o/2": '{"n":2}\n' };
  const tasks = { [GET]: ({ parameters }: TaskRequest) => objects[`${parameters.Bucket}/${parameters.Key}`] };
  const state = distributed(echo, reader({ ManifestType: "ATHENA_DATA", InputType: "JSONL" }));
  assert.deepEqual(await resultOf(state, {}, { tasks }), [{ n: 1 }, { n: 2 }]);
});

// ---------------------------------------------------------------- ItemBatcher

test("a batch holds as many items as it may, and what all batches get", async () => {
  const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { "n.$": "$.n" } };
  assert.deepEqual(
    await resultOf(distributed(echo, { ItemsPath: "$.items", ItemBatcher }), { n: 7, items: [1, 2, 3] }),
    [
      { BatchInput: { n: 7 }, Items: [1, 2] },
      { BatchInput: { n: 7 }, Items: [3] },
    ],
  );
  const byPath = { ItemsPath: "$.items", ItemBatcher: { MaxItemsPerBatchPath: "$.n" } };
  assert.deepEqual(await resultOf(distributed(echo, byPath), { n: 3, items: [1, 2, 3] }), [{ Items: [1, 2, 3] }]);
  assert.equal(
    await resultOf(distributed(echo, byPath), { n: 0, items: [1] }),
    `States.Runtime: ${inState("S")} field MaxItemsPerBatch must be positive`,
  );
});

test("a batch is not larger than its bytes allow, but holds one item at least", async () => {
  // {"Items":["aa","bb"]} has 21 bytes.
  const state = (bytes: number) => distributed(echo, { ItemBatcher: { MaxInputBytesPerBatch: bytes } });
  assert.deepEqual(await resultOf(state(21), ["aa", "bb", "cc"]), [{ Items: ["aa", "bb"] }, { Items: ["cc"] }]);
  assert.deepEqual(await resultOf(state(20), ["aa", "bb"]), [{ Items: ["aa"] }, { Items: ["bb"] }]);
  assert.deepEqual(await resultOf(state(5), ["aa"]), [{ Items: ["aa"] }]);
});

test("a batch that fails counts for all of its items", async () => {
  const failAll = { Boom: failOnZero.Boom };
  const run = (ToleratedFailureCount: number) =>
    resultOf(distributed(failAll, { ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount }), [1, 2]);
  assert.deepEqual(await run(2), []);
  assert.match(String(await run(1)), /^States\.ExceedToleratedFailureThreshold/);
});

// ---------------------------------------------------------------- ResultWriter

const writer = (fields: object = {}) => ({
  ResultWriter: { Resource: PUT, Parameters: { Bucket: "out", Prefix: "jobs" }, ...fields },
});

async function written(state: object, input: unknown, options: ExecuteOptions = {}) {
  const files = new Map<string, string>();
  const put = ({ parameters }: TaskRequest) => {
    files.set(`${parameters.Bucket}/${parameters.Key}`, parameters.Body);
  };
  const { output, events } = await execute(rowOf({ M: state }), { ...options, input, tasks: { [PUT]: put } });
  const arn = events.find(({ type }) => type === "MapRunStarted")?.mapRunStartedEventDetails?.mapRunArn ?? "";
  return { output, files, arn, folder: `jobs/${arn.split(":").at(-1)}` };
}

test("a child whose task took too long is written as one whose own time was over, or the other way round", async () => {
  const states = {
    A: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:F", TimeoutSeconds: 1 },
    B: { Type: "Wait", Seconds: 301 },
  };
  const of = async (name: keyof typeof states) => {
    const state = distributed({ [name]: states[name] }, { ...writer(), ToleratedFailureCount: 1 }, "EXPRESS");
    const { files } = await written(state, [1], { lambda: (_name, _payload, { sleep }) => sleep(400_000) });
    const [record] = JSON.parse([...files.values()][0] ?? "[]");
    return [record?.Status, record?.Error];
  };
  assert.deepEqual(await of("A"), ["FAILED", "States.Timeout"]);
  assert.deepEqual(await of("B"), ["TIMED_OUT", "States.Timeout"]);
});

test("results are written by status, with a manifest, and the state's result says where", async () => {
  const state = distributed(failOnZero, { ...writer(), Label: "Each", ToleratedFailureCount: 1 });
  const { output, files, arn, folder } = await written(state, [5, 0]);
  const Key = `${folder}/manifest.json`;
  assert.deepEqual(output, { MapRunArn: arn, ResultWriterDetails: { Bucket: "out", Key } });
  const [failed, succeeded, manifest] = [...files].map(([key, body]) => [key, JSON.parse(body)] as const);
  const machine = "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/Each";
  const sizeOf = (key: string) => Buffer.byteLength(files.get(`out/${key}`) ?? "");
  const common = (record: { Name: string }) => ({
    ExecutionArn: `arn:aws:states:us-east-1:123456789012:execution:StateMachine/Each:${record.Name}`,
    InputDetails: { Included: true },
    Name: record.Name,
    RedriveCount: 0,
    StartDate: "2025-01-01T00:00:00.000Z",
    StateMachineArn: machine,
    StopDate: "2025-01-01T00:00:00.000Z",
  });
  assert.deepEqual(failed, [
    `out/${folder}/FAILED_0.json`,
    [
      {
        ...common(failed?.[1][0]),
        Input: "0",
        Error: "Boom",
        Cause: "on purpose",
        RedriveStatus: "REDRIVABLE",
        Status: "FAILED",
      },
    ],
  ]);
  assert.deepEqual(succeeded, [
    `out/${folder}/SUCCEEDED_0.json`,
    [
      {
        ...common(succeeded?.[1][0]),
        Input: "5",
        Output: "5",
        OutputDetails: { Included: true },
        RedriveStatus: "NOT_REDRIVABLE",
        RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
        Status: "SUCCEEDED",
      },
    ],
  ]);
  assert.deepEqual(manifest, [
    `out/${Key}`,
    {
      DestinationBucket: "out",
      MapRunArn: arn,
      ResultFiles: {
        FAILED: [{ Key: `${folder}/FAILED_0.json`, Size: sizeOf(`${folder}/FAILED_0.json`) }],
        PENDING: [],
        SUCCEEDED: [{ Key: `${folder}/SUCCEEDED_0.json`, Size: sizeOf(`${folder}/SUCCEEDED_0.json`) }],
      },
    },
  ]);
});

test("results are written as they are, or flattened, as JSON or as lines", async () => {
  const contents = async (WriterConfig: object) => {
    const { files, folder } = await written(distributed(echo, writer({ WriterConfig })), [[1, 2], 3]);
    return files.get(`out/${folder}/SUCCEEDED_0.json`) ?? files.get(`out/${folder}/SUCCEEDED_0.jsonl`);
  };
  assert.equal(await contents({ Transformation: "COMPACT" }), "[[1,2],3]");
  assert.equal(await contents({ Transformation: "FLATTEN", OutputType: "JSONL" }), "1\n2\n3\n");
});

test("a writer without a place shapes the state's own result", async () => {
  const ResultWriter = { WriterConfig: { Transformation: "FLATTEN" } };
  assert.deepEqual(await resultOf(distributed(echo, { ResultWriter }), [[1, 2], 3]), [1, 2, 3]);
});

test("what the writer's handler throws fails the Map Run under the writer's error", async () => {
  const put = () => {
    throw failing("AccessDenied", "Access Denied");
  };
  assert.equal(
    await resultOf(distributed(echo, writer()), [1], { tasks: { [PUT]: put } }),
    "States.ResultWriterFailed: Access Denied",
  );
});

// ---------------------------------------------------------------- the whole

test("100,000 items from a file to a file, in batches or one by one", async () => {
  const items = Array.from({ length: 100_000 }, (_, id) => ({ id }));
  let lines = 0;
  const tasks = {
    [GET]: () => JSON.stringify(items),
    [PUT]: ({ parameters }: TaskRequest) => {
      lines += parameters.Body.split("\n").length;
    },
  };
  const ToFile = writer({ WriterConfig: { Transformation: "COMPACT", OutputType: "JSONL" } });
  const { status, events } = await execute(rowOf({ M: distributed(echo, { ...reader({}), ...ToFile }) }), { tasks });
  // One line more for the end of the results, and one for the manifest.
  assert.deepEqual([status, events.length, lines], ["SUCCEEDED", 8, 100_002]);
});

test("in JSONata: the reader, the selector, the batches, the tolerance and the writer take expressions", async () => {
  const lines: string[] = [];
  const tasks = {
    [GET]: ({ parameters }: TaskRequest) => `[1, 2, ${parameters.Bucket.length}, 4]`,
    [PUT]: ({ parameters }: TaskRequest) => {
      lines.push(`${parameters.Bucket} ${parameters.Body}`);
    },
  };
  const state = distributed(
    { A: pass },
    {
      ItemReader: {
        Resource: GET,
        Arguments: { Bucket: "{% $states.input.bucket %}", Key: "k" },
        ReaderConfig: { MaxItems: "{% $states.input.n %}" },
      },
      ItemSelector: { v: "{% $states.context.Map.Item.Value %}" },
      ItemBatcher: { MaxItemsPerBatch: "{% $states.input.n - 1 %}", BatchInput: "{% $states.input.bucket %}" },
      ToleratedFailurePercentage: "{% 10 %}",
      MaxConcurrency: "{% 1 %}",
      ResultWriter: {
        Resource: PUT,
        Arguments: { Bucket: "{% $states.input.bucket %}" },
        WriterConfig: { Transformation: "COMPACT" },
      },
      Output: "{% $states.result.ResultWriterDetails.Bucket %}",
    },
  );
  const { output, error, cause } = await execute(
    { ...rowOf({ M: state }), QueryLanguage: "JSONata" },
    { input: { bucket: "b", n: 3 }, tasks },
  );
  assert.deepEqual([output, error, cause], ["b", undefined, undefined]);
  assert.equal(lines[0], 'b [{"BatchInput":"b","Items":[{"v":1},{"v":2}]},{"BatchInput":"b","Items":[{"v":1}]}]');
});

test("what a distributed Map cannot read or write is refused by name, before anything runs", async () => {
  const refusals = (fields: object) =>
    execute(rowOf({ Each: distributed(echo, fields) })).then(
      () => [],
      (error) =>
        error.diagnostics.map(({ code, location }: { code: string; location: string }) => `${code} ${location}`),
    );
  assert.deepEqual(await refusals(reader({ InputType: "PARQUET" })), [
    "UNSUPPORTED /States/Each/ItemReader/ReaderConfig/InputType",
  ]);
  assert.deepEqual(await refusals({ ItemReader: { Resource: "arn:aws:states:::s3:headObject" } }), [
    "SCHEMA_VALIDATION_FAILED /States/Each/ItemReader/Resource",
  ]);
  assert.deepEqual(await refusals({ ResultWriter: {} }), ["SCHEMA_VALIDATION_FAILED /States/Each/ResultWriter"]);
});

test.run();
