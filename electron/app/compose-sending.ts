/** Creates what sends messages, and what finds out about sends afterwards. */
import { DeliveryStatuses } from '../delivery/delivery-statuses.ts';
import { emit } from '../ipc/serve.ts';
import { bringingKey, EvidenceKey } from '../resolution/evidence-key.ts';
import { UnknownResolver } from '../resolution/resolve.ts';
import { Sender } from '../sending/sender.ts';
import type { EntrySummary } from '../shared/domain/entry.ts';
import { openInBrowser } from '../window/open-in-browser.ts';
import type { AccountsServices } from './compose-accounts.ts';
import type { AppContext } from './app-context.ts';
import type { LogServices } from './compose-log.ts';
import type { RealmServices } from './compose-realm.ts';
import type { SettingsServices } from './compose-settings.ts';

export type SendingServices = ReturnType<typeof composeSending>;

export function composeSending(
  { notices, now }: AppContext,
  { timeLimits, sendingRules }: SettingsServices,
  { log, ledger }: LogServices,
  { accounts, keychain, presets }: AccountsServices,
  { transport, catalogs, lookUps }: RealmServices,
) {
  const evidenceKey = new EvidenceKey({ keychain, ledger, elapsed: () => performance.now() });
  const changed = (entry: EntrySummary): void => {
    emit('entryChanged', entry);
  };
  const sender = new Sender({
    accounts: bringingKey(accounts, evidenceKey, false),
    log,
    transport,
    contactOf: (account, customerKey) => lookUps.contactOf(account, customerKey),
    namesOf: (accountId) => catalogs.names(accountId),
    presetName: (id) => presets.list().find((preset) => preset.id === id)?.name ?? null,
    rules: sendingRules,
    now,
    onChange: changed,
    onPhase: (phase) => {
      emit('sendPhase', phase);
    },
    notify: notices.add,
  });
  const resolver = new UnknownResolver({
    accounts: bringingKey(accounts, evidenceKey, true),
    log,
    ledger,
    transport,
    timeLimits,
    now,
    onChange: changed,
  });
  const deliveryStatuses = new DeliveryStatuses({ accounts, log, transport, timeLimits, now, openInBrowser });
  return { sender, resolver, deliveryStatuses };
}
