import { createRandom } from "../../../asl/random.js";

/** Choices that look random and repeat. */
export interface Draw {
  readonly number: () => number;
  readonly chance: (probability: number) => boolean;
  /** Both included. */
  readonly between: (least: number, most: number) => number;
  readonly one: <Item>(items: readonly Item[]) => Item;
}

export function drawFrom(seed: number): Draw {
  const number = createRandom(seed);
  const below = (count: number) => Math.floor(number() * count);
  return {
    number,
    chance: (probability) => number() < probability,
    between: (least, most) => least + below(most - least + 1),
    one: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("there is nothing to draw from");
      return item;
    },
  };
}
