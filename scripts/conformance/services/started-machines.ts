// The state machines that a case's execution starts. The cases do not hold them: these are what LocalStack's tests start, by what
// else a case gives.
import type { StateMachine } from "../../../simulator/index.js";

interface Given {
  readonly definition: object;
  readonly input?: unknown;
  readonly lambda?: { readonly [functionName: string]: object };
}

/** Calls a function that takes longer than it may. */
const calling = (FunctionName: string) => ({
  StartAt: "Call",
  States: {
    Call: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      TimeoutSeconds: 5,
      Parameters: { FunctionName, "Payload.$": "$.Payload" },
      End: true,
    },
  },
});

/** Sends the token that it was given to a queue, and goes on for a while. */
const sending = {
  StartAt: "Send",
  States: {
    Send: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: {
        "QueueUrl.$": "$.QueueUrl",
        MessageBody: { Message: "SQS_SEND_MESSAGE_AND_WAIT", "TaskToken.$": "$.TaskToken" },
      },
      Next: "Rest",
    },
    Rest: { Type: "Wait", Seconds: 600, End: true },
  },
};

const answering = { StartAt: "Answer", States: { Answer: { Type: "Pass", Result: { Arg1: "argument1" }, End: true } } };

export function startedMachines({ definition, input, lambda = {} }: Given): { readonly [arn: string]: StateMachine } {
  const text = JSON.stringify([definition, input]);
  const arns = text.match(/arn:aws:states:[^":]*:[^":]*:stateMachine:[^":]+/g) ?? [];
  const [functionName] = Object.keys(lambda);
  const byQueue = text.includes("$$.Task.Token") ? sending : answering;
  const machine: StateMachine = { definition: functionName === undefined ? byQueue : calling(functionName) };
  return Object.fromEntries(arns.map((arn) => [arn, machine]));
}
