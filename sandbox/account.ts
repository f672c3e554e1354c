// Where everything in the sandbox lies, and the shapes of its names.

export const REGION = "us-east-1";
export const ACCOUNT = "123456789012";

export const arn = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
