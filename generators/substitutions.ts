// Texts that only the deployment knows: in the model a call of the operator `substitution`, in ASL `${Name}`.
import type { CallNode, StateMachineModel } from "../dsl/model.js";

interface SubstitutionNode extends CallNode {
  readonly arguments: readonly [{ readonly kind: "literal"; readonly value: string }];
}
const isSubstitution = (value: object): value is SubstitutionNode =>
  "kind" in value && value.kind === "call" && "operator" in value && value.operator === "substitution";
const nameIn = (node: SubstitutionNode): string => node.arguments[0].value;
const isThing = (value: unknown): value is object => typeof value === "object" && value !== null;
/** What a state runs has no values, and schemas of the author's, which nobody but their library can walk through. */
const partsOf = (part: object) => Object.entries(part).filter(([key]) => key !== "run");

/** The names in a part of a model, in the order in which they are met. */
function namesIn(part: unknown): readonly string[] {
  if (!isThing(part)) return [];
  return isSubstitution(part) ? [nameIn(part)] : partsOf(part).flatMap(([, value]) => namesIn(value));
}
/** Those of a machine, each once; the names of functions that are given a token among them. */
export const namedSubstitutions = ({ states }: Pick<StateMachineModel, "states">): readonly string[] => [
  ...new Set(namesIn(states)),
];

/** A part of a model with the text that `substitute` gives in place of each: no printer has to know of them. */
export function substituted<Part>(part: Part, substitute: (name: string) => string): Part;
export function substituted(part: unknown, substitute: (name: string) => string): unknown {
  if (!isThing(part)) return part;
  if (isSubstitution(part)) return { kind: "literal", value: substitute(nameIn(part)) };
  if (Array.isArray(part)) return part.map((item) => substituted(item, substitute));
  const parts = partsOf(part).map(([key, value]) => [key, substituted(value, substitute)]);
  return { ...part, ...Object.fromEntries(parts) };
}
