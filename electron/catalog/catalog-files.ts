/**
 * The catalogs on disk, one file an account, so that names can be picked at once and without a network. They can be read anew at any
 * time, so a file that does not fit is no trouble: it is as if there were none.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { OpenDisk } from '../settings/disk.ts';
import { newerStateFile } from '../storage/newer-file.ts';

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

  /** `home`: the folder of Keypost's data; `catalogs` in it is made on the first occasion. */
  constructor(home: string, openDisk: OpenDisk) {
    this.#folder = join(home, 'catalogs');
    this.#openDisk = openDisk;
  }

  /** `null` where there is none, or none that can be used. */
  read(accountId: string): StoredCatalog | null {
    try {
      const parsed = v.safeParse(FileSchema, this.#openDisk(this.#folder, nameOf(accountId)).store);
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  }

  /** Whether it could be written; if not, it is read anew at the next start. The file of a newer Keypost stays as it is. */
  write(accountId: string, catalog: StoredCatalog): boolean {
    if (this.#isNewer(nameOf(accountId))) return false;
    try {
      this.#openDisk(this.#folder, nameOf(accountId)).store = { version: 1, ...catalog };
      return true;
    } catch {
      return false;
    }
  }

  /** Removes those of accounts that are no longer there. What this Keypost doesn't know as a catalog of its own stays. */
  keepOnly(accountIds: readonly string[]): void {
    const kept = new Set(accountIds.map(nameOf));
    try {
      for (const file of readdirSync(this.#folder)) {
        const name = ownFile.exec(file)?.[1];
        if (name !== undefined && !kept.has(name) && !this.#isNewer(name)) rmSync(join(this.#folder, file), { force: true });
      }
    } catch {
      // There is no folder yet, or it can't be changed: what stays holds names only.
    }
  }

  #isNewer(name: string): boolean {
    return newerStateFile(this.#folder, { name, upgrades: [] }) !== null;
  }
}

/** What `nameOf` makes, as a file. */
const ownFile = /^([0-9a-f]{32})\.json$/;

/** An account's id comes from a file that anybody may have written, so it is no part of a path. */
const nameOf = (accountId: string): string => createHash('sha256').update(accountId).digest('hex').slice(0, 32);
