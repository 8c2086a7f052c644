/** One small file of state: `{ version, ...data }`, checked when read, replaced as a whole when written. */
import * as v from 'valibot';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../result.ts';
import { diskWords, type Disk, type OpenDisk } from './disk.ts';
import { setAside } from './set-aside.ts';
import { currentVersion, upgradeFile, type Upgrade } from './upgrade.ts';

/** The folder of all state files, and what they need from the world. */
export interface StateFolder {
  /** Absolute; made on the first occasion. */
  path: string;
  openDisk: OpenDisk;
  now: () => Date;
  /** Called with a plain sentence for people when a file could not be used. */
  notice: (sentence: string) => void;
}

/** What one state file holds. */
export interface StateKind<T extends object> {
  /** File name without its extension. */
  name: string;
  /** As in "The … could not be saved". */
  title: string;
  /** As in "Keypost starts with …". */
  start: string;
  schema: v.GenericSchema<unknown, T>;
  /** One step a version, oldest first; see upgrade.ts. */
  upgrades: readonly Upgrade[];
  /** What holds while there is no file. */
  initial: T;
}

/** State in memory that always equals what the disk holds (or would hold, after an upgrade that is not written yet). */
export class StateFile<T extends object> {
  #data: T;

  constructor(
    private readonly kind: StateKind<T>,
    private readonly disk: Disk | null,
    data: T,
    /** Whether there was no file: the very first start. */
    readonly fresh: boolean,
  ) {
    this.#data = data;
  }

  get data(): T {
    return this.#data;
  }

  /** Replaces the file. When it can't be written, `cannotSave`: neither the file nor `data` has changed then. */
  save(next: T): Result<null> {
    if (this.disk === null) return this.#refuse('its file could not be read when Keypost started');
    if (!v.is(this.kind.schema, next)) return this.#refuse('a value in it is not allowed');
    try {
      this.disk.store = { version: currentVersion(this.kind.upgrades), ...next };
    } catch (error) {
      return this.#refuse(diskWords(error));
    }
    this.#data = next;
    return ok(null);
  }

  #refuse(reason: string): Result<null> {
    return fail('cannotSave', `The ${this.kind.title} could not be saved: ${reason}. Nothing was changed. Correct that and try again.`);
  }
}

/**
 * Opens a state file. One that holds no JSON, fits no schema or is from a newer Keypost is set aside and said so; one that
 * can't be read at all stays where it is and nothing is written over it.
 */
export function openStateFile<T extends object>(folder: StateFolder, kind: StateKind<T>): StateFile<T> {
  const fresh = !existsSync(join(folder.path, `${kind.name}.json`));
  const reading = read(folder, kind, fresh);

  if (reading.state === 'good') return new StateFile(kind, reading.disk, reading.data, fresh);

  const what =
    reading.state === 'newer'
      ? `The ${kind.title} file was written by a newer Keypost`
      : `The ${kind.title} file could not be read${reading.state === 'unreadable' ? ` (${diskWords(reading.error)})` : ''}`;
  if (reading.state !== 'unreadable') {
    try {
      const kept = setAside(folder.path, kind.name, folder.now());
      const disk = folder.openDisk(folder.path, kind.name);
      folder.notice(`${what}. It was kept as ${kept}; Keypost starts with ${kind.start}.`);
      return new StateFile(kind, disk, kind.initial, false);
    } catch {
      // Out of the way it can't go, so it must not be written over either.
    }
  }
  folder.notice(`${what}. It was left as it is; Keypost starts with ${kind.start} and saves nothing in its place.`);
  return new StateFile<T>(kind, null, kind.initial, false);
}

type Reading<T> =
  { state: 'good'; disk: Disk; data: T } | { state: 'damaged' } | { state: 'newer' } | { state: 'unreadable'; error: unknown };

function read<T extends object>(folder: StateFolder, kind: StateKind<T>, fresh: boolean): Reading<T> {
  try {
    const disk = folder.openDisk(folder.path, kind.name);
    if (fresh) return { state: 'good', disk, data: kind.initial };
    const upgraded = upgradeFile(disk.store, kind.upgrades);
    if (upgraded.state !== 'good') return upgraded;
    const parsed = v.safeParse(kind.schema, upgraded.data);
    return parsed.success ? { state: 'good', disk, data: parsed.output } : { state: 'damaged' };
  } catch (error) {
    return error instanceof Error && error.name === 'SyntaxError' ? { state: 'damaged' } : { state: 'unreadable', error };
  }
}
