import { describe, expect, it } from 'vitest';
import type { AccountDraft } from '../../../../electron/shared/domain/account.ts';
import { accountLimits, checkAccount, checkReach, sameTarget, type Known } from '../../../../electron/accounts/check-account.ts';
import { codeOf, hiddenCodePoints } from '../shared/base/hidden-code-points.ts';
import { draft } from './account-draft.ts';

const known = (changes: Partial<NonNullable<Known>> = {}): NonNullable<Known> => ({
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  clientName: '',
  hasSecret: true,
  hasClientKey: false,
  ...changes,
});

function refused(changes: Partial<AccountDraft>, before: Known = null, taken: readonly string[] = []): Readonly<Record<string, string>> {
  const checked = checkAccount(draft(changes), before, taken);
  if (checked.ok) return {};
  expect(checked.error).toMatchObject({ code: 'invalid', sentence: 'The account was not saved. Correct the marked fields.' });
  return checked.error.fields ?? {};
}

const fields = (...args: Parameters<typeof refused>): string[] => Object.keys(refused(...args)).sort();

describe('checkAccount', () => {
  it('normalizes texts, and keeps secrets as they were typed', () => {
    const typed = { name: ' Acme ', realm: ' acme ', clientName: ' crm ', siteUrl: ' mail.acme.example/rest/ ' };
    const checked = checkAccount(draft({ ...typed, password: ' correct horse ', clientKey: ' battery staple ' }), null, []);
    expect(checked).toEqual({
      ok: true,
      value: {
        name: 'Acme',
        kind: 'production',
        siteUrl: 'https://mail.acme.example',
        realm: 'acme',
        clientName: 'crm',
        reviewSends: true,
        password: ' correct horse ',
        clientKey: ' battery staple ',
      },
    });
  });

  it('replaces an empty site by the default one', () => {
    expect(checkAccount(draft({ siteUrl: '' }), null, [])).toMatchObject({ value: { siteUrl: 'https://api.whatcounts.net' } });
  });

  it.each(['name', 'realm'] as const)('requires %s', (field) => {
    expect(fields({ [field]: '  ' })).toEqual([field]);
  });

  it('accepts a new account without a password', () => {
    expect(refused({ password: '' })).toEqual({});
  });

  it.each([' ACME ', 'acme', 'Acme'])('refuses the name of another account: %j', (name) => {
    expect(refused({ name }, null, ['Other', 'Acme'])).toEqual({ name: 'Another account has this name.' });
  });

  it.each(['https://mail.acme.example', 'https://127.0.0.1.example.com'])(
    'refuses a practice account at %s, which could send real mail',
    (siteUrl) => {
      expect(refused({ kind: 'practice', siteUrl })['siteUrl']).toContain('A practice account stays on this computer');
      expect(refused({ kind: 'test', siteUrl })).toEqual({});
    },
  );

  it.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'https://[::1]'])('takes a practice account at %s', (siteUrl) => {
    expect(refused({ kind: 'practice', siteUrl })).toEqual({});
  });

  it.each(['realm', 'clientName'] as const)('refuses a colon in %s, which no header can contain', (field) => {
    expect(refused({ clientName: 'crm', clientKey: 'battery staple', [field]: 'a:b' })[field]).toContain("can't contain a colon");
  });

  it('allows a colon in a password and a key', () => {
    expect(refused({ password: 'correct: horse', clientName: 'crm', clientKey: 'battery: staple' })).toEqual({});
  });

  it.each(Object.entries(accountLimits))('takes %s of %d characters and no more', (field, limit) => {
    const whole = { clientName: 'crm', clientKey: 'battery staple' };
    expect(refused({ ...whole, [field]: 'x'.repeat(limit) })).toEqual({});
    expect(refused({ ...whole, [field]: 'x'.repeat(limit + 1) })).toEqual({ [field]: `At most ${limit} characters fit here.` });
  });

  it.each(Object.keys(accountLimits))('refuses what can not be seen in %s', (field) => {
    const whole = { clientName: 'crm', clientKey: 'battery staple' };
    for (const odd of ['a\nb', 'a\tb', 'a\u0000b', 'a\u2028b', 'a\ud83db']) {
      const fields = refused({ ...whole, [field]: odd });
      expect(Object.keys(fields)).toEqual([field]);
      expect(fields[field]).toContain(`(U+${odd.charCodeAt(1).toString(16).toUpperCase().padStart(4, '0')})`);
    }
  });

  it.each(['name', 'realm', 'clientName', 'siteUrl'] as const)('removes invisible characters at the ends of %s', (field) => {
    const whole = draft({ clientName: 'crm', clientKey: 'battery staple', siteUrl: 'https://mail.acme.example' });
    for (const odd of hiddenCodePoints) {
      expect(checkAccount({ ...whole, [field]: `${odd} ${whole[field]}${odd}` }, null, []), codeOf(odd)).toEqual(
        checkAccount(whole, null, []),
      );
    }
  });

  it.each(['realm', 'clientName', 'siteUrl'] as const)(
    'refuses every hidden character inside %s, with a click that removes it',
    (field) => {
      const whole = draft({ clientName: 'crm', clientKey: 'battery staple', siteUrl: 'https://mail.acme.example' });
      for (const odd of hiddenCodePoints) {
        const checked = checkAccount({ ...whole, [field]: `${whole[field].slice(0, 2)}${odd}${whole[field].slice(2)}` }, null, []);
        if (checked.ok) throw new Error(`taken: ${codeOf(odd)}`);
        expect(checked.error.fields?.[field]).toContain(codeOf(odd));
        expect(checked.error.fixes?.[field]?.[0]?.value).toBe(whole[field]);
      }
    },
  );

  it.each(['password', 'clientKey'] as const)('never trims or alters %s, whatever it contains', (field) => {
    for (const odd of hiddenCodePoints.filter((character) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(character))) {
      const typed = `${odd}correct ${odd}horse${odd}`;
      expect(checkAccount(draft({ clientName: 'crm', clientKey: 'x', [field]: typed }), null, [])).toMatchObject({
        ok: true,
        value: { [field]: typed },
      });
    }
  });

  it('refuses a site with the text of its own rule', () => {
    expect(refused({ siteUrl: 'http://mail.acme.example' })['siteUrl']).toMatch(/^Use https/);
  });

  it('names every refused field at once', () => {
    expect(fields({ name: '', siteUrl: 'ftp://x', realm: '', clientName: 'a:b', clientKey: '' })).toEqual([
      'clientKey',
      'clientName',
      'name',
      'realm',
      'siteUrl',
    ]);
  });

  it('never quotes a secret in a text', () => {
    const checked = checkAccount(draft({ name: '', password: 'correct horse\n', clientKey: 'battery staple\n', realm: '' }), null, []);
    expect(JSON.stringify(checked)).not.toMatch(/correct horse|battery staple/);
  });
});

describe('a stored password', () => {
  it('is kept as long as site and realm stay', () => {
    expect(refused({ password: '', name: 'Acme two', kind: 'test' }, known())).toEqual({});
    expect(refused({ password: '', siteUrl: 'https://MAIL.acme.example/rest/', realm: ' acme ' }, known())).toEqual({});
  });

  it.each([
    ['site', { siteUrl: 'https://other.acme.example' }, /^The site changed\. .* never sent to another site\.$/],
    ['path of the site', { siteUrl: 'https://mail.acme.example/b' }, /^The site changed\. /],
    ['port of the site', { siteUrl: 'https://mail.acme.example:8443' }, /^The site changed\. /],
    ['realm', { realm: 'acme2' }, /^The realm changed\. .* never sent for another realm\.$/],
    ['case of the realm', { realm: 'Acme' }, /^The realm changed\. /],
    ['site and realm', { siteUrl: 'https://other.acme.example', realm: 'acme2' }, /^The site changed\. /],
  ])('has to be typed again for another %s', (_, changes, sentence) => {
    expect(refused({ ...changes, password: '' }, known())['password']).toMatch(sentence);
    expect(refused({ ...changes, password: 'correct horse' }, known())).toEqual({});
  });

  it('is not required while the site is invalid', () => {
    expect(fields({ siteUrl: 'ftp://x', password: '' }, known())).toEqual(['siteUrl']);
  });

  it('is not required if none is stored', () => {
    expect(refused({ siteUrl: 'https://other.acme.example', password: '' }, known({ hasSecret: false }))).toEqual({});
  });
});

describe('a client key', () => {
  it('needs the name of its client', () => {
    expect(fields({ clientKey: 'battery staple' })).toEqual(['clientName']);
  });

  it('needs a password to be stored with', () => {
    expect(fields({ password: '', clientName: 'crm', clientKey: 'battery staple' })).toEqual(['password']);
    expect(refused({ password: '', clientName: 'crm', clientKey: 'battery staple' }, known())).toEqual({});
  });

  it('is required if a client is named and no key is stored', () => {
    expect(refused({ clientName: 'crm' })).toEqual({ clientKey: 'Type the key of this API client, or clear the client name.' });
    expect(fields({ clientName: 'crm', password: '' }, known())).toEqual(['clientKey']);
  });

  it('that is stored is kept', () => {
    expect(refused({ clientName: 'crm', password: '' }, known({ clientName: 'crm', hasClientKey: true }))).toEqual({});
  });

  it('has to be typed again with the password when the site or the realm changed', () => {
    const before = known({ clientName: 'crm', hasClientKey: true });
    const there = { siteUrl: 'https://other.acme.example', clientName: 'crm' };
    expect(fields({ ...there, password: '' }, before)).toEqual(['clientKey', 'password']);
    expect(refused(there, before)['clientKey']).toMatch(/^The site or the realm changed\. /);
    expect(refused({ ...there, clientKey: 'battery staple' }, before)).toEqual({});
    expect(refused({ ...there, clientName: '' }, before)).toEqual({});
  });

  it('is not required for a new name while there is no secret at all', () => {
    const before = known({ clientName: 'crm', hasSecret: false });
    expect(refused({ name: 'Acme two', clientName: 'crm', password: '' }, before)).toEqual({});
    expect(fields({ clientName: 'crm' }, before)).toEqual(['clientKey']);
    expect(fields({ clientName: 'shop', password: '' }, before)).toEqual(['clientKey']);
  });
});

describe('checkReach', () => {
  it.each([{ name: '' }, { name: 'a\nb' }, { name: 'x'.repeat(101) }, { password: '' }, { clientName: 'crm' }])(
    'has nothing against %j',
    (changes) => {
      expect(checkReach(draft(changes)).ok).toBe(true);
    },
  );

  it('refuses everything that a request cannot contain', () => {
    const checked = checkReach(draft({ siteUrl: 'ftp://x', realm: '', password: 'a\nb', clientKey: 'battery staple' }));
    expect(checked).toMatchObject({
      ok: false,
      error: { code: 'invalid', sentence: 'The connection was not tested. Correct the marked fields.' },
    });
    expect(Object.keys((!checked.ok && checked.error.fields) || {}).sort()).toEqual(['clientName', 'password', 'realm', 'siteUrl']);
  });
});

describe('sameTarget', () => {
  const here = { siteUrl: 'https://mail.acme.example', realm: 'acme' };
  it.each([
    [here, true],
    [{ ...here, realm: 'ACME' }, false],
    [{ ...here, siteUrl: 'https://mail.acme.example.evil.example' }, false],
  ])('%j: %s', (there, same) => {
    expect(sameTarget(there, here)).toBe(same);
  });
});
