import type { Json } from "../asl/json.js";
import type { Assigned } from "./visit.js";

/**
 * The variables of one set of states. Those of the sets around it can be read, never set.
 * @see https://states-language.net/#variables
 */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #values = new Map<string, Json>();
  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  get(name: string): Json | undefined {
    const value = this.#values.get(name);
    return value === undefined ? this.#outer?.get(name) : value;
  }

  assign(assigned: Assigned): void {
    for (const [name, value] of assigned) this.#values.set(name, value);
  }
}
