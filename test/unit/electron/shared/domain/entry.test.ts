import { expect, test } from 'vitest';
import { summaryOf } from '../../../../../electron/shared/domain/entry.ts';
import { everything, newEntry, openLog, storedOutcome, pressOf } from '../../log/a-log.ts';

test('the summary of an entry is its row in the log, and has no other fields', () => {
  const log = openLog();
  const { id } = log.begin(newEntry({ presetId: 'p1', presetName: 'Delay' }));
  const stored = log.storeOutcome(pressOf(log, id), storedOutcome());
  expect(summaryOf(stored)).toEqual(log.page(everything())[0]);
});
