// What ran beside an execution and answered its task tokens.
import type { TaskToken, TaskTokens } from "../../../simulator/index.js";

/** A helper by its name, or a state machine that ran under a name. */
export type Helper = string | { readonly [name: string]: object };

interface Message {
  readonly TaskToken: string;
  readonly Message?: unknown;
}
/** Does something with the token in a message. */
type Listener = (token: TaskToken, message: Message) => void;

const sendMessageBack: Listener = (token, message) => token.succeed(message);

const listeners: { readonly [helper: string]: Listener } = {
  sqs_send_task_success_state_machine: (token, { Message }) => token.succeed(Message),
  sqs_send_task_failure_state_machine: (token) => token.fail("Failure error", "Failure cause"),
  "thread:_sqs_task_token_handler": sendMessageBack,
  "thread:_handle_sqs_task_token_with_heartbeats_and_success": (token, message) => {
    for (let beat = 0; beat < 10; beat += 1) token.heartbeat();
    sendMessageBack(token, message);
  },
  "thread:_empty_send_task_failure_on_sqs_message": (token) => token.fail(),
  // Waits for the message of a topic.
  "thread:retry": (token) => token.succeed({}),
};

/** Hands the text of a message to the first helper that listens, if there is a token in it that a task waits for. */
export function tell(helpers: readonly Helper[], text: string, tokens: TaskTokens): void {
  const listener = helpers.map((helper) => (typeof helper === "string" ? listeners[helper] : undefined)).find(Boolean);
  const message = parsed(text);
  const token = tokens.get(String(message?.TaskToken));
  if (listener !== undefined && token !== undefined && message !== undefined) listener(token, message);
}

function parsed(text: string): Message | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
