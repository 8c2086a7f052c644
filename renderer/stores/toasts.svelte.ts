/** Short messages after an action. Anything that must be read or decided belongs in place or in a dialog instead. */

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface ToastItem {
  id: number;
  text: string;
  action: ToastAction | null;
}

const plainMs = 6_000;
/** Milliseconds; longer, because the action has to be found and reached first. */
const withActionMs = 10_000;
/** More at once would cover the page; the oldest is removed. */
const maxToasts = 3;

class Toasts {
  items = $state.raw<readonly ToastItem[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  add(text: string, action: ToastAction | null): void {
    // A repeated text replaces the previous toast and is announced again.
    for (const same of this.items.filter((one) => one.text === text)) this.close(same.id);
    const item = { id: this.#next++, text, action };
    for (const old of this.items.slice(0, Math.max(0, this.items.length - maxToasts + 1))) this.close(old.id);
    this.items = [...this.items, item];
    this.resume(item.id);
  }

  close(id: number): void {
    this.hold(id);
    this.items = this.items.filter((item) => item.id !== id);
  }

  /** Call while it is hovered or focused. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    this.hold(id);
    const item = this.items.find((one) => one.id === id);
    if (item)
      this.#timers.set(
        id,
        setTimeout(() => this.close(id), item.action ? withActionMs : plainMs),
      );
  }
}

export const toasts = new Toasts();

export function toast(text: string, action: ToastAction | null = null): void {
  toasts.add(text, action);
}
