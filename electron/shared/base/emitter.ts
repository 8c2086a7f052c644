/** Something that happens again and again, and those who want to know of it. */
export interface Emitter<T> {
  emit: (value: T) => void;
  /** Listeners are called in the order in which they were added. */
  on: (listener: (value: T) => void) => void;
}

export function createEmitter<T = void>(): Emitter<T> {
  const listeners: ((value: T) => void)[] = [];
  return {
    emit: (value) => {
      for (const listener of listeners) listener(value);
    },
    on: (listener) => {
      listeners.push(listener);
    },
  };
}
