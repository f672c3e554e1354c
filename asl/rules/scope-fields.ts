import { isDocument } from "../document.js";
import { branchFields, machineFields, processorConfigFields, processorFields } from "../fields.js";
import { checkFields } from "./check-fields.js";
import { inScope, type Rule } from "./rule.js";

/** The fields of the machine, of branches and of processors. */
export const scopeFields: Rule = ({ scopes, language }, report) => {
  for (const scope of scopes) {
    const { document, outer } = scope;
    const isBranch = outer?.field.startsWith("Branches") === true;
    const fields = outer === undefined ? machineFields : isBranch ? branchFields : processorFields;
    checkFields(document, fields, language, (field) => inScope(scope, field), report);
    const config = document["ProcessorConfig"];
    if (outer === undefined || !isDocument(config)) continue;
    const spot = (field?: string) => inScope(scope, ["ProcessorConfig", field].filter(Boolean).join("/"));
    checkFields(config, processorConfigFields, language, spot, report);
    if (config["Mode"] === "DISTRIBUTED" && config["ExecutionType"] === undefined) {
      report(spot(), "These fields are required: [ExecutionType]", { fix: "set ExecutionType to STANDARD or EXPRESS" });
    }
  }
};
