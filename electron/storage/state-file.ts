/** A small state file: `{ version, ...data }`. It is checked when it is read, and replaced as a whole when it is written. */
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

/** The folder of all state files, and what they need from their environment. */
export interface StateFolder {
  /** Absolute path; the folder is created when it is first needed. */
  path: string;
  openDisk: OpenJsonStore;
  now: () => Date;
  /** Called with a text for people when a file could not be used. */
  notify: (sentence: string) => void;
}

/** Describes one kind of state file. */
export interface StateKind<T extends object> {
  /** File name without its extension. */
  name: string;
  /** As in "The … could not be saved". */
  title: string;
  /** As in "Keypost starts with …". */
  start: string;
  schema: v.GenericSchema<unknown, T>;
  /** One step per version, oldest first; see upgrade.ts. */
  upgrades: readonly Upgrade[];
  /** The data if there is no file. */
  initial: T;
  /** Whether Keypost may start without this file if a newer Keypost wrote it. */
  dispensable?: true;
  /** Returns what identifies a record in the file's lists; by default its `id`. */
  keyOf?: RecordKey;
}

/** A file's content on disk, and the part of it that the schema knows. */
interface OnDisk<T> {
  disk: JsonStore;
  raw: unknown;
  data: T;
}

/** The data in memory. It is always the same as on disk, or as it would be there after an upgrade that hasn't been written yet. */
export class StateFile<T extends object> {
  #data: T;
  #raw: unknown;

  constructor(
    private readonly kind: StateKind<T>,
    /** If this is a text, nothing is written, and the text is the reason. */
    private readonly disk: JsonStore | string,
    { data, raw }: Omit<OnDisk<T>, 'disk'>,
    /** Whether there was no file, as at the very first start. */
    readonly fresh: boolean,
  ) {
    this.#data = data;
    this.#raw = raw;
  }

  get data(): T {
    return this.#data;
  }

  /**
   * Replaces the file; fields in it that the schema doesn't know are kept. Fails with `cannotSave` if it can't be written, or if a newer
   * Keypost has written it meanwhile; then neither the file nor `data` has changed.
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
 * Opens a state file. If it isn't valid JSON, doesn't match the schema or is far too large, it is set aside with a notice. If it can't be
 * read at all or isn't a plain file, it stays where it is and is never overwritten. A file of a newer Keypost is never changed: this throws
 * `NewerFileError` or, for a dispensable kind, starts from `initial` and saves nothing.
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
      folder.notify(`${what}. It was kept as ${kept}; Keypost starts with ${kind.start}.`);
      return new StateFile(kind, disk, initial, false);
    } catch (error) {
      reportFailure('a damaged state file could not be set aside', error);
      // The damaged file is still in its place, so it must not be overwritten: continue as for an unreadable file.
    }
  }
  folder.notify(`${what}. It was left as it is; Keypost starts with ${kind.start} and saves nothing in its place.`);
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
    // The same error occurs again, and is reported, when the file is read.
    return false;
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof ForeignFileError ? error.kind === 'tooLong' : error instanceof Error && error.name === 'SyntaxError';

/** Another Keypost, or a restored backup, may have replaced the file since it was read. */
function isNewerOnDisk(disk: JsonStore, { upgrades }: Pick<StateKind<object>, 'upgrades'>): boolean {
  try {
    return isNewer(disk.store['version'], upgrades);
  } catch {
    return false;
  }
}
