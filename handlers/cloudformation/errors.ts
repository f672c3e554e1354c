// What an error of AWS means. Its name is the SDK's class or, where it has none, the code on the wire; ValidationError has
// many causes, so its text is asked too.

interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
const isAwsError = (error: unknown): error is AwsError => error instanceof Error;
const named =
  (...names: readonly string[]) =>
  (error: unknown): boolean =>
    isAwsError(error) && names.includes(error.name);
const says = (error: unknown, name: string, message: string): boolean =>
  isAwsError(error) && error.name === name && error.message === message;

/** There is no such stack. Nothing else says so: neither a refusal nor a fault of the network. */
export const isMissingStack = (error: unknown, stack: string): boolean =>
  says(error, "ValidationError", `Stack with id ${stack} does not exist`) ||
  says(error, "ValidationError", `Stack [${stack}] does not exist`);
export const isMissingChangeSet = named("ChangeSetNotFoundException", "ChangeSetNotFound");
/** The change set is in a status in which that cannot be done with it. */
export const isWrongStatus = named("InvalidChangeSetStatusException", "InvalidChangeSetStatus");
export const isNameTaken = named("AlreadyExistsException");
export const isTokenTaken = named("TokenAlreadyExistsException");
