// Fragments, as types: what one leaves of the context, the ways and the states of the chain that uses it.
// `any` stands in patterns for a member that is not asked about.
import type { Chain } from "./chain.js";
import type { CheckEdges, CheckInput, CheckName, Listed } from "./checks.js";
import type { Begun, Fact, Facts, FactsOfEach, Kept as KeptAs, Met, NameOf, PutFacts, Seen, Way } from "./contexts.js";
import type { Inside } from "./inner.js";
import type { FirstState } from "./machine.js";
import type { Inner, IsExpress, LanguageOf, Piece, Speaks, Standard, Wrote } from "./markers.js";

export type PieceChain<Needs, Markers = never> = Chain<Begun<Needs>, Begun<{}>, never, never, Piece | Inner | Markers>;
/** A piece of chain over what it needs; its gains are put over the data where it is used. */
export interface Fragment<Needs, Data, Vars, Owed, Declared, Names> {
  readonly "~fragment": readonly [Needs, Data, Vars, Owed, Declared, Names];
}
/** What a fragment leaves of the data of its user: all of it, and over it what is not as it was needed, or was written. */
export type Gain<Data, Needs, Gained, Written> = [Gained] extends [never]
  ? never
  : PutFacts<
      Data,
      Adapted<
        Data,
        Exclude<Facts<Gained>, Exclude<FactsOfEach<Needs> | Narrowed<FactsOfEach<Needs>>, Fact<Written, any, any>>>
      >
    >;
/** An unsure fact as it is behind a question on one way alone, which says no more. */
type Narrowed<F> = F extends Fact<infer Key, infer Value, false> ? Fact<Key, Exclude<Value, undefined>, false> : never;
/** A key that only some ways through the fragment set is as it was on the others. */
type Adapted<Data, F> =
  F extends Fact<infer Key, infer Value, infer Sure>
    ? Sure extends true
      ? F
      : Key extends keyof Seen<Data>
        ? Fact<
            Key,
            Exclude<Value, undefined> | KeptAs<Seen<Data>[Key]>,
            undefined extends Seen<Data>[Key] ? false : true
          >
        : F
    : never;
export type WrittenIn<Added> = Added extends Wrote<infer Key> ? Key : never;

export type Rebase<Ways, Data, Vars, Needs, Written> =
  Ways extends Way<infer Target, infer There, infer VarsThere, infer In, infer Out>
    ? Way<Target, Gain<Data, Needs, There, Written>, Gain<Vars, {}, VarsThere, never>, In, Out>
    : Ways extends Inside<infer States, infer Reads>
      ? Inside<Reads extends true ? Reading<States, Vars> : States, Reads>
      : never;
/** States of inner chains, which see the variables of the fragment's user and none of its data. */
type Reading<States, Vars> =
  States extends Way<infer Name, infer Data, infer VarsThere, infer In, infer Out>
    ? Way<Name, Data, Gain<Vars, {}, VarsThere, never>, In, Out>
    : States extends Inside<infer Inner, infer Reads>
      ? Inside<Reads extends true ? Reading<Inner, Vars> : Inner, Reads>
      : never;
/** The states of a fragment under the names that `.use` gives them. */
export type Renamed<Names, As> = Names extends keyof As ? As[Names] : Names;
export type RenamedWays<Ways, As> =
  Ways extends Way<infer Target, infer Data, infer Vars, infer In, infer Out>
    ? Way<Renamed<Target, As>, Data, Vars, In, Out>
    : Ways extends Inside<infer States, infer Reads>
      ? Inside<RenamedWays<States, As>, Reads>
      : never;
export type FirstOf<States, As> = States extends FirstState<infer Name> ? Renamed<Name, As> : never;
export type SlowIn<Added> = Added extends Standard<infer State> ? State : never;
export type CheckUse<Data, Owed, Needs, Opening, Added, Known, Slow, Spoken, As, Names, Back, Declared, Fine> = [
  Exclude<keyof As, Known>,
] extends [never]
  ? [Extract<Added, Names>] extends [never]
    ? [Exclude<Extract<NameOf<Owed>, Added>, Opening>] extends [never]
      ? [IsExpress<Names> extends true ? Slow : never] extends [never]
        ? [Exclude<Spoken, Speaks<LanguageOf<Names>>>] extends [never]
          ? CheckName<
              Opening & string,
              Data,
              Owed,
              Names,
              CheckInput<Opening & string, Met<Opening, Data, Owed>, Needs, CheckEdges<Back, Declared, Names, Fine>>
            >
          : [Spoken] extends [Speaks<"JSONata">]
            ? `the fragment of '${Opening & string}' is in JSONata, and this chain in JSONPath: give the workflow queryLanguage: "JSONata"`
            : `the fragment of '${Opening & string}' is for JSONPath alone, and this chain is not: say in it what both languages can`
        : `state '${Listed<Slow>}' of the fragment is one that an Express execution cannot run: make the workflow STANDARD`
      : `'${Listed<Exclude<Extract<NameOf<Owed>, Added>, Opening>>}' is inside the fragment: lead to '${Opening & string}', where it begins`
    : `state '${Listed<Extract<Added, Names>>}' of the fragment is declared already: give it another name by names`
  : `the fragment has no state '${Listed<Exclude<keyof As, Known>>}' to rename`;
