// What passes by itself: AWS is asked too often, is out of order, or was not reached.

const names = new Set([
  // asked too often
  "BandwidthLimitExceeded",
  "ExecutionLimitExceeded",
  "PriorRequestNotComplete",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  // out of order
  "InternalError",
  "InternalFailure",
  "InternalServerError",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  // not reached
  "NetworkingError",
  "RequestTimeout",
  "RequestTimeoutException",
  "TimeoutError",
]);
/** Of Node, where the connection breaks. */
const codes = new Set(["EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EPIPE", "ETIMEDOUT"]);
const httpStatusCodes = new Set([429, 500, 502, 503, 504]);

export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, $metadata }: Error & { code?: unknown; $metadata?: { httpStatusCode?: number } } = error;
  return names.has(name) || codes.has(String(code)) || httpStatusCodes.has($metadata?.httpStatusCode ?? 0);
}

/** A contract that declares the one name under which the workflows try again. */
interface Retried {
  readonly name: string;
  readonly error: (name: "TransientError", message: string, options: { readonly cause: unknown }) => Error;
}

/** The body of a handler; what passes by itself it throws as `TransientError`, which the workflows retry. */
export const retryable =
  <Input, Context, Output>(contract: Retried, body: (input: Input, context: Context) => Promise<Output>) =>
  async (input: Input, context: Context): Promise<Output> => {
    try {
      return await body(input, context);
    } catch (cause) {
      if (!isTransient(cause)) throw cause;
      const { name, message } = cause as Error; // else it would not be one that passes
      throw contract.error("TransientError", `${contract.name}: ${name}: ${message}`, { cause });
    }
  };

export interface Attempts {
  /** The first one included. @default 3 */
  readonly attempts?: number;
  /** Before the next attempt; the one before it has the number, from 1. @default none */
  readonly wait?: (attempt: number) => Promise<void>;
}

/** Calls until it is answered, or fails with what does not pass, or for the last time. */
export async function persistently<Answer>(
  call: () => Promise<Answer>,
  { attempts = 3, wait }: Attempts = {},
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!isTransient(error) || attempt >= attempts) throw error;
      await wait?.(attempt);
    }
  }
}
