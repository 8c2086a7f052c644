/** The body of a message: its recipient, repeated members, and changes of one member that leave the rest unchanged. */
import { describe, expect, test } from 'vitest';
import { repeatedNames, withTopName, withTopText } from '../../../../../electron/shared/domain/body-members.ts';
import { alikeNamingMembers, namesIn, recipientOf } from '../../../../../electron/shared/domain/body-recipient.ts';
import { contactId, isKeptByFields, readBody, writeBody } from '../../../../../electron/shared/domain/contact-body.ts';
import {
  canBeWithoutPerson,
  leftOverFields,
  hasNoContent,
  bodyWithRecipient,
  bodyWithoutRecipient,
} from '../../../../../electron/shared/domain/personal-fields.ts';
import { redactedFieldsIn, notKept, withoutDetails, withoutRedactedFields } from '../../../../../electron/shared/domain/redacted-body.ts';

describe('a body', () => {
  test('is read with every field, whatever its name', () => {
    expect(Object.keys(readBody('{"constructor":1,"__proto__":2,"a":3}') ?? {})).toEqual(['constructor', '__proto__', 'a']);
  });

  test('is not read if it is nested too deeply to be written again', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(readBody(`{"a":${deep}}`)).toBeNull();
  });

  test.each([
    ['a tab and a line', '{\t"a":\r\n1}', true],
    ['space inside a text', '{"a":"x \\" y"}', true],
    ['a backslash at the end of a text', '{"a":"x\\\\" , "b":1}', true],
    ['a text that holds what looks like JSON', '{"a":"{ \\"b\\" : 1 }"}', true],
    ['nothing', '', false],
  ])('can be rewritten field by field with %s: %s', (_, text, kept) => {
    expect(isKeptByFields(text)).toBe(kept);
  });

  test('is written over several lines', () => {
    expect(writeBody({ a: 1 })).toBe('{\n  "a": 1\n}');
  });
});

describe('the recipient', () => {
  test.each([
    [7, 7],
    [0, null],
    [-1, null],
    [1.5, null],
    [2 ** 53, null],
    ['7', null],
    [null, null],
  ])('of the number %j is %j', (subscriberId, id) => {
    expect(contactId({ subscriberId })).toBe(id);
  });

  test('is the key first, then the address, then the number, without the spaces around them', () => {
    const body = { subscriberId: 7, email: ' a@b.example ', customerKey: ' ck1 ' };
    expect(namesIn(body)).toEqual([
      { kind: 'customerKey', name: 'ck1' },
      { kind: 'email', name: 'a@b.example' },
      { kind: 'contactId', name: '7' },
    ]);
    expect(recipientOf(body)).toEqual({ kind: 'customerKey', name: 'ck1' });
    expect(recipientOf({ ...body, customerKey: ' ' })).toEqual({ kind: 'email', name: 'a@b.example' });
    expect(recipientOf({ customerKey: 5, email: null })).toBeNull();
  });

  test.each([
    ['Email', 'email'],
    ['e-mail', 'email'],
    ['E_MAIL', 'email'],
    ['customer_key', 'customerKey'],
    ['CUSTOMERKEY', 'customerKey'],
    ['subscriber id', 'subscriberId'],
    ['contactId', 'subscriberId'],
    ['Contact-ID', 'subscriberId'],
  ])('%s looks like %s', (written, meant) => {
    expect(alikeNamingMembers({ [written]: 1 })).toEqual([{ written, meant }]);
  });

  test('correct names and other words are not reported as look-alikes', () => {
    expect(alikeNamingMembers({ email: 1, customerKey: 2, subscriberId: 3, emails: 4, key: 5, mail: 6 })).toEqual([]);
  });

  test.each([
    [{}, true],
    [{ email: 'a', firstName: 'b', Mobile_Phone: 'c', customData: { a: 1 } }, true],
    [{ address1: 'a', zip: 'b', date_of_birth: 'c', md5Encryption: 'd', ipAddress: 'e', fullName: 'f' }, true],
    [{ email: 'a', html: '<p>' }, false],
    [{ email: 'a', CustomData: {} }, false],
  ])('%o contains only the recipient: %s', (body, only) => {
    expect(hasNoContent(body)).toBe(only);
  });
});

describe('members at the top level', () => {
  test.each([
    ['{"a":1,"b":2,"a":3,"a":4}', ['a']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a" : {"b":1,"b":2},"c":[{"a":1}],"b":1}', []],
    ['{"x":"a","y":"\\"a\\":","a":1}', []],
    ['{"x":[1,{"a":1},[2]],"a":1,"b":{},"b":1,"a":{"c":[]}}', ['b', 'a']],
    ['{"x":"\\\\","x":1}', ['x']],
    ['{"x":"}","a":{"x":1}}', []],
    ['{}', []],
  ])('of %s that are repeated: %j', (text, repeated) => {
    expect(repeatedNames(text)).toEqual(repeated);
  });

  test.each([
    ['{"Email":"a", "x":{"Email":"b"}}', '{"email":"a", "x":{"Email":"b"}}'],
    ['{"x":{"Email":"b"}, "Email" : "a"}', '{"x":{"Email":"b"}, "email" : "a"}'],
    ['{"x":["Email"], "\\u0045mail":"a", "y":1.0}', '{"x":["Email"], "email":"a", "y":1.0}'],
    ['{"x":"\\"Email\\":1","Email":1}', '{"x":"\\"Email\\":1","email":1}'],
    ['{"x":{"Email":"b"}}', '{"x":{"Email":"b"}}'],
  ])('%s gets another name, and nothing else changes', (text, changed) => {
    expect(withTopName(text, 'Email', 'email')).toBe(changed);
  });

  test.each([
    ['{"email":"a", "x":1.0}', '{"email":"new", "x":1.0}'],
    ['{"x":{"email":"a"}, "email" :\n "b"}', '{"x":{"email":"a"}, "email" :\n "new"}'],
    ['{"x":["email","a"],"\\u0065mail":"b","y":"email"}', '{"x":["email","a"],"\\u0065mail":"new","y":"email"}'],
    ['{"x":{"y":[]},"email":"a\\"b","z":"c"}', '{"x":{"y":[]},"email":"new","z":"c"}'],
    // The value is no text, so nothing is replaced.
    ['{"email":7,"x":"a"}', '{"email":7,"x":"a"}'],
    ['{"email":{"a":"b"},"x":"a"}', '{"email":{"a":"b"},"x":"a"}'],
    ['{"email":["a"],"x":"a"}', '{"email":["a"],"x":"a"}'],
    ['{"x":{"email":"a"}}', '{"x":{"email":"a"}}'],
  ])('%s gets another text, and nothing else changes', (text, changed) => {
    expect(withTopText(text, 'email', 'new')).toBe(changed);
  });

  test('new names and texts are escaped as JSON', () => {
    expect(withTopText('{"email":"a"}', 'email', '"\n')).toBe('{"email":"\\"\\n"}');
    expect(withTopName('{"Email":"a"}', 'Email', '"')).toBe('{"\\"":"a"}');
  });
});

describe('a body for another person', () => {
  test('keeps its content for the new recipient', () => {
    const text = bodyWithRecipient('{"customData":{"a":1},"html":"<p>"}', '{"email":"a@b.example","firstName":"Ada","html":"no"}');
    expect(JSON.parse(text)).toEqual({ email: 'a@b.example', firstName: 'Ada', customData: { a: 1 }, html: '<p>' });
  });

  test.each(['', '  '])('that is empty (%j) gets the person alone', (text) => {
    expect(JSON.parse(bodyWithRecipient(text, '{"email":"a@b.example"}'))).toEqual({ email: 'a@b.example' });
  });

  test.each([
    ['{"a":1}', '{"html":"<p>"}'],
    ['{"a":1}', 'no JSON'],
    ['no JSON', '{"email":"a@b.example"}'],
    ['{"a":1.0}', '{"email":"a@b.example"}'],
  ])("stays %s if %s names nobody, or if the body can't be rewritten", (text, person) => {
    expect(bodyWithRecipient(text, person)).toBe(text);
  });

  test('may have fields left over from the earlier recipient', () => {
    const ada = { email: 'ada@example.com', firstName: 'Ada', lastName: '', phone: null, customData: { a: 1 }, zip: '1' };
    expect(leftOverFields(ada, { ...ada, email: 'bob@example.com', zip: '2' })).toEqual(['firstName']);
    expect(leftOverFields(ada, { ...ada, customerKey: 'ck7' })).toEqual(['email', 'firstName', 'zip']);
    // The person is the same.
    expect(leftOverFields(ada, ada)).toEqual([]);
    expect(leftOverFields(ada, { ...ada, email: 'ADA@example.com' })).toEqual([]);
    expect(leftOverFields(ada, { firstName: 'Ada' })).toEqual([]);
  });
});

describe('redacted fields', () => {
  test.each([
    [notKept, ['all']],
    [`{"a":"${notKept}","b":1,"c":"x ${notKept}"}`, ['a']],
    ['no JSON', []],
  ])('in %s are %j', (text, gaps) => {
    expect(redactedFieldsIn(text)).toEqual(gaps);
  });

  test.each([
    [notKept, ''],
    ['no JSON', 'no JSON'],
    [`{"a":"${notKept}"}`, '{}'],
  ])('are removed from %s', (text, rest) => {
    expect(withoutRedactedFields(text)).toBe(rest);
  });

  test('are all details except the name that the message was sent by', () => {
    const text = '{"customerKey":"ck1","email":"a@b.example","subscriberId":7}';
    const kept = (kind: Parameters<typeof withoutDetails>[1]) => JSON.parse(withoutDetails(text, kind)) as unknown;
    expect(kept('email')).toEqual({ customerKey: notKept, email: 'a@b.example', subscriberId: 7 });
    expect(kept('customerKey')).toEqual({ customerKey: 'ck1', email: notKept, subscriberId: 7 });
    expect(kept(null)).toEqual(kept('customerKey'));
    expect(JSON.parse(withoutDetails('{"contactId":"x","subscriberId":"7"}', 'contactId'))).toEqual({
      contactId: notKept,
      subscriberId: notKept,
    });
    expect(JSON.parse(withoutDetails('{"html":"<p>"}'))).toEqual({ html: notKept });
  });
});

describe('a preset', () => {
  test.each([
    ['', true],
    [' \n', true],
    ['no JSON', false],
    ['{"email":"a","x":1}', true],
    ['{"email":"a","x":1.0}', false],
    ['{"x":1.0}', true],
  ])('can keep %j without the person: %s', (text, can) => {
    expect(canBeWithoutPerson(text)).toBe(can);
  });

  test("keeps custom data, and removes from the rest all values of the person's fields", () => {
    const body = {
      firstName: 'Ada',
      note: 'Ada',
      customData: { name: 'Ada', firstName: 'Ada' },
      more: [{ x: 'Ada', y: 'Bob' }, 'Ada', 5, null],
    };
    expect(JSON.parse(bodyWithoutRecipient(JSON.stringify(body)))).toEqual({
      customData: { name: 'Ada', firstName: 'Ada' },
      more: [{ y: 'Bob' }, 'Ada', 5, null],
    });
  });

  test('removes no values because of an empty field of the person', () => {
    expect(JSON.parse(bodyWithoutRecipient('{"firstName":"","phone":7,"x":"","y":7}'))).toEqual({ x: '', y: 7 });
  });
});
