// Activities, and the calls of their workers.
import type { TaskTokens } from "../../../simulator/index.js";
import { operations, type Service } from "./surroundings.js";

interface Scheduled {
  readonly taskToken: string;
  readonly input: unknown;
}

const SECONDS_BETWEEN_LOOKS = 1;
/** How often a worker's call looks before it is answered without a task. */
const LOOKS = 60;

/** The tokens of the activities' tasks are among all others. */
export function activities(arns: readonly string[], tokens: TaskTokens): Service {
  const queues = new Map<string, Scheduled[]>(arns.map((arn) => [arn, []]));
  let count = 0;

  const activity =
    (queue: Scheduled[]): Service["tasks"][string] =>
    async ({ parameters, sleep, heartbeat }) => {
      count += 1;
      const taskToken = `activity-${count}`;
      let settle: (() => unknown) | undefined;
      const end = (ending: () => unknown) => {
        settle = ending;
        return tokens.delete(taskToken);
      };
      tokens.set(taskToken, {
        value: taskToken,
        succeed: (output) => end(() => output),
        fail: (error = "", cause = "") =>
          end(() => {
            throw Object.assign(new Error(cause), { name: error });
          }),
        heartbeat: () => {
          heartbeat();
          return true;
        },
      });
      queue.push({ taskToken, input: parameters });
      while (settle === undefined) await sleep(SECONDS_BETWEEN_LOOKS);
      return settle();
    };

  return {
    tasks: {
      ...Object.fromEntries([...queues].map(([arn, queue]) => [arn, activity(queue)])),
      ...operations(["aws-sdk:sfn"], {
        getActivityTask: async ({ parameters: { ActivityArn }, sleep }) => {
          const queue = queues.get(ActivityArn) ?? [];
          for (let looks = 0; looks < LOOKS && queue.length === 0; looks += 1) await sleep(SECONDS_BETWEEN_LOOKS);
          const task = queue.shift();
          return task === undefined ? {} : { TaskToken: task.taskToken, Input: JSON.stringify(task.input) };
        },
      }),
    },
  };
}
