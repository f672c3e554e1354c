import type { Cancel } from "./clock.js";

interface Timer {
  readonly moment: number;
  readonly order: number;
  readonly callback: () => void;
  cancelled: boolean;
}

/** Callbacks by moment, and in the order of asking where moments are equal: a binary heap. */
export class Timers {
  readonly #heap: Timer[] = [];
  #asked = 0;

  add(moment: number, callback: () => void): Cancel {
    const timer = { moment, order: this.#asked++, callback, cancelled: false };
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return () => {
      timer.cancelled = true;
    };
  }

  /** The earliest that was not cancelled. */
  first(): Timer | undefined {
    while (this.#heap[0]?.cancelled) this.#remove();
    return this.#heap[0];
  }

  take(): Timer | undefined {
    return this.first() && this.#remove();
  }

  #remove(): Timer | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #before(left: number, right: number): boolean {
    const [a, b] = [this.#heap[left], this.#heap[right]];
    if (a === undefined || b === undefined) return a !== undefined;
    return a.moment < b.moment || (a.moment === b.moment && a.order < b.order);
  }

  #swap(left: number, right: number): void {
    const [a, b] = [this.#heap[left], this.#heap[right]];
    if (a === undefined || b === undefined) return;
    this.#heap[left] = b;
    this.#heap[right] = a;
  }

  #rise(from: number): void {
    for (
      let at = from, parent = (at - 1) >> 1;
      at > 0 && this.#before(at, parent);
      at = parent, parent = (at - 1) >> 1
    ) {
      this.#swap(at, parent);
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = this.#before(right, left) ? right : left;
      if (!this.#before(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }
}
