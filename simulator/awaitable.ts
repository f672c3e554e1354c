/** A value that is there, or will be: what JSONPath works out is there at once, what JSONata works out is not. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Goes on with a value as soon as it is there; without a turn of the event loop where it is there already. */
export const after = <Value, Next>(
  value: Awaitable<Value>,
  next: (value: Value) => Awaitable<Next>,
): Awaitable<Next> => (value instanceof Promise ? value.then(next) : next(value));
