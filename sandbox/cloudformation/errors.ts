// CloudFormation's errors as its SDK throws them.
import {
  AlreadyExistsException,
  ChangeSetNotFoundException,
  CloudFormationServiceException,
  InsufficientCapabilitiesException,
  InvalidChangeSetStatusException,
  TokenAlreadyExistsException,
} from "@aws-sdk/client-cloudformation";
import type { CommonErrors } from "../service.js";
import { failuresOf, notAuthorized } from "../service-errors.js";

const failure = failuresOf(CloudFormationServiceException);
const modelled = (message: string, httpStatusCode = 400) => ({ message, $metadata: { httpStatusCode } });

/** CloudFormation models no class for it. */
export const validationError = (message: string) => failure("ValidationError", message);

export const stackUnknownToDescribe = (stack: string) => validationError(`Stack with id ${stack} does not exist`);
export const stackUnknown = (stack: string) => validationError(`Stack [${stack}] does not exist`);
export const stackNotUpdatable = (id: string, status: string) =>
  validationError(`Stack:${id} is in ${status} state and can not be updated.`);
export const stackExists = (stack: string) => new AlreadyExistsException(modelled(`Stack [${stack}] already exists`));
export const changeSetExists = (changeSet: string) =>
  new AlreadyExistsException(modelled(`ChangeSet [${changeSet}] already exists`));
export const changeSetUnknown = (changeSet: string) =>
  new ChangeSetNotFoundException(modelled(`ChangeSet [${changeSet}] does not exist`, 404));
export const changeSetStatus = (message: string) => new InvalidChangeSetStatusException(modelled(message));
export const capabilitiesMissing = (missing: readonly string[]) =>
  new InsufficientCapabilitiesException(modelled(`Requires capabilities : [${missing.join(", ")}]`));
export const tokenTaken = (token: string) =>
  new TokenAlreadyExistsException(modelled(`A client request token ${token} already exists`));

export const commonErrors: CommonErrors = {
  throttled: () => failure("Throttling", "Rate exceeded"),
  denied: (action) => failure("AccessDenied", notAuthorized(action), 403),
  unavailable: () => failure("ServiceUnavailable", "Service is unable to handle request.", 503),
};
