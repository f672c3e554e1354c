// Generated from workflows/approval.ts by `statewright generate`. Edit that file, not this one.

/** A type that stands in several places below. */
export type PublishTaskInput = {
  TopicArn?: string;
  TargetArn?: string;
  PhoneNumber?: string;
  Message: unknown;
  Subject?: string;
  MessageStructure?: "json";
  MessageAttributes?: {
    [key: string]: { DataType: string; StringValue?: string; BinaryValue?: string };
  };
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
};

/** What an execution of Approval starts with: workflows/approval.ts:16. */
export type WorkflowInput = {
  requestId: string;
  title: string;
  requestedBy: string;
};

/** What an execution of Approval ends with, where it succeeds. */
export type WorkflowOutput = {
  requestId: string;
  title: string;
  requestedBy: string;
  answer?:
    | { verdict: "approved"; by: string }
    | { verdict: "rejected"; by: string; reason: string };
  withdrawal?: { Error: string; Cause: string };
  outcome: string;
  detail: string;
};

/** The data when "Begin" is entered: workflows/approval.ts:19. */
export type BeginInput = {
  requestId: string;
  title: string;
  requestedBy: string;
};

/** The data when "Ask For Approval" is entered: workflows/approval.ts:20. */
export type AskForApprovalInput = {
  requestId: string;
  title: string;
  requestedBy: string;
};

/** The data when "Verdict?" is entered: workflows/approval.ts:34. */
export type VerdictInput = {
  requestId: string;
  title: string;
  requestedBy: string;
  answer: { verdict: "approved"; by: string } | { verdict: "rejected"; by: string; reason: string };
};

/** The data when "Reminded Enough?" is entered: workflows/approval.ts:36. */
export type RemindedEnoughInput = {
  requestId: string;
  title: string;
  requestedBy: string;
};

/** The data when "Remind Approvers" is entered: workflows/approval.ts:39. */
export type RemindApproversInput = {
  requestId: string;
  title: string;
  requestedBy: string;
};

/** The data when "Note Approval" is entered: workflows/approval.ts:46. */
export type NoteApprovalInput = {
  requestId: string;
  title: string;
  requestedBy: string;
  answer: { verdict: "approved"; by: string };
};

/** The data when "Note Rejection" is entered: workflows/approval.ts:48. */
export type NoteRejectionInput = {
  requestId: string;
  title: string;
  requestedBy: string;
  answer: { verdict: "rejected"; by: string; reason: string };
};

/** The data when "Note Withdrawal" is entered: workflows/approval.ts:53. */
export type NoteWithdrawalInput = {
  requestId: string;
  title: string;
  requestedBy: string;
  withdrawal: { Error: string; Cause: string };
};

/** The data when "Note Expiry" is entered: workflows/approval.ts:55. */
export type NoteExpiryInput = {
  requestId: string;
  title: string;
  requestedBy: string;
};

/** The data when "Publish Outcome" is entered: workflows/approval.ts:56. */
export type PublishOutcomeInput = {
  requestId: string;
  title: string;
  requestedBy: string;
  answer?:
    | { verdict: "approved"; by: string }
    | { verdict: "rejected"; by: string; reason: string };
  withdrawal?: { Error: string; Cause: string };
  outcome: string;
  detail: string;
};

/** Each state, and the data when it is entered. */
export interface StateInputs {
  "Begin": BeginInput;
  "Ask For Approval": AskForApprovalInput;
  "Verdict?": VerdictInput;
  "Reminded Enough?": RemindedEnoughInput;
  "Remind Approvers": RemindApproversInput;
  "Note Approval": NoteApprovalInput;
  "Note Rejection": NoteRejectionInput;
  "Note Withdrawal": NoteWithdrawalInput;
  "Note Expiry": NoteExpiryInput;
  "Publish Outcome": PublishOutcomeInput;
}

/** Each state that has variables, and these when it is entered. */
export interface StateVariables {
  "Ask For Approval": {
    reminders: number;
  };
  "Verdict?": {
    reminders: number;
  };
  "Reminded Enough?": {
    reminders: number;
  };
  "Remind Approvers": {
    reminders: number;
  };
  "Note Approval": {
    reminders: number;
  };
  "Note Rejection": {
    reminders: number;
  };
  "Note Withdrawal": {
    reminders: number;
  };
  "Note Expiry": {
    reminders: number;
  };
  "Publish Outcome": {
    reminders: number;
  };
}

/** Each task, and what it is sent. */
export interface TaskInputs {
  "Ask For Approval": {
    QueueUrl: string;
    MessageBody?: unknown;
    DelaySeconds?: number;
    MessageAttributes?: {
      [key: string]: { DataType: string; StringValue?: string; BinaryValue?: string };
    };
    MessageGroupId?: string;
    MessageDeduplicationId?: string;
  };
  "Remind Approvers": PublishTaskInput;
  "Publish Outcome": PublishTaskInput;
}

/** Each task, and what it answers. */
export interface TaskOutputs {
  "Ask For Approval": { verdict: "approved"; by: string } | { verdict: "rejected"; by: string; reason: string };
  "Remind Approvers": {
    MessageId: string;
    SequenceNumber?: string;
  };
  "Publish Outcome": {
    MessageId: string;
    SequenceNumber?: string;
  };
}
