/** Which sends may have gone: the same rule for the guard, which asks the log in SQL, and for all that asks an entry. */
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import {
  certaintyOf,
  isResolvable,
  mayHaveBeenSent,
  mayHaveBeenSentSql,
} from '../../../../../electron/shared/domain/may-have-been-sent.ts';

const states = ['accepted', 'unknown', 'sending', 'rejected', 'not sent'];
const statuses = [null, ...Array.from({ length: 1000 }, (_, status) => status)];

test('is decided alike in SQL and for an entry, whatever the status', () => {
  const database = openSqlite(':memory:');
  onTestFinished(() => {
    database.close();
  });
  const inSql = database.prepare(`SELECT ${mayHaveBeenSentSql} AS goes FROM (SELECT ? AS state, ? AS status)`);
  for (const state of states) {
    for (const status of statuses) {
      const row: unknown = inSql.get(state, status);
      expect([state, status, row]).toMatchObject([state, status, { goes: Number(mayHaveBeenSent({ state, cause: 'answer', status })) }]);
    }
  }
});

test('of the rejected ones all but those that the server refused, and what may explain an event can be resolved', () => {
  for (const status of statuses) {
    const send = { state: 'rejected', cause: 'answer', status };
    const isRefusal = status !== null && status >= 400 && status < 500;
    expect([status, isResolvable(send), certaintyOf(send)]).toEqual([status, !isRefusal, isRefusal ? 'none' : 'doubtful']);
  }
});
