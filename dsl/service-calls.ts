// What a call of a service is given, as types: its input with expressions in any place, and what is wrong with one.
import type { Listed, MaybeIn } from "./checks.js";
import type { Anything, Expression, Scalar } from "./expressions.js";

/** A value of the type, or an expression in any of its places; that it may be absent is told apart, by a sentence. */
type Placed<T> = unknown extends T
  ? Anything
  :
      | Expression<T | undefined, any>
      | (T extends Scalar
          ? T
          : T extends object
            ? { readonly [Key in keyof T]: Placed<Exclude<T[Key], undefined>> }
            : T);
/** The keys are checked apart from the values, so that a wrong key reads as a sentence and a wrong value is marked in its place. */
export type Partly<In> = { readonly [Key in keyof In]?: Placed<Exclude<In[Key], undefined>> } & {
  readonly [other: string]: unknown;
};

/** What one query language alone can say, in the input of a call: the chain knows whether it is its own. */
export type Spoken<Input> = Exclude<MaybeIn<Input>, string>;
type Extra<Input, In> = Exclude<keyof Input, keyof In> & string;
/** What takes any value, as the body of a message, takes undefined too: there the key itself says whether it may be absent. */
type MayLack<In, Key extends keyof In> = unknown extends In[Key]
  ? Record<never, never> extends Pick<In, Key>
    ? true
    : false
  : undefined extends In[Key]
    ? true
    : false;
type Lacks<Input, In> = {
  [Key in keyof In]-?: Key extends keyof Input ? never : MayLack<In, Key> extends true ? never : Key;
}[keyof In] &
  string;
/** What is wrong with the input of a call, as a sentence; `never` where all is well, or nothing is known of it yet. */
export type BadCall<Input, In> = string extends keyof Input
  ? never
  : [Extra<Input, In>] extends [never]
    ? [Lacks<Input, In>] extends [never]
      ? [Extract<MaybeIn<Input>, string>] extends [never]
        ? never
        : `'${Listed<Extract<MaybeIn<Input>, string>>}' may be absent here: ask isPresent in a choice before it`
      : `the input of the call lacks: ${Listed<Lacks<Input, In>>}`
    : `the input of the call has no '${Listed<Extra<Input, In>>}'`;
