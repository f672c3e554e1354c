// How a member of a client's types stands in ASL, as types.
import type { IsAny } from "./contexts.js";
import type { Scalar } from "./expressions.js";

type IsUpper<Letter extends string> = Letter extends Lowercase<Letter> ? false : true;
type IsLower<Letter extends string> = Letter extends Uppercase<Letter> ? false : true;
/** Capitals in front become small, but for the last one before a small letter: `BInstance` is `bInstance`, `CL` is `cl`. */
type LowerFront<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? IsUpper<First> extends true
    ? Rest extends `${infer Second}${string}`
      ? IsLower<Second> extends true
        ? Text
        : `${Lowercase<First>}${LowerFront<Rest>}`
      : Lowercase<Text>
    : Text
  : Text;
/** Members that are words of Java, or shared by all of its objects. */
interface Renamed {
  NULL: "Nul";
  Equals: "EqualsValue";
  equals: "EqualsValue";
}
/**
 * The name of a member: Step Functions has those of AWS's SDK for Java, with a capital. `stateMachineArn` is `StateMachineArn`,
 * `DBInstanceIdentifier` `DbInstanceIdentifier`, `SSEKMSKeyId` `SsekmsKeyId`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export type WireKey<Key> = Key extends keyof Renamed
  ? Renamed[Key]
  : Key extends `${infer First}${infer Rest}`
    ? `${Capitalize<First>}${LowerFront<Rest>}`
    : Key;
type Streamed =
  | { readonly pipe: unknown }
  | { readonly getReader: unknown }
  | { readonly arrayBuffer: unknown }
  | { readonly transformToString: unknown };
/** What the client's types have beside the service's own: what came with the answer, a member that is newer than the client. */
type ClientsOwn = "$metadata" | "$unknown";
/**
 * A client's type as it stands in ASL: moments and bytes are text, members have the names above. One that the service requires
 * is there, though the client says that it may be undefined. Body: what is streamed.
 */
export type Wire<T, Body> =
  IsAny<T> extends true
    ? any
    : T extends Scalar | undefined
      ? T
      : T extends Date | Uint8Array
        ? string
        : T extends Streamed
          ? Body
          : T extends readonly (infer Item)[]
            ? Wire<Item, Body>[]
            : T extends { $unknown: unknown }
              ? never
              : T extends object
                ? {
                    [Key in keyof T as string extends Key ? Key : WireKey<Exclude<Key, ClientsOwn>>]: Wire<
                      Exclude<T[Key], undefined>,
                      Body
                    >;
                  }
                : T;
