import { expect, it } from 'vitest';
import { practiceAccount } from '../../../../electron/accounts/practice-account.ts';

it('has no site and realm before the practice realm runs', () => {
  expect(practiceAccount(null)).toEqual({
    id: 'practice',
    name: 'Practice realm',
    kind: 'practice',
    siteUrl: '',
    realm: '',
    clientName: '',
    reviewSends: false,
    builtIn: true,
    secret: { hasSecret: true, hasClientKey: false, backend: 'practice' },
  });
});

it('has those of the practice realm afterwards, and never its password', () => {
  const account = practiceAccount({ siteUrl: 'http://127.0.0.1:1', realm: 'practice', password: 'correct horse' });
  expect(account).toMatchObject({ siteUrl: 'http://127.0.0.1:1', realm: 'practice', builtIn: true });
  expect(JSON.stringify(account)).not.toContain('correct horse');
});
