/**
 * Stands in the bundle for what conf (under electron-store) takes along for schemas and migrations of its own, ajv and semver: half of
 * the main bundle, run at every start. Keypost gives it neither; see state-file.ts. vite.config.ts puts this in their place.
 */

const refuse = (): never => {
  throw new Error('Keypost checks its files itself: conf has no schemas and no migrations here.');
};

/** A class where it is real; to make one is refused as everything else is. */
export const Ajv2020 = refuse;

/** Of ajv-formats, and of semver. */
export default { default: refuse, clean: refuse, eq: refuse, gt: refuse, lte: refuse, satisfies: refuse };
