/** What all kinds of cases carry. */
export interface Case {
  readonly id: string;
  readonly suite: string;
  readonly kind: string;
  readonly unstable?: readonly string[];
  /** When AWS answered so, as ISO 8601. */
  readonly validated?: string;
}

/** What of a case does not agree: a sentence each. */
export interface Agreement {
  readonly results: readonly string[];
  /** Absent where nothing but the result is known. */
  readonly events?: readonly string[];
  /** What had to be assumed for it that is not the likeliest. */
  readonly assuming?: string;
}

/** Where all cases play. */
export const ACCOUNT = "111111111111";
export const REGION = "us-east-1";
