import { isDocument, readDocument } from "../asl/document.js";
import { readExpression } from "../asl/expression-reading.js";
import { viewMachine } from "../asl/machine-view.js";

/** As `DescribeStateMachine` reports them: by state, the variables that it reads, sorted. */
export interface VariableReferences {
  /** By the name of a state. */
  readonly variableReferences: { readonly [state: string]: readonly string[] };
}

/**
 * The variables that each state of a definition reads by JSONPath; states that read none are left out, and so are reads in
 * JSONata, which AWS does not report.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
export function variableReferences(definition: unknown): VariableReferences {
  const { value, faults } = readDocument(definition);
  if (faults.length > 0 || !isDocument(value)) return { variableReferences: {} };
  const found = new Map<string, readonly string[]>();
  for (const { name, expressions } of viewMachine(value, "STANDARD").states) {
    const names = new Set(found.get(name));
    for (const expression of expressions) {
      if (expression.kind === "jsonata") continue;
      for (const variable of readExpression(expression).variables) names.add(variable);
    }
    if (names.size > 0) found.set(name, [...names].sort());
  }
  return { variableReferences: Object.fromEntries(found) };
}
