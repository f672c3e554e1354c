import { documentsOf } from "../document.js";
import type { StateView } from "../machine-view.js";
import { inState, type Report, type Rule } from "./rule.js";

/** Errors that the service raises itself. @see https://states-language.net/#appendix-a */
const RESERVED: ReadonlySet<string> = new Set(
  `ALL BranchFailed DataLimitExceeded ExceedToleratedFailureThreshold HeartbeatTimeout Http.Socket IntrinsicFailure
  ItemReaderFailed NoChoiceMatched ParameterPathFailure Permissions QueryEvaluationError ResultPathMatchFailure
  ResultWriterFailed Runtime TaskFailed Timeout`
    .split(/\s+/)
    .map((name) => `States.${name}`),
);

/** What an HTTP task fails with. @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
const HTTP_STATUS = /^States\.Http\.StatusCode\.[1-5]\d\d$/;

/** `ErrorEquals` of retriers and catchers: `States.ALL` alone and last, and no reserved name that does not exist. */
export const errorNames: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.type === "Fail") checkError(state, report);
    if (state.type !== "Task" && state.type !== "Map" && state.type !== "Parallel") continue;
    checkList("Retry", state, report);
    checkList("Catch", state, report);
  }
};

const isMisnamed = (name: unknown): name is string =>
  typeof name === "string" && name.startsWith("States.") && !RESERVED.has(name) && !HTTP_STATUS.test(name);

/** What a Fail state raises. */
function checkError(state: StateView, report: Report): void {
  const { Error: name } = state.document;
  if (!isMisnamed(name)) return;
  report(
    inState(state, "Error"),
    `Names that start with 'States.' are the service's own, and '${name}' is none of them`,
    {
      severity: "warning",
      code: "UNKNOWN_ERROR_NAME",
      fix: "give the error a name of your own",
    },
  );
}

function checkList(field: "Retry" | "Catch", state: StateView, report: Report): void {
  const entries = state.document[field];
  const last = Array.isArray(entries) ? entries.length - 1 : 0;
  for (const [index, { ErrorEquals }] of documentsOf(entries)) {
    if (!Array.isArray(ErrorEquals)) continue;
    const at = inState(state, `${field}[${index}]/ErrorEquals`);
    if (ErrorEquals.includes("States.ALL")) {
      if (ErrorEquals.length > 1) report(at, "'States.ALL' has to stand alone", { fix: "remove the other names" });
      if (index < last) {
        report(at, `'States.ALL' has to be in the last entry of ${field}`, { fix: "move this entry to the end" });
      }
    }
    for (const name of new Set<unknown>(ErrorEquals)) {
      if (!isMisnamed(name)) continue;
      report(at, `The service raises no error '${name}', and other names cannot start with 'States.'`, {
        severity: "warning",
        code: "UNKNOWN_ERROR_NAME",
      });
    }
  }
}
