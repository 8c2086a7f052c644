import { describe, expect, test } from 'vitest';
import { isKeptByFields, readBody } from '../../../../../electron/shared/domain/contact-body.ts';
import { canBeWithoutPerson, bodyWithRecipient, bodyWithoutRecipient } from '../../../../../electron/shared/domain/personal-fields.ts';
import { redactedFieldsIn, notKept, withoutDetails, withoutRedactedFields } from '../../../../../electron/shared/domain/redacted-body.ts';

describe('a body', () => {
  test.each(['', '[]', '1', 'null', '"a"', '{', '{"a":1}}'])('is not %j', (text) => {
    expect(readBody(text)).toBeNull();
  });

  test('can be any object', () => {
    expect(readBody(' {"a":{"b":[1]}} ')).toEqual({ a: { b: [1] } });
  });

  test.each([
    ['spaces and lines', '{ "a" : [ 1, 2 ],\n "b": "x  y \\" z" }', true],
    ['a number that would be rounded', '{"a":12345678901234567890}', false],
    ['a number written otherwise', '{"a":1.0}', false],
    ['a name twice', '{"a":1,"a":2}', false],
    ['a sign written otherwise', '{"a":"\\u0061"}', false],
    ['no JSON', '{', false],
  ])('with %s can be rewritten field by field: %s', (_, text, kept) => {
    expect(isKeptByFields(text)).toBe(kept);
  });
});

describe('without the person', () => {
  test('keeps custom data and other fields', () => {
    const text = '{"customerKey":"ck1","email":"a@b.example","phone":"1","customData":{"order":"A1"},"subject":"x"}';
    expect(JSON.parse(bodyWithoutRecipient(text))).toEqual({ customData: { order: 'A1' }, subject: 'x' });
  });

  test.each(['userName', 'full_name', 'Birthday', 'birthDate', 'date of birth', 'mobilePhone'])('removes %s', (name) => {
    expect(JSON.parse(bodyWithoutRecipient(JSON.stringify({ [name]: 'x', subject: 'y' })))).toEqual({ subject: 'y' });
  });

  test.each(['', '{', '[1]', '{"email":"a@b.example"}'])('keeps nothing of %j', (text) => {
    expect(bodyWithoutRecipient(text)).toBe('');
  });
});

describe('without details', () => {
  test('keeps only what names the contact, whatever the other fields', () => {
    const text = '{"customerKey":"ck1","Email":"a@b.example","contact":{"phone":"1"},"customData":{"order":"A1"},"html":"<p>"}';
    expect(JSON.parse(withoutDetails(text))).toEqual({
      customerKey: 'ck1',
      Email: notKept,
      contact: notKept,
      customData: notKept,
      html: notKept,
    });
  });

  test('keeps the address if it names the contact, or the number', () => {
    expect(JSON.parse(withoutDetails('{"email":"a@b.example","firstName":"Ada","subscriberId":7}'))).toEqual({
      email: 'a@b.example',
      firstName: notKept,
      subscriberId: 7,
    });
  });

  test("keeps nothing of a body that can't be rewritten exactly", () => {
    expect(JSON.parse(withoutDetails('{"email":"a@b.example","subscriberId":7}', 'contactId'))).toEqual({
      email: notKept,
      subscriberId: 7,
    });
    expect(withoutDetails('{"customerKey":"ck1","order":12345678901234567890}')).toBe(notKept);
    expect(withoutDetails('{')).toBe(notKept);
    expect(withoutDetails('[1]')).toBe(notKept);
  });
});

describe('a preset', () => {
  test('keeps a body without a person unchanged', () => {
    const text = '{ "order": 12345678901234567890, "price": 1.10 }';
    expect(bodyWithoutRecipient(text)).toBe(text);
    expect(canBeWithoutPerson(text)).toBe(true);
    expect(bodyWithRecipient(text, '{"email":"a@b.example"}')).toBe(text);
  });

  test("cannot keep the rest of a body that can't be rewritten exactly", () => {
    const text = '{"email":"a@b.example","order":12345678901234567890}';
    expect(canBeWithoutPerson(text)).toBe(false);
    expect(bodyWithoutRecipient(text)).toBe('');
  });

  test('removes people in nested fields, or under other names', () => {
    const text =
      '{"email":"bob@x.example","to":"bob@x.example","Mobile":"1","contact":{"e-mail":"bob@x.example","first_name":"Bob","note":"hi"},"list":[{"zip":"1"}],"html":"<p>"}';
    expect(JSON.parse(bodyWithoutRecipient(text))).toEqual({ contact: { note: 'hi' }, list: [{}], html: '<p>' });
  });
});

test('redacted fields are listed, and removed before a message is sent again', () => {
  const text = '{"customerKey":"ck1","lastName":"(not kept)","customData":"(not kept)"}';
  expect(redactedFieldsIn(text)).toEqual(['lastName', 'customData']);
  expect(JSON.parse(withoutRedactedFields(text))).toEqual({ customerKey: 'ck1' });
  expect(redactedFieldsIn(notKept)).toHaveLength(1);
  expect(withoutRedactedFields(notKept)).toBe('');
  const whole = '{"a":1.0}';
  expect(withoutRedactedFields(whole)).toBe(whole);
});
