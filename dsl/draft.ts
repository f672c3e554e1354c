// A chain while it is being written: the states so far, and what went wrong on the way.
import type { State } from "./model.js";

/** A mistake that was met while a state was declared. `.end()` reports them all. */
export interface Mishap {
  readonly state: string;
  readonly field: string;
  readonly message: string;
  readonly source: string;
}
export interface Draft {
  /** In the order of declaration. `Next` is absent where nothing is known yet. */
  readonly states: readonly State[];
  /** Whether the last state goes on to whatever is declared next. */
  readonly fallsThrough: boolean;
  readonly mishaps: readonly Mishap[];
}
export const emptyDraft: Draft = { states: [], fallsThrough: true, mishaps: [] };

const onward = (state: State): boolean => state.Type === "Task" || state.Type === "Pass" || state.Type === "Wait";

/** The draft with one more state, to which the last one leads if it falls through. */
export function addState(draft: Draft, state: State, mishaps: readonly Mishap[] = []): Draft {
  return {
    states: [...leadTo(draft, state.name), state],
    fallsThrough: onward(state),
    mishaps: [...draft.mishaps, ...mishaps],
  };
}

/** The states of the draft, the last of which goes on to `target` if it falls through. */
export function leadTo({ states, fallsThrough }: Draft, target: string): readonly State[] {
  const last = states.at(-1);
  return fallsThrough && last !== undefined ? [...states.slice(0, -1), { ...last, Next: target } as State] : states; // only a Task, Pass or Wait falls through
}

/** The draft with the states of a piece behind it, renamed, each with the line of its use. */
export function addPiece(draft: Draft, piece: Draft, names: Readonly<Record<string, string>>, usedAt: string): Draft {
  const rename = (name: string) => (Object.hasOwn(names, name) ? (names[name] ?? name) : name);
  const states = piece.states.map((state) => ({ ...renamed(state, rename), usedAt }));
  return {
    states: [...(states[0] === undefined ? draft.states : leadTo(draft, states[0].name)), ...states],
    fallsThrough: states.length === 0 ? draft.fallsThrough : piece.fallsThrough,
    mishaps: [...draft.mishaps, ...piece.mishaps.map((mishap) => ({ ...mishap, state: rename(mishap.state) }))],
  };
}

function renamed(state: State, rename: (name: string) => string): State {
  const base = { ...state, name: rename(state.name) };
  switch (base.Type) {
    case "Choice":
      return {
        ...base,
        rules: base.rules.map((rule) => ({ ...rule, Next: rename(rule.Next) })),
        ...(base.Default !== undefined && { Default: rename(base.Default) }),
      };
    case "Task":
      return {
        ...base,
        ...(base.Next !== undefined && { Next: rename(base.Next) }),
        ...(base.Catch && { Catch: base.Catch.map((catcher) => ({ ...catcher, Next: rename(catcher.Next) })) }),
      };
    case "Pass":
    case "Wait":
      return { ...base, ...(base.Next !== undefined && { Next: rename(base.Next) }) };
    default:
      return base;
  }
}
