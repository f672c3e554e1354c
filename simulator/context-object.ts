import type { Json } from "../asl/json.js";
import type { Visit } from "./visit.js";

/** A moment as the service writes it: ISO 8601 in UTC, without a fraction that is zero. */
export const isoTime = (moment: Date): string => moment.toISOString().replace(".000Z", "Z");

/**
 * What `$$` stands for.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export function contextObject({ execution, item, stateName, enteredAt, retryCount, taskToken }: Visit): Json {
  const { context, givenContext } = execution;
  const ofItem = item === undefined ? {} : { Map: { Item: { ...item } } };
  if (givenContext !== undefined) return { ...givenContext, ...ofItem };
  return {
    ...context(),
    State: {
      Name: stateName,
      EnteredTime: isoTime(enteredAt),
      ...(retryCount === undefined ? {} : { RetryCount: retryCount }),
    },
    ...ofItem,
    ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
  };
}
