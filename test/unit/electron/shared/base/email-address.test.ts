import { describe, expect, test } from 'vitest';
import { emailAddressesIn, isEmailAddress } from '../../../../../electron/shared/base/email-address.ts';

describe('one e-mail address', () => {
  test.each([
    'ada@example.com',
    'Ada.Lovelace+news@mail.example.co.uk',
    "o'hara@example.com",
    'a&b_c=d~e#f@example.museum',
    '1@1.example',
    'müller@example.com',
    'ada@bücher.example',
    'иван@пример.рф',
    '用户@例子.公司',
    'ada@xn--bcher-kva.example',
    `${'a'.repeat(64)}@example.com`,
  ])('%j is one', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  test.each([
    '',
    '@',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@example.c',
    'ada@example.com.',
    'ada@.example.com',
    'ada@-example.com',
    'ada@exa_mple.com',
    'ada@127.0.0.1',
    'ada@[127.0.0.1]',
    '.ada@example.com',
    'ada.@example.com',
    'a..b@example.com',
    'a b@example.com',
    '"a b"@example.com',
    'ada@example.com,bob@example.com',
    'ada@example.com;bob@example.com',
    'ada@example.com bob@example.com',
    'ada@example.com@example.org',
    '<ada@example.com>',
    'Ada <ada@example.com>',
    'mailto:ada@example.com',
    'ada@example.com?subject=x',
    'https://example.com/?email=ada@example.com',
    '//example.com/?email=ada@example.com',
    "'ada@example.com'",
    "'ada@example.com",
    '`ada@example.com',
    '(ada)@example.com',
    'ada@example.com ',
    'ada@exam\u00adple.com',
    'ada＠example.com',
    'ａｄａ@example.com',
    'ada@example。com',
    'ad\u0430@example.com',
    'ada@ex\u0430mple.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a.'.repeat(130)}com`,
  ])('%j is none', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });
});

describe('the addresses in a text', () => {
  test.each([
    ['<ada@example.com>', ['ada@example.com']],
    ['Ada Lovelace <ada@example.com>', ['ada@example.com']],
    ['"Lovelace, Ada" <ada@example.com>;', ['ada@example.com']],
    ['mailto:ada@example.com?subject=Hello&cc=eve@example.com', ['ada@example.com']],
    ['MAILTO:ada%40example.com', ['ada@example.com']],
    ['[ada](mailto:ada@example.com)', ['ada@example.com']],
    ['ada@example.com.', ['ada@example.com']],
    ["'ada@example.com'", ['ada@example.com']],
    ['“ada@example.com”', ['ada@example.com']],
    ['ada＠example．com', ['ada@example.com']],
    ['ada@example。com', ['ada@example.com']],
    ['ad\u200da@example.com\u00a0', ['ada@example.com']],
    ['ada@example.com, bob@example.com', ['ada@example.com', 'bob@example.com']],
    ['ada@example.com\tbob@example.com ada@example.com', ['ada@example.com', 'bob@example.com']],
    ['https://example.com/?email=ada@example.com&x=1', ['ada@example.com']],
    ['ada@example.com@example.org', []],
    ['100% of nothing', []],
    ['', []],
  ])('%j: %j', (text, found) => {
    expect(emailAddressesIn(text)).toEqual(found);
  });
});
