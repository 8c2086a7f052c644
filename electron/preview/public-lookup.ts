/** Finds the addresses of a name, and fails where one of them is not public: used for the connection itself, so that a name that changes meanwhile leads nowhere else. */
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublic } from './public-address.ts';

/** The code of the failure. */
export const notPublic = 'ENOTPUBLIC';

export const publicLookup =
  (withLoopback: boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      if (!found.every(({ address }) => isPublic(address, withLoopback)))
        return done(Object.assign(new Error('not a public address'), { code: notPublic }), []);
      const [first] = found;
      if (options.all || !first) done(null, found);
      else done(null, first.address, first.family);
    });
  };

/**
 * Whether a host, as a parsed URL has it, may be asked. A name that is not found here passes: a proxy may know it, and without one there
 * will be no connection.
 */
export function mayAsk(host: string, withLoopback: boolean): Promise<boolean> {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return Promise.resolve(isPublic(bare, withLoopback));
  return new Promise((resolve) => {
    publicLookup(withLoopback)(bare, { all: true }, (error) => resolve(error === null || error.code !== notPublic));
  });
}
