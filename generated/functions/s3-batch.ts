// Generated from workflows/s3-batch.ts by `statewright generate`. Edit that file, not this one.
import { type Contract, contract } from "../handle.js";

/** What the handler of ImportReadings gets. */
export type ImportReadingsInput = {
  importId: string;
  lines: { index: number; reading: { meterId: string; takenAt: string; kilowattHours: number } }[];
};
/** What the handler of ImportReadings answers. */
export type ImportReadingsOutput = {
  imported: number;
  rejected: { index: number; reason: string }[];
};
/** The names of the errors that ImportReadings may throw. */
export type ImportReadingsErrors = "TableBusy";
/** The contract of ImportReadings. */
export const importReadings: Contract<ImportReadingsInput, ImportReadingsOutput, ImportReadingsErrors> =
  contract("ImportReadings");

/** What the handler of SummarizeImport gets. */
export type SummarizeImportInput = {
  Bucket: string;
  Key: string;
};
/** What the handler of SummarizeImport answers. */
export type SummarizeImportOutput = {
  imported: number;
  rejected: number;
};
/** The names of the errors that SummarizeImport may throw. */
export type SummarizeImportErrors = never;
/** The contract of SummarizeImport. */
export const summarizeImport: Contract<SummarizeImportInput, SummarizeImportOutput, SummarizeImportErrors> =
  contract("SummarizeImport");
