import { beforeEach, expect, test } from 'vitest';
import { UserGesture } from '../../../../electron/security/user-gesture.ts';

let now: number;
let gesture: UserGesture;
beforeEach(() => {
  now = 1000;
  gesture = new UserGesture(() => now);
});
const key = (name: string, more = {}): void => gesture.input({ type: 'rawKeyDown', key: name, isAutoRepeat: false, ...more });

test('there is no press by default', () => {
  expect(gesture.take()).toBe(false);
});

test.each(['mouseDown', 'mouseUp', 'pointerUp', 'touchEnd', 'gestureTap', 'rawKeyDown', 'keyDown'])(
  '%s is a press, and counts once',
  (type) => {
    gesture.input({ type });
    expect([gesture.take(), gesture.take()]).toEqual([true, false]);
  },
);

test.each(['mouseMove', 'mouseEnter', 'mouseWheel', 'touchStart', 'touchMove', 'contextMenu', 'gestureScrollBegin', 'keyUp', 'char'])(
  '%s is no press',
  (type) => {
    gesture.input({ type });
    expect(gesture.take()).toBe(false);
  },
);

test('a key is a press; Escape, a key held down and a key let go are none', () => {
  key('Enter');
  expect(gesture.take()).toBe(true);
  key('Escape');
  key('Enter', { isAutoRepeat: true });
  key('Enter', { type: 'keyUp' });
  expect(gesture.take()).toBe(false);
});

test('a press lasts five seconds', () => {
  key(' ');
  now += 4999;
  expect(gesture.take()).toBe(true);
  key(' ');
  now += 5000;
  expect(gesture.take()).toBe(false);
});

test('a press by a screen reader counts once in five seconds, and not after a press that was used', () => {
  expect(gesture.takeAssisted(false)).toBe(false);
  expect(gesture.takeAssisted(true)).toBe(true);
  now += 4999;
  expect(gesture.takeAssisted(true)).toBe(false);
  now += 1;
  expect(gesture.takeAssisted(true)).toBe(true);
  now += 5000;
  key('Enter');
  expect(gesture.take()).toBe(true);
  expect(gesture.takeAssisted(true)).toBe(false);
});
