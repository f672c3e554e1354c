import { isDocument } from "../document.js";
import type { StateView } from "../machine-view.js";
import { inState, type Report, type Rule } from "./rule.js";

/** What a Map carries for child executions alone. */
const DISTRIBUTED = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];
const TOLERANCE = [
  "ToleratedFailureCount",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentage",
  "ToleratedFailurePercentagePath",
];
const BATCH_LIMITS = ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"];

/** The parts of a Map go with each other, and with the mode of its processor. */
export const mapParts: Rule = ({ states }, report) => {
  for (const state of states) {
    if (state.type !== "Map") continue;
    if (state.inner.length > 0 && state.inner.every(isInline)) checkInline(state, report);
    checkBatcher(state, report);
    checkReader(state, report);
  }
};

function isInline({ document, isDistributed }: StateView["inner"][number]): boolean {
  const { ProcessorConfig: config } = document;
  // A mode that is no mode is told where fields are checked.
  return !isDistributed && (!isDocument(config) || config["Mode"] === undefined || config["Mode"] === "INLINE");
}

function checkInline(state: StateView, report: Report): void {
  for (const field of DISTRIBUTED) {
    if (state.document[field] === undefined) continue;
    report(inState(state, field), `The field '${field}' needs a processor whose mode is DISTRIBUTED`, {
      fix: 'set "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": … } in ItemProcessor',
    });
  }
  for (const field of TOLERANCE) {
    if (state.document[field] === undefined) continue;
    report(
      inState(state, field),
      `'${field}' does nothing here: a Map whose mode is INLINE fails with its first item`,
      {
        severity: "warning",
      },
    );
  }
  for (const { document, outer } of state.inner) {
    const { ProcessorConfig: config } = document;
    if (!isDocument(config) || config["ExecutionType"] === undefined) continue;
    report(
      inState(state, `${outer?.field}/ProcessorConfig/ExecutionType`),
      "ExecutionType does nothing where the mode is INLINE: there are no child executions",
      { severity: "warning" },
    );
  }
}

function checkBatcher(state: StateView, report: Report): void {
  const { ItemBatcher: batcher } = state.document;
  if (!isDocument(batcher) || BATCH_LIMITS.some((field) => batcher[field] !== undefined)) return;
  const names = BATCH_LIMITS.filter((field) => state.language === "JSONPath" || !field.endsWith("Path"));
  report(inState(state, "ItemBatcher"), `One of these fields is required: [${names.join(", ")}]`);
}

function checkReader(state: StateView, report: Report): void {
  const { ItemReader: reader } = state.document;
  const config = isDocument(reader) ? reader["ReaderConfig"] : undefined;
  if (!isDocument(config)) return;
  const { InputType, CSVHeaderLocation, CSVHeaders } = config;
  const at = inState(state, "ItemReader/ReaderConfig");
  if (InputType === "CSV" && CSVHeaderLocation === undefined) {
    report(at, "These fields are required: [CSVHeaderLocation]", { fix: "set it to FIRST_ROW or GIVEN" });
  }
  if (CSVHeaderLocation === "GIVEN" && CSVHeaders === undefined) report(at, "These fields are required: [CSVHeaders]");
}
