/** The draft of the send form that the bridge accepts, to restore it after the page was loaded again. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DraftSchema } from '../../../../../electron/shared/domain/draft.ts';
import { message } from '../../sending/message.ts';

const pressId = 'c56a4180-65aa-42ec-a945-5fd21dec0538';
const { presetId: _, ...fields } = message();
const { accountId, command, list, template, subject, customerKey, email, firstName, body } = fields;
const copy = { accountId, command, list, template, subject, customerKey, email, firstName, body };
const use = {
  used: { pressId, state: 'sending', before: 'unknown', copy },
  earlier: copy,
  refused: null,
  notSent: [copy],
  writtenOver: null,
  isTyped: false,
};
const draft = {
  fields,
  presetId: 'preset-1',
  gaps: ['lastName'],
  otherPlace: { list: '13', template: '302' },
  isOpened: true,
  customFields: [{ name: 'order', value: 'A1', was: 7 }],
  underWay: pressId,
  isServed: true,
  reviewed: copy,
  use,
};

test('keeps everything that was typed', () => {
  expect(v.parse(DraftSchema, draft)).toEqual(draft);
});

test('keeps only what identifies a sent message and its recipient', () => {
  const whole = { ...use, notSent: [message()] };
  expect(v.parse(DraftSchema, { ...draft, use: whole }).use.notSent).toEqual([copy]);
});

test('keeps all fields but the preset', () => {
  expect(v.parse(DraftSchema, { ...draft, fields: message({ presetId: 'preset-2' }) }).fields).toEqual(fields);
});

test('folds the fields by default', () => {
  expect(v.parse(DraftSchema, { ...draft, isOpened: undefined }).isOpened).toBe(false);
});

test.each(['sending', 'review', 'accepted', 'unknown'])('a key can be used by a message that is %s', (state) => {
  const used = { ...use.used, state };
  expect(v.parse(DraftSchema, { ...draft, use: { ...use, used } }).use.used).toEqual(used);
});

test.each(['accepted', 'unknown', null])('the earlier state of a key can be %s', (before) => {
  const used = { ...use.used, before };
  expect(v.parse(DraftSchema, { ...draft, use: { ...use, used } }).use.used).toEqual(used);
});

describe('nothing else is accepted', () => {
  test.each<readonly [string, object]>([
    ['no fields', { fields: {} }],
    ['no place', { otherPlace: {} }],
    ['half a place', { otherPlace: { list: '13' } }],
    ['a custom field without a name', { customFields: [{ value: 'A1' }] }],
    ['an invalid press id', { underWay: 'p1' }],
    ['another outcome', { use: { ...use, used: { ...use.used, state: 'rejected' } } }],
    ['another outcome before', { use: { ...use, used: { ...use.used, before: 'sending' } } }],
    ['a recipient without a key', { reviewed: { ...copy, customerKey: undefined } }],
    ['no state of the key', { use: {} }],
  ])('%s', (__, changes) => {
    expect(v.is(DraftSchema, { ...draft, ...changes })).toBe(false);
  });
});
