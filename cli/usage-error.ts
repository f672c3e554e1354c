/**
 * The command cannot do what it was asked: said in one message with the way out, exit code 2, no stack.
 * Nothing on disk was changed.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly fix: string | undefined;
  constructor(message: string, fix?: string) {
    super(message);
    this.fix = fix;
  }
}

/** A failure of the disk as a message; anything else stays what it is. */
export function refusedByDisk(error: unknown, doing: string, fix: string): unknown {
  return error instanceof Error && "syscall" in error ? new UsageError(`${doing}: ${error.message}`, fix) : error;
}
