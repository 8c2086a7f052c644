/** One small file of state: `{ version, ...data }`, checked when read, replaced as a whole when written. */
import * as v from 'valibot';
import { join } from 'node:path';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { diskReasonText, openOwnJsonStore, type JsonStore, type OpenJsonStore } from './json-store.ts';
import { setAside } from './set-aside.ts';
import { textOf } from '../shared/i18n/text.ts';
import { diskProblem } from './disk-problem.ts';
import { NewerFileError } from './newer-file.ts';
import { entryAt, ForeignFileError } from './own-file.ts';
import { keyById, withUnknownFields, type RecordKey } from './unknown-fields.ts';
import { currentVersion, isNewer, upgradeFile, type Upgrade } from './upgrade.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

/** The folder of all state files, and what they need from the world. */
export interface StateFolder {
  /** Absolute; made on the first occasion. */
  path: string;
  openDisk: OpenJsonStore;
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
  /** Whether Keypost may start without it when a newer Keypost wrote it. */
  dispensable?: true;
  /** What tells records of its lists apart; their `id` where this is missing. */
  keyOf?: RecordKey;
}

/** What a state file has on disk, and what of it the schema knows. */
interface OnDisk<T> {
  disk: JsonStore;
  raw: unknown;
  data: T;
}

/** State in memory that always equals what the disk holds (or would hold, after an upgrade that is not written yet). */
export class StateFile<T extends object> {
  #data: T;
  #raw: unknown;

  constructor(
    private readonly kind: StateKind<T>,
    /** A text instead: nothing is written, for this reason. */
    private readonly disk: JsonStore | string,
    { data, raw }: Omit<OnDisk<T>, 'disk'>,
    /** Whether there was no file: the very first start. */
    readonly fresh: boolean,
  ) {
    this.#data = data;
    this.#raw = raw;
  }

  get data(): T {
    return this.#data;
  }

  /**
   * Replaces the file; fields in it that the schema doesn't know stay. When it can't be written, or a newer Keypost has written it
   * meanwhile, `cannotSave`: neither the file nor `data` has changed then.
   */
  save(next: T): Result<null> {
    if (typeof this.disk === 'string') return this.#refuse(this.disk, 'Correct that, then start Keypost again.');
    if (!v.is(this.kind.schema, next)) return this.#refuse('a value in it is not allowed', 'Correct that and try again.');
    if (isNewerOnDisk(this.disk, this.kind)) return this.#refuse(newerReason, 'Start the newer Keypost.');
    const raw = withUnknownFields(next, this.#raw, this.#data, this.kind.keyOf ?? keyById);
    try {
      this.disk.store = { version: currentVersion(this.kind.upgrades), ...(raw as object) };
    } catch (error) {
      reportFailure('a state file could not be written', error);
      return this.#refuse(diskReasonText(error), textOf({ code: 'disk.help', params: diskProblem(error) }));
    }
    this.#data = next;
    this.#raw = raw;
    return ok(null);
  }

  #refuse(reason: string, help: string): Result<null> {
    return fail('cannotSave', `The ${this.kind.title} could not be saved: ${reason}. Nothing was changed. ${help}`);
  }
}

const unreadReason = 'its file could not be read when Keypost started';
const newerReason = 'a newer Keypost wrote its file';

/**
 * Opens a state file. One that holds no JSON, fits no schema or is far too large is set aside with a notice; one that can't be read at all,
 * or is no plain file, stays where it is and nothing is written over it. One of a newer Keypost is never touched: throws `NewerFileError`, or, where the kind can be done without,
 * starts from `initial` and saves nothing.
 */
export function openStateFile<T extends object>(folder: StateFolder, kind: StateKind<T>): StateFile<T> {
  const fresh = isMissing(join(folder.path, `${kind.name}.json`));
  const reading = read(folder, kind, fresh);
  if (reading.state === 'good') return new StateFile(kind, reading.disk, reading, fresh);

  const initial = { data: kind.initial, raw: kind.initial };
  if (reading.state === 'newer') {
    const { version } = reading;
    if (!kind.dispensable) throw new NewerFileError({ file: `${kind.name}.json`, version, known: currentVersion(kind.upgrades) });
    return new StateFile(kind, newerReason, initial, false);
  }
  const what = `The ${kind.title} file could not be read${reading.state === 'unreadable' ? ` (${diskReasonText(reading.error)})` : ''}`;
  if (reading.state === 'damaged') {
    try {
      const kept = setAside(folder.path, kind.name, folder.now());
      const disk = openOwnJsonStore(folder.openDisk, folder.path, kind.name);
      folder.notice(`${what}. It was kept as ${kept}; Keypost starts with ${kind.start}.`);
      return new StateFile(kind, disk, initial, false);
    } catch (error) {
      reportFailure('a damaged state file could not be set aside', error);
      // Out of the way it can't go, so it must not be written over either.
    }
  }
  folder.notice(`${what}. It was left as it is; Keypost starts with ${kind.start} and saves nothing in its place.`);
  return new StateFile(kind, unreadReason, initial, false);
}

type FileReading<T> =
  ({ state: 'good' } & OnDisk<T>) | { state: 'damaged' } | { state: 'newer'; version: number } | { state: 'unreadable'; error: unknown };

function read<T extends object>(folder: StateFolder, kind: StateKind<T>, fresh: boolean): FileReading<T> {
  try {
    const disk = openOwnJsonStore(folder.openDisk, folder.path, kind.name);
    if (fresh) return { state: 'good', disk, raw: kind.initial, data: kind.initial };
    const upgraded = upgradeFile(disk.store, kind.upgrades);
    if (upgraded.state !== 'good') return upgraded;
    const parsed = v.safeParse(kind.schema, upgraded.data);
    return parsed.success ? { state: 'good', disk, raw: upgraded.data, data: parsed.output } : { state: 'damaged' };
  } catch (error) {
    return isDamage(error) ? { state: 'damaged' } : { state: 'unreadable', error };
  }
}

function isMissing(path: string): boolean {
  try {
    return entryAt(path) === null;
  } catch {
    // Whatever is in the way is met again, and reported, when it is read.
    return false;
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof ForeignFileError ? error.kind === 'tooLong' : error instanceof Error && error.name === 'SyntaxError';

/** Another Keypost, or a backup that was put back, may have replaced the file since it was read. */
function isNewerOnDisk(disk: JsonStore, { upgrades }: Pick<StateKind<object>, 'upgrades'>): boolean {
  try {
    return isNewer(disk.store['version'], upgrades);
  } catch {
    return false;
  }
}
