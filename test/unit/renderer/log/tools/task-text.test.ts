import { describe, expect, test } from 'vitest';
import { taskEndText, percentOf, progressText } from '../../../../../renderer/log/tools/task-text.ts';

test.each([
  [{ task: 'export', done: 0, total: null } as const, null, ''],
  [{ task: 'export', done: 12_345, total: 1_000_000 } as const, 1, '12,345 of 1,000,000 entries'],
  [{ task: 'export', done: 1, total: null } as const, null, '1 entry'],
  [{ task: 'clear', done: 40, total: 80 } as const, 50, '40 entries'],
  [{ task: 'backup', done: 999, total: 1000 } as const, 99, '99 %'],
  [{ task: 'backup', done: 5, total: 0 } as const, null, ''],
])('%j is %s percent, as text %j', (progress, percent, expected) => {
  expect(percentOf(progress)).toBe(percent);
  expect(progressText(progress)).toBe(expected);
});

describe('the end of a task', () => {
  const done = { ended: 'done', file: 'a.csv', entries: 1200 } as const;
  test('names the result', () => {
    expect(taskEndText('export', done)).toBe('1,200 entries exported to a.csv.');
    expect(taskEndText('backup', done)).toBe('The log is backed up to a.csv: 1,200 entries.');
    expect(taskEndText('clear', { ...done, file: '', entries: 1 })).toBe('The log is cleared: 1 entry removed.');
  });
  test('never claims that nothing happened after something was removed', () => {
    expect(taskEndText('clear', { ended: 'stopped' })).toBe('Stopped. Sends removed so far are gone.');
    expect(taskEndText('export', { ended: 'stopped' })).toBe('Stopped. Nothing was written.');
  });
});
