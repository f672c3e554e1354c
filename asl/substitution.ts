const SUBSTITUTION = /\$\{[^{}]+\}/;

/** Whether a text holds `${Name}`, which is replaced before the service sees it: nothing is known of such a text. */
export const hasSubstitution = (value: unknown): boolean =>
  typeof value === "string" && value.includes("${") && SUBSTITUTION.test(value);
