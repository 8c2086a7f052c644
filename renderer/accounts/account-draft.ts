/** What is being typed into the account form, apart from what is saved. */
import type { AccountDraft, AccountKind, AccountView, SecretBackend } from '../../electron/shared/ipc/contract.ts';

/** Of the public WhatCounts service; a brand of its own has another address. */
const usualSite = 'https://api.whatcounts.net';

/** The order of the form, which is the order in which a refused field is sought. */
export const fieldOrder = ['name', 'kind', 'siteUrl', 'realm', 'password', 'clientName', 'clientKey'] as const;
export type AccountField = (typeof fieldOrder)[number];

export const newDraft = (): AccountDraft => ({
  id: null,
  name: '',
  kind: 'production',
  siteUrl: usualSite,
  realm: '',
  clientName: '',
  reviewSends: true,
  password: '',
  clientKey: '',
  keepInMemory: false,
});

/** Secrets start empty: what is stored never comes to the page. */
export const draftOf = (account: AccountView): AccountDraft => ({
  id: account.id,
  name: account.name,
  kind: account.kind,
  siteUrl: account.siteUrl,
  realm: account.realm,
  clientName: account.clientName,
  reviewSends: account.reviewSends,
  password: '',
  clientKey: '',
  keepInMemory: account.secret.backend === 'memory',
});

export const isChanged = (draft: AccountDraft, saved: AccountDraft): boolean =>
  [...fieldOrder, 'keepInMemory' as const, 'reviewSends' as const].some((field) => draft[field] !== saved[field]);

export const firstRefused = (fields: Readonly<Record<string, string>>): AccountField | null =>
  fieldOrder.find((field) => fields[field] !== undefined) ?? null;

const backendWords: Readonly<Record<SecretBackend, string>> = {
  keychain: 'Password in the keychain',
  memory: 'Password until Keypost closes',
  none: 'No password',
  missing: 'Password missing in the keychain',
  practice: 'No password needed',
};

/** Where an account's password is, for the list. */
export function secretWords(account: AccountView): string {
  const { backend, hasSecret } = account.secret;
  return backend === 'practice' || backend === 'missing' || hasSecret ? backendWords[backend] : backendWords.none;
}

/** For the input of a password that should be in the keychain. */
export const missingText = 'No longer in the keychain. Type it again.';

/** Where a stored secret is, for its own input. */
export const storedWords = (backend: SecretBackend): string =>
  backend === 'memory' ? 'Kept until Keypost closes.' : 'Stored in the keychain.';

/** A site without its scheme, for narrow places. */
export const siteWords = (siteUrl: string): string => siteUrl.replace(/^https?:\/\//, '');

export const kindWords: Readonly<Record<AccountKind, string>> = { practice: 'Practice', test: 'Test', production: 'Production' };

/** What removing an account means for the presets that name it; empty when none does. Begins with a space. */
export function boundWords(presets: number): string {
  if (presets === 0) return '';
  return presets === 1
    ? ' One preset names it and will ask for another account.'
    : ` ${presets} presets name it and will ask for another account.`;
}
