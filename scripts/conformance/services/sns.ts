import { randomUUID } from "node:crypto";
import { ClientError } from "./client-error.js";
import { operations, type Service, type World } from "./surroundings.js";

class SNSServiceException extends ClientError {}
class NotFoundException extends SNSServiceException {
  readonly Code = "NotFound";
  constructor() {
    super("NotFoundException", "Topic does not exist", 404);
  }
}

export function sns({ deliver, resourcesExist }: World): Service {
  return {
    tasks: operations(["sns", "aws-sdk:sns"], {
      publish: ({ parameters: { TopicArn, Message } }) => {
        if (!resourcesExist) throw new NotFoundException();
        deliver(TopicArn, typeof Message === "string" ? Message : JSON.stringify(Message));
        return { MessageId: randomUUID() };
      },
    }),
  };
}
