/** Which bar is the one that keys act on, and which ones are marked with it. */
import { placeFor } from '../../ui/choice-list.ts';

const keys: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' };

export class Brush {
  active = $state(0);
  /** Where the marking began; `null` while nothing is marked. */
  anchor = $state<number | null>(null);

  /** First and last marked bar. */
  get range(): readonly [number, number] | null {
    return this.anchor === null ? null : [Math.min(this.anchor, this.active), Math.max(this.anchor, this.active)];
  }

  covers(index: number): boolean {
    return this.range !== null && index >= this.range[0] && index <= this.range[1];
  }

  /** Goes to a bar, and marks all on the way when told so. */
  move(to: number, mark: boolean): void {
    this.anchor = mark ? (this.anchor ?? this.active) : null;
    this.active = to;
  }

  /** The bar that a key leads to; `null` for keys that lead to none. */
  placeFor(key: string, bars: number): number | null {
    return placeFor(keys[key] ?? key, this.active, bars);
  }

  /** Other bars are shown now; the newest of them is the active one. */
  reset(bars: number): void {
    this.anchor = null;
    this.active = Math.max(0, bars - 1);
  }
}
