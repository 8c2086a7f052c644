/** Fills a log with many entries at once, with bodies of several pages. */
import { inTransaction, openDatabase } from '../../../../electron/log/database/database.ts';

export const customerKey = (id: number): string => `ck${1000 + id}`;

/** Ids from 1 to `count`, pressed at `pressed(id)`; every tenth has been resolved, too. */
export function fillLog(file: string, count: number, pressed = (id: number) => id): void {
  const database = openDatabase(file);
  const entry = database.prepare(
    `INSERT INTO entry (press_id, at, settled_at, state, cause, account_id, account_name, account_kind, list, template, customer_key, format,
       campaign_name, respect_optout, snapshot, method, url, request_headers, status, answer_body, sentence)
     VALUES (?, ?, ?, 'accepted', 'answer', 'acme', 'Acme', 'test', 'Orders', 'Shipping delay', ?, 99, '', 1, 0, 'POST', 'https://a.example/', '[]', 200, ?, 'Accepted.')`,
  );
  const history = database.prepare(
    `INSERT INTO settlement (entry_id, at, by, outcome, sentence, note) VALUES (?, 1, 'person', 'accepted', 'x', ?)`,
  );
  inTransaction(database, () => {
    for (let id = 1; id <= count; id++) {
      entry.run(`press-${id}`, pressed(id), pressed(id) + 1, customerKey(id), Buffer.from(`${id} `.repeat(id % 7 === 0 ? 3000 : 40)));
      if (id % 10 === 0) history.run(id, `note ${id}`);
    }
  });
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
