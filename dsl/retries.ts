/**
 * A retry for errors of the Lambda service that pass by themselves: 2, 4, 8, 16, 32 and 64 seconds, with jitter.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
 * @example { as: "result", retry: [transientLambdaErrors] }
 */
export const transientLambdaErrors = {
  errors: [
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.TooManyRequestsException",
  ],
  intervalSeconds: 2,
  maxAttempts: 6,
  backoffRate: 2,
  jitter: "FULL",
} as const;
