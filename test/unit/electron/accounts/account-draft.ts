import type { AccountDraft } from '../../../../electron/shared/domain/account.ts';

export const draft = (changes: Partial<AccountDraft> = {}): AccountDraft => ({
  id: null,
  name: 'Acme',
  kind: 'production',
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  clientName: '',
  reviewSends: true,
  password: 'correct horse',
  clientKey: '',
  keepInMemory: false,
  ...changes,
});
