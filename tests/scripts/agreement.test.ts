import assert from "node:assert/strict";
import { test } from "uvu";
import { compareHistories, compareJson, compareResults, differences } from "../../scripts/conformance/agreement.js";

const stable = new Set<string>();
const same = (wanted: unknown, got: unknown, unstable: ReadonlySet<string> = stable) =>
  compareJson(wanted, got, "$", unstable).length === 0;

test("JSON agrees whatever the order of keys, and only in the order of items", () => {
  assert.equal(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1.0 }), true);
  assert.equal(same([1, 2], [2, 1]), false);
  assert.equal(same({ a: null }, {}), false);
  assert.equal(same({}, { a: 1 }), false);
  assert.equal(same(1, "1"), false);
  assert.equal(same({ SdkHttpMetadata: { a: 1 }, x: 1 }, { x: 1 }), true);
});

test("what a record did not keep is any value, but has to be there", () => {
  assert.equal(same({ id: "<id>" }, { id: 7 }, new Set(["$.id"])), true);
  assert.equal(same({ id: "<id>" }, {}, new Set(["$.id"])), false);
  assert.equal(same("a.b <id:1>!", "a.b xyz!"), true);
  assert.equal(same("a.b <id:1>!", "aXb xyz!"), false);
  assert.equal(same({ "<id>": 1 }, { other: 1 }, new Set(["$.<id> (key)"])), true);
});

test("a field that is younger than the record is not missed there, and another one is", () => {
  const lacks = (field: string) => field === "RedriveCount";
  const differs = (wanted: unknown, got: unknown) => compareJson(wanted, got, "$", { has: () => false, lacks }).length;
  assert.equal(differs({ Name: "a" }, { Name: "a", RedriveCount: 0 }), 0);
  assert.equal(differs({ Name: "a" }, { Name: "a", Other: 0 }), 1);
  assert.equal(differs({ RedriveCount: 1 }, { RedriveCount: 0 }), 1);
});

const answer = { status: "FAILED", events: [] };
test("a failure agrees in status, error and cause, and of a function's cause in type and message", () => {
  const cause = { errorType: "E", errorMessage: "m", requestId: "1" };
  const got = { ...answer, error: "E", cause: JSON.stringify({ errorType: "E", errorMessage: "m", trace: [] }) };
  assert.deepEqual(compareResults({ status: "FAILED", error: "E", cause }, got, stable), []);
  assert.equal(compareResults({ status: "FAILED", error: "E" }, got, stable).length, 1);
  assert.equal(compareResults({ status: "SUCCEEDED", error: "E", cause }, got, stable).length, 1);
  assert.equal(compareResults({ status: "FAILED", error: "F", cause }, got, stable).length, 1);
  assert.equal(
    compareResults({ status: "SUCCEEDED", output: null }, { ...answer, status: "SUCCEEDED" }, stable).length,
    1,
  );
});

const entered = (id: number, name: string) => ({
  id,
  previousEventId: id - 1,
  type: "PassStateEntered",
  stateEnteredEventDetails: { name, input: '{"a":1}', inputDetails: { truncated: false } },
});
const recorded = (id: number, stateName: string) => ({
  id,
  previousEventId: id - 1,
  type: "PassStateEntered",
  stateName,
  input: { a: 1 },
});
const histories = (
  wanted: readonly ReturnType<typeof recorded>[],
  got: readonly object[],
  order: "recorded" | "recorded-concurrent",
) => compareHistories({ events: wanted }, { ...answer, events: got }, order, stable);

test("a history agrees event by event, ids and order included", () => {
  assert.deepEqual(histories([recorded(1, "A"), recorded(2, "B")], [entered(1, "A"), entered(2, "B")], "recorded"), []);
  assert.equal(histories([recorded(1, "A")], [entered(2, "A")], "recorded").length, 2);
  assert.equal(histories([recorded(1, "A")], [entered(1, "B")], "recorded").length, 1);
  assert.equal(histories([recorded(1, "A")], [], "recorded").length, 1);
});

test("what ran side by side agrees in any order, each event once", () => {
  const wanted = [recorded(1, "A"), recorded(2, "B")];
  assert.deepEqual(histories(wanted, [entered(1, "B"), entered(2, "A")], "recorded-concurrent"), []);
  assert.equal(histories(wanted, [entered(1, "B"), entered(2, "B")], "recorded-concurrent").length, 2);
  assert.equal(histories(wanted, [entered(1, "A"), entered(2, "B"), entered(3, "B")], "recorded-concurrent").length, 1);
});

test("leaves that differ between two answers are found where the comparison looks for them", () => {
  const exited = (id: string) => ({
    id: 3,
    previousEventId: 2,
    type: "PassStateExited",
    stateExitedEventDetails: { name: "A", output: JSON.stringify({ ids: [id], n: 1 }) },
  });
  const drawn = (id: string) => ({ status: "SUCCEEDED", output: { ids: [id], n: 1 }, events: [exited(id)] });
  assert.deepEqual(
    [...differences(drawn("a"), drawn("b"))],
    ["$.expected.output.ids[0]", "$.expected.events[0].output.ids[0]"],
  );
  assert.equal(differences(drawn("a"), drawn("a")).size, 0);
});

test.run();
