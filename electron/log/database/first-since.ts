/**
 * Finds where entries older than a given time end. Only the order of entries holds, whatever the computer's clock said when they were
 * pressed.
 */

/** More than any id. */
const none = Number.MAX_SAFE_INTEGER;

/**
 * The id of the first entry pressed between two times: the given one, and the present. Entries from after the present were pressed while
 * the clock was ahead, so their times say nothing. Entries with higher ids are not older, even if a clock that was behind says so.
 */
export const firstSince = `SELECT coalesce(min(id), ${none}) FROM entry WHERE at BETWEEN ? AND ?`;
