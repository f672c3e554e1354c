// A chain while it is being written: the states so far, and what went wrong on the way.
import type { DiagnosticCode } from "../asl/diagnostic.js";
import type { State, StateGroup } from "./model.js";

/** A mistake that was met while a state was declared. `.end()` reports them all. */
export interface Mishap {
  readonly state: string;
  readonly field: string;
  readonly message: string;
  readonly source: string;
  /** @default "NOT_JSON" */
  readonly code?: DiagnosticCode;
  readonly fix?: string;
}
export interface Draft {
  /** In the order of declaration. `Next` is absent where nothing is known yet. */
  readonly states: readonly State[];
  /** Whether the last state goes on to whatever is declared next. */
  readonly fallsThrough: boolean;
  readonly mishaps: readonly Mishap[];
}
export const emptyDraft: Draft = { states: [], fallsThrough: true, mishaps: [] };

const ends: ReadonlySet<State["Type"]> = new Set(["Choice", "Succeed", "Fail"]);
const onward = (state: State): boolean => !ends.has(state.Type);

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
  return fallsThrough && last !== undefined ? [...states.slice(0, -1), { ...last, Next: target } as State] : states; // a state that falls through has a Next
}

/** The draft with the states of a piece behind it, renamed, each with the line of its use. */
export function addPiece(draft: Draft, piece: Draft, names: Readonly<Record<string, string>>, usedAt: string): Draft {
  const rename = (name: string) => (Object.hasOwn(names, name) ? (names[name] ?? name) : name);
  const states = piece.states.map((state) => used(state, rename, usedAt));
  return {
    states: [...(states[0] === undefined ? draft.states : leadTo(draft, states[0].name)), ...states],
    fallsThrough: states.length === 0 ? draft.fallsThrough : piece.fallsThrough,
    mishaps: [...draft.mishaps, ...piece.mishaps.map((mishap) => ({ ...mishap, state: rename(mishap.state) }))],
  };
}

/** A state of a piece where it is used. */
function used(state: State, rename: (name: string) => string, usedAt: string): State {
  const onto = <Leading extends { readonly Next: string }>(one: Leading) => ({ ...one, Next: rename(one.Next) });
  const within = ({ StartAt, states }: StateGroup): StateGroup => ({
    StartAt: rename(StartAt),
    states: states.map((one) => used(one, rename, usedAt)),
  });
  const base = { ...state, name: rename(state.name), usedAt };
  switch (base.Type) {
    case "Choice":
      return {
        ...base,
        rules: base.rules.map(onto),
        ...(base.Default !== undefined && { Default: rename(base.Default) }),
      };
    case "Succeed":
    case "Fail":
      return base;
    default:
      return {
        ...base,
        ...(base.Next !== undefined && { Next: rename(base.Next) }),
        ...("Catch" in base && base.Catch && { Catch: base.Catch.map(onto) }),
        ...(base.Type === "Parallel" && { branches: base.branches.map(within) }),
        ...(base.Type === "Map" && { processor: within(base.processor) }),
      };
  }
}
