import { expect, test } from 'vitest';
import { summaryOf } from '../../../../../electron/shared/domain/entry.ts';
import { everything, newEntry, openLog, storedOutcome, pressOf } from '../../log/a-log.ts';

test('the summary of an entry is its row in the log, and nothing more crosses with it', () => {
  const log = openLog();
  const { id } = log.begin(newEntry({ presetId: 'p1', presetName: 'Delay' }));
  const settled = log.storeOutcome(pressOf(log, id), storedOutcome());
  expect(summaryOf(settled)).toEqual(log.page(everything())[0]);
});
