/** What all kinds of cases carry. */
export interface Case {
  readonly id: string;
  readonly suite: string;
  readonly kind: string;
  readonly unstable?: readonly string[];
}

/** What of a case does not agree: a sentence each. */
export interface Agreement {
  readonly results: readonly string[];
  /** Absent where nothing but the result is known. */
  readonly events?: readonly string[];
}
