import { existsSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { ResponseLog } from '../../../../../electron/log/store/response-log.ts';
import { storeInterrupted } from '../../../../../electron/log/store/interrupted-sends.ts';
import { logFile, newEntry, openAccess, openLog, pressOf } from '../a-log.ts';
import { customerKey, fillLog } from '../many-entries.ts';

const count = 2000;
const pageSize = 4096;

/** The entries, oldest first. */
function allOf(log: LogAccess) {
  const page = log.page({ before: null, limit: 10_000 });
  if (!page.ok) throw new Error(page.error.sentence);
  return [...page.value].reverse();
}
const keptAs = 'log.damaged-2026-11-24T10-11-12.sqlite';

/** Overwrites pages in the middle of the file with invalid bytes. */
function overwrite(file: string, pages: readonly number[]): void {
  const bytes = readFileSync(file);
  for (const page of pages) bytes.fill(0xa5, page * pageSize, (page + 1) * pageSize);
  writeFileSync(file, bytes);
}
/** Numbers of the pages that hold rows of entries. */
function entryPages(file: string): number[] {
  const bytes = readFileSync(file);
  const pages = Array.from({ length: bytes.length / pageSize }, (_, page) => bytes.subarray(page * pageSize, (page + 1) * pageSize));
  return pages.flatMap((page, number) => (page[0] === 0x0d && page.includes('https://a.example/') ? [number] : []));
}
const pagesIn = (file: string): number => readFileSync(file).length / pageSize;

describe('a log with broken pages', () => {
  test('is repaired as soon as a call meets them: the rest is carried over with its ids, bodies and history', () => {
    const file = logFile();
    fillLog(file, count);
    const before = readFileSync(file);
    overwrite(
      file,
      entryPages(file).filter((_, index) => [50, 51, 150].includes(index)),
    );
    const damaged = readFileSync(file);
    const { log, notices, replacements } = openAccess(file);

    // Read until one call meets the damage: its entry is lost, and the log is intact again.
    let failed = '';
    for (let id = 1; id <= count && failed === ''; id++) {
      const entry = log.entry(id);
      if (!entry.ok) failed = entry.error.sentence;
    }
    expect(failed).toBe('This send is no longer in the log.');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(`kept as ${keptAs}`);
    expect(replacements()).toBe(1);
    expect(readFileSync(join(dirname(file), keptAs)).equals(damaged)).toBe(true);
    expect(damaged.equals(before)).toBe(false);

    const entries = allOf(log);
    expect(entries.length).toBeGreaterThan(count * 0.9);
    expect(entries.length).toBeLessThan(count);
    expect(notices[0]).toContain(`${entries.length} entries`);
    for (const { id, customerKey: key } of entries) expect(key).toBe(customerKey(id));
    const detail = log.entry(entries.find(({ id }) => id % 70 === 0)?.id ?? 0);
    expect(detail).toMatchObject({ ok: true, value: { history: [{ by: 'person' }] } });
    expect(detail.ok && detail.value.responseBody?.text.startsWith(`${detail.value.id} `)).toBe(true);

    // Ids continue where they were, and sends work.
    const next = log.begin(newEntry({ pressId: 'next' }));
    expect(next).toMatchObject({ ok: true, value: { id: count + 1 } });
    expect(log.hasPress('press-1')).toEqual({ ok: true, value: true });
  });

  test('loses nothing more when it is repaired while a send is under way: the outcome finds its entry', () => {
    const file = logFile();
    fillLog(file, count);
    const { log, notices } = openAccess(file);
    const begun = log.begin(newEntry({ pressId: 'p' }));
    if (!begun.ok) throw new Error(begun.error.sentence);
    log.close();
    overwrite(file, [300, 301, 302, 303, 304, 305]);
    const again = openAccess(file);
    // The index that a press is looked up in may be broken as well as the table: some call meets the damage.
    for (let id = 1; id <= count && again.notices.length === 0; id++) again.log.entry(id);
    expect(again.notices).toHaveLength(1);
    expect(notices).toEqual([]);
    const stored = again.log.storeOutcome(pressOf(again.log, begun.value.id), {
      at: 5,
      outcome: 'accepted',
      cause: 'answer',
      status: 200,
      responseHeaders: [],
      responseBody: Buffer.from('0'),
      responseTruncated: false,
      errorText: '',
      hint: '',
      sentence: 'Accepted.',
      durationMs: 5,
    });
    expect(stored).toMatchObject({ ok: true, value: { state: 'accepted' } });
  });

  test('refuses the press that meets them, because it may repeat a lost send, and does not report a log that can not be written', () => {
    const file = logFile();
    fillLog(file, count);
    // All but the first ones: the indexes of entries are among them.
    overwrite(
      file,
      Array.from({ length: pagesIn(file) - 4 }, (_, n) => n + 4),
    );
    const { log, notices } = openAccess(file);
    const refused = log.begin(newEntry({ pressId: 'first' }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'log.repaired' } });
    expect(refused.ok ? '' : refused.error.sentence).toMatch(/^Not sent\. The log was damaged, and Keypost has repaired it\./);
    expect(notices).toEqual([expect.stringMatching(/^The log was damaged\./)]);
    expect(log.begin(newEntry({ pressId: 'second' }))).toMatchObject({ ok: true });
    expect(notices).toHaveLength(1);
  });
});

describe('a log that is broken from its start', () => {
  test.each([
    ['it is text', (file: string) => writeFileSync(file, 'this is no database at all, however long it may be'.repeat(100))],
    ['it is a picture of one', (file: string) => writeFileSync(file, `SQLite format 3\0${'x'.repeat(9000)}`)],
  ])('is kept, and a new one begun: %s', (_, damage) => {
    const file = logFile();
    fillLog(file, 20);
    damage(file);
    const damaged = readFileSync(file);
    const { log, notices } = openAccess(file);
    expect(log.problem).toBe('');
    expect(notices[0]).toContain(` 0 entries could be read and went into a new log; the damaged file was kept as ${keptAs}`);
    expect(readFileSync(join(dirname(file), keptAs)).equals(damaged)).toBe(true);
    expect(log.begin(newEntry({})).ok).toBe(true);
  });

  test('is carried over up to the point where it is cut off', () => {
    const file = logFile();
    fillLog(file, count);
    truncateSync(file, Math.floor(pagesIn(file) * 0.6) * pageSize);
    const { log, notices } = openAccess(file);
    for (let id = 1; id <= count && notices.length === 0; id++) log.entry(id);
    expect(notices).toHaveLength(1);
    const entries = allOf(log);
    expect(entries.length).toBeGreaterThan(100);
    for (const { id, customerKey: key } of entries) expect(key).toBe(customerKey(id));
  });
});

test('entries that were under way are carried over, and are unknown at the start', () => {
  const file = logFile();
  const first = openLog(file);
  for (let n = 0; n < 50; n++) first.begin(newEntry({ pressId: `p${n}`, message: { customerKey: customerKey(n) } }));
  first.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length - pageSize);
  writeFileSync(file, bytes);
  const { log, notices } = openAccess(file);
  storeInterrupted(log, 9, (sentence) => notices.push(sentence));
  for (let id = 1; id <= 50; id++) log.entry(id);
  const again = openAccess(logAfter(log, file)).log;
  storeInterrupted(again, 9, () => undefined);
  const states = new Set(allOf(again).map(({ state }) => state));
  expect([...states]).toEqual(['unknown']);
});

function logAfter(log: LogAccess, file: string): string {
  log.close();
  return file;
}

test('a log cut off in the middle of its last write loses only that write, and is not damaged', () => {
  const file = logFile();
  const first = new ResponseLog(file);
  for (let n = 0; n < 5; n++) first.begin(newEntry({ pressId: `p${n}` }));
  const wal = readFileSync(`${file}-wal`);
  first.close();
  writeFileSync(`${file}-wal`, wal.subarray(0, wal.length - 100));
  const { log, notices } = openAccess(file);
  expect(notices).toEqual([]);
  expect(allOf(log).length).toBeGreaterThanOrEqual(4);
});

test('a repair that was interrupted between its two renames is finished at the next start', () => {
  const file = logFile();
  fillLog(file, 20);
  renameSync(file, `${file}.carried`);
  const { log } = openAccess(file);
  expect(allOf(log)).toHaveLength(20);
  expect(existsSync(`${file}.carried`)).toBe(false);
});

test('the rest of a repair that was interrupted earlier is removed', () => {
  const file = logFile();
  fillLog(file, 20);
  writeFileSync(`${file}.carried`, 'half');
  writeFileSync(`${file}.mending`, 'half');
  expect(allOf(openAccess(file).log)).toHaveLength(20);
  const left = readdirSync(dirname(file));
  expect(left).toContain('log.sqlite');
  expect(left.filter((name) => /carried|mending/.test(name))).toEqual([]);
});
