import { isDocument } from "../document.js";
import type { StateView } from "../machine-view.js";
import { hasSubstitution } from "../substitution.js";
import { isMapResource, recognizeResource } from "../task-resources.js";
import { inState, type Report, type Rule } from "./rule.js";

/** Resources are integrations that exist, in a pattern that they have and that the kind of workflow takes. */
export const resources: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.type === "Task") checkTask(state, report);
    if (state.type === "Map") checkMap(state, report);
  }
};

const notRecognized = (text: string): string =>
  `The resource provided ${text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;

function checkTask(state: StateView, report: Report): void {
  const { Resource } = state.document;
  if (typeof Resource !== "string") return;
  // A part that is not known yet leaves the pattern to see.
  const text = hasSubstitution(Resource) ? undefined : Resource;
  const resource = text === undefined ? {} : recognizeResource(text);
  const at = inState(state, "Resource");
  if (resource === undefined) {
    report(at, notRecognized(Resource));
    return;
  }
  if (resource.unknown !== undefined) {
    report(at, `As far as is known here, ${resource.unknown}`, {
      code: "INVALID_RESOURCE",
      severity: "warning",
      fix: "write the service as its SDK client is named, in small letters, and the action with a small first one",
    });
  }
  if (state.scope.machineType === "EXPRESS") {
    const standardOnly = resource.standardOnly ?? (text === undefined ? patternOf(Resource) : undefined);
    if (standardOnly !== undefined) report(at, `Express state machine does not support ${standardOnly}`);
  }
}

function patternOf(text: string): string | undefined {
  const pattern = /(\.sync|\.waitForTaskToken)(?::\d+)?$/.exec(text)?.[1];
  return pattern === undefined ? undefined : `'${pattern}' service integration`;
}

function checkMap(state: StateView, report: Report): void {
  for (const part of ["ItemReader", "ResultWriter"] as const) {
    const document = state.document[part];
    const resource = isDocument(document) ? document["Resource"] : undefined;
    if (typeof resource !== "string" || hasSubstitution(resource) || isMapResource(part, resource)) continue;
    report(inState(state, `${part}/Resource`), notRecognized(resource));
  }
  for (const { isDistributed, outer } of state.inner) {
    if (!isDistributed || outer === undefined || state.scope.machineType !== "EXPRESS") continue;
    report(
      inState(state, `${outer.field}/ProcessorConfig/Mode`),
      "Express state machine does not support 'DISTRIBUTED' Map states",
    );
  }
}
