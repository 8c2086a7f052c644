/** Stores the proxy logins without their passwords: only where each password is kept. */
import * as v from 'valibot';
import type { Result } from '../shared/domain/result.ts';
import { openStateFile, type StateFile, type StateFolder, type StateKind } from '../storage/state-file.ts';
import type { Upgrade } from '../storage/upgrade.ts';
import { proxySchemes } from '../shared/domain/proxy-login.ts';

const RecordSchema = v.object({
  /**
   * How the connection to the proxy is made. `unsaid`: saved by a version of Keypost that did not ask, so the login is sent to no proxy.
   */
  scheme: v.picklist([...proxySchemes, 'unsaid']),
  /** `host:port`, as the system names the proxy. */
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  user: v.pipe(v.string(), v.maxLength(500)),
  backend: v.picklist(['keychain', 'memory']),
});
export type ProxyRecord = v.InferOutput<typeof RecordSchema>;

/** What identifies a login. */
export type ProxyKey = Pick<ProxyRecord, 'scheme' | 'address'>;

const FileSchema = v.object({ proxies: v.array(RecordSchema) });
type ProxyFile = v.InferOutput<typeof FileSchema>;

/**
 * Version 2 adds the scheme. Version 1 removed `https://` from the typed address, so each login may have been meant for either scheme. It
 * is not sent until somebody has chosen one.
 */
const toVersion2: Upgrade = ({ proxies, ...rest }) => {
  if (!Array.isArray(proxies)) throw new Error('no proxies');
  return { ...rest, proxies: proxies.map((proxy: unknown) => ({ ...(proxy as object), scheme: 'unsaid' })) };
};

export const proxiesKind: StateKind<ProxyFile> = {
  name: 'proxies',
  title: 'proxy logins',
  start: 'an empty one',
  schema: FileSchema,
  upgrades: [toVersion2],
  initial: { proxies: [] },
  keyOf: ({ scheme, address }) => JSON.stringify([scheme, address]),
};

const same = (one: ProxyKey, other: ProxyKey): boolean => one.address === other.address && one.scheme === other.scheme;

/** Every failure is `cannotSave` and leaves the file unchanged. */
export class ProxyLoginStore {
  readonly #file: StateFile<ProxyFile>;

  constructor(folder: StateFolder) {
    this.#file = openStateFile(folder, proxiesKind);
  }

  list(): readonly ProxyRecord[] {
    return this.#file.data.proxies;
  }

  get(key: ProxyKey): ProxyRecord | null {
    return this.list().find((proxy) => same(proxy, key)) ?? null;
  }

  /** Replaces the login with the same key, and one for the same address without a scheme. */
  put(proxy: ProxyRecord): Result<null> {
    const unsaid: ProxyKey = { scheme: 'unsaid', address: proxy.address };
    const others = this.list().filter((other) => !same(other, proxy) && !same(other, unsaid));
    return this.#file.save({ proxies: [...others, proxy] });
  }

  remove(key: ProxyKey): Result<null> {
    return this.#file.save({ proxies: this.list().filter((proxy) => !same(proxy, key)) });
  }
}
