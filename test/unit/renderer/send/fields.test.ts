import { describe, expect, it } from 'vitest';
import {
  differsFromPreset,
  emptyFields,
  fieldsOfEntry,
  fieldsOfPreset,
  hasUnsaved,
  isFieldName,
  presetPart,
} from '../../../../renderer/send/fields.ts';
import { anEntryDetail } from '../log/an-entry.ts';
import { aPreset } from '../presets/a-preset.ts';

const now = {
  accountId: 'acme',
  customerKey: 'ck1042',
  email: 'ada@example.com',
  firstName: 'Ada',
  body: '{\n  "email": "a@b.example",\n  "customData": {}\n}',
};

describe('fieldsOfPreset', () => {
  it('takes the account of the preset and keeps the typed customer key', () => {
    expect(fieldsOfPreset(aPreset(), now)).toMatchObject({ accountId: 'practice', customerKey: 'ck1042', template: 'Shipping delay' });
  });

  it('keeps the chosen account if the preset is for any account', () => {
    expect(fieldsOfPreset(aPreset({ accountId: null }), now).accountId).toBe('acme');
  });
});

describe('a preset of another command', () => {
  const preset = aPreset({ command: 'modelNames', body: '{\n  "customData": {\n    "order": "A1"\n  }\n}' });

  it('keeps its content for the typed contact', () => {
    const fields = fieldsOfPreset(preset, now);
    expect(JSON.parse(fields.body)).toEqual({ email: 'a@b.example', customData: { order: 'A1' } });
    expect(fields).toMatchObject({ command: 'modelNames', customerKey: 'ck1042', email: 'ada@example.com', firstName: 'Ada' });
    expect(differsFromPreset(fields, preset)).toBe(false);
  });

  it('differs by its body, but not by the recipient', () => {
    const fields = fieldsOfPreset(preset, { ...now, body: '' });
    expect(differsFromPreset({ ...fields, body: fields.body.replace('A1', 'A2') }, preset)).toBe(true);
    expect(differsFromPreset({ ...fields, body: fields.body.replace('{', '{ "customerKey": "ck7",') }, preset)).toBe(false);
  });

  it('by key keeps no body, because its contact would reappear unnoticed', () => {
    expect(fieldsOfPreset(aPreset(), now).body).toBe('');
    expect(differsFromPreset(fieldsOfPreset(aPreset(), now), aPreset())).toBe(false);
  });
});

describe('an entry used again', () => {
  const entry = anEntryDetail({ template: 'Your order', customerKey: 'ck7' });

  it('with its own content restores its subject line, but no details that the log did not keep', () => {
    const requestBody = '{\n  "customerKey": "ck7",\n  "lastName": "(not kept)",\n  "html": "<p>"\n}';
    const fields = fieldsOfEntry({ ...entry, command: 'content', requestBody });
    expect(fields).toMatchObject({ command: 'content', subject: 'Your order', template: '', customerKey: '' });
    expect(JSON.parse(fields.body)).toEqual({ customerKey: 'ck7', html: '<p>' });
  });

  it('by e-mail restores address and first name', () => {
    const again = fieldsOfEntry({ ...entry, command: 'email', recipient: 'email', customerKey: 'ada@example.com', firstName: 'Ada' });
    expect(again).toMatchObject({ email: 'ada@example.com', firstName: 'Ada', customerKey: '', template: 'Your order', body: '' });
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
  ])('detects another %s', (_, change) => {
    expect(differsFromPreset({ ...fields, ...change }, preset)).toBe(true);
  });

  it('ignores outer spaces, and the account if the preset is for any', () => {
    expect(differsFromPreset({ ...fields, list: ' Orders ' }, preset)).toBe(false);
    expect(differsFromPreset({ ...fields, accountId: 'acme' }, aPreset({ accountId: null }))).toBe(false);
  });
});

describe('hasUnsaved', () => {
  it('is true if something typed would be lost', () => {
    expect(hasUnsaved(emptyFields('acme'), null)).toBe(false);
    expect(hasUnsaved({ ...emptyFields('acme'), customerKey: 'ck1' }, null)).toBe(false);
    expect(hasUnsaved({ ...emptyFields('acme'), template: 'Delay' }, null)).toBe(true);
    expect(hasUnsaved(fieldsOfPreset(aPreset(), now), aPreset())).toBe(false);
  });

  it("is true for the body of a message, even if it isn't valid JSON yet", () => {
    const own = { ...emptyFields('acme'), command: 'content' } as const;
    expect(hasUnsaved(own, null)).toBe(false);
    for (const body of ['{"email":"a@b.example"}', '{"em']) {
      expect(hasUnsaved({ ...own, body }, null)).toBe(true);
      expect(hasUnsaved({ ...own, body }, aPreset({ command: 'content', template: '' }))).toBe(true);
    }
  });
});

it('saves neither customer key nor account on its own', () => {
  expect(Object.keys(presetPart(emptyFields('acme'))).sort()).toEqual([
    'body',
    'campaignName',
    'command',
    'format',
    'list',
    'respectOptout',
    'snapshot',
    'subject',
    'template',
  ]);
});

it('recognises the names of fields', () => {
  expect(isFieldName('customerKey')).toBe(true);
  expect(isFieldName('presetId')).toBe(false);
});
