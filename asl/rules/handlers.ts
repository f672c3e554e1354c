import { type Document, documentsOf } from "../document.js";
import type { StateView } from "../machine-view.js";
import { inState, type Report, type Rule } from "./rule.js";

/** Retriers and catchers that do something: an error goes to the first one that names it. */
export const handlers: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.type !== "Task" && state.type !== "Map" && state.type !== "Parallel") continue;
    for (const field of ["Retry", "Catch"]) {
      const taken = new Set<unknown>();
      for (const [index, entry] of documentsOf(state.document[field])) {
        checkNames(entry, `${field}[${index}]`, taken, state, report);
        if (field === "Retry") checkDelays(entry, `${field}[${index}]`, state, report);
      }
    }
  }
};

function checkNames(
  { ErrorEquals }: Document,
  steps: string,
  taken: Set<unknown>,
  state: StateView,
  report: Report,
): void {
  if (!Array.isArray(ErrorEquals)) return;
  const again = new Set(ErrorEquals.filter((name) => taken.has(name)));
  for (const name of again) {
    report(inState(state, `${steps}/ErrorEquals`), `'${name}' never comes here: an entry before this one takes it`, {
      code: "UNREACHABLE_HANDLER",
      severity: "warning",
      fix: "remove it here, or there",
    });
  }
  for (const name of ErrorEquals) taken.add(name);
}

function checkDelays(
  { IntervalSeconds, MaxDelaySeconds }: Document,
  steps: string,
  state: StateView,
  report: Report,
): void {
  if (typeof IntervalSeconds !== "number" || typeof MaxDelaySeconds !== "number") return;
  if (MaxDelaySeconds >= IntervalSeconds) return;
  report(
    inState(state, `${steps}/MaxDelaySeconds`),
    `MaxDelaySeconds (${MaxDelaySeconds}) is below IntervalSeconds (${IntervalSeconds}): no delay is as long as that`,
    { severity: "warning" },
  );
}
