// Runs Amazon States Language on the author's machine, as AWS would.
export { DefinitionError, type Diagnostic } from "../asl/diagnostic.js";
export type { Cancel, Clock, Settled, Sleep } from "./clock.js";
export { execute } from "./execute.js";
export type { HistoryEvent, HistoryEventType } from "./history-event.js";
export type {
  ClockOption,
  ExecuteOptions,
  ExecutionResult,
  ExecutionStatus,
  HandlerTools,
  LambdaHandler,
  StateMachine,
  TaskHandler,
  TaskRequest,
  TaskToken,
  TaskTokens,
} from "./options.js";
export { createClock } from "./shared-clock.js";
export { type TestStateOptions, testState } from "./test-state.js";
export {
  type TestStateConfiguration,
  TestStateError,
  type TestStateInspectionData,
  type TestStateMock,
  type TestStateRequest,
  type TestStateResponse,
} from "./test-state-request.js";
export {
  type ValidateStateMachineDefinitionDiagnostic,
  type ValidateStateMachineDefinitionRequest,
  type ValidateStateMachineDefinitionResponse,
  validateStateMachineDefinition,
} from "./validate-state-machine-definition.js";
export { type VariableReferences, variableReferences } from "./variable-references.js";
