/** The number of single edits between two texts, with swapped neighbours counted as one. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + same,
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(from.length, to.length);
}

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

/** Those of `names` that a typist may have meant, the nearest first; at most three. */
export function nearNames(wanted: string, names: Iterable<string>): string[] {
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  const near = [...new Set(names)]
    .map((name) => {
      const [a, b] = [plain(wanted), plain(name)];
      return { name, edits: b.startsWith(a) && a !== "" ? Math.min(1, distance(a, b)) : distance(a, b) };
    })
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1));
  const same = near.filter(({ edits }) => edits === 0);
  return (same.length > 0 ? same : near).slice(0, 3).map(({ name }) => name);
}

/** `did you mean "deploy"?`, or what there is when nothing is near. */
export function didYouMean(wanted: string, names: readonly string[]): string {
  const near = nearNames(wanted, names);
  const quoted = (list: readonly string[]) => list.map((name) => `"${name}"`).join(", ");
  if (near.length > 0) return `did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`;
  return names.length > 0 ? `use one of: ${quoted([...names].sort())}` : "there is none";
}
