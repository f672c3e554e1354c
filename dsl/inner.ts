// Chains inside a state: the branches of a parallel, the iteration of a map. What is asked of them, and what they give.

import type { Chain } from "./chain.js";
import type { BadSet, IsLost, Listed, MaybeIn, Unpathed, Unsaid } from "./checks.js";
import type { IsAny, NameOf, OutcomeOf, Seen } from "./contexts.js";
import type { Expression, Infer, ItemScope, RetriedScope, Root } from "./expressions.js";
import type { At } from "./functions.js";
import type { Express, Inner, OuterVar, Raises, Spoken, Standard } from "./markers.js";

/** What an inner chain has of the one around it. */
type Inherited<Names> = Inner | (Express extends Names ? Express : never) | Spoken<Names>;
/**
 * The chain that a branch or an iteration begins with. It reads the variables of the chain around it and assigns its own. The
 * names of all states are compared when it is given back: handing them in would cost a pass over them at each of its states.
 */
export type InnerChain<Data, Vars, Names> = Chain<
  Data,
  Vars,
  never,
  never,
  OuterVar<keyof Seen<Vars>> | Inherited<Names>
>;
/** The states of an inner chain, kept as one among the declared states of the chain around it. Vars: of that one, where it reads them. */
export interface Inside<States, Reads extends boolean = true> {
  readonly "~inside": readonly [States, Reads];
}

/** Nothing for what is no chain: `any` behind a mistake that was told, or what is refused here. */
type Parts<C> =
  IsAny<C> extends true
    ? never
    : C extends { readonly "~chain": infer All extends readonly [any, any, any, any, any] }
      ? All
      : never;
/** The output of an inner chain: the data where it ends. */
export type OutputOf<C> = [Parts<C>] extends [never]
  ? any
  : Parts<C> extends readonly [infer Data, any, any, infer Declared, any]
    ? OutcomeOf<Data, Declared>
    : never;
export type StatesOf<C, Reads extends boolean = true> =
  Parts<C> extends readonly [any, any, any, infer States, any] ? Inside<States, Reads> : never;
/** The names of its states, and what it says of itself to the chain around. */
export type NamesOf<C> = Extract<Parts<C>[4], string>;
export type KeptOf<Names, Given> = Inner extends Names ? Extract<Given, Raises<any> | Standard<any>> : never;
export type Kept<Names, C> = KeptOf<Names, Parts<C>[4]>;
export type RaisedIn<C> = ErrorsIn<Parts<C>[4]>;
type ErrorsIn<Names> = Names extends Raises<infer Errors extends string> ? Errors : never;

// By recursion and by way of `infer`, so that TypeScript works it out at once: a map over the tuple, or a tuple of aliases inside
// an alias, waits until it is asked and nests with each parallel (TS2589 at 40).
/** The outputs of branches, as a tuple. */
export type OutputsOf<Branches> = Branches extends readonly [(branch: any) => infer C, ...infer Others] // `any`: whatever it begins with
  ? OutputOf<C> extends infer Output
    ? OutputsOf<Others> extends infer Rest extends readonly unknown[]
      ? [Output, ...Rest]
      : never
    : never
  : [];
/** What a callback gives back. */
export type GivenBy<Callback> = Callback extends (...args: never) => infer Given ? Given : never;
/** All branches as one union of chains. */
export type ChainsOf<Branches> = Branches extends readonly []
  ? never
  : Branches extends readonly ((branch: any) => infer C)[]
    ? C
    : never;

// ---------------------------------------------------------------- checks: a sentence, or `never`
type BadChain<Name extends string, C, Names> = [Parts<C>] extends [never]
  ? `an inner chain of state '${Name}' is what its callback makes of what it is given: write (chain) => chain.task(…)`
  : IsLost<Parts<C>[2]> extends true
    ? never // refused inside
    : [Parts<C>[2]] extends [never]
      ? [Extract<NamesOf<C>, Names>] extends [never]
        ? [NamesOf<C>] extends [never]
          ? `an inner chain of state '${Name}' has no state: begin it with one, as in (chain) => chain.task(…)`
          : never
        : `state '${Listed<Extract<NamesOf<C>, Names>>}' is declared twice: names are unique in the whole machine, inner chains included`
      : `'${Listed<NameOf<Parts<C>[2]>>}' is a target but not a state of its inner chain in '${Name}': inner states lead to states of their own chain`;
/** What a callback gives back: one chain, or a union of them. */
export type BadInner<Name extends string, C, Names> = C extends unknown ? BadChain<Name, C, Names> : never;

/** Names that two branches declare. */
type Twice<Branches, Seen = never> = Branches extends readonly [(branch: any) => infer C, ...infer Others]
  ? Extract<NamesOf<C>, Seen> | Twice<Others, Seen | NamesOf<C>>
  : never;
/** All branches of a parallel. */
export type BadBranches<Name extends string, Branches, Names> = Branches extends readonly []
  ? `parallel '${Name}' has no branch: write [(branch) => branch.task(…), …]`
  : [BadInner<Name, ChainsOf<Branches>, Names>] extends [never]
    ? [Twice<Branches>] extends [never]
      ? never
      : `state '${Listed<Twice<Branches>>}' is declared in two branches of '${Name}': give one of them another name`
    : BadInner<Name, ChainsOf<Branches>, Names>;

// ---------------------------------------------------------------- the list of a map
/** `$` at a point of the chain, and the second argument of a callback there. */
export type RootAt<Point> = Point extends At<infer Data, any> ? Root<Data> : never;
export type ScopeAt<Point> = Point extends At<any, infer Vars> ? RetriedScope<Vars> : never;
export type ItemScopeAt<Point, List> = Point extends At<any, infer Vars> ? ItemScope<Vars, ItemOf<List>> : never;
/** The list of a map, and what each iteration begins with instead of its item. */
export interface Selected<List, Set, Point> {
  readonly "~selected"?: readonly [list: List, set: Set, point: (point: Point) => void];
}
/** Stands for a selector where there is none. */
export interface Unselected {
  readonly "~unselected": never;
}
/** What an item of a list is. */
export type ItemOf<List> =
  List extends Expression<infer Items, any> ? (Items extends readonly (infer Item)[] ? Item : any) : any; // `any`: refused
/** What an iteration begins with. */
export type BeginsWith<List, Set> = [Set] extends [Unselected] ? ItemOf<List> : Infer<Set>;
/** What the callbacks of a map's list give. */
export type BadItems<Name extends string, List, Set, Language> = [unknown] extends [List]
  ? never // TypeScript has yet to look at it
  : [List] extends [Expression<readonly any[], any>]
    ?
        | Unsaid<Name, MaybeIn<List>, Language>
        | Unpathed<Name, "the list", List, Language>
        | ([Set] extends [Unselected] ? never : BadSet<Name, Set, Language>)
    : [MaybeIn<List>] extends [never]
      ? `map '${Name}' needs a list: give the path of one, as in ($) => $.items`
      : Unsaid<Name, MaybeIn<List>, Language>;
