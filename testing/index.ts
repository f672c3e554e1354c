// What a workflow's own tests import.
export { type Transition, untaken, type Way } from "./coverage.js";
export {
  inTurn,
  type Mock,
  type Mocks,
  type MockTools,
  type S3Mocks,
  type SimulateOptions,
  type Simulation,
  simulate,
  type TokenMock,
} from "./simulate.js";
