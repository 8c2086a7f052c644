/** Another log takes the place of the one with a send before the outcome of that send is known. */
import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { logFile, newEntry, openAccess, openLog, storedOutcome } from '../a-log.ts';

test('the outcome is not stored for the send with the same id there', () => {
  const file = logFile();
  const { log } = openAccess(file);
  const pressId = randomUUID();
  expect(log.begin(newEntry({ pressId }))).toMatchObject({ ok: true, value: { id: 1 } });
  const otherFile = logFile();
  const other = openLog(otherFile);
  other.begin(newEntry({ message: { customerKey: 'somebody else' } }));
  other.close();
  for (const end of ['-wal', '-shm']) renameSync(`${file}${end}`, `${file}.away${end}`);
  renameSync(otherFile, file);
  // The next send notices that.
  expect(log.begin(newEntry())).toMatchObject({ ok: false });
  expect(log.storeOutcome(pressId, storedOutcome())).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
  expect(log.entry(1)).toMatchObject({ ok: true, value: { state: 'sending', customerKey: 'somebody else' } });
});
