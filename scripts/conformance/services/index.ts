// All services of a case.
import { type Clock, type ExecuteOptions, execute, type TaskTokens } from "../../../simulator/index.js";
import { activities } from "./activities.js";
import { dynamodb } from "./dynamodb.js";
import { events } from "./events.js";
import { type Helper, tell } from "./helpers.js";
import { s3 } from "./s3.js";
import { secretsManager } from "./secrets-manager.js";
import { sns } from "./sns.js";
import { sqs } from "./sqs.js";
import { startedMachines } from "./started-machines.js";
import type { Service, SetupCall, Surroundings, World } from "./surroundings.js";

export interface CaseWithServices {
  readonly definition: object;
  readonly input?: unknown;
  readonly lambda?: { readonly [functionName: string]: object };
  readonly setup?: readonly SetupCall[];
  readonly helpers?: readonly Helper[];
}

const ACTIVITY = /arn:aws:states:[^":]*:[^":]*:activity:[^":]+/g;
/** How long a message is on its way. */
const DELIVERY_SECONDS = 1;

/** What a case's execution is given; `signal` ends what runs beside it. */
export function servicesOf(
  given: CaseWithServices,
  surroundings: Surroundings,
  clock: Clock,
  signal: AbortSignal,
): Pick<ExecuteOptions, "tasks" | "stateMachines" | "taskTokens"> {
  const { setup = [], helpers = [], definition } = given;
  const taskTokens: TaskTokens = new Map();
  const world: World = {
    ...surroundings,
    clock,
    deliver: (_queue, body) => {
      clock.at(clock.now() + DELIVERY_SECONDS * 1000, () => tell(helpers, body, taskTokens));
    },
  };
  const activityArns = [...new Set(JSON.stringify(definition).match(ACTIVITY))];
  const services = [
    s3(world),
    dynamodb(world),
    sqs(world),
    sns(world),
    events(),
    secretsManager(),
    activities(activityArns, taskTokens),
  ];
  for (const call of setup) for (const service of services) service.setup?.(call);
  const tasks = Object.assign({}, ...services.map((service) => service.tasks)) as Service["tasks"];
  for (const helper of helpers) {
    for (const machine of typeof helper === "string" ? [] : Object.values(helper)) {
      void execute(machine, { input: { ActivityArn: activityArns[0] }, clock, tasks, taskTokens, signal });
    }
  }
  return { tasks, taskTokens, stateMachines: startedMachines(given) };
}
