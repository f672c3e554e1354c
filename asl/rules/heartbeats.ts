import { inState, type Rule } from "./rule.js";

/** A heartbeat is shorter than the timeout. */
export const heartbeats: Rule = ({ states }, report) => {
  for (const state of states) {
    const { HeartbeatSeconds, TimeoutSeconds } = state.document;
    if (state.type !== "Task" || typeof HeartbeatSeconds !== "number" || typeof TimeoutSeconds !== "number") continue;
    if (HeartbeatSeconds < TimeoutSeconds) continue;
    report(
      inState(state, "HeartbeatSeconds"),
      `HeartbeatSeconds has to be smaller than TimeoutSeconds, but ${HeartbeatSeconds} is not below ${TimeoutSeconds}`,
    );
  }
};
