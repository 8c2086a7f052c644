/** Which sends may have been sent: the same rule in SQL for the duplicate guard, and in code for an entry. */
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

test('the rule is the same in SQL and in code, whatever the status', () => {
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

test('rejected sends are resolvable and may explain an event, except those with a 4xx', () => {
  for (const status of statuses) {
    const send = { state: 'rejected', cause: 'answer', status };
    const isRefusal = status !== null && status >= 400 && status < 500;
    expect([status, isResolvable(send), certaintyOf(send)]).toEqual([status, !isRefusal, isRefusal ? 'none' : 'doubtful']);
  }
});
