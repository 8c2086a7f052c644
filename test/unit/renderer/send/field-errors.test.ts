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
  it('shows no error in an untouched form', () => {
    expect(shownErrors(sources())).toEqual({});
  });

  it('shows errors of touched fields unless they are empty', () => {
    expect(shownErrors(sources({ touched: new Set(['campaignName', 'customerKey']) }))).toEqual(tooLong);
  });

  it('shows all errors after a press', () => {
    expect(shownErrors(sources({ pressed: true }))).toEqual({ ...empty, ...tooLong });
  });

  it('keeps the errors of a rejected press, even if the preview has none', () => {
    expect(shownErrors(sources({ preview: {}, refused: { accountId: 'Removed.' } }))).toEqual({ accountId: 'Removed.' });
  });
});

it('finds the first rejected field in the order of the form', () => {
  expect(firstRefused({ template: 'b', customerKey: 'a' })).toBe('customerKey');
  expect(firstRefused({})).toBeNull();
});

it('removes the error of one field and keeps the others', () => {
  const errors = { list: 'a', template: 'b' };
  expect(without(errors, 'list')).toEqual({ template: 'b' });
  expect(without(errors, 'format')).toBe(errors);
});
