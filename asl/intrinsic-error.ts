/** A call of an intrinsic function cannot be answered: its message is the reason, without the call. */
export class IntrinsicError extends Error {
  override readonly name: string = "IntrinsicError";
}

/** A path among the arguments selects nothing. The service tells this apart from all other reasons. */
export class MissingArgument extends IntrinsicError {
  override readonly name = "MissingArgument";
}
