/** No part of Keypost has a file of the log open when it is moved or removed: on Windows that would fail. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  writeFileSync,
  writeSync,
  type PathLike,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Children } from '../../../../../electron/child/children.ts';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { LogReaderClient } from '../../../../../electron/log/reader/log-reader-client.ts';
import { LogTasks } from '../../../../../electron/log/tasks/log-tasks.ts';
import { BackgroundQuery } from '../../../../../electron/log/database/background-query.ts';
import { exportInChild } from '../../../../../electron/log/export/run-export.ts';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import { testChildren } from '../../child/children-for-tests.ts';
import { logFile, newEntry, pressOf, openLog, storedOutcome } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const watch = vi.hoisted(() => ({ moved: (_file: string): void => undefined }));

vi.mock('node:fs', async (load) => {
  const real = await load<typeof import('node:fs')>();
  return {
    ...real,
    renameSync: (from: PathLike, to: PathLike) => {
      watch.moved(String(from));
      real.renameSync(from, to);
    },
    rmSync: (file: PathLike, options: object) => {
      watch.moved(String(file));
      real.rmSync(file, options);
    },
  };
});

/** Which of these processes have a file open. */
function openIn(file: string, pids: readonly number[]): number[] {
  return pids.filter((pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === file);
    } catch {
      return false;
    }
  });
}

function linkOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

/** In place: it stays the same file. */
function writeOver(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

interface Desk {
  log: LogAccess;
  reader: LogReaderClient;
  tasks: LogTasks;
  children: Children;
  file: string;
  notices: string[];
  /** Files that were moved or removed, and the processes that had them open then. */
  moved: { name: string; open: number[] }[];
}

/** The log, with every part of Keypost that has it open. */
function deskOf(file: string): Desk {
  const children = testChildren();
  const pids = new Set([process.pid]);
  const start: Children['start'] = (name, events) => {
    const child = children.start(name, events);
    if (child.pid !== undefined) pids.add(child.pid);
    return child;
  };
  const files = { log: file, index: join(dirname(file), 'log-index.sqlite') };
  const notices: string[] = [];
  const log = LogAccess.later(file, {
    now: () => new Date('2026-11-24T10:11:12Z'),
    notify: (sentence) => notices.push(sentence),
    onLateOutcome: () => undefined,
    onWrite: () => reader.written(),
    beforeMove: children.killAll,
    onReplaced: () => undefined,
  });
  const reader = new LogReaderClient({
    files,
    startChild: start,
    beforeQuery: () => undefined,
    onDamage: (identity) => log.repair(identity),
    onIndexed: () => undefined,
  });
  const tasks = new LogTasks({
    log,
    files,
    reader,
    askForFile: () => Promise.resolve(join(dirname(file), 'target')),
    isOwn: () => false,
    openQuery: (opened) => new BackgroundQuery(opened, start),
    runExport: exportInChild(start),
    onProgress: () => undefined,
    beforeMove: children.killAll,
    onCleared: () => undefined,
    clearEvidence: () => Promise.resolve({ ok: true, value: null }),
    now: () => new Date(),
  });
  const moved: Desk['moved'] = [];
  const folder = realpathSync(dirname(file));
  watch.moved = (path) => {
    if (existsSync(path)) moved.push({ name: basename(path), open: openIn(join(folder, basename(path)), [...pids]) });
  };
  onTestFinished(() => {
    watch.moved = () => undefined;
    reader.close();
    log.close();
  });
  return { log, reader, tasks, children, file, notices, moved };
}

const page = { filter: { ...noFilter, search: 'ck1001' }, order: 'newest', start: { at: 'top' }, limit: 10 } as const;
const opened = ({ moved }: Desk) => moved.filter(({ open }) => open.length > 0);

/**
 * Every byte of every file of a folder. Another program reads them: a process that closes a file loses the locks that its SQLite has on it
 * (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
const everythingIn = (folder: string): string =>
  execFileSync(
    'cat',
    readdirSync(folder).map((name) => join(folder, name)),
    { encoding: 'latin1', maxBuffer: 2 ** 28 },
  );

describe.skipIf(process.platform !== 'linux')('files that are moved or removed', () => {
  test('the test detects which processes have a file open', async () => {
    const file = logFile();
    fillLog(file, 30);
    const desk = deskOf(file);
    expect((await desk.reader.page(page)).ok).toBe(true);
    watch.moved(file);
    watch.moved(join(dirname(file), 'log-index.sqlite'));
    // The reader has both, and nobody has opened the log in the main process yet.
    expect(desk.moved).toMatchObject([{ open: [expect.any(Number)] }, { open: [expect.any(Number)] }]);
    desk.log.isEmpty();
    watch.moved(file);
    expect(desk.moved[2]?.open).toContain(process.pid);
  });

  test('a damaged log that its reader has open is repaired, and the reader continues with the new one', async () => {
    const file = logFile();
    fillLog(file, 200);
    const desk = deskOf(file);
    expect(await desk.reader.page(page)).toMatchObject({ ok: true, value: { entries: [{ customerKey: 'ck1001' }] } });
    writeOver(file, 40 * 4096, Buffer.alloc(20 * 4096, 0xa5));
    for (let id = 1; id <= 200; id += 1) desk.log.entry(id);
    expect(desk.notices).toEqual([expect.stringContaining('The log was damaged.')]);
    expect(desk.moved.map(({ name }) => name)).toContain('log.sqlite');
    expect(opened(desk)).toEqual([]);
    expect(await desk.reader.page(page)).toMatchObject({ ok: true, value: { entries: [{ customerKey: 'ck1001' }] } });
  });

  test('clearing leaves no traces in any file, and touches no other entry', async () => {
    const file = logFile();
    const before = openLog(file);
    const message = (n: number) => ({ customerKey: `secretkey-${n}`, list: 'Orders', template: 'Shipping delay' });
    for (let n = 1; n <= 400; n += 1) {
      const { id } = before.begin(
        newEntry({ message: message(n), contact: `secretkey-${n}@example.com`, requestBody: `{"k":"secretkey-${n}"}` }),
      );
      before.storeOutcome(
        pressOf(before, id),
        storedOutcome({
          responseBody: Buffer.from(`secretkey-${n} `.repeat(n % 50 === 0 ? 2000 : 3)),
          sentence: `Accepted secretkey-${n}.`,
        }),
      );
    }
    const kept = before.begin(newEntry({ message: { customerKey: 'stays-7' } }));
    before.storeOutcome(
      pressOf(before, kept.id),
      storedOutcome({ outcome: 'unknown', cause: 'timeout', status: null, responseBody: null, sentence: 'stays-7' }),
    );
    before.close();
    // Damage the log once, so that a damaged file is set aside beside it.
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0, 0, 100));
    const desk = deskOf(file);
    desk.log.start();
    expect(await desk.reader.page({ ...page, filter: { ...noFilter, search: 'secretkey' } })).toMatchObject({ ok: true });
    expect(everythingIn(dirname(file))).toContain('secretkey');
    desk.moved.length = 0;
    expect(await desk.tasks.clear('clear log', false)).toMatchObject({ ok: true, value: { ended: 'done', entries: 400 } });
    expect(everythingIn(dirname(file))).not.toContain('secretkey');
    expect(everythingIn(dirname(file))).toContain('stays-7');
    expect(desk.moved.map(({ name }) => name)).toContain('log-index.sqlite');
    expect(opened(desk)).toEqual([]);
    expect(await desk.reader.page({ ...page, filter: { ...noFilter, search: 'stays-7' } })).toMatchObject({
      ok: true,
      value: { entries: [{ id: 401 }] },
    });
    expect(desk.log.begin(newEntry())).toMatchObject({ ok: true, value: { id: 402 } });
  });

  test('a clearing that is stopped leaves no traces of removed entries in the log', async () => {
    const file = logFile();
    fillLog(file, 3000);
    const desk = deskOf(file);
    const cleared = desk.tasks.clear('clear log', false);
    await vi.waitFor(() => expect(desk.log.entry(200)).toMatchObject({ ok: false }));
    desk.tasks.stop();
    expect(await cleared).toEqual({ ok: true, value: { ended: 'stopped' } });
    expect(desk.log.entry(3000)).toMatchObject({ ok: true });
    expect(everythingIn(dirname(file))).not.toMatch(/press-1\D|note 100\D/);
  });

  test('a backup and an export are closed before they are renamed', async () => {
    const file = logFile();
    fillLog(file, 500);
    const desk = deskOf(file);
    expect(await desk.tasks.backup()).toMatchObject({ value: { ended: 'done', entries: 500 } });
    const options = {
      filter: { ...noFilter, search: 'ck10' },
      order: 'newest',
      format: 'csv',
      bom: false,
      keys: 'clear',
      bodies: true,
    } as const;
    expect(await desk.tasks.export(options)).toMatchObject({ value: { ended: 'done' } });
    expect(desk.moved.map(({ name }) => name)).toContain('target.part');
    expect(opened(desk)).toEqual([]);
  });

  test('the failure says that traces may be left when another program reads the log while it is cleared', async () => {
    const file = logFile();
    fillLog(file, 50);
    const desk = deskOf(file);
    desk.log.start();
    const other = new BackgroundQuery(file, testChildren().start);
    await other.exec('BEGIN');
    expect(await other.number('SELECT count(*) FROM entry')).toBe(50);
    expect(await desk.tasks.clear('clear log', false)).toMatchObject({ ok: false, error: { code: 'log.tracesLeft' } });
    await other.close();
    expect(await desk.tasks.clear('clear log', false)).toMatchObject({ ok: true, value: { entries: 0 } });
    expect(everythingIn(dirname(file))).not.toMatch(/press-\d/);
  });
});
