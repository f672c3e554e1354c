// Clients that answer from a table by the name of the command, and remember what they were sent.
import type { DeployClients, TriggerClients } from "../../handlers/index.js";

/** A value, an error to throw, or what makes one of the input and of how often the command was sent, from 1. */
export type Answer = object | Error | ((input: Record<string, any>, count: number) => unknown); // `any`: a test knows what its command holds
export interface Sent {
  readonly command: string;
  readonly input: Record<string, any>; // `any`: likewise
}
export interface Fake {
  readonly send: (command: object) => Promise<any>; // `any`: it stands for every command of a client
  readonly sent: readonly Sent[];
  /** The inputs of one command. */
  readonly inputs: (command: string) => readonly Record<string, any>[];
}

export function fake(answers: Readonly<Record<string, Answer>>): Fake {
  const sent: Sent[] = [];
  const inputs = (command: string) => sent.filter((one) => one.command === command).map(({ input }) => input);
  return {
    sent,
    inputs,
    send: async (command) => {
      const name = command.constructor.name.replace(/Command$/, "");
      const { input } = command as Sent; // what every command of the SDK has
      sent.push({ command: name, input });
      const answer = answers[name];
      if (answer === undefined) throw new Error(`the test has no answer for ${name}`);
      const value = typeof answer === "function" ? answer(input, inputs(name).length) : answer;
      if (value instanceof Error) throw value;
      return value;
    },
  };
}

/** The overloads of `send` are the SDK's own; here one function stands for all of them. */
export const asClient = <Sender extends DeployClients[keyof DeployClients] | TriggerClients[keyof TriggerClients]>(
  client: Fake,
): Sender => client as unknown as Sender;

/** Answers one after the other, the last one from then on. */
export const each =
  (...answers: readonly (object | Error)[]): Answer =>
  (_input, count) =>
    answers[Math.min(count, answers.length) - 1];

export const awsError = (name: string, message = name, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
export const throttled = awsError("Throttling", "Rate exceeded");
export const denied = awsError("AccessDenied", "User is not authorized", 403);
export const missingStack = (stack: string): Error =>
  awsError("ValidationError", `Stack with id ${stack} does not exist`);

/** What an S3 object looks like to who reads it. */
export const object = (bytes: Uint8Array | string, length?: number) => {
  const Body = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return { ContentLength: length ?? Body.byteLength, Body: { transformToByteArray: async () => Body } };
};
