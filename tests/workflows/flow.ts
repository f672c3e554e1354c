// What the three deploy workflows have in common: their input, their answers, and views of what they are made of.
import type { StateMachineModel } from "statewright";
import { inTurn } from "statewright/testing";
import { transitions } from "../../dsl/transitions.js";
import type { DeployInput } from "../../workflows/deploy.js";

export const input: DeployInput = {
  environmentName: "prod",
  stackName: "sample-lambda-app",
  templatePath: "infra/lambda-template.yaml",
  revisionS3Bucket: "artifacts",
  revisionS3Key: "deploy-pipeline/SourceOutp/a1B2c3D",
};

/** The states that follow one another until a check says that it is done. */
export const turns = <const Loop extends readonly string[]>(count: number, ...loop: Loop): readonly string[] =>
  Array.from({ length: count }, () => loop).flat();

/** Answers of the functions that the ways have in common; a test puts its own over them. */
export const absent = {
  "Check Stack Existence": () => false,
  "Create Stack": () => ({ stackId: "stack/1" }),
  "Get Stack Creation Status": inTurn("complete"),
};
export const present = {
  "Check Stack Existence": () => true,
  "Create Change Set": () => "change-set-1",
  "Get Change Set Creation Status": inTurn("complete"),
};
export const safe = { "Inspect Change Set Changes": () => "CAN-SAFELY-UPDATE-EXISTING-STACK" as const };
export const unsafe = { "Inspect Change Set Changes": () => "RESOURCES-BEING-DELETED-OR-REPLACED" as const };
export const changeSetDone = () => ({ changeSetId: "change-set/1" });
export const reason = "Table (AWS::DynamoDB::Table) would be deleted";
export const changeSetDeleted = () => ({ changeSetId: "change-set/1", reason });

/** Each state with its type and where it leads, in the order in which ASL tries the ways. */
export const ways = ({ states }: StateMachineModel): Record<string, string> =>
  Object.fromEntries(
    states.map((state) => [state.name, [state.Type, ...transitions(state).map(({ target }) => target)].join(" → ")]),
  );

/** Under which key each task puts its result. */
export const keys = ({ states }: StateMachineModel): Record<string, string> =>
  Object.fromEntries(
    states.flatMap((state) =>
      state.Type === "Task" ? [[state.name, state.as.kind === "key" ? state.as.key : state.as.kind]] : [],
    ),
  );

/** Seconds from the start of the execution to each event of a type. */
export const times = (events: readonly { readonly type?: string; readonly timestamp: Date }[], type: string) =>
  events
    .filter((event) => event.type === type)
    .map(({ timestamp }) => (timestamp.getTime() - (events[0]?.timestamp.getTime() ?? 0)) / 1000);

/** Seconds from the first event to the last. */
export const duration = (events: readonly { readonly timestamp: Date }[]) =>
  ((events.at(-1)?.timestamp.getTime() ?? 0) - (events[0]?.timestamp.getTime() ?? 0)) / 1000;

/** An error of the Lambda service, as AWS names it. */
export const throttled = (): Error =>
  Object.assign(new Error("Rate Exceeded."), { name: "Lambda.TooManyRequestsException" });
