import { ClientError } from "./client-error.js";
import { operations, type Service } from "./surroundings.js";

class SecretsManagerServiceException extends ClientError {}

export function secretsManager(): Service {
  return {
    tasks: operations(["aws-sdk:secretsmanager"], {
      createSecret: ({ parameters: { Name } }) => {
        if (!/^[\w/+=.@!-]+$/.test(Name)) {
          throw new SecretsManagerServiceException(
            "ValidationException",
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
          );
        }
        return { ARN: `arn:aws:secretsmanager:us-east-1:111111111111:secret:${Name}-a1b2c3`, Name };
      },
    }),
  };
}
