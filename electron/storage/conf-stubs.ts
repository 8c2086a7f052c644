/**
 * Replaces ajv and semver in the bundle. conf, which electron-store is based on, loads them for schemas and migrations of its own: half of
 * the main bundle, run at every start. Keypost uses neither; see state-file.ts. The replacement is configured in vite.config.ts.
 */

const refuse = (): never => {
  throw new Error('Keypost checks its files itself: conf has no schemas and no migrations here.');
};

/** The original is a class; creating one throws, like everything else here. */
export const Ajv2020 = refuse;

/** For ajv-formats and semver. */
export default { default: refuse, clean: refuse, eq: refuse, gt: refuse, lte: refuse, satisfies: refuse };
