import { uuid } from "../asl/random.js";
import type { Settled } from "./clock.js";
import type { Deadline } from "./deadline.js";
import { StateFailure } from "./failure.js";
import type { TaskToken } from "./options.js";

export const newTokenValue = (random: () => number): string =>
  Buffer.from(`${uuid(random)}${uuid(random)}`).toString("base64");

/** A token that ends its task once, and the end that it brought. */
export function createToken(
  value: string,
  deadline: Deadline,
): { readonly token: TaskToken; readonly ended: Promise<Settled> } {
  deadline.expectOutside();
  let end: (settled: Settled) => void = () => {};
  let used = false;
  const ended = new Promise<Settled>((resolve) => {
    end = resolve;
  });
  const use = (settled: Settled): boolean => {
    if (used || !deadline.heartbeat()) return false;
    used = true;
    end(settled);
    return true;
  };
  return {
    ended,
    token: {
      value,
      succeed: (output) => use({ kind: "answered", value: output }),
      fail: (error, cause) => use({ kind: "threw", error: new StateFailure({ error, cause }) }),
      heartbeat: () => !used && deadline.heartbeat(),
    },
  };
}
