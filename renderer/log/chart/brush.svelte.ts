/** Which bar is active for the keyboard, and which range of bars is selected. */
import { indexForKey } from '../../ui/choice-list.ts';

const keys: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' };

export class Brush {
  active = $state(0);
  /** Where the selection began; `null` while nothing is selected. */
  anchor = $state<number | null>(null);

  /** First and last selected bar. */
  get range(): readonly [number, number] | null {
    return this.anchor === null ? null : [Math.min(this.anchor, this.active), Math.max(this.anchor, this.active)];
  }

  covers(index: number): boolean {
    return this.range !== null && index >= this.range[0] && index <= this.range[1];
  }

  /** Moves to a bar; with `extend`, selects every bar on the way. */
  move(to: number, extend: boolean): void {
    this.anchor = extend ? (this.anchor ?? this.active) : null;
    this.active = to;
  }

  /** The bar that a key leads to; `null` for other keys. */
  indexForKey(key: string, bars: number): number | null {
    return indexForKey(keys[key] ?? key, this.active, bars);
  }

  /** Call when the bars changed; the newest one becomes active. */
  reset(bars: number): void {
    this.anchor = null;
    this.active = Math.max(0, bars - 1);
  }
}
