/**
 * What was asked for cannot be done, and a second try would fail alike. Step Functions knows the error by its name, and
 * the pipeline's trigger tells it as a mistake of the configuration.
 */
export const invalidDeployment = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, cause === undefined ? {} : { cause }), { name: "InvalidDeployment" });

export const isInvalidDeployment = (error: unknown): error is Error =>
  error instanceof Error && error.name === "InvalidDeployment";
