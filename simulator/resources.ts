// What the `Resource` of a Task can be, a row each: how its history reads, who answers it, and what a failure of it looks like.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-service-integrations.html
import type { DiagnosticCode } from "../asl/diagnostic.js";
import { activityEvents, type EventFamily, lambdaFunctionEvents, taskEvents } from "./task-events.js";

/** How a Task waits: for the answer alone, for a job, for whoever holds its token. */
export type Pattern = "" | "sync" | "waitForTaskToken";

export interface Resource {
  /** As the definition has it. */
  readonly text: string;
  readonly events: EventFamily;
  /** The service (`lambda`, `aws-sdk:s3`) and the action with its pattern (`invoke.waitForTaskToken`); empty for ARNs. */
  readonly type: string;
  readonly action: string;
  /** The plain name of a function that is called directly. */
  readonly functionName?: string;
  /** `lambda:invoke`: the function's name is among the parameters, its result within an envelope. */
  readonly invokesLambda: boolean;
  /** What it waits for once it was called. */
  readonly pattern: Pattern;
  /** Express state machines do not take it. */
  readonly standardOnly?: string;
}

interface Form {
  readonly form: RegExp;
  readonly read: (match: RegExpExecArray) => Omit<Resource, "text"> | Refused;
}
interface Refused {
  readonly refused: string;
  readonly code: DiagnosticCode;
}

const direct = (functionName = "") => ({
  events: lambdaFunctionEvents,
  type: "",
  action: "",
  functionName,
  invokesLambda: false,
  pattern: "" as const,
});

const forms: readonly Form[] = [
  { form: /^\$\{([^{}]+)\}$/, read: ([, name]) => direct(name) },
  { form: /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)(?::[^:]+)?$/, read: ([, name]) => direct(name) },
  {
    form: /^arn:[^:]+:states:[^:]*:[^:]*:activity:[^:]+$/,
    read: () => ({
      events: activityEvents,
      type: "",
      action: "",
      invokesLambda: false,
      pattern: "",
      standardOnly: "Activity ARN",
    }),
  },
  {
    form: /^arn:[^:]+:states:::((?:aws-sdk:)?[^:.]+):([^:.]+)(?:\.(sync|waitForTaskToken)(:\d+)?)?$/,
    read: ([, type = "", action = "", pattern = "", version = ""]) => ({
      events: taskEvents,
      type,
      action: pattern === "" ? action : `${action}.${pattern}${version}`,
      invokesLambda: type === "lambda" && action === "invoke",
      // The form lets no other through.
      pattern: pattern as Pattern,
      ...(pattern === "" ? {} : { standardOnly: `'.${pattern}' service integration` }),
    }),
  },
];

/** What a `Resource` stands for, or why it cannot be run. */
export function readResource(text: string): Resource | Refused {
  for (const { form, read } of forms) {
    const match = form.exec(text);
    if (match === null) continue;
    const resource = read(match);
    return "refused" in resource ? resource : { text, ...resource };
  }
  return {
    refused: `The resource provided ${text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    code: "SCHEMA_VALIDATION_FAILED",
  };
}
