import { machineFinding } from "./finding.js";
import type { Rule } from "./index.js";

const LONGEST_SECONDS = 99_999_999;

/** The machine's own fields: a name, at least one state, a timeout that ASL can say. */
export const machineHeader: Rule = (machine) => {
  const found = [];
  if (!/[\p{L}\p{N}]/u.test(machine.name)) {
    found.push(
      machineFinding(
        machine,
        "INVALID_STATE_NAME",
        "",
        `the workflow's name '${machine.name}' has no letter or digit`,
        'name it, as in workflow("Deploy")',
      ),
    );
  }
  if (machine.states.length === 0) {
    found.push(
      machineFinding(
        machine,
        "SCHEMA_VALIDATION_FAILED",
        "States",
        "the workflow has no state",
        "add one before .end()",
      ),
    );
  }
  const { TimeoutSeconds: timeout } = machine;
  if (timeout !== undefined && !(Number.isInteger(timeout) && timeout >= 1 && timeout <= LONGEST_SECONDS)) {
    found.push(
      machineFinding(
        machine,
        "SCHEMA_VALIDATION_FAILED",
        "TimeoutSeconds",
        `timeoutSeconds is ${timeout}: ASL takes whole seconds from 1 to 99999999`,
        "give whole seconds",
      ),
    );
  }
  return found;
};
