/** The rules for an account before it is saved or tested. */
import { fail, ok, type Result, type FieldFix } from '../shared/domain/result.ts';
import { foldLookAlikes } from '../shared/base/fold-look-alikes.ts';
import { secretRefusal } from '../shared/domain/secret-text.ts';
import { parseTypedText, type TypedOptions } from '../shared/domain/typed-text.ts';
import { textOf } from '../shared/i18n/text.ts';
import type { Account, AccountDraft } from '../shared/domain/account.ts';
import { isLoopback, tidySiteUrl } from '../shared/domain/site-url.ts';

/** Maximum lengths in characters. */
export const accountLimits = { name: 100, realm: 500, password: 500, clientName: 500, clientKey: 500 } as const;

/** The account as it is before the draft is applied; `null` for a new account. */
export type Known = (Pick<Account, 'siteUrl' | 'realm' | 'clientName'> & { hasSecret: boolean; hasClientKey: boolean }) | null;

/** A draft with normalized texts: outer spaces removed (except from secrets), and the site URL in its normal form. */
export type CheckedDraft = Omit<AccountDraft, 'id' | 'keepInMemory'>;

/**
 * Checks a draft that is to be saved. Fails with `invalid` and a text for each refused field. `takenNames` are the names of all other
 * accounts.
 */
export function checkAccount(draft: AccountDraft, known: Known, takenNames: readonly string[]): Result<CheckedDraft> {
  const checked = checkTexts(draft);
  const { tidy, fields } = checked;
  if (tidy.name === '') fields['name'] = 'Give the account a name.';
  else if (takenNames.some((taken) => foldLookAlikes(taken) === foldLookAlikes(tidy.name)))
    fields['name'] = 'Another account has this name.';
  checkSecrets(tidy, known, fields);
  return judge(checked, 'The account was not saved. Correct the marked fields.');
}

/**
 * Checks a draft that is to be used for a connection test. The name doesn't matter for that, and a missing password is not checked here.
 */
export function checkReach(draft: AccountDraft): Result<CheckedDraft> {
  const checked = checkTexts(draft);
  delete checked.fields['name'];
  return judge(checked, 'The connection was not tested. Correct the marked fields.');
}

/** Whether the draft has the site and realm that the stored secret was typed for; it is sent to no other. */
export const sameTarget = (tidy: Pick<Account, 'siteUrl' | 'realm'>, known: Pick<Account, 'siteUrl' | 'realm'>): boolean =>
  tidy.siteUrl === known.siteUrl && tidy.realm === known.realm;

interface CheckedTexts {
  tidy: CheckedDraft;
  /** The text for each refused field so far. */
  fields: Record<string, string>;
  fixes: Record<string, readonly FieldFix[]>;
}

const namingFields = {
  name: { rule: 'prose', noun: 'name' },
  realm: { rule: 'exact', noun: 'realm name' },
  clientName: { rule: 'exact', noun: 'API client name' },
} as const satisfies Partial<Record<keyof CheckedDraft, TypedOptions>>;

function checkTexts(draft: AccountDraft): CheckedTexts {
  const fields: Record<string, string> = {};
  const fixes: Record<string, readonly FieldFix[]> = {};
  const site = tidySiteUrl(draft.siteUrl);
  const taken = (field: keyof typeof namingFields): string => {
    const one = parseTypedText(draft[field], namingFields[field]);
    if ('value' in one) return one.value;
    fields[field] = textOf(one.text);
    fixes[field] = one.fixes;
    return draft[field];
  };
  const tidy: CheckedDraft = {
    name: taken('name'),
    kind: draft.kind,
    siteUrl: site.ok ? site.value : draft.siteUrl,
    realm: taken('realm'),
    clientName: taken('clientName'),
    reviewSends: draft.reviewSends,
    password: draft.password,
    clientKey: draft.clientKey,
  };
  if (!site.ok) {
    fields['siteUrl'] = site.error.sentence;
    Object.assign(fixes, site.error.fixes);
  } else if (tidy.kind === 'practice' && !isLoopback(new URL(tidy.siteUrl).hostname)) {
    fields['siteUrl'] =
      'A practice account stays on this computer, such as http://127.0.0.1:8080. For this site choose Test or Production.';
  }
  if (tidy.realm === '') fields['realm'] = 'Type the realm name, as WhatCounts has it.';
  if (tidy.realm.includes(':')) fields['realm'] = "A realm name can't contain a colon: Basic authorization could not carry it.";
  if (tidy.clientName.includes(':')) {
    fields['clientName'] = "An API client name can't contain a colon: the x-api-key header could not carry it.";
  }
  if (tidy.clientName === '' && tidy.clientKey !== '') fields['clientName'] = 'Type the name of the API client that this key belongs to.';
  for (const field of Object.keys(accountLimits) as (keyof typeof accountLimits)[]) {
    if (tidy[field].length > accountLimits[field]) fields[field] = `At most ${accountLimits[field]} characters fit here.`;
  }
  for (const field of ['password', 'clientKey'] as const) {
    const refusal = secretRefusal(tidy[field]);
    if (refusal !== null) fields[field] = textOf(refusal);
  }
  return { tidy, fields, fixes };
}

function checkSecrets(tidy: CheckedDraft, known: Known, fields: Record<string, string>): void {
  const stored = known !== null && known.hasSecret;
  const moved = known !== null && stored && !sameTarget(tidy, known) && fields['siteUrl'] === undefined;
  if (tidy.password === '' && moved) {
    fields['password'] =
      tidy.siteUrl === known.siteUrl
        ? 'The realm changed. Type the password again: a password is never sent for another realm.'
        : 'The site changed. Type the password again: a password is never sent to another site.';
  }
  if (tidy.password === '' && !stored && tidy.clientKey !== '') {
    fields['password'] = 'Type the API password too: the client key is kept together with it.';
  }

  if (tidy.clientName === '' || tidy.clientKey !== '' || (known?.hasClientKey === true && !moved)) return;
  // As long as an account has no secret at all, the client key is not required, so that such an account can still be renamed.
  const untouched = known !== null && !stored && tidy.password === '' && tidy.clientName === known.clientName;
  if (!untouched) {
    fields['clientKey'] ??= moved
      ? 'The site or the realm changed. Type the client key again: a key is never sent to another one.'
      : 'Type the key of this API client, or clear the client name.';
  }
}

function judge({ tidy, fields, fixes }: CheckedTexts, sentence: string): Result<CheckedDraft> {
  return Object.keys(fields).length === 0 ? ok(tidy) : fail('invalid', sentence, fields, fixes);
}
