/** The folding of names, for code that still looks for it here. */
export { foldText as foldName } from '../shared/base/fold-text.ts';
