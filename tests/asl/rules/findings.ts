import { type ValidateOptions, validate } from "../../../asl/validate.js";

/** `CODE location: message` of every finding; warnings start with `~`. */
export const findings = (definition: unknown, options?: ValidateOptions): readonly string[] =>
  validate(definition, options).map(
    ({ severity, code, location, message }) => `${severity === "error" ? "" : "~"}${code} ${location}: ${message}`,
  );

export const pass = { Type: "Pass" };
export const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };

/** A machine of the given states: each leads to the next one, unless it says where it leads. */
export function rowOf(states: { readonly [name: string]: object }, machine: object = {}): object {
  const names = Object.keys(states);
  const row = names.map((name, index) => {
    const state: object = { ...states[name] };
    const isLeft =
      "Next" in state ||
      "End" in state ||
      ("Type" in state && ["Succeed", "Fail", "Choice"].includes(String(state.Type)));
    const next = names[index + 1];
    return [name, isLeft ? state : { ...state, ...(next === undefined ? { End: true } : { Next: next }) }];
  });
  return { StartAt: names[0], ...machine, States: Object.fromEntries(row) };
}
