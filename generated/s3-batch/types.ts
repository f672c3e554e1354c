// Generated from workflows/s3-batch.ts by `statewright generate`. Edit that file, not this one.

/** What an execution of S3Batch starts with: workflows/s3-batch.ts:44. */
export type WorkflowInput = {
  /** Its name under `readings/`. */
  fileName: string;
};

/** What an execution of S3Batch ends with, where it succeeds. */
export type WorkflowOutput = {
  fileName: string;
  written: { MapRunArn: string; ResultWriterDetails: { Bucket: string; Key: string } };
  summary: { imported: number; rejected: number };
};

/** The data when "Import Readings" is entered: workflows/s3-batch.ts:47. */
export type ImportReadingsInput = {
  fileName: string;
};

/** The data when "Import Batch" is entered: workflows/s3-batch.ts:55. */
export type ImportBatchInput = {
  BatchInput: { importId: string };
  Items: { index: number; reading: { meterId: string; takenAt: string; kilowattHours: number } }[];
};

/** The data when "Summarize Import" is entered: workflows/s3-batch.ts:81. */
export type SummarizeImportInput = {
  fileName: string;
  written: { MapRunArn: string; ResultWriterDetails: { Bucket: string; Key: string } };
};

/** The data when "Any Rejected?" is entered: workflows/s3-batch.ts:86. */
export type AnyRejectedInput = {
  fileName: string;
  written: { MapRunArn: string; ResultWriterDetails: { Bucket: string; Key: string } };
  summary: { imported: number; rejected: number };
};

/** The data when "Tell Of Rejected" is entered: workflows/s3-batch.ts:89. */
export type TellOfRejectedInput = {
  fileName: string;
  written: { MapRunArn: string; ResultWriterDetails: { Bucket: string; Key: string } };
  summary: { imported: number; rejected: number };
};

/** The data when "Import Done" is entered: workflows/s3-batch.ts:97. */
export type ImportDoneInput = {
  fileName: string;
  written: { MapRunArn: string; ResultWriterDetails: { Bucket: string; Key: string } };
  summary: { imported: number; rejected: number };
};

/** The data when "File Unreadable" is entered: workflows/s3-batch.ts:98. */
export type FileUnreadableInput = {
  fileName: string;
  problem: { Error: string; Cause: string };
};

/** The data when "Import Failed" is entered: workflows/s3-batch.ts:99. */
export type ImportFailedInput = {
  fileName: string;
  problem: { Error: string; Cause: string };
};

/** Each state, and the data when it is entered. */
export interface StateInputs {
  "Import Readings": ImportReadingsInput;
  "Import Batch": ImportBatchInput;
  "Summarize Import": SummarizeImportInput;
  "Any Rejected?": AnyRejectedInput;
  "Tell Of Rejected": TellOfRejectedInput;
  "Import Done": ImportDoneInput;
  "File Unreadable": FileUnreadableInput;
  "Import Failed": ImportFailedInput;
}

/** Each task, and what it is sent. */
export interface TaskInputs {
  "Import Batch": {
    importId: string;
    lines: { index: number; reading: { meterId: string; takenAt: string; kilowattHours: number } }[];
  };
  "Summarize Import": {
    Bucket: string;
    Key: string;
  };
  "Tell Of Rejected": {
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
}

/** Each task, and what it answers. */
export interface TaskOutputs {
  "Import Batch": {
    imported: number;
    rejected: { index: number; reason: string }[];
  };
  "Summarize Import": {
    imported: number;
    rejected: number;
  };
  "Tell Of Rejected": {
    MessageId: string;
    SequenceNumber?: string;
  };
}
