/** The proxies that a login is kept for, without their passwords: only where each is. */
import * as v from 'valibot';
import type { Result } from '../result.ts';
import { openStateFile, type StateFile, type StateFolder, type StateKind } from '../settings/state-file.ts';

const RecordSchema = v.object({
  /** `host:port`, as the system names the proxy. */
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  user: v.pipe(v.string(), v.maxLength(500)),
  backend: v.picklist(['keychain', 'memory']),
});
export type ProxyRecord = v.InferOutput<typeof RecordSchema>;

const FileSchema = v.object({ proxies: v.array(RecordSchema) });
type ProxyFile = v.InferOutput<typeof FileSchema>;

const kind: StateKind<ProxyFile> = {
  name: 'proxies',
  title: 'proxy logins',
  start: 'an empty one',
  schema: FileSchema,
  upgrades: [],
  initial: { proxies: [] },
};

/** Every failure is `cannotSave` and leaves the file as it was. */
export class ProxyLoginStore {
  readonly #file: StateFile<ProxyFile>;

  constructor(folder: StateFolder) {
    this.#file = openStateFile(folder, kind);
  }

  list(): readonly ProxyRecord[] {
    return this.#file.data.proxies;
  }

  get(address: string): ProxyRecord | null {
    return this.list().find((proxy) => proxy.address === address) ?? null;
  }

  put(proxy: ProxyRecord): Result<null> {
    const others = this.list().filter(({ address }) => address !== proxy.address);
    return this.#file.save({ proxies: [...others, proxy] });
  }

  remove(address: string): Result<null> {
    return this.#file.save({ proxies: this.list().filter((proxy) => proxy.address !== address) });
  }
}
