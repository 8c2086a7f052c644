import { describe, expect, it } from 'vitest';
import { checkPreset } from '../../../../electron/presets/check-preset.ts';
import type { Preset, PresetDraft } from '../../../../electron/shared/domain/preset.ts';
import { draft } from './draft.ts';

const saved = (changes: Partial<PresetDraft>): Preset => ({ ...draft(changes), id: 'p1', slot: null, createdAt: 1, updatedAt: 1 });

function fieldsOf(changes: Partial<PresetDraft>, others: Preset[] = []): Readonly<Record<string, string>> {
  const checked = checkPreset(draft(changes), others);
  return checked.ok ? {} : (checked.error.fields ?? {});
}

describe('checkPreset', () => {
  it('removes outer spaces', () => {
    const checked = checkPreset(draft({ name: ' A ', list: ' L ', template: ' T ', campaignName: ' C ', note: ' N\nM ' }), []);
    expect(checked).toMatchObject({ ok: true, value: { name: 'A', list: 'L', template: 'T', campaignName: 'C', note: 'N\nM' } });
  });

  it.each(['name', 'list', 'template'] as const)('requires %s', (field) => {
    expect(Object.keys(fieldsOf({ [field]: '  ' }))).toEqual([field]);
  });

  it('requires no campaign name', () => {
    expect(fieldsOf({ campaignName: '' })).toEqual({});
  });

  it.each(['name', 'campaignName'] as const)('accepts 100 characters of %s and no more', (field) => {
    expect(fieldsOf({ [field]: 'x'.repeat(100) })).toEqual({});
    expect(fieldsOf({ [field]: 'x'.repeat(101) })[field]).toContain('at most 100 characters');
  });

  it.each(['name', 'list', 'template', 'campaignName', 'note'] as const)('refuses invisible characters in %s', (field) => {
    expect(Object.keys(fieldsOf({ [field]: 'a\u0000b' }))).toEqual([field]);
  });

  it('allows line breaks only in the note', () => {
    expect(fieldsOf({ note: 'one\ntwo' })).toEqual({});
    expect(Object.keys(fieldsOf({ template: 'one\ntwo' }))).toEqual(['template']);
  });

  it('names every refused field at once', () => {
    expect(Object.keys(fieldsOf({ name: '', list: '', template: '' })).sort()).toEqual(['list', 'name', 'template']);
  });

  it.each([
    ['Shipping delay', 'Orders'],
    [' SHIPPING DELAY ', 'orders '],
    ['Shipping\u00a0delay', 'Orders'],
    ['Shipping  delay', 'Orders'],
    ['Shipping delay\ufe0f', 'Orders'],
    ['Ｓhipping delay', 'Orders'],
    ['Shippіng delау', 'Orders'],
  ])('refuses the name %j a second time in %j', (name, list) => {
    expect(fieldsOf({ name, list }, [saved({})])['name']).toContain('already has a preset of this name');
  });

  it('refuses a name that differs only in an invisible character', () => {
    expect(fieldsOf({}, [saved({ name: 'Ship\u200cping delay' })])['name']).toContain('already has a preset of this name');
  });

  it('allows the same name in another list', () => {
    expect(fieldsOf({ list: 'Notices' }, [saved({})])).toEqual({});
  });

  it.each([
    ['acme', 'acme', 'The list Orders already has a preset of this name. Choose another name.'],
    [null, null, 'The list Orders already has a preset of this name. Choose another name.'],
    ['acme', null, 'The list Orders already has a preset of this name, for any account. Choose another name.'],
    [null, 'acme', 'The list Orders already has a preset of this name, for one account. Choose another name.'],
    ['acme', 'practice', undefined],
  ])('of account %j beside one of %j reports %j', (accountId, other, text) => {
    expect(fieldsOf({ accountId }, [saved({ accountId: other })])['name']).toBe(text);
  });
});
