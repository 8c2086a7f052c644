/** Resolving entries after their sends have ended. */
import { describe, expect, test } from 'vitest';
import type { Resolution } from '../../../../../electron/log/store/new-entry.ts';
import { at, newEntry, openLog, storedOutcome, pressOf } from '../a-log.ts';

const unknown = storedOutcome({ outcome: 'unknown', cause: 'timeout', status: null, responseBody: null, sentence: 'Timed out.' });
const later = (changes: Partial<Resolution> = {}): Resolution => ({
  at: at + 100,
  by: 'person',
  outcome: 'accepted',
  cause: 'answer',
  hint: '',
  sentence: 'Seen in the inbox.',
  note: 'asked Ada',
  ...changes,
});

function unknownEntry() {
  const log = openLog();
  const { id } = log.begin(newEntry());
  log.storeOutcome(pressOf(log, id), unknown);
  return { log, id };
}

describe('an unknown entry', () => {
  test('has no history until it is resolved', () => {
    const { log, id } = unknownEntry();
    expect(log.entry(id).history).toEqual([]);
  });

  test('is resolved, and its history has both outcomes in order', () => {
    const { log, id } = unknownEntry();
    const resolved = log.resolve(id, later());
    expect(resolved).toMatchObject({ state: 'accepted', cause: 'answer', sentence: 'Seen in the inbox.' });
    expect(resolved.history).toEqual([
      { at: unknown.at, by: 'send', outcome: 'unknown', sentence: 'Timed out.', note: '' },
      { at: at + 100, by: 'person', outcome: 'accepted', sentence: 'Seen in the inbox.', note: 'asked Ada' },
    ]);
    expect(() => log.resolve(id, later({ outcome: 'not sent' }))).toThrow('is resolved already');
    expect(log.entry(id)).toEqual(resolved);
  });

  test('stays unknown when a check finds nothing, and a clock that is set back changes no order', () => {
    const { log, id } = unknownEntry();
    for (const when of [500, 400, 300]) log.resolve(id, later({ at: when, by: 'api', outcome: 'unknown', note: String(when) }));
    expect(log.entry(id)).toMatchObject({ state: 'unknown', sentence: 'Timed out.' });
    expect(log.resolve(id, later({ at: 1 })).history.map(({ note }) => note)).toEqual(['', '500', '400', '300', 'asked Ada']);
  });

  test('that was stored at the start has that in its history', () => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    log.storeInterrupted(7, 'Keypost stopped', 'Keypost stopped.');
    expect(log.resolve(id, later()).history[0]).toEqual({
      at: 7,
      by: 'start',
      outcome: 'unknown',
      sentence: 'Keypost stopped.',
      note: '',
    });
  });

  test('that does not exist can’t be resolved, and the log can still be written', () => {
    const { log, id } = unknownEntry();
    expect(() => log.resolve(id + 1, later())).toThrow();
    expect(log.resolve(id, later()).history).toHaveLength(2);
  });

  test('is counted until it is resolved', () => {
    const { log, id } = unknownEntry();
    log.storeOutcome(pressOf(log, log.begin(newEntry()).id), unknown);
    log.storeOutcome(pressOf(log, log.begin(newEntry()).id), storedOutcome());
    expect(log.unknownCount()).toBe(2);
    log.resolve(id, later({ outcome: 'unknown' }));
    expect(log.unknownCount()).toBe(2);
    log.resolve(id, later({ outcome: 'not sent' }));
    expect(log.unknownCount()).toBe(1);
  });
});
