import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../../../electron/sending/check-message.ts';
import { message } from './message.ts';

const fieldsOf = (changes: Parameters<typeof message>[0]) => {
  const checked = checkMessage(message(changes));
  return checked.ok ? {} : checked.fields;
};

describe('checkMessage', () => {
  test('takes spaces off the ends and keeps those inside', () => {
    const checked = checkMessage(message({ list: ' VIP  orders ', customerKey: '\tck 1042 \n', campaignName: ' delays nov ' }));
    expect(checked).toMatchObject({ ok: true, parts: { list: 'VIP  orders', customerKey: 'ck 1042', campaignName: 'delays nov' } });
  });

  test.each(['list', 'template', 'customerKey'] as const)('wants a %s', (field) => {
    expect(Object.keys(fieldsOf({ [field]: '  ' }))).toEqual([field]);
  });

  test('names every refused field at once', () => {
    expect(Object.keys(fieldsOf({ list: '', template: 'a\u0000b', customerKey: '..', campaignName: 'x'.repeat(101) }))).toEqual([
      'list',
      'template',
      'customerKey',
      'campaignName',
    ]);
  });

  test.each([
    ['a line break', 'ck\n1042'],
    ['a tab', 'ck\t1042'],
    ['NUL', 'ck\u0000'],
    ['DEL', 'ck\u007f1'],
    ['a C1 control', 'ck\u00851'],
    ['a line separator', 'ck\u20281'],
    ['half a character', 'ck\ud83d1'],
    ['a dot alone', '.'],
    ['two dots alone', ' .. '],
    ['501 characters', 'k'.repeat(501)],
  ])('refuses a key with %s', (_, customerKey) => {
    expect(fieldsOf({ customerKey })).toHaveProperty('customerKey');
  });

  test.each(['...', 'a.b', '.a', 'a/b', '%2e%2e', 'Zoë 🎉', '0', 'k'.repeat(500)])('takes %j as it is', (customerKey) => {
    expect(checkMessage(message({ customerKey }))).toMatchObject({ ok: true, parts: { customerKey } });
  });

  test('takes a campaign name of 100 characters, not of 101', () => {
    expect(fieldsOf({ campaignName: 'ü'.repeat(100) })).toEqual({});
    expect(fieldsOf({ campaignName: 'ü'.repeat(101) })['campaignName']).toContain('100');
  });
});
