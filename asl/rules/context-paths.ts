import { readExpression } from "../expression-reading.js";
import type { StateView } from "../machine-view.js";
import type { Expression } from "../state-expressions.js";
import { inState, type Rule } from "./rule.js";

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const members: { readonly [part: string]: readonly string[] } = {
  Execution: ["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"],
  Map: ["Item"],
  State: ["EnteredTime", "Name", "RetryCount"],
  StateMachine: ["Id", "Name"],
  Task: ["Token"],
};
/** Fields of a Map that are worked out for each item. */
const OF_ITEMS = /^(?:ItemSelector|Parameters)$/;
/** Resources of tasks that have a token: those that wait for a job as well. */
const WAITING = /\.waitForTaskToken$|\.sync(?::2)?$|:activity:|\$\{/;

/** What is read of the context object is there. */
export const contextPaths: Rule = ({ states }, report) => {
  for (const state of states) {
    for (const expression of state.expressions) {
      // A Choice may ask whether it is there.
      if (expression.label === "Variable") continue;
      for (const [part, member] of contextReads(expression)) {
        const wrong = whyAbsent(part, member, state, expression);
        if (wrong === undefined) continue;
        report(inState(state, expression.field), wrong, { code: "UNWRITTEN_PATH", severity: "warning" });
      }
    }
  }
};

type Read = readonly [part: string, member: string | undefined];

const CONTEXT_IN_JSONATA = /\$states\s*\.\s*context\s*\.\s*(\w+)(?:\s*\.\s*(\w+))?/g;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function contextReads(expression: Expression): readonly Read[] {
  if (expression.kind === "jsonata") {
    const reads = textOf(expression.value).matchAll(CONTEXT_IN_JSONATA);
    return [...reads].map(([, part = "", member]): Read => [part, member]);
  }
  return readExpression(expression).paths.flatMap(({ root, steps: [part, member] }): readonly Read[] =>
    root === "context" && typeof part === "string" ? [[part, typeof member === "string" ? member : undefined]] : [],
  );
}

function whyAbsent(
  part: string,
  member: string | undefined,
  state: StateView,
  { field }: Expression,
): string | undefined {
  const known = Object.hasOwn(members, part) ? members[part] : undefined;
  if (known === undefined) return `The context object has no '${part}': it has ${Object.keys(members).join(", ")}`;
  if (member !== undefined && !known.includes(member)) {
    return `'${part}' of the context object has no '${member}': it has ${known.join(", ")}`;
  }
  if (part === "Map" && !isWithinMap(state) && !(state.type === "Map" && OF_ITEMS.test(field))) {
    return "'Map' of the context object is there in the ItemSelector of a Map and within its iterations alone";
  }
  if (part === "Task" && !WAITING.test(textOf(state.document["Resource"]))) {
    return "'Task' of the context object is there in a Task that waits for a token alone";
  }
  return undefined;
}

function isWithinMap({ scope }: StateView): boolean {
  for (let { outer } = scope; outer !== undefined; { outer } = outer.state.scope) {
    if (outer.state.type === "Map") return true;
  }
  return false;
}
