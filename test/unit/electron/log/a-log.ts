/** A real log in its own folder, and entries to write into it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Account } from '../../../../electron/shared/domain/account.ts';
import type { EntryDetail } from '../../../../electron/shared/domain/entry.ts';
import { LogAccess } from '../../../../electron/log/store/log-access.ts';
import { ResponseLog, type PageQuery, type RecentQuery } from '../../../../electron/log/store/response-log.ts';
import type { NewEntry, StoredOutcome } from '../../../../electron/log/store/new-entry.ts';
import type { Result } from '../../../../electron/shared/domain/result.ts';
import type { CheckedMessage } from '../../../../electron/shared/domain/message.ts';
import { checkedMessage } from '../whatcounts/checked-message.ts';

/** The path of a file that doesn't exist yet; its folder is removed after the test. */
export function logFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'log.sqlite');
}

export function openLog(file = logFile()): ResponseLog {
  const log = new ResponseLog(file);
  onTestFinished(() => log.close());
  return log;
}

/** The log as Keypost opens it, with the notices that it shows. */
export function openAccess(file: string): { log: LogAccess; notices: string[]; late: EntryDetail[]; replacements: () => number } {
  const notices: string[] = [];
  const late: EntryDetail[] = [];
  let replacements = 0;
  const log = LogAccess.open(file, {
    now: () => new Date('2026-11-24T10:11:12Z'),
    notify: (sentence) => notices.push(sentence),
    onLateOutcome: (entry) => late.push(entry),
    onWrite: () => undefined,
    beforeMove: () => undefined,
    onReplaced: () => {
      replacements += 1;
    },
  });
  onTestFinished(() => {
    log.close();
  });
  return { log, notices, late, replacements: () => replacements };
}

export const acme: Account = {
  id: 'acme',
  name: 'Acme production',
  kind: 'production',
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  clientName: '',
  reviewSends: true,
};

export const message: CheckedMessage = checkedMessage();

export const at = 1_764_000_000_000;

export function newEntry({
  message: changed,
  ...changes
}: Partial<Omit<NewEntry, 'message'>> & { message?: Partial<CheckedMessage> } = {}): NewEntry {
  return {
    pressId: randomUUID(),
    at,
    account: acme,
    presetId: null,
    presetName: null,
    message: { ...message, ...changed },
    method: 'POST',
    url: 'https://mail.acme.example/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042?format=99&respectOptout=true',
    requestHeaders: [['Authorization', 'Basic <base64 of realm:password>']],
    requestBody: null,
    contact: '',
    ...changes,
  };
}

export const storedOutcome = (changes: Partial<StoredOutcome> = {}): StoredOutcome => ({
  at: at + 12,
  outcome: 'accepted',
  cause: 'answer',
  status: 200,
  responseHeaders: [['Content-Type', 'application/json']],
  responseBody: Buffer.from('0'),
  responseTruncated: false,
  errorText: '',
  hint: '',
  sentence: 'Accepted. WhatCounts took the message for ck1042.',
  durationMs: 12,
  ...changes,
});

export const everything = (changes: Partial<PageQuery> = {}): PageQuery => ({ before: null, limit: 100, ...changes });

export const lately = (changes: Partial<RecentQuery> = {}): RecentQuery => ({
  presetId: null,
  accountId: null,
  list: message.list,
  template: message.template,
  limit: 10,
  ...changes,
});

/** The press of an entry; an unknown press where there is no such entry. */
export function pressOf(log: { pressOf(id: number): string | Result<string> }, id: number): string {
  try {
    const press = log.pressOf(id);
    if (typeof press === 'string') return press;
    return press.ok ? press.value : `no press of ${id}`;
  } catch {
    return `no press of ${id}`;
  }
}
