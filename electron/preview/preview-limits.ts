/** Limits of what is shown of a template. */

/** Most characters. */
export const htmlLimit = 12_000_000;
export const textLimit = 2_000_000;

/** Most images of one message that are loaded. */
export const maxImages = 30;
