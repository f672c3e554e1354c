import type { State } from "./model.js";

export interface Transition {
  /** Where it stands in the state, as in ASL: `Choices[0].Next`. */
  readonly field: string;
  readonly target: string;
}

/** Every transition out of a state, in the order in which ASL would try them. */
export function transitions(state: State): readonly Transition[] {
  const all: Transition[] = [];
  if ("rules" in state)
    all.push(...state.rules.map(({ Next }, index) => ({ field: `Choices[${index}].Next`, target: Next })));
  if ("Default" in state && state.Default !== undefined) all.push({ field: "Default", target: state.Default });
  if ("Next" in state && state.Next !== undefined) all.push({ field: "Next", target: state.Next });
  if ("Catch" in state && state.Catch)
    all.push(...state.Catch.map(({ Next }, index) => ({ field: `Catch[${index}].Next`, target: Next })));
  return all;
}
