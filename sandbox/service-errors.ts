// Errors as the clients of the SDK throw them.
import { ACCOUNT } from "./account.js";
import type { CommonErrors } from "./service.js";

interface Fields {
  readonly name: string;
  readonly message: string;
  readonly $fault: "client" | "server";
  readonly $metadata: { readonly httpStatusCode: number };
}
type Failure = (name: string, message: string, httpStatusCode?: number) => Error;

/** Makes the errors for which a service has no class of their own, with the class that all of its errors have. */
export const failuresOf =
  (Exception: new (fields: Fields) => Error): Failure =>
  (name, message, httpStatusCode = 400) => {
    const $fault = httpStatusCode < 500 ? "client" : "server";
    return new Exception({ name, message, $fault, $metadata: { httpStatusCode } });
  };

export const notAuthorized = (action: string): string =>
  `User: arn:aws:sts::${ACCOUNT}:assumed-role/sandbox is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;

/** What the services that speak JSON say alike, but for the name of their own failure. */
export const jsonErrors = (failure: Failure, unavailable: string): CommonErrors => ({
  throttled: () => failure("ThrottlingException", "Rate exceeded"),
  denied: (action) => failure("AccessDeniedException", notAuthorized(action)),
  unavailable: () => failure(unavailable, "The request processing has failed because of an unknown error.", 500),
});
