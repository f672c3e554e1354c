import { createHash, randomUUID } from "node:crypto";
import { ClientError } from "./client-error.js";
import { operations, type Service, type World } from "./surroundings.js";

class SQSServiceException extends ClientError {}

export function sqs({ deliver }: World): Service {
  return {
    tasks: operations(["sqs", "aws-sdk:sqs"], {
      sendMessage: ({ parameters: { QueueUrl, MessageBody } }) => {
        if (MessageBody === null || MessageBody === undefined) {
          throw new SQSServiceException("MissingParameter", "The request must contain the parameter MessageBody.");
        }
        const body = typeof MessageBody === "string" ? MessageBody : JSON.stringify(MessageBody);
        deliver(QueueUrl, body);
        return { MD5OfMessageBody: createHash("md5").update(body).digest("hex"), MessageId: randomUUID() };
      },
    }),
  };
}
