/** What stands in the body of a message: who is named, what is written twice, and how one member is changed without touching the rest. */
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

describe('a body is read', () => {
  test('with every field, whatever it is called', () => {
    expect(Object.keys(readBody('{"constructor":1,"__proto__":2,"a":3}') ?? {})).toEqual(['constructor', '__proto__', 'a']);
  });

  test('not where it is nested so deeply that it could not be written again', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(readBody(`{"a":${deep}}`)).toBeNull();
  });

  test.each([
    ['a tab and a line', '{\t"a":\r\n1}', true],
    ['space inside a text', '{"a":"x \\" y"}', true],
    ['a backslash at the end of a text', '{"a":"x\\\\" , "b":1}', true],
    ['a text that holds what looks like JSON', '{"a":"{ \\"b\\" : 1 }"}', true],
    ['nothing', '', false],
  ])('and kept by fields with %s: %s', (_, text, kept) => {
    expect(isKeptByFields(text)).toBe(kept);
  });

  test('and written for people, over several lines', () => {
    expect(writeBody({ a: 1 })).toBe('{\n  "a": 1\n}');
  });
});

describe('who is named', () => {
  test.each([
    [7, 7],
    [0, null],
    [-1, null],
    [1.5, null],
    [2 ** 53, null],
    ['7', null],
    [null, null],
  ])('by the number %j: %j', (subscriberId, id) => {
    expect(contactId({ subscriberId })).toBe(id);
  });

  test('the key first, then the address, then the number, without the spaces around them', () => {
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

  test('what is written as it should be, or is another word, looks like none', () => {
    expect(alikeNamingMembers({ email: 1, customerKey: 2, subscriberId: 3, emails: 4, key: 5, mail: 6 })).toEqual([]);
  });

  test.each([
    [{}, true],
    [{ email: 'a', firstName: 'b', Mobile_Phone: 'c', customData: { a: 1 } }, true],
    [{ address1: 'a', zip: 'b', date_of_birth: 'c', md5Encryption: 'd', ipAddress: 'e', fullName: 'f' }, true],
    [{ email: 'a', html: '<p>' }, false],
    [{ email: 'a', CustomData: {} }, false],
  ])('%o says only who: %s', (body, only) => {
    expect(hasNoContent(body)).toBe(only);
  });
});

describe('members at the top', () => {
  test.each([
    ['{"a":1,"b":2,"a":3,"a":4}', ['a']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a" : {"b":1,"b":2},"c":[{"a":1}],"b":1}', []],
    ['{"x":"a","y":"\\"a\\":","a":1}', []],
    ['{"x":[1,{"a":1},[2]],"a":1,"b":{},"b":1,"a":{"c":[]}}', ['b', 'a']],
    ['{"x":"\\\\","x":1}', ['x']],
    ['{"x":"}","a":{"x":1}}', []],
    ['{}', []],
  ])('of %s stand twice: %j', (text, repeated) => {
    expect(repeatedNames(text)).toEqual(repeated);
  });

  test.each([
    ['{"Email":"a", "x":{"Email":"b"}}', '{"email":"a", "x":{"Email":"b"}}'],
    ['{"x":{"Email":"b"}, "Email" : "a"}', '{"x":{"Email":"b"}, "email" : "a"}'],
    ['{"x":["Email"], "\\u0045mail":"a", "y":1.0}', '{"x":["Email"], "email":"a", "y":1.0}'],
    ['{"x":"\\"Email\\":1","Email":1}', '{"x":"\\"Email\\":1","email":1}'],
    ['{"x":{"Email":"b"}}', '{"x":{"Email":"b"}}'],
  ])('%s is called otherwise, and nothing else changes', (text, changed) => {
    expect(withTopName(text, 'Email', 'email')).toBe(changed);
  });

  test.each([
    ['{"email":"a", "x":1.0}', '{"email":"new", "x":1.0}'],
    ['{"x":{"email":"a"}, "email" :\n "b"}', '{"x":{"email":"a"}, "email" :\n "new"}'],
    ['{"x":["email","a"],"\\u0065mail":"b","y":"email"}', '{"x":["email","a"],"\\u0065mail":"new","y":"email"}'],
    ['{"x":{"y":[]},"email":"a\\"b","z":"c"}', '{"x":{"y":[]},"email":"new","z":"c"}'],
    // No text stands there, so there is none to replace.
    ['{"email":7,"x":"a"}', '{"email":7,"x":"a"}'],
    ['{"email":{"a":"b"},"x":"a"}', '{"email":{"a":"b"},"x":"a"}'],
    ['{"email":["a"],"x":"a"}', '{"email":["a"],"x":"a"}'],
    ['{"x":{"email":"a"}}', '{"x":{"email":"a"}}'],
  ])('%s says something else, and nothing else changes', (text, changed) => {
    expect(withTopText(text, 'email', 'new')).toBe(changed);
  });

  test('what is put in is written as JSON', () => {
    expect(withTopText('{"email":"a"}', 'email', '"\n')).toBe('{"email":"\\"\\n"}');
    expect(withTopName('{"Email":"a"}', 'Email', '"')).toBe('{"\\"":"a"}');
  });
});

describe('a body for another person', () => {
  test('says what it said, to whoever is named', () => {
    const text = bodyWithRecipient('{"customData":{"a":1},"html":"<p>"}', '{"email":"a@b.example","firstName":"Ada","html":"no"}');
    expect(JSON.parse(text)).toEqual({ email: 'a@b.example', firstName: 'Ada', customData: { a: 1 }, html: '<p>' });
  });

  test.each(['', '  '])('of nothing (%j) has the person alone', (text) => {
    expect(JSON.parse(bodyWithRecipient(text, '{"email":"a@b.example"}'))).toEqual({ email: 'a@b.example' });
  });

  test.each([
    ['{"a":1}', '{"html":"<p>"}'],
    ['{"a":1}', 'no JSON'],
    ['no JSON', '{"email":"a@b.example"}'],
    ['{"a":1.0}', '{"email":"a@b.example"}'],
  ])('stays %s where %s names nobody or it could not be written again', (text, person) => {
    expect(bodyWithRecipient(text, person)).toBe(text);
  });

  test('may have fields left over from whoever was named before', () => {
    const ada = { email: 'ada@example.com', firstName: 'Ada', lastName: '', phone: null, customData: { a: 1 }, zip: '1' };
    expect(leftOverFields(ada, { ...ada, email: 'bob@example.com', zip: '2' })).toEqual(['firstName']);
    expect(leftOverFields(ada, { ...ada, customerKey: 'ck7' })).toEqual(['email', 'firstName', 'zip']);
    // Nobody else is named.
    expect(leftOverFields(ada, ada)).toEqual([]);
    expect(leftOverFields(ada, { ...ada, email: 'ADA@example.com' })).toEqual([]);
    expect(leftOverFields(ada, { firstName: 'Ada' })).toEqual([]);
  });
});

describe('what is not kept', () => {
  test.each([
    [notKept, ['all']],
    [`{"a":"${notKept}","b":1,"c":"x ${notKept}"}`, ['a']],
    ['no JSON', []],
  ])('in %s is missing: %j', (text, gaps) => {
    expect(redactedFieldsIn(text)).toEqual(gaps);
  });

  test.each([
    [notKept, ''],
    ['no JSON', 'no JSON'],
    [`{"a":"${notKept}"}`, '{}'],
  ])('is taken out of %s', (text, rest) => {
    expect(withoutRedactedFields(text)).toBe(rest);
  });

  test('is every detail but the name that the message went by', () => {
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
  ])('can keep %j without its person: %s', (text, can) => {
    expect(canBeWithoutPerson(text)).toBe(can);
  });

  test('keeps custom data whole, and of the rest nothing that the fields of the person say', () => {
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

  test('an empty field of a person says nothing that another could repeat', () => {
    expect(JSON.parse(bodyWithoutRecipient('{"firstName":"","phone":7,"x":"","y":7}'))).toEqual({ x: '', y: 7 });
  });
});
