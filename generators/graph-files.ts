import type { StateMachineModel } from "../dsl/model.js";
import { banner } from "./banner.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { graphMermaid } from "./graph-mermaid.js";
import { graphSvg } from "./graph-svg.js";
import { workflowFile } from "./layout.js";

/** `generated/<workflow>/<workflow>.mmd` and `.svg`. */
export async function generateGraph(
  machine: StateMachineModel,
  layout: Layout = defaultLayout,
): Promise<GeneratedFile[]> {
  const text = banner(machine.source);
  return [
    { path: workflowFile(machine, "mmd", layout), contents: `%% ${text}\n${graphMermaid(machine)}` },
    // XML ends a comment at two hyphens.
    {
      path: workflowFile(machine, "svg", layout),
      contents: `<!-- ${text.replaceAll("--", "- -")} -->\n${await graphSvg(machine)}`,
    },
  ];
}
