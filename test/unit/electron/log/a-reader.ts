/** The log in the reader's process, with sends to find. */
import { readFileSync, writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { noFilter, type LogFilter } from '../../../../electron/shared/domain/log-filter.ts';
import type { Cursor, LogOrder, LogQuery } from '../../../../electron/shared/domain/log-query.ts';
import { LogQueryService } from '../../../../electron/log/reader/log-query-service.ts';
import type { ResponseLog } from '../../../../electron/log/store/response-log.ts';
import { openSqlite } from '../../../../electron/log/database/sqlite.ts';
import type { Outcome } from '../../../../electron/shared/domain/outcome.ts';
import { acme, at, logFile, newEntry, openLog, storedOutcome, pressOf } from './a-log.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function reading(file: string): LogQueryService {
  const opened = new LogQueryService(file, file.replace('log.sqlite', 'log-index.sqlite'), turn);
  onTestFinished(() => {
    opened.close();
  });
  return opened;
}

export function logWithReader(): { log: ResponseLog; reader: LogQueryService; file: string } {
  const file = logFile();
  return { log: openLog(file), reader: reading(file), file };
}

export interface Sent {
  key?: string;
  list?: string;
  template?: string;
  outcome?: Outcome;
  at?: number;
  account?: string;
  preset?: string;
  campaign?: string;
  error?: string;
  body?: string;
}

/** Writes a send with its outcome; returns its id. */
export function send(log: ResponseLog, sent: Sent = {}): number {
  const { key = 'ck1042', list = 'Orders', template = 'Shipping delay', campaign = '', preset = null } = sent;
  const account = { ...acme, id: sent.account ?? 'acme', name: `Account ${sent.account ?? 'acme'}` };
  const message = { customerKey: key, list, template, campaignName: campaign };
  const { id } = log.begin(newEntry({ at: sent.at ?? at, account, presetId: preset, presetName: preset && `Preset ${preset}`, message }));
  const outcome = sent.outcome ?? 'accepted';
  log.storeOutcome(pressOf(log, id), storedOutcome({ outcome, errorText: sent.error ?? '', responseBody: Buffer.from(sent.body ?? '0') }));
  return id;
}

export const queryOf = (filter: Partial<LogFilter>, rest: Partial<LogQuery> = {}): LogQuery => ({
  filter: { ...noFilter, ...filter },
  order: 'newest',
  start: { at: 'top' },
  limit: 100,
  ...rest,
});

export const found = async (reader: LogQueryService, filter: Partial<LogFilter>, rest: Partial<LogQuery> = {}): Promise<number[]> =>
  (await reader.page(queryOf(filter, rest))).entries.map(({ id }) => id);

/** Every id, page by page. */
export async function walked(reader: LogQueryService, filter: Partial<LogFilter>, order: LogOrder, limit: number): Promise<number[]> {
  const ids: number[] = [];
  let cursor: Cursor | null = null;
  do {
    const start: LogQuery['start'] = cursor === null ? { at: 'top' } : { at: 'cursor', cursor };
    const page = await reader.page(queryOf(filter, { order, start, limit }));
    ids.push(...page.entries.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  return ids;
}

/** Damages the index except for its first page, which has its version. */
export function damageIndex(indexFile: string): void {
  const index = openSqlite(indexFile);
  index.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  index.close();
  const bytes = readFileSync(indexFile);
  if (bytes.byteLength <= 4096) throw new Error('there is nothing to damage');
  writeFileSync(indexFile, bytes.fill(0xa5, 4096));
}
