// Hand-made models: what `.end()` gives, without the builder.
import type {
  CallNode,
  ChoiceRule,
  ChoiceState,
  CompareNode,
  Comparison,
  ConditionNode,
  FailState,
  LambdaModel,
  ListNode,
  LiteralNode,
  MapState,
  ObjectNode,
  ParallelState,
  PassState,
  PathNode,
  Placement,
  RawNode,
  State,
  StateGroup,
  StateMachineModel,
  SucceedState,
  TaskState,
  ValueNode,
  WaitState,
} from "../../dsl/model.js";

const source = "workflows/deploy.ts:42";

export const path = (...steps: PathNode["steps"]): PathNode => ({ kind: "path", root: "input", steps });
export const pathOf = (root: PathNode["root"], ...steps: PathNode["steps"]): PathNode => ({
  kind: "path",
  root,
  steps,
});
export const literal = (value: LiteralNode["value"]): LiteralNode => ({ kind: "literal", value });
export const call = (operator: string, ...values: ValueNode[]): CallNode => ({
  kind: "call",
  operator,
  arguments: values,
});
export const raw = (code: string): RawNode => ({ kind: "raw", language: "JSONPath", code });
export const list = (...items: ValueNode[]): ListNode => ({ kind: "list", items });
export const object = (entries: Record<string, ValueNode>): ObjectNode => ({
  kind: "object",
  entries: Object.entries(entries),
});
export const compare = (
  comparison: Comparison,
  left: ValueNode,
  right: ValueNode,
  of: CompareNode["of"] = "value",
): CompareNode => ({ kind: "compare", comparison, of, left, right });

export const lambda = (name: string, from = "workflows/deploy.ts:12"): LambdaModel => ({
  name,
  source: from,
  errors: [],
});
const common = (name: string) => ({ name, source });
export const key = (name: string): Placement => ({ kind: "key", key: name });

export const task = (name: string, fields: Partial<TaskState> & { readonly function?: string } = {}): TaskState => {
  const { function: functionName = name, ...others } = fields;
  return {
    ...common(name),
    Type: "Task",
    run: { kind: "lambda", lambda: lambda(functionName) },
    as: key("result"),
    ...others,
  };
};
export const pass = (name: string, set: Record<string, ValueNode>, fields: Partial<PassState> = {}): PassState => ({
  ...common(name),
  Type: "Pass",
  set: object(set),
  ...fields,
});
export const wait = (
  name: string,
  kind: WaitState["wait"]["kind"],
  value: ValueNode,
  fields: Partial<WaitState> = {},
): WaitState => ({ ...common(name), Type: "Wait", wait: { kind, value }, ...fields });
export const when = (condition: ConditionNode, Next: string): ChoiceRule => ({ condition, Next });
export const choice = (name: string, rules: readonly ChoiceRule[], Default?: string): ChoiceState => ({
  ...common(name),
  Type: "Choice",
  rules,
  ...(Default === undefined ? {} : { Default }),
});
export const group = (...states: readonly State[]): StateGroup => ({ StartAt: states[0]?.name ?? "", states });
export const parallel = (
  name: string,
  branches: readonly StateGroup[],
  fields: Partial<ParallelState> = {},
): ParallelState => ({ ...common(name), Type: "Parallel", branches, as: key("results"), ...fields });
/** Over `$.items`, but for one that reads its items. */
export const map = (name: string, processor: StateGroup, fields: Partial<MapState> = {}): MapState => ({
  ...common(name),
  Type: "Map",
  ...(fields.distributed?.reader ? {} : { items: path("items") }),
  processor,
  as: key("results"),
  ...fields,
});
export const succeed = (name: string): SucceedState => ({ ...common(name), Type: "Succeed" });
export const fail = (name: string, error: ValueNode, cause: ValueNode): FailState => ({
  ...common(name),
  Type: "Fail",
  error,
  cause,
});
export const machine = (
  name: string,
  states: readonly State[],
  fields: Partial<StateMachineModel> = {},
): StateMachineModel => ({
  "~statewright": "StateMachine",
  name,
  type: "STANDARD",
  QueryLanguage: "JSONPath",
  source: "workflows/deploy.ts:30",
  StartAt: states[0]?.name ?? "",
  states,
  ...fields,
});

const is = (name: string, value: LiteralNode["value"]) => compare("equals", path(name), literal(value));
const transient = [
  {
    ErrorEquals: ["Lambda.ServiceException", "Lambda.TooManyRequestsException"],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 2,
  },
];
const step = (name: string, functionName: string, as: string, Next: string) =>
  task(name, { function: functionName, as: key(as), Next, Retry: transient });

/** The deploy flow: sixteen states, three ways through. */
export const deploy = machine(
  "Deploy",
  [
    step("Check Stack Existence", "CheckStackExistence", "doesStackExist", "Does Stack Exist?"),
    choice("Does Stack Exist?", [
      when(is("doesStackExist", true), "Create Change Set"),
      when(is("doesStackExist", false), "Create Stack"),
    ]),
    step("Create Change Set", "CreateChangeSet", "changeSetName", "Wait Change Set Creation"),
    wait("Wait Change Set Creation", "seconds", literal(10), { Next: "Get Change Set Creation Status" }),
    step(
      "Get Change Set Creation Status",
      "GetChangeSetCreationStatus",
      "changeSetCreationStatus",
      "Change Set Created?",
    ),
    choice(
      "Change Set Created?",
      [when(is("changeSetCreationStatus", "complete"), "Inspect Change Set Changes")],
      "Wait Change Set Creation",
    ),
    step("Inspect Change Set Changes", "InspectChangeSetChanges", "changeSetAction", "Safe to Update Infra?"),
    choice(
      "Safe to Update Infra?",
      [when(is("changeSetAction", "CAN-SAFELY-UPDATE-EXISTING-STACK"), "Execute Change Set")],
      "Delete Change Set",
    ),
    step("Execute Change Set", "ExecuteChangeSet", "changeSetExecutionDetails", "Deployment Succeeded"),
    step("Delete Change Set", "DeleteChangeSet", "changeSetDeletionDetails", "Deployment Failed"),
    step("Create Stack", "CreateStack", "stackCreationDetails", "Wait Stack Creation"),
    wait("Wait Stack Creation", "seconds", literal(10), { Next: "Get Stack Creation Status" }),
    step("Get Stack Creation Status", "GetStackCreationStatus", "stackCreationStatus", "Stack Created?"),
    choice(
      "Stack Created?",
      [when(is("stackCreationStatus", "complete"), "Deployment Succeeded")],
      "Wait Stack Creation",
    ),
    succeed("Deployment Succeeded"),
    fail("Deployment Failed", literal("DeploymentFailed"), literal("The change set would delete or replace resources")),
  ],
  { Comment: "Creates a stack, or updates it where that is safe", TimeoutSeconds: 3600 },
);
