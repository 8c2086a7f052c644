import { describe, expect, test } from 'vitest';
import { isKeptByFields, notKept, readBody, withoutDetails, withoutPerson } from '../../../../electron/whatcounts/contact-body.ts';

describe('a body', () => {
  test.each(['', '[]', '1', 'null', '"a"', '{', '{"a":1}}'])('is not %j', (text) => {
    expect(readBody(text)).toBeNull();
  });

  test('may be any object', () => {
    expect(readBody(' {"a":{"b":[1]}} ')).toEqual({ a: { b: [1] } });
  });

  test.each([
    ['spaces and lines', '{ "a" : [ 1, 2 ],\n "b": "x  y \\" z" }', true],
    ['a number that would be rounded', '{"a":12345678901234567890}', false],
    ['a number written otherwise', '{"a":1.0}', false],
    ['a name twice', '{"a":1,"a":2}', false],
    ['a sign written otherwise', '{"a":"\\u0061"}', false],
    ['no JSON', '{', false],
  ])('with %s is kept by fields: %s', (_, text, kept) => {
    expect(isKeptByFields(text)).toBe(kept);
  });
});

describe('without the person', () => {
  test('custom data and what is no contact field stay', () => {
    const text = '{"customerKey":"ck1","email":"a@b.example","phone":"1","customData":{"order":"A1"},"subject":"x"}';
    expect(JSON.parse(withoutPerson(text))).toEqual({ customData: { order: 'A1' }, subject: 'x' });
  });

  test.each(['', '{', '[1]', '{"email":"a@b.example"}'])('of %j nothing stays', (text) => {
    expect(withoutPerson(text)).toBe('');
  });
});

describe('without details', () => {
  test('only what names the contact stays of it', () => {
    const text = '{"customerKey":"ck1","email":"a@b.example","lastName":"L","customData":{"order":"A1"},"html":"<p>"}';
    expect(JSON.parse(withoutDetails(text))).toEqual({
      customerKey: 'ck1',
      email: notKept,
      lastName: notKept,
      customData: notKept,
      html: '<p>',
    });
  });

  test('the address stays where it names the contact, and so does the number', () => {
    expect(JSON.parse(withoutDetails('{"email":"a@b.example","firstName":"Ada","subscriberId":7}'))).toEqual({
      email: 'a@b.example',
      firstName: notKept,
      subscriberId: 7,
    });
  });
});
