/** The draft in the account form, separate from the saved account. */
import type { AccountDraft, AccountView } from '../../electron/shared/ipc/contract.ts';

/** The public WhatCounts service; private-label brands have other addresses. */
const usualSite = 'https://api.whatcounts.net';

/** The order of the form, in which rejected fields get the focus. */
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

/** Secrets start empty: stored secrets are never passed to the page. */
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
