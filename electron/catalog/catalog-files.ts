/**
 * Stores catalogs on disk, one file per account, so that names can be picked at once and without a network. A file that can't be read
 * counts as missing: its catalog can be read from WhatCounts again at any time.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { openOwnJsonStore, type OpenJsonStore } from '../storage/json-store.ts';
import { textOf } from '../shared/i18n/text.ts';
import { diskProblem } from '../storage/disk-problem.ts';
import { newerStateFile } from '../storage/newer-file.ts';
import { assertOwnFolder, ensureOwnFolder, ForeignFileError } from '../storage/own-file.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

const whole = v.pipe(v.number(), v.safeInteger());
const PartSchema = v.object({
  items: v.array(v.object({ id: v.nullable(whole), name: v.string() })),
  readAt: v.nullable(whole),
  whole: v.boolean(),
});
const FileSchema = v.object({
  version: v.literal(1),
  /** The realm of the catalog: an account may be changed to another one. */
  realm: v.string(),
  lists: PartSchema,
  templates: PartSchema,
});
export type StoredCatalog = Omit<v.InferOutput<typeof FileSchema>, 'version'>;

export class CatalogFiles {
  readonly #folder: string;
  readonly #openDisk: OpenJsonStore;
  readonly #notice: (sentence: string) => void;

  /**
   * `home`: Keypost's data folder; its subfolder `catalogs` is created when it is first needed. `notice` is called with a text for the user
   * if a link or something else is in place of that folder or of a file in it: these are neither followed nor changed.
   */
  constructor(home: string, openDisk: OpenJsonStore, notice: (sentence: string) => void = () => undefined) {
    this.#folder = join(home, 'catalogs');
    this.#openDisk = openDisk;
    this.#notice = notice;
  }

  /** `null` if there is no usable file. */
  read(accountId: string): StoredCatalog | null {
    try {
      if (!assertOwnFolder(this.#folder)) return null;
      const parsed = v.safeParse(FileSchema, openOwnJsonStore(this.#openDisk, this.#folder, fileNameOf(accountId)).store);
      return parsed.success ? parsed.output : null;
    } catch (error) {
      this.#report(error);
      return null;
    }
  }

  /** Whether it could be written; if not, it is read again at the next start. The file of a newer Keypost is left alone. */
  write(accountId: string, catalog: StoredCatalog): boolean {
    try {
      ensureOwnFolder(this.#folder);
      if (this.#isNewer(fileNameOf(accountId))) return false;
      openOwnJsonStore(this.#openDisk, this.#folder, fileNameOf(accountId)).store = { version: 1, ...catalog };
      return true;
    } catch (error) {
      this.#report(error);
      return false;
    }
  }

  /** Removes the catalogs of accounts that no longer exist. Other files and those of a newer Keypost stay. */
  keepOnly(accountIds: readonly string[]): void {
    const kept = new Set(accountIds.map(fileNameOf));
    try {
      if (!assertOwnFolder(this.#folder)) return;
      for (const file of readdirSync(this.#folder)) {
        const name = ownFile.exec(file)?.[1];
        if (name !== undefined && !kept.has(name) && !this.#isNewer(name)) rmSync(join(this.#folder, file), { force: true });
      }
    } catch (error) {
      // Files that can't be removed hold only names.
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    reportFailure('the file of a catalog could not be used', error);
    if (error instanceof ForeignFileError) this.#notice(textOf({ code: 'disk.catalogs', params: diskProblem(error) }));
  }

  #isNewer(name: string): boolean {
    return newerStateFile(this.#folder, { name, upgrades: [] }) !== null;
  }
}

/** A file name that `fileNameOf` makes. */
const ownFile = /^([0-9a-f]{32})\.json$/;

/** Hashed, because an account's id comes from a file that anybody may have written, so it must not become part of a path. */
const fileNameOf = (accountId: string): string => createHash('sha256').update(accountId).digest('hex').slice(0, 32);
