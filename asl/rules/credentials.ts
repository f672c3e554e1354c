import { isDocument } from "../document.js";
import { inState, type Rule } from "./rule.js";

/** Credentials name a role. */
export const credentials: Rule = ({ states }, report) => {
  for (const state of states) {
    const { Credentials } = state.document;
    if (state.type !== "Task" || !isDocument(Credentials)) continue;
    const { RoleArn } = Credentials;
    const isThere = RoleArn !== undefined;
    if (isThere && typeof RoleArn !== "string") report(inState(state, "Credentials/RoleArn"), "Expected a string");
    if (isThere || (state.language === "JSONPath" && Credentials["RoleArn.$"] !== undefined)) continue;
    report(inState(state, "Credentials"), "The field 'RoleArn' is required but was missing");
  }
};
