// Mocks and coverage of the states inside a Parallel or a Map.
import assert from "node:assert/strict";
import { lambda, replace, workflow } from "statewright";
import { simulate, untaken } from "statewright/testing";
import { test } from "uvu";

interface Release {
  version: string;
  regions: { region: string }[];
}
const build = lambda<{ version: string }, { image: string }>("Build");
const audit = lambda<{ version: string }, { findings: number }, "NoRules">("Audit");
const rollOut = lambda<{ region: string }, { healthy: boolean }>("RollOut");

const release = () =>
  workflow<Release>("Release")
    .parallel(
      "Build And Audit",
      [
        (branch) => branch.task("Build", build, { as: replace }),
        (branch) =>
          branch
            .task("Audit", audit, { as: replace, catch: [{ errors: ["NoRules"], goto: "Unaudited" }] })
            .succeed("Audited")
            .pass("Unaudited", () => ({ findings: 0 })),
      ],
      { as: "made" },
    )
    .map(
      "Roll Out",
      ($) => $.regions,
      (item) => item.task("Roll Out Region", rollOut, { as: "outcome" }),
      { as: "rolledOut" },
    )
    .end();
const input = { version: "1", regions: [{ region: "eu" }, { region: "us" }] };

test("a task of a branch or of an iteration gets no mock, or one without its types", async () => {
  const { status, output } = await simulate(release(), {
    input,
    tasks: {
      Build: ({ version }) => ({ image: `image ${version}` }),
      Audit: () => ({ findings: 2 }),
      "Roll Out Region": ({ region }) => ({ healthy: region === "eu" }),
    },
  });
  assert.equal(status, "SUCCEEDED");
  assert.deepEqual(output?.made, [{ image: "image 1" }, { findings: 2 }]);
  assert.deepEqual(
    output?.rolledOut.map(({ outcome }) => outcome.healthy),
    [true, false],
  );
  const wrong = () =>
    simulate(release(), {
      input,
      // @ts-expect-error -- 'findings' is a number
      tasks: { Audit: () => ({ findings: "2" }) },
    });
  assert.equal(typeof wrong, "function");
});

test("states and ways inside a branch or an iteration are not told as untaken, or stay so once taken", async () => {
  const machine = release();
  const tasks = { Build: () => ({ image: "i" }), "Roll Out Region": () => ({ healthy: true }) };
  await simulate(machine, { input: { ...input, regions: [] }, tasks: { ...tasks, Audit: () => ({ findings: 0 }) } });
  assert.deepEqual(untaken(machine), {
    states: ["Unaudited", "Roll Out Region"],
    transitions: [{ from: "Audit", to: "Unaudited" }],
  });
  const failing = () => {
    throw Object.assign(new Error("no rules"), { name: "NoRules" });
  };
  await simulate(machine, { input, tasks: { ...tasks, Audit: failing } });
  assert.deepEqual(untaken(machine), { states: [], transitions: [] });
});

test.run();
