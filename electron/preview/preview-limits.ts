/** How much of a template is shown. */

/** Characters, at most. */
export const htmlLimit = 12_000_000;
export const textLimit = 2_000_000;

/** Images of one message that are loaded, at most. */
export const maxImages = 30;
