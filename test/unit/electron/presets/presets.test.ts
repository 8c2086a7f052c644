import { describe, expect, it } from 'vitest';
import { PresetStore } from '../../../../electron/presets/preset-store.ts';
import { Presets } from '../../../../electron/presets/presets.ts';
import type { Preset } from '../../../../electron/shared/domain/preset.ts';
import { value } from './value.ts';
import { starterPresets } from '../../../../electron/presets/starter-presets.ts';
import { tempFolder } from '../storage/temp-folder.ts';
import { draft } from './draft.ts';

function start(folder = tempFolder(), starters: readonly Preset[] = []) {
  let ids = 0;
  const clock = { now: 1000 };
  const notified = { changes: 0 };
  const presets = new Presets({
    store: new PresetStore(folder, () => starters),
    now: () => clock.now,
    onChange: () => {
      notified.changes += 1;
    },
    newId: () => `p${++ids}`,
  });
  const names = () => presets.list().map((preset) => preset.name);
  return { folder, presets, clock, notified, names };
}

describe('the first start', () => {
  const starters = () =>
    starterPresets(
      500,
      (
        (n) => () =>
          `s${n.next++}`
      )({ next: 1 }),
    );

  it('creates four presets for the practice account, three of them in slots', () => {
    const { presets } = start(tempFolder(), starters());
    expect(presets.list().map(({ name, list, template, format, slot }) => [name, list, template, format, slot])).toEqual([
      ['Order confirmation', 'Orders', 'Order confirmation', 99, 1],
      ['Shipping delay', 'Orders', 'Shipping delay', 99, 2],
      ['Password notice', 'Notices', 'Password notice', 2, 3],
      ['Refund issued', 'Returns & refunds', 'Refund issued', 1, null],
    ]);
    for (const preset of presets.list()) {
      expect(preset.accountId).toBe('practice');
      expect(preset.campaignName).toMatch(/^[a-z]+-nov$/);
    }
  });

  it('is the only start that creates them', () => {
    const { folder, presets } = start(tempFolder(), starters());
    for (const { id } of presets.list()) presets.remove(id);
    expect(start(folder, starters()).presets.list()).toEqual([]);
  });

  it('is not the start after a damaged file', () => {
    const folder = tempFolder();
    folder.write('presets.json', '{');
    expect(start(folder, starters()).presets.list()).toEqual([]);
    expect(folder.notices).toHaveLength(1);
  });

  it('reports if they cannot be saved', () => {
    const folder = tempFolder();
    folder.break();
    expect(start(folder, starters()).presets.list()).toEqual([]);
    expect(folder.notices[0]).toContain('The presets could not be saved: the disk is full');
  });
});

describe('presets', () => {
  it('are created in order, reported, and available at the next start', () => {
    const { folder, presets, notified, names } = start();
    const made = value(presets.create(draft({ name: ' One ' })));
    expect(made).toEqual({ ...draft({ name: 'One' }), id: 'p1', slot: null, createdAt: 1000, updatedAt: 1000 });
    value(presets.create(draft({ name: 'Two' })));
    expect(names()).toEqual(['One', 'Two']);
    expect(notified.changes).toBe(2);
    expect(start(folder).names()).toEqual(['One', 'Two']);
  });

  it('keep their order when the clock is set back', () => {
    const { folder, presets, clock, names } = start();
    value(presets.create(draft({ name: 'One' })));
    clock.now = 5;
    value(presets.create(draft({ name: 'Two' })));
    expect(names()).toEqual(['One', 'Two']);
    expect(start(folder).names()).toEqual(['One', 'Two']);
  });

  it('change in place', () => {
    const { presets, clock, names } = start();
    const one = value(presets.create(draft({ name: 'One' })));
    value(presets.create(draft({ name: 'Two' })));
    clock.now = 2000;
    const changed = value(presets.update(one.id, draft({ name: 'ONE', note: 'n' })));
    expect(changed).toMatchObject({ id: one.id, createdAt: 1000, updatedAt: 2000, note: 'n' });
    expect(names()).toEqual(['ONE', 'Two']);
    expect(presets.update(one.id, draft({ name: 'two' }))).toMatchObject({ ok: false, error: { code: 'invalid' } });
  });

  it('that no longer exist can neither be changed nor removed', () => {
    const { presets, notified } = start();
    expect(presets.update('nobody', draft())).toMatchObject({ ok: false, error: { code: 'noSuchPreset' } });
    expect(presets.remove('nobody')).toMatchObject({ ok: false, error: { code: 'noSuchPreset' } });
    expect(notified.changes).toBe(0);
  });

  it('are restored unchanged and in their place, whatever the order of undoing', () => {
    const { presets, names } = start();
    for (const name of ['One', 'Two', 'Three']) value(presets.create(draft({ name })));
    const before = presets.list();
    const one = value(presets.remove('p1'));
    const two = value(presets.remove('p2'));
    expect(names()).toEqual(['Three']);
    value(presets.restore(one));
    value(presets.restore(two));
    expect(presets.list()).toEqual(before);
    expect(presets.restore(two)).toMatchObject({ ok: false, error: { code: 'alreadyThere' } });
  });

  it('are restored with a number if their name is taken now', () => {
    const { presets, names } = start();
    const one = value(presets.create(draft({ name: 'One' })));
    value(presets.remove(one.id));
    value(presets.create(draft({ name: 'one' })));
    expect(value(presets.restore(one))).toEqual({ ...one, name: 'One (2)' });
    expect(names()).toEqual(['one', 'One (2)']);
  });

  it('of an older Keypost are sent by customer key', () => {
    const folder = tempFolder();
    const old = {
      ...draft({ name: 'Old' }),
      id: 'p1',
      createdAt: 1,
      updatedAt: 1,
      command: undefined,
      subject: undefined,
      body: undefined,
    };
    folder.write('presets.json', JSON.stringify({ version: 1, presets: [old] }));
    const { presets } = start(folder);
    expect(presets.list()).toEqual([{ ...draft({ name: 'Old' }), id: 'p1', slot: null, createdAt: 1, updatedAt: 1 }]);
    expect(folder.notices).toEqual([]);
  });

  it('keep the content of a message, but no recipient', () => {
    const { presets } = start();
    const body = '{ "email": "ada@example.com", "subscriberId": 7, "customData": { "order": "A1" }, "html": "<p>Hello</p>" }';
    const made = value(presets.create(draft({ command: 'content', template: '', subject: ' Your order ', body })));
    expect(made).toMatchObject({ subject: 'Your order', template: '' });
    expect(JSON.parse(made.body)).toEqual({ customData: { order: 'A1' }, html: '<p>Hello</p>' });
    expect(value(presets.create(draft({ name: 'Two', command: 'modelNames', body: '{"email":"a@b.example"}' }))).body).toBe('');
    expect(presets.create(draft({ name: 'Three', command: 'modelIds', list: '' }))).toMatchObject({
      error: { fields: { list: 'Type the number of the list, as WhatCounts has it.' } },
    });
    expect(presets.create(draft({ name: 'Five', command: 'modelIds' }))).toMatchObject({
      error: {
        fields: { list: expect.stringContaining('takes numbers') as string, template: expect.stringContaining('takes numbers') as string },
      },
    });
    expect(presets.create(draft({ name: 'Four', command: 'content', subject: 'x'.repeat(49) }))).toMatchObject({
      error: { fields: { subject: 'A subject line can have at most 48 characters here.' } },
    });
  });

  it('are not restored as something that never existed', () => {
    const { folder, presets } = start();
    const one = value(presets.remove(value(presets.create(draft())).id));
    for (const odd of [{ createdAt: Infinity }, { updatedAt: NaN }, { id: '' }, { list: '' }, { name: 'a\nb' }]) {
      expect(presets.restore({ ...one, ...odd })).toMatchObject({ ok: false, error: { code: 'invalid' } });
    }
    expect(folder.json('presets.json')).toEqual({ version: 3, presets: [] });
  });

  it('do not change if they cannot be written', () => {
    const { folder, presets, notified } = start();
    const one = value(presets.create(draft()));
    folder.break();
    for (const result of [presets.create(draft({ name: 'Two' })), presets.update(one.id, draft({ note: 'n' })), presets.remove(one.id)]) {
      expect(result).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    }
    expect(presets.list()).toEqual([one]);
    expect(notified.changes).toBe(1);
    folder.repair();
    value(presets.remove(one.id));
    folder.break();
    expect(presets.restore(one)).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(presets.list()).toEqual([]);
  });
});
