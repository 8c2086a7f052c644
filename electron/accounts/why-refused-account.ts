/** Why an account that stands in the file may not be used: somebody else may have written it there. */
import { isLoopback, tidySiteUrl } from '../shared/domain/site-url.ts';
import type { Account } from '../shared/domain/account.ts';
import { textOf } from '../shared/i18n/text.ts';

/** A sentence; `null` where the account may be used. It never quotes the address, which may hold a password. */
export function whyRefusedAccount({ siteUrl, kind }: Pick<Account, 'siteUrl' | 'kind'>): string | null {
  if (!/^https?:\/\//i.test(siteUrl)) return textOf({ code: 'account.noWebAddress', params: undefined });
  const site = tidySiteUrl(siteUrl);
  if (!site.ok) return site.error.sentence;
  const isForeign = kind === 'practice' && !isLoopback(new URL(site.value).hostname);
  return isForeign ? textOf({ code: 'account.practiceElsewhere', params: undefined }) : null;
}
