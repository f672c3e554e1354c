/**
 * The errors of the Lambda service that pass by themselves, so that the call may be tried again.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
 * @example { as: "result", retry: [{ errors: transientLambdaErrors, intervalSeconds: 2, maxAttempts: 6, backoffRate: 2 }] }
 */
export const transientLambdaErrors = [
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.TooManyRequestsException",
] as const;
