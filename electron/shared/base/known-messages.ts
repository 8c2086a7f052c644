/**
 * Messages of V8 and SQLite that say what went wrong, without the values that they put beside it. Nothing else of an error's message is kept:
 * nobody knows what it quotes.
 */
const messages = [
  'Cannot read properties of undefined',
  'Cannot read properties of null',
  'Cannot set properties of undefined',
  'Cannot set properties of null',
  'Cannot destructure property',
  'Cannot convert undefined or null to object',
  'Cannot access',
  'Converting circular structure to JSON',
  'Assignment to constant variable',
  'Invalid array length',
  'Invalid string length',
  'Invalid time value',
  'Invalid typed array length',
  'Array buffer allocation failed',
  'Maximum call stack size exceeded',
  'Offset is outside the bounds of the DataView',
  'offset is out of bounds',
  'URI malformed',
  'is not a function',
  'is not a constructor',
  'is not iterable',
  'is not defined',
  'before initialization',
  'The operation was aborted',
  'could not be cloned',
  'attempt to write a readonly database',
  'constraint failed',
  'cannot commit',
  'cannot rollback',
  'cannot start a transaction within a transaction',
  'column index out of range',
  'database disk image is malformed',
  'database is locked',
  'database is not open',
  'database or disk is full',
  'database schema has changed',
  'database table is locked',
  'disk I/O error',
  'file is not a database',
  'interrupted',
  'locking protocol',
  'no such column',
  'no such table',
  'out of memory',
  'statement has been finalized',
  'string or blob too big',
  'syntax error',
  'too many SQL variables',
  'unable to open database file',
] as const;

/** Characters of a message that are looked at. */
const readCharacters = 1000;

/** Those that the message has, in the order of the list; empty for none. */
export function knownMessage(message: string): string {
  const start = message.slice(0, readCharacters);
  return messages.filter((known) => start.includes(known)).join('; ');
}
