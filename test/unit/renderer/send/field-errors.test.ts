import { describe, expect, it } from 'vitest';
import { firstRefused, shownErrors, without, type ErrorSources } from '../../../../renderer/send/field-errors.ts';
import { emptyFields } from '../../../../renderer/send/fields.ts';

const empty = { customerKey: 'Type a customer key.' };
const tooLong = { campaignName: 'Too long.' };
const sources = (over: Partial<ErrorSources> = {}): ErrorSources => ({
  fields: { ...emptyFields('acme'), campaignName: 'x'.repeat(101) },
  preview: { ...empty, ...tooLong },
  refused: {},
  touched: new Set(),
  pressed: false,
  ...over,
});

describe('shownErrors', () => {
  it('says nothing about a form that nobody touched', () => {
    expect(shownErrors(sources())).toEqual({});
  });

  it('speaks about touched fields, but not about emptiness', () => {
    expect(shownErrors(sources({ touched: new Set(['campaignName', 'customerKey']) }))).toEqual(tooLong);
  });

  it('says all after a press', () => {
    expect(shownErrors(sources({ pressed: true }))).toEqual({ ...empty, ...tooLong });
  });

  it('keeps what the press was refused for, also where the preview sees nothing', () => {
    expect(shownErrors(sources({ preview: {}, refused: { accountId: 'Removed.' } }))).toEqual({ accountId: 'Removed.' });
  });
});

it('seeks the first refused field in the order of the form', () => {
  expect(firstRefused({ template: 'b', customerKey: 'a' })).toBe('customerKey');
  expect(firstRefused({})).toBeNull();
});

it('drops the words about one field and leaves the others', () => {
  const errors = { list: 'a', template: 'b' };
  expect(without(errors, 'list')).toEqual({ template: 'b' });
  expect(without(errors, 'format')).toBe(errors);
});
