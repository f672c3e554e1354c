import type { Cancel } from "./clock.js";

interface Timer {
  readonly moment: number;
  readonly order: number;
  /** None once it is cancelled: what it would have kept alive is let go. */
  callback: (() => void) | undefined;
}

/** Fewer than so many are not worth tidying. */
const FEW = 64;

const byMoment = (left: Timer, right: Timer): number => left.moment - right.moment || left.order - right.order;

/** Callbacks by moment, and in the order of asking where moments are equal: a binary heap. */
export class Timers {
  #heap: Timer[] = [];
  #asked = 0;
  #cancelled = 0;

  add(moment: number, callback: () => void): Cancel {
    const timer: Timer = { moment, order: this.#asked++, callback };
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return () => {
      // It may have been taken already.
      if (timer.callback === undefined) return;
      timer.callback = undefined;
      this.#cancelled += 1;
      if (this.#cancelled > FEW && this.#cancelled > this.#heap.length / 2) this.#tidy();
    };
  }

  /** The earliest that was not cancelled, which is then no longer here. */
  take(): { readonly moment: number; readonly callback: () => void } | undefined {
    for (let timer = this.#remove(); timer !== undefined; timer = this.#remove()) {
      const { moment, callback } = timer;
      timer.callback = undefined;
      if (callback !== undefined) return { moment, callback };
      this.#cancelled -= 1;
    }
    return undefined;
  }

  /** Forgets the cancelled ones; what is sorted is a heap. */
  #tidy(): void {
    this.#heap = this.#heap.filter(({ callback }) => callback !== undefined).sort(byMoment);
    this.#cancelled = 0;
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
    return byMoment(a, b) < 0;
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
