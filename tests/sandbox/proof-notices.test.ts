// Whether the proof under faults would notice: each of its invariants is broken once by a function that does wrong.
import assert from "node:assert/strict";
import { PutJobSuccessResultCommand } from "@aws-sdk/client-codepipeline";
import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { test } from "uvu";
import { deployFunctions, startDeploymentWith } from "../../handlers/index.js";
import {
  type Clients,
  type DeployMachine,
  type SandboxOptions,
  stateMachineArn,
  triggerOf,
} from "../../sandbox/index.js";
import { breaches } from "./proof/invariants.js";
import { scenarioOf } from "./proof/scenario.js";
import { runScenario } from "./proof/world.js";

type Functions = NonNullable<SandboxOptions["functions"]>;
type Event = Parameters<ReturnType<typeof startDeploymentWith>>[0];
/** For each machine a trigger of its own making. */
const triggers = (react: (clients: Clients, event: Event, machineArn: string) => unknown): Functions =>
  Object.fromEntries(
    (["Deploy", "DeployBlueGreen", "DeployAwaitUpdate"] satisfies DeployMachine[]).map((machine) => [
      triggerOf(machine),
      (clients: Clients) => (event: Event) => react(clients, event, stateMachineArn(machine)),
    ]),
  );
const jobOf = (event: Event) => event["CodePipeline.job"];
const answer = ({ codePipeline }: Clients, jobId: string, others: object = {}) =>
  codePipeline.send(new PutJobSuccessResultCommand({ jobId, ...others }));
const wait = async () => {};
let started = 0;

const mutants: readonly { readonly name: string; readonly functions: Functions; readonly sentence: RegExp }[] = [
  {
    name: "finds every change safe",
    functions: { InspectChangeSetChanges: () => () => "CAN-SAFELY-UPDATE-EXISTING-STACK" },
    sentence: /^the unsafe change set .* was executed$/,
  },
  {
    name: "loses resources by what it executes",
    functions: { InspectChangeSetChanges: () => () => "CAN-SAFELY-UPDATE-EXISTING-STACK" },
    sentence: /has lost .* by a change set that was executed$/,
  },
  {
    name: "reads the first page of changes alone",
    functions: {
      InspectChangeSetChanges: ({ cloudFormation }) =>
        deployFunctions.InspectChangeSetChanges({ cloudFormation: withoutPages(cloudFormation) }),
    },
    sentence: /^the unsafe change set .* was executed$/,
  },
  {
    name: "finds no change safe",
    functions: {
      InspectChangeSetChanges: (clients) => async (event) => {
        await deployFunctions.InspectChangeSetChanges(clients)(event);
        return "RESOURCES-BEING-DELETED-OR-REPLACED";
      },
    },
    sentence: /^the safe change set .* was rejected$/,
  },
  {
    name: "deletes no change set",
    functions: { DeleteChangeSet: () => () => ({ changeSetId: "none", reason: "none" }) },
    sentence: /^the change set .* is left/,
  },
  {
    name: "believes at once that a stack was created",
    functions: { GetStackCreationStatus: () => () => "complete" },
    sentence: /was told to have succeeded, but no stack was created with its template$/,
  },
  {
    name: "believes at once that a stack was updated",
    functions: { GetUpdateStatus: () => () => "complete" },
    sentence: /was told to have succeeded, but the stack has not taken its template$/,
  },
  {
    name: "finds that nothing changes",
    functions: { GetChangeSetCreationStatus: () => () => "no_changes" },
    sentence: /was told to have succeeded, but the stack is not what its template says$/,
  },
  {
    name: "starts an execution for every delivery",
    functions: triggers(async (clients, event, arn) => {
      const { id, data } = jobOf(event);
      if (data.continuationToken !== undefined)
        return startDeploymentWith(clients, { stateMachineArn: arn, wait })(event);
      started += 1;
      const name = `${id}-${started}`;
      const { executionArn } = await clients.stepFunctions.send(
        new StartExecutionCommand({ stateMachineArn: arn, name, input: "{}" }),
      );
      return answer(clients, id, { continuationToken: JSON.stringify({ executionArn }) });
    }),
    sentence: /^the job .* has more than one execution$/,
  },
  {
    name: "tells every job that all is well",
    functions: triggers((clients, event) => answer(clients, jobOf(event).id)),
    sentence: /was told to have succeeded, but its execution is none$/,
  },
  {
    name: "answers nothing",
    functions: triggers(() => undefined),
    sentence: /^the job .* was answered 0 times and is TimedOut$/,
  },
  {
    name: "passes the pipeline's credentials on",
    functions: triggers((clients, event) =>
      answer(clients, jobOf(event).id, { continuationToken: JSON.stringify(event).slice(0, 2048) }),
    ),
    sentence: /^a secret of the pipeline was passed on$/,
  },
  {
    name: "executes what it should inspect",
    functions: { InspectChangeSetChanges: (clients) => deployFunctions.ExecuteChangeSet(clients) },
    sentence: /^InspectChangeSetChanges called cloudformation:ExecuteChangeSet$/,
  },
];

/** A client to which every answer is the last page. */
function withoutPages(client: Clients["cloudFormation"]): Clients["cloudFormation"] {
  const send = async (command: never) => ({ ...((await client.send(command)) as object), NextToken: undefined });
  // The overloads of the SDK, kept by what stands behind them.
  return { send } as unknown as Clients["cloudFormation"];
}

for (const { name, functions, sentence } of mutants) {
  test(`the proof does not notice a function that ${name}`, async () => {
    for (let seed = 1; seed <= 250; seed += 1) {
      const found = breaches(await runScenario(scenarioOf(seed), { functions }));
      if (found.some((one) => sentence.test(one))) return;
    }
    assert.fail("no scenario showed it");
  });
}

test.run();
