// The rules of a choice, as they are written and as what is known of them.
import type { CheckTest, CheckWay, CoversOf, ShowsOf } from "./checks.js";
import type { Assigned, Narrow, NarrowVars, Seen, Way } from "./contexts.js";
import type { Root, Scope } from "./expressions.js";
import type { GivenBy } from "./inner.js";

/** What a finished choice says: what it covers, whether it has an otherwise, its edges. */
export interface Chosen<Covered, Done, Edges> {
  readonly "~chosen": readonly [Covered, Done, Edges];
}
/** What a way out of a choice can be told. */
interface WayOptions<Data, Vars> {
  readonly [option: string]: unknown; // what is not an option is told by CheckWay
  /** Variables to set where this way is taken. ASL: `Assign`: of the rule, or of the state for its `Default`. */
  readonly assign?: ($: Root<Data>, scope: Scope<Vars>) => unknown;
}
interface RuleOptions<Data, Vars> extends WayOptions<Data, Vars> {
  /** ASL: the `Comment` of the rule. */
  readonly comment?: string;
}
/**
 * The rules of a choice, in order: the first whose condition is true is taken, and sets the variables that it assigns; those of
 * the other ways are not set.
 */
export interface Choose<Name extends string, Data, Vars, Covered, Done, Edges, Names, Language>
  extends Chosen<Covered, Done, Edges> {
  // Two forms of each, which no message mixes, as they differ in how much they take: a way that is told no more costs no more.
  /** ASL: one entry of `Choices`. */
  when<
    Test extends ($: Root<Seen<Data>>, scope: Scope<Seen<Vars>>) => unknown,
    const Target extends Names | (string & {}),
  >(
    condition: Test,
    target: CheckTest<GivenBy<Test>, Target, Language>,
  ): Choose<
    Name,
    Data,
    Vars,
    Covered | CoversOf<GivenBy<Test>>,
    Done,
    Edges | Way<Target, Narrow<Data, ShowsOf<GivenBy<Test>>>, NarrowVars<Vars, ShowsOf<GivenBy<Test>>>>,
    Names,
    Language
  >;
  /** The same with a comment, or with variables to set. What the condition shows of the data is known to `assign`. */
  when<
    Test extends ($: Root<Seen<Data>>, scope: Scope<Seen<Vars>>) => unknown,
    const Target extends Names | (string & {}),
    const Options extends RuleOptions<Seen<D>, Seen<V>>,
    D = Narrow<Data, ShowsOf<GivenBy<Test>>>,
    V = NarrowVars<Vars, ShowsOf<GivenBy<Test>>>,
  >(
    condition: Test,
    target: CheckTest<GivenBy<Test>, CheckWay<Name, Options, Names, Language, "assign" | "comment", Target>, Language>,
    options: Options,
  ): Choose<
    Name,
    Data,
    Vars,
    Covered | CoversOf<GivenBy<Test>>,
    Done,
    Edges | Way<Target, D, Assigned<V, Options>>,
    Names,
    Language
  >;
  /** ASL: `Default`. */
  otherwise<const Target extends Names | (string & {})>(
    target: Target,
  ): Chosen<Covered, true, Edges | Way<Target, Data, Vars>>;
  /** The same with variables to set. ASL: the `Assign` of the state, which AWS takes there alone. */
  otherwise<const Target extends Names | (string & {}), const Options extends WayOptions<Seen<Data>, Seen<Vars>>>(
    target: CheckWay<Name, Options, Names, Language, "assign", Target>,
    options: Options,
  ): Chosen<Covered, true, Edges | Way<Target, Data, Assigned<Vars, Options>>>;
}
