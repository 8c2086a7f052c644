/** Where entries that are older than a moment end. Only the order of entries is true whatever the computer's clock said when they were pressed. */

/** More than any id. */
const none = Number.MAX_SAFE_INTEGER;

/**
 * The first entry pressed between two moments: the first is the one asked about, the second the present, as what was pressed after that was
 * pressed while the clock was ahead and tells nothing. What comes later in the log is no older, even where a clock that was behind says so.
 */
export const firstSince = `SELECT coalesce(min(id), ${none}) FROM entry WHERE at BETWEEN ? AND ?`;
