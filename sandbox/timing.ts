/** How long things take in the sandbox, in seconds. */
export interface Timing {
  /** From a call to its effect, and from there to its answer: between nothing and so long. */
  readonly call: number;
  /** A change set in each of its two statuses before it is complete. */
  readonly changeSet: number;
  readonly create: number;
  readonly update: number;
  /** The old resources of an update are removed. */
  readonly cleanup: number;
  readonly rollback: number;
  readonly delete: number;
  /** After a change set was executed, DescribeStacks still shows the former status for so long. */
  readonly statusDelay: number;
  /** From the answer of one job of a pipeline action to the next. */
  readonly reinvoke: number;
}

export const usualTiming: Timing = {
  call: 0.08,
  changeSet: 4,
  create: 25,
  update: 20,
  cleanup: 5,
  rollback: 15,
  delete: 10,
  statusDelay: 1,
  reinvoke: 30,
};
