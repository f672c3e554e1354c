// What is asked of a distributed map, and what it gives.
import type { BadSet } from "./checks.js";
import type { Expression, Infer, PathTo } from "./expressions.js";
import type { BadItems, OutputOf, Unselected } from "./inner.js";
import type { Express, Inner, IsExpress, LanguageOf, Spoken } from "./markers.js";

/** The one error by which failures inside reach the state: its iterations are executions of their own. */
export type NotInline = "States.ExceedToleratedFailureThreshold";

/** What the chain of an execution has of the one around it: no variables, no data. */
export type ApartFrom<Names, Type> = Inner | (Type extends "EXPRESS" ? Express : never) | Spoken<Names>;
/** What an execution begins with. Option: the names of the options that were given. */
export type BatchOf<Item, Shared, Option> = "batch" extends Option
  ? [Shared] extends [Unselected]
    ? { Items: Item[] }
    : { BatchInput: Infer<Shared>; Items: Item[] }
  : Item;
/** What a `writer` leaves: the outputs are in the files that `manifest.json` under this key lists. */
export interface WrittenResult {
  /** Of the run of the map. */
  MapRunArn: string;
  /** Where the manifest is. */
  ResultWriterDetails: { Bucket: string; Key: string };
}
export type MapResult<Body, Option> = "writer" extends Option ? WrittenResult : OutputOf<Body>[];

type BadShared<Name extends string, Shared, Options, Language> = [Shared] extends [Unselected]
  ? never
  : "batch" extends keyof Options
    ? BadSet<Name, Shared, Language>
    : `withBatchInput at state '${Name}' is for batches: add batch: { maxItems: … }, or write withItemSelector`;
type BadArguments<Name extends string, In, Options> = "arguments" extends keyof Options
  ? [In] extends [never]
    ? `the items of '${Name}' are in the data, so its reader is told nothing: take out arguments`
    : never
  : [In] extends [never]
    ? never
    : `the reader of '${Name}' must be told what to read: add arguments: ($) => ({ ${ToldBy<In>}: … })`;
type ToldBy<In> = "Key" extends keyof In ? "Bucket: …, Key" : "Bucket";
export type BadReader<Name extends string, List, In, Set, Shared, Options, Names> =
  IsExpress<Names> extends true
    ? `'${Name}' is a distributed map, which an Express execution cannot run: use .map, or make the workflow STANDARD`
    : [BadItems<Name, Read<List, In>, Set, LanguageOf<Names, Options>>] extends [never]
      ? BadShared<Name, Shared, Options, LanguageOf<Names, Options>> | BadArguments<Name, In, Options>
      : BadItems<Name, Read<List, In>, Set, LanguageOf<Names, Options>>;
/** The list of a reader is no expression of the author's, and stands for a path. */
type Read<List, In> = [In] extends [never]
  ? List
  : List extends Expression<infer Items, any>
    ? PathTo<Items, "">
    : List;
