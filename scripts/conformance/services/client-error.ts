import { randomUUID } from "node:crypto";

/** An error as a client of the AWS SDK throws it. The class that all errors of a client share is `<Client>ServiceException`. */
export class ClientError extends Error {
  override readonly name: string;
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string };
  constructor(name: string, message: string, httpStatusCode = 400) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode, requestId: randomUUID() };
  }
}
