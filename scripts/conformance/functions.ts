// The functions of a case, which behave as recorded.
import { randomUUID } from "node:crypto";
import type { LambdaHandler } from "../../simulator/index.js";
import { ACCOUNT, REGION } from "./case.js";

export interface Behaviour {
  readonly kind: "echo" | "returns" | "throws" | "delay";
  readonly value?: unknown;
  readonly errorType?: string;
  readonly errorMessage?: string;
  readonly seconds?: number;
  readonly note?: string;
}

export const functionsOf =
  (behaviours: { readonly [functionName: string]: Behaviour } = {}): LambdaHandler =>
  async (name, payload, { sleep }) => {
    const behaviour = behaviours[name];
    if (behaviour === undefined) throw notFound(name);
    if (behaviour.kind === "throws") {
      throw Object.assign(new Error(behaviour.errorMessage), { name: behaviour.errorType });
    }
    if (behaviour.kind === "returns")
      return "value" in behaviour ? behaviour.value : described(behaviour.note, payload);
    if (behaviour.seconds !== undefined) await sleep(behaviour.seconds);
    return payload;
  };

/** As the service of the functions answers. */
function notFound(name: string): Error {
  const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}:$LATEST`;
  const request = `Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: ${randomUUID()}; Proxy: null`;
  return Object.assign(new Error(`Function not found: ${arn} (${request})`), {
    name: "Lambda.ResourceNotFoundException",
  });
}

/** A result that a case tells in words: too long to be written down, or made from the event. */
function described(note = "", event: unknown): string {
  const [long, size, sign = ""] = /(\d+) KiB of '(.)'/.exec(note) ?? [];
  if (long !== undefined) return sign.repeat(Number(size) * 1024);
  const [made, start = ""] = /"([^"]*)" followed by Python's str\(\) of the event/.exec(note) ?? [];
  return made === undefined ? note : start + pythonText(event);
}

const constants = new Map<unknown, string>([
  [null, "None"],
  [true, "True"],
  [false, "False"],
]);

/** JSON as Python prints it. */
function pythonText(value: unknown): string {
  if (typeof value === "string") return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(pythonText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return constants.get(value) ?? String(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${pythonText(key)}: ${pythonText(member)}`)
    .join(", ")}}`;
}
