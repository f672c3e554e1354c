// Numbers that look random and repeat: jitter, uuids and `States.MathRandom` of an execution come from its seed.

/** A source of numbers from 0 to below 1: the same seed, the same numbers (mulberry32). */
export function createRandom(seed: number): () => number {
  // Mixed once, so that seeds beside each other start far apart.
  let state = Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A uuid of version 4. */
export function uuid(random: () => number): string {
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join("");
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(12)}`;
}
