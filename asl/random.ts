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

const HEXADECIMAL = "0123456789abcdef";

function digits(random: () => number, count: number): string {
  let text = "";
  for (let index = 0; index < count; index += 1) text += HEXADECIMAL[Math.floor(random() * 16)];
  return text;
}

/** A uuid of version 4. */
export function uuid(random: () => number): string {
  const variant = HEXADECIMAL[8 + Math.floor(random() * 4)];
  const parts = [digits(random, 8), digits(random, 4), `4${digits(random, 3)}`];
  return [...parts, `${variant}${digits(random, 3)}`, digits(random, 12)].join("-");
}
