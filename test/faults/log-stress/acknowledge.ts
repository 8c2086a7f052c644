/** Writes a few sends, and reports each on standard output once it is acknowledged. Argument: the log's file. */
import { writeSync } from 'node:fs';
import { ResponseLog } from '../../../electron/log/store/response-log.ts';
import { newEntryOf, storedOutcomeOf } from '../../bench/entry-writes.ts';
import { makeEntry } from '../../bench/made-entry.ts';
import { Seeded } from '../../bench/seeded.ts';

const sends = 5;

const log = new ResponseLog(process.argv[2] ?? '');
const random = new Seeded(7);
for (let n = 0; n < sends; n += 1) {
  const made = makeEntry(Date.now(), 1000, random);
  const { id } = log.begin(newEntryOf(made));
  writeSync(1, `acknowledged begin ${id}\n`);
  log.storeOutcome(made.pressId, storedOutcomeOf(made));
  writeSync(1, `acknowledged outcome ${id}\n`);
}
log.close();
