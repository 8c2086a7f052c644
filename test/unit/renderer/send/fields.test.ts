import { describe, expect, it } from 'vitest';
import { differsFromPreset, emptyFields, fieldsOfPreset, hasUnsaved, isFieldName, presetPart } from '../../../../renderer/send/fields.ts';
import { aPreset } from '../presets/a-preset.ts';

const now = { accountId: 'acme', customerKey: 'ck1042' };

describe('fieldsOfPreset', () => {
  it('takes the account of the preset and keeps the typed customer key', () => {
    expect(fieldsOfPreset(aPreset(), now)).toMatchObject({ accountId: 'practice', customerKey: 'ck1042', template: 'Shipping delay' });
  });

  it('keeps the chosen account for a preset that is for any', () => {
    expect(fieldsOfPreset(aPreset({ accountId: null }), now).accountId).toBe('acme');
  });
});

describe('differsFromPreset', () => {
  const preset = aPreset();
  const fields = fieldsOfPreset(preset, now);

  it('is false right after loading, whatever the customer key', () => {
    expect(differsFromPreset({ ...fields, customerKey: 'other' }, preset)).toBe(false);
  });

  it.each([
    ['list', { list: 'Notices' }],
    ['template', { template: 'Other' }],
    ['campaign name', { campaignName: '' }],
    ['format', { format: 1 as const }],
    ['opt-out', { respectOptout: false }],
    ['snapshot', { snapshot: true }],
    ['account', { accountId: 'acme' }],
  ])('sees another %s', (_, change) => {
    expect(differsFromPreset({ ...fields, ...change }, preset)).toBe(true);
  });

  it('does not count spaces at the ends, nor the account when the preset is for any', () => {
    expect(differsFromPreset({ ...fields, list: ' Orders ' }, preset)).toBe(false);
    expect(differsFromPreset({ ...fields, accountId: 'acme' }, aPreset({ accountId: null }))).toBe(false);
  });
});

describe('hasUnsaved', () => {
  it('tells whether something typed would be lost', () => {
    expect(hasUnsaved(emptyFields('acme'), null)).toBe(false);
    expect(hasUnsaved({ ...emptyFields('acme'), customerKey: 'ck1' }, null)).toBe(false);
    expect(hasUnsaved({ ...emptyFields('acme'), template: 'Delay' }, null)).toBe(true);
    expect(hasUnsaved(fieldsOfPreset(aPreset(), now), aPreset())).toBe(false);
  });
});

it('saves neither customer key nor account on its own', () => {
  expect(Object.keys(presetPart(emptyFields('acme'))).sort()).toEqual([
    'campaignName',
    'format',
    'list',
    'respectOptout',
    'snapshot',
    'template',
  ]);
});

it('knows its own fields', () => {
  expect(isFieldName('customerKey')).toBe(true);
  expect(isFieldName('presetId')).toBe(false);
});
