/**
 * The catalogs on disk, one file an account, so that names can be picked at once and without a network. They can be read anew at any
 * time, so a file that does not fit is no trouble: it is as if there were none.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { openOwnDisk, type OpenDisk } from '../storage/disk.ts';
import { textOf } from '../shared/i18n/text.ts';
import { diskProblem } from '../storage/disk-problem.ts';
import { newerStateFile } from '../storage/newer-file.ts';
import { assertOwnFolder, ensureOwnFolder, ForeignFileError } from '../storage/own-file.ts';

const whole = v.pipe(v.number(), v.safeInteger());
const PartSchema = v.object({
  items: v.array(v.object({ id: v.nullable(whole), name: v.string() })),
  readAt: v.nullable(whole),
  whole: v.boolean(),
});
const FileSchema = v.object({
  version: v.literal(1),
  /** Which realm it is of: an account may be changed to another one. */
  realm: v.string(),
  lists: PartSchema,
  templates: PartSchema,
});
export type StoredCatalog = Omit<v.InferOutput<typeof FileSchema>, 'version'>;

export class CatalogFiles {
  readonly #folder: string;
  readonly #openDisk: OpenDisk;
  readonly #notice: (sentence: string) => void;

  /**
   * `home`: the folder of Keypost's data; `catalogs` in it is made on the first occasion. `notice` is called with a sentence for people where
   * a link or something else stands in the place of that folder or of a file in it: neither is followed or changed.
   */
  constructor(home: string, openDisk: OpenDisk, notice: (sentence: string) => void = () => undefined) {
    this.#folder = join(home, 'catalogs');
    this.#openDisk = openDisk;
    this.#notice = notice;
  }

  /** `null` where there is none, or none that can be used. */
  read(accountId: string): StoredCatalog | null {
    try {
      if (!assertOwnFolder(this.#folder)) return null;
      const parsed = v.safeParse(FileSchema, openOwnDisk(this.#openDisk, this.#folder, fileNameOf(accountId)).store);
      return parsed.success ? parsed.output : null;
    } catch (error) {
      this.#report(error);
      return null;
    }
  }

  /** Whether it could be written; if not, it is read anew at the next start. The file of a newer Keypost stays as it is. */
  write(accountId: string, catalog: StoredCatalog): boolean {
    try {
      ensureOwnFolder(this.#folder);
      if (this.#isNewer(fileNameOf(accountId))) return false;
      openOwnDisk(this.#openDisk, this.#folder, fileNameOf(accountId)).store = { version: 1, ...catalog };
      return true;
    } catch (error) {
      this.#report(error);
      return false;
    }
  }

  /** Removes those of accounts that are no longer there. What this Keypost doesn't know as a catalog of its own stays. */
  keepOnly(accountIds: readonly string[]): void {
    const kept = new Set(accountIds.map(fileNameOf));
    try {
      if (!assertOwnFolder(this.#folder)) return;
      for (const file of readdirSync(this.#folder)) {
        const name = ownFile.exec(file)?.[1];
        if (name !== undefined && !kept.has(name) && !this.#isNewer(name)) rmSync(join(this.#folder, file), { force: true });
      }
    } catch (error) {
      // Where it can't be changed, what stays holds names only.
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    if (error instanceof ForeignFileError) this.#notice(textOf({ code: 'disk.catalogs', params: diskProblem(error) }));
  }

  #isNewer(name: string): boolean {
    return newerStateFile(this.#folder, { name, upgrades: [] }) !== null;
  }
}

/** What `nameOf` makes, as a file. */
const ownFile = /^([0-9a-f]{32})\.json$/;

/** An account's id comes from a file that anybody may have written, so it is no part of a path. */
const fileNameOf = (accountId: string): string => createHash('sha256').update(accountId).digest('hex').slice(0, 32);
