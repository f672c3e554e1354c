// Which of a series of like things a fault falls on.

export interface Occurrence {
  /** How many that match pass unharmed before it. @default 0 */
  readonly after?: number | undefined;
  /** How many then meet it. @default 1 */
  readonly times?: number | undefined;
}

/** Counts what it is asked about, and gives the fault that this one meets. Of several, the first in the plan. */
export function occurrences<Fault extends Occurrence, Subject>(
  faults: readonly Fault[],
  matches: (fault: Fault, subject: Subject) => boolean,
  onMet: (fault: Fault) => void = () => {},
): (subject: Subject) => Fault | undefined {
  const counted = faults.map((fault) => ({ fault, seen: 0 }));
  return (subject) => {
    const met = counted.filter((entry) => {
      if (!matches(entry.fault, subject)) return false;
      const { after = 0, times = 1 } = entry.fault;
      entry.seen += 1;
      return entry.seen > after && entry.seen <= after + times;
    });
    const [first] = met;
    if (first !== undefined) onMet(first.fault);
    return first?.fault;
  };
}
