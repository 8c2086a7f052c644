import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, linkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { BackgroundQuery } from '../../../../../electron/log/database/background-query.ts';
import { writeExport } from '../../../../../electron/log/export/write-export.ts';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import type { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import type { ExportOptions, TaskProgress } from '../../../../../electron/shared/domain/log-task.ts';
import { LogTasks, type FileQuestion, type LogTasksDeps } from '../../../../../electron/log/tasks/log-tasks.ts';
import { isOwnTarget } from '../../../../../electron/storage/own-target.ts';
import { fail } from '../../../../../electron/shared/domain/result.ts';
import { testChildren } from '../../child/children-for-tests.ts';
import { logFile, newEntry, openAccess, openLog, pressOf, storedOutcome } from '../a-log.ts';
import { makers } from '../../storage/foreign-entries.ts';
import { fillLog } from '../many-entries.ts';

const options: ExportOptions = { filter: noFilter, order: 'newest', format: 'csv', bom: false, keys: 'clear', bodies: false };
const accepted = { ended: 'done' } as const;

function setUp(file: string, log: LogAccess, changes: Partial<LogTasksDeps> = {}) {
  const reports: TaskProgress[] = [];
  const questions: FileQuestion[] = [];
  const target = join(dirname(file), 'target');
  const children = testChildren();
  let changed = 0;
  let ends = 0;
  const unread = () => Promise.resolve(fail('logNotReadable', 'No reader here.'));
  const tasks = new LogTasks({
    log,
    files: { log: file, index: join(dirname(file), 'log-index.sqlite') },
    reader: { page: unread, overview: unread },
    askForFile: (question) => {
      questions.push(question);
      return Promise.resolve(target);
    },
    isOwn: () => false,
    openQuery: (opened) => new BackgroundQuery(opened, children.start),
    runExport: (order, { stop, progress }) => Promise.resolve({ entries: writeExport(order, { stopped: () => stop.aborted, progress }) }),
    onProgress: (progress) => (progress === null ? (ends += 1) : reports.push(progress)),
    beforeMove: children.killAll,
    onCleared: () => (changed += 1),
    clearEvidence: () => Promise.resolve({ ok: true, value: null }),
    now: () => new Date(2026, 10, 4, 1, 2, 3),
    ...changes,
  });
  return { tasks, reports, questions, target, children, changed: () => changed, ends: () => ends };
}

const withEntries = (count: number) => {
  const file = logFile();
  fillLog(file, count);
  return { file, ...openAccess(file) };
};
const idsIn = (log: LogAccess) => {
  const page = log.page({ before: null, limit: 1000 });
  return page.ok ? page.value.map(({ id }) => id) : page.error.sentence;
};

describe('the suggested file name', () => {
  test('has the date', async () => {
    const { file, log } = withEntries(1);
    const { tasks, questions } = setUp(file, log);
    await tasks.export(options);
    await tasks.export({ ...options, format: 'jsonl' });
    await tasks.backup();
    expect(questions.map(({ name }) => name)).toEqual([
      'keypost-log-2026-11-04.csv',
      'keypost-log-2026-11-04.jsonl',
      'keypost-log-2026-11-04.sqlite',
    ]);
  });
});

describe('a backup', () => {
  test('of a log with a foreign object is refused, and the object is named', async () => {
    const { file, log } = withEntries(1);
    const { tasks } = setUp(file, log);
    const other = openSqlite(file);
    other.exec('CREATE VIEW entries AS SELECT * FROM entry');
    other.close();
    const sentence = expect.stringContaining('the view entries in it isn’t Keypost’s') as string;
    expect(await tasks.backup()).toMatchObject({ ok: false, error: { code: 'notWritten', sentence } });
  });

  test('is intact, has the same entries, and can be made while a send is written', async () => {
    const { file, log } = withEntries(3000);
    const { tasks, target } = setUp(file, log);
    const made = tasks.backup();
    const begun = log.begin(newEntry());
    expect(await made).toMatchObject({ ok: true, value: { ...accepted, file: 'target' } });
    expect(begun.ok).toBe(true);
    const copy = openSqlite(target);
    expect(copy.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
    copy.close();
    const entries = openLog(target).page({ before: 3001, limit: 5000 });
    expect(entries).toEqual(openLog(file).page({ before: 3001, limit: 5000 }));
    expect(entries).toHaveLength(3000);
  });

  test.skipIf(process.platform === 'win32')("is its owner's alone", async () => {
    const { file, log } = withEntries(3);
    const { tasks, target } = setUp(file, log);
    await tasks.backup();
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test('that is stopped leaves nothing', async () => {
    const { file, log } = withEntries(3000);
    const { tasks, target } = setUp(file, log);
    const made = tasks.backup();
    tasks.stop();
    expect(await made).toEqual({ ok: true, value: { ended: 'stopped' } });
    expect(readdirSync(dirname(target)).filter((name) => name.startsWith('target'))).toEqual([]);
  });

  test('into a missing folder fails, and the next one works', async () => {
    const { file, log } = withEntries(3);
    const first = setUp(file, log, { askForFile: () => Promise.resolve(join(dirname(file), 'nowhere', 'copy')) });
    expect(await first.tasks.backup()).toMatchObject({ ok: false, error: { code: 'notWritten' } });
    expect(await setUp(file, log).tasks.backup()).toMatchObject({ value: { entries: 3 } });
  });
});

test('a file of Keypost itself is never overwritten', async () => {
  const { file, log } = withEntries(3);
  const { tasks, target } = setUp(file, log, { isOwn: () => true });
  expect(await tasks.backup()).toMatchObject({ ok: false, error: { code: 'notWritten' } });
  expect(existsSync(target)).toBe(false);
});

describe('clearing', () => {
  const entries = 900;

  test.each(['', 'clear', 'clear log!', 'clearlog'])('does nothing for %j', async (typed) => {
    const { file, log } = withEntries(3);
    const { tasks, changed } = setUp(file, log);
    expect(await tasks.clear(typed, false)).toMatchObject({ ok: false, error: { code: 'invalid' } });
    expect([idsIn(log), changed()]).toEqual([[3, 2, 1], 0]);
  });

  test('leaves sends that are unknown or under way, with their history, and reclaims free pages', async () => {
    const { file, log } = withEntries(entries);
    const unknown = log.begin(newEntry());
    const sending = log.begin(newEntry());
    if (!unknown.ok || !sending.ok) throw new Error('no log');
    log.storeOutcome(pressOf(log, unknown.value.id), storedOutcome({ outcome: 'unknown', cause: 'timeout' }));
    log.resolve(unknown.value.id, { at: 5, by: 'api', outcome: 'unknown', cause: 'timeout', hint: '', sentence: 'Not found.', note: '' });
    const before = log.size();
    const { tasks, reports, changed } = setUp(file, log);
    expect(await tasks.clear(' Clear LOG ', false)).toEqual({ ok: true, value: { ended: 'done', file: '', entries } });
    expect(idsIn(log)).toEqual([sending.value.id, unknown.value.id]);
    expect(log.entry(unknown.value.id)).toMatchObject({ value: { history: [{}, { sentence: 'Not found.' }] } });
    expect([reports[0]?.task, changed()]).toEqual(['clear', 1]);
    const after = log.size();
    expect(after).toMatchObject({ value: { free: 0 } });
    expect(after.ok && before.ok && after.value.used < before.value.used / 10).toBe(true);
    log.close();
    const database = openSqlite(file);
    expect(database.prepare('SELECT count(*) AS n FROM settlement').get()).toMatchObject({ n: 2 });
    database.close();
    expect(statSync(file).size).toBeLessThan(300_000);
  });

  test('leaves sends that begin in the meantime', async () => {
    const { file, log } = withEntries(200);
    const { tasks } = setUp(file, log);
    const cleared = tasks.clear('clear log', false);
    const begun = log.begin(newEntry());
    if (begun.ok) log.storeOutcome(pressOf(log, begun.value.id), storedOutcome());
    await cleared;
    expect(idsIn(log)).toEqual([201]);
  });

  test('that is stopped reports that, and keeps the remaining entries', async () => {
    const { file, log } = withEntries(entries);
    const { tasks, changed } = setUp(file, log);
    const cleared = tasks.clear('clear log', false);
    expect(tasks.stop()).toBe(true);
    expect(await cleared).toEqual({ ok: true, value: { ended: 'stopped' } });
    expect(idsIn(log).length).toBeGreaterThan(0);
    expect([changed(), tasks.stop()]).toEqual([1, false]);
  });
});

test('an export whose process dies leaves nothing, and the next one works', async () => {
  const { file, log } = withEntries(3);
  const { tasks, target } = setUp(file, log, {
    runExport: (order) => {
      expect(existsSync(order.part)).toBe(true);
      return Promise.resolve({ problem: 'its process ended too early' });
    },
  });
  expect(await tasks.export(options)).toMatchObject({ ok: false, error: { code: 'notWritten' } });
  expect(readdirSync(dirname(target)).filter((name) => name.startsWith('target'))).toEqual([]);
  expect(await setUp(file, log).tasks.export(options)).toMatchObject({ value: { entries: 3 } });
});

describe('a file with the name of a temporary file', () => {
  const theirs = ['target.part', 'target.part-journal', 'target.part-wal'];
  const left = (target: string) => readdirSync(dirname(target)).filter((name) => name.startsWith('target'));

  test.each(theirs)('belongs to somebody else: %s stays, whether the task finishes, is stopped or fails', async (name) => {
    const { file, log } = withEntries(3);
    const own = join(dirname(file), name);
    writeFileSync(own, 'mine');
    const { tasks, target } = setUp(file, log);
    expect(await tasks.export(options)).toMatchObject({ value: { entries: 3 } });
    expect(await tasks.backup()).toMatchObject({ value: { entries: 3 } });
    const failing = setUp(file, log, { runExport: () => Promise.resolve({ problem: 'its process ended too early' }) });
    expect(await failing.tasks.export(options)).toMatchObject({ ok: false });
    const stopped = setUp(file, log, { runExport: () => Promise.resolve({ entries: null }) });
    expect(await stopped.tasks.export(options)).toEqual({ ok: true, value: { ended: 'stopped' } });
    expect(readFileSync(own, 'utf8')).toBe('mine');
    expect(left(target)).toEqual(['target', name]);
  });

  test('is not followed where it is a link', async () => {
    const { file, log } = withEntries(3);
    const folder = dirname(logFile());
    writeFileSync(join(folder, 'elsewhere'), 'mine');
    const { tasks, target } = setUp(file, log);
    symlinkSync(join(folder, 'elsewhere'), `${target}.part`);
    expect(await tasks.export(options)).toMatchObject({ value: { entries: 3 } });
    expect(await tasks.backup()).toMatchObject({ value: { entries: 3 } });
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('mine');
    expect(left(target)).toEqual(['target', 'target.part']);
  });
});

test.skipIf(process.platform === 'win32')('an export takes the place of a file only, not of a pipe', async () => {
  const { file, log } = withEntries(3);
  const { tasks, target } = setUp(file, log);
  await makers.pipe(target, '');
  expect(await tasks.export(options)).toMatchObject({
    ok: false,
    error: { sentence: expect.stringContaining('target is a pipe') as string },
  });
  expect(statSync(target).isFIFO()).toBe(true);
  expect(readdirSync(dirname(target)).filter((name) => name.startsWith('target'))).toEqual(['target']);
});

describe('Keypost’s own files are never overwritten', () => {
  const outside = () => dirname(logFile());

  test.each([
    ['by its name', (file: string) => file],
    ['the lock', (file: string) => join(dirname(file), 'log.lock')],
    ['in a folder below', (file: string) => join(dirname(file), 'catalogs', 'x.json')],
    [
      'the file that a link leads to',
      (file: string) => {
        const real = join(outside(), 'real.sqlite');
        writeFileSync(real, '');
        symlinkSync(real, join(dirname(file), 'linked.sqlite'));
        return real;
      },
    ],
    [
      'by another name of the file',
      (file: string) => {
        const other = join(outside(), 'other.sqlite');
        linkSync(file, other);
        return other;
      },
    ],
    [
      'through a link to the folder',
      (file: string) => {
        const link = join(outside(), 'link');
        symlinkSync(dirname(file), link);
        return join(link, 'log.sqlite');
      },
    ],
  ])('%s', async (_, targetOf) => {
    const { file, log } = withEntries(3);
    const target = targetOf(file);
    const { tasks } = setUp(file, log, {
      askForFile: () => Promise.resolve(target),
      isOwn: (one) => isOwnTarget(dirname(file), one),
    });
    expect(await tasks.export(options)).toMatchObject({ ok: false, error: { code: 'notWritten' } });
    expect(await tasks.backup()).toMatchObject({ ok: false, error: { code: 'notWritten' } });
    expect(idsIn(log)).toHaveLength(3);
  });

  test('other files can be written, also where the folder is reached through a link', () => {
    const [folder, other] = [outside(), outside()];
    const link = join(other, 'link');
    symlinkSync(folder, link);
    expect(isOwnTarget(folder, join(other, 'export.csv'))).toBe(false);
    expect(isOwnTarget(folder, `${folder}-other/export.csv`)).toBe(false);
    expect(isOwnTarget(link, join(other, 'export.csv'))).toBe(false);
    expect(isOwnTarget(link, join(folder, 'export.csv'))).toBe(true);
  });
});

test('one task runs at a time', async () => {
  const { file, log } = withEntries(300);
  const { tasks, ends } = setUp(file, log);
  const first = tasks.clear('clear log', false);
  expect(await tasks.backup()).toMatchObject({ ok: false, error: { code: 'busy' } });
  expect(ends()).toBe(0);
  expect(await first).toMatchObject({ value: accepted });
  expect(ends()).toBe(1);
  expect(await tasks.backup()).toMatchObject({ value: accepted });
});

test('a log that is only partly indexed is not exported with a filter', async () => {
  const { file, log } = withEntries(3);
  const page = () => Promise.resolve({ ok: true as const, value: { entries: [], next: null, waiting: 7 } });
  const { tasks, target } = setUp(file, log, { reader: { page, overview: () => Promise.resolve(fail('superseded', '')) } });
  expect(await tasks.export({ ...options, filter: { ...noFilter, search: 'x' } })).toMatchObject({ ok: false, error: { code: 'notYet' } });
  expect(existsSync(target)).toBe(false);
});
