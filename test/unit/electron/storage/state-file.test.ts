import * as v from 'valibot';
import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStateFile, type StateKind } from '../../../../electron/storage/state-file.ts';
import { NewerFileError } from '../../../../electron/storage/newer-file.ts';
import { tempFolder, type TempFolder } from './temp-folder.ts';

interface Pets {
  pets: string[];
}
const kind: StateKind<Pets> = {
  name: 'pets',
  title: 'pets',
  start: 'an empty one',
  schema: v.object({ pets: v.array(v.pipe(v.string(), v.maxLength(10))) }),
  upgrades: [],
  initial: { pets: [] },
};
const open = (folder: TempFolder) => openStateFile(folder, kind);
const keptAs = 'pets.damaged-2026-11-24T10-11-12.json';

describe('a state file', () => {
  it('starts without a file, and creates none when it is opened', () => {
    const folder = tempFolder();
    const file = open(folder);
    expect(file.fresh).toBe(true);
    expect(file.data).toEqual({ pets: [] });
    expect(folder.files()).toEqual([]);
    expect(folder.notices).toEqual([]);
  });

  it('writes its version beside the data and reads both again', () => {
    const folder = tempFolder();
    expect(open(folder).save({ pets: ['Ada'] }).ok).toBe(true);
    expect(folder.json('pets.json')).toEqual({ version: 1, pets: ['Ada'] });
    const again = open(folder);
    expect(again.fresh).toBe(false);
    expect(again.data).toEqual({ pets: ['Ada'] });
    expect(folder.files()).toEqual(['pets.json']);
  });

  it.skipIf(process.platform === 'win32')('is readable by its owner only, also where it was not', () => {
    const folder = tempFolder();
    const path = join(folder.path, 'pets.json');
    open(folder).save({ pets: ['Ada'] });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    open(folder).save({ pets: ['Bo'] });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('creates its folder', () => {
    const folder = tempFolder();
    const deeper = { ...folder, path: join(folder.path, 'a', 'b') };
    expect(openStateFile(deeper, kind).save({ pets: ['Ada'] }).ok).toBe(true);
    expect(openStateFile(deeper, kind).data).toEqual({ pets: ['Ada'] });
  });

  it('upgrades an older file and writes the current version with the next change', () => {
    const folder = tempFolder();
    folder.write('pets.json', '{"version":1,"names":["Ada"]}');
    const second = { ...kind, upgrades: [(data: Readonly<Record<string, unknown>>) => ({ pets: data['names'] })] };
    const file = openStateFile(folder, second);
    expect(file.data).toEqual({ pets: ['Ada'] });
    file.save({ pets: ['Ada', 'Bo'] });
    expect(folder.json('pets.json')).toEqual({ version: 2, pets: ['Ada', 'Bo'] });
  });
});

describe('a state file that cannot be used', () => {
  it.each([
    ['no JSON', '{"version":1,"pets":["A'],
    ['nothing', ''],
    ['an array', '[1]'],
    ['null', 'null'],
    ['no version', '{"pets":[]}'],
    ['another shape', '{"version":1,"pets":"Ada"}'],
  ])('is set aside with %s in it, and reported', (_, content) => {
    const folder = tempFolder();
    folder.write('pets.json', content);
    const file = open(folder);
    expect(file.data).toEqual({ pets: [] });
    expect(file.fresh).toBe(false);
    expect(folder.notices).toEqual([`The pets file could not be read. It was kept as ${keptAs}; Keypost starts with an empty one.`]);
    expect(folder.files()).toEqual([keptAs]);
    expect(folder.read(keptAs)).toBe(content);
    expect(file.save({ pets: ['Bo'] }).ok).toBe(true);
    expect(folder.read(keptAs)).toBe(content);
    expect(open(folder).data).toEqual({ pets: ['Bo'] });
  });

  it('stays unchanged if a newer Keypost wrote it, even if it is damaged', () => {
    for (const content of ['{"version":2,"pets":["Ada"]}', '{"version":2,"pets":7}', '{"version":2.1}']) {
      const folder = tempFolder();
      folder.write('pets.json', content);
      expect(() => open(folder)).toThrow(NewerFileError);
      expect(folder.read('pets.json')).toBe(content);
      expect(folder.files()).toEqual(['pets.json']);
      expect(folder.notices).toEqual([]);
    }
  });

  it('never replaces one that was set aside before', () => {
    const folder = tempFolder();
    for (const content of ['first', 'second', 'third']) {
      folder.write('pets.json', content);
      open(folder);
    }
    const [second, third] = [2, 3].map((n) => keptAs.replace('.json', `-${n}.json`));
    expect(folder.read(keptAs)).toBe('first');
    expect(folder.read(second ?? '')).toBe('second');
    expect(folder.read(third ?? '')).toBe('third');
  });

  it('stays unchanged if it cannot be read at all', () => {
    const folder = tempFolder();
    mkdirSync(join(folder.path, 'pets.json'));
    const file = open(folder);
    expect(folder.notices[0]).toBe(
      'The pets file could not be read (pets.json is a folder and not a file: move it away). It was left as it is; ' +
        'Keypost starts with an empty one and saves nothing in its place.',
    );
    expect(file.save({ pets: ['Bo'] })).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(folder.files()).toEqual(['pets.json']);
    expect(file.data).toEqual({ pets: [] });
  });
});

describe('a state file that cannot be written', () => {
  it('keeps memory and disk unchanged', () => {
    const folder = tempFolder();
    const file = open(folder);
    file.save({ pets: ['Ada'] });
    folder.break();
    const saved = file.save({ pets: ['Bo'] });
    expect(saved).toEqual({
      ok: false,
      error: {
        code: 'cannotSave',
        sentence: 'The pets could not be saved: the disk is full. Nothing was changed. Free some space, then try again.',
      },
    });
    expect(file.data).toEqual({ pets: ['Ada'] });
    expect(folder.json('pets.json')).toEqual({ version: 1, pets: ['Ada'] });
    folder.repair();
    expect(file.save({ pets: ['Bo'] }).ok).toBe(true);
  });

  it('refuses if its folder cannot be created', () => {
    const folder = tempFolder();
    folder.write('taken', '');
    const blocked = { ...folder, path: join(folder.path, 'taken') };
    const file = openStateFile(blocked, kind);
    expect(folder.notices).toHaveLength(1);
    expect(file.save({ pets: ['Ada'] })).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(file.data).toEqual({ pets: [] });
  });

  it('refuses if its folder was removed while it was open', () => {
    const folder = tempFolder();
    const file = open(folder);
    rmSync(folder.path, { recursive: true });
    writeFileSync(folder.path, '');
    const saved = file.save({ pets: ['Ada'] });
    expect(saved).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(file.data).toEqual({ pets: [] });
  });

  it('never writes what it could not read back', () => {
    const folder = tempFolder();
    const file = open(folder);
    expect(file.save({ pets: ['much too long a name'] })).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(folder.files()).toEqual([]);
  });
});
