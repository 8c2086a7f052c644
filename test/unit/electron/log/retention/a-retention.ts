/** Retention on a real log with one send per day, with a clock and a ledger that the test controls. */
import { expect, onTestFinished } from 'vitest';
import { BackgroundQuery } from '../../../../../electron/log/database/background-query.ts';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import type { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import type { RemovalQuestion } from '../../../../../electron/shared/domain/removal-question.ts';
import type { KeepRules } from '../../../../../electron/shared/domain/retention-policy.ts';
import { Retention } from '../../../../../electron/log/retention/retention.ts';
import { testChildren } from '../../child/children-for-tests.ts';
import { logFile, openAccess } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

export const dayMs = 24 * 60 * 60 * 1000;
export const now = 1_800_000_000_000;
export const keepAll: KeepRules = { keepEntriesDays: 0, keepEntriesMegabytes: 0, keepBodiesDays: 0, keepBodiesMegabytes: 0 };

/** Entry n of `count` was pressed a little more than `count - n` days ago. Those in `states` have another state than accepted. */
export function daily(count: number, states: Readonly<Record<number, string>> = {}): string {
  const file = logFile();
  fillLog(file, count);
  const database = openDatabase(file);
  database.exec(`UPDATE entry SET at = ${now} - (${count} - id) * ${dayMs} - 1000`);
  for (const [id, state] of Object.entries(states)) database.exec(`UPDATE entry SET state = '${state}' WHERE id = ${id}`);
  database.close();
  return file;
}

export function change(file: string, sql: string): void {
  const database = openDatabase(file);
  database.exec(`${sql}; VACUUM`);
  database.close();
}

/** Entries from the first to the last id were pressed while the clock was years behind. */
export function behindFrom(file: string, first: number, last = 9999): string {
  const database = openDatabase(file);
  database.exec(`UPDATE entry SET at = ${now} - 2000 * ${dayMs} + id WHERE id BETWEEN ${first} AND ${last}`);
  database.close();
  return file;
}

/** Like `daily`, with bodies of this many bytes. */
export function sized(count: number, bytesOf: (n: number) => number | null): string {
  const file = daily(count);
  const database = openDatabase(file);
  const set = database.prepare('UPDATE entry SET answer_body = CASE WHEN ? THEN randomblob(?) END, request_body = NULL WHERE id = ?');
  database.exec('BEGIN');
  for (let n = 0; n < count; n += 1) set.run(bytesOf(n) === null ? 0 : 1, bytesOf(n) ?? 0, n + 1);
  database.exec('COMMIT; VACUUM');
  database.close();
  return file;
}

export function bench(file: string, rules: Partial<KeepRules> & { duplicateHours?: number }, idle = () => true) {
  const { log } = openAccess(file);
  const children = testChildren();
  let changed = 0;
  const notices: string[] = [];
  const questions: (RemovalQuestion | null)[] = [];
  /** The computer's clock, and its certain bounds. */
  const clock = { wall: now, steady: now, sure: now };
  /** From this entry on, the ledger isn't certain that the period of the guard has passed. */
  const guarded: { from: number | null } = { from: null };
  const retention = new Retention({
    log,
    openQuery: () => new BackgroundQuery(file, children.start),
    rules: () => ({ ...keepAll, duplicateHours: 0, ...rules }),
    idle,
    now: () => clock.wall,
    onChange: () => (changed += 1),
    ledger: {
      now: () => clock,
      confirmClock: () => (clock.steady = clock.wall),
      prune: () => false,
      recentFrom: () => guarded.from,
      removal: null,
      allowance: null,
    },
    notify: (sentence) => notices.push(sentence),
    onQuestion: (question) => questions.push(question),
  });
  onTestFinished(() => {
    retention.close();
  });
  /** Confirms the question, like a person. */
  const agree = async (): Promise<void> => {
    const forecast = await retention.forecast({ ...keepAll, ...rules });
    if (!forecast.ok) throw new Error(forecast.error.sentence);
    expect(await retention.confirm(forecast.value)).toEqual({ ok: true, value: null });
  };
  return { log, retention, changed: () => changed, notices, questions, clock, guarded, agree };
}

export const idsIn = (log: LogAccess) => {
  const page = log.page({ before: null, limit: 5000 });
  return page.ok ? page.value.map(({ id }) => id) : [];
};
export const withBody = (log: LogAccess) =>
  idsIn(log).filter((id) => {
    const entry = log.entry(id);
    return entry.ok && entry.value.responseBody !== null;
  });
export const megabytes = (log: LogAccess) => {
  const size = log.size();
  return size.ok ? size.value.used / 1024 / 1024 : 0;
};
