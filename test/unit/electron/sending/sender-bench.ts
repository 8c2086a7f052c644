/** A sender with a real log in its own folder and a transport whose responses the test provides. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import type { Secret } from '../../../../electron/accounts/vault.ts';
import type { EntrySummary } from '../../../../electron/shared/domain/entry.ts';
import { LogAccess } from '../../../../electron/log/store/log-access.ts';
import { ok, type Result } from '../../../../electron/shared/domain/result.ts';
import { noNames } from '../../../../electron/shared/domain/check-message.ts';
import type { Message } from '../../../../electron/shared/domain/message.ts';
import type { Press, SendPhase } from '../../../../electron/shared/domain/press.ts';
import { Sender, type SenderDeps, type SendingRules } from '../../../../electron/sending/sender.ts';
import { redacted } from '../net/redacted.ts';
import type { ExchangeOptions, WireRequest, WireResult } from '../../../../electron/net/transport.ts';
import { message } from './message.ts';

export const acme: AccountView = {
  id: 'acme',
  name: 'Acme production',
  kind: 'production',
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  clientName: '',
  reviewSends: false,
  builtIn: false,
  secret: { hasSecret: true, hasClientKey: false, backend: 'keychain' },
};

export const secret: Secret = { siteUrl: acme.siteUrl, realm: 'acme', password: 'correct horse', clientKey: '' };

export const accepted: Extract<WireResult, { kind: 'response' }> = {
  kind: 'response',
  status: 200,
  headers: [['Content-Type', 'application/json']],
  body: new TextEncoder().encode('0'),
  truncated: false,
  durationMs: 12,
};

/** One request that the transport received; the test decides how it ends. */
export interface Exchange {
  request: WireRequest;
  options: ExchangeOptions;
  respond: (result: WireResult) => void;
  fail: (error: unknown) => void;
}

export interface Bench {
  sender: Sender;
  log: LogAccess;
  exchanges: Exchange[];
  events: EntrySummary[];
  phases: SendPhase[];
  notices: string[];
  press(changes?: Partial<Message>, consent?: string | null, pressId?: string): Promise<Awaited<ReturnType<Sender['press']>>>;
}

/** Without a duplicate guard and an undo period, unless `rules` set them. */
export function senderBench(changes: Partial<SenderDeps> = {}, rules: Partial<SendingRules> = {}): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-sender-'));
  const log = LogAccess.open(join(folder, 'log.sqlite'));
  onTestFinished(() => {
    log.close();
    rmSync(folder, { recursive: true });
  });
  const exchanges: Exchange[] = [];
  const events: EntrySummary[] = [];
  const notices: string[] = [];
  const phases: SendPhase[] = [];
  const sender = new Sender({
    accounts: accountsOf(() => Promise.resolve(ok(secret))),
    log,
    transport: redacted({
      exchange: (request, options) =>
        new Promise((respond, fail) => {
          exchanges.push({ request, options, respond, fail });
        }),
    }),
    contactOf: (account, customerKey) => `${account.id} ${customerKey}`,
    namesOf: () => noNames,
    presetName: (id) => (id === 'preset-1' ? 'Shipping delay' : null),
    rules: () => ({ timeoutMs: 30_000, connectTimeoutMs: 10_000, duplicateMs: 0, undoMs: 0, logContact: false, ...rules }),
    now: () => 1_764_000_000_000,
    onChange: (entry) => events.push(entry),
    onPhase: (phase) => phases.push(phase),
    notify: (sentence) => notices.push(sentence),
    ...changes,
  });
  const press = (fields: Partial<Message> = {}, consent: string | null = null, pressId: string = randomUUID()) =>
    sender.press({ pressId, message: message(fields), consent } satisfies Press);
  return { sender, log, exchanges, events, phases, notices, press };
}

export const accountsOf = (secretFor: () => Promise<Result<Secret>>): SenderDeps['accounts'] => ({
  get: (id) => (id === acme.id ? acme : null),
  secretFor,
});
