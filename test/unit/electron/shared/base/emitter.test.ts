import { expect, test } from 'vitest';
import { createEmitter } from '../../../../../electron/shared/base/emitter.ts';

test('listeners are notified in the order in which they were added, and not of earlier events', () => {
  const heard: string[] = [];
  const changed = createEmitter<number>();
  changed.emit(1);
  changed.on((value) => heard.push(`a${value}`));
  changed.on((value) => heard.push(`b${value}`));
  changed.emit(2);
  changed.emit(3);
  expect(heard).toEqual(['a2', 'b2', 'a3', 'b3']);
});
