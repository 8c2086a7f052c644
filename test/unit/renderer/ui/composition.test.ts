import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Composition } from '../../../../renderer/ui/composition.ts';

/** A fake window with one field: events go to the window first, as for capturing listeners. */
class Page extends EventTarget {
  readonly field = Object.assign(new EventTarget(), { value: '' });
  events: string[] = [];

  constructor() {
    super();
    for (const name of ['beforeinput', 'input', 'keydown'])
      this.field.addEventListener(name, (event) => this.events.push(`${event.type} ${this.field.value}`));
  }

  fire(name: string, isComposing = true): void {
    const event = Object.assign(new Event(name), { isComposing });
    Object.defineProperty(event, 'target', { value: this.field, configurable: true });
    const stop = vi.spyOn(event, 'stopImmediatePropagation');
    this.dispatchEvent(event);
    if (stop.mock.calls.length === 0) this.field.dispatchEvent(Object.assign(new Event(name), { isComposing }));
  }

  /** Like a browser: `beforeinput`, the change, `input`, and only then the end of the composition. */
  compose(...texts: string[]): void {
    const before = this.field.value;
    this.fire('compositionstart');
    for (const text of texts) {
      this.fire('keydown');
      this.fire('beforeinput');
      this.field.value = before + text;
      this.fire('input');
    }
  }
}

let page: Page;
let composition: Composition;
beforeEach(() => {
  page = new Page();
  composition = new Composition({ inputEvent: () => new Event('input') });
  composition.start(page);
});

test('composed text is reported once, at the end of the composition', () => {
  page.field.value = 'ck';
  page.compose('k', 'か', '確');
  expect(page.events).toEqual(['beforeinput ck']);
  expect(composition.active).toBe(true);
  page.fire('compositionend', false);
  expect(page.events).toEqual(['beforeinput ck', 'input ck確']);
  expect(composition.active).toBe(false);
});

test.each(['Enter', 'Escape', 'ArrowDown'])('keys for the input method are not reported, such as %s', () => {
  page.compose('か');
  page.events = [];
  page.fire('keydown');
  expect(page.events).toEqual([]);
  page.fire('compositionend', false);
  page.events = [];
  page.fire('keydown', false);
  expect(page.events).toEqual(['keydown か']);
});

test('a cancelled composition changes nothing', () => {
  page.field.value = 'ck1';
  page.compose('か', '');
  page.fire('compositionend', false);
  expect(page.events).toEqual(['beforeinput ck1']);
});

test('consecutive compositions are reported one by one, as for syllables of Hangul', () => {
  page.compose('ㅎ', '하', '한');
  page.fire('compositionend', false);
  page.compose('ㄱ', '국');
  page.fire('compositionend', false);
  expect(page.events.filter((one) => one.startsWith('input'))).toEqual(['input 한', 'input 한국']);
});

describe('without a composition', () => {
  test('everything is reported at once', () => {
    for (const name of ['keydown', 'beforeinput', 'input']) page.fire(name, false);
    expect(page.events).toEqual(['keydown ', 'beforeinput ', 'input ']);
  });

  test('an end without a beginning is ignored', () => {
    page.fire('compositionend', false);
    expect(page.events).toEqual([]);
  });
});

test('after it was stopped it holds nothing back', () => {
  const other = new Page();
  const stop = composition.start(other);
  stop();
  other.compose('か');
  expect(other.events).toEqual(['keydown ', 'beforeinput ', 'input か']);
});
