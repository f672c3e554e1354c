import { isDocument } from "../document.js";
import type { StateView } from "../machine-view.js";
import { inState, type Rule } from "./rule.js";

/** A task that waits for its token sends it to someone: else nobody can end it. */
export const taskTokens: Rule = ({ states }, report) => {
  for (const state of states) {
    const { Resource } = state.document;
    if (state.type !== "Task" || typeof Resource !== "string" || !Resource.endsWith(".waitForTaskToken")) continue;
    const field = state.language === "JSONata" ? "Arguments" : "Parameters";
    const sent = state.document[field];
    if (!isDocument(sent) || sendsToken(state, field)) continue;
    const token = state.language === "JSONata" ? "{% $states.context.Task.Token %}" : "$$.Task.Token";
    report(inState(state, field), "Nobody is sent the task token: the state ends by its timeout alone", {
      code: "MISSING_TASK_TOKEN",
      severity: "warning",
      fix: `send ${token}`,
    });
  }
};

/** Whether something that is sent reads the token, or all that holds it. */
const sendsToken = ({ expressions }: StateView, sent: string): boolean =>
  expressions.some(
    ({ field, value }) =>
      field === sent &&
      typeof value === "string" &&
      /\$\$(?!\.(?:Execution|State|StateMachine)\b)|\$states\b(?!\s*\.\s*input\b)/.test(value),
  );
