// What holds of a chain as a whole is kept among its names in use, as types that are no text: one more of them changes no signature.
import type { QueryLanguage } from "./model.js";

/** What every one of them is. */
export interface Marker {
  readonly "~marker": readonly [kind: string, of?: unknown];
}
/** The chain of an Express workflow, or of a distributed map whose iterations are Express executions. */
export interface Express extends Marker {
  readonly "~marker": readonly ["express"];
}
/** Stands for the query language of a fragment that is for workflows in either: it says what both can. */
export interface Either {
  readonly "~either": true;
}
/** The query language of the chain; where there is none of these, it is JSONPath. Ask `Speaks<"JSONata"> extends Names`. */
export interface Speaks<Language extends QueryLanguage | Either> extends Marker {
  readonly "~marker": readonly ["speaks", Language];
}
/** A chain that is part of another: a branch, an iteration, a fragment. It keeps what only the one around it can check. */
export interface Inner extends Marker {
  readonly "~marker": readonly ["inner"];
}
/** A variable of the chain around an inner one, where it may be read and not assigned. */
export interface OuterVar<Name> extends Marker {
  readonly "~marker": readonly ["outer variable", Name];
}
/** Errors that a state of an inner chain may fail with. */
export interface Raises<Errors> extends Marker {
  readonly "~marker": readonly ["raises", Errors];
}
/** A state of an inner chain that an Express workflow cannot run. */
export interface Standard<State> extends Marker {
  readonly "~marker": readonly ["standard", State];
}
/** The chain of a fragment, as against that of a workflow. */
export interface Piece extends Marker {
  readonly "~marker": readonly ["piece"];
}
/** A key that a fragment sets, though it may have been there with the same type. */
export interface Wrote<Key> extends Marker {
  readonly "~marker": readonly ["wrote", Key];
}

/** The query language of a state: its own, or that of its chain. */
export type LanguageOf<Names, Options = {}> = "queryLanguage" extends keyof Options
  ? Options extends { readonly queryLanguage: infer Language extends QueryLanguage }
    ? Language
    : LanguageOf<Names>
  : Speaks<"JSONata"> extends Names
    ? "JSONata"
    : Speaks<Either> extends Names
      ? Either
      : "JSONPath";
/** Which query languages the states of a chain may have: a machine in JSONata holds none in JSONPath. */
export type LanguagesOf<Names> =
  Speaks<"JSONata"> extends Names ? "JSONata" : Speaks<Either> extends Names ? "JSONata" | Either : QueryLanguage;
/** The query language of a chain, for those inside it. */
export type Spoken<Names> =
  | (Speaks<"JSONata"> extends Names ? Speaks<"JSONata"> : never)
  | (Speaks<Either> extends Names ? Speaks<Either> : never);
export type IsExpress<Names> = Express extends Names ? true : false;
export type Raised<Names, Errors> = Inner extends Names ? Raises<Errors> : never;
export type NeedsStandard<Names, State> = Inner extends Names ? Standard<State> : never;
/** Whether a chain has no state yet. */
export type IsBare<Names> = [Names] extends [Marker] ? true : false;
