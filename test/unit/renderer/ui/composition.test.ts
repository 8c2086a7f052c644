import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Composition } from '../../../../renderer/ui/composition.ts';

/** Stands for a window that holds one field: events go to the window first, as they do where listeners capture. */
class Page extends EventTarget {
  readonly field = Object.assign(new EventTarget(), { value: '' });
  heard: string[] = [];

  constructor() {
    super();
    for (const name of ['beforeinput', 'input', 'keydown'])
      this.field.addEventListener(name, (event) => this.heard.push(`${event.type} ${this.field.value}`));
  }

  fire(name: string, isComposing = true): void {
    const event = Object.assign(new Event(name), { isComposing });
    Object.defineProperty(event, 'target', { value: this.field, configurable: true });
    const stop = vi.spyOn(event, 'stopImmediatePropagation');
    this.dispatchEvent(event);
    if (stop.mock.calls.length === 0) this.field.dispatchEvent(Object.assign(new Event(name), { isComposing }));
  }

  /** As a browser does: the change is announced, made and told, and only then the composition ends. */
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

test('text that is being composed is heard once, when it stands', () => {
  page.field.value = 'ck';
  page.compose('k', 'か', '確');
  expect(page.heard).toEqual(['beforeinput ck']);
  expect(composition.active).toBe(true);
  page.fire('compositionend', false);
  expect(page.heard).toEqual(['beforeinput ck', 'input ck確']);
  expect(composition.active).toBe(false);
});

test.each(['Enter', 'Escape', 'ArrowDown'])('keys that the input method takes are heard by nobody, such as %s', () => {
  page.compose('か');
  page.heard = [];
  page.fire('keydown');
  expect(page.heard).toEqual([]);
  page.fire('compositionend', false);
  page.heard = [];
  page.fire('keydown', false);
  expect(page.heard).toEqual(['keydown か']);
});

test('a composition that is taken back changes nothing', () => {
  page.field.value = 'ck1';
  page.compose('か', '');
  page.fire('compositionend', false);
  expect(page.heard).toEqual(['beforeinput ck1']);
});

test('one after the other is heard one by one, as a syllable of Hangul is', () => {
  page.compose('ㅎ', '하', '한');
  page.fire('compositionend', false);
  page.compose('ㄱ', '국');
  page.fire('compositionend', false);
  expect(page.heard.filter((one) => one.startsWith('input'))).toEqual(['input 한', 'input 한국']);
});

describe('without a composition', () => {
  test('everything is heard at once', () => {
    for (const name of ['keydown', 'beforeinput', 'input']) page.fire(name, false);
    expect(page.heard).toEqual(['keydown ', 'beforeinput ', 'input ']);
  });

  test('the end of one that nobody saw begin is nothing', () => {
    page.fire('compositionend', false);
    expect(page.heard).toEqual([]);
  });
});

test('after it was stopped it keeps nothing back', () => {
  const other = new Page();
  const stop = composition.start(other);
  stop();
  other.compose('か');
  expect(other.heard).toEqual(['keydown ', 'beforeinput ', 'input か']);
});
